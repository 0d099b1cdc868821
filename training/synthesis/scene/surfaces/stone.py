"""Stone, cork, laminate with a stone pattern, concrete, tiles."""

import cv2
import numpy as np

from training.synthesis.scene.noise import fractal, grain, hue, ramp, relief, shade, smooth


def granite(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Minerals of two or three colours in grains of some millimetres."""
    shape = (side, side)
    size = max(2.0, rng.uniform(1.0, 5.0) / mm * side)
    image = ramp(smooth(rng, shape, (int(side / size),) * 2), np.sort(rng.uniform(40, 230, (3, 1)), axis=0) + rng.uniform(-14, 14, (3, 3)))
    for _ in range(rng.integers(1, 4)):
        specks = smooth(rng, shape, (int(side / size * rng.uniform(0.6, 1.8)),) * 2)
        mask = cv2.convertScaleAbs(np.clip((specks - rng.uniform(0.7, 0.85)) * 8, 0, 1), alpha=255)
        colour = np.clip(rng.uniform(10, 250) + rng.uniform(-25, 25, 3), 0, 255)
        weight = mask[..., None].astype(np.float32) / 255
        image = (image + weight * (colour.astype(np.float32) - image)).astype(np.uint8)
    return image


def cloudy(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Worktops of brown or grey patches, cork, rusty stone."""
    shape = (side, side)
    value = fractal(rng, shape, (max(2, mm / rng.uniform(15, 60)),) * 2, 6, rng.uniform(0.55, 0.8))
    value = 0.5 + (value - 0.5) * rng.uniform(1.5, 3.5)
    middle = np.array([150, 120, 84]) * rng.uniform(0.5, 1.4) if rng.random() < 0.6 else hue(rng, (0, 0.4), (0.3, 0.9))
    return ramp(value, np.clip(np.stack([middle * 0.35, middle * 0.8, middle, np.minimum(middle * 1.5, 250)]), 0, 255))


def concrete(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Grey with stains and pores; plaster and painted walls too."""
    shape = (side, side)
    base = hue(rng, (0, 0.12), (0.4, 0.95))
    value = 0.88 + 0.24 * fractal(rng, shape, (4, 4), 6, 0.65)
    if rng.random() < 0.6:
        value *= relief(fractal(rng, shape, (mm / 4, mm / 4), 2), rng.uniform(2, 8), rng.uniform(0, 6))
    return shade(np.broadcast_to(base.astype(np.float32), (side, side, 3)), value * (1 + 0.02 * grain(rng, shape)))


def tiles(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Square or oblong tiles with joints, plain or of stone."""
    inner = (granite, cloudy, concrete)[rng.integers(3)](rng, side, mm)
    wide, high = rng.uniform(20, 200), rng.uniform(20, 200)
    if rng.random() < 0.6:
        high = wide
    joint = rng.uniform(1.5, 5) / mm * side
    x, y = np.arange(side) / (wide / mm * side), np.arange(side) / (high / mm * side)
    shift = 0.5 * (np.floor(y).astype(int) % 2) if rng.random() < 0.3 else np.zeros(side)
    column, row = x[None] + shift[:, None], y[:, None]
    factor = rng.uniform(0.9, 1.1, (int(row.max()) + 1, int(column.max()) + 1)).astype(np.float32)
    value = factor[row.astype(int), column.astype(int)]
    gap = ((column % 1) * wide / mm * side < joint) | ((row % 1) * high / mm * side < joint)
    image = shade(inner, value)
    image[gap] = np.clip(hue(rng, (0, 0.15), (0.15, 0.95)), 0, 255).astype(np.uint8)
    return cv2.GaussianBlur(image, (0, 0), 0.6)
