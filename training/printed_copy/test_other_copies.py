"""python -m unittest discover training"""

import unittest

import numpy as np

from training.printed_copy.copies import KINDS, STRENGTHS
from training.printed_copy.halftones import TILE, clustered, diffused, masked, noise_mask
from training.printed_copy.inks import Inks, out_of_register, overprinted, separated
from training.printed_copy.other_copies import other_copy_of
from training.printed_copy.test_printed_copy import card


class Halftones(unittest.TestCase):
    def test_cover_as_much_paper_as_they_are_told(self):
        for halftone, size in ((clustered, 4.3), (masked, 0.6), (masked, 1.7), (diffused, 0.6), (diffused, 1.7)):
            for told in (0.1, 0.4, 0.85):
                share = np.full((150, 170, 5), told, np.float32)
                dots = halftone(np.random.default_rng(3), share, size)
                self.assertEqual(dots.shape, share.shape)
                np.testing.assert_allclose(dots.mean((0, 1)), told, atol=0.04, err_msg=halftone.__name__)
                # As dots, not as a tone.
                self.assertGreater(dots.std(), 0.15)

    def test_leave_bare_paper_bare(self):
        for halftone, size in ((clustered, 4.3), (masked, 1.0), (diffused, 1.0)):
            dots = halftone(np.random.default_rng(3), np.zeros((40, 50, 1), np.float32), size)
            # But for what soft edges of dots of no size leave.
            self.assertLess(dots.mean(), 0.04, halftone.__name__)

    def test_a_mask_has_every_threshold_once_and_little_that_is_coarse(self):
        mask = noise_mask(np.random.default_rng(4), 0.3, 1.0)
        np.testing.assert_allclose(np.sort(mask, None), (np.arange(TILE**2) + 0.5) / TILE**2, atol=1e-4)
        power = np.abs(np.fft.rfft2(mask - 0.5)) ** 2
        frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(TILE), np.fft.rfftfreq(TILE), indexing="ij"))
        self.assertLess(power[frequency < 0.15].mean(), 0.1 * power[frequency > 0.3].mean())

    def test_hand_on_the_error_that_the_one_before_left(self):
        # One that may not hand it on would leave a pale tone blank.
        dots = diffused(np.random.default_rng(5), np.full((60, 60, 1), 0.1, np.float32), 1.0)
        self.assertAlmostEqual(float(dots[20:].mean()), 0.1, delta=0.02)


class Separating(unittest.TestCase):
    def setUp(self):
        self.picture = np.random.default_rng(1).uniform(0, 1, (20, 30, 3)).astype(np.float32)

    def test_prints_nothing_where_the_picture_is_white(self):
        for colour in (False, True):
            inks = separated(np.random.default_rng(2), np.ones((4, 4, 3), np.float32), colour, colour)
            np.testing.assert_allclose(overprinted(inks), 1, atol=1e-3)

    def test_prints_in_black_alone_without_colour(self):
        inks = separated(np.random.default_rng(2), self.picture, False, False)
        self.assertEqual(inks.share.shape, (20, 30, 1))
        self.assertLess(np.ptp(overprinted(inks), axis=-1).max(), 0.12)

    def test_keeps_the_order_of_the_colours(self):
        for pale in (False, True):
            inks = separated(np.random.default_rng(2), self.picture, True, pale)
            self.assertEqual(inks.share.shape[-1], 6 if pale else 4)
            self.assertTrue(((inks.share >= 0) & (inks.share <= 1)).all())
            printed = overprinted(inks)
            for channel in range(3):
                self.assertGreater(np.corrcoef(printed[..., channel].ravel(), self.picture[..., channel].ravel())[0, 1], 0.8)

    def test_moves_each_ink_by_no_more_than_it_says(self):
        share = np.zeros((30, 30, 4), np.float32)
        share[14:16, 14:16] = 1
        moved = out_of_register(np.random.default_rng(3), Inks(share, np.zeros((4, 3))), 1.5).share
        y, x = np.mgrid[:30, :30]
        middles = [((moved[..., k] * x).sum() / moved[..., k].sum(), (moved[..., k] * y).sum() / moved[..., k].sum()) for k in range(4)]
        self.assertLessEqual(np.abs(np.array(middles) - 14.5).max(), 1.55)
        self.assertEqual(len({tuple(np.round(one, 2)) for one in middles}), 4)


class OtherCopies(unittest.TestCase):
    def test_are_the_same_for_the_same_state(self):
        (one, what), (two, _) = (other_copy_of(np.random.default_rng(5), card(), []) for _ in range(2))
        np.testing.assert_array_equal(one.artwork, two.artwork)
        self.assertIn(what.kind, KINDS)
        self.assertIn(what.strength, STRENGTHS)

    def test_show_the_document_where_they_say_and_as_flat_as_paper(self):
        for seed in range(12):
            copy, what = other_copy_of(np.random.default_rng(seed), card(), [])
            self.assertEqual(copy.colourless, what.kind == "grey")
            self.assertEqual(copy.gloss.shape, copy.alpha.shape)
            self.assertLessEqual(copy.thickness_mm, 0.8)
            (x0, y0), (x1, y1) = copy.outline[0], copy.outline[2]
            band = copy.artwork[int(y0 + 0.36 * (y1 - y0)) : int(y0 + 0.43 * (y1 - y0)), int(x0 + 0.3 * (x1 - x0)) : int(x0 + 0.7 * (x1 - x0))]
            below = copy.artwork[int(y0 + 0.6 * (y1 - y0)) : int(y0 + 0.8 * (y1 - y0)), int(x0 + 0.3 * (x1 - x0)) : int(x0 + 0.7 * (x1 - x0))]
            self.assertLess(band.mean() + 20, below.mean(), seed)


if __name__ == "__main__":
    unittest.main()
