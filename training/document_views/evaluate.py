"""Scores of pictures, and what they say of each set in the words of ISO/IEC 30107-3."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch
from PIL import Image, ImageOps

from training.bars import between_bars
from training.metrics import rates_at
from training.document_views.cache import as_input
from training.document_views.index import Row
from training.document_views.network import ViewsNetwork
from training.document_views.views import Box, views_of
from training.synthesis.camera.jpeg import decode, encode

RECTIFIED_SIDE, RECTIFIED_QUALITY = 1200, 75
"""Of a picture that another tool cut out, shrank and coded again."""


@dataclass(frozen=True)
class Scored:
    """`scores` [n] log-odds of bona fide, `real` [n] bool, `sources` [n]."""

    scores: np.ndarray
    real: np.ndarray
    sources: np.ndarray

    def where(self, which: Sequence[bool]) -> "Scored":
        of = np.array(which, bool)
        return Scored(self.scores[of], self.real[of], self.sources[of])

    def by_source(self, real: bool) -> dict[str, np.ndarray]:
        of = self.real == real
        return {str(source): self.scores[of & (self.sources == source)] for source in sorted(set(self.sources[of]))}


@dataclass(frozen=True)
class Judged:
    """A picture that is to be scored."""

    read: Callable[[], tuple[np.ndarray, Box]]
    real: bool
    source: str


def whole(picture: np.ndarray) -> tuple[np.ndarray, Box]:
    """The whole picture as what is judged, but for black bars about it."""
    return picture, between_bars(picture)


def part_of(picture: np.ndarray, box: Box) -> np.ndarray:
    """What is judged, cut out."""
    left, top, right, bottom = np.round(box).astype(int)
    return picture[top:bottom, left:right]


def rows_of(work: Path, rows: Iterable[Row]) -> list[Judged]:
    return [Judged(lambda row=row: (row.read(work), row.box), row.label == "real", row.source) for row in rows]


def labelled(labels: Path) -> list[Judged]:
    """Pictures of a labelled folder (`path,label,source`), whole."""
    with open(labels, newline="") as file:
        return [Judged(lambda path=labels.parent / line["path"]: whole(opened(path)), line["label"] == "real", line["source"]) for line in csv.DictReader(file)]


def pairs(listing: Path) -> list[Judged]:
    """Pictures of a list of pairs (`clean,moire`), whole."""
    with open(listing, newline="") as file:
        names = [(line[column], column == "clean") for line in csv.DictReader(file) for column in ("clean", "moire")]
    return [Judged(lambda path=listing.parent / name: whole(opened(path)), clean, "pairs") for name, clean in names]


def documents(labels: Path, real: bool = True) -> list[Judged]:
    """Documents of a list with their corners (`path,x0,y0...`), all of one label: the box about each."""

    def read(line: dict[str, str]) -> tuple[np.ndarray, Box]:
        picture = opened(labels.parent / line["path"])
        xs, ys = ([min(max(float(line[f"{axis}{corner}"]), 0), side) for corner in range(4)] for axis, side in (("x", picture.shape[1]), ("y", picture.shape[0])))
        return picture, (min(xs), min(ys), max(xs), max(ys))

    with open(labels, newline="") as file:
        return [Judged(lambda line=line: read(line), real, "documents") for line in csv.DictReader(file)]


def opened(path: Path) -> np.ndarray:
    """[h, w, 3] uint8 RGB, upright."""
    return np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))


def turned_grey(picture: np.ndarray) -> np.ndarray:
    """A picture whose colours are gone."""
    return cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def recompressed(picture: np.ndarray) -> np.ndarray:
    """As another tool hands on what it cut out: its longer side at most 1,200 pixels, coded again."""
    scale = min(1.0, RECTIFIED_SIDE / max(picture.shape[:2]))
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    return decode(encode(small, RECTIFIED_QUALITY, "4:2:0"))


class Judge:
    """The network as it ships, or as it is while it is trained."""

    def __init__(self, network: Path | ViewsNetwork) -> None:
        self._network = network if isinstance(network, ViewsNetwork) else None
        if isinstance(network, Path):
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])

    def views(self, views: np.ndarray) -> float:
        """Of [25, 128, 128, 3] uint8."""
        if self._network is not None:
            with torch.no_grad():
                return float(self._network.eval()(as_input(views))[0])
        return float(self._session.run(["score"], {"views": as_input(views).numpy()})[0][0])

    def score(self, picture: Image.Image) -> float:
        return self.views(views_of(*whole(np.asarray(picture))))

    def all(self, judged: Sequence[Judged], changed: Callable[[np.ndarray], np.ndarray] | None = None) -> Scored:
        """`changed`: what becomes of the part of each picture that is judged, before that."""
        scores = np.array([self.views(views_of(*(whole(changed(part_of(*one.read()))) if changed else one.read()))) for one in judged])
        return Scored(scores, np.array([one.real for one in judged]), np.array([one.source for one in judged]))


def report(scored: Scored, thresholds: dict[str, float]) -> dict[str, dict]:
    """Of all pictures and of each source: AUC and EER, and at each threshold BPCER, APCER and ACER."""
    groups = {"pooled": np.full(len(scored.real), True)} | {str(source): scored.sources == source for source in sorted(set(scored.sources))}
    return {name: _report(scored.scores[of & scored.real], scored.scores[of & ~scored.real], thresholds) for name, of in groups.items()}


def _report(real: np.ndarray, attacks: np.ndarray, thresholds: dict[str, float]) -> dict:
    return {"real": len(real), "attacks": len(attacks)} | rates_at(real, attacks, thresholds)
