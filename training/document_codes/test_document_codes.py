"""python -m unittest discover training"""

import unittest
from dataclasses import replace

import numpy as np

from training.document_codes.frame import close_to_border, cut_off, small, with_second
from training.document_codes.light import defocused, exposed, linear, mirrored_lamp, paper_light
from training.document_codes.photo import Photo

AT = np.array([[150, 300], [550, 300], [550, 552], [150, 552]], float)


def card(level: int = 200) -> Photo:
    """A card of 400 x 252 pixels with a black band, in a frame of 700 x 1100."""
    image = np.full((1100, 700, 3), 90, np.uint8)
    image[300:552, 150:550] = level
    image[400:420, 150:550] = 20
    return Photo(image, AT, "ID-1")


class Frame(unittest.TestCase):
    def test_leaves_out_the_share_that_is_cut_off(self) -> None:
        for side, (x, y) in enumerate([(-40, 300), (150, -25.2), (150, 300), (150, 300)]):
            photo = cut_off(card(), 0.1, side)
            np.testing.assert_allclose(photo.corners[0], [x, y], atol=1)
            self.assertIn("DOCUMENT_BORDERS_OUTSIDE_OF_FRAME", photo.warnings())
        np.testing.assert_allclose(cut_off(card(), 0.1, 2).image.shape[:2], [1100, 510], atol=1)

    def test_comes_close_to_the_border(self) -> None:
        for side in range(4):
            self.assertEqual(close_to_border(card(), 0.01, side).warnings(), ["DOCUMENT_TOO_CLOSE_TO_BORDER"])
            self.assertEqual(close_to_border(card(), 0.05, side).warnings(), [])

    def test_makes_a_document_cover_a_share_of_the_frame(self) -> None:
        photo = small(card(), 0.05, np.random.default_rng(3))
        self.assertAlmostEqual(photo.area / (700 * 1100), 0.05, places=3)
        self.assertEqual(photo.warnings(), ["RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT"])
        self.assertAlmostEqual((photo.image[..., 0] > 150).mean(), 0.05 * 0.92, places=2)

    def test_lays_a_second_document_beside_the_first(self) -> None:
        photo = with_second(card(), replace(card(), corners=AT[[1, 2, 3, 0]]))
        assert photo is not None
        np.testing.assert_array_equal(photo.corners, AT)
        np.testing.assert_array_equal(photo.image[300:552, 150:550], card().image[300:552, 150:550])
        self.assertGreater((photo.image[570:, :, 0] > 150).sum(), 0.3 * 400 * 252)

    def test_turns_the_corners_with_the_picture(self) -> None:
        photo = card().turned(1)
        np.testing.assert_array_equal(photo.corners[0], [800, 150])
        self.assertEqual(photo.image[149, 799, 0], 90)
        self.assertEqual(photo.image[151, 799, 0], 200)


class Light(unittest.TestCase):
    def test_brings_paper_to_the_wanted_luminance(self) -> None:
        self.assertAlmostEqual(paper_light(exposed(card(), 0.06)).mean(), 0.06, places=2)
        self.assertEqual(exposed(card(), 2).image[350, 300].min(), 255)

    def test_clips_the_share_under_a_lamp(self) -> None:
        photo = mirrored_lamp(card(100), 0.05, np.random.default_rng(5))
        clipped = (photo.image.min(2) >= 255).sum() / photo.area
        self.assertGreater(clipped, 0.05)
        self.assertLess(clipped, 0.08)

    def test_blurs_by_millimetres_and_loses_no_light(self) -> None:
        photo = defocused(card(), 1)
        self.assertAlmostEqual(linear(photo.image).mean(), linear(card().image).mean(), places=3)
        column = linear(photo.image)[300:552, 300, 0]
        dark = column[60:160] < linear(np.uint8(200)) * 0.98
        # The band of 20 pixels, and the disc's 4.7 on either side.
        self.assertAlmostEqual(int(dark.sum()), 29, delta=3)


if __name__ == "__main__":
    unittest.main()
