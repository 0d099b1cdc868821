"""Makes the photos, trains, exports and measures `document-corners.onnx`.

    python -m training.document_corners WORK --portraits FOLDER... --things FOLDER... --real DLC --exclude LABELS.csv [--also GENUINE COPIES --begin SHIPPED.onnx]

A run that was cut goes on where it was. WORK/document-corners.onnx is the network, WORK/document-corners.json what was measured.
What the folders are is said in training/README.md.
"""

import json
from pathlib import Path

import cv2
import numpy as np
import torch

from training.arguments import document_arguments
from training.beginning import mix
from training.document_corners.evaluate import evaluate, maps_by_file, read_rgb
from training.document_corners.fit import train
from training.document_corners.network import INPUT, DocumentCorners
from training.document_corners.photos import make_artwork, make_photos, pictures_of
from training.document_corners.real import read_real_photos, split_by_clip
from training.document_corners.samples import Shot, keep
from training.export import exported

HELD_BACK = 10
"""Every tenth photo without a document, and of the generator's, is not trained on."""
STAGES = [
    (128, 2600, 32, 3e-3),
    (256, 3600, 16, 2e-3),
    (256, 2000, 16, 1.5e-3),
    (256, 5000, 16, 2e-3),
    (256, 1800, 16, 1.5e-3),
    (256, 3600, 16, 1.5e-3),
    (256, 2400, 16, 1e-3),
    (256, 2400, 16, 1e-3),
    (256, 1800, 16, 1e-3),
]
"""From nothing: (size, steps, batch, highest rate) each."""
FURTHER = (256, 16, 1e-3)
"""Size, batch and highest rate from a network that knows something."""
MIXED = 0.7
"""How far from that network to what it came to the one lies that is exported; of 0.3, 0.5 and this, by the real and drawn photos that were kept back."""


class AsProbabilities(torch.nn.Module):
    def __init__(self, network: DocumentCorners) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.network(x))


def drawn_photos(folder: Path) -> list[tuple[Path, np.ndarray]]:
    """(path, [n, 4, 2] corners) of the photos that the generator made, also for the checks of documents, with one in each."""
    photos = [(path.with_suffix(".jpg"), json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]
    return [(path, np.array(facts.get("outlines", facts.get("outline")), np.float64).reshape(-1, 4, 2)) for path, facts in photos]


def part(some: list, held_back: bool) -> list:
    return [one for i, one in enumerate(some) if (i % HELD_BACK == 0) == held_back]


def single(photos: list[tuple[Path, np.ndarray]]) -> list[tuple[Path, np.ndarray | None]]:
    """Of photos with one document, all of it in the frame: that one; of photos without, None."""
    chosen = []
    for path, outlines in photos:
        if not len(outlines):
            chosen.append((path, None))
        elif len(outlines) == 1:
            height, width = cv2.imread(str(path), cv2.IMREAD_REDUCED_GRAYSCALE_8).shape
            corners = outlines[0]
            if (corners >= 0).all() and (corners <= (8 * width, 8 * height)).all():
                chosen.append((path, corners))
    return chosen


def main() -> None:
    parser = document_arguments("portraits", "things")
    parser.add_argument("--photos", type=int, default=4800)
    parser.add_argument("--artwork", type=int, default=800)
    parser.add_argument("--upright", type=int, default=400, help="cards whose top is a short side, besides")
    parser.add_argument("--held-out", type=int, default=480)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="folders of photos drawn for the checks of documents, to learn from beside those of WORK")
    parser.add_argument("--begin", type=Path, help="an exported network to go on from")
    parser.add_argument("--steps", type=int, default=5000, help="how many to go on for")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    # Threads of OpenCV don't survive the fork into the processes that load data.
    cv2.setNumThreads(1)
    torch.set_num_threads(max(1, options.processes - 1))
    work: Path = options.work
    portraits, things = pictures_of(options.portraits), pictures_of(options.things)
    learnt_portraits, kept_portraits = part(portraits, False), part(portraits, True)
    learnt_things, kept_things = part(things, False), part(things, True)
    make_photos(work / "held-out", options.held_out, "held-out", kept_portraits, kept_things, options.processes)
    make_photos(work / "photos", options.photos, "training", learnt_portraits, learnt_things, options.processes)
    make_artwork(work / "artwork", options.artwork, learnt_portraits, options.processes)
    make_artwork(work / "upright", options.upright, learnt_portraits, options.processes, upright=True)

    real, real_kept = split_by_clip(read_real_photos(options.real, options.exclude))
    drawn = drawn_photos(work / "photos")
    shots: dict[str, list[Shot]] = {
        "real": [keep(read_rgb(one.path), one.outline[None], True) for one in real],
        "without": [keep(read_rgb(path), np.zeros((0, 4, 2)), True) for path in learnt_things],
        "drawn": [keep(read_rgb(path), outlines, False) for path, outlines in part(drawn, False) + [one for folder in options.also for one in drawn_photos(folder)]],
        "artwork": [keep(read_rgb(path), outlines, False) for name in ("artwork", "upright") for path, outlines in drawn_photos(work / name)],
    }
    print({kind: len(some) for kind, some in shots.items()}, flush=True)
    size, batch, rate = FURTHER
    stages = [(size, options.steps, batch, rate)] if options.begin else STAGES
    network = train(shots, work / "document-corners.pt", stages, options.begin)

    path = work / "document-corners.onnx"
    example = torch.randn(2, 3, INPUT, INPUT)
    answering = AsProbabilities(network)
    measured = exported(answering, example, path, "image", "maps")
    if options.begin:
        measured["sha256"] = mix(options.begin, path, MIXED)
    maps_of = maps_by_file(path)
    measured |= {
        "trainedOn": {kind: len(some) for kind, some in shots.items()},
        "realOfOtherClips": evaluate(maps_of, [(one.path, one.outline) for one in real_kept], read_rgb),
        "drawnKept": evaluate(maps_of, [one for one in single(part(drawn, True)) if one[1] is not None], read_rgb),
        "drawnHeldOut": evaluate(maps_of, [one for one in single(drawn_photos(work / "held-out")) if one[1] is not None], read_rgb),
        "withoutKept": evaluate(maps_of, [(one, None) for one in kept_things], read_rgb),
        "drawnHeldOutWithout": evaluate(maps_of, [one for one in single(drawn_photos(work / "held-out")) if one[1] is None], read_rgb),
    }
    (work / "document-corners.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
