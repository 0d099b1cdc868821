"""Tests of scaling: that it does what Chromium 156 drew."""

import unittest

import cv2
import numpy as np

from training.canvas import crop, draw

DRAWN = (
    ((0.8, 0.8, -7.3, -5.1), ((151, 103, 88, 107, 142), (157, 109, 94, 113, 148), (163, 116, 101, 119, 155), (170, 122, 107, 125, 161))),
    ((0.55, 0.55, -4, -3.5), ((147, 137, 95, 112, 128), (156, 146, 104, 122, 137), (165, 155, 113, 131, 146), (142, 146, 122, 140, 155))),
    ((0.3, 0.3, -1.5, -0.7), ((111, 114, 92, 104, 119), (128, 130, 109, 103, 104), (144, 145, 125, 119, 111), (135, 132, 141, 135, 109))),
    ((0.45, 0.7, -4, -6), ((147, 103, 150, 121, 108), (154, 111, 157, 129, 115), (151, 118, 164, 136, 122), (140, 125, 171, 143, 130))),
    ((1.4, 1.4, -16.2, -9.9), ((90, 92, 106, 134, 145), (93, 96, 109, 137, 148), (97, 99, 113, 141, 152), (101, 103, 117, 144, 155))),
)
"""Scale across and down, shift across and down, and what Chromium drew of the green of `picture()`, five pixels across and four down."""


def picture() -> np.ndarray:
    y, x = np.indices((24, 32))
    return cv2.blur(np.stack([(37 * x + 91 * y) % 256, (11 * x * x + 5 * y) % 256, (x * y * 3) % 256], 2).astype(np.uint8), (3, 3))


class CanvasTest(unittest.TestCase):
    def test_draws_what_chromium_draws(self) -> None:
        for (across, down, right, lower), expected in DRAWN:
            with self.subTest(across=across, down=down):
                drawn = draw(picture(), np.array([[across, 0, right], [0, down, lower]]), 5, 4)
                np.testing.assert_allclose(drawn[..., 1], expected, atol=1)

    def test_leaves_pixels_as_they_are_at_their_own_scale(self) -> None:
        np.testing.assert_array_equal(crop(picture(), np.array([5.0, 3, 13, 11]), 8), picture()[3:11, 5:13])

    def test_draws_a_part_of_a_large_picture_as_the_whole(self) -> None:
        large = np.random.default_rng(1).integers(0, 256, (900, 1200, 3)).astype(np.uint8)
        matrix = np.array([[0.3, 0.02, -140], [-0.02, 0.3, -100]])
        # OpenCV rounds places to a 32nd of a pixel.
        np.testing.assert_allclose(draw(large, matrix, 64, 64), draw(large, matrix + [[0, 0, 40], [0, 0, 40]], 104, 104)[40:, 40:], atol=6)

    def test_shows_the_level_outside(self) -> None:
        drawn = draw(picture(), np.array([[0.5, 0, 10], [0, 0.5, 0]]), 32, 8, 7)
        self.assertTrue((drawn[:, :9] == 7).all())
        self.assertFalse((drawn[:, 12:24] == 7).all())


if __name__ == "__main__":
    unittest.main()
