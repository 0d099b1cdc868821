"""Where the camera stands, and where things lie under it: a pinhole camera over a plane.

The plane has x to the right, y down and z away from the camera, in mm; the camera too. A position in the plane, h mm above it,
is seen at K (R (x, y, -h) + t). Positions in the photo are continuous: pixel k covers [k, k+1).
"""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class View:
    """A camera of `focal` pixels with its middle at `centre`, which sees the plane turned by `rotation` [3, 3] at `translation` [3] mm."""

    width: int
    height: int
    focal: float
    centre: np.ndarray
    rotation: np.ndarray
    translation: np.ndarray

    def homography(self, above: float = 0.0) -> np.ndarray:
        """[3, 3] from mm in the plane, at a height in mm above it, to pixels."""
        k = np.array([[self.focal, 0, self.centre[0]], [0, self.focal, self.centre[1]], [0, 0, 1]])
        r = self.rotation
        return k @ np.stack([r[:, 0], r[:, 1], self.translation - above * r[:, 2]], axis=1)

    def eye(self) -> np.ndarray:
        """The camera's position [3] in the plane's axes, in mm; z is negative, as it stands on the near side."""
        return -self.rotation.T @ self.translation


def tilt(angle: float, azimuth: float) -> np.ndarray:
    """[3, 3]: the plane leaned by an angle about an axis in it, both in radians."""
    return cv2.Rodrigues(angle * np.array([np.cos(azimuth), np.sin(azimuth), 0.0]))[0]


def project(homography: np.ndarray, points: np.ndarray) -> np.ndarray:
    """[n, 2] points through a homography [3, 3]."""
    mapped = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ homography.T
    return mapped[:, :2] / mapped[:, 2:]


def laid(scale: float, anchor: np.ndarray, angle: float, at: np.ndarray) -> np.ndarray:
    """[3, 3] from pixels of an artwork to mm in the plane: `scale` pixels a mm, `anchor` in pixels comes to `at` in mm, turned by an angle in radians."""
    c, s = np.cos(angle) / scale, np.sin(angle) / scale
    turn = np.array([[c, -s], [s, c]])
    out = np.eye(3)
    out[:2, :2] = turn
    out[:2, 2] = at - turn @ anchor
    return out


def area(polygon: np.ndarray) -> float:
    """The area of a polygon [n, 2]."""
    x, y = polygon[:, 0], polygon[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def share_inside(polygon: np.ndarray, width: int, height: int) -> float:
    """The share of a convex polygon's area that lies inside of the frame."""
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    whole = area(polygon)
    if whole == 0:
        return 0.0
    return min(1.0, float(cv2.intersectConvexConvex(polygon.astype(np.float32), frame)[0]) / whole)


def in_pixels(homography: np.ndarray) -> np.ndarray:
    """The same homography between pixel indices, as OpenCV counts them: index k is the position k + 0.5."""
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    return np.linalg.inv(half) @ homography @ half
