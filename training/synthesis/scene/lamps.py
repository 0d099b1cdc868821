"""Draws a photo's light from its settings."""

import numpy as np

from training.synthesis.scene.light import Highlight, Light, Shadow, Spot, grip, half_plane, slab, stripes
from training.synthesis.settings import PhotoSettings

# Strong casts of torches and LED strips, linear RGB: pink, magenta, green, blue, cyan, yellow, orange, red, violet.
CASTS = np.array(
    [[1, 0.35, 0.6], [1, 0.15, 0.7], [0.35, 1, 0.4], [0.3, 0.45, 1], [0.4, 0.9, 1], [1, 0.85, 0.25], [1, 0.55, 0.2], [1, 0.25, 0.2], [0.6, 0.4, 1]]
)


def draw_light(rng: np.random.Generator, settings: PhotoSettings, wrapped: bool) -> Light:
    """One far source and even light, and by chance casts, lamps, shadows and reflections; in a transparent film something is always mirrored."""
    names: list[str] = []
    white = _white(rng)
    ambient = rng.uniform(0.25, 1.2) * white * rng.uniform(0.92, 1.08, 3)
    direct = white.copy()
    spots: list[Spot] = []
    if rng.random() < settings.coloured_light:
        cast = CASTS[rng.integers(len(CASTS))] * rng.uniform(0.8, 1.1, 3)
        names.append("coloured")
        kind = rng.random()
        if kind < 0.45:
            ambient, direct = ambient * cast, direct * cast
        elif kind < 0.6:
            direct = direct * cast
        if kind >= 0.35:
            spots.append(_spot(rng, cast, rng.uniform(1, 6)))
    if rng.random() < settings.torch:
        names.append("torch")
        spots.append(_spot(rng, _white(rng), rng.uniform(0.5, 4)))
    slope = rng.uniform(0, 0.45) * _direction(rng.uniform(0, 2 * np.pi))
    shadows: list[Shadow] = []
    if rng.random() < settings.shadow:
        kind, shadow = _shadow(rng)
        names.append(kind)
        shadows.append(shadow)
        ambient = ambient * 0.7
    highlights: list[Highlight] = []
    if wrapped or rng.random() < settings.glare:
        names.append("glare")
        highlights = [_highlight(rng) for _ in range(rng.integers(1, 4))]
    return Light(ambient, direct, slope, tuple(shadows), tuple(spots), tuple(highlights), tuple(names))


def _direction(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)])


def _white(rng: np.random.Generator) -> np.ndarray:
    """Bulbs to overcast sky, as far as the camera's white balance leaves it."""
    warm = rng.normal(0, 0.16)
    return np.array([np.exp(warm), np.exp(rng.normal(0, 0.03)), np.exp(-1.3 * warm)])


def _spot(rng: np.random.Generator, colour: np.ndarray, strength: float) -> Spot:
    return Spot(rng.uniform(-1.1, 1.1), rng.uniform(-1.1, 1.1), rng.uniform(0.25, 1.3), strength, colour)


def _highlight(rng: np.random.Generator) -> Highlight:
    small = rng.random() < 0.5
    size = rng.uniform(0.015, 0.06) if small else rng.uniform(0.06, 0.3)
    return Highlight(
        x=rng.normal(0, 0.5),
        y=rng.normal(0, 0.5),
        width=(size, size * rng.uniform(0.4, 1.6)),
        turn=rng.uniform(0, np.pi),
        round=bool(rng.random() < (0.8 if small else 0.4)),
        strength=rng.uniform(1, 8) if small else rng.uniform(0.2, 2.5),
        colour=_white(rng),
        waviness=rng.choice([0.0, rng.uniform(0.01, 0.15)]),
    )


def _shadow(rng: np.random.Generator) -> tuple[str, Shadow]:
    depth, turn = rng.uniform(0.35, 0.95), rng.uniform(0, 2 * np.pi)
    soft = rng.choice([rng.uniform(0.01, 0.05), rng.uniform(0.05, 0.5)])
    kind = rng.integers(4)
    if kind == 0:
        period = rng.uniform(0.2, 1.2)
        return "stripes", stripes(turn, period, rng.uniform(0.25, 0.7), rng.random(), depth, min(soft, 0.3 * period))
    if kind == 1:
        return "half", half_plane(turn, rng.uniform(-0.6, 0.6), depth, soft)
    if kind == 2:
        at = tuple(rng.normal(0, 0.5, 2) + np.array([0, 0.4]))
        return "phone", slab(at, turn, (rng.uniform(0.25, 0.5), rng.uniform(0.5, 1.0)), depth, soft)
    # An arm comes from anywhere, mostly from below.
    return "hand", grip(tuple(rng.normal(0, 0.45, 2)), rng.normal(-np.pi / 2, 1.0), rng.uniform(0.4, 0.8), rng.integers(1, 5), depth, soft)
