"""What a drawn document is, flat and at full resolution, before anything prints, shows or photographs it."""

from dataclasses import dataclass

import numpy as np

# 300 dots per inch, the resolution that ISO/IEC 19794-5 asks of a scanned portrait.
DOTS_PER_MM = 300 / 25.4
# Width and height in mm and in pixels: ISO/IEC 7810 ID-1 (a card) and ID-3 (a passport's page).
SIZE_MM = {"ID-1": (85.60, 53.98), "ID-3": (125.0, 88.0)}
SIZE_PIXELS = {"ID-1": (1011, 638), "ID-3": (1476, 1039)}
# Radius of a card's corners, ISO/IEC 7810: 3.18 mm.
CARD_RADIUS_MM = 3.18


@dataclass(frozen=True)
class Document:
    """A document as flat artwork, which later stages print, show, lay down and photograph.

    The outline runs clockwise from the corner that is top-left when the document is read upright. A card that is read
    upright (portrait format) keeps that order: the first side is then one of its short sides.
    """

    artwork: np.ndarray
    """[h, w, 3] uint8, sRGB, DOTS_PER_MM pixels per mm. Larger than the document where it is mounted on a sheet or lies in a booklet."""
    alpha: np.ndarray
    """[h, w] uint8, 0 where there is nothing: outside of rounded corners and of cut edges."""
    outline: np.ndarray
    """[4, 2] float: the document's own top-left, top-right, bottom-right and bottom-left, x and y in artwork pixels.

    Where its sides' lines meet, as if its corners were not rounded. Pixel k covers [k, k+1)."""
    format: str
    """'ID-1' or 'ID-3'."""
    portrait: np.ndarray
    """[4] float: x, y, width and height of the main portrait in artwork pixels; zeros where the document bears none."""
    gloss: np.ndarray
    """[h, w] float32, 0 (matt) to 1 (mirror-like): laminate, foil."""
    hologram: np.ndarray
    """[h, w] float32, 0 to 1: where optically variable elements show."""
    colourless: bool
    """True for a document printed without colour, and for a grey copy."""
    fields: dict[str, str]
    """What is printed on it, by field. 'mrz' holds the lines of the machine readable zone, joined by newlines."""
    thickness_mm: float
    """0.76 for a card, about 0.1 for paper, 2 and more for a booklet."""
