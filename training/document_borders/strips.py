"""Strips along the sides of a document, as the SDK cuts them (`src/readings/document-borders.ts`), and where the border runs in them."""

import cv2
import numpy as np

from training.document_borders.network import BAND, COLUMNS, ROWS, STRETCHES

FINER = (2, 4)
"""Points sampled for each pixel of a strip, across and along: what is finer is averaged, not picked."""


def unit_to_picture(quad: np.ndarray) -> np.ndarray:
    """[3, 3] homography from the unit square, clockwise from 0,0, to the corners, [4, 2]."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    return cv2.getPerspectiveTransform(unit, quad.astype(np.float32)).astype(np.float64)


def side_frame(side: int, aspect: float) -> np.ndarray:
    """[3, 3] from a strip, x along 0..1 and y across -0.5..0.5, outside to inside, to the unit square; `aspect` = width / height."""
    half_sum = (aspect + 1) / 2
    across = BAND * half_sum / (1.0 if side % 2 == 0 else aspect)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)
    start, end = corners[side], corners[(side + 1) % 4]
    along = end - start
    inward = np.array([-along[1], along[0]])
    frame = np.eye(3)
    frame[:2, 0] = along
    frame[:2, 1] = inward * across
    frame[:2, 2] = start
    return frame


def cut_strips(image: np.ndarray, quad: np.ndarray, aspect: float) -> np.ndarray:
    """[4, 48, 128, 3] uint8: own top, right, bottom, left side of the document whose corners are near `quad`."""
    to_picture = unit_to_picture(quad)
    across, along = FINER
    rows, columns = ROWS * across, COLUMNS * along
    pixels = np.array([[1 / columns, 0, 0.5 / columns], [0, 1 / rows, 0.5 / rows - 0.5], [0, 0, 1]])
    half = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1]])
    strips = []
    for side in range(4):
        matrix = half @ to_picture @ side_frame(side, aspect) @ pixels
        fine = cv2.warpPerspective(
            image, matrix, (columns, rows), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=(127.5,) * 3
        )
        strips.append(cv2.resize(fine, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA))
    return np.stack(strips)


def borders_in(quad: np.ndarray, truth: np.ndarray, aspect: float) -> np.ndarray:
    """[4, 32] row, 0..48, at which the true sides cross the middles of the stretches; far off where they don't."""
    back = np.linalg.inv(unit_to_picture(quad))
    found = []
    x = (np.arange(STRETCHES) + 0.5) / STRETCHES
    for side in range(4):
        ends = np.concatenate([truth[[side, (side + 1) % 4]], np.ones((2, 1))], 1)
        strip = ends @ (np.linalg.inv(side_frame(side, aspect)) @ back).T
        (x0, y0), (x1, y1) = strip[:, :2] / strip[:, 2:]
        y = y0 + (x - x0) / (x1 - x0) * (y1 - y0)
        found.append((y + 0.5) * ROWS)
    return np.stack(found)


def refine(quad: np.ndarray, aspect: float, rows: np.ndarray, trust: np.ndarray) -> np.ndarray:
    """
    Corners, [4, 2], of the lines through what was found: `rows` [4, 32] expected rows, `trust` [4, 32] weights.

    A line is fitted by weighted least squares, three times, each time trusting less what lies off it (Huber).
    """
    to_picture = unit_to_picture(quad)
    x = (np.arange(STRETCHES) + 0.5) / STRETCHES
    lines = []
    for side in range(4):
        y = rows[side] / ROWS - 0.5
        weight = trust[side].copy()
        for _ in range(3):
            w = np.sqrt(weight)
            slope, offset = np.linalg.lstsq(np.stack([x * w, w], 1), y * w, rcond=None)[0]
            off = np.abs(y - slope * x - offset) * ROWS
            weight = trust[side] * np.minimum(1, 1 / np.maximum(off, 1e-6))
        ends = np.array([[0, offset, 1], [1, slope + offset, 1]]) @ side_frame(side, aspect).T
        lines.append(np.cross(ends[0], ends[1]))
    corners = np.stack([np.cross(lines[side - 1], lines[side]) for side in range(4)])
    picture = (corners / corners[:, 2:]) @ to_picture.T
    return picture[:, :2] / picture[:, 2:]
