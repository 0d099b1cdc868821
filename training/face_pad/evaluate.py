"""Scores of pictures, and what they say of each data set in the words of ISO/IEC 30107-3."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.face_pad.fit import as_input
from training.face_pad.index import Row
from training.face_pad.network import FacePad
from training.face_pad.views import views_of
from training.metrics import apcer, auc, bpcer, equal_error, wilson
from training.reading import main_face

BATCH = 16
Change = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
"""A picture [h, w, 3] and a face's box [4] to others."""


@dataclass(frozen=True)
class Face:
    """Something that is to be scored: `read` gives the picture [h, w, 3] uint8 RGB and the face's box [4]."""

    read: Callable[[], tuple[np.ndarray, np.ndarray]]
    attack: str
    source: str


@dataclass(frozen=True)
class Scored:
    """`scores` [n] log-odds of bona fide, `attacks` [n] species or 'none', `sources` [n]."""

    scores: np.ndarray
    attacks: np.ndarray
    sources: np.ndarray

    def of(self, source: str) -> "Scored":
        chosen = self.sources == source
        return Scored(self.scores[chosen], self.attacks[chosen], self.sources[chosen])

    @property
    def bona_fide(self) -> np.ndarray:
        return self.scores[self.attacks == "none"]

    @property
    def attacking(self) -> np.ndarray:
        return self.scores[self.attacks != "none"]


def faces_of(work: Path, rows: Iterable[Row]) -> list[Face]:
    return [Face(lambda row=row: (row.read(work), row.box), row.attack, row.source) for row in rows]


def labelled(labels: Path) -> list[Face]:
    """Pictures of a labelled folder (`path,label,attack,source`) in which the SDK's detector finds a face on the whole picture."""
    with open(labels, newline="") as file:
        lines = list(csv.DictReader(file))
    faces = []
    for line in lines:
        path = labels.parent / line["path"]
        box = main_face(Image.open(path).convert("RGB"))
        if box is not None:
            faces.append(Face(lambda path=path, box=box: (np.array(Image.open(path).convert("RGB")), box), line["attack"], line["source"]))
    return faces


def score(network: FacePad, faces: Sequence[Face], change: Change | None = None) -> Scored:
    device = next(network.parameters()).device
    scores = []
    network.eval()
    for start in range(0, len(faces), BATCH):
        seen = [face.read() for face in faces[start : start + BATCH]]
        views = np.stack([views_of(*(change(*one) if change else one)) for one in seen])
        with torch.no_grad():
            scores.append(network(as_input(torch.from_numpy(views).to(device))).cpu().numpy())
    return Scored(np.concatenate(scores), np.array([face.attack for face in faces]), np.array([face.source for face in faces]))


def _rate(share: float, of: int) -> dict[str, object]:
    return {"rate": share, "interval": wilson(round(share * of), of), "of": of}


def report(scored: Scored, thresholds: dict[str, float]) -> dict[str, dict]:
    """By data set: AUC and EER, and for each threshold BPCER and APCER of each species, with 95 % intervals."""
    return {source: _report(scored.of(source), thresholds) for source in sorted(set(scored.sources))}


def _report(scored: Scored, thresholds: dict[str, float]) -> dict:
    bona_fide, attacking = scored.bona_fide, scored.attacking
    result: dict = {"bonaFide": len(bona_fide), "attacks": len(attacking)}
    if len(bona_fide) and len(attacking):
        rate, threshold = equal_error(bona_fide, attacking)
        result |= {"auc": auc(bona_fide, attacking), "eer": rate, "eerThreshold": threshold}
    kinds = sorted(set(scored.attacks) - {"none"})
    for name, threshold in thresholds.items():
        at: dict = {}
        if len(bona_fide):
            at["bpcer"] = _rate(bpcer(bona_fide, threshold), len(bona_fide))
        if kinds:
            at["apcer"] = {kind: _rate(apcer(chosen := scored.scores[scored.attacks == kind], threshold), len(chosen)) for kind in kinds}
        if len(bona_fide) and kinds:
            at["acerOfWorst"] = (at["bpcer"]["rate"] + max(kind["rate"] for kind in at["apcer"].values())) / 2
        result[name] = at
    return result
