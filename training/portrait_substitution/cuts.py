"""What a print is cut to, framed with and creased by, before it is laid over a portrait."""

import cv2
import numpy as np

from training.synthesis.drawing.canvas import rounded

FRAMED, CREASED = 0.35, 0.3
"""Shares of prints."""


def cut_anyhow(rng: np.random.Generator, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A print [h, w, 3] uint8 and its shape [h, w] uint8: framed and creased at times, and rectangular, round at its corners, oval, arched or torn out."""
    height, width = picture.shape[:2]
    if rng.random() < FRAMED:
        picture = framed(rng, picture)
    if rng.random() < CREASED:
        picture = np.clip(picture * creases(rng, (height, width))[..., None], 0, 255).astype(np.uint8)
    kind = rng.choice(["box", "rounded", "oval", "arched", "torn"], p=[0.35, 0.2, 0.12, 0.13, 0.2])
    if kind == "torn":
        return torn(rng, picture)
    if kind == "box":
        return picture, np.full((height, width), 255, np.uint8)
    if kind == "rounded":
        return picture, rounded(width, height, rng.uniform(0.04, 0.3) * width)
    cover = np.zeros((height, width), np.uint8)
    reach = height / 2 if kind == "oval" else rng.uniform(0.25, 0.5) * width
    cv2.ellipse(cover, (width // 2, round(reach)), (width // 2, round(reach)), 0, 0, 360, 255, -1, cv2.LINE_AA)
    if kind == "arched":
        cover[round(reach) :] = 255
    return picture, cover


def framed(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """As large as before, in a frame: white as of photo paper, or of a colour; often broader below, as that of an instant photo."""
    height, width = picture.shape[:2]
    wide = max(1, round(rng.uniform(0.012, 0.06) * width))
    below = wide * (int(rng.integers(2, 5)) if rng.random() < 0.35 else 1)
    colour = rng.uniform(225, 255) + rng.uniform(-6, 6, 3) if rng.random() < 0.6 else rng.uniform(10, 240, 3)
    inner = cv2.resize(picture, (width - 2 * wide, height - wide - below), interpolation=cv2.INTER_AREA)
    return cv2.copyMakeBorder(inner, wide, below, wide, wide, cv2.BORDER_CONSTANT, value=[float(np.clip(v, 0, 255)) for v in colour])


def creases(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """[h, w] float32 about 1: light on folds, bright on one side and dark on the other, and on what glue raised."""
    height, width = shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    light = np.ones(shape, np.float32)
    for _ in range(int(rng.integers(1, 5))):
        angle, wide = rng.uniform(0, np.pi), np.float32(rng.uniform(0.006, 0.04) * width)
        apart = (np.cos(angle) * (x - rng.uniform(0, width)) + np.sin(angle) * (y - rng.uniform(0, height))).astype(np.float32) / wide
        light += np.float32(rng.uniform(0.02, 0.22)) * apart * np.exp(-apart * apart / 2)
    bumps = cv2.resize(rng.normal(0, rng.uniform(0, 0.05), (7, 6)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(light + bumps, 0.5, 1.5)


def torn(rng: np.random.Generator, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Torn along its sides, where the white of the paper shows."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    within = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    reach = np.float32(rng.uniform(0.008, 0.035) * width)
    ragged = sum(
        np.float32(share) * cv2.resize(rng.normal(0, 1, (cells, cells)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        for share, cells in ((0.6, 6), (0.4, 18), (0.25, 50))
    )
    edge = within - reach * (1 + ragged)
    core = np.clip(1 - edge / (reach * np.float32(rng.uniform(0.2, 1.2))), 0, 1)[..., None]
    return (picture + core * (np.float32(rng.uniform(225, 252)) - picture)).astype(np.uint8), (np.clip(edge + 0.5, 0, 1) * 255).astype(np.uint8)
