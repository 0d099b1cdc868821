"""Documents as the reading rectifies them, in colour and in grey, in light of any colour."""

import cv2
import numpy as np

from training.document_colour.network import SIDE
from training.document_corners.samples import GREY
from training.document_orientation.views import KEPT, MARGIN

SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)
MADE_GREY = 0.4
"""Share of the documents in colour that are shown as a grey copy, in the same light: only the print then tells them apart."""


def sample(kept: np.ndarray, colour: bool, rng: np.random.Generator, strong: bool = True) -> tuple[np.ndarray, bool]:
    """[112, 112, 3] uint8 of a rectified document with its margin, and whether it is in colour."""
    inner = SQUARE * (1 - 2 * MARGIN) + MARGIN + rng.normal(0, 0.012 if strong else 0.004, (4, 2))
    target = np.roll(SQUARE, rng.integers(4), 0)
    matrix = cv2.getPerspectiveTransform((inner * KEPT - 0.5).astype(np.float32), (target * SIDE - 0.5).astype(np.float32))
    x = cv2.warpPerspective(kept, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderValue=(GREY,) * 3).astype(np.float32) / 255
    if not strong:
        return np.round(255 * np.clip(x, 0, 1)).astype(np.uint8), colour
    if colour and rng.random() < MADE_GREY:
        # A copier weighs the channels in its own way; the light of the photo, which is the paper's colour, stays.
        paper = np.quantile(x.reshape(-1, 3), 0.9, axis=0) + 1e-3
        x = ((x / paper) @ rng.dirichlet((4, 4, 4)))[:, :, None] * paper
        colour = False
    elif colour:
        x = x[:, :, rng.permutation(3)] if rng.random() < 0.5 else x
        mean = x.mean(2, keepdims=True)
        x = mean + (x - mean) * rng.uniform(0.6, 1.4)
    return _seen(np.clip(x, 0, 1).astype(np.float32), rng), colour


def _seen(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[112, 112, 3] uint8 of light, 0..1: under other lamps, through another camera."""
    if rng.random() < 0.8:
        x = x ** np.exp(rng.normal(0, 0.25) + rng.normal(0, 0.05, 3)).astype(np.float32)
    if rng.random() < 0.8:
        x = x * _light(rng)
    if rng.random() < 0.12:
        x = x * rng.uniform(0.25, 1, 3).astype(np.float32)
    if rng.random() < 0.3:
        x = x + (1 - x) * rng.uniform(0, 0.25) * rng.uniform(0.5, 1, 3).astype(np.float32)
    if rng.random() < 0.35:
        x = _covered(x, rng)
    if rng.random() < 0.3:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.5))
    if rng.random() < 0.4:
        noise = rng.normal(0, rng.uniform(0.005, 0.05), x.shape)
        x = x + (cv2.GaussianBlur(noise, (0, 0), rng.uniform(0.5, 1.5)) if rng.random() < 0.5 else noise)
    x = np.round(255 * np.clip(x, 0, 1)).astype(np.uint8)
    if rng.random() < 0.3:
        _, data = cv2.imencode(".jpg", x, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 90))])
        x = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return x


def _light(rng: np.random.Generator) -> np.ndarray:
    """[112, 112, 3] gain: one colour, a run from one to another, and perhaps a spot of a third."""
    ys, xs = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE - 0.5
    gain = rng.normal(0, 0.2) + rng.normal(0, 0.15, 3)[None, None]
    gain = gain + xs[:, :, None] * rng.normal(0, 0.25, 3) + ys[:, :, None] * rng.normal(0, 0.25, 3)
    if rng.random() < 0.3:
        x, y = rng.uniform(-0.5, 0.5, 2)
        spot = np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / (2 * rng.uniform(0.12, 0.5) ** 2))
        gain = gain + spot[:, :, None] * (rng.normal(0, 0.4) + rng.normal(0, 0.25, 3))
    return np.exp(gain).astype(np.float32)


def _covered(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A finger, or a thing, that reaches in from a side; it tells nothing about the print."""
    mask = np.zeros(x.shape[:2], np.float32)
    end = rng.uniform(0.05, 0.35) * SIDE
    centre = [float(rng.uniform(0, SIDE)), float(rng.choice([0, SIDE - 1]))]
    axes = (int(rng.uniform(0.06, 0.3) * SIDE), int(end))
    if rng.random() < 0.5:
        centre, axes = centre[::-1], axes[::-1]
    cv2.ellipse(mask, (int(centre[0]), int(centre[1])), axes, float(rng.uniform(-30, 30)), 0, 360, 1.0, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.5, 5))[:, :, None]
    colour = np.array([0.8, 0.55, 0.42]) * rng.uniform(0.3, 1.1) if rng.random() < 0.5 else rng.uniform(0, 1, 3)
    return x * (1 - mask) + mask * colour.astype(np.float32)
