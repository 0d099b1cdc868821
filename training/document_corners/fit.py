"""Trains the network, first on small looks, which are quick, then on whole ones. A run that was cut goes on at its last checkpoint."""

import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.beginning import begin_at
from training.document_corners.network import INPUT, DocumentCorners
from training.document_corners.paste import SQUARE, banded, can_be_pasted, halves, paste
from training.document_corners.samples import Shot, sample

SHARES = {"real": 0.24, "without": 0.26, "drawn": 0.32, "artwork": 0.18}
"""Of the samples: real photos of documents, real photos without one, photos by the generator, its documents unphotographed."""
PASTED = {"real": 0.6, "without": 0.3, "drawn": 0.45, "artwork": 1.0}
"""Share of each kind where its document, or a piece that is none, lies on the ground of another photo."""
SEVERAL = 0.3
"""Share of the pasted where a second document lies beside the first."""
BANDED = 0.5
"""Share of pasted documents that get a band of colour along a side."""
ON_SHEET = 0.2
"""Share of pasted documents that are printed on a larger sheet, as copies are."""
CORNER_WEIGHT = 12.0
"""A bump covers few cells: without weight the network would do best to see no corner anywhere."""
MEAN_DECAY = 0.998
"""What is exported is the running mean of the weights, steadier than the last ones."""
CHECKPOINT_EVERY = 200


class Looks(IterableDataset):
    def __init__(self, shots: dict[str, list[Shot]], size: int, seed: int) -> None:
        self.shots = shots
        self.size = size
        self.seed = seed

    def __iter__(self):
        cv2.setNumThreads(1)
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, self.size, worker.id if worker else 0])
        kinds = [kind for kind in SHARES if self.shots[kind]]
        chances = np.array([SHARES[kind] for kind in kinds])
        while True:
            kind = kinds[rng.choice(len(kinds), p=chances / chances.sum())]
            image, shown = self._picture(kind, rng)
            yield sample(image, shown, rng, self.size)

    def _picture(self, kind: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A photo as it was taken, or its document on another photo, there with a second one beside it, or a picture beside or below it, at times."""
        shot = self._any(kind, rng)
        image, shown = shot.decode(), shot.outlines
        if rng.random() >= PASTED[kind] or not self.shots["without"]:
            return image, shown
        if not len(shown):
            paste(image, *self._piece(rng), rng)
            return image, shown
        documents = [self._document(image, shown, rng)]
        if rng.random() < SEVERAL:
            other = self._any(("real", "drawn", "artwork")[rng.integers(3)], rng)
            documents.append(self._document(other.decode(), other.outlines, rng))
        documents = [one for one in documents if one]
        if not documents:
            return image, shown
        ground = self._any("without", rng).decode()
        if rng.random() < 0.2:
            paste(ground, *self._piece(rng), rng)
        parts = halves(ground, rng) if len(documents) > 1 else [(ground, (0, 0))]
        outlines = []
        for (part, offset), (image, outline) in zip(parts, documents):
            if rng.random() < BANDED:
                image = banded(image, outline, part, rng)
            outlines.append(paste(part, image, outline, rng, on_sheet=rng.random() < ON_SHEET) + offset)
        return ground, np.array(outlines)

    def _document(self, image: np.ndarray, shown: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray] | None:
        """One of the documents of a photo, where all of it is in the frame."""
        whole = [outline for outline in shown if can_be_pasted(outline, image)]
        return (image, whole[rng.integers(len(whole))]) if whole else None

    def _any(self, kind: str, rng: np.random.Generator) -> Shot:
        return self.shots[kind][rng.integers(len(self.shots[kind]))]

    def _piece(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A photo without a document and a rectangle of it, as it might be printed or shown on a screen."""
        image = self._any("without", rng).decode()
        size = np.array(image.shape[1::-1])
        part = rng.uniform(0.3, 1, 2) * size
        return image, rng.random(2) * (size - part) + SQUARE * part


def loss_of(logits: torch.Tensor, maps: torch.Tensor) -> torch.Tensor:
    each = torch.nn.functional.binary_cross_entropy_with_logits(logits, maps, reduction="none")
    mask, corners = each[:, :1], each[:, 1:]
    return mask.mean() + (corners * (1 + CORNER_WEIGHT * maps[:, 1:])).mean()


def as_input(images: torch.Tensor) -> torch.Tensor:
    """[n, h, w, 3] uint8 to what the network takes."""
    return ((images.permute(0, 3, 1, 2).float() - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)


def train(shots: dict[str, list[Shot]], checkpoint: Path, stages: list[tuple[int, int, int, float]], begin: Path | None = None, seed: int = 1) -> DocumentCorners:
    """
    Trains through `stages`, each (size, steps, batch, highest rate), and writes `checkpoint` as it goes.

    :param shots: by the kinds of SHARES.
    :param begin: an exported network to go on from.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    network = DocumentCorners().to(device, memory_format=torch.channels_last)
    state = torch.load(checkpoint, map_location=device) if checkpoint.exists() else None
    if state:
        network.load_state_dict(state["network"])
    elif begin:
        images, _ = next(iter(DataLoader(Looks(shots, INPUT, seed), 32)))
        begin_at(network, begin, as_input(images.to(device)))
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(MEAN_DECAY), use_buffers=True)
    if state and "mean" in state:
        mean.load_state_dict(state["mean"])
    for stage, (size, steps, batch, rate) in enumerate(stages):
        done = 0
        if state and state["stage"] > stage:
            continue
        optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=1e-2)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
        if state and state["stage"] == stage and state["done"]:
            done = state["done"]
            optimiser.load_state_dict(state["optimiser"])
            schedule.load_state_dict(state["schedule"])
        looks = Looks(shots, size, seed * 1_000_003 + stage * 1009 + done)
        loader = iter(DataLoader(looks, batch, num_workers=2, prefetch_factor=4))
        network.train()
        total, began = 0.0, time.time()
        while done < steps:
            images, maps = next(loader)
            loss = loss_of(network(as_input(images.to(device))), maps.to(device).float() / 255)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
            done += 1
            total += loss.item()
            if done % CHECKPOINT_EVERY == 0 or done == steps:
                whole = done == steps
                state_now = {
                    "network": network.state_dict(),
                    "mean": mean.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "schedule": schedule.state_dict(),
                    "stage": stage + whole,
                    "done": 0 if whole else done,
                }
                part = checkpoint.with_suffix(".part")
                torch.save(state_now, part)
                part.replace(checkpoint)
                print(f"stage {stage + 1} ({size} px): step {done} of {steps}, loss {total / CHECKPOINT_EVERY:.4f}, {time.time() - began:.0f} s", flush=True)
                total = 0.0
        del loader
    return trained(checkpoint)


def trained(checkpoint: Path) -> DocumentCorners:
    """The network of a run: the running mean of its weights."""
    network = DocumentCorners()
    mean = AveragedModel(network)
    mean.load_state_dict(torch.load(checkpoint, map_location="cpu")["mean"])
    return mean.module.eval()
