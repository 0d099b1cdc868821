"""Trains the network on cached samples: half of them genuine, of the others as many overlaid, pasted, and blended with themselves."""

import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from training.portrait_substitution.cache import Shard
from training.portrait_substitution.network import PortraitSubstitution
from training.portrait_substitution.samples import CELLS
from training.portrait_substitution.self_blend import blended
from training.portrait_substitution.views import SIDE
from training.synthesis.camera.jpeg import decode, encode

BATCH = 32
FAMILIES = {"": 16, "overlaid": 5, "pasted": 5}
"""Samples of a batch; the rest are genuine ones of it, blended with themselves."""
RATE = 3e-3
SMOOTHING = 0.03
"""Of labels: some substitutions nothing tells."""
MAP = 0.5
"""Weight of what the map says, beside the score."""
REAL = 0.3
"""Share of the genuine and of the pasted that are of real documents."""
LOG_EVERY = 20
SAVE_EVERY = 60


class Draws:
    """Endless picks of a shard and a sample, each of a family as likely as the others."""

    def __init__(self, shards: Sequence[Shard], real: str, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._by: dict[tuple[str, bool], list[tuple[Shard, int]]] = {}
        for shard in shards:
            for number, family in enumerate(shard.families):
                self._by.setdefault((str(family), shard.name == real), []).append((shard, number))

    def batch(self) -> list[tuple[Shard, int]]:
        """Genuine ones first."""
        return [self._one(family) for family, count in FAMILIES.items() for _ in range(count)]

    def _one(self, family: str) -> tuple[Shard, int]:
        among = self._by.get((family, self._rng.random() < REAL)) or self._by[family, False]
        return among[self._rng.integers(len(among))]


def as_input(views: np.ndarray) -> torch.Tensor:
    """[n, h, w, 3] uint8 to [n, 3, h, w] in -1..1."""
    return torch.from_numpy(np.ascontiguousarray(views)).permute(0, 3, 1, 2).float().sub_(127.5).div_(127.5)


def train(network: PortraitSubstitution, shards: Sequence[Shard], real: str, steps: int, checkpoint: Path, seed: int = 1) -> None:
    """Goes on where the checkpoint was left, if it was with as many steps."""
    torch.manual_seed(seed)
    draws = Draws(shards, real, seed)
    rng = np.random.default_rng([seed, 1])
    network.to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=3e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    first = 0
    if checkpoint.exists() and (kept := torch.load(checkpoint))["steps"] == steps:
        first = kept["step"]
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        draws._rng, rng = np.random.default_rng([seed, first]), np.random.default_rng([seed, 1, first])
    network.train()
    target = torch.cat([torch.full((BATCH // 2, 1), 1 - SMOOTHING), torch.full((BATCH // 2, 1), SMOOTHING)])
    total, right, began = 0.0, 0.0, time.time()
    for step in range(first + 1, steps + 1):
        views, replaced = _read(draws.batch(), rng)
        answers, cells = network(as_input(views).contiguous(memory_format=torch.channels_last))
        loss = binary_cross_entropy_with_logits(answers, target) + MAP * binary_cross_entropy_with_logits(cells, replaced)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
        right += ((answers > 0) == (target > 0.5)).float().mean().item()
        if step % LOG_EVERY == 0:
            print(f"step {step} of {steps}, loss {total / LOG_EVERY:.4f}, right {right / LOG_EVERY:.3f}, {time.time() - began:.0f} s", flush=True)
            total, right = 0.0, 0.0
        if step % SAVE_EVERY == 0 or step == steps:
            _save(checkpoint, {"steps": steps, "step": step, "network": network.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()})
    network.eval()


def answers_of(network: PortraitSubstitution, shard: Shard) -> np.ndarray:
    """[n] log-odds of a shard's samples."""
    network.eval()
    with torch.no_grad():
        return np.concatenate([network(as_input(shard.views[start : start + BATCH]))[0][:, 0].numpy() for start in range(0, len(shard.families), BATCH)])


def _read(picks: Sequence[tuple[Shard, int]], rng: np.random.Generator) -> tuple[np.ndarray, torch.Tensor]:
    """[32, 256, 256, 3] and maps [32, 1, 16, 16] in 0..1: each a little moved, mirrored or not, toned and coded again, whatever it is."""
    views = [shard.views[number] for shard, number in picks]
    maps = [shard.replaced[number] for shard, number in picks]
    for view in views[: BATCH - len(picks)]:
        changed, mask = blended(rng, np.ascontiguousarray(view))
        views.append(changed)
        maps.append(cv2.resize(mask, (CELLS, CELLS), interpolation=cv2.INTER_AREA))
    for place, (view, replaced) in enumerate(zip(views, maps)):
        if rng.random() < 0.5:
            view, replaced = view[:, ::-1], replaced[:, ::-1]
        matrix = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), rng.normal(0, 1), rng.uniform(0.95, 1.06))
        matrix[:, 2] += rng.normal(0, 3, 2)
        view = cv2.warpAffine(np.ascontiguousarray(view), matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
        tone = np.arange(256)[:, None] * np.exp(rng.normal(0, 0.06, 3) + rng.normal(0, 0.15)) + rng.normal(0, 8)
        view = cv2.LUT(view, np.clip(tone, 0, 255).astype(np.uint8)[None])
        views[place] = decode(encode(view, int(rng.integers(55, 98)), "4:2:0")) if rng.random() < 0.5 else view
        maps[place] = replaced
    return np.stack(views), torch.from_numpy(np.stack(maps)[:, None].astype(np.float32) / 255)


def _save(path: Path, kept: dict) -> None:
    part = path.with_suffix(".part")
    torch.save(kept, part)
    part.replace(path)
