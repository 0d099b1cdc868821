"""python -m unittest discover training"""

import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from training.document_attacks.photos import DocumentPhoto
from training.document_views.beginning import begin_at
from training.document_views.cache import Shard, as_input
from training.document_views.evaluate import Scored, turned_grey
from training.document_views.fit import spectra_and_whole_of
from training.document_views.fuse import calibrated
from training.document_views.network import Telling, ViewsNetwork, without_colour
from training.document_views.train import parts_asked
from training.document_views.views import PATCHES, SIDE, VIEWS
from training.export import exported
from training.printed_copy.__main__ import by_attack, read_options
from training.printed_copy.copies import KINDS, STRENGTHS, copy_of, held_out_copy_of
from training.printed_copy.placed import placed
from training.printed_copy.sources import PARTS
from training.synthesis.document import SIZE_PIXELS, Document


def card(colour: tuple[int, int, int] = (90, 160, 220)) -> Document:
    """A card of one colour with a dark band."""
    width, height = SIZE_PIXELS["ID-1"]
    artwork = np.full((height, width, 3), colour, np.uint8)
    artwork[200:300, 100:900] = 40
    shape = (height, width)
    outline = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    return Document(artwork, np.full(shape, 255, np.uint8), outline, "ID-1", np.zeros(4), np.full(shape, 0.5, np.float32), np.zeros(shape, np.float32), False, {}, 0.76)


class Copies(unittest.TestCase):
    def test_are_the_same_for_the_same_state(self):
        for make in (copy_of, held_out_copy_of):
            (one, what), (two, _) = (make(np.random.default_rng(5), card(), []) for _ in range(2))
            np.testing.assert_array_equal(one.artwork, two.artwork)
            self.assertIn(what.kind, KINDS)
            self.assertIn(what.strength, STRENGTHS)

    def test_keep_their_colour_or_lose_it_as_they_say(self):
        kinds = set()
        for seed in range(8):
            copy, what = copy_of(np.random.default_rng(seed), card(), [])
            kinds.add(what.kind)
            self.assertEqual(copy.colourless, what.kind == "grey")
            inside = copy.artwork[copy.alpha > 0].astype(int)
            # Paper may have a tint, of no more than that.
            strong = np.percentile(np.ptp(inside, axis=-1), 90)
            (self.assertGreater if what.kind == "colour" else self.assertLess)(strong, 15)
        self.assertEqual(kinds, set(KINDS))

    def test_are_flatter_than_a_card_and_lie_where_they_say(self):
        for seed in range(8):
            copy, _ = held_out_copy_of(np.random.default_rng(seed), card(), [])
            height, width = copy.alpha.shape
            self.assertLessEqual(copy.thickness_mm, 0.8)
            self.assertTrue((copy.outline >= -1).all() and (copy.outline <= (width + 1, height + 1)).all())


class Placing(unittest.TestCase):
    def setUp(self):
        self.ground = np.full((800, 1000, 3), 120, np.uint8)
        self.corners = np.array([[200, 200], [800, 200], [800, 580], [200, 580]], float)

    def test_shows_the_document_in_the_place_and_nothing_of_it_elsewhere(self):
        outline = np.array([[50, 50], [350, 50], [350, 240], [50, 240]], float)
        photo = DocumentPhoto(Path(), outline, None, "ID-1", False, None)
        picture = np.full((300, 400, 3), (255, 0, 0), np.uint8)
        picture[50:240, 50:350] = (0, 200, 0)
        object.__setattr__(photo, "read", lambda: picture)
        out, (left, top, right, bottom) = placed(self.ground, self.corners, photo, np.random.default_rng(1))
        # What is placed is not enlarged: the place is made smaller instead.
        self.assertAlmostEqual(right - left, 300, delta=2)
        middle = out[(top + bottom) // 2, (left + right) // 2].astype(int)
        self.assertGreater(middle[1], middle[0] + 50)
        self.assertTrue((out[: top - 2] == 120).all())
        self.assertLess(out[..., 0].max(), 130)


class WithoutColour(unittest.TestCase):
    def test_spectra_are_those_of_grey_pictures(self):
        patches = np.random.default_rng(6).integers(0, 256, (PATCHES, SIDE, SIDE, 3), np.uint8)
        grey = np.stack([turned_grey(patch) for patch in patches])
        network = ViewsNetwork()
        with torch.no_grad():
            found, expected = (network.folded_of(as_input(views[None])).numpy() for views in (patches, grey))
        np.testing.assert_allclose(without_colour(found)[:, [3, 7]], expected[:, [3, 7]], atol=0.01)
        np.testing.assert_array_equal(without_colour(found)[:, :3], found[:, :3])


class Beginning(unittest.TestCase):
    def test_answers_as_the_shipped_network_does(self):
        rng = np.random.default_rng(7)
        shard = Shard("made up", rng.normal(0, 1, (4, 8, 64, 32)).astype(np.float16), rng.integers(0, 256, (4, SIDE, SIDE, 3), np.uint8), np.array([True, False] * 2))
        shipped = ViewsNetwork().eval()
        for module in shipped.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                torch.nn.init.normal_(module.bias)
        picks = [(shard, i) for i in range(len(shard.real))]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "shipped.onnx"
            exported(Telling(shipped), torch.rand(VIEWS, 3, SIDE, SIDE), path, "views", "score", "map")
            # Whether there are samples to learn on from, or not.
            for shards in ([shard], []):
                network = ViewsNetwork()
                begin_at(network, path, shards)
                with torch.no_grad():
                    found, expected = (spectra_and_whole_of(one.eval(), picks).numpy() for one in (network, shipped))
                # Weights are stored in half precision.
                np.testing.assert_allclose(found, expected, atol=5e-3)


class Choosing(unittest.TestCase):
    def test_refuses_as_many_as_pass_at_equal_error_and_fewer_where_it_is_told(self):
        rng = np.random.default_rng(9)
        real = np.arange(2000) < 1000
        scored = Scored(rng.normal(0, 1, 2000) + 2 * real, real, np.full(2000, "drawn"))
        refused, passed = (np.mean(scored.scores[real] < calibrated(scored, None).regular), np.mean(scored.scores[~real] >= calibrated(scored, None).regular))
        self.assertAlmostEqual(refused, passed, delta=0.01)
        self.assertAlmostEqual(np.mean(scored.scores[real] < calibrated(scored).regular), 0.05, delta=0.005)

    def test_options_say_how_long_and_how_fast_parts_learn(self):
        asked = parts_asked(read_options(["w", "train", "--parts", "texture", "--steps", "7", "--rate", "0.5"]), PARTS)
        self.assertEqual(asked, {"texture": replace(PARTS["texture"], steps=7, rate=0.5)})


class Measuring(unittest.TestCase):
    def test_holds_each_kind_and_strength_against_all_that_is_genuine(self):
        scored = Scored(np.array([3.0, 2, 1, 4]), np.array([True, True, False, False]), np.array(["genuine", "genuine", "colour faint", "grey plain"]))
        areas = {name: area["value"] for name, area in by_attack(scored).items()}
        self.assertEqual(areas, {"colour": 1.0, "grey": 0.0, "plain": 0.0, "faint": 1.0})

    def test_options_name_what_is_left_out(self):
        self.assertEqual(read_options(["w", "train", "--without", "dlc"]).without, ["dlc"])


if __name__ == "__main__":
    unittest.main()
