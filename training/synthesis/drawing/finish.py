"""From a drawn canvas to a document: edges, the booklet around a page, colour that can be seen."""

import cv2
import numpy as np

from training.synthesis.document import CARD_RADIUS_MM, DOTS_PER_MM, Document
from training.synthesis.drawing.canvas import Canvas, rounded

# A pixel shows colour when its channels differ by this much of 255, a document when this share of its pixels does.
VISIBLE_CHROMA = 30
VISIBLE_SHARE = 0.05


def colour_share(artwork: np.ndarray) -> float:
    """Share of the pixels of artwork [h, w, 3] whose colour is seen at a glance."""
    return float((np.ptp(artwork[:, ::4].astype(np.int16), axis=-1) >= VISIBLE_CHROMA).mean())


def finish(
    rng: np.random.Generator,
    canvas: Canvas,
    format: str,
    portrait: tuple[float, float, float, float] | None,
    gloss: np.ndarray,
    hologram: np.ndarray,
    fields: dict[str, str],
    thickness_mm: float,
) -> Document:
    """The document that fills the canvas. portrait: mm, None where there is none. A document almost without colour is tinted."""
    artwork = canvas.picture()
    outside = artwork.copy()
    box = np.zeros(4)
    if portrait is not None:
        box = np.array(portrait) * DOTS_PER_MM
        (x, y, w, h) = np.round(box).astype(int)
        # The face's own colour doesn't count: it may be all that a document has, and be lost in a photo.
        outside[y : y + h, x : x + w] = 128
    if colour_share(outside) < VISIBLE_SHARE:
        (less, more) = rng.permutation(3)[:2]
        tinted = artwork.astype(np.float32)
        tinted[..., less] *= rng.uniform(0.74, 0.82)
        tinted[..., more] += (255 - tinted[..., more]) * rng.uniform(0.16, 0.24)
        artwork = tinted.astype(np.uint8)
    (rows, columns) = canvas.shape
    radius = CARD_RADIUS_MM * DOTS_PER_MM if format == "ID-1" else 0
    outline = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], float)
    return Document(artwork, rounded(columns, rows, radius), outline, format, box, gloss, hologram, False, fields, thickness_mm)


def in_booklet(rng: np.random.Generator, page: Document, page_colour: tuple[float, float, float]) -> Document:
    """A passport's page with its neighbour across the fold, or a strip of it, and the cover's rim below.

    The fold is at the page's top side, where passports are bound, seldom at its left.
    """
    (rows, columns) = page.alpha.shape
    reach = int((rng.uniform(4, 30) if rng.random() < 0.4 else rng.uniform(60, 88)) * DOTS_PER_MM)
    sideways = rng.random() < 0.2
    length = columns if not sideways else rows
    neighbour = np.empty((reach, length, 3), np.float32)
    neighbour[:] = page_colour
    if rng.random() < 0.7:
        x = np.linspace(0, 40, length)
        shade = rng.uniform(8, 40)
        for y in range(0, reach, int(rng.integers(8, 20))):
            points = np.stack([np.arange(length), y + rng.uniform(2, 10) * np.sin(x * 0.9 + y * 0.05)], -1).astype(np.int32)
            cv2.polylines(neighbour, [points], False, [max(c - shade, 0) for c in page_colour], 1, cv2.LINE_AA)
    for _ in range(int(rng.integers(0, 9))):
        y = int(rng.uniform(0.05, 0.9) * reach)
        cv2.line(neighbour, (int(0.08 * length), y), (int(rng.uniform(0.3, 0.92) * length), y), [60, 60, 60], int(rng.integers(2, 9)))
    near = np.arange(reach, 0, -1)[:, None, None] / DOTS_PER_MM
    neighbour *= 1 - rng.uniform(0.15, 0.5) * np.exp(-near / rng.uniform(1, 4))
    neighbour = np.clip(neighbour, 0, 255).astype(np.uint8)
    if sideways:
        neighbour = np.ascontiguousarray(neighbour.transpose(1, 0, 2))
    axis = 1 if sideways else 0
    shift = np.array([reach, 0] if sideways else [0, reach], float)

    def extended(values: np.ndarray, fill: float) -> np.ndarray:
        return np.concatenate([np.full(neighbour.shape[:2], fill, values.dtype), values], axis)

    box = page.portrait + np.concatenate([shift, [0, 0]]) if page.portrait.any() else page.portrait
    return Document(
        np.concatenate([neighbour, page.artwork], axis),
        extended(page.alpha, 255),
        page.outline + shift,
        page.format,
        box,
        extended(page.gloss, float(rng.uniform(0, 0.2))),
        extended(page.hologram, 0),
        page.colourless,
        page.fields,
        float(rng.uniform(2, 4)),
    )
