"""Light on a plane, in linear light: sources, shadows cast by what is not in the frame, reflections in gloss, colours of holograms.

Everything is worked out at a quarter of the photo's size, from the position in the plane that each pixel sees. Lengths are in
`reach`, half of the width that the camera sees of the plane; the origin is where the camera looks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from training.synthesis.scene.noise import smooth

Shadow = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Spot:
    """A lamp over the plane: at `x`, `y`, `high` reaches up; `strength` of its light straight below; linear RGB."""

    x: float
    y: float
    high: float
    strength: float
    colour: np.ndarray


@dataclass(frozen=True)
class Highlight:
    """A lamp or window that is mirrored around (x, y). `width`: its size as a slope of the surface, across and along; `edge`: how soft its rim is.

    `round`: a lamp, otherwise a window. `strength`: linear light that a perfect mirror adds there."""

    x: float
    y: float
    width: tuple[float, float]
    turn: float
    round: bool
    strength: float
    colour: np.ndarray
    waviness: float


@dataclass(frozen=True)
class Light:
    """`ambient`: linear RGB of even light. `direct`: that of one far source, whose light grows along `slope` [2] and which shadows block."""

    ambient: np.ndarray
    direct: np.ndarray
    slope: np.ndarray
    shadows: tuple[Shadow, ...] = ()
    spots: tuple[Spot, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    names: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Ground:
    """What the pixels of the quarter-size photo see: `x`, `y` in the plane in reaches, the camera at `eye` [3] in reaches (z up)."""

    x: np.ndarray
    y: np.ndarray
    eye: np.ndarray


def illumination(light: Light, ground: Ground) -> np.ndarray:
    """[h, w, 3] float32: by how much a white surface shines."""
    x, y = ground.x, ground.y
    direct = np.maximum(1 + light.slope[0] * x + light.slope[1] * y, 0.05)
    for shadow in light.shadows:
        direct = direct * shadow(x, y)
    out = light.ambient.astype(np.float32) + direct[..., None].astype(np.float32) * light.direct.astype(np.float32)
    for spot in light.spots:
        # Lambert's cosine and the inverse square of the distance.
        fall = (1 + ((x - spot.x) ** 2 + (y - spot.y) ** 2) / spot.high**2) ** -1.5
        out += (spot.strength * fall)[..., None].astype(np.float32) * spot.colour.astype(np.float32)
    return out


def slopes(ground: Ground, at: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """By how much the surface would have to lean, in x and in y, to mirror a source that a flat one mirrors at a place `at`.

    The source is as far behind that place as the camera is before it."""
    eye = ground.eye
    source = np.array([2 * at[0] - eye[0], 2 * at[1] - eye[1], eye[2]])
    half_x = half_y = half_z = np.float32(0)
    for point in (eye, source):
        dx, dy, dz = np.float32(point[0]) - ground.x, np.float32(point[1]) - ground.y, np.float32(point[2])
        length = np.sqrt(dx * dx + dy * dy + dz * dz)
        half_x, half_y, half_z = half_x + dx / length, half_y + dy / length, half_z + dz / length
    return half_x / half_z, half_y / half_z


def reflection(rng: np.random.Generator, light: Light, ground: Ground) -> np.ndarray:
    """[h, w, 3] float32: the light that a perfect mirror in the plane would add, slightly wavy as laminate and varnish are."""
    out = np.zeros((*ground.x.shape, 3), np.float32)
    for highlight in light.highlights:
        lean_x, lean_y = slopes(ground, (highlight.x, highlight.y))
        cells = (int(rng.integers(3, 14)), int(rng.integers(3, 14)))
        lean_x = lean_x + highlight.waviness * (smooth(rng, ground.x.shape, cells) - 0.5)
        lean_y = lean_y + highlight.waviness * (smooth(rng, ground.x.shape, cells) - 0.5)
        c, s = np.cos(highlight.turn), np.sin(highlight.turn)
        a, b = (lean_x * c + lean_y * s) / highlight.width[0], (lean_y * c - lean_x * s) / highlight.width[1]
        profile = np.exp(-0.5 * (a * a + b * b)) if highlight.round else 1 / (1 + (a**2) ** 3 + (b**2) ** 3)
        out += (highlight.strength * profile)[..., None].astype(np.float32) * highlight.colour.astype(np.float32)
    return out


def diffraction(rng: np.random.Generator, ground: Ground, at: tuple[float, float], strength: float) -> np.ndarray:
    """[h, w, 3] float32: the colours of a grating of constant period, which go round the spectrum as the angle to the light changes."""
    lean_x, lean_y = slopes(ground, at)
    turn, pace = rng.uniform(0, 2 * np.pi), rng.uniform(4, 14)
    phase = pace * (lean_x * np.cos(turn) + lean_y * np.sin(turn)) + 0.35 * smooth(rng, ground.x.shape, (9, 9))
    near = np.exp(-(lean_x**2 + lean_y**2) / (2 * 0.25**2)) * strength
    return np.stack([near * np.maximum(np.cos(2 * np.pi * (phase + k / 3)), 0) for k in range(3)], axis=-1).astype(np.float32)


def _fade(distance: np.ndarray, softness: float) -> np.ndarray:
    """1 where the distance is well above 0, 0 well below."""
    return np.clip(0.5 + distance / max(softness, 1e-3), 0, 1)


def stripes(turn: float, period: float, share: float, offset: float, depth: float, softness: float) -> Shadow:
    """A blind's or window's bars: `share` of each period is dark, by `depth`."""

    def keep(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        run = (x * np.cos(turn) + y * np.sin(turn)) / period + offset
        away = np.abs(run - np.floor(run) - 0.5) - share / 2
        return 1 - depth * (1 - _fade(away * period, softness))

    return keep


def half_plane(turn: float, offset: float, depth: float, softness: float) -> Shadow:
    """All beyond a line is dark: a wall, a board, a person's body."""
    return lambda x, y: 1 - depth * (1 - _fade(x * np.cos(turn) + y * np.sin(turn) - offset, softness))


def slab(at: tuple[float, float], turn: float, half: tuple[float, float], depth: float, softness: float) -> Shadow:
    """A phone's shadow: an oblong with rounded corners."""

    def keep(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        c, s = np.cos(turn), np.sin(turn)
        a = np.abs((x - at[0]) * c + (y - at[1]) * s) / half[0]
        b = np.abs((y - at[1]) * c - (x - at[0]) * s) / half[1]
        away = ((a**6 + b**6) ** (1 / 6) - 1) * min(half)
        return 1 - depth * (1 - _fade(away, softness))

    return keep


def grip(at: tuple[float, float], turn: float, size: float, fingers: int, depth: float, softness: float) -> Shadow:
    """A hand's shadow: an arm that ends in fingers, as capsules."""
    bones = [((-4.0, 0.0), (0.0, 0.0), 0.55)]
    for k in range(fingers):
        spread = (k - (fingers - 1) / 2) * 0.32
        bones.append(((0.0, 0.8 * spread), (1.1 - 0.5 * abs(spread), 2.0 * spread), 0.14))

    def keep(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        c, s = np.cos(turn), np.sin(turn)
        u, v = ((x - at[0]) * c + (y - at[1]) * s) / size, ((y - at[1]) * c - (x - at[0]) * s) / size
        away = np.full(x.shape, np.inf, np.float32)
        for (ax, ay), (bx, by), radius in bones:
            wx, wy = bx - ax, by - ay
            along = np.clip(((u - ax) * wx + (v - ay) * wy) / (wx * wx + wy * wy), 0, 1)
            away = np.minimum(away, np.hypot(u - ax - along * wx, v - ay - along * wy) - radius)
        return 1 - depth * (1 - _fade(away * size, softness))

    return keep
