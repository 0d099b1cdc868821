import unittest

import numpy as np

from training.bars import SOFT, between_bars


class Bars(unittest.TestCase):
    def test_are_left_out_with_their_edge(self):
        picture = np.zeros((200, 300, 3), np.uint8)
        picture[30:170, 45:255] = 120
        self.assertEqual(between_bars(picture), (45 + SOFT, 30 + SOFT, 255 - SOFT, 170 - SOFT))

    def test_are_not_seen_in_the_dark(self):
        for dark in (np.full((200, 300, 3), 9, np.uint8), np.zeros((200, 300, 3), np.uint8)):
            self.assertEqual(between_bars(dark), (0, 0, 300, 200))

    def test_end_straight(self):
        picture = np.full((200, 300, 3), 120, np.uint8)
        picture[np.arange(200)[:, None] < 30 + np.arange(300) / 3] = 0
        self.assertEqual(between_bars(picture), (0, 0, 300, 200))


if __name__ == "__main__":
    unittest.main()
