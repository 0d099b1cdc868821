"""Trains the network on cached samples, in batches in which labels, data sets, attacks and people have equal parts. A run that was cut goes on at its last checkpoint."""

import itertools
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.face_pad.cache import Samples
from training.face_pad.draws import balanced
from training.face_pad.network import FacePad

CHECKPOINT_EVERY = 50
LOG_EVERY = 25
SMOOTHING = 0.04
"""Of labels: some masks and prints cannot be told in what is seen of them."""
ALONE = 0.4
"""Weight of what the views say alone, against the fused score."""
RATE, TRUNK_RATE = 2e-3, 6e-4
"""Highest learning rates: of what begins at random, and of what begins at ImageNet's weights."""
MEMORY = 0.99
"""Of the running mean of the weights, which is what is measured and exported."""


def as_input(views: torch.Tensor) -> torch.Tensor:
    """[n, 3, h, w, 3] uint8 to what the network takes."""
    return ((views.flatten(0, 1).permute(0, 3, 1, 2).float() - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)


def loss_of(scores: torch.Tensor, bona_fide: torch.Tensor) -> torch.Tensor:
    """`scores` [n, 4] as `FacePad.each` gives them, `bona_fide` [n] 0 or 1."""
    target = (bona_fide * (1 - 2 * SMOOTHING) + SMOOTHING)[:, None].expand_as(scores)
    each = torch.nn.functional.binary_cross_entropy_with_logits(scores, target, reduction="none")
    return each[:, 0].mean() + ALONE * each[:, 1:].mean()


def train(samples: Samples, places: Sequence[int], checkpoint: Path, steps: int, batch: int, seed: int = 1, begin: Path | None = None, rate: float = 1) -> FacePad:
    """
    Trains on the samples at `places`, writing `checkpoint` as it goes; gives the running mean of the network.

    :param begin: another run's checkpoint, whose running mean is gone on from; left out, the trunks begin at ImageNet's weights and the rest at random.
    :param rate: of the highest learning rates.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    network = FacePad().to(device, memory_format=torch.channels_last)
    if begin:
        network.load_state_dict({name.removeprefix("module."): one for name, one in torch.load(begin, map_location=device)["mean"].items() if name.startswith("module.")})
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(MEMORY), use_buffers=True)
    of_trunks = {name for name, _ in network.named_parameters() if name.startswith(("scene.", "surface."))}
    groups = [[p for name, p in network.named_parameters() if (name in of_trunks) == pretrained] for pretrained in (True, False)]
    rates = [TRUNK_RATE * rate, RATE * rate]
    optimiser = torch.optim.AdamW([{"params": group} for group in groups], RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.1)
    parts = {"network": network, "mean": mean, "optimiser": optimiser, "schedule": schedule}
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        if state["steps"] != steps or state["batch"] != batch:
            raise ValueError(f"{checkpoint} is of a run of {state['steps']} steps of {state['batch']}, not of {steps} of {batch}")
        for name, part in parts.items():
            part.load_state_dict(state[name])
        done = state["done"]
    rng = np.random.default_rng([seed, done])
    drawn = balanced([samples.rows[place] for place in places], rng)
    network.train()
    total, right, began, first = 0.0, 0.0, time.time(), done
    while done < steps:
        chosen = [places[one] for one in itertools.islice(drawn, batch)]
        bona_fide = torch.tensor([float(samples.rows[place].label == "bona_fide") for place in chosen], device=device)
        scores = network.each(as_input(torch.from_numpy(mirrored(samples.views(chosen), rng)).to(device)))
        loss = loss_of(scores, bona_fide)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        mean.update_parameters(network)
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
            torch.save({**{name: one.state_dict() for name, one in parts.items()}, "done": done, "steps": steps, "batch": batch}, part)
            part.replace(checkpoint)
    return mean.module.to("cpu").eval()


def mirrored(views: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[n, 3, h, w, 3]: half of the samples, seen once more, are seen from the other side."""
    turned = rng.random(len(views)) < 0.5
    views[turned] = views[turned, :, :, ::-1]
    return views
