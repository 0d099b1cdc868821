"""python -m unittest discover training"""

import unittest
from dataclasses import replace

import cv2
import numpy as np

from training.synthesis.document import Document
from training.synthesis.held_out.photograph import photograph as photograph_held_out
from training.synthesis.photograph import PhotoSettings, photograph
from training.synthesis.scene.placing import share_inside

CLEAR = PhotoSettings(
    tilt=(0, 35),
    share=(0.2, 0.5),
    cut=0,
    hand_held=0,
    second_surface=0,
    clutter=0,
    occluder=0,
    sleeve=0,
    coloured_light=0,
    shadow=0,
    glare=0,
    torch=0,
    dark=0,
    bright=0,
    defocus=0,
    motion=0,
    distortion=1,
    noisy=0,
    quality=(95, 98),
    resent=0,
)
CELL = 100


def board(thickness: float = 0.1) -> Document:
    """A chessboard of 12 x 8 cells, on which the document is the 10 x 6 in the middle: its corners are where four cells meet.

    The document's cell at the top left is black; turned by a half, it would be white."""
    cells = np.add.outer(np.arange(8), np.arange(12)) % 2
    art = np.kron(cells, np.full((CELL, CELL), 255)).astype(np.uint8)
    height, width = art.shape
    outline = np.array([[CELL, CELL], [width - CELL, CELL], [width - CELL, height - CELL], [CELL, height - CELL]], float)
    nothing = np.zeros((height, width), np.float32)
    return Document(cv2.merge([art] * 3), np.full_like(art, 255), outline, "ID-1", np.zeros(4), nothing, nothing, True, {}, thickness)


def found(image: np.ndarray, near: np.ndarray) -> np.ndarray:
    """The places where four cells meet that OpenCV finds near [n, 2] places, positions counted as pixel k covering [k, k+1)."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 50, 1e-3)
    start = (near - 0.5).astype(np.float32)[:, None].copy()
    return cv2.cornerSubPix(grey, start, (6, 6), (-1, -1), criteria)[:, 0] + 0.5


class Outlines(unittest.TestCase):
    def check(self, settings: PhotoSettings, document: Document | None = None, make=photograph) -> None:
        """All corners within half a pixel of where they are seen, and no shift that they have in common."""
        away = []
        for seed in range(4):
            photo = make(np.random.default_rng(seed), [document or board()], settings)
            away.append(found(photo.image, photo.outlines[0]) - photo.outlines[0])
        away = np.concatenate(away)
        self.assertLess(np.linalg.norm(away, axis=1).max(), 0.5)
        self.assertLess(np.linalg.norm(away.mean(axis=0)), 0.15)

    def test_lie_where_the_pixels_are(self):
        self.check(replace(CLEAR, distortion=0))

    def test_follow_the_lens(self):
        self.check(CLEAR)

    def test_follow_the_stronger_lenses_of_the_held_out_camera(self):
        self.check(CLEAR, make=photograph_held_out)

    def test_lie_on_the_top_of_a_thick_document(self):
        self.check(CLEAR, board(3.0))

    def test_stay_exact_when_a_messenger_scales_the_photo(self):
        self.check(replace(CLEAR, resent=1))

    def test_stay_exact_out_of_focus(self):
        self.check(replace(CLEAR, defocus=1, defocus_radius=(1.5, 2.5)))

    def test_begin_at_the_documents_own_top_left_and_run_clockwise(self):
        for seed in range(4):
            photo = photograph(np.random.default_rng(seed), [board()], CLEAR)
            outline = photo.outlines[0]
            side, down = outline[1] - outline[0], outline[3] - outline[0]
            self.assertGreater(side[0] * down[1] - side[1] * down[0], 0)
            inside = outline[0] + 0.05 * side + 0.08 * down
            beside = outline[0] + 0.15 * side + 0.08 * down
            values = [int(photo.image[int(y), int(x), 1]) for x, y in (inside, beside)]
            self.assertLess(values[0], values[1])


class Visible(unittest.TestCase):
    def test_is_whole_for_a_document_alone(self):
        photo = photograph(np.random.default_rng(1), [board()], CLEAR)
        self.assertAlmostEqual(photo.visible[0], 1, places=3)

    def test_is_the_share_inside_of_the_frame(self):
        photo = photograph(np.random.default_rng(1), [board()], replace(CLEAR, cut=1))
        height, width = photo.image.shape[:2]
        self.assertLess(photo.visible[0], 0.98)
        self.assertAlmostEqual(photo.visible[0], share_inside(photo.outlines[0], width, height), places=3)

    def test_falls_where_something_lies_on_the_document(self):
        seen = [photograph(np.random.default_rng(seed), [board()], replace(CLEAR, occluder=1)).visible[0] for seed in range(4)]
        self.assertLess(min(seen), 0.999)
        self.assertGreater(min(seen), 0.6)


class Share(unittest.TestCase):
    def test_stays_in_the_range_that_is_asked_for(self):
        for seed in range(4):
            photo = photograph(np.random.default_rng(seed), [board()], replace(CLEAR, share=(0.1, 0.2)))
            height, width = photo.image.shape[:2]
            share = cv2.contourArea(photo.outlines[0].astype(np.float32)) / (height * width)
            self.assertGreater(share, 0.09)
            self.assertLess(share, 0.22)
            self.assertAlmostEqual(share_inside(photo.outlines[0], width, height), 1, places=5)


class Photographs(unittest.TestCase):
    def test_are_the_same_for_the_same_seed(self):
        for make in (photograph, photograph_held_out):
            one, two = (make(np.random.default_rng(3), [board()], PhotoSettings(long_side=640)) for _ in range(2))
            self.assertEqual(one.jpeg, two.jpeg)
            np.testing.assert_array_equal(one.outlines[0], two.outlines[0])

    def test_have_the_long_side_that_is_asked_for(self):
        for seed in range(6):
            photo = photograph(np.random.default_rng(seed), [], PhotoSettings(long_side=500, resent=0.5))
            self.assertEqual(max(photo.image.shape[:2]), 500)

    def test_show_several_documents_side_by_side(self):
        photo = photograph(np.random.default_rng(5), [board(), board(), board()], CLEAR)
        self.assertEqual(len(photo.outlines), 3)
        for k in range(3):
            overlap, _ = cv2.intersectConvexConvex(*(photo.outlines[j].astype(np.float32) for j in (k, (k + 1) % 3)))
            self.assertLess(overlap, 4)

    def test_of_other_things_have_no_outline(self):
        for make in (photograph, photograph_held_out):
            for seed in range(5):
                photo = make(np.random.default_rng(seed), [], PhotoSettings(long_side=480))
                self.assertEqual((photo.outlines, photo.visible), ([], []))


if __name__ == "__main__":
    unittest.main()
