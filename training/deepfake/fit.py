"""Trains the network on pairs that are made as it goes. A run that was cut goes on at its last checkpoint, if need be towards another number of steps.

Several processes may learn together, each from pairs of its own: `torchrun --nproc-per-node 2 -m training.deepfake …`. On few cores that is faster than
threads, which wait for each other.
"""

import copy
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.distributed as together
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.deepfake.evaluate import areas
from training.deepfake.network import AlignedNetwork, NativeNetwork, Part
from training.deepfake.samples import ALIGNED, ROUGHEST, UNKNOWN, Couple, Faces, Pair, PairMaker, Recipe, show
from training.deepfake.windows import NATIVE, show_window

MAP_WEIGHT = 0.5
ORDER_WEIGHT = 1.0
"""Of the order within a pair: what the two share, which is nearly all, then cancels."""
GENTLE = 0.3
"""The share of the steps after which pictures are as rough as they get. On rough ones alone nothing is learnt for long."""
SMOOTHING = 0.03
"""Of the labels: some faces of photos are retouched, some blends are too faint to be seen."""
POOL, SHOWN = 600, 4
"""Couples at hand, and how often each is shown, every time altered otherwise: to make a fake takes longer than to alter it."""
CHECKPOINT_EVERY = 300
WARM = 0.1
"""The share of the steps over which the learning rate rises."""
TRUNK_RATE = 0.4
"""Of the learning rate: what comes from ImageNet moves more slowly."""
MEMORY = 0.99
"""Of the running mean of the weights, which is what is measured and exported."""


@dataclass(frozen=True)
class Learner:
    """One of the two parts of the network, and what it learns from."""

    network: type[Part]
    recipe: Recipe
    show: Callable[..., Pair]
    show_in_training: Callable[..., Pair]


TRAINED = {"aligned": Learner(AlignedNetwork, ALIGNED, show, partial(show, hide=True)), "native": Learner(NativeNetwork, NATIVE, show_window, show_window)}


@dataclass(frozen=True)
class Plan:
    """`pairs` in a batch of each process; `rate` is the highest learning rate; `workers` are processes that make pairs."""

    steps: int
    pairs: int = 16
    rate: float = 2e-3
    workers: int = 1
    seed: int = 1
    begin: dict[str, torch.Tensor] | None = None
    """The weights that a run begins at."""
    kept: float = 1.0
    """How far what it ends at lies on the way from these to what it came to: between the two may lie what serves pictures best that neither has seen (Wortsman et al. 2022)."""


class Pairs(IterableDataset):
    """(views [2, 192, 192, 3], maps [2, cells, cells]) without end, the bona fide face first."""

    def __init__(self, faces: Faces, learner: Learner, plan: Plan, done: int) -> None:
        self.faces = faces
        self.learner = learner
        self.plan = plan
        self.done = done
        self.process = process()

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        cv2.setNumThreads(1)
        worker = get_worker_info()
        rng = np.random.default_rng([self.plan.seed, self.done, worker.id if worker else 0, self.process])
        a_step = self.plan.pairs / (worker.num_workers if worker else 1)
        for made, couple in enumerate(self._couples(rng)):
            severity = min(1, (self.done + made / a_step) / (GENTLE * self.plan.steps))
            pair = self.learner.show_in_training(couple, rng, ROUGHEST * severity)
            yield np.stack([pair.real, pair.fake]), np.stack([np.where(pair.hidden, UNKNOWN, 0).astype(np.uint8), pair.replaced])

    def _couples(self, rng: np.random.Generator) -> Iterator[Couple]:
        maker = PairMaker(self.faces, self.learner.recipe)
        kinds = self.faces.kinds()
        chances = np.array([self.learner.recipe.shares[kind] for kind in kinds])
        pool: list[Couple] = []
        while True:
            place = int(rng.integers(POOL))
            if place >= len(pool) or rng.random() < 1 / SHOWN:
                couple = maker.couple(kinds[rng.choice(len(kinds), p=chances / chances.sum())], rng)
                pool[place : place + 1] = [couple]
            else:
                couple = pool[place]
            yield couple


def process() -> int:
    """Which of the processes that learn together this is; the first, 0, measures and writes."""
    return together.get_rank() if together.is_initialized() else 0


def share_gradients(network: torch.nn.Module) -> None:
    """Gives each process the mean of all processes' gradients."""
    if not together.is_initialized():
        return
    own = [parameter.grad for parameter in network.parameters() if parameter.grad is not None]
    flat = torch.cat([one.flatten() for one in own]) / together.get_world_size()
    together.all_reduce(flat)
    for one, mean in zip(own, flat.split([one.numel() for one in own])):
        one.copy_(mean.view_as(one))


def as_input(images: torch.Tensor) -> torch.Tensor:
    """[n, h, w, 3] uint8 to what the network takes."""
    return ((images.permute(0, 3, 1, 2).float() - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)


def loss_of(logits: torch.Tensor, cells: torch.Tensor, maps: torch.Tensor) -> torch.Tensor:
    """:param logits: [2n, 1] and `cells`, [2n, 1, cells, cells], of the network; `maps` is [2n, cells, cells] uint8, every second one of a fake."""
    bona_fide = torch.tensor([1 - SMOOTHING, SMOOTHING], device=logits.device).repeat(len(logits) // 2)[:, None]
    known = (maps != UNKNOWN).float()
    wanted = (maps.float() / 100).clamp(max=1)
    each = torch.nn.functional.binary_cross_entropy_with_logits(cells[:, 0], wanted, reduction="none")
    where = (each * known).sum() / known.sum().clamp(min=1)
    order = torch.nn.functional.softplus(logits[1::2] - logits[0::2]).mean()
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, bona_fide) + ORDER_WEIGHT * order + MAP_WEIGHT * where


def share_of_rate(progress: float) -> float:
    """Rises over the first tenth of the steps, then falls to nothing (Smith and Topin 2019)."""
    ahead = progress / WARM if progress < WARM else (1 - progress) / (1 - WARM)
    return (1 - math.cos(math.pi * ahead)) / 2


def scorer(network: Part) -> Callable[[np.ndarray], np.ndarray]:
    """Scores [n] of views [n, 192, 192, 3] uint8."""

    def scores_of(views: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return network.eval()(as_input(torch.from_numpy(views)))[0][:, 0].numpy()

    return scores_of


def train(learner: Learner, faces: Faces, checked: list[tuple[Couple, Pair]], checkpoint: Path, plan: Plan) -> Part:
    """Trains a part through the plan, writes `checkpoint` as it goes, and gives the running mean that tells the pairs `checked` best, by the mean over kinds of AUC."""
    torch.manual_seed(plan.seed)
    network = learner.network().to(memory_format=torch.channels_last)
    if plan.begin:
        network.load_state_dict(plan.begin)
    # In the order of the network, which is the same when the state of a run that was cut is read.
    named = list(network.named_parameters())
    groups = [{"params": [one for name, one in named if name.startswith("trunk.") == begun], "share": TRUNK_RATE if begun else 1.0} for begun in (True, False)]
    optimiser = torch.optim.AdamW(groups, plan.rate, weight_decay=1e-2)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(MEMORY), use_buffers=True)
    done, best, best_area = 0, mean.module.state_dict(), 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        mean.load_state_dict(state["mean"])
        optimiser.load_state_dict(state["optimiser"])
        done, best, best_area = state["done"], state["best"], state["best area"]
    pairs = Pairs(faces, learner, plan, done)
    loader = iter(DataLoader(pairs, plan.pairs, num_workers=plan.workers, prefetch_factor=4 if plan.workers else None))
    network.train()
    total, right, counted, began = 0.0, 0.0, 0, time.time()
    while done < plan.steps:
        images, maps = next(loader)
        logits, cells = network(as_input(images.flatten(0, 1)))
        loss = loss_of(logits, cells, maps.flatten(0, 1))
        optimiser.zero_grad()
        loss.backward()
        share_gradients(network)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * group["share"] * share_of_rate(done / plan.steps)
        optimiser.step()
        mean.update_parameters(network)
        done += 1
        counted += 1
        total += loss.item()
        right += (logits[0::2] > logits[1::2]).float().mean().item()
        if process() == 0 and (done % CHECKPOINT_EVERY == 0 or done == plan.steps):
            speed = 2 * plan.pairs * counted / (time.time() - began)
            print(f"step {done} of {plan.steps}, loss {total / counted:.4f}, order right {right / counted:.3f}, {speed:.1f} faces/s", flush=True)
            found = areas(scorer(mean.module), checked)
            area = float(np.mean(list(found.values())))
            print(f"AUC {area:.3f}: " + ", ".join(f"{kind} {value:.3f}" for kind, value in found.items()), flush=True)
            if area > best_area:
                best, best_area = copy.deepcopy(mean.module.state_dict()), area
            state = {"network": network.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(), "done": done}
            part = checkpoint.with_suffix(".part")
            torch.save(state | {"best": best, "best area": best_area}, part)
            part.replace(checkpoint)
            total, right, counted, began = 0.0, 0.0, 0, time.time()
    if plan.begin:
        best = {name: plan.begin[name].lerp(value, plan.kept) if value.is_floating_point() else value for name, value in best.items()}
    network.load_state_dict(best)
    return network.eval()
