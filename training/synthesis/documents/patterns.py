"""Security backgrounds of the training documents: families of fine lines, each a list of paths [n, 2] in mm."""

from collections.abc import Callable

import cv2
import numpy as np

Paths = list[np.ndarray]
Pattern = Callable[[np.random.Generator, float, float], Paths]


def waves(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Parallel waves whose height swells and whose phase drifts from line to line."""
    x = np.linspace(0, width, 160)
    pitch = rng.uniform(0.5, 1.6)
    length = rng.uniform(8, 45)
    swell = rng.uniform(0.5, 4) * (0.4 + 0.6 * np.sin(np.pi * x / width * rng.uniform(0.6, 3)) ** 2)
    drift = rng.uniform(-0.25, 0.25)
    (phase, tilt) = (rng.uniform(0, 6.3), rng.uniform(-0.3, 0.3))
    rows = np.arange(-8, height + 8, pitch)
    return [np.stack([x, y + tilt * x + swell * np.sin(2 * np.pi * x / length + phase + drift * i)], -1) for i, y in enumerate(rows)]


def net(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Two families of waves across each other."""
    def upright() -> Paths:
        return [path[:, ::-1] for path in waves(rng, height, width)]

    return waves(rng, width, height) + (upright() if rng.random() < 0.5 else [path * [1, -1] + [0, height] for path in waves(rng, width, height)])


def rosette(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Closed curves around a centre, lobed, turned against each other step by step."""
    turn = np.linspace(0, 2 * np.pi, 361)
    lobes = int(rng.integers(5, 25))
    second = lobes * int(rng.integers(1, 4))
    radius = rng.uniform(0.25, 0.7) * height
    (depth, fine) = (rng.uniform(0.08, 0.4), rng.uniform(0, 0.12))
    centre = [rng.uniform(0.15, 0.85) * width, rng.uniform(0.2, 0.8) * height]
    count = int(rng.integers(6, 26))
    paths = []
    for i in range(count):
        share = i / count
        shape = 1 + depth * np.sin(lobes * turn + 2 * np.pi * share) + fine * np.cos(second * turn - 4 * np.pi * share)
        size = radius * (1 - share * rng.uniform(0.3, 0.32))
        paths.append(np.stack([centre[0] + size * shape * np.cos(turn), centre[1] + size * shape * np.sin(turn)], -1))
    return paths


def lissajous(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Lissajous figures over the whole document or a part of it, in a few phases."""
    t = np.linspace(0, 2 * np.pi, 1200)
    (a, b) = (int(rng.integers(5, 22)), int(rng.integers(4, 15)))
    (reach_x, reach_y) = (width * rng.uniform(0.25, 0.6), height * rng.uniform(0.25, 0.6))
    (x, y) = (width * rng.uniform(0.3, 0.7), height * rng.uniform(0.3, 0.7))
    phases = rng.uniform(0, 6.3) + np.arange(int(rng.integers(1, 4))) * rng.uniform(0.05, 0.3)
    return [np.stack([x + reach_x * np.sin(a * t + phase), y + reach_y * np.sin(b * t)], -1) for phase in phases]


def spirograph(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Hypotrochoids, the pen in several holes."""
    (outer, inner) = (int(rng.integers(17, 60)), int(rng.integers(5, 16)))
    t = np.linspace(0, 2 * np.pi * inner / np.gcd(outer, inner), 1500)
    (x, y) = (width * rng.uniform(0.15, 0.85), height * rng.uniform(0.2, 0.8))
    scale = height * rng.uniform(0.25, 0.6) / (outer)
    paths = []
    for hole in np.linspace(0.5, 1.4, int(rng.integers(1, 5))) * inner:
        d = outer - inner
        paths.append(np.stack([x + scale * (d * np.cos(t) + hole * np.cos(d / inner * t)), y + scale * (d * np.sin(t) - hole * np.sin(d / inner * t))], -1))
    return paths


def relief(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Parallel lines, lifted where a soft shape lies below: medallion print."""
    heights = cv2.GaussianBlur(cv2.resize(rng.random((7, 10)).astype(np.float32), (200, 130), interpolation=cv2.INTER_CUBIC), (0, 0), 4)
    heights = np.round(heights * rng.integers(2, 5)) if rng.random() < 0.5 else heights * 2
    heights = cv2.GaussianBlur(heights.astype(np.float32), (0, 0), 1.5)
    lift = rng.uniform(0.8, 3)
    x = np.linspace(0, width, 200)
    paths = []
    for y in np.arange(0, height + 3, rng.uniform(0.45, 1.1)):
        row = heights[min(int(y / (height + 3) * 129), 129)]
        paths.append(np.stack([x, y - lift * row], -1))
    return paths if rng.random() < 0.7 else [path[:, ::-1] * [width / height, height / width] for path in paths]


def rays(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Wavy rays from a point."""
    (x, y) = (rng.uniform(-0.1, 1.1) * width, rng.uniform(-0.1, 1.1) * height)
    reach = np.linspace(1, width * 1.2, 120)
    (bend, length, twist) = (rng.uniform(0, 0.06), rng.uniform(6, 30), rng.uniform(-0.02, 0.02))
    paths = []
    for angle in np.linspace(0, 2 * np.pi, int(rng.integers(70, 220)), endpoint=False):
        way = angle + bend * np.sin(2 * np.pi * reach / length) + twist * reach
        paths.append(np.stack([x + reach * np.cos(way), y + reach * np.sin(way)], -1))
    return paths


def braid(rng: np.random.Generator, width: float, height: float) -> Paths:
    """A band of interlaced waves from side to side, or along an edge."""
    x = np.linspace(0, width, 400)
    (middle, reach) = (rng.uniform(0, 1) * height, rng.uniform(2, 9))
    length = rng.uniform(6, 26)
    count = int(rng.integers(5, 16))
    hull = 1 + 0.4 * np.sin(2 * np.pi * x / (length * rng.uniform(2, 5)))
    return [np.stack([x, middle + reach * hull * np.sin(2 * np.pi * (x / length + i / count)) * np.cos(np.pi * i / count + 0.3)], -1) for i in range(count)]


def rings(rng: np.random.Generator, width: float, height: float) -> Paths:
    """Circles around one or two centres, which beat against each other."""
    turn = np.linspace(0, 2 * np.pi, 200)
    paths = []
    for _ in range(int(rng.integers(1, 3))):
        (x, y) = (rng.uniform(0, 1) * width, rng.uniform(0, 1) * height)
        paths += [np.stack([x + r * np.cos(turn), y + r * np.sin(turn)], -1) for r in np.arange(1, rng.uniform(0.4, 1.0) * width, rng.uniform(0.5, 1.3))]
    return paths


PATTERNS: list[Pattern] = [waves, net, rosette, lissajous, spirograph, relief, rays, braid, rings]
