"""A genuine view with its own portrait laid over itself, altered (after self-blended images, Shiohara and Yamasaki 2022).

The same face then is in both classes, so that no face that is known tells anything; what differs is what any substitution leaves."""

import cv2
import numpy as np

from training.portrait_substitution.views import GROWN, RAISED, SIDE
from training.synthesis.camera.jpeg import decode, encode

ACROSS, UP, DOWN = (SIDE * share / GROWN for share in (0.6, 0.87 - RAISED, 0.63 + RAISED))
"""From the view's middle to the sides of most portraits, in pixels."""
UNIT = SIDE / 256
"""Pixels; what lengths are given in."""


def blended(rng: np.random.Generator, view: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """[s, s, 3] uint8 of the same, and [s, s] uint8: where it is altered."""
    side = view.shape[0]
    mask = _shape(rng, side)
    above = altered(rng, _moved(rng, view)).astype(np.float32)
    below = view.astype(np.float32)
    if rng.random() < 0.5:
        x, y = rng.normal(0, 2.0, 2) * UNIT
        shadow = cv2.GaussianBlur(cv2.warpAffine(mask, np.array([[1, 0, x], [0, 1, y]]), (side, side)), (0, 0), rng.uniform(0.8, 3) * UNIT)
        below *= 1 - np.float32(rng.uniform(0.1, 0.5)) * shadow[..., None]
        soft = cv2.GaussianBlur(mask, (0, 0), 0.8 * UNIT)
        rim = (cv2.Sobel(soft, cv2.CV_32F, 1, 0) * x + cv2.Sobel(soft, cv2.CV_32F, 0, 1) * y).astype(np.float32)
        above += np.clip(rim, -2, 2)[..., None] * np.float32(rng.uniform(0, 20))
    cover = cv2.GaussianBlur(mask, (0, 0), 0.6 if rng.random() < 0.6 else rng.uniform(1, 5) * UNIT)
    mixed = below + cover[..., None] * (above - below)
    return np.clip(mixed, 0, 255).astype(np.uint8), (cover * 255).astype(np.uint8)


def _shape(rng: np.random.Generator, side: int) -> np.ndarray:
    """[side, side] float32, 0 or 1: a portrait's box that is not quite one, or a head."""
    middle = side / 2 + rng.normal(0, 4 * UNIT, 2)
    left, right = ACROSS * rng.uniform(0.85, 1.15, 2)
    up, down = UP * rng.uniform(0.85, 1.12), DOWN * rng.uniform(0.85, 1.12)
    mask = np.zeros((side, side), np.uint8)
    turn = rng.normal(0, 2)
    if rng.random() < 0.3:
        share = rng.uniform(0.65, 0.95)
        axes = (int(share * (left + right) / 2), int(share * (up + down) / 2))
        cv2.ellipse(mask, (int(middle[0]), int(middle[1] + (down - up) / 2)), axes, turn, 0, 360, 255, -1, cv2.LINE_AA)
    else:
        corners = np.array([[-left, -up], [right, -up], [right, down], [-left, down]]) + rng.normal(0, 1.5 * UNIT, (4, 2))
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        cv2.fillConvexPoly(mask, np.round((corners @ np.array([[c, s], [-s, c]]) + middle) * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    return mask.astype(np.float32) / 255


def _moved(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """Framed otherwise, and mirrored as often as not."""
    side = view.shape[0]
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), rng.normal(0, 2.5), rng.uniform(0.93, 1.09))
    matrix[:, 2] += rng.normal(0, 4 * UNIT, 2)
    moved = cv2.warpAffine(view, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return moved[:, ::-1] if rng.random() < 0.5 else moved


def altered(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """Toned, sharpened or blurred, grained and coded as another picture would be."""
    strength = rng.uniform(0.2, 1.0)
    steps = np.arange(256)[:, None] / 255
    curve = steps ** np.exp(rng.normal(0, 0.35) * strength) * np.exp(rng.normal(0, 0.12, 3) * strength) * np.exp(rng.normal(0, 0.15) * strength)
    view = cv2.LUT(np.ascontiguousarray(view), np.clip(255 * curve + rng.normal(0, 12) * strength, 0, 255).astype(np.uint8)[None])
    if rng.random() < 0.2:
        view = cv2.cvtColor(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    kind = rng.random()
    if kind < 0.35:
        view = cv2.GaussianBlur(view, (0, 0), rng.uniform(0.4, 1.4))
    elif kind < 0.65:
        more = rng.uniform(0.3, 1.5)
        view = cv2.addWeighted(view, 1 + more, cv2.GaussianBlur(view, (0, 0), rng.uniform(0.7, 1.5)), -more, 0)
    if rng.random() < 0.3:
        view = np.clip(view + rng.normal(0, rng.uniform(1, 7), view.shape), 0, 255).astype(np.uint8)
    return decode(encode(view, int(rng.integers(40, 90)), "4:2:0")) if rng.random() < 0.3 else view
