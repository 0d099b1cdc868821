"""python -m unittest discover training"""

import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch

from training.document_attacks.photos import Attack, DocumentPhoto
from training.portrait_substitution.cache import Shard
from training.portrait_substitution.cameras import ending, framed_anyhow, retaken
from training.portrait_substitution.cuts import creases, cut_anyhow, framed, torn
from training.portrait_substitution.evaluate import Scored, report
from training.portrait_substitution.finishes import finished, laid_over_finished, printed_anyhow
from training.portrait_substitution.fit import BATCH, FAMILIES, Draws, batch_of
from training.portrait_substitution.held_out import pasted_in, stuck_on
from training.portrait_substitution.in_view import DONOR, EDITS, LEFT_OUT, PRINTS, lent_by, substituted
from training.portrait_substitution.network import Answering, BothWays, PortraitSubstitution
from training.portrait_substitution.overlays import Overlay, laid_over, laid_over_anyhow, lay
from training.portrait_substitution.pastes import donor_of, paste
from training.portrait_substitution.samples import GENUINE, MASK, Part, taken, usual_portrait
from training.portrait_substitution.self_blend import blended
from training.portrait_substitution.test_set import write_sets
from training.portrait_substitution.views import CELLS, GROWN, RAISED, ROOMY, SIDE, Square, rectify, square_of, view_of
from training.synthesis.document import Document
from training.trunk import Trunk


def face(path: Path, skin: tuple[int, int, int]) -> None:
    """An oval with two eyes."""
    picture = np.full((256, 256, 3), 225, np.uint8)
    cv2.ellipse(picture, (128, 130), (80, 105), 0, 0, 360, skin, -1)
    for x in (98, 158):
        cv2.circle(picture, (x, 115), 9, (30, 30, 30), -1)
    cv2.imwrite(str(path), picture)


def card() -> Document:
    """Even, a little blue, with a hologram everywhere."""
    rows, columns = 638, 1011
    artwork = np.full((rows, columns, 3), (170, 190, 215), np.uint8)
    return Document(
        artwork, np.full((rows, columns), 255, np.uint8), np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], float), "ID-1",
        np.array([60.0, 150, 280, 360]), np.full((rows, columns), 0.3, np.float32), np.full((rows, columns), 0.5, np.float32), False, {}, 0.76,
    )


class WithFaces(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.portraits = [cls.folder / f"{i}.png" for i in range(2)]
        for path, skin in zip(cls.portraits, [(150, 170, 210), (60, 80, 110)], strict=True):
            face(path, skin)


class Overlays(WithFaces):
    def test_change_the_portrait_and_leave_what_is_far_from_it(self) -> None:
        document = card()
        for change in (laid_over, laid_over_anyhow, stuck_on):
            for seed in range(4):
                changed, attack = change(np.random.default_rng(seed), document, self.portraits)
                apart = np.abs(changed.artwork.astype(int) - document.artwork).max(-1)
                self.assertGreater((apart[200:460, 110:290] > 8).mean(), 0.5, attack)
                self.assertFalse(apart[:, 520:].any(), attack)
                self.assertEqual(changed.artwork.shape, document.artwork.shape)

    def test_are_the_same_for_the_same_state_and_leave_the_document_as_it_was(self) -> None:
        document = card()
        before = document.artwork.copy()
        one, two = (laid_over(np.random.default_rng(3), document, self.portraits)[0] for _ in range(2))
        np.testing.assert_array_equal(one.artwork, two.artwork)
        np.testing.assert_array_equal(document.artwork, before)

    def test_leave_a_document_without_a_portrait(self) -> None:
        document = replace(card(), portrait=np.zeros(4))
        for change in (laid_over, laid_over_anyhow, stuck_on):
            self.assertIs(change(np.random.default_rng(1), document, self.portraits)[0], document)

    def test_cast_a_shadow_to_one_side_and_hide_holograms(self) -> None:
        document = card()
        corners = np.array([[100.0, 200], [300, 200], [300, 460], [100, 460]])
        overlay = Overlay(np.full((260, 200, 3), 200, np.uint8), np.full((260, 200), 255, np.uint8), corners, 0.3, 0.6, np.array([2.0, 0]), None, 0.9)
        changed = lay(np.random.default_rng(1), document, overlay)
        right, left = (changed.artwork[330, columns].mean() for columns in (slice(302, 305), slice(95, 98)))
        self.assertLess(right, left - 20)
        self.assertEqual(changed.hologram[330, 200], 0)
        self.assertAlmostEqual(float(changed.gloss[330, 200]), 0.9, places=5)
        under_film = lay(np.random.default_rng(1), document, replace(overlay, gloss=None))
        self.assertEqual(under_film.hologram[330, 200], 0.5)


class Finishes(WithFaces):
    def test_leave_a_document_genuine_and_near_what_it_was(self) -> None:
        document = card()
        before = document.artwork.copy()
        touched = 0
        for seed in range(20):
            changed, attack = finished(np.random.default_rng(seed), document, self.portraits)
            self.assertIsNone(attack)
            np.testing.assert_array_equal(changed.portrait, document.portrait)
            for plane in (changed.gloss, changed.hologram):
                self.assertEqual((plane.shape, plane.dtype), (document.gloss.shape, np.float32))
                self.assertTrue(plane.min() >= 0 and plane.max() <= 1)
            touched += not np.array_equal(changed.artwork, before)
        np.testing.assert_array_equal(document.artwork, before)
        self.assertTrue(8 <= touched <= 19, touched)

    def test_are_under_a_print_that_is_laid_over_them(self) -> None:
        changed, attack = laid_over_finished(np.random.default_rng(2), card(), self.portraits)
        self.assertIsNotNone(attack)
        self.assertGreater((np.abs(changed.artwork.astype(int) - card().artwork).max(-1)[200:460, 110:290] > 8).mean(), 0.5)

    def test_leave_a_document_without_a_portrait(self) -> None:
        document = replace(card(), portrait=np.zeros(4))
        self.assertIs(finished(np.random.default_rng(1), document, self.portraits)[0], document)

    def test_print_a_portrait_otherwise_and_as_large(self) -> None:
        picture = cv2.GaussianBlur(np.random.default_rng(1).uniform(60, 200, (170, 130, 3)).astype(np.float32), (0, 0), 2)
        printed = [printed_anyhow(np.random.default_rng(seed), picture) for seed in range(12)]
        self.assertEqual({(one.shape, one.dtype) for one in printed}, {(picture.shape, picture.dtype)})
        self.assertGreater(sum(float(np.abs(one - picture).mean()) > 1 for one in printed), 6)
        self.assertLess(max(float(np.abs(one.mean() - picture.mean())) for one in printed), 80)


class Cameras(unittest.TestCase):
    def setUp(self) -> None:
        self.view = cv2.GaussianBlur(np.random.default_rng(4).integers(60, 200, (ROOMY, ROOMY, 3)).astype(np.uint8), (0, 0), 2)

    def test_frame_a_view_and_its_mask_alike(self) -> None:
        mask = np.zeros((ROOMY, ROOMY), np.uint8)
        mask[150:260, 160:250] = 255
        marked = self.view.copy()
        marked[mask > 0] = 255
        for seed in range(8):
            view, moved = framed_anyhow(np.random.default_rng(seed), marked, mask)
            self.assertEqual((view.shape, moved.shape), ((SIDE, SIDE, 3), (SIDE, SIDE)))
            self.assertTrue((view[moved == 255] == 255).all() and (view[moved == 0] < 250).mean() > 0.99)
            self.assertEqual(int(moved[SIDE // 2, SIDE // 2]), 255)

    def test_end_a_document_at_times_and_never_in_the_middle_of_its_portrait(self) -> None:
        view = np.full((SIDE, SIDE, 3), 120, np.uint8)
        ended = [ending(np.random.default_rng(seed), view) for seed in range(60)]
        cut = [one for one in ended if not one.all()]
        self.assertTrue(5 <= len(cut) <= 30, len(cut))
        for one in cut:
            self.assertEqual(sorted(np.unique(one)), [0, 120])
            self.assertTrue(one[SIDE // 4 : -SIDE // 4, 3 * SIDE // 10 : -3 * SIDE // 10].all())
        self.assertTrue((view == 120).all())

    def test_take_a_view_again_with_what_it_shows_left_in_place(self) -> None:
        for seed in range(30):
            taken_again = retaken(np.random.default_rng(seed), self.view)
            self.assertEqual((taken_again.shape, taken_again.dtype), (self.view.shape, np.uint8))
            np.testing.assert_array_equal(taken_again, retaken(np.random.default_rng(seed), self.view))
        apart = [float(np.abs(retaken(np.random.default_rng(seed), self.view).astype(int) - self.view).mean()) for seed in range(30)]
        self.assertGreater(np.median(apart), 2)
        # A bright square stays where it is, whatever grid the view was coded on.
        view = np.full((SIDE, SIDE, 3), 60, np.uint8)
        view[100:200, 50:150] = 180
        for seed in range(10):
            light = retaken(np.random.default_rng(seed), view).astype(int).mean(-1)
            self.assertGreater(light[110:190, 60:140].mean(), light[210:290, 60:140].mean() + 15)


class Pastes(WithFaces):
    def setUp(self) -> None:
        rng = np.random.default_rng(5)
        self.photo = cv2.GaussianBlur(rng.integers(90, 220, (480, 640, 3)).astype(np.uint8), (0, 0), 2)
        self.portrait = np.array([[200.0, 150], [330, 160], [320, 330], [190, 320]])

    def test_change_the_portrait_alone(self) -> None:
        for seed in range(6):
            pasted = paste(np.random.default_rng(seed), self.photo, self.portrait, self.portraits)
            self.assert_local(pasted.photo, pasted.attack)
            self.assertGreater(pasted.mask[200:280, 230:290].mean(), 200, pasted.attack)
            self.assertFalse(pasted.mask[:90].any())
            self.assert_local(*pasted_in(np.random.default_rng(seed), self.photo, self.portrait, self.portraits))

    def assert_local(self, photo: np.ndarray, attack: Attack) -> None:
        apart = np.abs(photo.astype(int) - self.photo).max(-1)
        self.assertGreater((apart[200:280, 230:290] > 3).mean(), 0.5, attack)
        self.assertFalse(apart[:60].any() or apart[420:].any() or apart[:, :100].any() or apart[:, 430:].any(), attack)

    def test_take_portraits_of_other_photos_at_times(self) -> None:
        other = np.zeros((61, 47, 3), np.uint8)
        own = self.photo[150:330, 200:330]
        shapes = [donor_of(np.random.default_rng(seed), (130, 170), own, "plain", self.portraits, [other]).shape for seed in range(20)]
        self.assertTrue(2 <= shapes.count(other.shape) <= 14, shapes)


class SelfBlends(unittest.TestCase):
    def test_alter_what_the_mask_says_and_leave_what_is_far_from_it(self) -> None:
        view = cv2.GaussianBlur(np.random.default_rng(4).integers(60, 200, (SIDE, SIDE, 3)).astype(np.uint8), (0, 0), 2)
        for seed in range(20):
            changed, mask = blended(np.random.default_rng(seed), view)
            apart = np.abs(changed.astype(int) - view).max(-1)
            self.assertGreater((apart[mask > 200] > 3).mean(), 0.6)
            self.assertFalse(apart[:8].any() or apart[:, :20].any() or apart[:, -20:].any())
            self.assertFalse(mask[:8].any())


class InView(unittest.TestCase):
    def test_another_face_is_where_the_mask_says_and_nothing_else_changes_far_from_it(self) -> None:
        rng = np.random.default_rng(4)
        view = cv2.GaussianBlur(rng.integers(60, 200, (ROOMY, ROOMY, 3)).astype(np.uint8), (0, 0), 2)
        lent = [rng.integers(0, 255, (DONOR[1], DONOR[0], 3)).astype(np.uint8)]
        before = view.copy()
        for kind in PRINTS + EDITS + LEFT_OUT:
            for seed in range(5):
                changed, mask = substituted(np.random.default_rng(seed), view, lent, [kind])
                apart = np.abs(changed.astype(int) - view).max(-1)
                self.assertGreater((apart[mask > 200] > 3).mean(), 0.6, kind)
                self.assertGreater((mask > 200).mean(), 0.05, kind)
                self.assertFalse(apart[:6].any() or apart[:, :20].any() or apart[:, -20:].any(), kind)
                self.assertEqual((changed.shape, changed.dtype), (view.shape, view.dtype))
        np.testing.assert_array_equal(view, before)

    def test_views_lend_what_is_in_their_middle(self) -> None:
        view = np.zeros((ROOMY, ROOMY, 3), np.uint8)
        view[190:230, 190:230] = 255
        self.assertEqual(lent_by([view])[0].sum(), view.sum())
        self.assertLess(lent_by([view])[0].shape[1], ROOMY // 1.5)


class Cuts(unittest.TestCase):
    def test_hide_the_middle_of_a_portrait_and_keep_its_size(self) -> None:
        picture = np.full((270, 210, 3), 120, np.uint8)
        for seed in range(30):
            changed, cover = cut_anyhow(np.random.default_rng(seed), picture)
            self.assertEqual((changed.shape, changed.dtype, cover.shape), (picture.shape, np.uint8, picture.shape[:2]))
            self.assertTrue((cover[90:180, 70:140] == 255).all())

    def test_are_white_where_they_are_torn_and_leave_corners_out(self) -> None:
        picture, cover = torn(np.random.default_rng(1), np.full((270, 210, 3), 30, np.uint8))
        rim = (cover > 200) & (cv2.erode((cover > 200).astype(np.uint8), np.ones((3, 3))) == 0)
        self.assertGreater(picture[rim].mean(), 100)
        self.assertTrue((picture[100:170, 80:130] == 30).all())
        self.assertEqual(cover[0, 0], 0)

    def test_have_frames_as_large_as_the_picture_and_creases_lighter_and_darker_than_it(self) -> None:
        picture = framed(np.random.default_rng(2), np.full((270, 210, 3), 120, np.uint8))
        self.assertEqual(picture.shape, (270, 210, 3))
        self.assertTrue((picture[0] == picture[-1]).all() and (picture[0] != 120).any())
        light = creases(np.random.default_rng(1), (270, 210))
        self.assertTrue(light.min() < 0.98 and light.max() > 1.02 and abs(light.mean() - 1) < 0.1)


class Views(unittest.TestCase):
    def test_lie_about_the_face_and_above_it(self) -> None:
        for (x, y, width, height), expected in (((100, 200, 160, 200), (-40, 60, 400, 500)), ((301, 222, 211, 188), (174, 63, 639, 527))):
            square = square_of(np.array([[x, y], [x + width, y + height]], float))
            self.assertEqual(tuple(np.round(square.corners()[[0, 2]].ravel())), expected)

    def test_are_a_part_of_the_rectified_document_and_black_beyond_it(self) -> None:
        y, x = np.mgrid[:638, :1011]
        photo = np.stack([x // 4, y // 4, np.full_like(x, 200)], -1).astype(np.uint8)
        outline = np.array([[0, 0], [1011, 0], [1011, 638], [0, 638]], float)
        np.testing.assert_array_equal(rectify(photo, outline, (1011, 638)), photo)
        view = view_of(photo, outline, (1011, 638), Square(100, 300, 2.0 * SIDE))
        self.assertEqual(view.shape, (SIDE, SIDE, 3))
        self.assertFalse(view[:, : (SIDE - 100) // 2].any())
        self.assertAlmostEqual(int(view[SIDE // 2, SIDE // 2, 0]), 25, delta=1)
        self.assertAlmostEqual(int(view[SIDE // 2, SIDE // 2, 1]), 75, delta=1)

    def test_hold_the_usual_portrait(self) -> None:
        square = square_of(np.array([[100, 200], [260, 400]], float))
        low, high = usual_portrait(square)[[0, 2]]
        inside = square.corners()[[0, 2]]
        self.assertTrue((low > inside[0]).all() and (high < inside[1]).all())
        self.assertAlmostEqual(square.side, 200 * GROWN)
        self.assertAlmostEqual(square.y, 300 - 200 * RAISED)


class Network(unittest.TestCase):
    def test_answers_each_view_whatever_comes_with_it(self) -> None:
        network = Answering(PortraitSubstitution()).eval()
        views = torch.rand(2, 3, SIDE, SIDE, generator=torch.manual_seed(1)) * 2 - 1
        with torch.no_grad():
            (both, cells), (second, _) = network(views), network(views[1:])
        self.assertEqual(both.shape, (2,))
        self.assertEqual(cells.shape, (2, CELLS * CELLS))
        self.assertAlmostEqual(float(both[1]), float(second[0]), places=4)

    def test_says_the_same_of_a_view_and_of_its_mirror_image_and_the_map_goes_along(self) -> None:
        network = BothWays(PortraitSubstitution()).eval()
        views = torch.rand(2, 3, SIDE, SIDE, generator=torch.manual_seed(2)) * 2 - 1
        with torch.no_grad():
            (score, cells), (mirrored, its_cells) = network(views), network(views.flip(3))
            alone, _ = network(views[:1])
        self.assertEqual((score.shape, cells.shape), ((2, 1), (2, 1, CELLS, CELLS)))
        torch.testing.assert_close(score, mirrored, rtol=0, atol=1e-4)
        torch.testing.assert_close(cells, its_cells.flip(3), rtol=0, atol=1e-4)
        torch.testing.assert_close(score[:1], alone, rtol=0, atol=1e-4)

    def test_begins_at_weights_of_imagenet_and_says_of_each_cell_what_it_holds(self) -> None:
        network = PortraitSubstitution().eval()
        self.assertTrue(torch.equal(network.trunk.stem.convolution.weight, Trunk(1).stem.convolution.weight))
        with torch.no_grad():
            _, cells = network(torch.zeros(1, 3, SIDE, SIDE))
        self.assertEqual(cells.shape, (1, 1, CELLS, CELLS))


class Batches(unittest.TestCase):
    def shards(self) -> list[Shard]:
        families = np.array(["", "pasted"] * 5)
        views = np.full((10, ROOMY, ROOMY, 3), 120, np.uint8)
        replaced = np.zeros((10, ROOMY // MASK, ROOMY // MASK), np.uint8)
        replaced[1::2, 30:70, 30:70] = 255
        drawn, real = (Shard(name, views, replaced, families, families, families) for name in ("drawn", "real"))
        return [drawn, real, Shard("overlaid", views[:1], replaced[1:2], np.array(["overlaid"]), np.array(["x"]), np.array(["x"]))]

    def test_have_genuine_ones_first_of_drawn_and_of_real_documents(self) -> None:
        picks = Draws(self.shards(), "real", 1).batch()
        chosen = [str(shard.families[number]) for shard, number in picks]
        genuine = FAMILIES[""]
        self.assertEqual(chosen[:genuine], [""] * genuine)
        self.assertEqual(sorted(set(chosen[genuine:])), ["overlaid", "pasted"])
        self.assertEqual({shard.name for shard, _ in picks[:genuine]}, {"drawn", "real"})

    def test_say_where_a_portrait_was_replaced(self) -> None:
        views, maps = batch_of(Draws(self.shards(), "real", 1).batch(), np.random.default_rng(1), [np.full((270, 210, 3), 90, np.uint8)])
        self.assertEqual((views.shape, tuple(maps.shape)), ((BATCH, SIDE, SIDE, 3), (BATCH, 1, CELLS, CELLS)))
        genuine = FAMILIES[""]
        self.assertFalse(maps[:genuine].any())
        self.assertTrue((maps[genuine:, 0, CELLS // 2, CELLS // 2] > 0.5).all())
        self.assertFalse(maps[:, 0, 0, 0].any())


class Samples(WithFaces):
    def test_are_as_wide_as_is_asked_for_and_have_a_mask_of_what_was_replaced(self) -> None:
        photo = np.full((500, 500, 3), 150, np.uint8)
        outline = np.array([[0.0, 0], [1011, 0], [1011, 638], [0, 638]]) / 2
        portrait = np.array([[60.0, 60], [200, 60], [200, 240], [60, 240]])
        part = Part(photo, outline, portrait, (1011, 638), Square(260, 300, 600))
        for side in (SIDE, ROOMY):
            replaced = np.zeros(photo.shape[:2], np.uint8)
            view, mask = taken(np.random.default_rng(1), part, replaced, side)
            self.assertEqual((view.shape, mask.shape), ((side, side, 3), (side // MASK, side // MASK)))
            self.assertFalse(mask.any())
            replaced[60:240, 60:200] = 255
            _, mask = taken(np.random.default_rng(1), part, replaced, side)
            self.assertEqual((mask[side // MASK // 2, side // MASK // 2], mask[0, -1]), (255, 0))


class Report(unittest.TestCase):
    def test_tells_kinds_and_strengths_apart_and_counts_what_shows_no_face(self) -> None:
        scored = Scored(np.array([2.0, 3, np.nan, -1, 2.5]), np.array(["", "", "", "a", "b"]), np.array(["", "", "", "plain", "faint"]))
        found = report(scored, {"REGULAR": 0.0})
        self.assertEqual((found["genuine"], found["attacks"], found["noFace"]), (2, 2, 1))
        self.assertEqual(found["byKind"]["a"]["value"], 1.0)
        self.assertEqual(found["byStrength"]["faint"]["value"], 0.5)
        self.assertEqual(found["REGULAR"]["apcer"]["value"], 0.5)
        self.assertEqual((found["REGULAR"]["acer"], found["REGULAR"]["acerOfWorst"]), (0.25, 0.5))


class Sets(WithFaces):
    def test_hold_all_genuine_photos_and_either_family(self) -> None:
        path = self.folder / "photo.png"
        cv2.imwrite(str(path), np.full((400, 600, 3), 150, np.uint8))
        outline = np.array([[50.0, 50], [550, 50], [550, 350], [50, 350]])
        genuine = DocumentPhoto(path, outline, outline / 2 + 60, "ID-1", False, None)
        write_sets(self.folder / "sets", [genuine] * 3, [replace(genuine, attack=Attack("sticker", "faint"))], self.portraits, 2)
        for name, attacks in (("overlaid", 1), ("pasted", 2)):
            lines = (self.folder / "sets" / name / "labels.csv").read_text().splitlines()
            self.assertEqual(sum(",genuine,drawn," in line for line in lines), 3)
            self.assertEqual(sum(",attack,drawn," in line for line in lines), attacks)
            for line in lines[1:]:
                self.assertTrue((self.folder / "sets" / name / line.split(",")[0]).exists())
        self.assertEqual(GENUINE, lines[1].split(",")[3])


if __name__ == "__main__":
    unittest.main()
