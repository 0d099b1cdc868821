"""Trains the network on batches in which labels, data sets, attacks and people have equal parts. A run that was cut goes on at its last checkpoint."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.face_pad.index import Row
from training.face_pad.network import FacePad
from training.face_pad.samples import sample

CHECKPOINT_EVERY = 200
LOG_EVERY = 50
SMOOTHING = 0.04
"""Of labels: some masks and prints cannot be told in what is seen of them."""
ALONE = 0.4
"""Weight of what the views say alone, against the fused score."""
WORKERS = 2


class Draws(IterableDataset):
    """Endless samples: a label by turns, then a data set, then an attack, then a person, then a picture, each as likely as the others.

    Frames are many of few people in one set and few of many in another: drawn by the picture, the largest set's room would be learnt."""

    def __init__(self, work: Path, rows: Sequence[Row], seed: int) -> None:
        self.work = work
        self.seed = seed
        self.tree: dict[str, dict[str, dict[str, dict[str, list[Row]]]]] = {}
        for row in rows:
            self.tree.setdefault(row.label, {}).setdefault(row.source, {}).setdefault(row.attack, {}).setdefault(row.person, []).append(row)

    def rows(self, rng: np.random.Generator) -> Iterator[Row]:
        while True:
            for label in sorted(self.tree):
                branch = self.tree[label]
                while isinstance(branch, dict):
                    names = list(branch)
                    branch = branch[names[rng.integers(len(names))]]
                yield branch[rng.integers(len(branch))]

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.float32]]:
        cv2.setNumThreads(1)
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        for row in self.rows(rng):
            yield sample(row.read(self.work), row.box, rng), np.float32(row.label == "bona_fide")


def as_input(views: torch.Tensor) -> torch.Tensor:
    """[n, 4, h, w, 3] uint8 to what the network takes."""
    return ((views.flatten(0, 1).permute(0, 3, 1, 2).float() - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)


def loss_of(scores: torch.Tensor, bona_fide: torch.Tensor) -> torch.Tensor:
    """`scores` [n, 5] as `FacePad.each` gives them, `bona_fide` [n] 0 or 1."""
    target = (bona_fide * (1 - 2 * SMOOTHING) + SMOOTHING)[:, None].expand_as(scores)
    each = torch.nn.functional.binary_cross_entropy_with_logits(scores, target, reduction="none")
    return each[:, 0].mean() + ALONE * each[:, 1:].mean()


def train(work: Path, rows: Sequence[Row], checkpoint: Path, steps: int, batch: int, rate: float = 2e-3, seed: int = 1, workers: int = WORKERS) -> FacePad:
    """Trains on the rows, writing `checkpoint` as it goes."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    network = FacePad().to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        if state["steps"] != steps or state["batch"] != batch:
            raise ValueError(f"{checkpoint} is of a run of {state['steps']} steps of {state['batch']}, not of {steps} of {batch}")
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    if done < steps:
        draws = Draws(work, rows, seed * 1_000_003 + done)
        loader = iter(DataLoader(draws, batch, num_workers=workers, prefetch_factor=4 if workers else None))
        network.train()
        total, right, began, first = 0.0, 0.0, time.time(), done
    while done < steps:
        views, bona_fide = next(loader)
        scores = network.each(as_input(views.to(device)))
        bona_fide = bona_fide.to(device)
        loss = loss_of(scores, bona_fide)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        done += 1
        total += loss.item()
        right += ((scores[:, 0] > 0) == (bona_fide > 0.5)).float().mean().item()
        if done % LOG_EVERY == 0 or done == steps:
            count = (done - 1) % LOG_EVERY + 1
            speed = (done - first) * batch / (time.time() - began)
            print(f"step {done} of {steps}, loss {total / count:.4f}, right {right / count:.3f}, {speed:.1f} pictures/s", flush=True)
            total, right = 0.0, 0.0
        if done % CHECKPOINT_EVERY == 0 or done == steps:
            part = checkpoint.with_suffix(".part")
            state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
            torch.save({**state, "done": done, "steps": steps, "batch": batch}, part)
            part.replace(checkpoint)
    return network.to("cpu").eval()
