"""Scores of pictures, and what they say of each data set in the words of ISO/IEC 30107-3."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

from training.calibration import Calibration, calibrate
from training.export import export
from training.face_pad.fit import as_input
from training.face_pad.fused import CONTEXT_SLOPE, Both, Parts
from training.face_pad.index import Row
from training.face_pad.views import ALL_VIEWS, SIDE, all_views_of, framed, missing_context
from training.metrics import apcer, as_json, auc, bpcer, equal_error
from training.reading import main_face

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
        return self.among([source])

    def among(self, sources: Sequence[str]) -> "Scored":
        chosen = np.isin(self.sources, sources)
        return Scored(self.scores[chosen], self.attacks[chosen], self.sources[chosen])

    def by_source(self, bona_fide: bool) -> dict[str, np.ndarray]:
        """Scores of one class, of the data sets that have any."""
        of = (self.attacks == "none") == bona_fide
        return {source: self.scores[of & (self.sources == source)] for source in sorted(set(self.sources[of]))}

    def by_attack(self) -> dict[str, np.ndarray]:
        return {attack: self.scores[self.attacks == attack] for attack in sorted(set(self.attacks) - {"none"})}


Show = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Views [views, 128, 128, 3] of a picture [h, w, 3] with a face's box [4]."""
Answers = dict[str, Scored]
"""By who says it, `own` and `baseline`."""


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


def ask(both: Both, faces: Sequence[Face]) -> Answers:
    """What our network and the baseline say, the latter corrected for missing surroundings; asked as what ships is, which is faster too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "both.onnx"
        export(both, torch.randn(2 * ALL_VIEWS, 3, SIDE, SIDE), path, "views", "scores")
        judge = Judge(path, np.array([0, CONTEXT_SLOPE]))
    own, baseline = np.concatenate([judge.scores([face.read()]) for face in faces]).T
    return {"own": scored(own, faces), "baseline": scored(baseline, faces)}


def parts_of(answers: Answers, trusted: tuple[float, float] = (1, 1)) -> Parts:
    """
    :param answers: about people whom our network was not trained on.
    :param trusted: what the log-odds of our network and of the baseline are multiplied with (`trust.py`).
    """
    own, baseline = (replace(curve, slope=curve.slope * share) for curve, share in zip(map(calibrated, (answers["own"], answers["baseline"])), trusted))
    return Parts(own, baseline)


def fused(answers: Answers, parts: Parts) -> Scored:
    """The sum of both log-odds, as `Fused` answers it."""
    own, baseline = answers["own"], answers["baseline"]
    return Scored(parts.own.log_odds(own.scores) + parts.baseline.log_odds(baseline.scores), own.attacks, own.sources)


def joined(answers: Sequence[Answers]) -> Answers:
    """Answers about several data sets as those about one collection of them."""
    fields = ("scores", "attacks", "sources")
    return {name: Scored(*(np.concatenate([getattr(one[name], field) for one in answers]) for field in fields)) for name in answers[0]}


class Judge:
    """A network as it ships, with what the SDK adds to its answer, or to each of its answers. `show`: the views of a face that it looks at."""

    def __init__(self, network: Path | bytes, context_slope: float | np.ndarray, show: Show = all_views_of) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(network if isinstance(network, bytes) else str(network), options, providers=["CPUExecutionProvider"])
        self._context_slope = context_slope
        self._show = show

    def scores(self, seen: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
        """[n], or [n, answers], of pictures [h, w, 3] with a face's box [4]."""
        views, lacking = _views(seen, self._show)
        (answers,) = self._session.run(None, {"views": as_input(torch.from_numpy(views)).numpy()})
        return answers + np.multiply.outer(lacking, self._context_slope)

    def score(self, picture: Image.Image) -> float | None:
        """Of the largest face; None without one."""
        box = main_face(picture)
        return None if box is None else float(self.scores([(np.asarray(picture), box)])[0])

    def all(self, faces: Sequence[Face]) -> Scored:
        return scored(np.concatenate([self.scores([face.read()]) for face in faces]), faces)


def _views(seen: Sequence[tuple[np.ndarray, np.ndarray]], show: Show) -> tuple[np.ndarray, np.ndarray]:
    """[n, views, 128, 128, 3] of pictures with a face's box, and [n] face sizes of surroundings that are missing."""
    seen = [framed(*one) for one in seen]
    return np.stack([show(*one) for one in seen]), np.array([missing_context(face, *picture.shape[1::-1]) for picture, face in seen])


def scored(scores: np.ndarray, faces: Sequence[Face]) -> Scored:
    return Scored(scores, np.array([face.attack for face in faces]), np.array([face.source for face in faces]))


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
