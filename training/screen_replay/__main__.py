"""Prepares pictures, draws screens, trains, calibrates, measures and exports `screen-replay.onnx`.

    python -m training.screen_replay WORK prepare --snapshots FOLDER --tested recapture-dev moire-dev --documents DLC --exclude document-dev/labels.csv
    python -m training.screen_replay WORK draw --portraits FOLDER
    python -m training.screen_replay WORK cache
    python -m training.screen_replay WORK train
    python -m training.screen_replay WORK measure recapture-dev/labels.csv moire-dev/pairs.csv document-dev/labels.csv
    python -m training.screen_replay WORK shortcuts recapture-dev/labels.csv
    python -m training.screen_replay WORK recompressed recapture-dev/labels.csv

What is there already is not made again. What the folders are is said in training/README.md.
"""

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image

from training.arguments import check_arguments
from training.document_corners.photos import pictures_of
from training.document_corners.real import read_real_photos
from training.document_views.cache import make_shards
from training.document_views.documents import prepare_documents
from training.document_views.evaluate import Judge, Judged, documents, labelled, pairs, recompressed, report, rows_of
from training.document_views.index import read_index, read_source
from training.document_views.train import export_weighed, parts_asked, train_parts, training_arguments
from training.document_views.windows import keep_pictures
from training.screen_replay.draw import Shown, draw_screens
from training.screen_replay.prepare import prepare
from training.screen_replay.sources import CALIBRATION, COLLECTORS, DOCUMENTS_SOURCE, DRAWN, DRAWN_CALIBRATION, DRAWN_HELD_OUT, PAIRS, PAIRS_SOURCE, PARTS, WEIGHTS, items
from training.shortcuts import shortcuts_by_source
from training.snapshot import snapshot_of
from training.tested import tested_on

TRAINING_PORTRAITS = 0.75
"""Share of the portraits; the others are on held-out documents."""


def prepare_all(work: Path, options: argparse.Namespace) -> None:
    tested = tested_on(options.tested)
    names = {path.name.split("_")[0] for folder in options.tested for path in folder.glob("*_clean.*")}
    for source, (repository, real, screen) in {**COLLECTORS, PAIRS_SOURCE: PAIRS}.items():
        if (work / "index" / f"{source}.csv").exists():
            continue
        found = items(snapshot_of(options.snapshots, repository), real, screen)
        if source == PAIRS_SOURCE:
            found = (item for item in found if item.name.split("_")[0] not in names)
        rows = prepare(work, source, found, tested)
        print(f"{source}: {len(rows)} pictures, {sum(row.label == 'attack' for row in rows)} of screens", flush=True)
    if not (work / "index" / f"{DOCUMENTS_SOURCE}.csv").exists():
        rows = prepare_documents(work, DOCUMENTS_SOURCE, read_real_photos(options.documents, options.exclude), "real")
        print(f"{DOCUMENTS_SOURCE}: {len(rows)} pictures", flush=True)


def draw_all(work: Path, options: argparse.Namespace) -> None:
    portraits = pictures_of([options.portraits])
    trained = round(TRAINING_PORTRAITS * len(portraits))
    real = [row for row in read_index(work / "index") if row.label == "real" and not row.source.startswith(DRAWN) and not row.source.endswith("-native")]
    pictures = [work / row.path for row in real if row.source not in CALIBRATION]
    foreign = [work / row.path for row in real if row.source in CALIBRATION]
    for name, shown, count in (
        (DRAWN, Shown(portraits[:trained], pictures, False), options.count),
        (DRAWN_CALIBRATION, Shown(portraits[:trained], foreign, False), options.calibration),
        (DRAWN_HELD_OUT, Shown(portraits[trained:], [], True), options.held_out),
    ):
        draw_screens(work, name, shown, count, options.processes)


def cache_all(work: Path, options: argparse.Namespace) -> None:
    sources = sorted({row.source for row in read_index(work / "index")})
    trained = [source for source in sources if source not in CALIBRATION and source != DRAWN_HELD_OUT]
    make_shards(work, trained, range(options.shards), options.processes)
    for source in trained:
        keep_pictures(work, source)
    make_shards(work, CALIBRATION, range(options.calibration_shards), options.processes, keep_patches=True)


def train_all(work: Path, options: argparse.Namespace) -> None:
    sources = sorted({row.source for row in read_index(work / "index")} - {*CALIBRATION, DRAWN_HELD_OUT})
    network = train_parts(work, options.name, sources, options.shards, WEIGHTS, parts_asked(options, PARTS), beginning=options.beginning, seed=options.seed)
    measured = export_weighed(work, options.name, network, CALIBRATION, options.calibration_shards)
    held_out = read_source(work, DRAWN_HELD_OUT)
    measured["heldOut"] = report(Judge(work / f"{options.name}.onnx").all(rows_of(work, held_out)), measured["calibration"]["thresholds"])
    (work / f"{options.name}.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


def judged(lists: list[Path]) -> list[Judged]:
    """Of lists of labelled pictures, of pairs, and of documents with their corners."""
    return [one for path in lists for one in reader_of(path)(path)]


def reader_of(path: Path) -> Callable[[Path], list[Judged]]:
    with open(path, newline="") as file:
        columns = next(csv.reader(file))
    return pairs if "moire" in columns else documents if "x0" in columns else labelled


def measure(work: Path, options: argparse.Namespace, changed: Callable[[np.ndarray], np.ndarray] | None = None) -> None:
    thresholds = json.loads((work / f"{options.name}.json").read_text())["calibration"]["thresholds"]
    scored = Judge(work / f"{options.name}.onnx").all(judged(options.lists), changed)
    print(json.dumps(report(scored, thresholds), indent=2))


def read_options() -> argparse.Namespace:
    parser, commands = check_arguments("screen-replay")
    one = commands.add_parser("prepare")
    one.add_argument("--snapshots", type=Path, required=True)
    one.add_argument("--tested", type=Path, nargs="+", required=True)
    one.add_argument("--documents", type=Path, required=True)
    one.add_argument("--exclude", type=Path, required=True)
    one = commands.add_parser("draw")
    one.add_argument("--portraits", type=Path, required=True)
    one.add_argument("--count", type=int, default=1215)
    one.add_argument("--calibration", type=int, default=100)
    one.add_argument("--held-out", type=int, default=240)
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("cache")
    one.add_argument("--shards", type=int, default=3)
    one.add_argument("--calibration-shards", type=int, default=2)
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("train")
    one.add_argument("--shards", type=int, default=3)
    one.add_argument("--calibration-shards", type=int, default=2)
    training_arguments(one, PARTS)
    one.add_argument("--beginning", type=Path, help="an exported network whose spectra and whole view are learnt on from, or kept")
    for name in ("measure", "shortcuts", "recompressed"):
        commands.add_parser(name).add_argument("lists", type=Path, nargs="+")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    cv2.setNumThreads(1)
    torch.set_num_threads(options.threads)
    work: Path = options.work
    match options.command:
        case "prepare":
            prepare_all(work, options)
        case "draw":
            draw_all(work, options)
        case "cache":
            cache_all(work, options)
        case "train":
            train_all(work, options)
        case "measure":
            measure(work, options)
        case "recompressed":
            measure(work, options, recompressed)
        case "shortcuts":
            pictures = ((Image.fromarray(one.read()[0]), one.real, one.source) for one in judged(options.lists))
            print(json.dumps(shortcuts_by_source(pictures, Judge(work / f"{options.name}.onnx").score), indent=2))


if __name__ == "__main__":
    main()
