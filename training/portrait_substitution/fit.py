"""Trains the network on cached samples: of a batch's substitutions some are overlaid, some pasted, and some genuine ones of it, over whose portraits others are put, or they themselves."""

import math
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.metrics import auc
from training.portrait_substitution.cache import Shard
from training.portrait_substitution.cameras import ending, framed_anyhow, retaken
from training.portrait_substitution.in_view import EDITS, PRINTS, lent_by, substituted
from training.portrait_substitution.network import PortraitSubstitution, as_input
from training.portrait_substitution.self_blend import blended
from training.portrait_substitution.views import CELLS

FAMILIES = {"": 10, "overlaid": 4, "pasted": 3}
BLENDED, PUT_OVER = 2, 5
"""Samples of a batch: of each family, genuine ones of it blended with themselves, and other genuine ones that another face is put over."""
BATCH = sum(FAMILIES.values()) + BLENDED + PUT_OVER
LENT = 0.35
"""Share of the faces put over that other documents of the batch lend."""
RATE, TRUNK_RATE = 2e-3, 5e-4
"""Of what begins at random, and of what begins at ImageNet's weights; all times the share that a run is given."""
WARMED = 0.06
"""Share of the training after which rates are no longer raised."""
AVERAGED = 0.99
"""Share of the running mean of the weights that each step leaves."""
SMOOTHING = 0.03
"""Of labels: some substitutions nothing tells."""
MAP = 0.5
"""Weight of what the map says, beside the score."""
REAL = 0.2
"""Share of the genuine and of the pasted that are of real documents."""
RETAKEN = 0.8
"""Share of views as another camera and coder would have left them."""
LOG_EVERY = 10
SAVE_EVERY = 30
CHECK_EVERY = 150


class Draws:
    """Endless picks of a shard and a sample, each of a family as likely as the others."""

    def __init__(self, shards: Sequence[Shard], real: str, seed: int | list[int]) -> None:
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


def train(
    network: PortraitSubstitution, shards: Sequence[Shard], kept: Sequence[Shard], real: str, faces: Sequence[np.ndarray], steps: int, rate: float, checkpoint: Path, seed: int = 1
) -> PortraitSubstitution:
    """The running mean of the network that is trained; goes on where the checkpoint was left. `kept`: what is told in the log how well it does on; `faces`: pictures [h, w, 3] that are put over portraits."""
    torch.manual_seed(seed)
    network.to(memory_format=torch.channels_last)
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED), use_buffers=True)
    of_trunk = list(network.trunk.parameters())
    others = [p for name, p in network.named_parameters() if not name.startswith("trunk.")]
    optimiser = torch.optim.AdamW([{"params": of_trunk}, {"params": others}], weight_decay=1e-2)
    parts = {"network": network, "averaged": averaged, "optimiser": optimiser}
    first = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        first = saved["step"]
        for name, part in parts.items():
            part.load_state_dict(saved[name])
    draws, rng = Draws(shards, real, [seed, first]), np.random.default_rng([seed, 1, first])
    genuine = FAMILIES[""]
    target = torch.cat([torch.full((genuine, 1), 1 - SMOOTHING), torch.full((BATCH - genuine, 1), SMOOTHING)])
    weight = torch.where(target > 0.5, BATCH / 2 / genuine, BATCH / 2 / (BATCH - genuine))
    total, right, began = 0.0, 0.0, time.time()
    for step in range(first + 1, steps + 1):
        network.train()
        for group, highest in zip(optimiser.param_groups, (TRUNK_RATE, RATE)):
            group["lr"] = highest * rate * share_of_rate(step / steps)
        views, replaced = batch_of(draws.batch(), rng, faces)
        answers, cells = network(as_input(views).contiguous(memory_format=torch.channels_last))
        loss = binary_cross_entropy_with_logits(answers, target, weight) + MAP * binary_cross_entropy_with_logits(cells, replaced)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        averaged.update_parameters(network)
        total += loss.item()
        right += (((answers > 0) == (target > 0.5)) * weight).mean().item()
        if step % LOG_EVERY == 0:
            print(f"step {step} of {steps}, loss {total / LOG_EVERY:.4f}, right {right / LOG_EVERY:.3f}, {time.time() - began:.0f} s", flush=True)
            total, right = 0.0, 0.0
        if step % SAVE_EVERY == 0 or step == steps:
            _save(checkpoint, {"step": step} | {name: part.state_dict() for name, part in parts.items()})
        if step % CHECK_EVERY == 0 or step == steps:
            print(f"step {step}: AUC {areas(averaged.module, kept)}", flush=True)
    return averaged.module.eval()


def share_of_rate(done: float) -> float:
    """Of the highest rate, by how much of the training is done: up at first, then down to nothing as a cosine."""
    return min(1.0, done / WARMED) * 0.5 * (1 + math.cos(math.pi * done))


def areas(network: nn.Module, shards: Sequence[Shard]) -> dict[str, float]:
    """AUC of each family of substitutions against all genuine samples that are drawn or real as they are."""
    scores: dict[tuple[str, bool], list[np.ndarray]] = {}
    for shard in shards:
        answers = answers_of(network, shard)
        for family in sorted(set(shard.families)):
            scores.setdefault((str(family), "real" in shard.name), []).append(answers[shard.families == family])
    joined = {key: np.concatenate(parts) for key, parts in scores.items()}
    return {
        f"{'real' if real else 'drawn'} {family}": round(auc(joined["", real], attacks).value, 3) for (family, real), attacks in joined.items() if family
    }


def answers_of(network: nn.Module, shard: Shard) -> np.ndarray:
    """[n] log-odds of a shard's samples, which are as wide as the network's view."""
    network.eval()
    with torch.no_grad():
        return np.concatenate([network(as_input(shard.views[start : start + BATCH]))[0][:, 0].numpy() for start in range(0, len(shard.families), BATCH)])


def batch_of(picks: Sequence[tuple[Shard, int]], rng: np.random.Generator, faces: Sequence[np.ndarray]) -> tuple[np.ndarray, torch.Tensor]:
    """[24, 384, 384, 3] and maps [24, 1, 12, 12] in 0..1: each a little moved, mirrored or not, as another camera and another coder would have left it, whatever it is."""
    views = [np.array(shard.views[number]) for shard, number in picks]
    masks = [cv2.resize(shard.replaced[number], view.shape[1::-1]) for (shard, number), view in zip(picks, views)]
    genuine = views[: FAMILIES[""]]
    changed = [blended(rng, view) for view in genuine[:BLENDED]]
    # Those that lend a portrait are not among those that it is put over.
    others = lent_by(genuine[:BLENDED] + genuine[BLENDED + PUT_OVER :])
    changed += [substituted(rng, view, others if rng.random() < LENT else faces, PRINTS + EDITS) for view in genuine[BLENDED:][:PUT_OVER]]
    for view, mask in changed:
        views.append(view)
        masks.append(mask)
    moved = [framed_anyhow(rng, view, mask) for view, mask in zip(views, masks)]
    maps = np.stack([cv2.resize(mask, (CELLS, CELLS), interpolation=cv2.INTER_AREA) for _, mask in moved])
    taken = np.stack([ending(rng, retaken(rng, view) if rng.random() < RETAKEN else view) for view, _ in moved])
    return taken, torch.from_numpy(maps[:, None].astype(np.float32) / 255)


def _save(path: Path, kept: dict) -> None:
    part = path.with_suffix(".part")
    torch.save(kept, part)
    part.replace(path)
