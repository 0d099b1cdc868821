"""Measures the network on labelled pictures, read as the SDK reads them, and checks it for shortcuts.

    python -m training.deepfake.measure NETWORK.onnx FOLDER... [--calibration WORK/deepfake.json] [--shortcuts] [--genuine FOLDER...]

FOLDER/labels.csv has columns path, label (real or fake), kind and source. `--genuine` takes folders of faces of which all are genuine, or those that
labels.csv calls bona_fide, and tells how many are refused as they are, coded as JPEG 60, at half of the size, and beautified.
"""

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from training.calibration import Calibration
from training.deepfake.align import pupil_distance
from training.deepfake.evaluate import summary
from training.deepfake.judge import Judge
from training.deepfake.make_test_set import harmless
from training.deepfake.pack import open_picture
from training.labelled_folder import pictures, spread
from training.metrics import as_json, bpcer
from training.reading import landmarks, main_face
from training.shortcuts import shortcuts_by_source

GENUINE_QUALITY = 85
"""Of the JPEGs that are not coded as JPEG 60."""


def read_labels(folder: Path) -> list[dict[str, str]]:
    with open(folder / "labels.csv", newline="") as file:
        return list(csv.DictReader(file))


def read_calibration(path: Path) -> Calibration:
    entry = json.loads(path.read_text())["calibration"]
    return Calibration(entry["slope"], *(entry["thresholds"][name] for name in ("SOFT", "REGULAR", "HARD")))


def measure(judge: Judge, folder: Path, calibration: Calibration | None) -> dict[str, object]:
    """For each source, whose real pictures are compared with its fakes."""
    real, fake, missed = defaultdict(lambda: defaultdict(list)), defaultdict(lambda: defaultdict(list)), 0
    for row in read_labels(folder):
        score = judge.score(open_picture((folder / row["path"]).read_bytes()))
        if score is None:
            missed += 1
            continue
        by_kind = (real if row["label"] == "real" else fake)[row["source"]]
        by_kind[row["kind"]].append(score)
    result: dict[str, object] = {"withoutFace": missed}
    for source in sorted(real.keys() & fake.keys()):
        result[source] = summary(*({kind: np.array(scores) for kind, scores in some[source].items()} for some in (real, fake)), calibration)
    return result


def genuine_in(folder: Path, limit: int) -> list[Path]:
    """At most `limit`, spread evenly."""
    listed = folder / "labels.csv"
    if listed.exists():
        with open(listed, newline="") as file:
            paths = [folder / row["path"] for row in csv.DictReader(file) if row["label"] == "bona_fide"]
    else:
        paths = pictures(folder)
    return spread(paths, limit)


def measure_genuine(judge: Judge, folder: Path, calibration: Calibration, limit: int) -> dict[str, object]:
    """BPCER of each alteration at each threshold."""
    scores = defaultdict(list)
    for path in genuine_in(folder, limit):
        picture = open_picture(path.read_bytes())
        box = main_face(picture)
        if box is None:
            continue
        for kind, jpeg in harmless(np.asarray(picture), pupil_distance(landmarks(picture, box)), GENUINE_QUALITY).items():
            score = judge.score(open_picture(jpeg))
            if score is not None:
                scores[kind].append(score)
    thresholds = calibration.entry()["thresholds"]
    return {name: {kind: as_json(bpcer(np.array(some), threshold)) for kind, some in scores.items()} for name, threshold in thresholds.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--shortcuts", action="store_true")
    parser.add_argument("--genuine", type=Path, nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=200, help="genuine faces of a folder")
    options = parser.parse_args()
    if options.genuine and not options.calibration:
        parser.error("--genuine needs --calibration")
    cv2.setNumThreads(1)
    judge = Judge(options.network)
    calibration = read_calibration(options.calibration) if options.calibration else None
    for folder in options.folders:
        print(folder, json.dumps(measure(judge, folder, calibration), indent=2))
        if not options.shortcuts:
            continue
        labelled = ((open_picture((folder / row["path"]).read_bytes()), row["label"] == "real", row["source"]) for row in read_labels(folder))
        print(json.dumps(shortcuts_by_source(labelled, judge.score), indent=2))
    for folder in options.genuine:
        print(folder, json.dumps(measure_genuine(judge, folder, calibration, options.limit), indent=2))


if __name__ == "__main__":
    main()
