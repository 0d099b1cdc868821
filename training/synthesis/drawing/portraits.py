"""Portraits: from a picture of a face to what a document bears."""

from pathlib import Path

import cv2
import numpy as np

from training.synthesis.drawing.canvas import Colour


def read_portrait(rng: np.random.Generator, path: Path, aspect: float, backdrop: Colour | None) -> np.ndarray:
    """A face, framed, float32 [h, w, 3], sRGB 0..255, 400 pixels high.

    path: a picture whose face fills most of its height (StyleGAN's do, eyes level, a little above the middle).
    aspect: width by height. backdrop: what replaces a plain background; None keeps it.
    Raises ValueError when the file is no picture.
    """
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError(f"{path} is no picture")
    picture = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
    if backdrop is not None:
        picture = _before(picture, backdrop)
    (rows, columns) = picture.shape[:2]
    height = min(rows * rng.uniform(0.86, 1.0), columns / aspect)
    width = height * aspect
    x = (columns - width) / 2 + rng.uniform(-0.02, 0.02) * columns
    y = (rows - height) * rng.uniform(0.2, 0.8)
    x = min(max(x, 0), columns - width)
    crop = np.array([[400 / height, 0, -x * 400 / height], [0, 400 / height, -y * 400 / height]], np.float32)
    return cv2.warpAffine(picture, crop, (max(1, round(400 * aspect)), 400), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)


def _before(picture: np.ndarray, backdrop: Colour) -> np.ndarray:
    """The person before another backdrop, where the background is so plain that flooding it from the upper corners tells it."""
    small = cv2.GaussianBlur(cv2.resize(picture, (160, 160), interpolation=cv2.INTER_AREA), (0, 0), 1)
    flooded = np.zeros((162, 162), np.uint8)
    seeds = ((1, 1), (158, 1), (1, 50), (158, 50))
    colours = np.array([small[y, x] for (x, y) in seeds], np.float32)
    # Hair at the rim is darker than the backdrops of portraits are, and unlike the rest.
    if colours.mean() < 110 or np.ptp(colours, axis=0).max() > 60:
        return picture
    for seed in seeds:
        cv2.floodFill(small, flooded, seed, 0, (24, 24, 24), (24, 24, 24), cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (255 << 8) | 4)
    mask = flooded[1:-1, 1:-1]
    # A flood that reached the face or the hair, or that stopped at once, tells nothing.
    if not 0.06 < mask.mean() / 255 < 0.5 or mask[36:120, 54:106].any() or mask[120:, 50:110].any():
        return picture
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    soft = cv2.GaussianBlur(cv2.resize(mask, picture.shape[1::-1]), (0, 0), 3)[..., None].astype(np.float32) / 255
    return np.clip(picture + (np.array(backdrop, np.float32) - picture) * soft, 0, 255).astype(np.uint8)


def engraved(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """As a laser burns it into polycarbonate: grey, hard, in dots or lines. Float32 [h, w, 3]."""
    grey = picture @ np.array([0.30, 0.59, 0.11], np.float32)
    (low, high) = np.percentile(grey, [2, 96])
    grey = np.clip((grey - low) / max(float(high - low), 1), 0, 1) ** rng.uniform(0.7, 1.2)
    grey = rng.uniform(15, 50) + grey * rng.uniform(190, 225)
    if rng.random() < 0.5:
        period = rng.uniform(3, 5)
        (y, x) = np.mgrid[0 : grey.shape[0], 0 : grey.shape[1]].astype(np.float32)
        angle = rng.uniform(0, np.pi)
        grey = grey + rng.uniform(4, 16) * np.sin((np.cos(angle) * x + np.sin(angle) * y) * (2 * np.pi / period))
    grey = grey + rng.normal(0, rng.uniform(1, 6), grey.shape)
    return np.repeat(np.clip(grey, 0, 255)[..., None], 3, -1).astype(np.float32)


def oval(height: int, width: int, power: float = 2, soft: float = 1.5) -> np.ndarray:
    """Mask of an oval (power 2) or of a more rectangular shape (above), its edge fading over soft pixels. [h, w] uint8."""
    (y, x) = np.mgrid[0:height, 0:width].astype(np.float32)
    (y, x) = (abs((y + 0.5) / height * 2 - 1), abs((x + 0.5) / width * 2 - 1))
    radius = (x**power + y**power) ** (1 / power)
    return (np.clip((1 - radius) * min(height, width) / 2 / soft, 0, 1) * 255).astype(np.uint8)
