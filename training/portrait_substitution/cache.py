"""Samples made once, in parts of some photos each. WORK/cache/NAME-NUMBER/*.npy; a part that is there is not made again."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from training.document_attacks.photos import DocumentPhoto
from training.portrait_substitution.samples import Sample, samples_of


@dataclass(frozen=True)
class Plan:
    """What becomes of each of a set's photos: so many `copies`, `side` pixels wide, with faces of `portraits` pasted in."""

    name: str
    copies: int
    side: int
    portraits: Sequence[Path]


@dataclass(frozen=True)
class Shard:
    """Of n samples: `views` [n, s, s, 3] uint8, `replaced` [n, s / 4, s / 4] uint8, `families`, `kinds`, `strengths` [n] str."""

    name: str
    views: np.ndarray
    replaced: np.ndarray
    families: np.ndarray
    kinds: np.ndarray
    strengths: np.ndarray


def make_shards(work: Path, plan: Plan, parts: Sequence[Sequence[DocumentPhoto]], processes: int, lent: Callable[[], list[np.ndarray]]) -> None:
    """`lent`: portraits of other photos, read only if there is something to do."""
    wanted = [number for number in range(len(parts)) if not (folder_of(work, plan.name, number) / "strengths.npy").exists()]
    others = lent() if wanted else []
    with ProcessPoolExecutor(processes) as pool:
        tasks = pool.map(partial(_make, work, plan, others), wanted, [parts[number] for number in wanted])
        for number, made in zip(wanted, tasks):
            print(f"{plan.name}: part {number + 1} of {len(parts)}, {made} samples", flush=True)


def read_shards(work: Path, name: str) -> list[Shard]:
    """All parts of a set, by number."""
    folders = sorted((work / "cache").glob(f"{name}-[0-9][0-9]"))
    fields = ("views", "replaced", "families", "kinds", "strengths")
    return [Shard(name, *(np.load(folder / f"{field}.npy", mmap_mode="r" if field == "views" else None) for field in fields)) for folder in folders]


def folder_of(work: Path, name: str, number: int) -> Path:
    return work / "cache" / f"{name}-{number:02}"


def _make(work: Path, plan: Plan, others: list[np.ndarray], number: int, photos: Sequence[DocumentPhoto]) -> int:
    cv2.setNumThreads(1)
    samples: list[Sample] = []
    for place, one in enumerate(photos):
        samples += samples_of(one, np.random.default_rng([53, number, place]), plan.copies, plan.portraits, others, plan.side)
    folder = folder_of(work, plan.name, number)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "views.npy", np.stack([sample.view for sample in samples]))
    np.save(folder / "replaced.npy", np.stack([sample.replaced for sample in samples]))
    for field, values in (("families", "family"), ("kinds", "kind"), ("strengths", "strength")):
        np.save(folder / f"{field}.npy", np.array([getattr(sample, values) for sample in samples]))
    return len(samples)
