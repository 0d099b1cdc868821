"""The labelled index of a data set: one line a picture, in WORK/index/SOURCE.csv."""

import csv
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

Part = Literal["train", "calibration", "kept"]
PARTS: tuple[Part, ...] = ("train",) * 8 + ("calibration", "kept")


@dataclass(frozen=True)
class Row:
    """`path` is within WORK. `attack`: the instrument's species, 'none' for bona fide. `source`: the data set; `origin`: the one that the
    face is from, another than `source` where the attack was drawn. `left` to `bottom`: of the file, what is picture and not padding.
    `x` to `height`: the face's box, in pixels of that part. `part` is decided by the person."""

    path: str
    label: Literal["bona_fide", "attack"]
    attack: str
    person: str
    source: str
    origin: str
    part: Part
    left: int
    top: int
    right: int
    bottom: int
    x: float
    y: float
    width: float
    height: float

    @property
    def box(self) -> np.ndarray:
        """Left, top, right, bottom of the face."""
        return np.array([self.x, self.y, self.x + self.width, self.y + self.height])

    def read(self, work: Path) -> np.ndarray:
        """[h, w, 3] uint8 RGB without padding."""
        image = cv2.imread(str(work / self.path), cv2.IMREAD_COLOR)
        if image is None:
            raise ValueError(f"cannot read {work / self.path}")
        return np.ascontiguousarray(image[self.top : self.bottom, self.left : self.right, ::-1])


def shares_of(people: Iterable[str], source: str) -> dict[str, Part]:
    """Who is trained on, calibrated on, or kept: whole people, eight of ten, one of ten and one of ten, in an order that only names decide."""
    order = sorted(set(people), key=lambda person: zlib.crc32(f"{source}/{person}".encode()))
    return {person: PARTS[i % len(PARTS)] if len(order) >= len(PARTS) else "train" for i, person in enumerate(order)}


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
    kinds = {field.name: field.type for field in fields(Row)}
    with open(path, newline="") as file:
        return [Row(**{name: kinds[name](value) if kinds[name] in (int, float) else value for name, value in line.items()}) for line in csv.DictReader(file)]
