"""Emblems, arms and flags of states that don't exist, as pictures with a mask."""

import cv2
import numpy as np

from training.synthesis.drawing.canvas import Colour

# Pixels of an emblem's side before it is scaled to where it stands.
_SIZE = 240


def emblem(rng: np.random.Generator, colours: list[Colour]) -> tuple[np.ndarray, np.ndarray]:
    """Arms or a sign: [240, 240, 3] float32, and its mask, uint8."""
    kind = int(rng.integers(6))
    picture = np.zeros((_SIZE, _SIZE, 3), np.float32)
    picture[:] = colours[0]
    mask = np.zeros((_SIZE, _SIZE), np.uint8)
    if kind in (0, 1):
        _arms(rng, picture, mask, colours)
        if rng.random() < 0.5:
            _wreath(rng, mask)
        if rng.random() < 0.4:
            _crown(mask)
    elif kind == 2:
        _fill(mask, _beast(rng))
        _fill(mask, _star(5, 0.06, 0.4) + [0, -0.62])
    elif kind == 3:
        _fill(mask, _star(int(rng.integers(5, 17)), 0.9, rng.uniform(0.35, 0.75)))
        ring = np.zeros_like(mask)
        _fill(ring, _star(int(rng.integers(5, 9)), rng.uniform(0.25, 0.5), 0.5))
        picture[ring > 0] = colours[-1]
    elif kind == 4:
        _wreath(rng, mask)
        _fill(mask, _star(int(rng.integers(5, 9)), 0.42, 0.42))
    else:
        turn = np.linspace(0, 2 * np.pi, 60)
        for radius in (0.92, 0.7):
            cv2.polylines(mask, [_points(np.stack([np.cos(turn), np.sin(turn)], -1) * radius)], True, 255, 5, cv2.LINE_AA)
        _fill(mask, _beast(rng) * 0.62)
    return picture, mask


def placed(picture: np.ndarray, mask: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """An emblem, size pixels wide."""
    way = cv2.INTER_AREA if size < _SIZE else cv2.INTER_LINEAR
    return cv2.resize(picture, (size, size), interpolation=way), cv2.resize(mask, (size, size), interpolation=way)


def flag(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """[height, width, 3] float32: stripes, a cross, a canton, a disc or a triangle."""
    pool = np.array([[200, 30, 45], [20, 60, 150], [250, 205, 30], [0, 120, 70], [250, 250, 250], [20, 20, 20], [90, 170, 225], [240, 125, 30]], np.float32)
    colours = pool[rng.permutation(len(pool))[:3]]
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = colours[0]
    kind = int(rng.integers(6))
    if kind in (0, 1):
        count = int(rng.integers(2, 4))
        for i in range(count):
            part = slice(i * (height if kind == 0 else width) // count, (i + 1) * (height if kind == 0 else width) // count)
            if kind == 0:
                picture[part] = colours[i]
            else:
                picture[:, part] = colours[i]
    elif kind == 2:
        for colour, thick in ((colours[1], 0.3), (colours[2], 0.14)):
            (y, x, t) = (height // 2, int(width * 0.38), max(1, int(height * thick / 2)))
            picture[y - t : y + t] = colour
            picture[:, x - t : x + t] = colour
    elif kind == 3:
        stripes = int(rng.integers(5, 10))
        for i in range(0, stripes, 2):
            picture[i * height // stripes : (i + 1) * height // stripes] = colours[1]
        picture[: height // 2, : int(width * 0.42)] = colours[2]
    elif kind == 4:
        cv2.circle(picture, (width // 2, height // 2), int(height * 0.3), colours[1].tolist(), -1, cv2.LINE_AA)
    else:
        picture[height // 2 :] = colours[1]
        cv2.fillPoly(picture, [np.array([[0, 0], [width // 2, height // 2], [0, height]])], colours[2].tolist(), cv2.LINE_AA)
    return picture


def _points(shape: np.ndarray) -> np.ndarray:
    return np.round((shape * 0.48 + 0.5) * _SIZE).astype(np.int32)


def _fill(mask: np.ndarray, shape: np.ndarray) -> None:
    cv2.fillPoly(mask, [_points(shape)], 255, cv2.LINE_AA)


def _star(points: int, radius: float, inner: float) -> np.ndarray:
    turn = np.arange(points * 2) * np.pi / points - np.pi / 2
    reach = np.where(np.arange(points * 2) % 2 == 0, radius, radius * inner)
    return np.stack([reach * np.cos(turn), reach * np.sin(turn)], -1)


def _beast(rng: np.random.Generator) -> np.ndarray:
    """A shape with wings, the same left and right: an eagle, a beast, a leaf."""
    count = int(rng.integers(10, 20))
    angle = np.linspace(-np.pi / 2, np.pi / 2, count)
    reach = rng.uniform(0.25, 0.95, count)
    reach[1::2] *= rng.uniform(0.4, 0.9)
    right = np.stack([reach * np.cos(angle), reach * np.sin(angle)], -1)
    return np.concatenate([right, right[::-1] * [-1, 1]])


def _arms(rng: np.random.Generator, picture: np.ndarray, mask: np.ndarray, colours: list[Colour]) -> None:
    """A shield, parted, with one or two charges."""
    y = np.linspace(0, 1, 20)
    side = np.stack([0.55 * np.sqrt(np.clip(1 - y ** rng.uniform(2, 4), 0, 1)), -0.6 + 1.4 * y], -1)
    _fill(mask, np.concatenate([[[-0.55, -0.6]], side, side[::-1] * [-1, 1]]))
    half = _SIZE // 2
    field = np.zeros_like(mask)
    kind = int(rng.integers(5))
    if kind == 0:
        field[:, half:] = 255
    elif kind == 1:
        field[half:] = 255
    elif kind == 2:
        field[:half, :half] = 255
        field[half:, half:] = 255
    elif kind == 3:
        _fill(field, np.array([[-1, -0.9], [-0.6, -0.9], [1, 0.7], [1, 1.1]]))
    else:
        _fill(field, np.array([[-0.15, -1], [0.15, -1], [0.15, 1], [-0.15, 1]]))
        _fill(field, np.array([[-1, -0.15], [1, -0.15], [1, 0.15], [-1, 0.15]]))
    picture[field > 0] = colours[1 % len(colours)]
    charge = np.zeros_like(mask)
    _fill(charge, (_beast(rng) if rng.random() < 0.5 else _star(int(rng.integers(4, 8)), 0.8, 0.45)) * 0.35 + [0, 0.0])
    picture[charge > 0] = colours[-1]


def _wreath(rng: np.random.Generator, mask: np.ndarray) -> None:
    for angle in np.linspace(0.15 * np.pi, 0.85 * np.pi, int(rng.integers(8, 15))):
        for side in (1, -1):
            (x, y) = (side * 0.82 * np.sin(angle), -0.82 * np.cos(angle))
            centre = _points(np.array([x, y]))
            cv2.ellipse(mask, (int(centre[0]), int(centre[1])), (15, 6), float(np.degrees(np.arctan2(y, x)) + side * 60), 0, 360, 255, -1, cv2.LINE_AA)


def _crown(mask: np.ndarray) -> None:
    _fill(mask, np.array([[-0.4, -0.66], [-0.46, -0.92], [-0.22, -0.78], [0, -0.98], [0.22, -0.78], [0.46, -0.92], [0.4, -0.66]]))
