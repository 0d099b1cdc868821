"""python -m unittest discover training"""

import tempfile
import unittest
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch
from torch import nn

from training.document_views import index as of_things
from training.document_views.network import ViewsNetwork
from training.document_views.views import VIEWS, native
from training.export import export
from training.face_pad.baseline import MODELS
from training.face_pad.evaluate import Scored
from training.face_pad.index import Row
from training.face_pad.joined import FACE_VIEW, JOINED_VIEWS, PATCH_VIEWS, USUAL_SHARPNESS, Sharpness, for_sharpness, joined_views_of, parts_together, summed, weigh
from training.face_pad.surface import Surface, faces_around, surface_of, things_of
from training.face_pad.views import SIDE, all_views_of

SCREENS = MODELS / "screen-replay.onnx"


class EarlierLike(nn.Module):
    """Tells which views it was given, and in which order."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x.reshape(-1, JOINED_VIEWS, 3 * SIDE * SIDE).mean(2) @ torch.tensor([1.0, 10, 100, 1000, 10000])


class Views(unittest.TestCase):
    def test_begin_with_those_of_the_network_that_shipped_before(self):
        picture = np.random.default_rng(1).integers(0, 256, (400, 500, 3), np.uint8)
        face = np.array([150.0, 120, 290, 300])
        joined, before = joined_views_of(picture, face), all_views_of(picture, face)
        self.assertEqual(joined.shape, (JOINED_VIEWS, SIDE, SIDE, 3))
        np.testing.assert_array_equal(joined[[0, 1, 2, 4]], before)
        np.testing.assert_array_equal(joined[FACE_VIEW], before[1])

    def test_have_patches_left_and_right_pixel_for_pixel(self):
        across = np.tile(np.arange(500, dtype=np.uint16)[None, :, None] // 2, (400, 1, 3)).astype(np.uint8)
        patches = joined_views_of(across, np.array([150.0, 120, 290, 300]))[list(PATCH_VIEWS)]
        self.assertTrue((np.diff(patches[:, 0, ::2, 0].astype(int), axis=1) == 1).all())
        # In the square of the face, which is 180 wide about 220.
        np.testing.assert_allclose(2 * patches[:, 0, SIDE // 2, 0].astype(int), 220 + 180 * (np.array([0.32, 0.66]) - 0.5), atol=2)


class Joined(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        folder = Path(kept.name)
        earlier = folder / "earlier.onnx"
        export(EarlierLike(), torch.randn(2 * JOINED_VIEWS, 3, SIDE, SIDE), earlier, "views", "score")
        torch.manual_seed(1)
        self.surface = Surface(ViewsNetwork()).eval()
        self.parts = parts_together(earlier, self.surface, folder / "joined.onnx")

    def answers(self, model, x: torch.Tensor) -> np.ndarray:
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        return session.run(None, {"views": x.numpy()})[0]

    def test_gives_each_part_its_views(self):
        for faces in (1, 3):
            x = torch.rand(faces * JOINED_VIEWS, 3, SIDE, SIDE) * 2 - 1
            views = x.reshape(faces, JOINED_VIEWS, 3, SIDE, SIDE)
            with torch.no_grad():
                expected = torch.stack([EarlierLike()(x), self.surface(views[:, PATCH_VIEWS]), Sharpness()(views[:, FACE_VIEW]) - USUAL_SHARPNESS], 1)
            # Weights are stored in half precision.
            np.testing.assert_allclose(self.answers(self.parts, x), expected.numpy(), rtol=2e-2, atol=2e-2)

    def test_gives_nothing_to_what_is_less_sharp_than_usual(self):
        soft = nn.functional.interpolate(torch.rand(JOINED_VIEWS, 3, 8, 8) * 2 - 1, SIDE, mode="bilinear")
        self.assertLess(float(Sharpness()(soft[FACE_VIEW : FACE_VIEW + 1])), USUAL_SHARPNESS)
        self.assertEqual(self.answers(self.parts, soft)[0, 2], 0)

    def test_adds_the_parts_as_they_are_weighed(self):
        x, weights = torch.rand(2 * JOINED_VIEWS, 3, SIDE, SIDE) * 2 - 1, np.array([0.5, 2, -3])
        np.testing.assert_allclose(self.answers(summed(self.parts, weights), x), self.answers(self.parts, x) @ weights, rtol=1e-4)


class Weighing(unittest.TestCase):
    def test_takes_off_what_bona_fide_faces_score_for_sharpness_each_data_set_counting_alike(self):
        sharpness = np.array([1.0] * 90 + [3.0] * 10)
        sources = np.array(["many"] * 90 + ["few"] * 10)
        self.assertAlmostEqual(for_sharpness(2 * sharpness + 7, sharpness, sources), 2)
        # The mean of each data set on the line, whatever the spread within.
        self.assertAlmostEqual(for_sharpness(np.r_[np.tile([0.0, 2], 45), [5.0] * 10], sharpness, sources), 2)

    def test_trusts_the_part_that_is_right_on_unseen_attacks_and_not_what_sharpness_gives(self):
        rng = np.random.default_rng(1)
        attacks = np.array(["none", "print"] * 100)
        truth = np.where(attacks == "none", 1.0, -1.0)
        sources = np.array(["unseen"] * 100 + ["other"] * 100)
        sharpness = np.linspace(5, 7, 200)
        scores = {"earlier": rng.normal(0, 1, 200), "surface": truth + rng.normal(0, 1, 200) + np.where(sources == "other", 3 * sharpness, 0), "sharpness": sharpness}
        weights = weigh({name: Scored(one, attacks, sources) for name, one in scores.items()}, "unseen", ["other"])
        self.assertGreater(weights[1], 5 * weights[0])
        self.assertAlmostEqual(weights[2] / weights[1], -3, delta=0.7)


class Sharp(unittest.TestCase):
    def test_is_nothing_on_a_blank_picture_and_more_the_finer_it_is(self):
        fine = torch.rand(1, 3, SIDE, SIDE) * 2 - 1
        soft = nn.functional.avg_pool2d(fine, 5, 1, 2)
        blank, blurred, sharp = Sharpness()(torch.cat([torch.zeros(1, 3, SIDE, SIDE), soft, fine])).tolist()
        self.assertEqual(blank, 0)
        self.assertGreater(sharp, blurred + 1)


class Surfaces(unittest.TestCase):
    def test_begin_at_what_the_network_for_screens_says_of_each_patch(self):
        network = surface_of(SCREENS).eval()
        views = torch.rand(VIEWS, 3, SIDE, SIDE) * 2 - 1
        shipped = onnxruntime.InferenceSession(str(SCREENS), providers=["CPUExecutionProvider"]).run(["map"], {"views": views.numpy()})[0]
        with torch.no_grad():
            each = network.texture(native(views[None]))
            said = network.by_texture(each.repeat(1, 1, 2))[:, :, 0]
        np.testing.assert_allclose(said.numpy(), shipped, atol=1e-3)

    def test_are_cut_of_the_face_and_what_is_about_it(self):
        with tempfile.TemporaryDirectory() as folder:
            cv2.imwrite(f"{folder}/a.png", np.random.default_rng(1).integers(0, 256, (300, 400, 3), np.uint8))
            facts = {"person": "a/1", "source": "a", "origin": "a", "part": "train", "left": 0, "top": 0, "right": 400, "bottom": 300, "x": 150.0, "y": 100.0, "width": 80.0, "height": 100.0}
            rows = [Row(path="a.png", label=label, attack=attack, **facts) for label, attack in (("bona_fide", "none"), ("attack", "print"))]
            (found,) = faces_around(Path(folder), rows)
        self.assertEqual([part.shape for part in found.parts], [(200, 200, 3)] * 2)
        self.assertEqual(found.real.tolist(), [True, False])

    def test_are_of_no_thing_that_screens_are_calibrated_or_measured_on_and_of_no_paper(self):
        with tempfile.TemporaryDirectory() as folder:
            cv2.imwrite(f"{folder}/a.png", np.full((160, 200, 3), 90, np.uint8))
            for source in ("goel", "devansh", "maanya", "drawn-calibration", "drawn-held-out", "dlc"):
                of_things.write_index(Path(folder) / "index" / f"{source}.csv", [of_things.Row("a.png", "attack", source, 0, 0, 200, 160)])
            found = things_of(Path(folder))
            self.assertEqual([(one.source, one.parts[0].shape, one.real.tolist()) for one in found], [("goel", (160, 200, 3), [False])])


if __name__ == "__main__":
    unittest.main()
