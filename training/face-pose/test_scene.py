"""python -m unittest discover training/face-pose"""

import unittest

import numpy as np

from scene import render, rotation

# In the picture's axes, about the middle of the head.
NOSE, CHIN = np.array([0, 0, -1]), np.array([0, 1, 0])


class Rotation(unittest.TestCase):
    def test_yaw_above_0_looks_to_the_right_of_the_picture(self):
        x, y, _ = rotation(30, 0, 0) @ NOSE
        self.assertAlmostEqual(x, 0.5)
        self.assertAlmostEqual(y, 0)

    def test_pitch_above_0_looks_down(self):
        x, y, _ = rotation(0, 30, 0) @ NOSE
        self.assertAlmostEqual(x, 0)
        self.assertAlmostEqual(y, 0.5)

    def test_roll_above_0_leans_clockwise(self):
        x, y, _ = rotation(0, 0, 30) @ CHIN
        self.assertAlmostEqual(x, -0.5)
        self.assertGreater(y, 0)


class Render(unittest.TestCase):
    def setUp(self):
        # A ridge that stands out towards the camera: red on the picture's left slope, blue on its right one.
        self.texture = np.zeros((100, 100, 3), np.uint8)
        self.texture[:, :50, 0] = 255
        self.texture[:, 50:, 2] = 255
        edge = [(x, y, 0.0) for x in (10, 90) for y in (10, 90)]
        self.points = np.array([*edge, *[(50.0, y, -60.0) for y in (10, 90)]])

    def shares(self, yaw):
        image = render(self.texture, self.points, rotation(yaw, 0, 0), 200).astype(int)
        red, blue = image[100, :, 0] > 200, image[100, :, 2] > 200
        return red.sum(), blue.sum()

    def test_shows_both_sides_alike_from_the_front(self):
        red, blue = self.shares(0)
        self.assertLessEqual(abs(red - blue), 2)

    def test_a_head_that_looks_to_the_right_shows_its_side_on_the_left(self):
        red, blue = self.shares(25)
        self.assertGreater(red, 2 * blue)

    def test_what_is_nearer_hides_what_is_farther(self):
        _, blue = self.shares(70)
        # The ridge itself may still show as a line.
        self.assertLessEqual(blue, 1)


if __name__ == "__main__":
    unittest.main()
