"""Prepares pictures, draws attacks, trains, calibrates, measures and exports `face-pad.onnx`.

    python -m training.face_pad WORK prepare --snapshots FOLDER --faces lfw=FOLDER --exclude lfw-dev/pairs.csv
    python -m training.face_pad WORK recapture --count 6000 --rooms FOLDER...
    python -m training.face_pad WORK sheet SHEET.png drawn
    python -m training.face_pad WORK cache --count 16000
    python -m training.face_pad WORK leave-one-out
    python -m training.face_pad WORK train
    python -m training.face_pad WORK measure pad-dev/labels.csv
    python -m training.face_pad WORK shortcuts pad-dev/labels.csv
    python -m training.face_pad WORK list SETS/webcams
    python -m training.face_pad WORK surface --screens public/models/screen-replay.onnx --things SCREENS
    python -m training.face_pad WORK join --screens public/models/screen-replay.onnx --earlier BEFORE/face-pad.onnx --context-slope 0.951101875527571

A run that was cut goes on where it was, but for `surface`. What the folders are is said in training/README.md.
"""

import argparse
import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import cv2
import onnx
import torch

from training.document_corners.photos import pictures_of
from training.export import exported, facts_of
from training.face_pad.attacks import draw_attacks
from training.face_pad.cache import Samples, fill
from training.face_pad.evaluate import Face, Judge, ask, calibrated, faces_of, fused, joined, labelled, open_picture, parts_of, read_labels, report
from training.face_pad.fit import train
from training.face_pad.fused import CONTEXT_SLOPE, Both, Fused
from training.face_pad.index import Row, read_index
from training.face_pad.joined import PARTS, ask_parts, joined_views_of, parts_together, summed, weigh, weighed
from training.face_pad.network import FacePad
from training.face_pad.prepare import only_face, prepare
from training.face_pad.sheet import contact_sheet
from training.face_pad.sources import SETS, faces, items, people_of
from training.face_pad.surface import LEARNT, Surface, faces_around, surface_of, things_of, train_surface
from training.face_pad.trust import LeftOut, by_turns, read_left_out, transferred, trust
from training.face_pad.views import ALL_VIEWS, SIDE, all_views_of
from training.face_pad.webcams import CALIBRATION, WEBCAMS, frames
from training.labelled_folder import spread
from training.shortcuts import shortcuts_by_source
from training.snapshot import snapshot_of

DRAWN, DRAWN_HELD_OUT = "drawn", "drawn-held-out"
PER_PERSON = 60
"""Pictures of a person and attack: frames of a clip are alike."""
PER_LABEL = 150
"""Pictures of a webcam and label."""
LISTED = 60
"""Of those, as a test set holds them."""
PER_FACE = 4
"""Pictures of a person of the real faces, of whom there are thousands."""


def prepare_all(work: Path, options: argparse.Namespace) -> None:
    excluded = people_of(options.exclude) if options.exclude else set()
    found = {source: lambda source=source, name=name: items(source, snapshot_of(options.snapshots, name), options.per_person) for source, (name, _, _) in SETS.items()}
    for one in options.faces:
        source, folder = one.split("=", 1)
        found[source] = lambda folder=Path(folder): faces(folder, excluded, PER_FACE, options.most)
    for source, webcam in WEBCAMS.items():
        found[source] = lambda webcam=webcam: frames(webcam, snapshot_of(options.snapshots, webcam.repository), PER_LABEL)
    for source, entries in found.items():
        if not (work / "index" / f"{source}.csv").exists() and (not options.only or source in options.only):
            own = {"face": only_face, "part": "calibration" if source in CALIBRATION else "train"} if source in WEBCAMS else {}
            rows = prepare(work, source, entries(), **own)
            print(f"{source}: {len(rows)} pictures with a face, {sum(row.label == 'attack' for row in rows)} of them attacks", flush=True)


def drawn_on(rows: list[Row]) -> list[Row]:
    """Faces that attacks are drawn on. Not those of webcams, which have attacks of their own; six of them are to stay unseen."""
    return [row for row in rows if row.label == "bona_fide" and row.source == row.origin and row.source not in WEBCAMS]


def recapture_all(work: Path, options: argparse.Namespace) -> None:
    rows = drawn_on(read_index(work / "index"))
    rooms = pictures_of(options.rooms)
    draw_attacks(work, DRAWN, rows, options.count, rooms, options.processes)
    unseen = [row for row in rows if row.part != "train"]
    draw_attacks(work, DRAWN_HELD_OUT, unseen, options.held_out, rooms, options.processes, held_out=True)


def trainable(rows: list[Row], options: argparse.Namespace, without: str | None = None) -> list[Row]:
    """What a run learns from. Without a data set, also without what was drawn from its faces."""
    return [
        row
        for row in rows
        if row.part == "train" and row.source != DRAWN_HELD_OUT and row.origin not in options.without and row.source not in options.without and without not in (row.source, row.origin)
    ]


def learnt_from(samples: Samples, options: argparse.Namespace, without: str | None = None) -> list[int]:
    """Places of the samples that a run learns from."""
    kept = set(trainable(samples.rows, options, without))
    return [place for place, row in enumerate(samples.rows) if row in kept]


def apart(work: Path, rows: list[Row], without: str | None = None) -> list[Face]:
    """Faces of the people that calibration has for itself, in what was trained on."""
    unseen = (DRAWN_HELD_OUT, *CALIBRATION)
    return faces_of(work, [row for row in rows if row.part == "calibration" and row.source not in unseen and without not in (row.source, row.origin)])


def finish(work: Path, network: FacePad, rows: list[Row], options: argparse.Namespace) -> None:
    """Joins the network with the baseline, as far as either is right on webcams that ours was not trained on, exports both as one, and writes what that was measured at beside it."""
    path = work / f"{options.name}.onnx"
    both = Both(network)
    answers = ask(both, apart(work, rows))
    unseen = {source: ask(both, faces_of(work, [row for row in rows if row.source == source])) for source in CALIBRATION}
    trusted = trust([LeftOut(answers, tested) for tested in unseen.values()])
    parts = parts_of(answers, trusted)
    facts = exported(Fused(both, parts), torch.randn(2 * ALL_VIEWS, 3, SIDE, SIDE), path, "views", "score")
    calibration = calibrated(fused(joined([answers, *unseen.values()]), parts)).entry()
    learnt = trainable(rows, options)
    kept = ask(both, faces_of(work, [row for row in rows if row.part == "kept"]))
    measured = facts | {
        "trainedOn": {source: sum(row.source == source for row in learnt) for source in sorted({row.source for row in learnt})},
        "trust": dict(zip(answers, trusted)),
        "parts": {"own": parts.own.entry(), "baseline": parts.baseline.entry()},
        "calibration": calibration | {"contextSlope": CONTEXT_SLOPE * parts.baseline.slope},
        "byTurns": by_turns(answers, unseen),
        "kept": report(fused(kept, parts), calibration["thresholds"]),
        "keptByParts": {name: report(scored, {}) for name, scored in kept.items()},
    }
    (work / f"{options.name}.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


def leave_one_out(work: Path, rows: list[Row], options: argparse.Namespace) -> None:
    """Trains once without each data set that has both labels, asks about some of all of it, and says how well that goes."""
    samples = Samples(work)
    for source in options.source or sorted(source for source in SETS if len({row.label for row in rows if row.source == source}) == 2):
        network = train(samples, learnt_from(samples, options, source), work / f"{options.name}-without-{source}.pt", options.steps, options.batch, seed=options.seed)
        both = Both(network)
        tested = faces_of(work, spread([row for row in rows if row.source == source], options.tested))
        LeftOut(ask(both, apart(work, rows, source)), ask(both, tested)).write(left_out_path(work, options, source))
    results = transferred(all_left_out(work, options))
    (work / f"{options.name}-leave-one-out.json").write_text(json.dumps(results, indent=2))
    print(json.dumps(results, indent=2))


def left_out_path(work: Path, options: argparse.Namespace, source: str) -> Path:
    return work / f"{options.name}-without-{source}.json"


def all_left_out(work: Path, options: argparse.Namespace) -> dict[str, LeftOut]:
    return {source: read_left_out(path) for source in SETS if (path := left_out_path(work, options, source)).exists()}


def learn_surface(work: Path, rows: list[Row], options: argparse.Namespace) -> None:
    """Goes on from the network for screens as it ships, or from a run of this."""
    network = surface_of(options.screens)
    if options.begin:
        network.load_state_dict(torch.load(options.begin))
    faces = faces_around(work, [row for row in rows if row.part == "train" and row.source != DRAWN_HELD_OUT])
    train_surface(network, faces, things_of(options.things), work / "surface.pt", replace(LEARNT, steps=options.steps), options.seed)


def join(work: Path, rows: list[Row], options: argparse.Namespace) -> None:
    """Joins the network that shipped before with the part for surfaces and exports both as one. Beside it, what that was measured at."""
    network = surface_of(options.screens)
    network.load_state_dict(torch.load(work / "surface.pt"))
    path = work / f"{options.name}.onnx"
    parts = parts_together(options.earlier, Surface(network), path)
    people = apart(work, rows)
    sources = sorted({face.source for face in people})
    unseen = [row for row in rows if row.source in (DRAWN_HELD_OUT, *CALIBRATION)]
    answers = ask_parts(parts, options.context_slope, [*people, *faces_of(work, unseen)])
    weights = weigh(answers, DRAWN_HELD_OUT, [*sources, *CALIBRATION])
    onnx.save(summed(parts, weights), path)
    sums = weighed(answers, weights)
    calibration = calibrated(sums.among(sources)).entry()
    kept = ask_parts(parts, options.context_slope, faces_of(work, [row for row in rows if row.part == "kept"]))
    measured = facts_of(path) | {
        "weights": dict(zip(PARTS, weights.tolist())),
        "calibration": calibration | {"contextSlope": options.context_slope * weights[0]},
        "unseen": report(sums.among([DRAWN_HELD_OUT, *CALIBRATION]), calibration["thresholds"]),
        "kept": report(weighed(kept, weights), calibration["thresholds"]),
        "keptByParts": {name: report(scored, {}) for name, scored in kept.items()},
    }
    (work / f"{options.name}.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


def listed(work: Path, rows: list[Row], folder: Path) -> None:
    """Makes a folder for `npm run eval -- face-pad` of webcams that `train` does not learn from."""
    chosen = [one for source in CALIBRATION for label in ("bona_fide", "attack") for one in spread([row for row in rows if (row.source, row.label) == (source, label)], LISTED)]
    for row in chosen:
        (folder / row.source).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(work / row.path, folder / row.source / Path(row.path).name)
    with open(folder / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([("path", "label", "attack", "source"), *((f"{row.source}/{Path(row.path).name}", row.label, row.attack, row.source) for row in chosen)])


def judge_of(work: Path, name: str) -> tuple[Judge, dict[str, float]]:
    """The exported network, of `train` or `join`, and its thresholds."""
    measured = json.loads((work / f"{name}.json").read_text())
    show, calibration = joined_views_of if "weights" in measured else all_views_of, measured["calibration"]
    return Judge(work / f"{name}.onnx", calibration["contextSlope"], show), calibration["thresholds"]


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--name", default="face-pad")
    parser.add_argument("--threads", type=int, default=1)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("prepare")
    one.add_argument("--snapshots", type=Path, required=True)
    one.add_argument("--faces", nargs="*", default=[], metavar="NAME=FOLDER")
    one.add_argument("--exclude", type=Path)
    one.add_argument("--per-person", type=int, default=PER_PERSON)
    one.add_argument("--most", type=int, help="pictures of each folder of real faces")
    one.add_argument("--only", nargs="*", default=[])
    one = commands.add_parser("recapture")
    one.add_argument("--count", type=int, default=6000)
    one.add_argument("--held-out", type=int, default=600)
    one.add_argument("--rooms", type=Path, nargs="*", default=[])
    one.add_argument("--processes", type=int, default=2)
    one = commands.add_parser("sheet")
    one.add_argument("sheet", type=Path)
    one.add_argument("source")
    one.add_argument("--first", type=int, default=0)
    commands.add_parser("cache").add_argument("--count", type=int, default=16000)
    for name in ("train", "leave-one-out"):
        one = commands.add_parser(name)
        one.add_argument("--steps", type=int, default=1200)
        one.add_argument("--batch", type=int, default=32)
        one.add_argument("--seed", type=int, default=1)
        one.add_argument("--without", nargs="*", default=[], help="data sets that are not trained on: for a network of open pictures alone, say")
        if name == "train":
            one.add_argument("--begin", type=Path, help="checkpoint of another run, whose network is gone on from")
            one.add_argument("--rate", type=float, default=1, help="of the highest learning rates")
        else:
            one.add_argument("--source", nargs="*", default=[])
            one.add_argument("--tested", type=int, default=1000, help="pictures of the set left out")
    for name in ("surface", "join"):
        one = commands.add_parser(name)
        one.add_argument("--screens", type=Path, required=True, help="screen-replay.onnx as it ships")
        if name == "surface":
            one.add_argument("--things", type=Path, required=True, help="WORK of training.screen_replay")
            one.add_argument("--begin", type=Path, help="surface.pt of another run, which is gone on from")
            one.add_argument("--steps", type=int, default=LEARNT.steps)
            one.add_argument("--seed", type=int, default=1)
        else:
            one.add_argument("--earlier", type=Path, required=True, help="face-pad.onnx as it shipped before")
            one.add_argument("--context-slope", type=float, required=True, help="the earlier one's, in the manifest")
    commands.add_parser("list").add_argument("folder", type=Path)
    for name in ("measure", "shortcuts"):
        commands.add_parser(name).add_argument("labels", type=Path)
    return parser.parse_args()


def main() -> None:
    options = read_options()
    # Threads of OpenCV don't survive the fork into the processes that draw.
    cv2.setNumThreads(1)
    torch.set_num_threads(options.threads)
    work: Path = options.work
    match options.command:
        case "prepare":
            prepare_all(work, options)
        case "recapture":
            recapture_all(work, options)
        case "sheet":
            rows = read_index(work / "index" / f"{options.source}.csv")
            step = max(1, (len(rows) - options.first) // 24)
            sheet = contact_sheet(work, rows[options.first :: step][:24])
            cv2.imwrite(str(options.sheet), sheet[..., ::-1])
        case "cache":
            fill(work, [row for row in read_index(work / "index") if row.part == "train" and row.source != DRAWN_HELD_OUT], options.count)
        case "train":
            rows, samples = read_index(work / "index"), Samples(work)
            network = train(samples, learnt_from(samples, options), work / f"{options.name}.pt", options.steps, options.batch, options.seed, options.begin, options.rate)
            finish(work, network, rows, options)
        case "leave-one-out":
            leave_one_out(work, read_index(work / "index"), options)
        case "surface":
            learn_surface(work, read_index(work / "index"), options)
        case "join":
            join(work, read_index(work / "index"), options)
        case "list":
            listed(work, read_index(work / "index"), options.folder)
        case "measure":
            judge, thresholds = judge_of(work, options.name)
            print(json.dumps(report(judge.all(labelled(options.labels)), thresholds), indent=2))
        case "shortcuts":
            judge, _ = judge_of(work, options.name)
            pictures = ((open_picture(path), line["attack"] == "none", line["source"]) for path, line in read_labels(options.labels))
            print(json.dumps(shortcuts_by_source(pictures, judge.score), indent=2))


if __name__ == "__main__":
    main()
