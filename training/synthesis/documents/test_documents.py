import ast
import tempfile
import unittest
from pathlib import Path

import cv2
import numpy as np

from training.synthesis import documents as training_documents
from training.synthesis.document import DOTS_PER_MM, SIZE_PIXELS, Document
from training.synthesis.documents import theme
from training.synthesis.documents.layouts import BACKS, FRONTS, UPRIGHTS
from training.synthesis.documents.locales import LOCALES
from training.synthesis.drawing.finish import VISIBLE_SHARE, colour_share
from training.synthesis.drawing.mrz import check_digit
from training.synthesis.held_out import documents as held_out_documents
from training.synthesis.held_out.states import STATES

SEEDS = 12
GENERATORS = {"training": training_documents, "held-out": held_out_documents}


def draw_face(path: Path, skin: tuple[int, int, int]) -> None:
    """An oval with two eyes: enough where only the place of the portrait matters."""
    picture = np.full((256, 256, 3), 215, np.uint8)
    cv2.ellipse(picture, (128, 140), (70, 95), 0, 0, 360, skin, -1)
    for x in (98, 158):
        cv2.circle(picture, (x, 120), 9, (40, 30, 30), -1)
    cv2.imwrite(str(path), picture)


def plain(width: int, height: int, shade: int) -> Document:
    """A document of one grey, to find its edges in copies."""
    return Document(
        np.full((height, width, 3), shade, np.uint8),
        np.full((height, width), 255, np.uint8),
        np.array([[0, 0], [width, 0], [width, height], [0, height]], float),
        "ID-3",
        np.array([width * 0.1, height * 0.2, width * 0.2, height * 0.4]),
        np.zeros((height, width), np.float32),
        np.zeros((height, width), np.float32),
        False,
        {},
        0.1,
    )


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.portraits = [Path(cls.folder.name) / f"{i}.png" for i in range(2)]
        for path, skin in zip(cls.portraits, [(150, 170, 210), (60, 80, 110)], strict=True):
            draw_face(path, skin)
        cls.drawn = [
            (f"{name} {side} {seed}", side, generator.draw_document(np.random.default_rng(seed), cls.portraits, side))
            for name, generator in GENERATORS.items()
            for side, seeds in (("front", SEEDS), ("back", 4))
            for seed in range(seeds)
        ]

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def test_same_seed_same_pixels(self) -> None:
        for name, generator in GENERATORS.items():
            for make in (generator.grey_copy, generator.colour_copy):
                for mounted in ("cut", "sheet"):
                    (one, other, third) = [self.copy_of(generator, make, mounted, seed) for seed in (7, 7, 8)]
                    for field in ("artwork", "alpha", "outline", "portrait", "gloss", "hologram"):
                        np.testing.assert_array_equal(getattr(one, field), getattr(other, field), f"{name} {field}")
                    self.assertEqual(one.fields, other.fields)
                    self.assertFalse(np.array_equal(one.outline, third.outline))

    def copy_of(self, generator, make, mounted: str, seed: int) -> Document:
        rng = np.random.default_rng(seed)
        return make(rng, generator.draw_document(rng, self.portraits), mounted)

    def test_arrays_fit_together(self) -> None:
        for name, _, document in self.drawn:
            shape = document.artwork.shape
            self.assertEqual((document.artwork.dtype, shape[2]), (np.uint8, 3), name)
            for plane in (document.alpha, document.gloss, document.hologram):
                self.assertEqual(plane.shape, shape[:2], name)
            for plane in (document.gloss, document.hologram):
                self.assertEqual(plane.dtype, np.float32, name)
                self.assertTrue(plane.min() >= 0 and plane.max() <= 1, name)

    def test_outline_is_the_document_within_the_artwork(self) -> None:
        for name, _, document in self.drawn:
            (rows, columns) = document.alpha.shape
            self.assertTrue((document.outline >= 0).all() and (document.outline <= [columns, rows]).all(), name)
            sides = np.linalg.norm(document.outline - np.roll(document.outline, -1, 0), axis=1)
            (width, height) = SIZE_PIXELS[document.format]
            self.assertIn((round(sides[0]), round(sides[1])), [(width, height), (height, width)], name)
            ((ax, ay), (bx, by)) = (document.outline[1] - document.outline[0], document.outline[2] - document.outline[1])
            self.assertGreater(ax * by - ay * bx, 0, f"{name} runs clockwise")

    def test_portrait_lies_within_the_outline(self) -> None:
        for name, side, document in self.drawn:
            if side == "back":
                self.assertFalse(document.portrait.any(), name)
                continue
            (x, y, w, h) = document.portrait
            (low, high) = (document.outline.min(0), document.outline.max(0))
            self.assertTrue(w > 10 * DOTS_PER_MM and h > 10 * DOTS_PER_MM, name)
            self.assertTrue(x >= low[0] and y >= low[1] and x + w <= high[0] + 1 and y + h <= high[1] + 1, name)

    def test_a_portrait_may_be_printed_otherwise_and_nothing_else_changes(self) -> None:
        for seed in range(4):
            plain, dark = (training_documents.draw_document(np.random.default_rng(seed), self.portraits, print_portrait=way) for way in (None, lambda _, picture: picture * 0.5))
            apart = np.abs(plain.artwork.astype(int) - dark.artwork).max(-1)
            (x, y, w, h) = np.round(plain.portrait).astype(int)
            self.assertGreater((apart[y : y + h, x : x + w] > 8).mean(), 0.3)
            # The second, paler portrait is drawn of the file itself.
            apart[y - 1 : y + h + 1, x - 1 : x + w + 1] = 0
            self.assertFalse(apart.any(), seed)

    def test_colour_shows_outside_of_the_portrait(self) -> None:
        for name, _, document in self.drawn:
            seen = document.artwork.copy()
            (x, y, w, h) = np.round(document.portrait).astype(int)
            seen[y : y + h, x : x + w] = 128
            (left, top) = document.outline.min(0).astype(int)
            self.assertFalse(document.colourless, name)
            self.assertGreaterEqual(colour_share(seen[top:, left:]), VISIBLE_SHARE * 0.9, name)

    def test_corners_are_round_on_cards_alone(self) -> None:
        for name, _, document in self.drawn:
            (top, bottom) = (document.alpha[0], document.alpha[-1])
            corners = [int(value) for value in (top[0], top[-1], bottom[0], bottom[-1])]
            self.assertEqual(corners, [0] * 4 if document.format == "ID-1" else [255] * 4, name)
            self.assertEqual(int(top[len(top) // 2]), 255, name)

    def test_zones_are_right(self) -> None:
        zones = [document.fields["mrz"].split("\n") for _, _, document in self.drawn if "mrz" in document.fields]
        self.assertGreater(len(zones), 5)
        for lines in zones:
            if len(lines) == 2:
                (_, second) = lines
                self.assertEqual([len(line) for line in lines], [44, 44])
                self.assertEqual(second[43], check_digit(second[:10] + second[13:20] + second[21:43]))
            else:
                (first, second, _) = lines
                self.assertEqual([len(line) for line in lines], [30, 30, 30])
                self.assertEqual(second[29], check_digit(first[5:] + second[:7] + second[8:15] + second[18:29]))

    def test_every_layout_draws(self) -> None:
        from training.synthesis.documents.draft import Draft
        from training.synthesis.document import SIZE_MM
        from training.synthesis.drawing.canvas import Canvas
        from training.synthesis.drawing.person import invent

        for i, layout in enumerate(FRONTS + BACKS + UPRIGHTS):
            rng = np.random.default_rng(i)
            (width, height) = SIZE_MM[layout.format]
            canvas = Canvas(height, width) if layout.upright else Canvas(width, height)
            draft = Draft(rng, canvas, theme.invent_theme(rng, False), LOCALES[0], invent(rng, LOCALES[0]), self.portraits)
            layout.draw(draft)
            self.assertEqual(draft.portrait is not None, layout not in BACKS, layout.draw.__name__)
            self.assertTrue(draft.printed or layout.draw.__name__ == "back_of_licence", layout.draw.__name__)

    def test_upright_cards_have_a_short_side_for_their_top(self) -> None:
        for seed in range(6):
            document = GENERATORS["training"].draw_document(np.random.default_rng(seed), self.portraits, side="upright")
            top, side = (np.linalg.norm(document.outline[b] - document.outline[a]) for a, b in ((0, 1), (1, 2)))
            self.assertAlmostEqual(side / top, 85.6 / 53.98, delta=0.02)

    def test_grey_copies_have_no_colour_and_colour_copies_have(self) -> None:
        for name, generator in GENERATORS.items():
            for seed in range(5):
                rng = np.random.default_rng(seed)
                document = generator.draw_document(rng, self.portraits)
                grey = generator.grey_copy(rng, document, "sheet" if seed % 2 else "cut")
                self.assertTrue(grey.colourless, name)
                self.assertLess(int(np.ptp(grey.artwork.astype(int), axis=-1).max()), 10, name)
                self.assertEqual(grey.fields, document.fields)
                copy = generator.colour_copy(rng, document, "cut")
                self.assertFalse(copy.colourless, name)
                self.assertGreater(colour_share(copy.artwork), VISIBLE_SHARE * 0.7, name)

    def test_outline_of_a_copy_is_where_its_edges_are(self) -> None:
        for name, generator in GENERATORS.items():
            for seed in range(6):
                copy = generator.grey_copy(np.random.default_rng(seed), plain(1476, 1039, 0), "sheet" if seed % 2 else "cut")
                # Scissors within the outline make the paper's edge the document's.
                dark = ((cv2.GaussianBlur(copy.artwork, (0, 0), 5)[..., 0] < 150) & (copy.alpha > 128)).astype(np.uint8)
                dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((31, 31), np.uint8))
                drawn = cv2.fillPoly(np.zeros_like(dark), [np.round(copy.outline).astype(np.int32)], 1)
                overlap = (dark & drawn).sum() / (dark | drawn).sum()
                self.assertGreater(overlap, 0.985, f"{name} {seed}")
                (x, y, w, h) = copy.portrait
                (low, high) = (copy.outline.min(0) - 1, copy.outline.max(0) + 1)
                self.assertTrue((low <= [x, y]).all() and ([x + w, y + h] <= high).all(), f"{name} {seed}")

    def test_mounting_is_cut_or_sheet(self) -> None:
        with self.assertRaises(ValueError):
            training_documents.grey_copy(np.random.default_rng(0), plain(1476, 1039, 0), "framed")


class HeldOut(unittest.TestCase):
    def test_shares_no_font_and_no_state_with_training(self) -> None:
        trained = {font for pairs in (theme.SANS, theme.SERIF, theme.MONO) for pair in pairs for font in pair} | {theme.MRZ_FONT}
        held = {font for pair in held_out_documents._FONTS for font in pair} | {held_out_documents._ZONE}
        self.assertFalse(trained & held)
        self.assertFalse({locale.code for locale in LOCALES} & {state.code for state in STATES})
        self.assertGreaterEqual(len(LOCALES), 12)

    def test_imports_nothing_of_the_training_documents(self) -> None:
        import training.synthesis

        root = Path(training.synthesis.__file__).parent
        for folder in ("held_out", "drawing"):
            for path in (root / folder).glob("*.py"):
                for node in ast.walk(ast.parse(path.read_text())):
                    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names] if isinstance(node, ast.Import) else []
                    self.assertFalse([name for name in names if name.startswith("training.synthesis.documents")], path.name)


if __name__ == "__main__":
    unittest.main()
