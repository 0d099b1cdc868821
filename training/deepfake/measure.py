"""Measures the network on labelled pictures, read as the SDK reads them, and checks it for shortcuts.

    python -m training.deepfake.measure NETWORK.onnx FOLDER... [--calibration WORK/deepfake.json] [--shortcuts]

FOLDER/labels.csv has columns path, label (real or fake), kind and source.
"""

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from training.calibration import Calibration
from training.deepfake.evaluate import summary
from training.deepfake.judge import Judge
from training.deepfake.pack import open_picture
from training.shortcuts import shortcuts_by_source


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--shortcuts", action="store_true")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    judge = Judge(options.network)
    calibration = read_calibration(options.calibration) if options.calibration else None
    for folder in options.folders:
        print(folder, json.dumps(measure(judge, folder, calibration), indent=2))
        if not options.shortcuts:
            continue
        pictures = ((open_picture((folder / row["path"]).read_bytes()), row["label"] == "real", row["source"]) for row in read_labels(folder))
        print(json.dumps(shortcuts_by_source(pictures, judge.score), indent=2))


if __name__ == "__main__":
    main()
