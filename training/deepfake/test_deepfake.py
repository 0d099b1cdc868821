"""python -m unittest discover training"""

import subprocess
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from unittest import mock

import cv2
import numpy as np
import torch
import torch.distributed as together
from PIL import Image, JpegImagePlugin
from torch import multiprocessing, nn

from training.canvas import draw
from training.deepfake.align import FIVE, INPUT, ONTO, SPAN, face_matrix, pupil_distance, region
from training.deepfake.beginning import shipped_parts
from training.deepfake.blend import deform, mix, mix_gradients, soften
from training.deepfake.code_alike import code_alike
from training.deepfake.colour import transfer
from training.deepfake.evaluate import fixed_pairs
from training.deepfake.fakes import placed, reenact, self_blend, swap
from training.deepfake.fit import TRAINED, WARM, Plan, loss_of, process, scorer, share_gradients, share_of_rate, train
from training.deepfake.fused import both_views, scores_of_parts, trust
from training.deepfake.held_out_swap import join_bands, match_colours, turned_onto
from training.deepfake.judge import Judge
from training.deepfake.list_frames import main as list_frames
from training.deepfake.measure import read_labels
from training.deepfake.mesh_parts import OVAL, PARTS, mask_of
from training.deepfake.native import LEAST_SHARE, native_box, native_look
from training.deepfake.network import AlignedNetwork, Fused, HighPass, NativeNetwork, Spectrum
from training.deepfake.pack import Face, Pack
from training.deepfake.roughen import roughen
from training.deepfake.samples import ALIGNED, UNKNOWN, Couple, Faces, Pair, PairMaker, edited_parts, show
from training.deepfake.sources import Source, choose, part_of, person_of
from training.deepfake.warp import warp_face
from training.deepfake.windows import NATIVE, show_window
from training.export import export
from training.reading import LEFT_CORNERS, MODELS, RIGHT_CORNERS


def mesh(rng: np.random.Generator, span: float) -> np.ndarray:
    """[468, 2]: points strewn over an ellipse in the middle of 4 x 4.4 spans, with outline and eyes where they belong."""
    radius, angle = np.sqrt(rng.random(468)), rng.uniform(0, 2 * np.pi, 468)
    points = np.stack([np.cos(angle), 1.3 * np.sin(angle)], 1) * radius[:, None]
    round_the_face = np.linspace(-np.pi / 2, 1.5 * np.pi, len(OVAL), endpoint=False)
    points[OVAL] = np.stack([np.cos(round_the_face), 1.3 * np.sin(round_the_face)], 1)
    points = 1.1 * points + (2, 2.2)
    for part, side in ((RIGHT_CORNERS, -1), (LEFT_CORNERS, 1)):
        points[part] = [[2 + side / 2 - 0.15, 1.8], [2 + side / 2 + 0.15, 1.8]]
    for part, place in zip(FIVE, (ONTO - ONTO[:2].mean(0)) / SPAN):
        points[part] = place + (2, 1.8)
    return (span * points).astype(np.float32)


def face(seed: int = 0, span: int = 60) -> Face:
    """A chance picture of 4 x 4.4 spans under such a mesh."""
    rng = np.random.default_rng(seed)
    height, width = 22 * span // 5, 4 * span
    image = np.clip(rng.normal(140, 25, (height, width, 3)) + np.linspace(-40, 40, width)[None, :, None], 0, 255)
    return Face(image.astype(np.uint8), mesh(rng, span))


def made(maker: PairMaker, kind: str, rng: np.random.Generator) -> tuple[Couple, Pair]:
    couple = maker.couple(kind, rng)
    return couple, show(couple, rng)


def black_corners(view: np.ndarray) -> np.ndarray:
    """[4]: whether the picture has ended there."""
    return (view[[0, 0, -1, -1], [0, -1, 0, -1]] == 0).all(1)


class Align(unittest.TestCase):
    def test_puts_eyes_nose_and_mouth_where_the_network_wants_them(self) -> None:
        points = face().points
        cos, sin = np.cos(0.3), np.sin(0.3)
        for some in (points, points @ np.array([[cos, sin], [-sin, cos]]) * 2.5 + (7, -3)):
            matrix = face_matrix(some)
            for part, wanted in zip(FIVE, ONTO):
                np.testing.assert_allclose(matrix[:, :2] @ some[part].mean(0) + matrix[:, 2], wanted, atol=1e-3)

    def test_knows_what_of_the_picture_is_seen(self) -> None:
        left, top, right, bottom = region(face().points, 0)
        np.testing.assert_allclose([right - left, bottom - top], INPUT * 60 / SPAN, atol=0.01)
        np.testing.assert_allclose([left, top], np.array([90, 108]) - ONTO[0] * 60 / SPAN, atol=0.3)

    def test_scales_points_with_the_picture_and_never_up(self) -> None:
        small = face().at(30)
        self.assertAlmostEqual(pupil_distance(small.points), 30, delta=0.2)
        self.assertEqual(small.image.shape, (132, 120, 3))
        self.assertEqual(face().at(90).image.shape, (264, 240, 3))

    def test_scales_as_asked(self) -> None:
        browsers = face().at(30, None)
        np.testing.assert_array_equal(browsers.image, draw(face().image, np.array([[0.5, 0, 0], [0, 0.5, 0]]), 120, 132))
        self.assertAlmostEqual(pupil_distance(browsers.points), 30, delta=0.2)
        self.assertGreater(np.abs(face().at(40, cv2.INTER_LINEAR).image.astype(int) - face().at(40).image).mean(), 1)


class Native(unittest.TestCase):
    def test_is_a_window_pixel_for_pixel_about_the_middle_of_the_face(self) -> None:
        image = np.random.default_rng(0).integers(0, 255, (400, 500, 3), np.uint8)
        np.testing.assert_array_equal(native_look(image, np.array([150.4, 90, 310.4, 290])), image[94:286, 134:326])

    def test_stays_inside_of_the_picture(self) -> None:
        np.testing.assert_array_equal(native_box(np.array([0, 0, 80, 100]), 500, 400), [0, 0, INPUT, INPUT])

    def test_shows_a_share_of_a_face_that_is_larger_than_those_trained_on(self) -> None:
        box = native_box(np.array([1000, 1000, 2000, 2400]), 3000, 4000)
        np.testing.assert_allclose(box[2:] - box[:2], LEAST_SHARE * 1400)


class Blend(unittest.TestCase):
    def setUp(self) -> None:
        self.rng = np.random.default_rng(5)
        self.mask = mask_of(face().points, [OVAL], (264, 240))

    def test_masks_the_hull_of_a_part(self) -> None:
        self.assertAlmostEqual((self.mask > 127).sum(), np.pi * 1.3 * 66**2, delta=300)
        self.assertTrue(all(mask_of(face().points, part, (264, 240)).any() for part in PARTS.values()))

    def test_deforms_an_outline_by_a_little(self) -> None:
        for _ in range(20):
            pushed = deform(self.mask, 60, self.rng) > 127
            self.assertGreater((pushed & (self.mask > 127)).sum() / (pushed | (self.mask > 127)).sum(), 0.6)

    def test_softens_between_0_and_1_and_keeps_the_middle(self) -> None:
        for _ in range(20):
            alpha = soften(self.mask, 60, self.rng)
            self.assertTrue(0 <= alpha.min() and alpha.max() <= 1.0001)
            self.assertGreater(alpha[130, 120], 0.99)
            self.assertLess(alpha[2, 2], 0.01)

    def test_keeps_a_part_that_would_vanish(self) -> None:
        dot = np.zeros((50, 50), np.uint8)
        dot[25, 25] = 255
        self.assertTrue(all(soften(dot, 60, self.rng).any() for _ in range(20)))

    def test_mixes_by_alpha(self) -> None:
        black, white = np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 255, np.uint8)
        alpha = np.full((4, 4), 0.25)
        alpha[0] = 0
        mixed = mix(black, white, alpha)
        self.assertTrue((mixed[0] == 0).all() and (mixed[1:] == 64).all())

    def test_mixes_gradients_without_a_difference_of_level(self) -> None:
        own = face().image
        darker = (own * 0.5 + 20).astype(np.uint8)
        self.assertLessEqual(np.abs(mix_gradients(own, own, self.mask).astype(int) - own).max(), 1)
        mixed = mix_gradients(own, darker, self.mask)
        np.testing.assert_array_equal(mixed[self.mask == 0], own[self.mask == 0])
        self.assertLess(abs(mixed[self.mask > 0].mean() - own[self.mask > 0].mean()), 8)


class Colour(unittest.TestCase):
    def test_takes_colours_over(self) -> None:
        mask = np.full((264, 240), 255, np.uint8)
        like, other = face().image, (face(1).image * (0.5, 0.7, 0.6)).astype(np.uint8)
        np.testing.assert_allclose(transfer(other, like, mask, 1).mean((0, 1)), like.mean((0, 1)), atol=3)
        np.testing.assert_allclose(transfer(other, like, mask, 0), other, atol=1)

    def test_maps_mean_and_covariance_in_the_second_tool(self) -> None:
        rng = np.random.default_rng(2)
        like, other = (np.clip(rng.normal(m, s, (90, 90, 3)), 0, 255).astype(np.uint8) for m, s in ((150, 12), ((90, 80, 60), 20)))
        matched = match_colours(other, like, np.full((90, 90), True))
        np.testing.assert_allclose(matched.mean((0, 1)), like.mean((0, 1)), atol=1)
        np.testing.assert_allclose(matched.reshape(-1, 3).std(0), like.reshape(-1, 3).std(0), rtol=0.08)


class Warp(unittest.TestCase):
    def test_leaves_a_face_alone_that_is_put_into_its_own_shape(self) -> None:
        own = face()
        warped = warp_face(own.image, own.points, own.points, own.image.shape)
        self.assertLessEqual(np.abs(warped[20:240, 20:220].astype(int) - own.image[20:240, 20:220]).max(), 2)

    def test_follows_a_shift(self) -> None:
        own = face()
        warped = warp_face(own.image, own.points, own.points + (8, -4), own.image.shape)
        self.assertLessEqual(np.abs(warped[70:180, 70:180].astype(int) - own.image[74:184, 62:172]).max(), 2)

    def test_finds_the_turn_of_a_head(self) -> None:
        points = np.random.default_rng(3).normal(0, 40, (468, 3))
        cos, sin = np.cos(0.4), np.sin(0.4)
        there = 1.3 * points @ np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]]).T + (50, 60, 0)
        np.testing.assert_allclose(turned_onto(points, there), there, atol=1e-6)

    def test_joins_bands_into_either_picture_where_alpha_is_all_or_none(self) -> None:
        a, b = face().image, face(1).image
        for level, wanted in ((0, a), (1, b)):
            np.testing.assert_allclose(join_bands(a, b, np.full(a.shape[:2], level, np.float32)), wanted, atol=1)


class Fakes(unittest.TestCase):
    def test_change_what_they_say_and_nothing_far_from_it(self) -> None:
        own = face()
        for seed in range(12):
            for image, replaced in (
                swap(own, face(1), np.random.default_rng(seed)),
                reenact(own, np.random.default_rng(seed)),
            ):
                self.assertEqual((image.shape, image.dtype, replaced.shape), (own.image.shape, np.uint8, own.image.shape[:2]))
                changed = np.abs(image.astype(int) - own.image).max(2)
                self.assertGreater(changed[replaced > 0.5].mean(), 0.3)
                self.assertLessEqual(changed[replaced == 0].max(), 1)

    def test_lay_a_donor_onto_the_face_in_its_own_shape_or_in_the_targets(self) -> None:
        own = face()
        larger = cv2.resize(own.image, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
        for seed in range(6):
            laid = placed(Face(larger, 1.5 * own.points), own, np.random.default_rng(seed))
            middle = (cv2.GaussianBlur(image, (0, 0), 3)[60:200, 60:180].astype(int) for image in (laid, own.image))
            self.assertLess(np.abs(np.subtract(*middle)).mean(), 4)

    def test_blends_a_face_with_itself_under_a_part_of_it(self) -> None:
        shares = [self_blend(face(), np.random.default_rng(seed))[1].mean() for seed in range(30)]
        self.assertTrue(0.001 < min(shares) and max(shares) < 0.4)

    def test_roughens_two_pictures_alike(self) -> None:
        # A difference of one level stays small: the steps and their strengths were the same.
        own = face().image
        near = np.clip(own.astype(int) + 1, 0, 255).astype(np.uint8)
        for seed in range(25):
            one, other = (roughen(image, 60, np.random.default_rng(seed)).astype(float) for image in (own, near))
            self.assertEqual(one.shape, own.shape)
            self.assertLess(abs((other - one).mean() - 1), 1.5)


class Prepared(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for role, name in (("real", "photos"), ("gan", "gan"), ("gan", "photos-generated"), ("editor", "photos-composite"), ("swapper", "photos-swapped")):
            faces = [face(seed, 80) for seed in range(12)]
            starts = np.cumsum([0, *(one.image.size for one in faces)])[:-1]
            (self.folder / f"{name}.pixels").write_bytes(b"".join(np.ascontiguousarray(one.image).tobytes() for one in faces))
            listed = {"name": [f"{i}_{1100 + (role == 'editor') * i % 2}.jpg" for i in range(12)], "start": starts, "shape": [one.image.shape[:2] for one in faces]}
            listed |= {"points": [one.points for one in faces], "skin": [one.skin() for one in faces]}
            np.savez(self.folder / f"{name}.npz", role=role, **{key: np.array(values) for key, values in listed.items()})

    def test_reads_back_what_serves_a_part(self) -> None:
        packs = [Pack(self.folder, "gan", part) for part in ("train", "calibration", "test")]
        self.assertEqual(sum(map(len, packs)), 12)
        first = int(str(packs[0].names[0]).split("_")[0])
        np.testing.assert_array_equal(packs[0][0].image, face(first, 80).image)

    def test_shows_a_couple_otherwise_every_time(self) -> None:
        couple = PairMaker(Faces.load(self.folder, "train")).couple("swap", np.random.default_rng(1))
        one, other = (show(couple, np.random.default_rng(seed)).real for seed in range(2))
        self.assertGreater(np.abs(one.astype(int) - other).mean(), 1)

    def test_makes_the_same_pair_of_the_same_numbers(self) -> None:
        maker = PairMaker(Faces.load(self.folder, "train"))
        for kind in ("self-blend", "swap", "composite", "reenactment", "gan-swap"):
            (couple, one), (_, other) = (made(maker, kind, np.random.default_rng(9)) for _ in range(2))
            np.testing.assert_array_equal(one.fake, other.fake)
            self.assertEqual((one.real.shape, one.real.dtype, couple.source), ((INPUT, INPUT, 3), np.uint8, "photos"))
            self.assertTrue(0 < one.replaced.max() <= 100)

    def test_goes_on_training_where_it_was_cut(self) -> None:
        faces, checkpoint = Faces.load(self.folder, "train"), self.folder / "network.pt"
        for learner in TRAINED.values():
            for steps in (1, 2):
                train(learner, faces, fixed_pairs(faces, learner.recipe, learner.show, 1), checkpoint, Plan(steps, pairs=1, workers=0))
            state = torch.load(checkpoint)
            self.assertEqual({float(one["step"]) for one in state["optimiser"]["state"].values()}, {2})
            self.assertEqual(state["done"], 2)
            checkpoint.unlink()

    def test_begins_at_the_weights_that_it_is_given(self) -> None:
        faces, given = Faces.load(self.folder, "train"), AlignedNetwork().eval()
        begun = train(TRAINED["aligned"], faces, [], self.folder / "other.pt", Plan(0, workers=0, begin=given.state_dict()))
        image = torch.randn(1, 3, INPUT, INPUT)
        torch.testing.assert_close(begun(image), given(image))

    def test_takes_both_parts_out_of_what_ships(self) -> None:
        parts, path = {"aligned": AlignedNetwork().eval(), "native": NativeNetwork().eval()}, self.folder / "shipped.onnx"
        export(Fused(*parts.values(), (0.4, 0.6)).eval(), torch.randn(4, 3, INPUT, INPUT), path, "views", "output")
        views = np.random.default_rng(0).integers(0, 256, (4, INPUT, INPUT, 3), np.uint8)
        for name, begun in shipped_parts(path, views).items():
            np.testing.assert_allclose(scorer(begun)(views), scorer(parts[name])(views), atol=0.02)

    def test_goes_on_from_the_network_that_ships(self) -> None:
        shipped = MODELS / "deepfake.onnx"
        views = np.random.default_rng(1).integers(0, 256, (6, INPUT, INPUT, 3), np.uint8)
        parts = shipped_parts(shipped, views)
        answered = Judge(shipped).scores(np.stack([views, views], 1))
        each = scores_of_parts(parts["aligned"], parts["native"])(np.stack([views, views], 1))
        # How far it trusts either part is not told, but two numbers for all views.
        trusted, *_ = np.linalg.lstsq(each, answered, rcond=None)
        np.testing.assert_allclose(each @ trusted, answered, atol=0.02)

    def test_shows_the_same_place_of_a_photo_and_of_what_was_made_of_it(self) -> None:
        maker = PairMaker(Faces.load(self.folder, "train"), NATIVE)
        for seed in range(8):
            couple = maker.couple("swap", np.random.default_rng(seed))
            pair = show_window(couple, np.random.default_rng(seed), 0)
            self.assertEqual((pair.real.shape, pair.replaced.shape), ((INPUT, INPUT, 3), (24, 24)))
            kept = cv2.resize(pair.replaced, (INPUT, INPUT), interpolation=cv2.INTER_NEAREST) == 0
            self.assertLess(np.abs(pair.real.astype(int) - pair.fake)[kept].mean(), 2)

    def test_keeps_the_pixels_of_a_photo_and_of_a_portrait_that_are_nearly_as_large(self) -> None:
        maker = PairMaker(Faces.load(self.folder, "train"), replace(NATIVE, native=1, imitated=1, beside=1))
        self.assertEqual(maker.couple("gan", np.random.default_rng(0)).fake.image.shape, face(0, 80).image.shape)

    def test_shows_faces_as_large_as_the_product_does_scaled_as_a_browser_does_it(self) -> None:
        maker = PairMaker(Faces.load(self.folder, "train"), replace(NATIVE, native=0, seen=1, spans=(40, 60)))
        whole = PairMaker(maker.faces, replace(NATIVE, native=1, seen=0))
        for seed in range(3):
            couple, larger = (one.couple("self-blend", np.random.default_rng(seed)) for one in (maker, whole))
            np.testing.assert_array_equal(couple.real.image, larger.real.at(60, None).image)

    def test_shrinks_a_portrait_and_the_photo_of_another_source_whose_name_begins_alike(self) -> None:
        for suffix in ("npz", "pixels"):
            (self.folder / f"gan.{suffix}").unlink()
            (self.folder / f"photos-generated.{suffix}").rename(self.folder / f"photos-large-generated.{suffix}")
            (self.folder / f"photos-large.{suffix}").write_bytes((self.folder / f"photos.{suffix}").read_bytes())
        maker = PairMaker(Faces.load(self.folder, "train"), replace(NATIVE, native=1, imitated=1, beside=0))
        for seed in range(6):
            couple = maker.couple("gan", np.random.default_rng(seed))
            self.assertEqual(couple.fake.image.shape[0] < face(0, 80).image.shape[0], couple.source == "photos", couple.source)

    def test_shows_both_views_of_both_faces_of_a_couple(self) -> None:
        whole, tight = face(0, 80), Face(face(1, 80).image[90:], face(1, 80).points - (0, 90))
        pair = both_views(Couple(whole, tight, None, "gan", "photos"), np.random.default_rng(0))
        self.assertEqual((pair.real.shape, pair.fake.shape), ((2, INPUT, INPUT, 3), (2, INPUT, INPUT, 3)))
        self.assertEqual([black_corners(views[0]).tolist() for views in (pair.real, pair.fake)], [[True, True, False, False]] * 2)
        self.assertFalse(black_corners(pair.fake[1]).any())

    def test_compares_a_swapped_face_with_a_photo_of_its_size(self) -> None:
        maker = PairMaker(Faces.load(self.folder, "train"))
        fakes, reals = maker.faces.swapped["photos"], maker.faces.real[0]
        fakes.spans, reals.spans = np.linspace(40, 96, len(fakes)), np.linspace(40, 96, len(reals))
        rng = np.random.default_rng(0)
        apart = [np.log(fakes.spans[index] / reals.spans[other]) for index, other in (maker._of_a_size(fakes, reals, rng) for _ in range(40))]
        self.assertLess(np.abs(apart).mean(), 0.1)
        couple = maker.couple("swapped", rng)
        self.assertTrue(0.1 < couple.replaced.mean() / 100 < 0.5)

    def test_shows_no_more_of_the_fake_than_of_the_photo(self) -> None:
        maker = PairMaker(Faces.load(self.folder, "train"))
        for seed in range(8):
            _, pair = made(maker, "gan", np.random.default_rng(seed))
            np.testing.assert_array_equal(*(black_corners(view) for view in (pair.real, pair.fake)))
            self.assertEqual(pair.replaced[4:8, 4:8].min(), 100)

    def test_compares_an_imitation_with_what_it_imitates_and_another_with_what_is_larger(self) -> None:
        maker = PairMaker(Faces.load(self.folder, "train"))
        rng = np.random.default_rng(0)
        for _ in range(12):
            couple = maker.couple("gan", rng)
            self.assertAlmostEqual(couple.real.span, couple.fake.span, delta=0.5)
        self.assertEqual([pack.source for pack in maker.faces.gan], ["gan"])
        self.assertEqual([pack.source for pack in maker.faces.imitating.values()], ["photos-generated"])

    def test_hides_the_same_behind_both_and_nothing_of_the_face(self) -> None:
        couple = PairMaker(Faces.load(self.folder, "train")).couple("gan", np.random.default_rng(2))
        shown = [show(couple, np.random.default_rng(seed), 0, hide=True) for seed in range(20)]
        some = [pair for pair in shown if pair.hidden.any()]
        self.assertTrue(0 < len(some) < 20)
        for pair in some:
            self.assertFalse(pair.hidden[4:8, 4:8].any())
            self.assertEqual(set(pair.replaced[pair.hidden]), {UNKNOWN})
            far = cv2.resize(pair.hidden.astype(np.uint8), (INPUT, INPUT), interpolation=cv2.INTER_NEAREST) > 0
            far = cv2.erode(far.astype(np.uint8), np.ones((33, 33), np.uint8)) > 0
            if far.any():
                self.assertLess(np.abs(pair.real[far].astype(int) - pair.fake[far]).mean(), 12)


def _share(number: int, store: str, found: list) -> None:
    """One of two processes, whose gradient is its number."""
    together.init_process_group("gloo", init_method=f"file://{store}", rank=number, world_size=2)
    layer = nn.Linear(2, 1)
    for parameter in layer.parameters():
        parameter.grad = torch.full_like(parameter, float(number))
    share_gradients(layer)
    found.append((process(), layer.weight.grad.tolist(), layer.bias.grad.tolist()))
    together.destroy_process_group()


class Together(unittest.TestCase):
    def test_processes_that_learn_together_share_their_gradients(self) -> None:
        with tempfile.TemporaryDirectory() as folder, multiprocessing.Manager() as manager:
            found = manager.list()
            multiprocessing.spawn(_share, (f"{folder}/store", found), nprocs=2)
            self.assertEqual(sorted(found), [(0, [[0.5, 0.5]], [0.5]), (1, [[0.5, 0.5]], [0.5])])

    def test_one_alone_keeps_its_own(self) -> None:
        layer = nn.Linear(2, 1)
        layer(torch.ones(1, 2)).sum().backward()
        share_gradients(layer)
        self.assertEqual((process(), layer.weight.grad.tolist()), (0, [[1.0, 1.0]]))


class Sources(unittest.TestCase):
    def test_keep_a_person_in_one_part(self) -> None:
        self.assertEqual(person_of("lfw", "Ann_Lee/Ann_Lee_0001.jpg"), person_of("lfw", "Ann_Lee_0007.jpg"))
        parts = [part_of("lfw", f"Person_{i}") for i in range(2000)]
        self.assertAlmostEqual(parts.count("test") / 2000, 0.1, delta=0.02)
        self.assertAlmostEqual(parts.count("calibration") / 2000, 0.1, delta=0.02)

    def test_know_a_picture_of_ffhq_by_its_number(self) -> None:
        self.assertEqual(person_of("ffhq", "00014.jpg"), person_of("ffhq", "real_14.jpg"))
        self.assertNotEqual(person_of("ffhq", "00014.jpg"), person_of("ffhq", "00140.jpg"))

    def test_read_folders_and_repositories_alike(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
        (folder / "in").mkdir()
        for i in range(3):
            (folder / "in" / f"Ann_Lee_000{i}.jpg").write_bytes(bytes([i, 10, 0]) * 5)
        for command in (["init", "-q"], ["add", "in"], ["commit", "-qm", "pictures"]):
            subprocess.run([*git, *command], check=True)
        plain, bare = Source.parse("real", f"lfw={folder}/in"), Source.parse("real", f"lfw={folder}/.git:in")
        names = plain.names()
        self.assertEqual(names, bare.names())
        self.assertEqual(list(plain.read(names)), list(bare.read(names)))
        self.assertEqual(len(choose(bare, set(), 10, 2)), 2)
        self.assertEqual(choose(bare, {"Ann_Lee"}, 10, 2), [])
        for inside in ("/in", "/.git:in"):
            self.assertEqual(Source.parse("real", f"lfw*_0001={folder}{inside}").names(), ["Ann_Lee_0001.jpg"])


class Frames(unittest.TestCase):
    def test_are_listed_at_even_distances_of_each_video(self) -> None:
        with tempfile.TemporaryDirectory() as given:
            folder = Path(given)
            for label in ("real", "fake"):
                for video in ("a", "b"):
                    (folder / label / video).mkdir(parents=True)
                    for frame in range(4):
                        (folder / label / video / f"{frame}.png").write_bytes(f"{label} {video} {frame}".encode())
            call = ["list_frames", str(folder / "out"), "films", "--real", str(folder / "real"), "--swapped", str(folder / "fake"), "--a-video", "2"]
            with mock.patch("sys.argv", call):
                list_frames()
            rows = read_labels(folder / "out")
            self.assertEqual([row["path"] for row in rows[:4]], ["real/a/0.png", "real/a/2.png", "real/b/0.png", "real/b/2.png"])
            self.assertEqual({(row["label"], row["kind"], row["source"]) for row in rows}, {("real", "video", "films"), ("fake", "video-swap", "films")})
            self.assertEqual((folder / "out" / "fake" / "b" / "2.png").read_bytes(), b"fake b 2")


class Composites(unittest.TestCase):
    def test_tell_by_their_name_what_was_put_in(self) -> None:
        own = face()
        whole = [edited_parts(own, f"easy_7_{digits}.jpg").mean() for digits in ("0010", "0011", "1111")]
        self.assertTrue(0 < whole[0] < whole[1] < whole[2] < 0.5)
        self.assertIsNone(edited_parts(own, "easy_7_1010.jpg"))


class CodedAlike(unittest.TestCase):
    def test_codes_portraits_of_a_photos_size_with_its_tables_and_leaves_others_out(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "portraits").mkdir()
        for name, size, quality in (("photo.jpg", 64, 75), ("portraits/a.jpg", 64, 99), ("portraits/b.jpg", 32, 99)):
            Image.fromarray(face().image[:size, :size]).save(folder / name, quality=quality, subsampling=2 if name == "photo.jpg" else 0)
        photo = Image.open(folder / "photo.jpg")
        code_alike(folder / "out", photo, [folder / "portraits"])
        coded = Image.open(folder / "out" / "portraits-a.jpg")
        self.assertEqual([path.name for path in (folder / "out").iterdir()], ["portraits-a.jpg"])
        self.assertEqual(coded.quantization, photo.quantization)
        self.assertEqual(*(JpegImagePlugin.get_sampling(one) for one in (coded, photo)))


class Network(unittest.TestCase):
    def test_is_small_and_answers_a_score_and_a_map(self) -> None:
        network = AlignedNetwork().eval()
        self.assertLess(sum(p.numel() for p in network.parameters()), 800_000)
        score, cells = network(torch.zeros(2, 3, INPUT, INPUT))
        self.assertEqual((tuple(score.shape), tuple(cells.shape)), ((2, 1), (2, 1, 12, 12)))

    def test_adds_what_both_parts_say_of_each_face(self) -> None:
        aligned, native = AlignedNetwork().eval(), NativeNetwork().eval()
        self.assertLess(sum(p.numel() for p in native.parameters()), 900_000)
        views = torch.randn(4, 3, INPUT, INPUT)
        with torch.no_grad():
            both = Fused(aligned, native, (0.5, 2.0)).eval()(views)
            torch.testing.assert_close(both, 0.5 * aligned(views[[0, 2]])[0] + 2 * native(views[[1, 3]])[0])
            self.assertEqual(native(views)[1].shape, (4, 1, 24, 24))

    def test_begins_without_its_deep_stages(self) -> None:
        native, view = NativeNetwork().eval(), torch.randn(1, 3, INPUT, INPUT)
        with torch.no_grad():
            begun = native(view)[0]
            nn.init.constant_(native.deep[0].weight, 0.1)
            torch.testing.assert_close(native(view)[0], begun)
            nn.init.ones_(native.deep_head[1].weight)
            self.assertNotEqual(native(view)[0].item(), begun.item())

    def test_trusts_the_part_that_tells(self) -> None:
        rng = np.random.default_rng(0)
        real, fake = ({name: rng.normal((0, sign), 1, (300, 2))} for name, sign in (("photos", 1), ("gan", -1)))
        aligned, native = trust(real, fake)
        self.assertTrue(aligned < 0.3 and native > 1)

    def test_foretells_each_colour_from_its_neighbours(self) -> None:
        grain, ramp = HighPass(4).eval(), torch.arange(INPUT) / INPUT
        flat = ramp.expand(1, 3, INPUT, INPUT)
        planes = torch.nn.functional.conv2d(flat, grain.mix)
        left = torch.nn.functional.conv2d(planes, grain.filters, groups=3)
        self.assertLess(left.abs().max().item(), 1e-4)

    def test_keeps_the_edges_and_colours_that_imagenet_has_taught(self) -> None:
        network = AlignedNetwork()
        loss_of(*network(torch.randn(2, 3, INPUT, INPUT)), torch.zeros(2, 12, 12, dtype=torch.uint8)).backward()
        moved = [block for block in network.trunk.blocks if block.narrow.convolution.weight.grad is not None]
        self.assertEqual(len(network.trunk.blocks) - len(moved), AlignedNetwork.FROZEN)

    def test_sees_the_frequency_of_a_wave_in_its_own_channel(self) -> None:
        spectrum = Spectrum(8)
        wave = np.cos((np.arange(INPUT) + 0.5 + 2) * np.pi / 8 * 3)
        brightness = torch.tensor(np.broadcast_to(wave, (1, 1, INPUT, INPUT)).copy(), dtype=torch.float32)
        amplitudes = torch.nn.functional.conv2d(brightness, spectrum.blocks, stride=4, padding=2).abs()
        # Blocks begin at -2, 2, 6, ...: every second one is in phase with the wave.
        self.assertEqual(int(amplitudes[0, :, 20, 20].argmax()) + 1, 3)

    def test_learns_fastest_after_the_first_tenth_and_not_at_all_at_the_end(self) -> None:
        self.assertEqual([round(share_of_rate(at), 3) for at in (0, WARM / 2, WARM, 1)], [0, 0.5, 1, 0])

    def test_learns_nothing_of_places_that_are_unknown(self) -> None:
        logits, cells = torch.zeros(2, 1), torch.randn(2, 1, 12, 12)
        maps = torch.full((2, 12, 12), UNKNOWN, dtype=torch.uint8)
        self.assertEqual(loss_of(logits, cells, maps).item(), loss_of(logits, 0 * cells, maps).item())


if __name__ == "__main__":
    unittest.main()
