"""Draws a contact sheet: what every kind of pair shows, bona fide on the left, and where the fake was altered.

    python -m training.deepfake.sheet SHEET.png WORK [--part aligned|native] [--seed N] [--pairs N]
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from training.deepfake.align import INPUT
from training.deepfake.fit import TRAINED
from training.deepfake.samples import UNKNOWN, Faces, Pair, PairMaker


def strip(pair: Pair) -> np.ndarray:
    """[192, 576, 3]: real, fake, and the fake under its map."""
    replaced = np.where(pair.replaced == UNKNOWN, 0, pair.replaced).astype(np.float32) / 100
    weight = 0.6 * cv2.resize(replaced, (INPUT, INPUT), interpolation=cv2.INTER_NEAREST)[..., None]
    marked = pair.fake * (1 - weight) + np.array([255, 0, 0]) * weight
    return np.hstack([pair.real, pair.fake, marked.astype(np.uint8)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sheet")
    parser.add_argument("work", type=Path)
    parser.add_argument("--part", choices=list(TRAINED), default="aligned")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=2, help="of each kind")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    learner = TRAINED[options.part]
    maker = PairMaker(Faces.load(options.work / "faces", "train"), learner.recipe)
    rng = np.random.default_rng(options.seed)
    rows = [np.hstack([strip(learner.show(maker.couple(kind, rng), rng)) for _ in range(options.pairs)]) for kind in maker.faces.kinds()]
    cv2.imwrite(options.sheet, np.vstack(rows)[..., ::-1])


if __name__ == "__main__":
    main()
