"""Trains the network's two parts on what the cache holds."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, max_pool2d, softplus

from training.descend import descend
from training.digital_manipulation.cache import COVERED, Kept, Sample, as_input
from training.digital_manipulation.network import Blocks, Frame, Measures, pooled

SIDE = 48
"""Blocks along a part that is trained on: half of a document, or more."""
SCORE_WEIGHT = 0.4
"""Of the document's own answer, beside that of its cells."""


@dataclass(frozen=True)
class Part:
    """How one part of the network learns: `steps` of `batch` samples at a `rate`."""

    steps: int
    batch: int
    rate: float


BLOCKS, DOCUMENTS, FRAME = Part(900, 8, 4e-3), Part(320, 4, 1.5e-3), Part(700, 8, 3e-3)


@dataclass(frozen=True)
class Prepared:
    """A sample with its document's own mean and deviation, and where its edit lies, in blocks."""

    sample: Sample
    own: tuple[torch.Tensor, torch.Tensor]
    edited: np.ndarray


def prepared(sample: Sample) -> Prepared:
    measures, inside = (torch.from_numpy(one.astype(np.float32))[None] for one in (sample.measures, sample.inside[None]))
    mean, deviation = Blocks.own(measures, inside)
    return Prepared(sample, (mean[0], deviation[0]), np.argwhere(sample.share > COVERED) * 2)


def part_of(one: Prepared, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Measures [63, 48, 48], inside [48, 48] and shares [24, 24] of a part of a document, about its edit mostly. Smaller documents are padded."""
    sample = one.sample
    height, width = sample.inside.shape
    if len(one.edited) and rng.random() < 0.85:
        centre = one.edited[rng.integers(len(one.edited))] + rng.integers(-SIDE // 3, SIDE // 3 + 1, 2)
        top, left = (int(np.clip(middle - SIDE // 2, 0, max(0, length - SIDE))) // 2 * 2 for middle, length in zip(centre, (height, width)))
    else:
        top, left = (int(rng.integers(0, max(0, length - SIDE) // 2 + 1)) * 2 for length in (height, width))
    measures, inside, share = np.zeros((Measures.CHANNELS, SIDE, SIDE), np.float32), np.zeros((SIDE, SIDE), np.float32), np.zeros((SIDE // 2, SIDE // 2), np.float32)
    part = sample.measures[:, top : top + SIDE, left : left + SIDE]
    measures[:, : part.shape[1], : part.shape[2]] = part
    inside[: part.shape[1], : part.shape[2]] = sample.inside[top : top + SIDE, left : left + SIDE]
    shares = sample.share[top // 2 : (top + SIDE) // 2, left // 2 : (left + SIDE) // 2]
    share[: shares.shape[0], : shares.shape[1]] = shares
    return measures, inside, share


def loss_of(network: Blocks, picks: Sequence[Prepared], rng: np.random.Generator) -> torch.Tensor:
    parts = [part_of(one, rng) for one in picks]
    measures, inside, share = (torch.from_numpy(np.stack(of)) for of in zip(*parts))
    mean, deviation = (torch.stack(of) for of in zip(*(one.own for one in picks)))
    cells = network(measures, inside[:, None], (mean, deviation))
    local, positive = loss_of_cells(cells, inside[:, None], share[:, None])
    return local + SCORE_WEIGHT * binary_cross_entropy_with_logits(pooled(cells, inside[:, None]), positive.flatten(1).any(1).float())


def loss_of_cells(cells: torch.Tensor, inside: torch.Tensor, share: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Of log-odds [n, 1, h, w] against shares alike, with `inside` [n, 1, 2 h, 2 w]: edited cells count as much as all others, though they are few. And which are edited."""
    within = max_pool2d(inside, 2)
    positive, negative = (share > COVERED) & (within > 0), (share < COVERED / 10) & (within > 0)
    losses = binary_cross_entropy_with_logits(cells, positive.float(), reduction="none")
    return sum((losses * of).sum() / of.sum().clamp(min=1) for of in (positive, negative)) / 2, positive


def train_blocks(network: Blocks, samples: Sequence[Sample], part: Part = BLOCKS) -> None:
    rng = np.random.default_rng([1, 1])
    ready = [prepared(sample) for sample in samples]
    honest = [one for one in ready if one.sample.kind == "genuine"]
    kinds = sorted({one.sample.kind for one in ready} - {"genuine"})
    by_kind = [[one for one in ready if one.sample.kind == kind] for kind in kinds]

    def batch() -> list[Prepared]:
        attacks = [by_kind[kind] for kind in rng.integers(len(kinds), size=part.batch // 2)]
        return [of[rng.integers(len(of))] for of in attacks + [honest] * (part.batch - part.batch // 2)]

    descend(network, lambda: loss_of(network, batch(), rng), part.steps, part.rate)


def train_documents(network: Blocks, kept: Sequence[Kept], part: Part = DOCUMENTS) -> None:
    """
    Whole documents, in pairs of one that was edited and the same as it was: among all cells of a document some look odd that are not. The statistics of
    the normalisation stay as they are, so that documents are seen as they will be.
    """
    rng = np.random.default_rng([1, 3])
    network.eval()

    def loss() -> torch.Tensor:
        total = torch.zeros(())
        for pick in rng.integers(len(kept), size=part.batch // 2):
            (honest, own), (edited, other) = (looked_at(network, sample) for sample in kept[pick].samples)
            total = total + softplus(honest) + softplus(-edited) + softplus(honest - edited) + own + other
        return total / part.batch

    descend(network, loss, part.steps, part.rate)


def train_frame(network: Frame, kept: Sequence[Kept], part: Part = FRAME) -> None:
    rng = np.random.default_rng([1, 2])
    target = torch.cat([torch.zeros(part.batch // 2, 1), torch.ones(part.batch // 2, 1)])

    def loss() -> torch.Tensor:
        picks = rng.integers(len(kept), size=part.batch)
        views = [toned(kept[pick].whole if i < part.batch // 2 else kept[pick].screen, rng) for i, pick in enumerate(picks)]
        return binary_cross_entropy_with_logits(network(as_input(np.stack(views))), target)

    descend(network, loss, part.steps, part.rate)


def toned(view: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Upside down or mirrored, in other colours, softer."""
    if rng.random() < 0.5:
        view = view[::-1, ::-1]
    if rng.random() < 0.5:
        view = view[::-1]
    if rng.random() < 0.3:
        view = cv2.GaussianBlur(np.ascontiguousarray(view), (0, 0), rng.uniform(0.3, 0.9))
    table = np.clip(255 * (np.arange(256) / 255)[:, None] ** np.exp(rng.normal(0, 0.2)) * np.exp(rng.normal(0, 0.05, 3)), 0, 255).astype(np.uint8)
    return cv2.LUT(np.ascontiguousarray(view), table[None])


def answers_of(network: Blocks, samples: Sequence[Sample]) -> np.ndarray:
    """[n]: log-odds that a document was edited, whole documents."""
    network.eval()
    with torch.no_grad():
        return np.array([float(looked_at(network, sample)[0]) for sample in samples])


def looked_at(network: Blocks, sample: Sample) -> tuple[torch.Tensor, torch.Tensor]:
    """Log-odds that a whole document was edited, and the loss of its cells."""
    measures, inside, share = (torch.from_numpy(one.astype(np.float32))[None] for one in (sample.measures, sample.inside[None], sample.share[None]))
    cells = network(measures, inside)
    return pooled(cells, inside)[0], loss_of_cells(cells, inside, share)[0]
