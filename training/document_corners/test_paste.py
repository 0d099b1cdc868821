"""python -m unittest discover training"""

import unittest

import cv2
import numpy as np

from training.document_corners.paste import banded, halves, paste

OUTLINE = np.array([[60, 40], [260, 50], [255, 170], [65, 165]], np.float64)


def document() -> np.ndarray:
    """A white document on a red ground."""
    image = np.zeros((220, 320, 3), np.uint8)
    image[..., 0] = 255
    cv2.fillPoly(image, [OUTLINE.astype(np.int32)], (255, 255, 255))
    return image


def inside(shape: tuple[int, ...], corners: np.ndarray, grown: float) -> np.ndarray:
    mask = np.zeros(shape[:2], np.uint8)
    centre = corners.mean(0)
    cv2.fillPoly(mask, [np.round(centre + (corners - centre) * grown).astype(np.int32)], 1)
    return mask > 0


class Paste(unittest.TestCase):
    def test_the_document_lies_where_the_corners_say_and_nothing_of_its_old_ground_comes_along(self):
        rng = np.random.default_rng(1)
        for _ in range(40):
            ground = np.full((300, 400, 3), 40, np.uint8)
            corners = paste(ground, document(), OUTLINE, rng)
            self.assertTrue((corners >= 0).all() and (corners <= (400, 300)).all())
            within = ground[inside(ground.shape, corners, 0.85)].astype(int)
            # White in a light of any colour, and never red.
            self.assertGreater(within.min(), 60)
            self.assertLess(ground[~inside(ground.shape, corners, 1.12)].max(), 60)

    def test_a_sheet_about_the_document_has_its_paper_and_the_corners_stay_those_of_the_print(self):
        rng = np.random.default_rng(4)
        wider = 0
        for _ in range(40):
            ground = np.full((300, 400, 3), 40, np.uint8)
            corners = paste(ground, document(), OUTLINE, rng, on_sheet=True)
            self.assertGreater(ground[inside(ground.shape, corners, 0.85)].min(), 60)
            wider += bool((ground[~inside(ground.shape, corners, 1.12)] > 90).any())
        self.assertGreater(wider, 30)

    def test_two_halves_never_overlap_and_are_all_of_the_ground(self):
        rng = np.random.default_rng(2)
        for _ in range(20):
            ground = np.zeros((90, 120, 3), np.uint8)
            for part, (x, y) in halves(ground, rng):
                part += 1
                self.assertTrue(np.shares_memory(part, ground[y : y + part.shape[0], x : x + part.shape[1]]))
            self.assertTrue((ground == 1).all())

    def test_a_band_changes_a_side_of_the_document_and_nothing_else(self):
        rng = np.random.default_rng(3)
        ground = np.full((50, 50, 3), 120, np.uint8)
        for _ in range(20):
            before = document()
            changed = (banded(before, OUTLINE, ground, rng) != before).any(2)
            self.assertFalse(changed[~inside(before.shape, OUTLINE, 1.03)].any())
            self.assertLess(changed[inside(before.shape, OUTLINE, 1)].mean(), 0.4)
            self.assertGreater(changed.sum(), 0)


if __name__ == "__main__":
    unittest.main()
