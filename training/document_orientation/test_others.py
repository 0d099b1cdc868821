"""python -m unittest discover training"""

import unittest

import cv2
import numpy as np

from training.document_orientation.others import beside, chance, framed
from training.document_orientation.views import KEPT, MARGIN

OUTLINE = np.array([[300, 200], [700, 210], [690, 470], [305, 460]], np.float64)


def photo() -> np.ndarray:
    """A white document on black ground."""
    image = np.zeros((700, 1000, 3), np.uint8)
    cv2.fillPoly(image, [OUTLINE.astype(np.int32)], (255, 255, 255))
    return image


class Others(unittest.TestCase):
    def test_what_lies_beside_a_document_never_is_the_whole_of_it_alone(self):
        rng = np.random.default_rng(1)
        shown = [one for one in (beside(photo(), OUTLINE, rng) for _ in range(200)) if one is not None]
        self.assertGreater(len(shown), 50)
        margin = round(MARGIN * KEPT)
        for one in shown:
            inside = one[margin:-margin, margin:-margin].mean() > 230
            around = np.concatenate([one[: margin // 2].ravel(), one[-margin // 2 :].ravel()]).mean() < 25
            self.assertFalse(inside and around)

    def test_chance_quadrilaterals_lie_in_the_photo(self):
        rng = np.random.default_rng(2)
        white = np.full((300, 500, 3), 255, np.uint8)
        margin = round(MARGIN * KEPT) + 4
        for _ in range(50):
            self.assertEqual(chance(white, rng)[margin:-margin, margin:-margin].min(), 255)

    def test_a_framed_part_is_of_the_photo_and_no_smaller_than_a_quarter(self):
        rng = np.random.default_rng(3)
        for _ in range(50):
            part = framed(photo(), rng)
            self.assertEqual(part.shape[2], 3)
            self.assertGreaterEqual(part.shape[0] * part.shape[1], 0.24 * 700 * 1000)


if __name__ == "__main__":
    unittest.main()
