"""A flat thing that lies on a surface: what documents, sheets, pens, phones and fingers have in common."""

from dataclasses import dataclass

import numpy as np

from training.synthesis.document import DOTS_PER_MM, Document


@dataclass(frozen=True)
class Thing:
    """`artwork` [h, w, 3] uint8 sRGB, `alpha` [h, w] uint8, `scale` pixels per mm, `height` mm above what it lies on.

    `gloss` 0 to 1, one number or [h, w] float32; `hologram` likewise. `solid`: has an edge of its height in `edge` sRGB that is seen from aside.
    `film`: a transparent sheet, whose gloss is seen where its alpha is weak too, and which hides nothing.
    `floats`: held above the surface by so many mm; its shadow falls away from it."""

    artwork: np.ndarray
    alpha: np.ndarray
    scale: float
    height: float = 0.1
    gloss: np.ndarray | float = 0.1
    hologram: np.ndarray | None = None
    solid: bool = False
    edge: tuple[int, int, int] = (200, 200, 200)
    floats: float = 0.0
    film: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in mm."""
        return self.artwork.shape[1] / self.scale, self.artwork.shape[0] / self.scale


def thing_of_document(document: Document, edge: tuple[int, int, int]) -> Thing:
    """The document as a thing, its pixels being DOTS_PER_MM to the mm."""
    return Thing(
        artwork=document.artwork,
        alpha=document.alpha,
        scale=DOTS_PER_MM,
        height=document.thickness_mm,
        gloss=document.gloss,
        hologram=document.hologram,
        solid=document.thickness_mm >= 0.5,
        edge=edge,
    )
