"""Trains, exports and measures `document-borders.onnx` on the photos that `training.document_corners` made.

    python -m training.document_borders WORK --real DLC --exclude LABELS.csv

A run that was cut goes on where it was. WORK/document-borders.onnx is the network, WORK/document-borders.json what was measured.
"""

import json
from pathlib import Path

import cv2
import numpy as np
import torch

from training.arguments import document_arguments
from training.document_borders.evaluate import evaluate
from training.document_borders.fit import train
from training.document_borders.network import COLUMNS, ROWS, DocumentBorders
from training.document_corners.__main__ import drawn_photos, part, single
from training.document_corners.evaluate import read_rgb
from training.document_corners.real import read_real_photos, split_by_clip
from training.export import exported

REAL = 3
"""Times that real photos count: there are few, and their corners were marked by hand, to a few pixels."""


class AsProbabilities(torch.nn.Module):
    def __init__(self, network: DocumentBorders) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.softmax(self.network(x), 1)


def main() -> None:
    parser = document_arguments()
    parser.add_argument("--steps", type=int, default=2400)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    work: Path = options.work
    real, real_kept = split_by_clip(read_real_photos(options.real, options.exclude))
    drawn = drawn_photos(work / "photos")
    learnt = [(path, outline) for path, outlines in part(drawn, False) for outline in outlines]
    learnt += [(one.path, one.outline) for one in real] * REAL
    network = train(learnt, read_rgb, work / "document-borders.pt", options.steps)

    path = work / "document-borders.onnx"
    example = torch.randn(4, 3, ROWS, COLUMNS)
    answering = AsProbabilities(network)
    held_out = [one for one in single(drawn_photos(work / "held-out")) if one[1] is not None]
    kept = [one for one in single(part(drawn, True)) if one[1] is not None]
    measured = exported(answering, example, path, "strips", "offsets") | {
        "realOfOtherClips": evaluate(network, [(one.path, one.outline) for one in real_kept], read_rgb),
        "drawnKept": evaluate(network, kept, read_rgb),
        "drawnHeldOut": evaluate(network, held_out, read_rgb),
    }
    (work / "document-borders.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
