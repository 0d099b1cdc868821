"""Scores of pictures, and what they say of each kind of edit and of each strength in the words of ISO/IEC 30107-3."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from PIL import Image, ImageOps

from training.digital_manipulation.cache import as_input
from training.digital_manipulation.views import document_view, whole_view
from training.metrics import rates_at
from training.synthesis.camera.jpeg import decode, encode

RECTIFIED_SIDE, RECTIFIED_QUALITY = 1200, 75
"""Of a document that another tool cut out, put straight, shrank and coded again."""


@dataclass(frozen=True)
class Scored:
    """`scores` [n] log-odds of bona fide, `real` [n] bool, `sources`, `kinds` and `strengths` [n] of words, '' where there is none."""

    scores: np.ndarray
    real: np.ndarray
    sources: np.ndarray
    kinds: np.ndarray
    strengths: np.ndarray


@dataclass(frozen=True)
class Judged:
    """A picture that is to be scored, with the document's outline [4, 2] or the whole of it for one."""

    path: Path
    outline: np.ndarray | None
    real: bool
    source: str
    kind: str
    strength: str

    def read(self) -> tuple[np.ndarray, np.ndarray]:
        picture = np.asarray(ImageOps.exif_transpose(Image.open(self.path)).convert("RGB"))
        return picture, corners_of(picture) if self.outline is None else self.outline


def corners_of(picture: np.ndarray) -> np.ndarray:
    """[4, 2]: those of the whole picture."""
    height, width = picture.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], float)


def listed(labels: Path) -> list[Judged]:
    """Pictures of a labels.csv: `path`, and if wanted `label`, `source`, `attack`, `strength` and the corners `x0, y0...`. What has no label is genuine."""
    with open(labels, newline="") as file:
        return [_judged(labels.parent, row) for row in csv.DictReader(file)]


def _judged(folder: Path, row: dict[str, str]) -> Judged:
    outline = np.array([[float(row[f"{axis}{corner}"]) for axis in "xy"] for corner in range(4)]) if row.get("x0") else None
    label = row.get("label") or "genuine"
    return Judged(folder / row["path"], outline, label == "genuine", row.get("source") or folder.name, row.get("attack") or ("" if label == "genuine" else label), row.get("strength") or "")


def rectified(picture: np.ndarray, outline: np.ndarray) -> np.ndarray:
    """The document as another tool hands it on: straight, its longer side at most 1,200 pixels, coded again."""
    sides = np.linalg.norm(outline - np.roll(outline, -1, 0), axis=1)
    size = np.array([(sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2])
    width, height = np.round(size * min(1.0, RECTIFIED_SIDE / size.max())).astype(int).tolist()
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    flat = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(outline.astype(np.float32), target), (width, height), flags=cv2.INTER_LINEAR)
    return decode(encode(flat, RECTIFIED_QUALITY, "4:2:0"))


class Judge:
    """The network as it ships."""

    def __init__(self, network: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])

    def score(self, picture: np.ndarray, outline: np.ndarray) -> float:
        views = np.stack([document_view(picture, outline), whole_view(picture)])
        return float(self._session.run(["score"], {"views": as_input(views).numpy()})[0][0])

    def whole(self, picture: Image.Image) -> float:
        """Of a picture that is a document as a whole."""
        return self.score(np.asarray(picture), corners_of(np.asarray(picture)))

    def all(self, judged: Sequence[Judged], changed: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None) -> Scored:
        """`changed`: what becomes of a picture and its outline before it is judged, whole."""
        scores = []
        for one in judged:
            picture, outline = one.read()
            if changed is not None:
                picture = changed(picture, outline)
                outline = corners_of(picture)
            scores.append(self.score(picture, outline))
        words = (np.array([getattr(one, name) for one in judged]) for name in ("source", "kind", "strength"))
        return Scored(np.array(scores), np.array([one.real for one in judged]), *words)


def report(scored: Scored, thresholds: dict[str, float]) -> dict[str, dict]:
    """Of each source, of its edits alone, and of its kinds and strengths against all that is genuine in it: AUC and EER, and at each threshold BPCER, APCER and ACER."""
    found = {}
    for source in sorted(set(scored.sources)):
        of = scored.sources == source
        real = scored.scores[of & scored.real]
        groups = {str(source): of}
        if "screenshot" in scored.kinds[of]:
            groups[f"{source}, but screenshots"] = of & (scored.kinds != "screenshot")
        for name, words in (("kind", scored.kinds), ("strength", scored.strengths)):
            groups |= {f"{source}, {name} {word}": of & (words == word) for word in sorted(set(words[of & ~scored.real])) if word}
        found |= {name: _report(real, scored.scores[group & ~scored.real], thresholds) for name, group in groups.items()}
    return found


def _report(real: np.ndarray, attacks: np.ndarray, thresholds: dict[str, float]) -> dict:
    return {"genuine": len(real), "attacks": len(attacks)} | rates_at(real, attacks, thresholds)
