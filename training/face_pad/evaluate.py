"""Scores of pictures, and what they say of each data set in the words of ISO/IEC 30107-3."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.calibration import Calibration, calibrate
from training.face_pad.fit import as_input
from training.face_pad.index import Row
from training.face_pad.network import FacePad
from training.face_pad.views import views_of
from training.metrics import apcer, as_json, auc, bpcer, equal_error
from training.reading import main_face

BATCH = 16


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

    def by_source(self, bona_fide: bool) -> dict[str, np.ndarray]:
        """Scores of one class, of the data sets that have any."""
        of = (self.attacks == "none") == bona_fide
        return {source: self.scores[of & (self.sources == source)] for source in sorted(set(self.sources[of]))}

    def by_attack(self) -> dict[str, np.ndarray]:
        return {attack: self.scores[self.attacks == attack] for attack in sorted(set(self.attacks) - {"none"})}


def faces_of(work: Path, rows: Iterable[Row]) -> list[Face]:
    return [Face(lambda row=row: (row.read(work), row.box), row.attack, row.source) for row in rows]


def labelled(labels: Path) -> list[Face]:
    """Pictures of a labelled folder (`path,label,attack,source`) in which the SDK's detector finds a face on the whole picture."""
    faces = []
    for path, line in read_labels(labels):
        box = main_face(open_picture(path))
        if box is not None:
            faces.append(Face(lambda path=path, box=box: (np.asarray(open_picture(path)), box), line["attack"], line["source"]))
    return faces


def read_labels(labels: Path) -> list[tuple[Path, dict[str, str]]]:
    """Where each picture lies, and its line."""
    with open(labels, newline="") as file:
        return [(labels.parent / line["path"], line) for line in csv.DictReader(file)]


def open_picture(path: Path) -> Image.Image:
    return Image.open(path).convert("RGB")


def score(network: FacePad, faces: Sequence[Face]) -> Scored:
    scores = [scores_of(network, [face.read() for face in faces[start : start + BATCH]]) for start in range(0, len(faces), BATCH)]
    return Scored(np.concatenate(scores), np.array([face.attack for face in faces]), np.array([face.source for face in faces]))


def score_picture(network: FacePad, picture: Image.Image) -> float | None:
    """Log-odds that the largest face is bona fide; None without a face."""
    box = main_face(picture)
    return None if box is None else float(scores_of(network, [(np.asarray(picture), box)])[0])


def scores_of(network: FacePad, seen: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """[n] of pictures [h, w, 3] with a face's box [4]."""
    device = next(network.parameters()).device
    views = np.stack([views_of(*one) for one in seen])
    with torch.no_grad():
        return network.eval()(as_input(torch.from_numpy(views).to(device))).cpu().numpy()


def calibrated(scored: Scored) -> Calibration:
    """Each data set counts alike, in bona fide and in attacks, however large it is."""
    return calibrate(scored.by_source(True), scored.by_source(False))


def report(scored: Scored, thresholds: dict[str, float]) -> dict[str, dict]:
    """By data set: AUC and EER, and for each threshold BPCER and APCER of each species, with 95 % intervals."""
    return {source: _report(scored.of(source), thresholds) for source in sorted(set(scored.sources))}


def _report(scored: Scored, thresholds: dict[str, float]) -> dict:
    bona_fide, attacks = scored.scores[scored.attacks == "none"], scored.by_attack()
    result: dict = {"bonaFide": len(bona_fide), "attacks": sum(map(len, attacks.values()))}
    if len(bona_fide) and attacks:
        together = np.concatenate(list(attacks.values()))
        result |= {"auc": as_json(auc(bona_fide, together)), "eer": equal_error({"all": bona_fide}, {"all": together})[1]}
    for name, threshold in thresholds.items():
        at: dict = {}
        if len(bona_fide):
            at["bpcer"] = as_json(bpcer(bona_fide, threshold))
        at["apcer"] = {kind: as_json(apcer(scores, threshold)) for kind, scores in attacks.items()}
        if len(bona_fide) and attacks:
            at["acerOfWorst"] = (at["bpcer"]["value"] + max(one["value"] for one in at["apcer"].values())) / 2
        result[name] = at
    return result
