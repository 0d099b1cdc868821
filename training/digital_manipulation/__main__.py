"""Draws photos, edits them, trains, calibrates, measures and exports `digital-manipulation.onnx`.

    python -m training.digital_manipulation WORK draw --portraits GAN --backgrounds THINGS --real DLC --exclude document-dev/labels.csv
    python -m training.digital_manipulation WORK cache --portraits GAN
    python -m training.digital_manipulation WORK train
    python -m training.digital_manipulation WORK measure WORK/pictures/edited-held-out/labels.csv document-dev/labels.csv
    python -m training.digital_manipulation WORK rectified WORK/pictures/edited-held-out/labels.csv
    python -m training.digital_manipulation WORK shortcuts WORK/pictures/edited-held-out/labels.csv

What is there already is not made again. What the folders are is said in training/README.md.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.arguments import check_arguments
from training.digital_manipulation.cache import Kept, folder_of, make_cache, read_kept
from training.digital_manipulation.draw import draw_pictures
from training.digital_manipulation.evaluate import Judge, listed, rectified, report
from training.digital_manipulation.fit import DOCUMENTS, EDITS, FRAME, Part, train_documents, train_edits, train_frame
from training.digital_manipulation.fuse import foreign, fuse
from training.digital_manipulation.network import DigitalManipulation, example
from training.digital_manipulation.prepare import prepare_real
from training.document_attacks.photos import PhotoSet, draw_photos
from training.document_corners.photos import pictures_of
from training.document_corners.real import read_real_photos, split_by_clip
from training.export import exported
from training.shortcuts import shortcuts_by_source

TRAINING_PORTRAITS = 0.75
"""Share of the portraits; the others are on held-out documents, and put into them."""
DRAWN, REAL, REAL_CALIBRATION, HELD_OUT = "genuine", "dlc", "dlc-calibration", "genuine-held-out"
EDITED = "edited-held-out"
PHOTOS, HELD_OUT_PHOTOS = 900, 240
CALIBRATION = 768
"""The first of the drawn photos that thresholds are chosen on; those before train. No document is in both."""
WHOLE = 640
"""The first of the drawn photos that are looked at as whole documents: on those that taught what an edit looks like, honest documents look more honest than they are."""
WHOLE_REAL = 20
"""Of the real photos, which are few, these are looked at both ways."""
SHARD = 0
PARTS = ("edits", "documents", "frame")


def portraits_of(folder: Path) -> tuple[list[Path], list[Path]]:
    """Of training and of held-out documents."""
    portraits = pictures_of([folder])
    trained = round(TRAINING_PORTRAITS * len(portraits))
    return portraits[:trained], portraits[trained:]


def draw_all(work: Path, options: argparse.Namespace) -> None:
    trained, others = portraits_of(options.portraits)
    draw_photos(work, PhotoSet(DRAWN, trained, pictures_of([options.backgrounds])), PHOTOS, options.processes)
    held_out = draw_photos(work, PhotoSet(HELD_OUT, others, held_out=True), HELD_OUT_PHOTOS, options.processes)
    draw_pictures(work, EDITED, held_out[: options.held_out], others)
    for name, photos in zip((REAL, REAL_CALIBRATION), split_by_clip(read_real_photos(options.real, options.exclude))):
        if not (work / "photos" / name).exists():
            prepare_real(work, name, photos[::2] if name == REAL else photos)


def cache_all(work: Path, options: argparse.Namespace) -> None:
    trained, _ = portraits_of(options.portraits)
    for name, first, count in (
        (DRAWN, 0, options.count),
        (REAL, 0, options.real),
        (DRAWN, CALIBRATION, options.calibration),
        (REAL_CALIBRATION, 0, options.real),
    ):
        make_cache(work, work / "photos" / name, trained, SHARD, first, count, options.processes)


def kept_of(work: Path, name: str, first: int = 0, last: int = PHOTOS) -> list[Kept]:
    paths = sorted(folder_of(work, work / "photos" / name, SHARD).glob("[0-9]*[0-9].npz"))
    return [read_kept(path) for path in paths if first <= int(path.stem) < last]


def train_all(work: Path, options: argparse.Namespace) -> None:
    kept = kept_of(work, DRAWN, last=WHOLE) + kept_of(work, REAL)
    whole = kept_of(work, DRAWN, WHOLE, CALIBRATION) + kept_of(work, REAL)[:WHOLE_REAL]
    others = kept_of(work, DRAWN, first=CALIBRATION) + kept_of(work, REAL_CALIBRATION)
    torch.manual_seed(0)
    network = DigitalManipulation()
    path = work / f"{options.name}.pt"
    if path.exists():
        network.load_state_dict(torch.load(path))
    for name in options.parts:
        if name == "edits":
            train_edits(network.edits, kept, others, as_asked(EDITS, options))
        elif name == "documents":
            train_documents(network.edits, whole, as_asked(DOCUMENTS, options))
        else:
            train_frame(network.frame, kept + whole, as_asked(FRAME, options))
        torch.save(network.state_dict(), path)
    finish(work, network, options)


def as_asked(part: Part, options: argparse.Namespace) -> Part:
    return Part(options.steps or part.steps, part.batch, part.rate)


def finish(work: Path, network: DigitalManipulation, options: argparse.Namespace) -> None:
    """Fits what makes probabilities of the parts' answers, exports the network, and writes its facts beside it."""
    sources = {DRAWN: kept_of(work, DRAWN, first=CALIBRATION), REAL: kept_of(work, REAL_CALIBRATION)}
    calibration = fuse(network.eval(), {name: foreign(network, kept) for name, kept in sources.items()}).entry()
    facts = exported(network, example(), work / f"{options.name}.onnx", "views", "score")
    measured = facts | {"edit": network.edit.tolist(), "screen": network.screen.tolist(), "calibration": calibration}
    (work / f"{options.name}.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


def measure(work: Path, options: argparse.Namespace, changed: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None) -> None:
    thresholds = json.loads((work / f"{options.name}.json").read_text())["calibration"]["thresholds"]
    judge = Judge(work / f"{options.name}.onnx")
    print(json.dumps(report(judge.all([one for path in options.lists for one in listed(path)], changed), thresholds), indent=2))


def shortcuts(work: Path, options: argparse.Namespace) -> None:
    judge = Judge(work / f"{options.name}.onnx")
    # Of documents that were cut out: what is about them is not what is edited.
    pictures = ((Image.fromarray(rectified(*one.read())), one.real, one.source) for path in options.lists for one in listed(path) if one.kind != "screenshot")
    print(json.dumps(shortcuts_by_source(pictures, judge.whole), indent=2))


def read_options() -> argparse.Namespace:
    parser, commands = check_arguments("digital-manipulation")
    one = commands.add_parser("draw")
    for name in ("portraits", "backgrounds", "real", "exclude"):
        one.add_argument(f"--{name}", type=Path, required=True)
    one.add_argument("--held-out", type=int, default=HELD_OUT_PHOTOS)
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("cache")
    one.add_argument("--portraits", type=Path, required=True)
    one.add_argument("--count", type=int, default=CALIBRATION)
    one.add_argument("--real", type=int, default=PHOTOS)
    one.add_argument("--calibration", type=int, default=PHOTOS - CALIBRATION)
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("train")
    one.add_argument("--steps", type=int)
    one.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, help="the others stay what they were")
    for name in ("measure", "shortcuts", "rectified"):
        commands.add_parser(name).add_argument("lists", type=Path, nargs="+")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    torch.set_num_threads(options.threads)
    commands: dict[str, Callable[[], None]] = {
        "draw": lambda: draw_all(options.work, options),
        "cache": lambda: cache_all(options.work, options),
        "train": lambda: train_all(options.work, options),
        "measure": lambda: measure(options.work, options),
        "rectified": lambda: measure(options.work, options, rectified),
        "shortcuts": lambda: shortcuts(options.work, options),
    }
    commands[options.command]()


if __name__ == "__main__":
    main()
