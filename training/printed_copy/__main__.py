"""Draws copies, prepares pictures, trains, calibrates, measures and exports `printed-copy.onnx`.

    python -m training.printed_copy WORK draw --portraits FOLDER --backgrounds FOLDER
    python -m training.printed_copy WORK prepare --documents DLC --exclude document-dev/labels.csv --things FOLDER...
    python -m training.printed_copy WORK cache
    python -m training.printed_copy WORK train
    python -m training.printed_copy WORK measure [--documents document-dev/labels.csv] [--changed grey|recompressed]
    python -m training.printed_copy WORK shortcuts
    python -m training.printed_copy WORK list FOLDER

What is there already is not made again. What the folders are is said in training/README.md.
"""

import argparse
import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image

from training.arguments import check_arguments
from training.document_attacks.photos import BATCH, DocumentPhoto, PhotoSet, draw_photos, read_photos
from training.document_corners.photos import pictures_of
from training.document_corners.real import read_real_photos, split_by_clip
from training.document_views.cache import make_shards
from training.document_views.documents import prepare_documents
from training.document_views.evaluate import Judge, Judged, Scored, documents, part_of, recompressed, report, turned_grey
from training.document_views.index import Label, Row, write_index
from training.document_views.train import export_weighed, parts_asked, train_parts, training_arguments
from training.document_views.views import Box
from training.document_views.windows import keep_pictures
from training.labelled_folder import spread
from training.metrics import as_json, auc
from training.printed_copy.copies import KINDS, STRENGTHS, copy_of, held_out_copy_of
from training.printed_copy.other_copies import other_copy_of
from training.printed_copy.placed import place_documents
from training.printed_copy.sources import BEGINNING, CALIBRATION, COPIES, COUNTS, DLC, FIRST_CALIBRATED, GENUINE, HELD_OUT, LABELS, LOSSES, MORE_COPIES, PARTS, PLACED, PLACES_USED, PORTRAITS, REGULAR_BPCER, SHARDS, THINGS, THINGS_USED, TRAINED, WEIGHTS
from training.shortcuts import shortcuts_by_source

CHANGES = {"grey": turned_grey, "recompressed": recompressed}


def draw_all(work: Path, options: argparse.Namespace) -> None:
    portraits, backgrounds = pictures_of([options.portraits]), pictures_of([options.backgrounds])
    trained = round(PORTRAITS * len(portraits))
    for photos in (
        PhotoSet(GENUINE, portraits[:trained], backgrounds),
        PhotoSet(COPIES, portraits[:trained], backgrounds, change=copy_of),
        PhotoSet(MORE_COPIES, portraits[:trained], backgrounds, change=other_copy_of, documents=BATCH),
        PhotoSet(f"{GENUINE}{HELD_OUT}", portraits[trained:], held_out=True),
        PhotoSet(f"{COPIES}{HELD_OUT}", portraits[trained:], held_out=True, change=held_out_copy_of),
    ):
        draw_photos(work, photos, COUNTS[photos.name], options.processes)


def prepare_all(work: Path, options: argparse.Namespace) -> None:
    trained: dict[str, list[DocumentPhoto]] = {}
    for source, label in LABELS.items():
        photos = read_photos(work / "photos" / source)[: COUNTS[source]]
        first = FIRST_CALIBRATED[source]
        trained[source] = photos[:first]
        for name, part in ((source, photos[:first]), (f"{source}-calibration", photos[first:])):
            write_index(work / "index" / f"{name}.csv", [row_of(work, photo, label, name) for photo in part])
    rows = []
    for path in spread(pictures_of(options.things), THINGS_USED):
        width, height = Image.open(path).size
        rows.append(Row(str(path.resolve()), "real", THINGS, 0, 0, width, height))
    write_index(work / "index" / f"{THINGS}.csv", rows)
    real, calibration = split_by_clip(read_real_photos(options.documents, options.exclude), 5)
    real = spread(real, PLACES_USED)
    for source, photos in ((DLC, real), (CALIBRATION[-1], calibration)):
        if not (work / "index" / f"{source}.csv").exists():
            prepare_documents(work, source, photos, "attack")
    if not (work / "index" / f"{PLACED}.csv").exists():
        place_documents(work, PLACED, real, trained[GENUINE], trained[COPIES])


def row_of(work: Path, photo: DocumentPhoto, label: Label, source: str) -> Row:
    width, height = Image.open(photo.path).size
    return Row(str(photo.path.relative_to(work)), label, source, *(round(side) for side in box_of(photo.outline, width, height)))


def box_of(outline: np.ndarray, width: int, height: int) -> Box:
    return tuple(np.clip(np.concatenate([outline.min(0), outline.max(0)]), 0, (width, height, width, height)).tolist())


def cache_all(work: Path, options: argparse.Namespace) -> None:
    for source in TRAINED:
        make_shards(work, [source], range(1, 1 + SHARDS.get(source, 1)), options.processes)
        keep_pictures(work, source)
    make_shards(work, CALIBRATION, range(1), options.processes, keep_patches=True)


def train_all(work: Path, options: argparse.Namespace) -> None:
    sources = [source for source in TRAINED if source not in options.without]
    network = train_parts(work, options.name, sources, 1 + max(SHARDS.values()), WEIGHTS, parts_asked(options, PARTS), LOSSES, BEGINNING, options.seed)
    measured = export_weighed(work, options.name, network, CALIBRATION, 1, REGULAR_BPCER)
    (work / f"{options.name}.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


def held_out(work: Path) -> list[Judged]:
    """Sources of copies are their kind and strength."""

    def read(photo: DocumentPhoto) -> tuple[np.ndarray, Box]:
        picture = photo.read()
        return picture, box_of(photo.outline, picture.shape[1], picture.shape[0])

    photos = [photo for kind in (GENUINE, COPIES) for photo in read_photos(work / "photos" / f"{kind}{HELD_OUT}")[: COUNTS[f"{kind}{HELD_OUT}"]]]
    return [Judged(lambda photo=photo: read(photo), photo.attack is None, GENUINE if photo.attack is None else f"{photo.attack.kind} {photo.attack.strength}") for photo in photos]


def measure(work: Path, options: argparse.Namespace) -> None:
    thresholds = json.loads((work / f"{options.name}.json").read_text())["calibration"]["thresholds"]
    judged = held_out(work) + [one for path in options.documents for one in documents(path, real=False)]
    judge = Judge(work / f"{options.name}.onnx")
    scored = judge.all(judged, CHANGES.get(options.changed))
    drawn = scored.where([source != "documents" for source in scored.sources])
    print(json.dumps({"held-out": report(drawn, thresholds)["pooled"], "auc": by_attack(drawn), "sources": report(scored, thresholds)}, indent=2))


def by_attack(scored: Scored) -> dict[str, dict]:
    """AUC of all genuine documents against copies of each kind, and of each strength."""
    groups = {name: np.array([name in source.split() for source in scored.sources]) for name in (*KINDS, *STRENGTHS)}
    return {name: as_json(auc(scored.scores[scored.real], scored.scores[of])) for name, of in groups.items() if of.any()}


def write_labelled(work: Path, folder: Path) -> None:
    """The held-out photos as a folder for `npm run eval -- printed-copy`."""
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    with open(folder / "labels.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "label", "source", "attack"])
        for kind, label in ((GENUINE, "genuine"), (COPIES, "attack")):
            for photo in read_photos(work / "photos" / f"{kind}{HELD_OUT}")[: COUNTS[f"{kind}{HELD_OUT}"]]:
                name = f"photos/{kind}-{photo.path.name}"
                shutil.copyfile(photo.path, folder / name)
                attack = "" if photo.attack is None else f"{photo.attack.kind}-{photo.attack.strength}"
                writer.writerow([name, label, "held-out", attack])


def shortcuts(work: Path, options: argparse.Namespace) -> None:
    pictures = ((Image.fromarray(part_of(*one.read())), one.real, "held-out") for one in held_out(work))
    print(json.dumps(shortcuts_by_source(pictures, Judge(work / f"{options.name}.onnx").score), indent=2))


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser, commands = check_arguments("printed-copy")
    one = commands.add_parser("draw")
    one.add_argument("--portraits", type=Path, required=True)
    one.add_argument("--backgrounds", type=Path, required=True)
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("prepare")
    one.add_argument("--documents", type=Path, required=True)
    one.add_argument("--exclude", type=Path, required=True)
    one.add_argument("--things", type=Path, nargs="+", required=True)
    one = commands.add_parser("cache")
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("train")
    training_arguments(one, PARTS)
    one.add_argument("--without", nargs="*", choices=TRAINED, default=[])
    one = commands.add_parser("measure")
    one.add_argument("--documents", type=Path, nargs="*", default=[])
    one.add_argument("--changed", choices=list(CHANGES))
    commands.add_parser("shortcuts")
    commands.add_parser("list").add_argument("folder", type=Path)
    return parser.parse_args(arguments)


def main() -> None:
    options = read_options()
    cv2.setNumThreads(1)
    torch.set_num_threads(options.threads)
    work: Path = options.work
    match options.command:
        case "draw":
            draw_all(work, options)
        case "prepare":
            prepare_all(work, options)
        case "cache":
            cache_all(work, options)
        case "train":
            train_all(work, options)
        case "measure":
            measure(work, options)
        case "shortcuts":
            shortcuts(work, options)
        case "list":
            write_labelled(work, options.folder)


if __name__ == "__main__":
    main()
