"""Security backgrounds of the held-out documents. Paths [n, 2] in mm, as the canvas takes them."""

from collections.abc import Callable

import cv2
import numpy as np

Paths = list[np.ndarray]


def _noise(rng: np.random.Generator, rows: int, columns: int, coarse: int) -> np.ndarray:
    """Smooth values, about 0..1."""
    seed = rng.random((max(2, rows // coarse), max(2, columns // coarse))).astype(np.float32)
    return cv2.resize(seed, (columns, rows), interpolation=cv2.INTER_CUBIC)


def isolines(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Lines of equal height of a hilly country."""
    (rows, columns) = (int(height * 3), int(width * 3))
    hills = _noise(rng, rows, columns, int(rng.integers(30, 90)))
    paths: Paths = []
    for level in np.linspace(0.05, 0.95, int(rng.integers(14, 40))):
        found = cv2.findContours((hills > level).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)[0]
        for contour in found:
            if len(contour) > 30:
                points = contour[:, 0].astype(np.float32)
                smooth = cv2.GaussianBlur(points.T.copy(), (9, 1), 2, borderType=cv2.BORDER_REPLICATE).T
                paths.append(np.concatenate([smooth, smooth[:1]]).astype(float) / 3)
    return paths


def streamlines(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Threads that follow a field of directions."""
    field = _noise(rng, 60, 90, int(rng.integers(14, 40))) * 2 * np.pi * rng.uniform(0.5, 1.5)
    at = rng.uniform(0, 1, (int(rng.integers(250, 700)), 2)) * [width, height]
    trail = [at]
    for _ in range(int(rng.integers(20, 60))):
        column = np.clip(at[:, 0] / width * 89, 0, 89).astype(int)
        row = np.clip(at[:, 1] / height * 59, 0, 59).astype(int)
        way = field[row, column]
        at = at + 0.45 * np.stack([np.cos(way), np.sin(way)], -1)
        trail.append(at)
    return list(np.stack(trail, 1))


def superformula(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Nested shapes of Gielis' formula."""
    turn = np.linspace(0, 2 * np.pi, 300)
    (m, a, b, c) = (int(rng.integers(3, 13)), rng.uniform(0.4, 4), rng.uniform(0.5, 6), rng.uniform(0.5, 6))
    shape = (abs(np.cos(m * turn / 4)) ** b + abs(np.sin(m * turn / 4)) ** c + 1e-9) ** (-1 / a)
    shape = shape / shape.max()
    centre = rng.uniform(0.2, 0.8, 2) * [width, height]
    twist = rng.uniform(-0.06, 0.06)
    return [centre + r * np.stack([shape * np.cos(turn + twist * r), shape * np.sin(turn + twist * r)], -1) for r in np.arange(1.5, height * rng.uniform(0.5, 1.4), rng.uniform(0.6, 1.5))]


def truchet(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Quarter circles in tiles, each tile turned at random: endless loops."""
    size = rng.uniform(3, 8)
    quarter = np.linspace(0, np.pi / 2, 10)
    arc = np.stack([np.cos(quarter), np.sin(quarter)], -1)
    paths = []
    for y in np.arange(0, height, size):
        for x in np.arange(0, width, size):
            flip = rng.random() < 0.5
            for radius in (0.35, 0.5, 0.65):
                first = arc * radius
                second = 1 - arc * radius
                for part in (first, second):
                    paths.append(np.stack([(1 - part[:, 0]) if flip else part[:, 0], part[:, 1]], -1) * size + [x, y])
    return paths


def honeycomb(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Hexagons, some of them nested."""
    size = rng.uniform(1.5, 4.5)
    corner = np.arange(7) * np.pi / 3
    six = np.stack([np.cos(corner), np.sin(corner)], -1) * size
    paths = []
    for j, x in enumerate(np.arange(0, width + size, 1.5 * size)):
        for y in np.arange((j % 2) * size * 0.866, height + size, size * 1.732):
            paths += [six * share + [x, y] for share in ((1, 0.6) if rng.random() < 0.3 else (1,))]
    return paths


def sunflower(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Small strokes on the spiral of a sunflower's seeds."""
    n = np.arange(1, int(rng.integers(900, 2600)))
    turn = n * 2.39996
    reach = np.sqrt(n) * rng.uniform(0.9, 1.5)
    centre = rng.uniform(0.1, 0.9, 2) * [width, height]
    way = np.stack([np.cos(turn), np.sin(turn)], -1)
    start = centre + way * reach[:, None]
    side = np.stack([-way[:, 1], way[:, 0]], -1) * rng.uniform(0.4, 0.9)
    return list(np.stack([start, start + side], 1))


FAMILIES: list[Callable[[np.random.Generator, float, float], Paths]] = [isolines, streamlines, superformula, truchet, honeycomb, sunflower]
