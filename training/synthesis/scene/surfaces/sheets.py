"""Sheets: creased plastic and paper, printed pages side by side, lined and squared paper."""

import cv2
import numpy as np

from training.synthesis.scene.lettering import page
from training.synthesis.scene.noise import fractal, hue, relief, shade


def creases(rng: np.random.Generator, side: int, count: int) -> np.ndarray:
    """Shading [side, side] around 1 of a sheet with straight folds: its height is a sum of roofs over random lines."""
    small = min(side, 448)
    run = np.linspace(-1, 1, small, dtype=np.float32)
    height = np.zeros((small, small), np.float32)
    for _ in range(count):
        angle, offset = rng.uniform(0, np.pi), np.float32(rng.uniform(-1, 1))
        roof = np.float32(np.cos(angle)) * run[None] + np.float32(np.sin(angle)) * run[:, None] - offset
        height += np.float32(rng.normal()) * np.abs(roof)
    height += 0.3 * fractal(rng, (small, small), (4, 4), 4)
    light = relief(height, rng.uniform(0.1, 0.45) * small / np.sqrt(count), rng.uniform(0, 6))
    return cv2.resize(light, (side, side), interpolation=cv2.INTER_LINEAR)


def creased(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Crumpled paper, bags, foil."""
    base = hue(rng, (0, 0.5), (0.3, 0.98))
    light = creases(rng, side, int(rng.integers(4, 22)))
    return shade(np.broadcast_to(base.astype(np.float32), (side, side, 3)), 1 + (light - 1) * rng.uniform(0.4, 1.2))


def newspaper(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Columns of text with headlines and pictures, right over the surface."""
    per_mm = side / mm
    image = page(rng, (side, side), per_mm, columns_mm=rng.uniform(38, 90), margin_mm=rng.uniform(4, 10), pictures=rng.uniform(0.05, 0.3))
    quarter = rng.integers(4)
    return np.ascontiguousarray(np.rot90(image, quarter))


def ruled(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Squared or lined paper, cutting mats, graph paper."""
    base = hue(rng, (0, 0.3), (0.8, 0.98)) if rng.random() < 0.7 else hue(rng, (0.4, 0.9), (0.2, 0.6))
    line = base * rng.uniform(0.5, 0.85) if rng.random() < 0.7 else np.minimum(base * 1.5 + 30, 255)
    period, thick = rng.uniform(4, 12) / mm * side, max(1.0, rng.uniform(0.2, 0.5) / mm * side)
    on = (np.arange(side) % period < thick).astype(np.float32)
    grid = np.broadcast_to(on[:, None], (side, side))
    if rng.random() < 0.6:
        grid = np.maximum(grid, on[None])
    image = base + cv2.GaussianBlur(grid, (0, 0), 0.6)[..., None] * (line - base)
    return shade(image, 0.95 + 0.1 * fractal(rng, (side, side), (2, 2), 3))
