"""Small changes that tell two copies of a face apart: colour, light, sharpness, size, coding."""

import cv2
import numpy as np

from training.deepfake.colour import as_bytes
from training.synthesis.camera.jpeg import decode, encode

DOWN = (cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC)
UP = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4)


def tint(image: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    """Channels, gamma, contrast and saturation; `strength` is a deviation, 0.05 is just seen. uint8 in and out."""
    level = np.linspace(0, 1, 256, dtype=np.float32)[:, None] ** np.exp(rng.normal(0, strength))
    level = level * np.exp(rng.normal(0, 0.6 * strength, 3)) + rng.normal(0, 0.3 * strength)
    level = 0.5 + (level - 0.5) * np.exp(rng.normal(0, strength))
    image = cv2.LUT(image, as_bytes(255 * level)[None])
    saturation = np.exp(rng.normal(0, 1.5 * strength))
    return cv2.transform(image, saturation * np.eye(3) + (1 - saturation) / 3)


def coarsen(image: np.ndarray, factor: float, down: int, up: int) -> np.ndarray:
    """Scaled down by a factor under 1 and back again."""
    height, width = image.shape[:2]
    small = cv2.resize(image, (max(8, round(width * factor)), max(8, round(height * factor))), interpolation=down)
    return cv2.resize(small, (width, height), interpolation=up)


def sharpen(image: np.ndarray, amount: float, deviation: float) -> np.ndarray:
    """Unsharp mask."""
    return cv2.addWeighted(image, 1 + amount, cv2.GaussianBlur(image, (0, 0), deviation), -amount, 0)


def alter(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A copy as another camera, generator or coder would have left it; at least one thing differs."""
    done = rng.random(4) < (0.8, 0.45, 0.25, 0.25)
    if not done.any():
        done[rng.integers(2)] = True
    if done[0]:
        image = tint(image, rng.uniform(0.02, 0.12), rng)
    if done[1]:
        if rng.random() < 0.6:
            image = coarsen(image, rng.uniform(0.35, 0.9), cv2.INTER_AREA, UP[rng.integers(len(UP))])
        else:
            image = sharpen(image, rng.uniform(0.3, 1.2), rng.uniform(0.6, 1.5))
    if done[2]:
        deviation = rng.uniform(1, 5)
        image = as_bytes(image + rng.normal(0, deviation, image.shape))
    if done[3]:
        image = decode(encode(image, int(rng.integers(40, 92)), "4:2:0"))
    return image
