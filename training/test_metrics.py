"""python -m unittest discover training"""

import unittest

import numpy as np

from training.metrics import apcer, apcer_by_kind, auc, bpcer, equal_error, wilson


class Metrics(unittest.TestCase):
    def test_auc_counts_pairs_in_the_right_order(self):
        self.assertEqual(auc([3, 4], [1, 2]), 1)
        self.assertEqual(auc([1, 2], [3, 4]), 0)
        self.assertEqual(auc([1, 3], [2, 4]), 0.25)

    def test_auc_counts_ties_half(self):
        self.assertEqual(auc([1, 1], [1, 1]), 0.5)

    def test_errors_are_counted_on_their_own_side_of_the_threshold(self):
        self.assertEqual(apcer([0.1, 0.5, 0.9], 0.5), 2 / 3)
        self.assertEqual(bpcer([0.1, 0.5, 0.9], 0.5), 1 / 3)
        self.assertEqual(apcer_by_kind({"screen": [0.9], "print": [0.1]}, 0.5), {"print": 0, "screen": 1})

    def test_equal_error_of_classes_that_do_not_touch(self):
        rate, threshold = equal_error([3, 4, 5], [0, 1, 2])
        self.assertEqual(rate, 0)
        self.assertTrue(2 < threshold < 3)

    def test_equal_error_of_two_normal_distributions(self):
        rng = np.random.default_rng(1)
        rate, threshold = equal_error(rng.normal(2, 1, 20000), rng.normal(0, 1, 20000))
        self.assertAlmostEqual(rate, 0.1587, delta=0.006)
        self.assertAlmostEqual(threshold, 1, delta=0.06)

    def test_equal_error_may_lie_above_all_bona_fide_scores(self):
        rate, _ = equal_error([0, 1], [2, 3])
        self.assertEqual(rate, 1)

    def test_wilson_gives_the_textbook_intervals(self):
        low, high = wilson(0, 10)
        self.assertEqual(low, 0)
        self.assertAlmostEqual(high, 0.2775, places=3)
        low, high = wilson(15, 50)
        self.assertAlmostEqual(low, 0.1910, places=3)
        self.assertAlmostEqual(high, 0.4375, places=3)


if __name__ == "__main__":
    unittest.main()
