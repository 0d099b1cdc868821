"""Scores of labelled photos, and what they say of each kind and each strength in the words of ISO/IEC 30107-3."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from training.document_views.evaluate import RECTIFIED_SIDE, opened, recompressed
from training.metrics import apcer, as_json, auc, bpcer, equal_error
from training.portrait_substitution.network import as_input
from training.portrait_substitution.views import find_square, flat_size, rectify, view_of

Picture = tuple[np.ndarray, np.ndarray, str]
"""A photo [h, w, 3], its document's corners [4, 2] and its format."""


@dataclass(frozen=True)
class Labelled:
    """A photo of a labelled folder. `attack` and `strength` are '' where it is genuine."""

    read: Callable[[], Picture]
    attack: str
    strength: str


@dataclass(frozen=True)
class Scored:
    """`scores` [n] log-odds of genuine, NaN where no face is found; `attacks` and `strengths` [n], '' of genuine ones."""

    scores: np.ndarray
    attacks: np.ndarray
    strengths: np.ndarray

    def where(self, of: np.ndarray) -> "Scored":
        return Scored(self.scores[of], self.attacks[of], self.strengths[of])


def labelled(folder: Path) -> list[Labelled]:
    """Of a folder that `test_set` wrote, or of another with corners, whose photos are genuine if it does not say."""
    with open(folder / "labels.csv", newline="") as file:
        return [_labelled(folder, line) for line in csv.DictReader(file)]


def _labelled(folder: Path, line: dict[str, str]) -> Labelled:
    outline = np.array([[float(line[f"{axis}{corner}"]) for axis in "xy"] for corner in range(4)])
    form = line.get("format") or ("ID-3" if "passport" in line["type"] else "ID-1")
    genuine = line.get("label", "genuine") == "genuine"
    read = lambda: (opened(folder / line["path"]), outline, form)  # noqa: E731
    return Labelled(read, "" if genuine else line["attack"], "" if genuine else line.get("strength", ""))


def handed_on(picture: Picture) -> Picture:
    """The document as another tool hands it on: cut out, its longer side at most 1,200 pixels, coded again."""
    photo, outline, form = picture
    sides = np.linalg.norm(np.roll(outline, -1, 0) - outline, axis=1)
    width, height = flat_size(outline, form)
    scale = min(RECTIFIED_SIDE, (max(sides[0] + sides[2], sides[1] + sides[3]) / 2)) / max(width, height)
    size = (round(width * scale), round(height * scale))
    corners = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float64)
    return recompressed(rectify(photo, outline, size)), corners, form


class Judge:
    """The network as it is exported."""

    def __init__(self, network: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])

    def view(self, view: np.ndarray) -> float:
        """Of [384, 384, 3] uint8."""
        return float(self._session.run(["score"], {"view": as_input(view[None]).numpy()})[0][0])

    def picture(self, picture: Picture) -> float | None:
        """None where the document shows no face."""
        photo, outline, form = picture
        size = flat_size(outline, form)
        square = find_square(rectify(photo, outline, size))
        return None if square is None else self.view(view_of(photo, outline, size, square))

    def all(self, photos: Sequence[Labelled], changed: Callable[[Picture], Picture] = lambda picture: picture) -> Scored:
        """`changed`: what becomes of each photo before it is judged."""
        scores = [self.picture(changed(one.read())) for one in photos]
        return Scored(
            np.array([np.nan if score is None else score for score in scores]),
            np.array([one.attack for one in photos]),
            np.array([one.strength for one in photos]),
        )


def pictures(photos: Sequence[Labelled]) -> Iterator[tuple[Image.Image, bool, str]]:
    """Documents cut out, for what alters whole pictures: each, whether it is genuine, and where it comes from."""
    for one in photos:
        photo, outline, form = one.read()
        yield Image.fromarray(rectify(photo, outline, flat_size(outline, form))), not one.attack, "all"


def report(scored: Scored, thresholds: dict[str, float]) -> dict:
    """Of all photos, of each kind and of each strength: AUC; of all also EER, and at each threshold BPCER, APCER by kind and ACER (its worst kind, and the mean of all attacks)."""
    answered = scored.where(~np.isnan(scored.scores))
    genuine, attacks = answered.where(answered.attacks == ""), answered.where(answered.attacks != "")
    result: dict = {"genuine": len(genuine.scores), "attacks": len(attacks.scores), "noFace": int(np.isnan(scored.scores).sum())}
    if len(attacks.scores) and len(genuine.scores):
        result["auc"] = as_json(auc(genuine.scores, attacks.scores))
        result["eer"] = round(equal_error({"all": genuine.scores}, {"all": attacks.scores})[1], 4)
        for name, groups in (("byKind", attacks.attacks), ("byStrength", attacks.strengths)):
            result[name] = {str(group): as_json(auc(genuine.scores, attacks.scores[groups == group])) for group in sorted(set(groups))}
    for name, threshold in thresholds.items():
        rates: dict = {}
        if len(genuine.scores):
            rates["bpcer"] = as_json(bpcer(genuine.scores, threshold))
        if len(attacks.scores):
            by_kind = {str(kind): as_json(apcer(attacks.scores[attacks.attacks == kind], threshold)) for kind in sorted(set(attacks.attacks))}
            rates |= {"apcer": as_json(apcer(attacks.scores, threshold)), "apcerByKind": by_kind}
        if len(rates) == 3:
            rates["acer"] = round((rates["bpcer"]["value"] + rates["apcer"]["value"]) / 2, 4)
            rates["acerOfWorst"] = round((rates["bpcer"]["value"] + max(one["value"] for one in by_kind.values())) / 2, 4)
        result[name] = rates
    return result
