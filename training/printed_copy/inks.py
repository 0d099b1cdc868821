"""Inks: what share of the paper each is to cover, black in the place of the others where all would lie, and what they let through on top of each other."""

from dataclasses import dataclass

import cv2
import numpy as np

GAMMA = 2.2
"""Of sRGB, nearly: dots cover a share of the paper, so that tones are worked out in linear light."""
IMPURE = np.array([[0, 0.14, 0.05], [0.15, 0, 0.2], [0.03, 0.09, 0]])
"""What full cyan, magenta and yellow take of the red, green and blue that they should let through, in linear light."""


@dataclass(frozen=True)
class Inks:
    """`share` [h, w, n] float32: of the paper, that each of n inks is to cover. `light` [n, 3]: linear red, green and blue that each lets through where it is full."""

    share: np.ndarray
    light: np.ndarray


def separated(rng: np.random.Generator, picture: np.ndarray, colour: bool, pale: bool) -> Inks:
    """For a picture [h, w, 3] float32, sRGB 0 to 1. In black alone where there is no `colour`. `pale`: cyan and magenta also as inks of which much is needed."""
    linear = cv2.pow(np.clip(picture, 0, 1), GAMMA)
    black = rng.uniform(0.01, 0.12, 1) * np.exp(rng.normal(0, 0.08, 3))
    if not colour:
        return Inks(np.ascontiguousarray(1 - linear.mean(-1, keepdims=True)), black[None])
    share = 1 - linear
    least = share.min(-1, keepdims=True)
    key = np.float32(rng.uniform(0, 1)) * least ** np.float32(rng.uniform(1, 3))
    share = (share - key) / np.maximum(1 - key, np.float32(0.02))
    full = 1 - rng.uniform(0.82, 0.99, 3)
    light = np.clip(1 - rng.uniform(0.2, 1.6, (3, 3)) * IMPURE - (1 - full) * np.eye(3), 0, 1)
    shares, lights = [share, key], [light, black[None]]
    if pale:
        strength, start = np.float32(rng.uniform(0.25, 0.5)), np.float32(rng.uniform(0, 0.4))
        dark = np.clip((share[..., :2] - start) / (1 - start), 0, 1)
        shares = [dark, share[..., 2:], key, np.clip((share[..., :2] - dark) / strength, 0, 1)]
        lights.append(1 - strength * (1 - light[:2]))
    return Inks(np.concatenate(shares, -1), np.concatenate(lights))


def overprinted(inks: Inks) -> np.ndarray:
    """[h, w, 3] float32, sRGB 0 to 1: light that goes through all inks, one after the other, to white paper and back."""
    out = np.ones((*inks.share.shape[:2], 3), np.float32)
    for ink, light in enumerate(inks.light):
        out *= 1 - inks.share[..., ink : ink + 1] * (1 - light).astype(np.float32)
    return cv2.pow(out, 1 / GAMMA)


def out_of_register(rng: np.random.Generator, inks: Inks, pixels: float) -> Inks:
    """Each ink up to so many pixels away from where it belongs."""
    rows, columns, number = inks.share.shape
    moved = []
    for ink in range(number):
        x, y = rng.uniform(-pixels, pixels, 2)
        moved.append(cv2.warpAffine(np.ascontiguousarray(inks.share[..., ink]), np.array([[1, 0, x], [0, 1, y]]), (columns, rows), flags=cv2.INTER_LINEAR))
    return Inks(np.stack(moved, -1), inks.light)
