"""Puts one picture into another under a mask."""

import cv2
import numpy as np

from training.deepfake.colour import as_bytes


def deform(mask: np.ndarray, span: float, rng: np.random.Generator) -> np.ndarray:
    """A mask [h, w] uint8 with its outline pushed about smoothly, by some hundredths of the distance between the pupils."""
    height, width = mask.shape
    cells = int(rng.integers(3, 7))
    pushes = rng.normal(0, rng.uniform(0.02, 0.12) * span, (2, cells, cells)).astype(np.float32)
    across, down = (cv2.resize(push, (width, height), interpolation=cv2.INTER_CUBIC) for push in pushes)
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.remap(mask, xs + across, ys + down, cv2.INTER_LINEAR)


def soften(mask: np.ndarray, span: float, rng: np.random.Generator) -> np.ndarray:
    """[h, w] float32 in 0..1: the mask grown or shrunk a little, with an edge from hard to a third of the pupils' distance wide."""
    grown = round(span * rng.uniform(-0.1, 0.06))
    if grown:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(grown) + 1,) * 2)
        changed = (cv2.dilate if grown > 0 else cv2.erode)(mask, kernel)
        # A small part may vanish.
        mask = changed if changed.any() else mask
    edge = span * np.exp(rng.uniform(np.log(0.01), np.log(0.16)))
    return cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), max(edge, 0.3))


def mix(target: np.ndarray, source: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """`source` where alpha, [h, w] in 0..1, is 1; both [h, w, 3] uint8."""
    weight = alpha[..., None].astype(np.float32)
    return as_bytes(target + weight * (source.astype(np.float32) - target))


def mix_gradients(target: np.ndarray, source: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The gradients of `source` inside of the mask, the colours of `target` at its edge (Pérez et al. 2003)."""
    inside = mask.copy()
    # OpenCV wants a frame of a pixel that is left alone.
    inside[:2], inside[-2:], inside[:, :2], inside[:, -2:] = 0, 0, 0, 0
    left, top, width, height = cv2.boundingRect(inside)
    if min(width, height) < 4:
        return target
    # OpenCV writes into the mask that it is given.
    cloned = cv2.seamlessClone(source, target, inside.copy(), (left + width // 2, top + height // 2), cv2.NORMAL_CLONE)
    # OpenCV solves for the whole rectangle and leaves a little everywhere in it.
    return np.where(inside[..., None] > 0, cloned, target)
