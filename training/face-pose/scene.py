"""A textured face in 3D before a perspective camera. Axes of the picture: x to its right, y down, z away from the camera."""

import numpy as np
from scipy.spatial import Delaunay

# What an outstretched arm gives: the camera stands so many face heights away.
CAMERA_DISTANCE = 3.2
# Height of the face by the height of the picture.
FACE_SHARE = 0.55


def rotation(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """Turns a head by degrees, signs as in src/readings/head-pose.ts.

    Yaw above 0 looks to the right of the unmirrored picture, pitch above 0 looks down, roll above 0 leans clockwise.
    """
    (a, b, c) = np.radians([yaw, pitch, roll])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    about_y = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    about_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


def render(texture: np.ndarray, points: np.ndarray, turn: np.ndarray, size: int) -> np.ndarray:
    """The face, turned, over one colour.

    texture: picture of the face from the front, uint8 [h, w, 3]. points: its mesh, [n, 3], x and y in the texture's pixels.
    turn: [3, 3]. Returns uint8 [size, size, 3].
    """
    triangles = Delaunay(points[:, :2]).simplices
    height = FACE_SHARE * size
    placed = (points - points.mean(0)) @ turn.T * height / np.ptp(points[:, 1])
    distance = CAMERA_DISTANCE * height
    seen = placed[:, :2] * (distance / (distance + placed[:, 2]))[:, None] + size / 2
    image = np.full((size, size, 3), texture.reshape(-1, 3).mean(0)).astype(np.uint8)
    nearest = np.full((size, size), np.inf)
    for triangle in triangles:
        _fill(image, nearest, seen[triangle], placed[triangle, 2], points[triangle, :2], texture)
    return image


def _fill(image, nearest, corners, depths, places, texture) -> None:
    """Draws one triangle where nothing nearer has been drawn."""
    left, top = np.maximum(np.floor(corners.min(0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(corners.max(0)).astype(int), np.array(image.shape[1::-1]) - 1)
    if right < left or bottom < top:
        return
    x, y = np.meshgrid(np.arange(left, right + 1), np.arange(top, bottom + 1))
    (ax, ay), (bx, by), (cx, cy) = corners
    area = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
    if abs(area) < 1e-9:
        return
    first = ((by - cy) * (x - cx) + (cx - bx) * (y - cy)) / area
    second = ((cy - ay) * (x - cx) + (ax - cx) * (y - cy)) / area
    weights = np.stack([first, second, 1 - first - second], -1)
    depth = weights @ depths
    # A hair beyond the edges, so that no gap shows between neighbours.
    drawn = (weights >= -1e-3).all(-1) & (depth < nearest[y, x])
    column, row = (weights @ places)[drawn].round().astype(int).T
    rows, columns = texture.shape[:2]
    image[y[drawn], x[drawn]] = texture[row.clip(0, rows - 1), column.clip(0, columns - 1)]
    nearest[y[drawn], x[drawn]] = depth[drawn]
