"""python -m unittest discover training"""

import unittest

import numpy as np
import torch

from training.document_colour.network import SIDE, without_light
from training.document_colour.views import sample
from training.document_orientation.views import KEPT


def document(coloured: bool) -> np.ndarray:
    """A rectified document of four fields, as it is kept: of four hues, or all of one grey."""
    fields = np.full((KEPT, KEPT, 3), 150, np.uint8)
    if coloured:
        half = KEPT // 2
        fields[:half, :half], fields[:half, half:], fields[half:, :half] = (200, 60, 60), (60, 200, 60), (60, 60, 200)
    return fields


def as_planes(view: np.ndarray) -> torch.Tensor:
    return without_light((torch.from_numpy(view).permute(2, 0, 1)[None].float() - 127.5) / 127.5)


def hues(view: np.ndarray) -> float:
    """How far apart the shares of red lie, away from the margin."""
    inner = view[SIDE // 8 : -SIDE // 8, SIDE // 8 : -SIDE // 8].astype(float)
    return float(np.std(inner[..., 0] / (inner.sum(2) + 1)))


class Views(unittest.TestCase):
    def test_what_is_called_grey_has_no_hues_of_its_own(self):
        rng = np.random.default_rng(1)
        coloured, grey = [], []
        for _ in range(60):
            view, colour = sample(document(True), True, rng)
            (coloured if colour else grey).append(hues(view))
        self.assertGreater(len(grey), 10)
        self.assertGreater(len(coloured), 10)
        self.assertLess(np.median(grey), np.median(coloured) / 2)

    def test_a_grey_copy_is_never_called_coloured(self):
        rng = np.random.default_rng(2)
        self.assertFalse(any(sample(document(False), False, rng)[1] for _ in range(20)))

    def test_the_colour_of_the_lamp_does_not_reach_the_network(self):
        view, _ = sample(document(True), True, np.random.default_rng(3), strong=False)
        # Darker by a stop and a half in the blue, as under a bulb; 2.2 is the gamma of the picture.
        under_a_bulb = np.round(view * (np.array([1, 0.8, 0.35]) ** (1 / 2.2))).astype(np.uint8)
        difference = (as_planes(view) - as_planes(under_a_bulb)).abs().mean()
        self.assertLess(difference, 0.25 * as_planes(view).abs().mean())


if __name__ == "__main__":
    unittest.main()
