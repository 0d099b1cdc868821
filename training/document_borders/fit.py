"""Trains the network on strips of photos with known corners. A run that was cut goes on at its last checkpoint."""

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.document_borders.network import ROWS, STRETCHES, DocumentBorders
from training.document_borders.strips import borders_in, cut_strips

CHECKPOINT_EVERY = 200
SPREAD = 1.0
"""Of the wanted distribution, in rows."""
UNSEEN = -1.0
"""Instead of a row where the border is outside of the strip or of the photo: nothing is learnt there."""


class Strips(IterableDataset):
    """:param photos: (path, [4, 2] corners) of one document each."""

    def __init__(self, photos: list[tuple[Path, np.ndarray]], read: Callable[[Path], np.ndarray], seed: int) -> None:
        self.photos = photos
        self.read = read
        self.seed = seed

    def __iter__(self):
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        while True:
            path, truth = self.photos[rng.integers(len(self.photos))]
            image = self.read(path)
            # Decoding costs more than cutting strips, so that a photo serves several times.
            for _ in range(3):
                yield sample(image, truth, rng)


def aspect_of(quad: np.ndarray) -> float:
    """Width / height as the sides are long."""
    sides = np.linalg.norm(np.roll(quad, -1, 0) - quad, axis=1)
    return float((sides[0] + sides[2]) / (sides[1] + sides[3]))


def sample(image: np.ndarray, truth: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """[4, 48, 128, 3] strips about a quadrilateral near the truth, and [4, 32] rows where the border runs."""
    sides = np.linalg.norm(np.roll(truth, -1, 0) - truth, axis=1)
    spread = sides.mean() * (0.004 if rng.random() < 0.5 else 0.010)
    shift = rng.integers(4)
    truth = np.roll(truth, shift, 0)
    quad = truth + rng.normal(0, spread, (4, 2)) + rng.normal(0, spread / 2, 2)
    aspect = aspect_of(quad)
    strips = cut_strips(image, quad, aspect)
    rows = borders_in(quad, truth, aspect)
    rows[(rows < 0.5) | (rows > ROWS - 0.5) | _outside(image, truth)] = UNSEEN
    return roughen(strips, rng), rows.astype(np.float32)


def _outside(image: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """[4, 32] whether the border lies outside of the photo there."""
    t = ((np.arange(STRETCHES) + 0.5) / STRETCHES)[None, :, None]
    points = truth[:, None] * (1 - t) + np.roll(truth, -1, 0)[:, None] * t
    return ((points < 1) | (points > np.array(image.shape[1::-1]) - 1)).any(2)


def roughen(strips: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    x = strips.astype(np.float32)
    if rng.random() < 0.5:
        x = 255 * (x / 255) ** np.float32(np.exp(rng.normal(0, 0.3)))
    if rng.random() < 0.5:
        x *= np.exp(rng.normal(0, 0.15) + rng.normal(0, 0.1, 3)).astype(np.float32)
    if rng.random() < 0.25:
        x = x.mean(3, keepdims=True) + (x - x.mean(3, keepdims=True)) * np.float32(rng.uniform(0, 0.7))
    if rng.random() < 0.2:
        sigma = rng.uniform(0.4, 1.5)
        x = np.stack([cv2.GaussianBlur(strip, (0, 0), sigma) for strip in x])
    if rng.random() < 0.3:
        x += rng.normal(0, rng.uniform(1, 8), x.shape).astype(np.float32)
    return np.clip(x, 0, 255).astype(np.uint8)


def loss_of(logits: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """Cross entropy against a narrow bump at the border."""
    at = torch.arange(ROWS, device=rows.device)[None, :, None] + 0.5
    wanted = torch.exp(-((at - rows[:, None]) ** 2) / (2 * SPREAD**2))
    wanted = wanted / wanted.sum(1, keepdim=True).clamp(min=1e-6)
    seen = (rows >= 0).float()
    each = -(wanted * torch.log_softmax(logits, 1)).sum(1)
    return (each * seen).sum() / seen.sum().clamp(min=1)


def as_input(strips: torch.Tensor) -> torch.Tensor:
    """[..., 48, 128, 3] uint8 to [n, 3, 48, 128] in -1..1."""
    return (strips.flatten(0, -4).permute(0, 3, 1, 2).float() - 127.5) / 127.5


def train(photos: list[tuple[Path, np.ndarray]], read, checkpoint: Path, steps: int, batch: int = 16, rate: float = 3e-3, seed: int = 1) -> DocumentBorders:
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    network = DocumentBorders().to(device)
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    loader = iter(DataLoader(Strips(photos, read, seed * 1_000_003 + done), batch, num_workers=2, prefetch_factor=4))
    network.train()
    total, began = 0.0, time.time()
    while done < steps:
        strips, rows = next(loader)
        loss = loss_of(network(as_input(strips.to(device))), rows.to(device).flatten(0, 1))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        done += 1
        total += loss.item()
        if done % CHECKPOINT_EVERY == 0 or done == steps:
            part = checkpoint.with_suffix(".part")
            torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "done": done}, part)
            part.replace(checkpoint)
            print(f"step {done} of {steps}, loss {total / CHECKPOINT_EVERY:.4f}, {time.time() - began:.0f} s", flush=True)
            total = 0.0
    return network.to("cpu").eval()
