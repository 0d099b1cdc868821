"""Cloth, felt, carpet, leather."""

import cv2
import numpy as np

from training.synthesis.scene.noise import fractal, grain, hue, ramp, relief, shade, smooth


def folds(rng: np.random.Generator, shape: tuple[int, int], depth: float) -> np.ndarray:
    """Shading [h, w] around 1 of soft folds that run in one direction."""
    height = fractal(rng, shape, (rng.integers(2, 5), rng.integers(2, 9)), 3, 0.45)
    if rng.random() < 0.5:
        height = height.T if shape[0] == shape[1] else height
    return relief(np.ascontiguousarray(height), depth * shape[0] / 6, rng.uniform(0, 2 * np.pi))


def weave(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Yarns that go over and under each other, plain, striped or chequered."""
    pitch = rng.uniform(0.5, 3.0) / mm * side
    contrast = rng.uniform(0.2, 0.9) * np.clip((pitch - 1.5) / 3, 0, 1)
    run = np.arange(side, dtype=np.float32) / np.float32(pitch)
    jitter = 0.4 * smooth(rng, (1, side), (2, max(3, int(side / pitch / 6))))[0]
    x, y = run + jitter, run + np.roll(jitter, side // 3)
    over = ((np.floor(x).astype(int)[None] + np.floor(y).astype(int)[:, None] * rng.integers(1, 3)) % 2).astype(bool)
    along_x, along_y = np.abs(np.sin(np.pi * x)), np.abs(np.sin(np.pi * y))
    value = np.where(over, along_x[None], along_y[:, None]) * contrast + (1 - contrast * 0.6)
    value *= 1 + 0.12 * (smooth(rng, (side, side), (side // 3, 6)) - 0.5)
    base = hue(rng, (0, 0.8), (0.12, 0.95))
    image = np.broadcast_to(base.astype(np.float32), (side, side, 3))
    if rng.random() < 0.4:
        period, other = rng.uniform(6, 60) / mm * side, hue(rng, (0, 0.8), (0.12, 0.95))
        stripe = ((np.arange(side) / period) % 1 < rng.uniform(0.2, 0.6)).astype(np.float32)
        weight = stripe[None] if rng.random() < 0.5 else (stripe[None] + stripe[:, None]) / 2
        image = base + np.broadcast_to(weight, (side, side))[..., None] * (other - base)
    return shade(image, value * folds(rng, (side, side), rng.uniform(0, 0.5)))


def jersey(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Smooth cloth, a pullover or a skirt: folds above all."""
    base = hue(rng, (0, 0.7), (0.1, 0.9))
    value = folds(rng, (side, side), rng.uniform(0.5, 1.5)) * (1 + 0.04 * grain(rng, (side, side), 2))
    return shade(np.broadcast_to(base.astype(np.float32), (side, side, 3)), value)


def felt(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Office chairs, mouse pads: an even colour, fine specks of it lighter and darker."""
    base = hue(rng, (0, 0.9), (0.06, 0.7))
    specks = grain(rng, (side, side), max(1, rng.uniform(0.4, 1.2) / mm * side)) * rng.uniform(0.05, 0.3)
    value = 1 + cv2.GaussianBlur(specks, (0, 0), 0.7)
    return shade(np.broadcast_to(base.astype(np.float32), (side, side, 3)), value * (0.9 + 0.2 * fractal(rng, (side, side), (3, 3), 3)))


def carpet(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Tufts in several shades, with patches."""
    shape = (side, side)
    tuft = max(1.5, rng.uniform(1.5, 5) / mm * side)
    height = smooth(rng, shape, (int(side / tuft), int(side / tuft)))
    value = 0.6 * height + 0.4 * fractal(rng, shape, (4, 4), 4, 0.7)
    base, other = hue(rng, (0.05, 0.6), (0.1, 0.5)), hue(rng, (0.05, 0.6), (0.3, 0.8))
    return shade(ramp(value, np.stack([base, (base + other) / 2, other])), relief(height, 1.2, rng.uniform(0, 6)))


def leather(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Grain of small cells, embossed."""
    cell = max(3.0, rng.uniform(1.0, 4.0) / mm * side)
    seeds = np.full((side, side), 255, np.uint8)
    count = int((side / cell) ** 2)
    seeds[rng.integers(0, side, count), rng.integers(0, side, count)] = 0
    distance = cv2.distanceTransform(seeds, cv2.DIST_L2, 3)
    height = -cv2.GaussianBlur(np.minimum(distance, cell), (0, 0), max(0.7, cell / 6))
    base = hue(rng, (0.1, 0.7), (0.08, 0.6)) if rng.random() < 0.5 else np.array([1, 0.75, 0.6]) * rng.uniform(20, 130)
    value = relief(height, rng.uniform(0.3, 1.0), rng.uniform(0, 6)) * (0.85 + 0.3 * fractal(rng, (side, side), (3, 3), 4))
    return shade(np.broadcast_to(base.astype(np.float32), (side, side, 3)), value)
