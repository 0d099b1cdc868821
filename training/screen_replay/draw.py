"""Draws documents and things on screens, and the same pictures through the same cameras without one."""

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from training.document_views.index import Row, write_index
from training.synthesis.camera.jpeg import decode
from training.synthesis.document import Document
from training.synthesis.recapture.recapture import Kind, Subject, photograph_live, recapture

SCREENS: tuple[Kind, ...] = ("screen-phone", "screen-tablet", "screen-monitor")
LONG_SIDES = (560, 960)
BATCH = 20
DOCUMENTS_KEPT = 10
"""Documents a batch draws; each is shown about twice, in other photos."""


@dataclass(frozen=True)
class Shown:
    """What is shown: documents with these portraits, and pictures that others took."""

    portraits: Sequence[Path]
    pictures: Sequence[Path]
    held_out: bool


def draw_screens(work: Path, name: str, shown: Shown, count: int, processes: int) -> list[Row]:
    """Fills WORK/pictures/NAME up to `count` pictures, half of them of screens, and writes WORK/index/NAME.csv. A picture depends on its number alone."""
    folder = work / "pictures" / name
    folder.mkdir(parents=True, exist_ok=True)
    firsts = [first for first in range(0, count, BATCH) if not all((folder / f"{i:06}.json").exists() for i in range(first, min(first + BATCH, count)))]
    with ProcessPoolExecutor(processes) as pool:
        for done, first in enumerate(pool.map(partial(_batch, work, name, shown, count), firsts), 1):
            print(f"{name}: pictures from {first} on are made, {done} of {len(firsts)} parts", flush=True)
    return index_drawn(work, name)


def index_drawn(work: Path, name: str) -> list[Row]:
    """The index of what is drawn so far."""
    rows = [Row(**json.loads(path.read_text())) for path in sorted((work / "pictures" / name).glob("*.json"))]
    write_index(work / "index" / f"{name}.csv", rows)
    return rows


def _batch(work: Path, name: str, shown: Shown, count: int, first: int) -> int:
    cv2.setNumThreads(1)
    if shown.held_out:
        from training.synthesis.held_out.documents import draw_document
    else:
        from training.synthesis.documents import draw_document
    rng = np.random.default_rng([29 if shown.held_out else 23, first])
    documents = [draw_document(rng, shown.portraits, side="back" if rng.random() < 0.06 else "front") for _ in range(DOCUMENTS_KEPT)]
    for number in range(first, min(first + BATCH, count)):
        _draw(work, name, shown, documents, number)
    return first


def _draw(work: Path, name: str, shown: Shown, documents: list[Document], number: int) -> None:
    rng = np.random.default_rng([37 if shown.held_out else 31, number])
    subject = _subject(rng, shown, documents)
    long_side = int(rng.integers(*LONG_SIDES))
    real = number % 2 == 0
    if real:
        shot = photograph_live(rng, subject, long_side)
    else:
        shot = recapture(rng, subject, SCREENS[rng.integers(len(SCREENS))], long_side, shown.pictures, shown.held_out)
    path = work / "pictures" / name / f"{number:06}.jpg"
    path.write_bytes(shot.jpeg)
    height, width = decode(shot.jpeg).shape[:2]
    left, top, right, bottom = np.clip(np.round(shot.box), 0, (width, height, width, height)).astype(int).tolist()
    row = {"path": str(path.relative_to(work)), "label": "real" if real else "attack", "source": name, "left": left, "top": top, "right": right, "bottom": bottom}
    part = path.with_suffix(".part")
    part.write_text(json.dumps(row))
    part.rename(path.with_suffix(".json"))


def _subject(rng: np.random.Generator, shown: Shown, documents: list[Document]) -> Subject:
    kind = rng.random()
    if shown.pictures and kind < 0.45:
        picture = cv2.imread(str(shown.pictures[rng.integers(len(shown.pictures))]), cv2.IMREAD_COLOR)[..., ::-1]
        return Subject(np.ascontiguousarray(picture), _part(rng, picture.shape[1], picture.shape[0]))
    document = documents[rng.integers(len(documents))]
    if kind < 0.65:
        ground = np.broadcast_to(rng.integers(20, 256, 3).astype(np.uint8), document.artwork.shape)
        alpha = document.alpha[..., None].astype(np.float32) / 255
        picture = (ground + alpha * (document.artwork.astype(np.float32) - ground)).astype(np.uint8)
        return Subject(picture, np.concatenate([document.outline.min(0), document.outline.max(0)]))
    if shown.held_out:
        from training.synthesis.held_out.photograph import PhotoSettings, photograph
    else:
        from training.synthesis.photograph import PhotoSettings, photograph
    photo = photograph(rng, [document], PhotoSettings(long_side=1400, share=(0.2, 0.85), cut=0.05))
    height, width = photo.image.shape[:2]
    box = np.clip(np.concatenate([photo.outlines[0].min(0), photo.outlines[0].max(0)]), 0, (width, height, width, height))
    return Subject(photo.image, box)


def _part(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """About the middle of a picture: what is around it is on the screen too, and mostly fills the frame."""
    side = rng.uniform(0.3, 0.8) * min(width, height)
    centre = np.array([width, height]) * rng.uniform(0.4, 0.6, 2)
    return np.clip(np.concatenate([centre - side / 2, centre + side / 2]), 0, (width, height, width, height))
