"""Samples made once: of each photo some edits, each beside the same document unedited and sent alike, and one that is shown on a phone.

WORK/cache/SET-SHARD/000000.npz; a sample depends on its set, shard and number alone."""

import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch

from training.digital_manipulation.chain import Sent, send
from training.digital_manipulation.edits import EDITS, STRENGTHS, desk_of, edited_at
from training.digital_manipulation.network import WHOLE_SHRUNK
from training.digital_manipulation.screenshots import screenshot
from training.digital_manipulation.subject import cut_out, subject_of
from training.digital_manipulation.views import HEIGHT, WIDTH, placed, whole_view
from training.document_attacks.photos import DocumentPhoto, read_photos
from training.synthesis.camera.jpeg import decode

CELL = 16
"""Pixels of the cells that the network answers for."""
PAIRS = 4
"""Of each photo."""
SHARES = (0.4, 0.35, 0.25)
"""Of plain, usual and faint edits: those that nobody could see teach the least."""
COARSE = 4
"""Pixels that one of a kept mask stands for."""
PADDED = 0.3
"""Share of whole pictures with a border of one colour: margins alone are no screenshot."""


@dataclass(frozen=True)
class Sample:
    """A document as it was sent: `jpeg`, its `outline` [4, 2], and `mask`, how much was replaced, [h / 4, w / 4] uint8. `kind` 'genuine' where nothing was."""

    jpeg: np.ndarray
    outline: np.ndarray
    mask: np.ndarray
    kind: str
    strength: str

    def view(self) -> tuple[np.ndarray, np.ndarray]:
        """The document's view [h, w, 3] uint8 up to whole cells, and how much of each cell was replaced, [h / 16, w / 16] in 0..1."""
        picture = decode(self.jpeg.tobytes())
        part, own = placed(picture, self.outline, cv2.resize(self.mask, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR))
        height, width = (-(-length // CELL) * CELL for length in part.shape[:2])
        view, seen = np.zeros((height, width, 3), np.uint8), np.zeros((height, width), np.uint8)
        view[: part.shape[0], : part.shape[1]] = part
        seen[: part.shape[0], : part.shape[1]] = own
        return view, cv2.resize(seen, (width // CELL, height // CELL), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


@dataclass(frozen=True)
class Kept:
    """Of one photo: pairs of samples, genuine and edited, and views [192, 256, 3] uint8 of the picture as it is and on a phone."""

    pairs: list[tuple[Sample, Sample]]
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
            Sample(*(file[f"{number}-{name}"] for name in ("jpeg", "outline", "mask")), *str(file[f"{number}-attack"]).split(","))
            for number in range(sum(name.endswith("-attack") for name in file.files))
        ]
        return Kept(list(zip(samples[::2], samples[1::2])), file["whole"], file["screen"])


def sample_of(sent: Sent, kind: str, strength: str) -> Sample:
    size = [max(1, round(length / COARSE)) for length in sent.mask.shape[::-1]]
    mask = np.round(255 * cv2.resize(sent.mask, size, interpolation=cv2.INTER_AREA)).astype(np.uint8)
    return Sample(np.frombuffer(sent.jpeg, np.uint8), sent.subject.outline, mask, kind, strength)


def as_input(views: np.ndarray) -> torch.Tensor:
    """[..., h, w, 3] uint8 to [..., 3, h, w] in -1..1."""
    return torch.from_numpy(np.ascontiguousarray(views)).movedim(-1, -3).float().sub_(127.5).div_(127.5)


def _make(folder: Path, photos: Sequence[DocumentPhoto], portraits: Sequence[Path], shard: int, number: int) -> int:
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    rng = np.random.default_rng([53, zlib.crc32(folder.name.encode()), shard, number])
    photo = subject_of(photos[number])
    subject = cut_out(photo)
    arrays: dict[str, np.ndarray] = {}
    desk = desk_of(subject, lambda: cut_out(subject_of(photos[int(rng.integers(len(photos)))])), portraits)
    for pair in range(PAIRS):
        change = edited_at(rng, subject, desk, EDITS, str(rng.choice(STRENGTHS, p=SHARES)))
        seed = int(rng.integers(2**32))
        none = np.zeros(subject.image.shape[:2], np.float32)
        for index, (shown, mask, attack) in enumerate(((subject, none, ("genuine", "")), (change.subject, change.mask, (change.attack.kind, change.attack.strength)))):
            # Sent alike, so that nothing but the edit tells one from the other.
            sent = send(np.random.default_rng(seed), shown, mask)
            kept = sample_of(sent, *attack)
            arrays |= {f"{2 * pair + index}-{name}": getattr(kept, name) for name in ("jpeg", "outline", "mask")}
            arrays[f"{2 * pair + index}-attack"] = np.array(",".join(attack))
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
