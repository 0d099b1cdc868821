"""What the second part of the network learns from: windows of both faces of a couple, pixel for pixel, of the same place and altered alike."""

import cv2
import numpy as np

from training.deepfake.align import INPUT
from training.deepfake.pack import Face
from training.deepfake.roughen import roughen
from training.deepfake.samples import KINDS, ROUGHEST, UNKNOWN, Couple, Pair, Recipe

NATIVE = Recipe(dict(zip(KINDS, (0.10, 0.10, 0.08, 0.04, 0.50, 0.06, 0.04, 0.08))), imitated=0.75, beside=0.85, spans=(45, 150), native=0.1, seen=0.5)
"""The SDK's window shows no face with more than about 150 pixels between the pupils."""
CELLS = 24
"""Cells on a side of the map of what was replaced."""
MARGIN = 8
"""Pixels about a window that are altered with it and cut off: what happens at its border is no part of a photo."""
MIDDLE = 0.6
"""The share of windows that lie where the SDK cuts them; others lie anywhere on the face, or on what was replaced."""


def show_window(couple: Couple, rng: np.random.Generator, severity: float = ROUGHEST) -> Pair:
    """As `samples.show`, of the other view."""
    place, seed, mirrored = _place(couple, rng), rng.integers(2**32), rng.random() < 0.5
    views = [roughen(_cut(face.image, _at(face, place)), face.span, np.random.default_rng(seed), severity)[MARGIN:-MARGIN, MARGIN:-MARGIN] for face in (couple.real, couple.fake)]
    cells = np.full((CELLS, CELLS), UNKNOWN, np.uint8)
    if couple.replaced is not None:
        seen = _cut(couple.replaced, _at(couple.fake, place))[MARGIN:-MARGIN, MARGIN:-MARGIN]
        cells = cv2.resize(seen, (CELLS, CELLS), interpolation=cv2.INTER_AREA)
    if mirrored:
        views, cells = [one[:, ::-1] for one in views], cells[:, ::-1]
    real, fake = (np.ascontiguousarray(one) for one in views)
    return Pair(real, fake, np.ascontiguousarray(cells), np.zeros((CELLS, CELLS), bool))


def _place(couple: Couple, rng: np.random.Generator) -> np.ndarray:
    """[2] of the box about the mesh, 0 to 1: the middle of a window."""
    if rng.random() < MIDDLE:
        return rng.normal(0.5, 0.06, 2)
    if couple.replaced is None or couple.replaced.min() > 50:
        return rng.uniform(0, 1, 2)
    y, x = np.nonzero(couple.replaced > 50)
    if len(x) == 0:
        return rng.uniform(0, 1, 2)
    one = rng.integers(len(x))
    low, high = couple.fake.points.min(0), couple.fake.points.max(0)
    return (np.array([x[one], y[one]]) - low) / (high - low)


def _at(face: Face, place: np.ndarray) -> np.ndarray:
    low, high = face.points.min(0), face.points.max(0)
    return low + place * (high - low)


def _cut(image: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """A window with its margin inside of a picture; mirrored beyond a picture that is smaller."""
    side = INPUT + 2 * MARGIN
    left, top = (int(np.clip(at - side / 2, 0, max(0, length - side))) for at, length in zip(middle, image.shape[1::-1]))
    part = image[top : top + side, left : left + side]
    lacking = (0, side - part.shape[0], 0, side - part.shape[1])
    return cv2.copyMakeBorder(part, *lacking, cv2.BORDER_REFLECT_101) if any(lacking) else part
