"""How much nearer to the truth corners come by refining: from quadrilaterals that are off as the first network leaves them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from training.document_borders.fit import as_input, aspect_of
from training.document_borders.network import ROWS, DocumentBorders
from training.document_borders.strips import cut_strips, refine
from training.document_corners.metrics import corner_errors, iou

OFF = 0.006
"""Spread of the corners that are refined, in shares of the mean side."""
ROUNDS = 2


def refined(network: DocumentBorders, image: np.ndarray, quad: np.ndarray) -> np.ndarray:
    """[4, 2] corners, two rounds nearer."""
    for _ in range(ROUNDS):
        aspect = aspect_of(quad)
        strips = torch.from_numpy(cut_strips(image, quad, aspect))
        with torch.no_grad():
            chances = torch.softmax(network(as_input(strips)), 1).numpy()
        at = np.arange(ROWS)[:, None] + 0.5
        rows = (chances * at).sum(1)
        spread = np.sqrt((chances * (at - rows[:, None]) ** 2).sum(1))
        quad = refine(quad, aspect, rows, 1 / (0.5 + spread) ** 2)
    return quad


def evaluate(network: DocumentBorders, photos: list[tuple[Path, np.ndarray]], read: Callable[[Path], np.ndarray]) -> dict[str, float]:
    rng = np.random.default_rng(3)
    before, after, ious = [], [], []
    for path, truth in photos:
        image = read(path)
        sides = np.linalg.norm(np.roll(truth, -1, 0) - truth, axis=1)
        quad = truth + rng.normal(0, OFF * sides.mean(), (4, 2))
        better = refined(network, image, quad)
        before.append(corner_errors(quad, truth))
        after.append(corner_errors(better, truth))
        ious.append(iou(better, truth))
    return {
        "photos": len(photos),
        "medianBefore": float(np.median(before)),
        "median": float(np.median(after)),
        "p95Before": float(np.percentile(before, 95)),
        "p95": float(np.percentile(after, 95)),
        "meanIou": float(np.mean(ious)),
    }
