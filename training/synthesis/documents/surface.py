"""How the surface of a training document shines, and where its holograms are."""

import cv2
import numpy as np

from training.synthesis.document import DOTS_PER_MM
from training.synthesis.documents.draft import Draft
from training.synthesis.documents.emblems import emblem, placed
from training.synthesis.drawing.canvas import rounded


def surface(draft: Draft) -> tuple[np.ndarray, np.ndarray]:
    """Gloss and hologram, [h, w] float32 0..1 each."""
    rng = draft.rng
    (rows, columns) = draft.canvas.shape
    gloss = np.full((rows, columns), rng.uniform(0.05, 0.75), np.float32)
    hologram = np.zeros((rows, columns), np.uint8)
    kind = str(rng.choice(["none", "patch", "veil"], p=[0.35, 0.35, 0.3]))
    if kind == "patch":
        (width, height) = (np.array(rng.uniform([7, 7], [16, 20])) * DOTS_PER_MM).astype(int)
        (x, y) = (int(rng.uniform(0, columns - width)), int(rng.uniform(0, rows - height)))
        shape = rounded(int(width), int(height), rng.uniform(0, 4) * DOTS_PER_MM)
        (_, figure) = placed(*emblem(rng, [(0, 0, 0)]), int(min(width, height)))
        inner = hologram[y : y + height, x : x + width]
        inner[:] = (shape * rng.uniform(0.3, 0.7)).astype(np.uint8)
        inner[: figure.shape[0], : figure.shape[1]] = np.maximum(inner[: figure.shape[0], : figure.shape[1]], np.minimum(figure, shape[: figure.shape[0], : figure.shape[1]]))
        gloss[y : y + height, x : x + width] += shape.astype(np.float32) / 255 * rng.uniform(0.2, 0.6)
        # Foil is greyish where nothing mirrors in it.
        draft.canvas.ink(inner, (185, 188, 192), rng.uniform(0.1, 0.5), (x, y))
    elif kind == "veil":
        size = int(rng.uniform(8, 24) * DOTS_PER_MM)
        (_, figure) = placed(*emblem(rng, [(0, 0, 0)]), size)
        step = int(size * rng.uniform(1.0, 1.5))
        tile = np.zeros((step, step), np.uint8)
        tile[:size, :size] = figure
        field = np.tile(tile, (rows // step + 2, columns // step + 2))
        (dx, dy) = (int(rng.integers(0, step)), int(rng.integers(0, step)))
        hologram[:] = (field[dy : dy + rows, dx : dx + columns] * rng.uniform(0.3, 0.9)).astype(np.uint8)
        if rng.random() < 0.5:
            edge = cv2.morphologyEx(hologram, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
            hologram[:] = edge
    return np.clip(gloss, 0, 1), hologram.astype(np.float32) / np.float32(255)
