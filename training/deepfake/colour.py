"""Colours of one face made like those of another."""

import cv2
import numpy as np


def transfer(image: np.ndarray, like: np.ndarray, mask: np.ndarray, strength: float, spread: bool = True) -> np.ndarray:
    """
    Means of L*, a* and b* inside of the mask, and their spread, moved towards those of `like` (Reinhard et al. 2001).

    :param image: and `like`: [h, w, 3] uint8 RGB; `mask`: [h, w], inside where it is over 0.
    :param strength: 0 keeps the image, 1 takes the colours over.
    """
    inside = mask > 0
    source, target = (cv2.cvtColor(one.astype(np.float32) / 255, cv2.COLOR_RGB2LAB) for one in (image, like))
    here, there = source[inside], target[inside]
    gain = np.clip(there.std(0) / (here.std(0) + 1e-3), 0.5, 2) if spread else np.ones(3)
    moved = (source - here.mean(0)) * (1 + strength * (gain - 1)) + here.mean(0) + strength * (there.mean(0) - here.mean(0))
    return as_bytes(255 * cv2.cvtColor(moved.astype(np.float32), cv2.COLOR_LAB2RGB))


def as_bytes(image: np.ndarray) -> np.ndarray:
    return np.clip(np.round(image), 0, 255).astype(np.uint8)
