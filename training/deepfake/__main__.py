"""Trains, exports, calibrates and measures `deepfake.onnx` on the faces that `training.deepfake.prepare` cut out.

    python -m training.deepfake WORK train aligned|native [--steps N] [--pairs N] [--workers N] [--threads N] [--begin SHIPPED]
    torchrun --nproc-per-node N -m training.deepfake WORK train …
    python -m training.deepfake WORK fuse [--measured N] [--shipped SHIPPED]

`train` makes one of the two parts, WORK/PART-weights.pt; a run that was cut goes on where it was. By `torchrun` N processes learn together, each from as many pairs. `fuse` joins both: WORK/deepfake.onnx is the network,
WORK/deepfake.json its calibration and what was measured. SHIPPED is a network of `fuse`: one to go on from, or that a part is taken of which WORK has not.
"""

import argparse
import json
import os
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.distributed as together

from training.calibration import calibrate
from training.deepfake.align import INPUT
from training.deepfake.beginning import shipped_parts
from training.deepfake.evaluate import fixed_pairs, score_pairs, summary
from training.deepfake.fit import TRAINED, Plan, process, train
from training.deepfake.fused import both_views, scores_of_parts, trust
from training.deepfake.judge import Judge
from training.deepfake.network import AlignedNetwork, Fused, NativeNetwork
from training.deepfake.samples import Faces
from training.deepfake.windows import NATIVE
from training.export import exported

REGULAR_BPCER = 0.05
"""Most fakes of calibration are faint, and many have lost what tells them in coding: at equal error they would cost too many genuine faces."""


def train_part(work: Path, options: argparse.Namespace) -> None:
    learner = TRAINED[options.part]
    checked = fixed_pairs(Faces.load(work / "faces", "calibration"), learner.recipe, learner.show, options.checked)
    begin = shipped_parts(options.begin, np.stack([pair.real for _, pair in checked[:: len(checked) // 16]]))[options.part].state_dict() if options.begin else None
    plan = Plan(options.steps, options.pairs, options.rate, options.workers, options.seed, begin, options.kept)
    network = train(learner, Faces.load(work / "faces", "train"), checked, work / f"{options.part}.pt", plan)
    if process() == 0:
        torch.save(network.state_dict(), work / f"{options.part}-weights.pt")


def fuse(work: Path, options: argparse.Namespace) -> None:
    faces = {part: Faces.load(work / "faces", part) for part in ("train", "calibration", "test")}
    apart = fixed_pairs(faces["calibration"], NATIVE, both_views, options.measured)
    parts = shipped_parts(options.shipped, apart[0][1].real) if options.shipped else {"aligned": AlignedNetwork(), "native": NativeNetwork()}
    for name, part in parts.items():
        if not options.shipped or (work / f"{name}-weights.pt").exists():
            part.load_state_dict(torch.load(work / f"{name}-weights.pt"))
    aligned, native = parts["aligned"], parts["native"]
    network = Fused(aligned, native, trust(*score_pairs(scores_of_parts(aligned, native), apart)))
    path = work / "deepfake.onnx"
    facts = exported(network, torch.randn(4, 3, INPUT, INPUT), path, "views", "output")
    judge = Judge(path)
    calibration = calibrate(*score_pairs(judge.scores, apart), REGULAR_BPCER)
    others = fixed_pairs(faces["test"], NATIVE, both_views, options.measured)
    alone = score_pairs(scores_of_parts(aligned, native), others)
    measured = facts | {
        "faces": {part: {pack.source: len(pack) for pack in some.packs()} for part, some in faces.items()},
        "weights": network.weights,
        "calibration": calibration.entry(),
        "otherPeople": summary(*score_pairs(judge.scores, others), calibration),
    }
    for index, name in enumerate(TRAINED):
        measured[f"{name}Alone"] = summary(*({key: scores[:, index] for key, scores in some.items()} for some in alone), None)
    (work / "deepfake.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--threads", type=int, default=1, help="of the network")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("train")
    one.add_argument("part", choices=list(TRAINED))
    one.add_argument("--steps", type=int, default=1_500)
    one.add_argument("--pairs", type=int, default=12, help="in a batch")
    one.add_argument("--rate", type=float, default=2e-3, help="the highest learning rate")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--workers", type=int, default=1, help="processes that make pairs; 0: the one that learns")
    one.add_argument("--checked", type=int, default=40, help="pairs of each kind that choose among the running means")
    one.add_argument("--begin", type=Path, help="a network of `fuse`, to begin at its weights")
    one.add_argument("--kept", type=float, default=1, help="how far from there to go of the way that the run goes, 0 to 1")
    one = commands.add_parser("fuse")
    one.add_argument("--measured", type=int, default=400, help="pairs of each kind to calibrate and to measure on")
    one.add_argument("--shipped", type=Path, help="a network of `fuse`, whose part stays where WORK has no weights of it")
    options = parser.parse_args()
    # Threads of OpenCV don't survive the fork into the processes that make pairs.
    cv2.setNumThreads(1)
    torch.set_num_threads(options.threads)
    if "LOCAL_RANK" in os.environ:
        together.init_process_group("gloo")
    (train_part if options.command == "train" else fuse)(options.work, options)


if __name__ == "__main__":
    main()
