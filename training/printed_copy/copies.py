"""Copies of documents as attackers make them: what `copied` leaves of a document, on paper that has fibres, in inks that cannot show all colours.

`copy_of` is what trains; `held_out_copy_of` has dots, inks and faults of printers that training does not see.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from training.document_attacks.photos import Attack
from training.synthesis.document import CARD_RADIUS_MM, DOTS_PER_MM, SIZE_PIXELS, Document
from training.synthesis.drawing.canvas import rounded
from training.synthesis.drawing.copying import CopyLook, copied
from training.synthesis.scene.noise import fractal, grain, relief

KINDS = ("colour", "grey")
COLOUR = 0.65
"""Share of copies in colour."""
STRENGTHS = {"plain": 0.3, "usual": 0.4, "faint": 0.3}
TILE = 700
"""Pixels along a side of the piece of paper that is repeated over a sheet."""


@dataclass(frozen=True)
class Copier:
    """How the copies of one strength come about. Shares are 0 to 1.

    `sheet`: of copies that are left on their sheet. `again`: of those that are copies of a copy. `laminated`: of those behind film, with corners as round
    as the document's. `sharpened`: how hard scanners sharpen, at most. `impure`: how much each ink takes of the light that it is to let through.
    `fibre`: how deep paper is, at most. `banding`: of those over which the head's passes are seen, and how much darker their overlap is, at most."""

    look: CopyLook
    sheet: float
    again: float
    laminated: float
    sharpened: float
    impure: tuple[float, float]
    fibre: float
    banding: tuple[float, float] = (0.0, 0.0)


TRAINING = {
    "plain": Copier(CopyLook((0.24, 0.42), ("round", "line", "noise"), (30, 90), (215, 245), (0.4, 1.6), 0.25, 3), 0.5, 0.4, 0.0, 2.0, (0.5, 1.3), 0.06),
    "usual": Copier(CopyLook((0.18, 0.32), ("round", "line", "noise"), (15, 60), (228, 255), (0.0, 1.1), 0.15, 2.5), 0.35, 0.15, 0.1, 1.5, (0.3, 1.0), 0.05),
    "faint": Copier(CopyLook((0.17, 0.22), ("round", "line", "noise", "noise"), (8, 30), (244, 255), (0.0, 0.6), 0.0, 1), 0.1, 0.0, 0.5, 1.0, (0.0, 0.6), 0.03),
}
HELD_OUT = {
    "plain": Copier(CopyLook((0.22, 0.4), ("square", "ordered"), (25, 90), (218, 250), (0.2, 1.6), 0.15, 4), 0.5, 0.4, 0.0, 1.5, (0.3, 1.5), 0.06, (0.4, 0.08)),
    "usual": Copier(CopyLook((0.19, 0.3), ("square", "ordered"), (15, 65), (225, 255), (0.0, 1.2), 0.1, 3), 0.35, 0.15, 0.1, 1.5, (0.2, 1.2), 0.05, (0.4, 0.06)),
    "faint": Copier(CopyLook((0.17, 0.22), ("square", "ordered", "ordered"), (8, 32), (242, 255), (0.0, 0.7), 0.0, 1.5), 0.1, 0.0, 0.5, 1.0, (0.0, 0.8), 0.03, (0.3, 0.04)),
}
IMPURE = np.array([[0, 0.12, 0.04], [0.12, 0, 0.18], [0.03, 0.07, 0]])
"""What full cyan, magenta and yellow take of the red, green and blue that they should let through."""


def copy_of(rng: np.random.Generator, document: Document, portraits: Sequence[Path]) -> tuple[Document, Attack]:
    """A copy, and which."""
    return _copy(rng, document, TRAINING)


def held_out_copy_of(rng: np.random.Generator, document: Document, portraits: Sequence[Path]) -> tuple[Document, Attack]:
    """The same by printers that training does not see."""
    return _copy(rng, document, HELD_OUT)


def _copy(rng: np.random.Generator, document: Document, copiers: dict[str, Copier]) -> tuple[Document, Attack]:
    colour = rng.random() < COLOUR
    strength = str(rng.choice(list(STRENGTHS), p=list(STRENGTHS.values())))
    copier = copiers[strength]
    if rng.random() < copier.again:
        first = copiers["usual"].look
        document = copied(rng, _scanned(rng, document, copier), "cut", first, colour or rng.random() < 0.5)
    mounted = "sheet" if rng.random() < copier.sheet else "cut"
    copy = _on_paper(rng, copied(rng, _scanned(rng, document, copier), mounted, copier.look, colour), copier, colour)
    if mounted == "cut" and rng.random() < copier.laminated:
        copy = laminated(rng, copy)
    return copy, Attack(KINDS[0] if colour else KINDS[1], strength)


def _scanned(rng: np.random.Generator, document: Document, copier: Copier) -> Document:
    """Sharpened, as scanners do for the sake of letters."""
    if rng.random() < 0.5:
        return document
    strength, wide = rng.uniform(0, copier.sharpened), rng.uniform(0.8, 2.5)
    artwork = cv2.addWeighted(document.artwork, 1 + strength, cv2.GaussianBlur(document.artwork, (0, 0), wide), -strength, 0)
    return replace(document, artwork=artwork)


def _on_paper(rng: np.random.Generator, copy: Document, copier: Copier, colour: bool) -> Document:
    height, width = copy.artwork.shape[:2]
    artwork = copy.artwork
    if colour:
        artwork = _in_inks(artwork, 1 - rng.uniform(*copier.impure) * IMPURE - np.eye(3))
    paper = fibrous(rng, copier.fibre)
    sheet = np.tile(paper, (-(-height // TILE), -(-width // TILE)))[:height, :width]
    share, depth = copier.banding
    if rng.random() < share:
        sheet = sheet * _passes(rng, height, depth)[:, None]
    artwork = cv2.multiply(artwork, cv2.merge([sheet] * 3), dtype=cv2.CV_8U)
    return replace(copy, artwork=artwork)


def _in_inks(artwork: np.ndarray, solid: np.ndarray) -> np.ndarray:
    """What inks on top of each other let through, [h, w, 3] uint8; `solid` [3, 3]: of each full ink."""
    ink = 1 - artwork.astype(np.float32) / 255
    out = np.full_like(ink, 255)
    for k in range(3):
        out *= 1 - ink[..., k : k + 1] * (1 - solid[k]).astype(np.float32)
    return out.astype(np.uint8)


def fibrous(rng: np.random.Generator, fibre: float) -> np.ndarray:
    """[TILE, TILE] float32 about 1: fibres under light from a side, and the clouds of unevenly thick paper."""
    shape = (TILE, TILE)
    long, fine = rng.uniform(4, 12), rng.uniform(1.5, 4)
    down, across = (TILE / long, TILE / fine) if rng.random() < 0.5 else (TILE / fine, TILE / long)
    bumps = relief(fractal(rng, shape, (down, across), 2, 0.6) * 8, fibre * rng.random(), rng.uniform(0, 2 * np.pi))
    clouds = 1 + (fractal(rng, shape, (TILE / 40, TILE / 40), 2) - 0.5) * rng.uniform(0, 0.06)
    return (bumps * clouds * (1 + grain(rng, shape, 1.5) * rng.uniform(0, 0.01))).astype(np.float32)


def _passes(rng: np.random.Generator, rows: int, depth: float) -> np.ndarray:
    """[rows] float32 about 1: where the passes of a print head overlap or leave a gap."""
    every = rng.uniform(1.5, 6) * DOTS_PER_MM
    place = (np.arange(rows) + rng.uniform(0, every)) % every
    seam = np.exp(-((place - every / 2) ** 2) / (2 * rng.uniform(0.6, 2.5) ** 2))
    return (1 - rng.choice([-1, 1]) * rng.uniform(0.2, 1) * depth * seam).astype(np.float32)


def laminated(rng: np.random.Generator, copy: Document) -> Document:
    """Behind film: as glossy as a card, and with its corners."""
    width, height = SIZE_PIXELS[copy.format]
    if np.linalg.norm(copy.outline[1] - copy.outline[0]) < np.linalg.norm(copy.outline[2] - copy.outline[1]):
        width, height = height, width
    shape = rounded(width, height, CARD_RADIUS_MM * DOTS_PER_MM if copy.format == "ID-1" else 0)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    to_copy = cv2.getPerspectiveTransform(corners, copy.outline.astype(np.float32))
    alpha = np.minimum(copy.alpha, cv2.warpPerspective(shape, to_copy, copy.alpha.shape[::-1]))
    gloss = np.broadcast_to(np.float32(rng.uniform(0.25, 0.7)), alpha.shape)
    return replace(copy, alpha=alpha, gloss=gloss, thickness_mm=float(rng.uniform(0.2, 0.8)))
