"""python -m unittest discover training"""

import unittest

import numpy as np

from training.calibration import calibrate
from training.metrics import apcer, auc, bpcer, equal_error, rate


class Rates(unittest.TestCase):
    def test_counts_a_score_at_the_threshold_as_bona_fide(self) -> None:
        scores = np.array([0.1, 0.4, 0.5, 0.9])
        self.assertEqual(apcer(scores, 0.5).value, 0.5)
        self.assertEqual(bpcer(scores, 0.5).value, 0.5)

    def test_gives_the_interval_of_wilson(self) -> None:
        # Newcombe (1998), table I: 81 of 263 and 0 of 20.
        found = rate(81, 263)
        self.assertAlmostEqual(found.low, 0.2553, places=4)
        self.assertAlmostEqual(found.high, 0.3662, places=4)
        self.assertEqual(rate(0, 20).low, 0)
        self.assertAlmostEqual(rate(0, 20).high, 0.1611, places=4)

    def test_refuses_a_rate_of_nothing(self) -> None:
        with self.assertRaises(ValueError):
            apcer(np.array([]), 0)

    def test_counts_pairs_in_the_right_order_and_ties_by_half(self) -> None:
        self.assertAlmostEqual(auc(np.array([2.0, 3.0]), np.array([1.0, 2.0])).value, 3.5 / 4)
        self.assertEqual(auc(np.array([1.0, 1.0]), np.array([1.0])).value, 0.5)


class EqualError(unittest.TestCase):
    def test_lies_between_classes_that_do_not_overlap(self) -> None:
        threshold, share = equal_error({"a": np.array([3.0, 4.0])}, {"b": np.array([0.0, 1.0])})
        self.assertEqual((threshold, share), (2.0, 0.0))

    def test_weighs_kinds_alike_whatever_their_number(self) -> None:
        bona_fide = {"a": np.linspace(0, 1, 1001)}
        few, many = np.linspace(-0.5, 0.5, 101), np.full(10_000, -1.0)
        threshold, share = equal_error(bona_fide, {"few": few, "many": many})
        # Half of (0.5 - t) equals t.
        self.assertAlmostEqual(threshold, 1 / 6, places=2)
        self.assertAlmostEqual(share, 1 / 6, places=2)


class Calibrated(unittest.TestCase):
    def setUp(self) -> None:
        rng = np.random.default_rng(4)
        self.bona_fide = {"a": rng.normal(2, 1, 4000), "b": rng.normal(2, 1, 400)}
        self.attacks = {"c": rng.normal(-2, 1, 4000)}

    def test_sets_each_threshold_by_its_error(self) -> None:
        found = calibrate({"a": self.bona_fide["a"] - 1}, {"c": self.attacks["c"] + 1})
        self.assertAlmostEqual(found.regular, 0, delta=0.1)
        self.assertAlmostEqual(bpcer(self.bona_fide["a"] - 1, found.soft).value, 0.01, delta=0.001)
        self.assertAlmostEqual(apcer(self.attacks["c"] + 1, found.hard).value, 0.01, delta=0.001)

    def test_never_crosses(self) -> None:
        for nearer in (0, 1, 2, 3):
            found = calibrate({"a": self.bona_fide["a"] + 3 - nearer}, self.attacks)
            self.assertLessEqual(found.soft, found.regular)
            self.assertLessEqual(found.regular, found.hard)

    def test_finds_the_slope_of_two_normal_distributions(self) -> None:
        # Their log-odds are 2 * mean / variance times the score.
        self.assertAlmostEqual(calibrate(self.bona_fide, self.attacks).slope, 4, delta=0.4)


if __name__ == "__main__":
    unittest.main()
