"""python -m unittest discover training"""

import hashlib
import unittest

import cv2
import numpy as np
import torch

from training.digital_manipulation import held_out
from training.digital_manipulation.cache import as_input, sample_of
from training.digital_manipulation.chain import send
from training.digital_manipulation.edits import EDITS, Desk, desk_of, edited, edited_at
from training.digital_manipulation.fit import batch_of, given_of, looks_at
from training.digital_manipulation.fuse import both, line
from training.digital_manipulation.network import BLOCK, Edits, Measures, usual
from training.digital_manipulation.screenshots import screenshot
from training.digital_manipulation.subject import Subject, cut_out, flattened, laid_back
from training.digital_manipulation.views import HEIGHT, WIDTH, document_view, placed, whole_view
from training.digital_manipulation.writing import lines_of

OUTLINE = np.array([[90, 70], [690, 100], [680, 480], [80, 450]], float)


def photo() -> Subject:
    """A card with three lines of writing and a grey portrait, a little turned, in a noisy picture."""
    flat = np.full((400, 634, 3), 225, np.uint8)
    for row, text in enumerate(("SPECIMEN", "12.03.1987", "XK4482913")):
        cv2.putText(flat, text, (240, 120 + 80 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (30, 30, 40), 4, cv2.LINE_AA)
    cv2.circle(flat, (120, 200), 60, (120, 110, 100), -1)
    corners = np.array([[0, 0], [634, 0], [634, 400], [0, 400]], np.float32)
    to_photo = cv2.getPerspectiveTransform(corners, OUTLINE.astype(np.float32))
    image = cv2.warpPerspective(flat, to_photo, (800, 560), borderMode=cv2.BORDER_CONSTANT, borderValue=(90, 70, 60))
    noise = np.random.default_rng(1).normal(0, 3, image.shape)
    portrait = cv2.perspectiveTransform(np.array([[[50, 120], [190, 120], [190, 290], [50, 290]]], float), to_photo)[0]
    return Subject(np.clip(image + noise, 0, 255).astype(np.uint8), OUTLINE, portrait, "ID-1")


class Editing(unittest.TestCase):
    def setUp(self):
        self.subject = photo()
        self.flat = flattened(self.subject)

    def test_finds_the_lines_and_not_the_portrait(self):
        lines = lines_of(self.flat)
        self.assertEqual(len(lines), 3)
        right = self.flat.portrait[0] + self.flat.portrait[2]
        self.assertTrue(all(line.box[0] > right for line in lines))
        self.assertLess(max(float(line.colour.mean()) for line in lines), 120)

    def test_leaves_everything_else_as_it_was(self):
        alpha = np.zeros(self.flat.image.shape[:2], np.float32)
        alpha[50:80, 60:140] = 1
        image, mask = laid_back(self.subject, self.flat, np.zeros_like(self.flat.image), alpha)
        np.testing.assert_array_equal(image[mask == 0], self.subject.image[mask == 0])
        self.assertLess(image[mask == 1].max(), 5)
        self.assertGreater((mask == 1).sum(), 1500)

    def test_changes_what_its_mask_says_whichever_edit_it_is(self):
        desk = Desk(self.flat, lines_of(self.flat), lambda: self.flat, [])
        for edits in (EDITS, held_out.EDITS):
            for kind in ("copy-move", "splice", "erase", "retype"):
                for strength in ("plain", "usual", "faint"):
                    with self.subTest(kind=kind, strength=strength, held_out=edits is held_out.EDITS):
                        changes = [edits[kind](np.random.default_rng(seed), desk, strength) for seed in range(4)]
                        changes = [change for change in changes if change is not None]
                        self.assertTrue(changes)
                        image, where = changes[0]
                        self.assertEqual((image.shape, image.dtype, where.shape), (self.flat.image.shape, np.uint8, self.flat.image.shape[:2]))
                        self.assertTrue((where > 0.5).any())
                        self.assertLess((where > 0).mean(), 0.5)
                        self.assertGreater(np.abs(image[where > 0.5].astype(int) - self.flat.image[where > 0.5]).max(), 8)

    def test_is_the_same_for_the_same_state(self):
        one, two = (edited(np.random.default_rng(4), self.subject, photo, [], {"retype": EDITS["retype"]}) for _ in range(2))
        np.testing.assert_array_equal(one.subject.image, two.subject.image)
        self.assertEqual(one.attack, two.attack)

    def test_keeps_outline_and_mask_on_the_picture_through_every_chain(self):
        small = cut_out(self.subject)
        mask = np.zeros(small.image.shape[:2], np.float32)
        cv2.fillConvexPoly(mask, np.round(small.outline).astype(int), 1)
        for chain in (send, held_out.send):
            for seed in range(6):
                sent = chain(np.random.default_rng(seed), small, mask)
                self.assertEqual(sent.mask.shape, sent.subject.image.shape[:2])
                again = np.zeros(sent.mask.shape, np.float32)
                cv2.fillConvexPoly(again, np.round(sent.subject.outline).astype(int), 1)
                self.assertLess(np.abs(again - sent.mask).mean(), 0.02)

    def test_shows_the_document_on_a_screen_where_the_outline_says(self):
        for seed in range(6):
            shown = screenshot(np.random.default_rng(seed), self.subject, held_out.viewer if seed % 2 else None).subject
            height, width = shown.image.shape[:2]
            middle = shown.outline.mean(0)
            self.assertTrue((middle > 0).all() and (middle < (width, height)).all())


class Views(unittest.TestCase):
    def test_are_the_pictures_own_pixels_on_its_own_blocks(self):
        subject = photo()
        view = document_view(subject.image, subject.outline)
        self.assertEqual(view.shape, (HEIGHT, WIDTH, 3))
        left, top = (np.floor(OUTLINE.min(0) / BLOCK) * BLOCK).astype(int)
        np.testing.assert_array_equal(view[100:300, 100:500], np.maximum(subject.image[top + 100 : top + 300, left + 100 : left + 500], 1))
        self.assertEqual(view[:4].max(), 0)

    def test_have_the_longer_side_along_the_width(self):
        subject = photo()
        turned = np.ascontiguousarray(np.rot90(subject.image, -1))
        outline = np.stack([subject.image.shape[0] - OUTLINE[:, 1], OUTLINE[:, 0]], 1)
        view = document_view(turned, outline)
        self.assertGreater(np.flatnonzero(view.any((0, 2))).max(), 590)
        self.assertLess(np.flatnonzero(view.any((1, 2))).max(), 430)
        np.testing.assert_array_equal(whole_view(turned), whole_view(subject.image))

    def test_shrink_what_is_larger_and_its_mask_with_it(self):
        picture = np.full((3000, 4000, 3), 100, np.uint8)
        outline = np.array([[0, 0], [4000, 0], [4000, 3000], [0, 3000]], float)
        mask = np.zeros((3000, 4000), np.float32)
        mask[1000:2000, 1000:2000] = 1
        view, seen = placed(picture, outline, mask)
        self.assertEqual(view.min(), 100)
        self.assertAlmostEqual(float(seen.mean()), 1 / 12, places=3)


    def test_are_to_the_last_pixel_what_the_product_cuts(self):
        lying = np.array([[45.3, 22.1], [380.2, 60.7], [362.9, 280.4], [30.6, 240.8]])
        standing = np.stack([300 - lying[:, 1], lying[:, 0]], 1)
        for width, height, outline, digest in ((420, 300, lying, "985ab5a42fd4d17d"), (300, 420, standing, "0391f897a38704be")):
            x, y = np.meshgrid(np.arange(width), np.arange(height))
            # The same formula and digests are in src/checks/manipulation-views.browser.test.ts.
            picture = ((7 * x + 13 * y + (x * y) % 31)[..., None] + 29 * np.arange(3)) % 256
            view = document_view(picture.astype(np.uint8), outline)
            self.assertEqual(hashlib.sha256(view.tobytes()).hexdigest()[:16], digest)


class Network(unittest.TestCase):
    def test_measures_blocks_and_knows_which_lie_inside(self):
        subject = photo()
        view = document_view(subject.image, subject.outline)
        measures, inside = Measures()(as_input(view[None]))
        self.assertEqual(tuple(measures.shape), (1, Measures.CHANNELS, HEIGHT // 8, WIDTH // 8))
        whole = view.all(2).reshape(HEIGHT // 8, 8, WIDTH // 8, 8).all((1, 3))
        np.testing.assert_array_equal(inside[0, 0].numpy() > 0, whole)
        self.assertTrue(torch.isfinite(measures).all())

    def test_sees_where_blocks_begin(self):
        picture = np.repeat(np.repeat(np.random.default_rng(2).integers(60, 200, (HEIGHT // 8, WIDTH // 8, 1), np.uint8), 8, 0), 8, 1)
        shifted = np.roll(picture, 3, 1)
        columns = slice(Measures.CHANNELS - 28 - 16, Measures.CHANNELS - 28 - 8)
        one, other = (Measures()(as_input(np.repeat(one, 3, 2)[None]))[0][0, columns, 20:60, 20:60].mean((1, 2)) for one in (picture, shifted))
        np.testing.assert_allclose(other.numpy(), np.roll(one.numpy(), 3), atol=0.05)

    def test_does_not_look_beyond_the_document(self):
        network = Edits().eval()
        views = torch.rand(1, 3, 192, 256, generator=torch.manual_seed(1))
        views[..., 128:] = -1
        with torch.no_grad():
            (cells, one), (wider, other) = network(views[..., :192]), network(views)
        np.testing.assert_allclose(wider[..., :8].numpy(), cells[..., :8].numpy(), atol=1e-4)
        self.assertAlmostEqual(float(one[0]), float(other[0]), places=4)

    def test_holds_the_parts_of_a_document_against_all_of_it(self):
        x, inside = torch.randn(4, 2, 6, 6, generator=torch.manual_seed(3)), torch.ones(4, 1, 6, 6)
        inside[1, :, 3:] = 0
        mean, deviation = usual(x, inside, 2)
        both = torch.cat([x[0].flatten(1), x[1, :, :3].flatten(1)], 1)
        for part in range(2):
            np.testing.assert_allclose(mean[part, :, 0, 0].numpy(), both.mean(1).numpy(), atol=1e-5)
            np.testing.assert_allclose(deviation[part, :, 0, 0].numpy(), both.std(1, unbiased=False).numpy(), atol=1e-3)


class Windows(unittest.TestCase):
    def setUp(self):
        subject = cut_out(photo())
        desk = desk_of(subject, photo, [])
        change = edited_at(np.random.default_rng(5), subject, desk, {"retype": EDITS["retype"]}, "plain")
        self.pair = tuple(
            sample_of(send(np.random.default_rng(6), shown, mask), kind, "")
            for shown, mask, kind in ((subject, np.zeros_like(change.mask), "genuine"), (change.subject, change.mask, "retype"))
        )

    def test_show_what_was_edited_as_it_was_and_as_it_is(self):
        (was, none), (now, share), (_, _) = looks_at(self.pair, np.random.default_rng(7))
        self.assertEqual((was.shape, share.shape), ((224, 224, 3), (14, 14)))
        self.assertEqual(none.max(), 0)
        self.assertGreater(share.max(), 0.3)
        changed = np.abs(was.astype(int) - now).max(2).reshape(14, 16, 14, 16).max((1, 3))
        self.assertGreater(changed[share > 0.5].mean(), 3 * changed[share == 0].mean())

    def test_are_mirrored_with_their_cells(self):
        network = Edits().eval()
        for seed in range(4):
            rng = np.random.default_rng(seed)
            given = given_of(network, looks_at(self.pair, np.random.default_rng(7)), rng)
            begun, measures, blocks, shares = batch_of([given], rng)
            self.assertEqual([tuple(layer.shape) for layer in (begun, measures, blocks, shares)], [(3, 24, 48, 48), (3, 63, 24, 24), (3, 1, 24, 24), (3, 1, 12, 12)])
            changed = (measures[0] - measures[1]).abs().mean(0).reshape(12, 2, 12, 2).amax((1, 3))
            self.assertGreater(float(changed[shares[1, 0] > 0.5].mean()), 3 * float(changed[shares[1, 0] == 0].mean()))


class Fusing(unittest.TestCase):
    def test_makes_log_odds_and_takes_either_part_for_enough(self):
        rng = np.random.default_rng(3)
        factor, addend = line(rng.normal(-2, 1, 400), rng.normal(2, 1, 400))
        self.assertAlmostEqual(factor, 4, delta=0.8)
        self.assertAlmostEqual(addend, 0, delta=0.6)
        scores = both(np.array([1.0, 0]), np.array([1.0, 0]), np.array([-5.0, 5, -5]), np.array([-5.0, -5, 5]))
        self.assertGreater(scores[0], 4)
        self.assertLess(scores[1:].max(), -4.9)


if __name__ == "__main__":
    unittest.main()
