"""Trains the network's two parts on what the cache holds."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, softplus

from training.descend import descend
from training.digital_manipulation.cache import CELL, Kept, Sample, as_input
from training.digital_manipulation.network import Edits, Frame
from training.metrics import auc

COVERED = 0.3
"""Share of a cell's pixels that are replaced, from which on it counts as edited; with less than a tenth of that it counts as not."""
KEPT = 0.995
"""Of the running mean of the weights that a step leaves."""
SIDE, SEEN = 224, 192
"""Pixels of the windows that are kept, and of those that are looked at."""
LOGGED, JUDGED = 50, 250
"""Steps between lines of the log, and between looks at documents that are not trained on."""


@dataclass(frozen=True)
class Part:
    """How one part of the network learns: `steps` of `batch` pairs at a `rate`."""

    steps: int
    batch: int
    rate: float


EDITS, DOCUMENTS, FRAME = Part(2000, 8, 2e-3), Part(400, 4, 1e-3), Part(700, 8, 3e-3)
PAIRS_SEEN = 2
"""Pairs of whole documents, of each photo."""
FRESH = 0.02
"""Share of windows that are cut anew when they are looked at again."""
TRUNK_RATE = 0.3
"""Of the rate of what begins anew."""


Look = tuple[np.ndarray, np.ndarray]
"""A window [224, 224, 3] uint8 of a document's view, and how much of each cell was replaced, [14, 14] in 0..1."""


def looks_at(pair: tuple[Sample, Sample], rng: np.random.Generator) -> list[Look]:
    """Three windows: about what was edited, as it was and as it is, and of the edited document anywhere."""
    (genuine, _), (edited, share) = (sample.view() for sample in pair)
    anywhere = np.argwhere(np.ones_like(share))
    about, other = (_about(share.shape, places[rng.integers(len(places))], rng) for places in (np.argwhere(share >= min(COVERED, share.max())), anywhere))
    return [_window(genuine, np.zeros_like(share), *about), _window(edited, share, *about), _window(edited, share, *other)]


def _about(shape: tuple[int, int], cell: np.ndarray, rng: np.random.Generator) -> tuple[int, int]:
    cells = SIDE // CELL
    corner = cell + rng.integers(-cells // 4, cells // 4 + 1, 2) - cells // 2
    return tuple(np.clip(corner, 0, np.maximum(0, np.array(shape) - cells)).tolist())


def _window(view: np.ndarray, share: np.ndarray, top: int, left: int) -> Look:
    cells = SIDE // CELL
    window, shares = np.zeros((SIDE, SIDE, 3), np.uint8), np.zeros((cells, cells), np.float32)
    part = view[top * CELL : top * CELL + SIDE, left * CELL : left * CELL + SIDE]
    window[: part.shape[0], : part.shape[1]] = part
    own = share[top : top + cells, left : left + cells]
    shares[: own.shape[0], : own.shape[1]] = own
    return window, shares


def toned(views: Sequence[np.ndarray], rng: np.random.Generator) -> list[np.ndarray]:
    """In other colours, all alike."""
    table = np.clip(255 * (np.arange(256) / 255)[:, None] ** np.exp(rng.normal(0, 0.2)) * np.exp(rng.normal(0, 0.05, 3)), 1, 255).astype(np.uint8)
    table[0] = 0
    return [cv2.LUT(np.ascontiguousarray(view), table[None]) for view in views]


Given = tuple[torch.Tensor, ...]
"""What of three windows is not learnt in, see `Edits.given`, in half precision, and shares [3, 1, 14, 14]."""


def given_of(network: Edits, looks: Sequence[Look], rng: np.random.Generator | None = None) -> Given:
    """Of windows as they are, or mirrored and toned, all alike."""
    views, shares = zip(*looks)
    if rng is not None:
        views = toned(views, rng) if rng.random() < 0.4 else views
        down, across = rng.choice([-1, 1], 2)
        views, shares = ([one[::down, ::across] for one in of] for of in (views, shares))
    return *(layer.half() for layer in network.given(_last(as_input(np.stack(views))))), torch.from_numpy(np.stack(shares)[:, None].copy())


def batch_of(picks: Sequence[Given], rng: np.random.Generator | None = None) -> Given:
    """Of several pairs, the middle of each window or, given a state, any part of it that is as large."""
    parts = []
    for given in picks:
        top, left = ((SIDE - SEEN) // CELL // 2,) * 2 if rng is None else rng.integers(0, (SIDE - SEEN) // CELL + 1, 2)
        scales = [layer.shape[2] * CELL // SIDE for layer in given]
        parts.append([layer[:, :, top * k : top * k + SEEN // CELL * k, left * k : left * k + SEEN // CELL * k].float() for layer, k in zip(given, scales)])
    return tuple(torch.cat(layers) for layers in zip(*parts))


def answered(network: Edits, given: Given) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """
    Of windows as `looks_at` has them: log-odds of their cells [4 n, 1, 12, 12] and of the genuine and the edited document in turn [2 n], either seen in
    two windows; and the loss of the cells.
    """
    begun, measures, blocks, shares = given
    x, inside = network.seen(_last(begun), measures, blocks, 3)
    order = (3 * torch.arange(len(shares) // 3)[:, None] + torch.tensor([0, 2, 1, 2])).flatten()
    cells, answers = network.judge(x[order], inside[order], 2)
    return cells, answers, loss_of_cells(cells, inside[order] > 0, shares[order])


def _last(x: torch.Tensor) -> torch.Tensor:
    return x.contiguous(memory_format=torch.channels_last)


def loss_of_cells(cells: torch.Tensor, inside: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Of log-odds [n, 1, h, w] against shares alike: edited cells count as much as all others, though they are few."""
    positive, negative = (shares > COVERED) & inside, (shares < COVERED / 10) & inside
    losses = binary_cross_entropy_with_logits(cells, positive.float(), reduction="none")
    return (losses * positive).sum() / positive.sum().clamp(min=1) + (losses * negative).sum() / negative.sum().clamp(min=1)


def train_edits(network: Edits, kept: Sequence[Kept], others: Sequence[Kept], part: Part = EDITS) -> None:
    """On windows. `others` are looked at for the log alone."""
    rng = np.random.default_rng([1, 1])
    network.to(memory_format=torch.channels_last)
    pairs = [pair for one in kept for pair in one.pairs]
    given: list[Given | None] = [None] * len(pairs)
    judged = [one.pairs[0] for one in others]
    judged_by = [given_of(network, looks_at(pair, np.random.default_rng([2, i]))) for i, pair in enumerate(judged)]

    def loss() -> tuple[torch.Tensor, ...]:
        picks = rng.integers(len(pairs), size=part.batch)
        for pick in picks:
            if given[pick] is None or rng.random() < FRESH:
                given[pick] = given_of(network, looks_at(pairs[pick], rng), rng)
        _, answers, local = answered(network, batch_of([given[pick] for pick in picks], rng))
        return local, loss_of_pairs(answers)

    def report(mean: nn.Module) -> str:
        with torch.no_grad():
            answers = np.concatenate([answered(mean, batch_of([one]))[1].numpy() for one in judged_by])
        return areas(answers[::2], answers[1::2], [edited for _, edited in judged])

    adapt(network, loss, part, report)


def train_documents(network: Edits, kept: Sequence[Kept], part: Part) -> None:
    """Whole documents, in what the rest of the network sees there: among all cells of a document some look odd that are not."""
    rng = np.random.default_rng([1, 3])
    network.eval()
    seen = [[_seen(network, sample) for sample in pair] for one in kept for pair in one.pairs[:PAIRS_SEEN]]
    head = nn.ModuleList([network.dropout, network.compare, network.map, network.answer])

    def loss() -> tuple[torch.Tensor, ...]:
        # Its normalisation keeps what it knows of many documents: here it sees one at a time.
        network.compare.eval()
        local, answers = [], []
        for pick in rng.integers(len(seen), size=part.batch):
            down, across = ([axis] if rng.random() < 0.5 else [] for axis in (2, 3))
            for x, inside, share in seen[pick]:
                x, inside, share = (layer.float().flip(down + across) for layer in (x, inside, share))
                cells, answer = network.judge(x, inside)
                local.append(loss_of_cells(cells, inside > 0, share))
                answers.append(answer)
        return torch.stack(local).mean(), loss_of_pairs(torch.cat(answers))

    adapt(head, loss, part)


def _seen(network: Edits, sample: Sample) -> Given:
    """What `Edits.seen` makes of a whole document, in half precision, and its shares."""
    view, share = sample.view()
    with torch.no_grad():
        layers = network.seen(*network.given(_last(as_input(view[None]))))
    return *(layer.half() for layer in layers), torch.from_numpy(share)[None, None]


def loss_of_pairs(answers: torch.Tensor) -> torch.Tensor:
    """Of log-odds of the genuine and the edited document in turn."""
    genuine, edited = answers[::2], answers[1::2]
    return (softplus(genuine) + softplus(-edited) + softplus(genuine - edited)).mean()


def adapt(network: nn.Module, losses: Callable[[], tuple[torch.Tensor, ...]], part: Part, judge: Callable[[nn.Module], str] | None = None) -> None:
    """So many steps of AdamW in one cycle, slower where ImageNet's weights are; leaves the running mean of the weights."""
    groups = [{"params": [p for name, p in network.named_parameters() if name.startswith("trunk.") == of_trunk]} for of_trunk in (True, False)]
    rates = [TRUNK_RATE * part.rate, part.rate]
    optimiser = torch.optim.AdamW([group | {"lr": rate} for group, rate in zip(groups, rates)], weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=part.steps, pct_start=0.1)
    mean, network = copy.deepcopy(network).eval(), network.train()
    totals = []
    for step in range(1, part.steps + 1):
        parts = losses()
        optimiser.zero_grad()
        sum(parts).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            share = min(KEPT, 1 - 10 / (step + 10))
            for own, new in zip(mean.state_dict().values(), network.state_dict().values()):
                own.lerp_(new, 1 - share) if own.is_floating_point() else own.copy_(new)
        totals.append([loss.item() for loss in parts])
        if step % LOGGED == 0:
            print(f"step {step} of {part.steps}, losses {np.round(np.mean(totals[-LOGGED:], 0), 3).tolist()}", flush=True)
        if judge is not None and step % JUDGED == 0:
            print(judge(mean), flush=True)
    network.load_state_dict(mean.state_dict())
    network.eval()


def areas(genuine: np.ndarray, edited: np.ndarray, samples: Sequence[Sample]) -> str:
    area = auc(-genuine, -edited)
    found = [f"  AUC {area.value:.3f} ({area.low:.3f} to {area.high:.3f})"]
    for name in ("kind", "strength"):
        words = np.array([getattr(sample, name) for sample in samples])
        found += [f"{word} {auc(-genuine, -edited[words == word]).value:.3f}" for word in sorted(set(words))]
    return ", ".join(found)


def train_frame(network: Frame, kept: Sequence[Kept], part: Part = FRAME) -> None:
    rng = np.random.default_rng([1, 2])
    target = torch.cat([torch.zeros(part.batch // 2, 1), torch.ones(part.batch // 2, 1)])

    def loss() -> torch.Tensor:
        picks = rng.integers(len(kept), size=part.batch)
        views = [altered(kept[pick].whole if i < part.batch // 2 else kept[pick].screen, rng) for i, pick in enumerate(picks)]
        return binary_cross_entropy_with_logits(network(as_input(np.stack(views))), target)

    descend(network, loss, part.steps, part.rate)


def altered(view: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Upside down or mirrored, in other colours, softer."""
    if rng.random() < 0.5:
        view = view[::-1, ::-1]
    if rng.random() < 0.5:
        view = view[::-1]
    if rng.random() < 0.3:
        view = cv2.GaussianBlur(np.ascontiguousarray(view), (0, 0), rng.uniform(0.3, 0.9))
    return toned([view], rng)[0]


def answers_of(network: Edits, samples: Sequence[Sample]) -> np.ndarray:
    """[n]: log-odds that a document was edited, whole documents."""
    network.eval()
    with torch.no_grad():
        return np.array([float(network(_last(as_input(sample.view()[0][None])))[1]) for sample in samples])
