"""What the network looks at: the portrait and what is around it, in the document as it is rectified."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from training.reading import landmarks, main_face
from training.synthesis.document import SIZE_PIXELS

SIDE = 384
"""Pixels along a side of the view."""
ROOMY = 416
"""The same of a view that is still to be moved about: it shows more, in pixels of the same size."""
CELLS = 12
"""Along a side of the map of what was replaced."""
GROWN = 2.2
"""Sides of the view by the longer side of the face: its points, from brow to chin."""
RAISED = 0.1
"""How far the view's middle is above that of the face, by the longer side of the face: hair needs more room than shoulders."""
GREY = 128
FINER = 0.7
"""Pixels of the rectified document to one of the photo, under which the photo is shrunk first."""


@dataclass(frozen=True)
class Square:
    """Where a view lies: its middle and its side, in pixels of the rectified document."""

    x: float
    y: float
    side: float

    def corners(self) -> np.ndarray:
        """[4, 2], clockwise from the top left."""
        half = self.side / 2
        return np.array([self.x, self.y]) + half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])


def flat_size(outline: np.ndarray, form: str) -> tuple[int, int]:
    """Width and height in pixels, 300 to the inch, of a document of a format ('ID-1', 'ID-3') with corners [4, 2] in a photo."""
    sides = np.linalg.norm(np.roll(outline, -1, 0) - outline, axis=1)
    width, height = SIZE_PIXELS[form]
    return (width, height) if sides[0] + sides[2] >= sides[1] + sides[3] else (height, width)


def to_flat(outline: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """[3, 3]: from pixels of the photo to those of the rectified document, pixel k covering [k, k+1)."""
    return cv2.getPerspectiveTransform(outline.astype(np.float32), flat_corners(size))


def rectify(
    photo: np.ndarray, outline: np.ndarray, size: tuple[int, int], start: Sequence[int] = (0, 0), part: tuple[int, int] | None = None
) -> np.ndarray:
    """[h, w, 3]: the document of a size seen straight from above, or a part of it as wide and high from a pixel on; grey where the photo does not show it."""
    sides = np.linalg.norm(np.roll(outline, -1, 0) - outline, axis=1)
    scale = 2 * max(size) / max(sides[0] + sides[2], sides[1] + sides[3])
    if scale < FINER:
        smaller = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        outline = outline * (np.array(smaller.shape[1::-1]) / photo.shape[1::-1])
        photo = smaller
    matrix = cv2.getPerspectiveTransform((outline - 0.5).astype(np.float32), flat_corners(size) - 0.5 - np.float32(start))
    return cv2.warpPerspective(photo, matrix, part or size, flags=cv2.INTER_LINEAR, borderValue=(GREY,) * 3 if photo.ndim == 3 else 0)


def flat_corners(size: tuple[int, int]) -> np.ndarray:
    """[4, 2] float32, clockwise from the top left."""
    width, height = size
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def square_of(points: np.ndarray) -> Square:
    """The view about a face with points [468, 2]."""
    low, high = points.min(0), points.max(0)
    longer = float((high - low).max())
    x, y = (low + high) / 2
    return Square(float(x), float(y) - RAISED * longer, GROWN * longer)


def find_square(flat: np.ndarray) -> Square | None:
    """The view about the largest face of a rectified document; None where none is found."""
    picture = Image.fromarray(flat)
    box = main_face(picture)
    return None if box is None else square_of(landmarks(picture, box))


def view_of(photo: np.ndarray, outline: np.ndarray, size: tuple[int, int], square: Square, side: int = SIDE) -> np.ndarray:
    """[side, side, 3] uint8 of a photo [h, w, 3]: a part of what `rectify` gives, black beyond the document; [side, side] of a mask [h, w]."""
    low, high = np.round(square.corners()[[0, 2]]).astype(int)
    across, down = (high - low).tolist()
    flat = rectify(photo, outline, size, low, (across, down))
    x, y = (np.arange(n) + start for n, start in zip((across, down), low))
    beyond = ((x < 0) | (x >= size[0]))[None] | ((y < 0) | (y >= size[1]))[:, None]
    flat[beyond] = 0
    return cv2.resize(flat, (side, side), interpolation=cv2.INTER_AREA if across > side else cv2.INTER_LINEAR)
