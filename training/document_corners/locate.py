"""Finds documents with the network as the SDK does (`src/readings/document-locator.ts`): a look at the photo, then closer ones."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from training.document_corners.network import INPUT
from training.document_corners.samples import STRIDE, first_look, move, second_look, view

CANDIDATES = 4
CLOSER_LOOKS = 2
"""The first is about what the whole photo showed, roughly; the second about the corners that the first found."""
SMALLEST_CANDIDATE = 6
"""In cells of the first look."""
PEAKS = 7
LOWEST_PEAK = 0.1

Maps = Callable[[np.ndarray], np.ndarray]
"""[256, 256, 3] uint8 to [2, 64, 64]."""


@dataclass(frozen=True)
class Found:
    corners: np.ndarray
    """[4, 2] in pixels of the photo, clockwise, from whichever corner."""
    score: float
    """Least of: the mean of the corners' peaks, and how far the mask and the quadrilateral agree (intersection over union)."""


def locate(image: np.ndarray, maps_of: Maps) -> list[Found]:
    """Documents in a photo, [h, w, 3], best first."""
    height, width = image.shape[:2]
    look = first_look(width, height)
    found = []
    for box in candidates(maps_of(view(image, look))[0]):
        corners = (box.reshape(2, 2) - look[:, 2]) / look[0, 0]
        box = corners.reshape(-1)
        one = None
        for looks in range(1, CLOSER_LOOKS + 1):
            affine = second_look(box)
            seen = view(image, affine)
            one = read_corners(maps_of(seen) if looks < CLOSER_LOOKS else _at_all_turns(maps_of, seen))
            if not one:
                break
            one = Found(move(one.corners, cv2.invertAffineTransform(affine)), one.score)
            box = np.concatenate([one.corners.min(0), one.corners.max(0)])
        if one:
            found.append(one)
    return sorted(found, key=lambda one: -one.score)


def _at_all_turns(maps_of: Maps, image: np.ndarray) -> np.ndarray:
    """The mean of what the network says of a square picture at each quarter turn."""
    return np.mean([np.rot90(maps_of(np.ascontiguousarray(np.rot90(image, turns))), -turns, (1, 2)) for turns in range(4)], 0)


def candidates(mask: np.ndarray) -> list[np.ndarray]:
    """Boxes, left, top, right, bottom in input pixels, of the largest parts of the mask."""
    count, _, stats, _ = cv2.connectedComponentsWithStats((mask > 0.5).astype(np.uint8))
    parts = sorted(stats[1:count].tolist(), key=lambda part: -part[cv2.CC_STAT_AREA])
    boxes = [np.array([x, y, x + w, y + h], np.float64) * STRIDE for x, y, w, h, area in parts if area >= SMALLEST_CANDIDATE]
    return boxes[:CANDIDATES]


def read_corners(maps: np.ndarray) -> Found | None:
    """The quadrilateral about the middle of a second look, in input pixels."""
    mask, heat = maps
    peaks = _peaks(heat)
    best: tuple[float, np.ndarray, float] | None = None
    for four in combinations(peaks, 4):
        cells = np.array([(x, y) for x, y, _ in four], np.float64)
        centre = cells.mean(0)
        order = np.argsort(np.arctan2(cells[:, 1] - centre[1], cells[:, 0] - centre[0]))
        cells = cells[order]
        if not cv2.isContourConvex(cells.astype(np.float32)):
            continue
        overlap = _overlap(cells, mask)
        height = float(np.mean([min(1.0, peak[2]) for peak in four]))
        score = min(height, overlap)
        if best is None or height + overlap > best[0]:
            best = (height + overlap, cells, score)
    if best is None:
        return None
    _, cells, score = best
    points = np.array([_sub_cell(heat, int(x), int(y)) for x, y in cells])
    return Found(points * STRIDE + STRIDE / 2, score)


def _peaks(heat: np.ndarray) -> list[tuple[int, int, float]]:
    highest = cv2.dilate(heat, np.ones((5, 5), np.uint8))
    ys, xs = np.nonzero((heat == highest) & (heat > LOWEST_PEAK))
    peaks = sorted(((int(x), int(y), float(heat[y, x])) for x, y in zip(xs, ys)), key=lambda peak: -peak[2])
    return peaks[:PEAKS]


def _overlap(cells: np.ndarray, mask: np.ndarray) -> float:
    inside = np.zeros(mask.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round(cells * 16).astype(np.int32), 1, shift=4)
    union = np.maximum(inside, mask).sum()
    return float(np.minimum(inside, mask).sum() / union) if union else 0.0


def _sub_cell(heat: np.ndarray, x: int, y: int) -> np.ndarray:
    """The top of a Gaussian bump: a parabola through the logarithms of three cells each way."""
    def offset(before: float, here: float, after: float) -> float:
        a, b, c = np.log(np.maximum([before, here, after], 1e-4))
        bend = a - 2 * b + c
        return float(np.clip((a - c) / (2 * bend), -0.5, 0.5)) if bend < -1e-6 else 0.0

    last = len(heat) - 1
    dx = offset(heat[y, x - 1], heat[y, x], heat[y, x + 1]) if 0 < x < last else 0.0
    dy = offset(heat[y - 1, x], heat[y, x], heat[y + 1, x]) if 0 < y < last else 0.0
    return np.array([x + dx, y + dy])
