"""Light of held-out photos: leaves and grids that throw shadows, lamps of two colours, light that falls off in a cone."""

import numpy as np

from training.synthesis.scene.light import Highlight, Light, Shadow, Spot
from training.synthesis.settings import PhotoSettings


def foliage(rng: np.random.Generator, depth: float) -> Shadow:
    """Dappled shade: a sum of waves in many directions, cut at a level."""
    count = 14
    directions, paces, phases = rng.uniform(0, np.pi, count), rng.uniform(2, 11, count), rng.uniform(0, 6.28, count)
    level, edge = rng.uniform(-0.5, 0.8), rng.uniform(0.4, 2)

    def keep(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        field = np.zeros(x.shape, np.float32)
        for turn, pace, phase in zip(directions, paces, phases):
            field += np.sin((x * np.float32(np.cos(turn)) + y * np.float32(np.sin(turn))) * np.float32(pace) + np.float32(phase))
        return 1 - depth / (1 + np.exp((field / 2 - level) / edge * 4))

    return keep


def grid(rng: np.random.Generator, depth: float) -> Shadow:
    """A fence or a window's glazing bars: two sets of lines across each other."""
    turn, pace, sharp = rng.uniform(0, np.pi), rng.uniform(3, 9), rng.uniform(4, 14)

    def keep(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        u = (x * np.cos(turn) + y * np.sin(turn)) * pace
        v = (y * np.cos(turn + 0.3) - x * np.sin(turn + 0.3)) * pace
        bars = np.maximum(np.cos(u), np.cos(v))
        return 1 - depth / (1 + np.exp((0.8 - bars) * sharp))

    return keep


def cone(rng: np.random.Generator, depth: float) -> Shadow:
    """A shaded lamp: a bright ellipse, dark around."""
    at, radius, stretch, edge = rng.normal(0, 0.4, 2), rng.uniform(0.4, 1.1), rng.uniform(0.6, 1.6), rng.uniform(3, 12)

    def keep(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        away = np.hypot(x - at[0], (y - at[1]) * stretch) / radius
        return 1 - depth / (1 + np.exp((1 - away) * edge))

    return keep


def draw_light(rng: np.random.Generator, settings: PhotoSettings, wrapped: bool) -> Light:
    """Even light and a far source, of colours on the line from candle to shade or of fluorescent tubes."""
    names: list[str] = []
    kelvin = rng.uniform(-0.45, 0.35)
    white = np.array([np.exp(-0.7 * kelvin), 1 + rng.choice([0, 0.08]), np.exp(0.8 * kelvin)])
    ambient, direct = rng.uniform(0.15, 0.9) * white[::-1] ** 0.3, white
    spots: list[Spot] = []
    if rng.random() < settings.coloured_light:
        names.append("two colours")
        first = 0.2 + 0.8 * rng.random(3)
        second = 1.2 - first
        for colour, side in ((first, -1), (second, 1)):
            spots.append(Spot(side * rng.uniform(0.5, 1.5), rng.normal(0, 0.6), rng.uniform(0.6, 1.8), rng.uniform(1, 5), colour))
    if rng.random() < settings.torch:
        names.append("near lamp")
        spots.append(Spot(rng.normal(0, 0.8), rng.normal(0, 0.8), rng.uniform(0.35, 0.9), rng.uniform(0.8, 3), white))
    shadows: tuple[Shadow, ...] = ()
    if rng.random() < settings.shadow:
        kind = rng.integers(3)
        names.append(("foliage", "grid", "cone")[kind])
        shadows = ((foliage, grid, cone)[kind](rng, rng.uniform(0.3, 0.85)),)
    highlights: list[Highlight] = []
    if wrapped or rng.random() < settings.glare:
        names.append("glare")
        # A tube, or a row of small lamps.
        if rng.random() < 0.5:
            size = rng.uniform(0.01, 0.04)
            highlights.append(_mirrored(rng, rng.normal(0, 0.4, 2), (size, size * rng.uniform(6, 20)), rng.uniform(0.8, 4), white))
        else:
            start, step = rng.normal(0, 0.4, 2), rng.normal(0, 0.25, 2)
            for k in range(rng.integers(2, 6)):
                highlights.append(_mirrored(rng, start + k * step, (0.03, 0.03), rng.uniform(1.5, 5), white))
    angle = rng.uniform(0, 2 * np.pi)
    slope = rng.uniform(0, 0.6) * np.array([np.cos(angle), np.sin(angle)])
    return Light(ambient, direct, slope, shadows, tuple(spots), tuple(highlights), tuple(names))


def _mirrored(rng: np.random.Generator, at: np.ndarray, width: tuple[float, float], strength: float, colour: np.ndarray) -> Highlight:
    return Highlight(at[0], at[1], width, rng.uniform(0, np.pi), False, strength, colour, rng.uniform(0, 0.08))
