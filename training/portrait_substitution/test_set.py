"""Labelled folders for `npm run eval -- portrait-substitution`: genuine photos of the held-out generator, and substitutions that training does not know.

One folder for what was laid over portraits before the camera, one for what was pasted into photos, each with all of the genuine photos. All
were sent alike, whatever was done to them.
"""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from training.document_attacks.photos import Attack, DocumentPhoto
from training.portrait_substitution.held_out import pasted_in
from training.portrait_substitution.samples import GENUINE, sent
from training.synthesis.camera.jpeg import encode

COLUMNS = ("path", "label", "source", "attack", "strength", "format", "x0", "y0", "x1", "y1", "x2", "y2", "x3", "y3")

Change = Callable[[np.random.Generator, np.ndarray, DocumentPhoto], tuple[np.ndarray, Attack | None]]


def write_sets(folder: Path, genuine: Sequence[DocumentPhoto], overlaid: Sequence[DocumentPhoto], portraits: Sequence[Path], pasted: int) -> None:
    """`pasted`: how many of the genuine photos have another face pasted in as well."""

    def edit(rng: np.random.Generator, photo: np.ndarray, one: DocumentPhoto) -> tuple[np.ndarray, Attack | None]:
        return pasted_in(rng, photo, one.portrait, portraits)

    rows = _write(folder / "overlaid", "genuine", genuine, 61)
    _list(folder / "overlaid", rows + _write(folder / "overlaid", "attack", overlaid, 67))
    rows = _write(folder / "pasted", "genuine", genuine, 61)
    _list(folder / "pasted", rows + _write(folder / "pasted", "attack", genuine[:pasted], 71, edit))


def _write(folder: Path, label: str, photos: Sequence[DocumentPhoto], seed: int, change: Change | None = None) -> list[tuple]:
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, one in enumerate(photos):
        rng = np.random.default_rng([seed, number])
        photo, attack = one.read(), one.attack
        if change is not None:
            photo, attack = change(rng, photo, one)
        before = photo.shape
        photo, quality, sampling = sent(rng, photo)
        name = f"{label}-{number:03}.jpg"
        (folder / name).write_bytes(encode(photo, quality, sampling))
        outline = one.outline * (np.array(photo.shape[1::-1]) / before[1::-1])
        kind, strength = (attack.kind, attack.strength) if attack else (GENUINE, "")
        rows.append((name, label, "drawn", kind, strength, one.format, *np.round(outline.ravel(), 2).tolist()))
    return rows


def _list(folder: Path, rows: Sequence[tuple]) -> None:
    with open(folder / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    print(f"{len(rows)} photos in {folder}", flush=True)
