"""Where a camera sees a medium: for each place of the photo the place on the medium, through tilt, bend and lens."""

from dataclasses import dataclass

import cv2
import numpy as np

from training.synthesis.camera.frame import Frame
from training.synthesis.recapture.media import Medium

GRID = 8
"""Places are worked out at every so many pixels; between them they are smooth."""
FINER = 3
"""Looks at the medium along a side of a sensor's pixel."""


@dataclass(frozen=True)
class View:
    """`frame`: the camera's. `to_medium` [3, 3]: from pixels of an undistorted photo to pixels of the medium. `bend`: how far paper is bent,
    about 0 for a flat one; `along`: direction across the bend in radians; `middle` [2] and `reach`: where the bend is, in pixels of the medium."""

    frame: Frame
    to_medium: np.ndarray
    bend: float = 0.0
    along: float = 0.0
    middle: tuple[float, float] = (0.0, 0.0)
    reach: float = 1.0

    def places(self, finer: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x and y on the medium, and how the bend shades it, each [h * finer, w * finer] float32."""
        width, height = self.frame.width, self.frame.height
        columns, rows = -(-width // GRID) + 2, -(-height // GRID) + 2
        grid = np.stack(np.meshgrid(np.arange(columns) - 0.5, np.arange(rows) - 0.5), -1) * GRID
        points = self.frame.lens.undistort(grid.reshape(-1, 2))
        seen = np.concatenate([points, np.ones((len(points), 1))], 1) @ self.to_medium.T
        seen = seen[:, :2] / np.maximum(seen[:, 2:], 1e-6)
        across = np.array([np.cos(self.along), np.sin(self.along)])
        t = np.clip((seen - self.middle) @ across / self.reach, -2.5, 2.5)
        # A bent sheet runs away from the camera: places move together, and its slope shades it.
        seen = seen + (self.bend * t * np.abs(t) * self.reach)[:, None] * across
        shade = 1 - 0.8 * self.bend * t
        fine = [
            cv2.resize(part.astype(np.float32).reshape(rows, columns), None, fx=GRID * finer, fy=GRID * finer, interpolation=cv2.INTER_CUBIC)
            for part in (seen[:, 0], seen[:, 1], shade)
        ]
        start = GRID * finer
        return tuple(np.ascontiguousarray(part[start : start + height * finer, start : start + width * finer]) for part in fine)

    def to_photo(self, points: np.ndarray) -> np.ndarray:
        """[n, 2] places on the medium to pixels of the photo, the bend left aside."""
        back = np.concatenate([points, np.ones((len(points), 1))], 1) @ np.linalg.inv(self.to_medium).T
        return self.frame.lens.distort(back[:, :2] / back[:, 2:])


def look(view: View, medium: Medium, optics: float) -> tuple[np.ndarray, np.ndarray]:
    """What the sensor's pixels see of a medium: [h, w, 3] float32 linear light, and [h, w, 3] float32 how much of it covers what is behind.

    `optics`: deviation in sensor pixels of the lens's own blur. It comes before the sampling, as in a camera: afterwards it could not undo moire.
    Paper's light is the share that it throws back, with the shade of its bend; what light falls on it is the caller's."""
    height, width = view.frame.height, view.frame.width
    x, y, shade = view.places(FINER)
    wide, high = medium.size
    inside = (x >= 0) & (x < wide) & (y >= 0) & (y < high)
    light = medium.light(x, y) if inside.all() else np.where(inside[..., None], medium.light(x, y), medium.margin(x, y))
    light = np.ascontiguousarray(light, np.float32)
    if not medium.emits and view.bend != 0:
        light *= np.clip(shade, 0.3, 1.7)[..., None]
    light = cv2.resize(cv2.GaussianBlur(light, (0, 0), optics * FINER), (width, height), interpolation=cv2.INTER_AREA)
    coarse_x, coarse_y, _ = view.places()
    row, column = height // 2, width // 2
    step = np.hypot(coarse_x[row, column + 1] - coarse_x[row, column], coarse_y[row, column + 1] - coarse_y[row, column])
    cover = medium.cover(coarse_x, coarse_y, float(step))
    return light, cv2.merge([cover] * 3)
