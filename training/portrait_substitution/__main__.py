"""Draws, trains, calibrates, measures and exports `portrait-substitution.onnx`.

    python -m training.portrait_substitution WORK draw --portraits GAN --things THINGS
    python -m training.portrait_substitution WORK cache --portraits GAN --documents DLC --exclude document-dev/labels.csv
    python -m training.portrait_substitution WORK train
    python -m training.portrait_substitution WORK test-sets SETS --portraits GAN
    python -m training.portrait_substitution WORK measure SETS/overlaid SETS/pasted document-dev
    python -m training.portrait_substitution WORK handed-on SETS/overlaid SETS/pasted
    python -m training.portrait_substitution WORK shortcuts SETS/overlaid SETS/pasted
    python -m training.portrait_substitution WORK sheet SHEET.jpg genuine

What is there already is not made again. What the folders are is said in training/README.md.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image

from training.arguments import check_arguments
from training.bars import between_bars
from training.calibration import Calibration, calibrate
from training.document_attacks.photos import BATCH, DocumentPhoto, PhotoSet, draw_photos, read_photos
from training.document_corners.photos import pictures_of
from training.document_corners.real import read_real_photos
from training.export import exported
from training.labelled_folder import spread
from training.portrait_substitution.cache import Plan, Shard, make_shards, read_shards
from training.portrait_substitution.evaluate import Judge, Picture, handed_on, labelled, pictures, report
from training.portrait_substitution.finishes import finished, laid_over_finished, printed_anyhow
from training.portrait_substitution.fit import answers_of, areas, train
from training.portrait_substitution.held_out import stuck_on
from training.portrait_substitution.in_view import DONOR, LEFT_OUT, lent_by, substituted
from training.portrait_substitution.network import Answering, BothWays, PortraitSubstitution
from training.portrait_substitution.overlays import another_face, laid_over, laid_over_anyhow
from training.portrait_substitution.samples import GENUINE, donors
from training.portrait_substitution.test_set import write_sets
from training.portrait_substitution.views import ROOMY, SIDE
from training.shortcuts import shortcuts_by_source

REAL = "real"
TRAINING_PORTRAITS = 0.75
"""Share of the portraits; the others are on held-out documents and in their photos."""
GENUINE_SETS, OVERLAID_SETS = ("more", "finished", "genuine"), ("overlaid-anyhow", "overlaid-finished", "overlaid")
KEPT = {"genuine": 3, "more": 3, "finished": 2, "overlaid": 2, "overlaid-anyhow": 2, "overlaid-finished": 1}
"""Last parts of a set that are calibrated on: no document is in two parts, as no batch that is drawn together is."""
COPIES = dict.fromkeys(GENUINE_SETS + OVERLAID_SETS, 1) | {REAL: 3}
"""Samples of a photo; of a genuine one one more, into which nothing is pasted."""
GREY = 0.25
"""Share of the faces that are put over portraits while it is trained."""
CALIBRATED_TYPES = ("est_id", "lva_passport", "svk_id")
"""Of real documents."""
REGULAR_BPCER = 0.05
"""At equal error a network that errs as often as this one would refuse too many honest documents."""


def draw_all(work: Path, options: argparse.Namespace) -> None:
    portraits, kept = split(options.portraits)
    things = pictures_of([options.things])
    for photos, count in (
        (PhotoSet("genuine", portraits, things), options.genuine),
        (PhotoSet("genuine-held-out", kept, held_out=True), options.held_out_genuine),
        (PhotoSet("more", portraits, things, documents=BATCH), options.more),
        (PhotoSet("finished", portraits, things, change=finished, documents=BATCH, print_portrait=printed_anyhow), options.finished),
        (PhotoSet("overlaid", portraits, things, change=laid_over), options.overlaid),
        (PhotoSet("overlaid-anyhow", portraits, things, change=laid_over_anyhow, documents=BATCH), options.overlaid_anyhow),
        (PhotoSet("overlaid-finished", portraits, things, change=laid_over_finished, documents=BATCH, print_portrait=printed_anyhow), options.overlaid_finished),
        (PhotoSet("overlaid-held-out", kept, held_out=True, change=stuck_on), options.held_out_overlaid),
    ):
        draw_photos(work, photos, count, options.processes)


def split(folder: Path) -> tuple[list[Path], list[Path]]:
    """Portraits to train on, and those that are kept."""
    portraits = pictures_of([folder])
    trained = round(TRAINING_PORTRAITS * len(portraits))
    return portraits[:trained], portraits[trained:]


def parts_of(work: Path, name: str, count: int) -> list[Sequence[DocumentPhoto]]:
    """The first photos of a set, in whole batches, less those that show no portrait."""
    photos = read_photos(work / "photos" / name)[:count]
    return [[one for one in photos[start : start + BATCH] if one.portrait is not None] for start in range(0, len(photos) - len(photos) % BATCH, BATCH)]


def cache_all(work: Path, options: argparse.Namespace) -> None:
    portraits, _ = split(options.portraits)
    parts = {name: parts_of(work, name, getattr(options, name.replace("-", "_"))) for name in GENUINE_SETS + OVERLAID_SETS}
    genuine = parts["genuine"]

    def lent() -> list[np.ndarray]:
        return donors([one for part in genuine[: -KEPT["genuine"]] for one in part])

    def samples(name: str, parts: list[Sequence[DocumentPhoto]], kept: list[Sequence[DocumentPhoto]]) -> None:
        make_shards(work, Plan(f"kept-{name}", 1, SIDE, portraits), kept, options.processes, lent)
        make_shards(work, Plan(name, COPIES[name], ROOMY, portraits), parts, options.processes, lent)

    real = [
        DocumentPhoto(one.path, one.outline, None, "ID-3" if "passport" in one.clip else "ID-1", True, None)
        for one in read_real_photos(options.documents, options.exclude)
    ]
    kept = [one for one in real if one.path.parent.parent.name in CALIBRATED_TYPES]
    trained = [one for one in real if one.path.parent.parent.name not in CALIBRATED_TYPES]
    samples(REAL, [spread(trained, options.real)], [spread(kept, options.real // 2)])
    for name, all_parts in parts.items():
        samples(name, all_parts[: -KEPT[name]], all_parts[-KEPT[name] :])


def train_all(work: Path, options: argparse.Namespace) -> None:
    sets = (*GENUINE_SETS, *OVERLAID_SETS, REAL)
    trained, kept = ([shard for name in sets for shard in read_shards(work, f"{before}{name}")] for before in ("", "kept-"))
    print({name: sum(len(shard.families) for shard in trained if shard.name == name) for name in sets}, flush=True)
    told = [*kept, left_out(kept)]
    network = PortraitSubstitution()
    if options.begin is not None:
        averaged = torch.load(options.begin)["averaged"]
        network.load_state_dict({name.removeprefix("module."): value for name, value in averaged.items() if name.startswith("module.")})
    rng = np.random.default_rng(59)
    portraits, _ = split(options.portraits)
    faces = [another_face(rng, portraits, DONOR, grey=rng.random() < GREY) for _ in range(options.faces)]
    answering = BothWays(train(network, trained, told, REAL, faces, options.steps, options.rate, work / f"{options.name}.pt"))
    print(f"both ways: AUC {areas(answering, told)}", flush=True)
    facts = exported(Answering(answering), torch.rand(2, 3, SIDE, SIDE) * 2 - 1, work / f"{options.name}.onnx", "view", "score", "map")
    measured = facts | {"calibration": calibrated(answering, kept).entry()}
    (work / f"{options.name}.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


def left_out(shards: Sequence[Shard]) -> Shard:
    """Of drawn documents that are not trained on, as many with substitutions of kinds that are not trained on either."""
    rng = np.random.default_rng(73)
    views = [view for shard in shards if REAL not in shard.name for view, family in zip(shard.views, shard.families) if family == ""]
    put = [substituted(rng, view, lent_by(views[:place] + views[place + 1 :]), LEFT_OUT) for place, view in enumerate(views)]
    named = np.full(len(put), "left out")
    return Shard("left-out", np.stack([view for view, _ in put]), np.stack([mask for _, mask in put]), named, named, named)


def calibrated(network: BothWays, shards: Sequence[Shard]) -> Calibration:
    """Drawn and real documents count alike, and so do all kinds of attacks."""
    genuine: dict[str, list[np.ndarray]] = {}
    attacks: dict[str, list[np.ndarray]] = {}
    for shard in shards:
        scores = answers_of(network, shard)
        for kind in sorted(set(shard.kinds)):
            (genuine if kind == GENUINE else attacks).setdefault(shard.name if kind == GENUINE else kind, []).append(scores[shard.kinds == kind])
    joined = [{name: np.concatenate(parts) for name, parts in one.items()} for one in (genuine, attacks)]
    for name, scores in (joined[0] | joined[1]).items():
        print(f"{name}: {len(scores)}, quartiles {np.round(np.quantile(scores, [0.05, 0.25, 0.5, 0.75, 0.95]), 2).tolist()}")
    return calibrate(*joined, REGULAR_BPCER)


def test_sets(work: Path, options: argparse.Namespace) -> None:
    _, portraits = split(options.portraits)
    genuine, overlaid = ([one for one in read_photos(work / "photos" / name) if one.portrait is not None] for name in ("genuine-held-out", "overlaid-held-out"))
    write_sets(options.folder, genuine[: options.genuine], overlaid, portraits, options.pasted)


def measure(work: Path, options: argparse.Namespace) -> None:
    thresholds = json.loads((work / f"{options.name}.json").read_text())["calibration"]["thresholds"]
    judge = Judge(work / f"{options.name}.onnx")
    changed = handed_on if options.command == "handed-on" else lambda picture: picture
    print(json.dumps({folder.name: report(judge.all(labelled(folder), changed), thresholds) for folder in options.folders}, indent=2))


def shortcuts(work: Path, options: argparse.Namespace) -> None:
    judge = Judge(work / f"{options.name}.onnx")

    def score(picture: Image.Image) -> float | None:
        pixels = np.asarray(picture)
        return judge.picture(whole(pixels))

    print(json.dumps({folder.name: shortcuts_by_source(pictures(labelled(folder)), score) for folder in options.folders}, indent=2))


def whole(pixels: np.ndarray) -> Picture:
    """A picture that is a document, but for black bars about it."""
    left, top, right, bottom = between_bars(pixels)
    sides = right - left, bottom - top
    return pixels, np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64), "ID-1" if max(sides) / min(sides) > 1.5 else "ID-3"


def sheet(work: Path, options: argparse.Namespace) -> None:
    """Samples of a set, eight in a row: what a human sees of what the network sees."""
    shard = read_shards(work, options.set)[0]
    tiles = [cv2.putText(np.array(view), f"{kind} {strength}", (4, 14), 0, 0.45, (255, 0, 0)) for view, kind, strength in zip(shard.views[:48], shard.kinds, shard.strengths)]
    rows = [np.hstack(tiles[start : start + 8]) for start in range(0, len(tiles) - 7, 8)]
    Image.fromarray(np.vstack(rows)).save(options.picture)


def read_options() -> argparse.Namespace:
    parser, commands = check_arguments("portrait-substitution")
    one = commands.add_parser("draw")
    one.add_argument("--portraits", type=Path, required=True)
    one.add_argument("--things", type=Path, required=True)
    one.add_argument("--genuine", type=int, default=900)
    one.add_argument("--held-out-genuine", type=int, default=240)
    one.add_argument("--more", type=int, default=384)
    one.add_argument("--overlaid", type=int, default=408)
    one.add_argument("--overlaid-anyhow", type=int, default=288)
    one.add_argument("--finished", type=int, default=336)
    one.add_argument("--overlaid-finished", type=int, default=240)
    one.add_argument("--held-out-overlaid", type=int, default=120)
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("cache")
    one.add_argument("--genuine", type=int, default=900)
    one.add_argument("--more", type=int, default=384)
    one.add_argument("--overlaid", type=int, default=408)
    one.add_argument("--overlaid-anyhow", type=int, default=288)
    one.add_argument("--finished", type=int, default=336)
    one.add_argument("--overlaid-finished", type=int, default=240)
    one.add_argument("--real", type=int, default=120)
    one.add_argument("--portraits", type=Path, required=True)
    one.add_argument("--documents", type=Path, required=True)
    one.add_argument("--exclude", type=Path, required=True)
    one.add_argument("--processes", type=int, default=1)
    one = commands.add_parser("train")
    one.add_argument("--portraits", type=Path, required=True)
    one.add_argument("--faces", type=int, default=1200)
    one.add_argument("--steps", type=int, default=950)
    one.add_argument("--rate", type=float, default=1.0)
    one.add_argument("--begin", type=Path, help="a checkpoint whose running mean of the weights this run begins at, with a schedule of its own")
    one = commands.add_parser("test-sets")
    one.add_argument("folder", type=Path)
    one.add_argument("--portraits", type=Path, required=True)
    one.add_argument("--genuine", type=int, default=120)
    one.add_argument("--pasted", type=int, default=120)
    for name in ("measure", "handed-on", "shortcuts"):
        commands.add_parser(name).add_argument("folders", type=Path, nargs="+")
    one = commands.add_parser("sheet")
    one.add_argument("picture", type=Path)
    one.add_argument("set")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    cv2.setNumThreads(1)
    torch.set_num_threads(options.threads)
    work: Path = options.work
    match options.command:
        case "draw":
            draw_all(work, options)
        case "cache":
            cache_all(work, options)
        case "train":
            train_all(work, options)
        case "test-sets":
            test_sets(work, options)
        case "measure" | "handed-on":
            measure(work, options)
        case "shortcuts":
            shortcuts(work, options)
        case "sheet":
            sheet(work, options)


if __name__ == "__main__":
    main()
