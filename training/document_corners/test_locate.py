"""python -m unittest discover training"""

import unittest

import cv2
import numpy as np

from training.document_corners.locate import locate
from training.document_corners.network import INPUT
from training.document_corners.samples import maps_of


def white_quad(look: np.ndarray) -> np.ndarray:
    """A network that takes what is white for a document."""
    (contour,), _ = cv2.findContours((look[..., 0] > 200).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    corners = cv2.approxPolyDP(contour, 8, True)[:, 0].astype(np.float64) + 0.5
    return maps_of(corners[None], np.full((INPUT, INPUT), 255, np.uint8)) / 255.0


class Locate(unittest.TestCase):
    def test_turns_back_what_the_network_says_of_turned_pictures(self):
        card = np.array([[300, 250], [700, 350], [680, 500], [330, 600]], np.float64)
        image = np.zeros((800, 1000, 3), np.uint8)
        cv2.fillPoly(image, [card.astype(np.int32)], (255, 255, 255))
        found = locate(image, white_quad)
        self.assertEqual(len(found), 1)
        self.assertGreater(found[0].score, 0.85)
        off = np.linalg.norm(found[0].corners[:, None] - card, axis=2)
        self.assertLess(off.min(1).max(), 5)


if __name__ == "__main__":
    unittest.main()
