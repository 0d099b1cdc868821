"""Trains the parts of the network: two on cached samples, one on windows that are cut as it learns."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from training.document_views.cache import Shard, as_input
from training.document_views.network import LUMA, ViewsNetwork, without_colour
from training.document_views.windows import Pictures, windows_of

SMOOTHING = 0.04
"""Of labels: in some photos of an attack nothing tells it."""
LOG_EVERY = 100


@dataclass(frozen=True)
class Part:
    """How one part of the network learns: `steps` of `batch` samples at a `rate`."""

    steps: int
    batch: int
    rate: float


@dataclass(frozen=True)
class Losses:
    """Shares of the samples, of either label, that lose their colours, and of the windows, that lose most of their pixels: neither proves anything."""

    colour: float = 0.0
    pixels: float = 0.0


Source = Shard | Pictures
Pick = tuple[Source, int]


class Draws:
    """Endless picks: a label by turns, then a source by weight, then a shard and a picture, each as likely as the others."""

    def __init__(self, shards: Sequence[Source], weights: dict[str, float], seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._by_label: list[tuple[list[list[tuple[Source, np.ndarray]]], np.ndarray]] = []
        for real in (True, False):
            sources: dict[str, list[tuple[Source, np.ndarray]]] = {}
            for shard in shards:
                of = np.flatnonzero(shard.real == real)
                if len(of):
                    sources.setdefault(shard.source, []).append((shard, of))
            chances = np.array([weights.get(source, 1.0) for source in sources])
            self._by_label.append((list(sources.values()), chances / chances.sum()))

    def batch(self, count: int) -> list[Pick]:
        """As many of either label, those that are real first."""
        return [pick for label in self._by_label for pick in self._of(label, count // 2)]

    def _of(self, label: tuple[list, np.ndarray], count: int) -> Iterator[Pick]:
        sources, chances = label
        for source in self._rng.choice(len(sources), count, p=chances):
            shard, of = sources[source][self._rng.integers(len(sources[source]))]
            yield shard, int(of[self._rng.integers(len(of))])


def peaks_of(network: ViewsNetwork, picks: Sequence[tuple[Shard, int]], rng: np.random.Generator, losses: Losses) -> torch.Tensor:
    folded = np.stack([shard.folded[i] for shard, i in picks]).astype(np.float32)
    if losses.colour:
        grey = rng.random(len(picks)) < losses.colour
        folded[grey] = without_colour(folded[grey])
    # A mirrored picture has a mirrored spectrum.
    if rng.random() < 0.5:
        folded = np.ascontiguousarray(folded[:, :, ::-1])
    return network.peaks_score(torch.from_numpy(folded))


def whole_view_of(network: ViewsNetwork, picks: Sequence[tuple[Shard, int]], rng: np.random.Generator, losses: Losses) -> torch.Tensor:
    views = np.stack([shard.whole[i] for shard, i in picks])
    return network.whole_score(as_input(_turned(_without_colour(views, rng, losses.colour), rng)))


def texture_of(network: ViewsNetwork, picks: Sequence[tuple[Pictures, int]], rng: np.random.Generator, losses: Losses) -> torch.Tensor:
    windows = np.stack([windows_of(pictures.parts[i], rng, losses.pixels) for pictures, i in picks])
    return network.texture_score(as_input(_without_colour(windows, rng, losses.colour)))


ASK: dict[str, Callable[[ViewsNetwork, Sequence[Pick], np.random.Generator, Losses], torch.Tensor]] = {"peaks": peaks_of, "whole": whole_view_of, "texture": texture_of}


def _without_colour(views: np.ndarray, rng: np.random.Generator, share: float) -> np.ndarray:
    """[n, ..., 3] with a share of the n turned grey."""
    grey = rng.random(len(views)) < share
    views[grey] = np.round(views[grey] @ np.array(LUMA))[..., None]
    return views


def _turned(views: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[n, h, w, c], all by the same quarters and mirrored or not."""
    views = np.rot90(views, int(rng.integers(4)), (1, 2))
    return np.ascontiguousarray(views[:, ::-1] if rng.random() < 0.5 else views)


def train_part(network: ViewsNetwork, name: str, sources: Sequence[Source], weights: dict[str, float], part: Part, seed: int = 1, losses: Losses = Losses()) -> None:
    """Changes one part of the network; the others stay as they are."""
    torch.manual_seed(seed)
    rng = np.random.default_rng([seed, 1])
    draws = Draws(sources, weights, seed)
    own = [p for key, p in network.named_parameters() if key.startswith((name, f"by_{name}"))]
    optimiser = torch.optim.AdamW(own, part.rate, weight_decay=3e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, part.rate, total_steps=part.steps, pct_start=0.15)
    network.train()
    target = torch.cat([torch.full((part.batch // 2, 1), 1 - SMOOTHING), torch.full((part.batch // 2, 1), SMOOTHING)])
    total, right, began = 0.0, 0.0, time.time()
    for step in range(1, part.steps + 1):
        answers = ASK[name](network, draws.batch(part.batch), rng, losses)
        loss = binary_cross_entropy_with_logits(answers, target)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(own, 5.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
        right += ((answers > 0) == (target > 0.5)).float().mean().item()
        if step % LOG_EVERY == 0:
            print(f"{name}: step {step} of {part.steps}, loss {total / LOG_EVERY:.4f}, right {right / LOG_EVERY:.3f}, {time.time() - began:.0f} s", flush=True)
            total, right = 0.0, 0.0
    network.eval()


def spectra_and_whole_of(network: ViewsNetwork, picks: Sequence[tuple[Shard, int]]) -> torch.Tensor:
    """[n, 2]: what these two parts say of samples."""
    folded = torch.from_numpy(np.stack([shard.folded[i] for shard, i in picks]).astype(np.float32))
    whole = as_input(np.stack([shard.whole[i] for shard, i in picks]))
    return torch.cat([network.peaks_score(folded), network.whole_score(whole)], 1)


def parts_of(network: ViewsNetwork, picks: Sequence[tuple[Shard, int]]) -> torch.Tensor:
    """[n, 3]: what each part says of samples whose patches were kept."""
    patches = as_input(np.stack([shard.patches[i] for shard, i in picks]))
    return torch.cat([spectra_and_whole_of(network, picks), network.texture_score(patches)], 1)


def answers_of(network: ViewsNetwork, shard: Shard) -> np.ndarray:
    """[n, 3]: what each part says of a shard's samples."""
    network.eval()
    answers = []
    with torch.no_grad():
        for start in range(0, len(shard.real), 16):
            answers.append(parts_of(network, [(shard, i) for i in range(start, min(start + 16, len(shard.real)))]).numpy())
    return np.concatenate(answers)


def saved(network: ViewsNetwork, path: Path) -> None:
    part = path.with_suffix(".part")
    torch.save(network.state_dict(), part)
    part.replace(path)
