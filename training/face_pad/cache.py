"""Samples made once: to read, alter and cut a picture takes a good part of what it takes to learn from it, and runs without a data set learn from the same ones."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.face_pad.draws import balanced
from training.face_pad.index import Row, read_index, write_index
from training.face_pad.samples import sample

PART = 1000
"""Samples of a file."""


class Samples:
    """`rows` [n], what each sample is of, and `views(places)` [m, 3, 128, 128, 3] uint8."""

    def __init__(self, work: Path) -> None:
        files = sorted((work / "samples").glob("*.npy"))
        self._parts = [np.load(file, mmap_mode="r") for file in files]
        self.rows = [row for file in files for row in read_index(file.with_suffix(".csv"))]

    def views(self, places: Sequence[int]) -> np.ndarray:
        return np.stack([self._parts[place // PART][place % PART] for place in places])


def fill(work: Path, rows: Sequence[Row], count: int) -> None:
    """Fills WORK/samples up to `count` samples of the rows, in the proportions of `balanced`. A file depends on its number and on the rows alone."""
    cv2.setNumThreads(1)
    folder = work / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count // PART):
        path = folder / f"{number:03}.npy"
        if path.exists():
            continue
        rng = np.random.default_rng([31, number])
        chosen = [rows[place] for place in itertools.islice(balanced(rows, rng), PART)]
        views = np.stack([sample(row.read(work), row.box, rng) for row in chosen])
        write_index(path.with_suffix(".csv"), chosen)
        part = path.with_suffix(".part")
        with open(part, "wb") as file:
            np.save(file, views)
        part.replace(path)
        print(f"{(number + 1) * PART} of {count} samples", flush=True)
