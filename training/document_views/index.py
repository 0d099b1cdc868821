"""The labelled index of a data set: one line a picture, in WORK/index/SOURCE.csv."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

Label = Literal["real", "attack"]


@dataclass(frozen=True)
class Row:
    """`path` is within WORK. `source`: the collector, or what drew it. `left` to `bottom`: the part that is judged, in pixels: a document's box, or everything."""

    path: str
    label: Label
    source: str
    left: int
    top: int
    right: int
    bottom: int

    def read(self, work: Path) -> np.ndarray:
        """[h, w, 3] uint8 RGB, the whole picture, as it is stored: no view depends on which way up it is."""
        image = cv2.imread(str(work / self.path), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
        if image is None:
            raise ValueError(f"cannot read {work / self.path}")
        return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)

    @property
    def box(self) -> tuple[int, int, int, int]:
        return self.left, self.top, self.right, self.bottom


def write_index(path: Path, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with open(part, "w", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Row)])
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    part.replace(path)


def read_index(path: Path) -> list[Row]:
    """The rows of one file, or of all files of a folder."""
    if path.is_dir():
        return [row for one in sorted(path.glob("*.csv")) for row in read_index(one)]
    with open(path, newline="") as file:
        return [Row(line["path"], line["label"], line["source"], *(int(line[side]) for side in ("left", "top", "right", "bottom"))) for line in csv.DictReader(file)]


def read_source(work: Path, source: str) -> list[Row]:
    """The rows of one source, whichever file of WORK/index they are in: a collector's file may have two."""
    return [row for row in read_index(work / "index") if row.source == source]
