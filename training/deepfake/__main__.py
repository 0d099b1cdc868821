"""Trains, exports, calibrates and measures `deepfake.onnx` on the faces that `training.deepfake.prepare` cut out.

    python -m training.deepfake WORK [--steps N] [--pairs N] [--workers N] [--threads N] [--begin CHECKPOINT]

A run that was cut goes on where it was. WORK/deepfake.onnx is the network, WORK/deepfake.json its calibration and what was measured.
"""

import argparse
import json
from pathlib import Path

import cv2
import torch

from training.calibration import calibrate
from training.deepfake.align import INPUT
from training.deepfake.evaluate import fixed_pairs, score_pairs, summary
from training.deepfake.fit import Plan, train
from training.deepfake.judge import Judge
from training.deepfake.network import Answering
from training.deepfake.samples import Faces
from training.export import exported

REGULAR_BPCER = 0.05
"""Most fakes of calibration are faint, and many have lost what tells them in coding: at equal error they would cost too many genuine faces."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=1_500)
    parser.add_argument("--pairs", type=int, default=12, help="in a batch")
    parser.add_argument("--rate", type=float, default=2e-3, help="the highest learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="processes that make pairs")
    parser.add_argument("--threads", type=int, default=1, help="of the network")
    parser.add_argument("--checked", type=int, default=40, help="pairs of each kind that choose among the running means")
    parser.add_argument("--measured", type=int, default=400, help="pairs of each kind to calibrate and to measure on")
    parser.add_argument("--begin", type=Path, help="the checkpoint of another run, to begin at its weights")
    options = parser.parse_args()
    # Threads of OpenCV don't survive the fork into the processes that make pairs.
    cv2.setNumThreads(1)
    torch.set_num_threads(options.threads)
    work: Path = options.work
    faces = {part: Faces.load(work / "faces", part) for part in ("train", "calibration", "test")}
    counts = {part: {pack.source: len(pack) for pack in some.packs()} for part, some in faces.items()}
    print(json.dumps(counts), flush=True)
    plan = Plan(options.steps, options.pairs, options.rate, options.workers, options.seed, options.begin)
    network = train(faces["train"], fixed_pairs(faces["calibration"], options.checked), work / "deepfake.pt", plan)

    path = work / "deepfake.onnx"
    answering, example = Answering(network), torch.randn(2, 3, INPUT, INPUT)
    facts = exported(answering, example, path, "image", "output")
    judge = Judge(path)
    calibration = calibrate(*score_pairs(judge.scores, fixed_pairs(faces["calibration"], options.measured)), REGULAR_BPCER)
    measured = facts | {
        "faces": counts,
        "calibration": calibration.entry(),
        "otherPeople": summary(*score_pairs(judge.scores, fixed_pairs(faces["test"], options.measured)), calibration),
    }
    (work / "deepfake.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
