"""python -m unittest discover training"""

import unittest

import cv2
import numpy as np

from training.synthesis.camera.frame import Frame
from training.synthesis.camera.jpeg import decode
from training.synthesis.camera.lens import Lens
from training.synthesis.camera.mosaic import BAYER, through_mosaic
from training.synthesis.recapture.prints import HALFTONES, HALFTONES_HELD_OUT, dots, draw_print
from training.synthesis.recapture.recapture import KINDS, Subject, photograph_live, recapture
from training.synthesis.recapture.screens import FADE, FINE, LAYOUTS, LAYOUTS_HELD_OUT, draw_screen, sub_pixels
from training.synthesis.recapture.view import View, look


def subject() -> Subject:
    """Grey, with a white square where the face would be, and a mask's outline about it."""
    picture = np.full((250, 250, 3), 90, np.uint8)
    picture[75:175, 80:170] = 240
    outline = np.array([[75, 70], [175, 70], [175, 180], [75, 180]], float)
    eyes = tuple(np.array([[x, 100], [x + 20, 100], [x + 20, 110], [x, 110]], float) for x in (90, 140))
    return Subject(picture, np.array([80.0, 75, 170, 175]), outline, eyes)


def flat(value: int) -> np.ndarray:
    return np.full((64, 64, 3), value, np.uint8)


class Mosaic(unittest.TestCase):
    def test_keeps_even_light(self):
        light = np.tile(np.array([0.7, 0.3, 0.1], np.float32), (12, 12, 1))
        for pattern in BAYER:
            for demosaic in ("bilinear", "edge-aware"):
                np.testing.assert_allclose(through_mosaic(light, pattern, demosaic), light, atol=1e-3)

    def test_makes_colour_of_grey_stripes_as_fine_as_itself(self):
        light = np.zeros((32, 32, 3), np.float32)
        light[:, ::2] = 0.6
        colour = through_mosaic(light, "RGGB", "bilinear")[8:-8, 8:-8]
        self.assertGreater(np.abs(colour[..., 0] - colour[..., 2]).mean(), 0.1)


class Screens(unittest.TestCase):
    def test_patterns_give_as_much_of_each_colour(self):
        for layout in LAYOUTS + LAYOUTS_HELD_OUT:
            pattern = sub_pixels(layout, 0.8)
            self.assertEqual(len(pattern) % FINE, 0)
            np.testing.assert_allclose(pattern.mean((0, 1)), 1, rtol=1e-4)
            self.assertGreater(pattern.max(), 2)

    def test_lose_their_pattern_when_far(self):
        screen = draw_screen(np.random.default_rng(1), flat(200), FADE[1], "phone")
        self.assertEqual(screen.depth, 0)

    def test_seen_from_near_average_to_what_they_show(self):
        screen = draw_screen(np.random.default_rng(1), flat(200), 0.4, "monitor")
        x, y = np.meshgrid(np.arange(0.5, 48 * FINE) / FINE + 8, np.arange(0.5, 48 * FINE) / FINE + 8)
        light = screen.light(x.astype(np.float32), y.astype(np.float32))
        np.testing.assert_allclose(light.mean((0, 1)), screen.content[8:56, 8:56].mean((0, 1)), rtol=0.02)


class Prints(unittest.TestCase):
    def test_dots_cover_as_much_as_there_is_ink(self):
        x, y = np.meshgrid(np.arange(300, dtype=np.float32), np.arange(300, dtype=np.float32))
        for halftone in HALFTONES + HALFTONES_HELD_OUT:
            covered = [float(dots(np.full((300, 300, 3), ink, np.float32), x, y, halftone, 7.3).mean()) for ink in (0.1, 0.5, 0.9)]
            self.assertLess(covered[0], covered[1], halftone)
            self.assertLess(covered[1], covered[2], halftone)
            self.assertAlmostEqual(covered[1], 0.5, delta=0.2)

    def test_are_darker_where_the_picture_is_and_about_grey_where_it_is_grey(self):
        x, y = np.meshgrid(np.arange(60, dtype=np.float32) + 2, np.arange(60, dtype=np.float32) + 2)
        for seed in range(5):
            light = [draw_print(np.random.default_rng(seed), flat(value), 1.0).light(x, y).mean((0, 1)) for value in (30, 128, 225)]
            self.assertTrue(light[0].mean() < light[1].mean() < light[2].mean())
            self.assertLess(light[1].max() / light[1].min(), 1.4)


class Looking(unittest.TestCase):
    def test_sees_each_place_where_the_view_says(self):
        picture = flat(20)
        picture = cv2.resize(picture, (200, 200))
        cv2.circle(picture, (130, 70), 12, (255, 255, 255), -1)
        screen = draw_screen(np.random.default_rng(2), picture, FADE[1], "monitor")
        matrix = np.array([[1.2, 0.05, -20], [-0.04, 1.1, -10], [1e-4, 2e-4, 1]])
        view = View(Frame(160, 120, 200, Lens(160, 120, 0.02, 0.01), 0), matrix)
        light, _ = look(view, screen, 0.4)
        grey = light.mean(-1)
        rows, columns = np.nonzero(grey > grey.max() / 2)
        at = view.to_photo(np.array([[130.5, 70.5]]))[0]
        np.testing.assert_allclose([columns.mean() + 0.5, rows.mean() + 0.5], at, atol=0.6)


class Shots(unittest.TestCase):
    def test_are_the_same_for_the_same_seed(self):
        for kind in ("print-cut", "screen-phone"):
            shots = [recapture(np.random.default_rng(4), subject(), kind, 320) for _ in range(2)]
            self.assertEqual(shots[0].jpeg, shots[1].jpeg)

    def test_have_the_box_where_the_face_is(self):
        for number, kind in enumerate([*KINDS, "none"]):
            rng = np.random.default_rng([5, number])
            shot = photograph_live(rng, subject(), 360) if kind == "none" else recapture(rng, subject(), kind, 360)
            image = decode(shot.jpeg).astype(float).mean(-1)
            left, top, right, bottom = np.round(shot.box).astype(int)
            self.assertEqual(shot.kind, kind)
            self.assertTrue(right - left > 60 and bottom - top > 60)
            middle = image[(top + bottom) // 2 - 8 : (top + bottom) // 2 + 8, (left + right) // 2 - 8 : (left + right) // 2 + 8].mean()
            rim = np.mean([image[max(top - 6, 0) : max(top - 3, 1), left:right].mean(), image[top:bottom, max(left - 6, 0) : max(left - 3, 1)].mean()])
            if kind in ("none", "screen-phone", "screen-monitor"):
                self.assertGreater(middle, rim, kind)


if __name__ == "__main__":
    unittest.main()
