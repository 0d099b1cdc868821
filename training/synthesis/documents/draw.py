"""Training documents, and copies of them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.synthesis.document import SIZE_MM, Document
from training.synthesis.documents.draft import Draft, Printed
from training.synthesis.documents.layouts import BACKS, FRONTS, UPRIGHTS
from training.synthesis.documents.locales import LOCALES
from training.synthesis.documents.surface import surface
from training.synthesis.documents.theme import invent_theme
from training.synthesis.drawing.canvas import Canvas
from training.synthesis.drawing.copying import CopyLook, copied
from training.synthesis.drawing.finish import finish, in_booklet
from training.synthesis.drawing.person import invent

# How many of the pages of passports show the page beside them.
_IN_BOOKLET = 0.35
_LOOK = CopyLook(screen_mm=(0.17, 0.34), dots=("round", "line", "noise"), black=(15, 75), white=(226, 255), blur=(0.0, 1.3), frame=0.25, skew=2.5)


def draw_document(rng: np.random.Generator, portraits: Sequence[Path], side: str = "front", print_portrait: Printed | None = None) -> Document:
    """A card or a passport's page of one of the training layouts, always with colour. side: 'front', 'back' of a card, or 'upright' for the front of a card whose top is a short side.

    portraits: pictures of faces, see read_portrait. print_portrait: how they are printed, if not as they are.
    """
    layouts = {"front": FRONTS, "back": BACKS, "upright": UPRIGHTS}[side]
    weights = np.array([layout.weight for layout in layouts])
    layout = layouts[int(rng.choice(len(layouts), p=weights / weights.sum()))]
    (width, height) = SIZE_MM[layout.format]
    canvas = Canvas(height, width) if layout.upright else Canvas(width, height)
    locale = LOCALES[int(rng.integers(len(LOCALES)))]
    draft = Draft(rng, canvas, invent_theme(rng, locale.code == "VNM"), locale, invent(rng, locale), portraits, print_portrait)
    layout.draw(draft)
    (gloss, hologram) = surface(draft)
    card = layout.format == "ID-1"
    thickness = float(rng.uniform(0.68, 0.84)) if card and rng.random() < 0.9 else float(rng.uniform(0.1, 0.9))
    document = finish(rng, canvas, layout.format, draft.portrait, gloss, hologram, draft.printed, thickness)
    if not card and rng.random() < _IN_BOOKLET:
        return in_booklet(rng, document, draft.theme.paper[-1])
    return document


def grey_copy(rng: np.random.Generator, document: Document, mounted: str) -> Document:
    """A copy without colour. mounted: 'cut' roughly along the outline, or on a 'sheet' of white paper much larger than it."""
    return copied(rng, document, mounted, _LOOK, colour=False)


def colour_copy(rng: np.random.Generator, document: Document, mounted: str) -> Document:
    """A copy by a colour printer, mounted as for grey_copy."""
    return copied(rng, document, mounted, _LOOK, colour=True)
