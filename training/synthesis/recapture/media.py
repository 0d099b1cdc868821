"""What a picture is shown on. A medium is asked for its light at places of its own, which a camera looks at more finely than its pixels.

Places are in pixels of the medium's content, from its top left, pixel k covering [k, k+1).
"""

from typing import Protocol

import numpy as np


class Medium(Protocol):
    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is shown, in pixels of the content."""

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """How far the medium goes on beyond what is shown: left, top, right, bottom, in pixels of the content."""

    @property
    def outline(self) -> np.ndarray | None:
        """[n, 2] rim, where it is another than that of the box with its margins."""

    @property
    def emits(self) -> bool:
        """Whether the light is its own; otherwise what it gives is the share of the light that falls on it."""

    def light(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """[h, w, 3] float32 linear at places [h, w] float32 within what is shown."""

    def margin(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """[h, w, 3] float32 linear at places beyond it."""

    def cover(self, x: np.ndarray, y: np.ndarray, step: float) -> np.ndarray:
        """[h, w] float32, 0 to 1: where the medium is, its edge being `step` wide."""


def box_cover(x: np.ndarray, y: np.ndarray, box: tuple[float, float, float, float], round_by: float, step: float) -> np.ndarray:
    """[h, w] float32: 1 inside of a box (left, top, right, bottom) with round corners, falling to 0 within `step`."""
    left, top, right, bottom = box
    across = np.abs(x - (left + right) / 2) - ((right - left) / 2 - round_by)
    down = np.abs(y - (top + bottom) / 2) - ((bottom - top) / 2 - round_by)
    outside = np.hypot(np.maximum(across, 0), np.maximum(down, 0)) + np.minimum(np.maximum(across, down), 0) - round_by
    return np.clip(0.5 - outside / step, 0, 1).astype(np.float32)
