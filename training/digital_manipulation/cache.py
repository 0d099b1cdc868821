"""Samples made once: of each photo one that was only sent, one that was edited and sent alike, and one that is shown on a phone.

What is kept are the network's measures, which nothing is learnt in. WORK/cache/SET-SHARD/000000.npz; a sample depends on its set, shard and number alone."""

import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch

from training.digital_manipulation.chain import send
from training.digital_manipulation.edits import EDITS, edited
from training.digital_manipulation.network import WHOLE_SHRUNK, Measures
from training.digital_manipulation.screenshots import screenshot
from training.digital_manipulation.subject import cut_out, subject_of
from training.digital_manipulation.views import HEIGHT, WIDTH, placed, whole_view
from training.document_attacks.photos import DocumentPhoto, read_photos

CELL = 16
"""Pixels of the cells that the network answers for."""
COVERED = 0.3
"""Share of a cell's pixels that are replaced, from which on it counts as edited; with less than a tenth of that it counts as not."""
PADDED = 0.3
"""Share of whole pictures with a border of one colour: margins alone are no screenshot."""


@dataclass(frozen=True)
class Sample:
    """`measures` [63, h, w] float16 and `inside` [h, w] bool of blocks of 8 pixels; `share` [h / 2, w / 2] float32: how much of a cell was replaced. `kind` 'genuine' where nothing was."""

    measures: np.ndarray
    inside: np.ndarray
    share: np.ndarray
    kind: str
    strength: str


@dataclass(frozen=True)
class Kept:
    """Of one photo: samples of its document, and views [192, 256, 3] uint8 of the picture as it is and on a phone."""

    samples: list[Sample]
    whole: np.ndarray
    screen: np.ndarray


def folder_of(work: Path, photos: Path, shard: int) -> Path:
    return work / "cache" / f"{photos.name}-{shard}"


def make_cache(work: Path, photos: Path, portraits: Sequence[Path], shard: int, first: int, count: int, processes: int = 1) -> None:
    """Of the photos numbered from `first` on, those that are not there yet."""
    folder = folder_of(work, photos, shard)
    folder.mkdir(parents=True, exist_ok=True)
    all_photos = read_photos(photos)
    wanted = [number for number in range(first, min(first + count, len(all_photos))) if not (folder / f"{number:06}.npz").exists()]
    with ProcessPoolExecutor(processes) as pool:
        for done, number in enumerate(pool.map(partial(_make, folder, all_photos, portraits, shard), wanted, chunksize=8), 1):
            if done % 50 == 0:
                print(f"{folder.name}: photo {number}, {done} of {len(wanted)}", flush=True)


def read_kept(path: Path) -> Kept:
    with np.load(path) as file:
        samples = [
            Sample(*(file[f"{number}-{name}"] for name in ("measures", "inside", "share")), *str(file[f"{number}-attack"]).split(","))
            for number in range(sum(name.endswith("-attack") for name in file.files))
        ]
        return Kept(samples, file["whole"], file["screen"])


def as_input(views: np.ndarray) -> torch.Tensor:
    """[..., h, w, 3] uint8 to [..., 3, h, w] in -1..1."""
    return torch.from_numpy(np.ascontiguousarray(views)).movedim(-1, -3).float().sub_(127.5).div_(127.5)


def measured(view: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Measures and inside of a view [h, w, 3] uint8, of the part that holds the document."""
    seen = view.any(2)
    height, width = (int(np.flatnonzero(seen.any(axis))[-1]) // CELL + 2 for axis in (1, 0))
    with torch.no_grad():
        measures, inside = Measures()(as_input(view[None, : min(HEIGHT, height * CELL), : min(WIDTH, width * CELL)]))
    return measures[0].numpy().astype(np.float16), inside[0, 0].numpy() > 0


def _make(folder: Path, photos: Sequence[DocumentPhoto], portraits: Sequence[Path], shard: int, number: int) -> int:
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    rng = np.random.default_rng([53, zlib.crc32(folder.name.encode()), shard, number])
    photo = subject_of(photos[number])
    subject = cut_out(photo)
    change = edited(rng, subject, lambda: cut_out(subject_of(photos[int(rng.integers(len(photos)))])), portraits, EDITS)
    arrays: dict[str, np.ndarray] = {}
    for index, (shown, mask, attack) in enumerate(((subject, np.zeros(subject.image.shape[:2], np.float32), "genuine,"), (change.subject, change.mask, f"{change.attack.kind},{change.attack.strength}"))):
        sent = send(rng, shown, mask)
        view, seen = placed(sent.subject.image, sent.subject.outline, sent.mask)
        measures, inside = measured(view)
        share = cv2.resize(seen, (WIDTH // CELL, HEIGHT // CELL), interpolation=cv2.INTER_AREA)[: inside.shape[0] // 2, : inside.shape[1] // 2]
        arrays |= {f"{index}-measures": measures, f"{index}-inside": inside, f"{index}-share": share, f"{index}-attack": np.array(attack)}
    arrays["whole"] = _small(_bordered(rng, photo.image))
    arrays["screen"] = _small(screenshot(rng, photo).subject.image)
    part = folder / f"{number:06}.part.npz"
    np.savez(part, **arrays)
    part.rename(folder / f"{number:06}.npz")
    return number


def _bordered(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    if rng.random() > PADDED:
        return image
    across, down = (rng.uniform(0, 0.3) * (rng.random(2) < 0.6) * image.shape[1::-1]).astype(int).tolist()
    return cv2.copyMakeBorder(image, down, down, across, across, cv2.BORDER_CONSTANT, value=(int(rng.choice([0, 0, 30, 128, 255])),) * 3)


def _small(image: np.ndarray) -> np.ndarray:
    return cv2.resize(whole_view(image), (WIDTH // WHOLE_SHRUNK, HEIGHT // WHOLE_SHRUNK), interpolation=cv2.INTER_AREA)
