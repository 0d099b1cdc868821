"""Radial distortion and lateral chromatic aberration of a lens.

The model is Brown's (D. C. Brown, "Decentering distortion of lenses", 1966), from the distorted to the undistorted
position: x_u = x_d (1 + k1 r^2 + k2 r^4) / z, with r the distance from the middle over half of the diagonal. The zoom z makes
the undistorted picture cover the whole frame, so that no part of the frame looks at nothing. Points are x and y in pixels,
and pixel k covers [k, k+1).
"""

from dataclasses import dataclass

import cv2
import numpy as np

# In half-diagonals.
EDGE = 1.5


@dataclass(frozen=True)
class Lens:
    """k1 and k2 of a frame of width x height pixels, and by how much red is magnified more than green, and green more than blue."""

    width: int
    height: int
    k1: float = 0.0
    k2: float = 0.0
    lateral: float = 0.0

    @property
    def _middle(self) -> np.ndarray:
        return np.array([self.width / 2, self.height / 2])

    @property
    def _reach(self) -> float:
        return float(np.hypot(self.width, self.height) / 2)

    @property
    def zoom(self) -> float:
        """The largest stretch at the frame's border, which lies farthest out at the corners or in the middles of the sides."""
        run = np.linspace(0, 1, 17)
        along_top = np.hypot(run * self.width / 2, self.height / 2) / self._reach
        along_side = np.hypot(self.width / 2, run * self.height / 2) / self._reach
        r2 = np.concatenate([along_top, along_side]) ** 2
        return float(np.max(1 + self.k1 * r2 + self.k2 * r2 * r2))

    def undistort(self, points: np.ndarray) -> np.ndarray:
        """[n, 2] positions in the photo to where a lens without distortion would have put them."""
        away = (points - self._middle) / self._reach
        r2 = np.sum(away * away, axis=-1, keepdims=True)
        return away * (1 + self.k1 * r2 + self.k2 * r2 * r2) / self.zoom * self._reach + self._middle

    def distort(self, points: np.ndarray) -> np.ndarray:
        """The inverse of `undistort`, by Newton's method along the radius.

        The polynomial is meant for the frame. Beyond EDGE half-diagonals, where it may turn back, the picture is only scaled.
        """
        away = (points - self._middle) / self._reach * self.zoom
        target = np.linalg.norm(away, axis=-1, keepdims=True)
        radius = target
        for _ in range(10):
            r2 = radius * radius
            value = radius * (1 + self.k1 * r2 + self.k2 * r2 * r2)
            slope = np.maximum(1 + 3 * self.k1 * r2 + 5 * self.k2 * r2 * r2, 0.3)
            radius = np.clip(radius - (value - target) / slope, 0, EDGE)
        edge = EDGE * (1 + self.k1 * EDGE**2 + self.k2 * EDGE**4)
        shrink = np.where(target < edge, radius / np.maximum(target, 1e-9), EDGE / edge)
        return np.where(target < 1e-9, 0, away * shrink) * self._reach + self._middle

    def bend(self, image: np.ndarray) -> np.ndarray:
        """The picture [height, width] or [height, width, 3] that a straight lens gives, as this lens gives it."""
        if self.k1 == 0 and self.k2 == 0 and self.lateral == 0:
            return image
        x = (np.arange(self.width, dtype=np.float32) + 0.5 - self.width / 2) / self._reach
        y = (np.arange(self.height, dtype=np.float32) + 0.5 - self.height / 2) / self._reach
        r2 = (x * x)[None] + (y * y)[:, None]
        stretch = ((np.float32(self.k2) * r2 + np.float32(self.k1)) * r2 + 1) * np.float32(self._reach / self.zoom)
        if self.lateral == 0 or image.ndim == 2:
            return self._sample(image, stretch, x, y)
        planes = [
            self._sample(plane, stretch * np.float32(1 - side * self.lateral), x, y) for plane, side in zip(cv2.split(image), (1, 0, -1))
        ]
        return cv2.merge(planes)

    def _sample(self, image: np.ndarray, stretch: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        map_x = stretch * x[None] + np.float32(self.width / 2 - 0.5)
        map_y = stretch * y[:, None] + np.float32(self.height / 2 - 0.5)
        return cv2.remap(image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
