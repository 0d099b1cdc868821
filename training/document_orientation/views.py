"""Documents as the reading rectifies them, at each quarter turn, off by as much as found corners are."""

import cv2
import numpy as np

from training.document_corners.samples import GREY
from training.document_orientation.network import SIDE

KEPT = 160
"""Documents are kept in memory as squares of this side, with a margin about them."""
MARGIN = 0.06
"""Of the document's sides, on each side."""


def rectify(image: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """[160, 160, 3]: the document with corners [4, 2], from its own top left, and a margin."""
    inner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (1 - 2 * MARGIN) + MARGIN
    finer = 3
    matrix = cv2.getPerspectiveTransform((corners - 0.5).astype(np.float32), (inner * KEPT * finer - 0.5).astype(np.float32))
    fine = cv2.warpPerspective(image, matrix, (KEPT * finer, KEPT * finer), flags=cv2.INTER_LINEAR, borderValue=(GREY,) * 3)
    return cv2.resize(fine, (KEPT, KEPT), interpolation=cv2.INTER_AREA)


def cut(kept: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same where a photo's border cuts off up to two fifths of it."""
    turns = int(rng.integers(4))
    x = np.rot90(kept, turns).copy()
    gone = rng.uniform(0.05, 0.4) * KEPT + rng.normal(0, 0.1) * np.arange(KEPT)
    x[np.arange(KEPT) < gone[:, None]] = round(GREY)
    return np.rot90(x, -turns)


def sample(kept: np.ndarray, rng: np.random.Generator, strong: bool = True) -> tuple[np.ndarray, int]:
    """[112, 112, 3] uint8 and which of its corners is the document's own top left."""
    turn = int(rng.integers(4))
    inner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (1 - 2 * MARGIN) + MARGIN
    off = rng.normal(0, 0.02 if strong else 0.006, (4, 2))
    # The document's own top left goes to corner `turn`.
    target = np.roll(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64), -turn, 0)
    matrix = cv2.getPerspectiveTransform(((inner + off) * KEPT - 0.5).astype(np.float32), (target * SIDE - 0.5).astype(np.float32))
    x = cv2.warpPerspective(np.ascontiguousarray(kept), matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderValue=(GREY,) * 3).astype(np.float32)
    return (roughen(x, rng) if strong else np.clip(x, 0, 255).astype(np.uint8)), turn


def roughen(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if rng.random() < 0.6:
        x = 255 * np.clip(x / 255, 0, 1) ** np.float32(np.exp(rng.normal(0, 0.35)))
    if rng.random() < 0.6:
        x = x * np.exp(rng.normal(0, 0.15) + rng.normal(0, 0.12, 3)).astype(np.float32)
    kind = rng.random()
    if kind < 0.35:
        x = x.mean(2, keepdims=True) + (x - x.mean(2, keepdims=True)) * np.float32(rng.uniform(0, 0.5))
    elif kind < 0.5:
        x = x[:, :, rng.permutation(3)]
    if rng.random() < 0.1:
        cast = rng.uniform(0.3, 1, 3).astype(np.float32)
        x = x * cast
    if rng.random() < 0.3:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 2.0))
    if rng.random() < 0.3:
        x = x + rng.normal(0, rng.uniform(1, 12), x.shape)
    if rng.random() < 0.15:
        # A finger, a reflection: a part that says nothing.
        w, h = rng.integers(10, 50, 2)
        left, top = rng.integers(0, SIDE - w), rng.integers(0, SIDE - h)
        x[top : top + h, left : left + w] = rng.uniform(0, 255, 3)
    return np.clip(x, 0, 255).astype(np.uint8)
