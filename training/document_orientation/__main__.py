"""Trains, exports and measures `document-orientation.onnx` on the photos that `training.document_corners` made.

    python -m training.document_orientation WORK --portraits FOLDER... --things FOLDER... --real DLC --exclude LABELS.csv --also GENUINE COPIES [--begin SHIPPED.onnx]

What the corner network of WORK (document-corners.onnx) takes for documents, and are none, is learnt too. WORK/document-orientation.onnx is the network, WORK/document-orientation.json what was measured.
"""

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch

from training.arguments import document_arguments
from training.beginning import begin_at
from training.descend import descend
from training.document_corners.__main__ import drawn_photos, part, single
from training.document_corners.evaluate import maps_by_file, read_rgb
from training.document_corners.photos import pictures_of
from training.document_corners.real import read_real_photos, split_by_clip
from training.document_orientation.network import NO_DOCUMENT, SIDE, DocumentOrientation
from training.document_orientation.others import beside, chance, framed, mistaken, shrink
from training.document_orientation.views import cut, rectify, sample
from training.export import exported
from training.synthesis.documents import draw_document, grey_copy

VISIBLE = 0.8
BATCH = 64
RATE, FURTHER_RATE = 3e-3, 1e-3
"""The greatest, from nothing and from a network that knows something."""
REAL = 4
"""Times that real documents count."""
CUT = 0.15
"""Share of the documents that are cut off by the photo's border."""
NONE = {"mistaken": 0.15, "chance": 0.08, "beside": 0.12}
"""Shares of the samples that are no document, by where these come from."""
BELIEVED = 0.5
"""Probability of being no document below which one is believed, as in the SDK."""


def kept_documents(photos: list[tuple[Path, np.ndarray]]) -> list[np.ndarray]:
    kept = []
    for path, outlines in photos:
        visible = json.loads(path.with_suffix(".json").read_text())["visible"]
        seen = [outline for outline, share in zip(outlines, np.atleast_1d(visible)) if share >= VISIBLE]
        if seen:
            image = read_rgb(path)
            kept += [rectify(image, outline) for outline in seen]
    return kept


def flat_documents(count: int, portraits: list[Path], upright: bool, grey: float = 0.25) -> list[np.ndarray]:
    """Artwork that was never photographed, so much of it as grey copies: more layouts, texts and faces than the photos show. `upright`: cards whose top is a short side, of which photos show few."""
    rng = np.random.default_rng(37 if upright else 19)
    kept = []
    for _ in range(count):
        side = "upright" if upright else "back" if rng.random() < 0.06 else "front"
        document = draw_document(rng, portraits, side)
        if rng.random() < grey:
            document = grey_copy(rng, document, "cut")
        kept.append(rectify(document.artwork, document.outline))
    return kept


def others(things: list[Path], maps_of: Callable[[np.ndarray], np.ndarray], looks: int) -> dict[str, list[np.ndarray]]:
    """What is no document, of photos without one. :param looks: at how many chance framings of each the corner network is asked."""
    rng = np.random.default_rng(23)
    kept: dict[str, list[np.ndarray]] = {"mistaken": [], "chance": []}
    for path in things:
        image = shrink(read_rgb(path))
        for _ in range(looks):
            kept["mistaken"] += mistaken(framed(image, rng), maps_of)
        kept["chance"].append(chance(image, rng))
    return kept


def beside_documents(photos: list[tuple[Path, np.ndarray]], seed: int) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    kept = []
    for path, outline in photos:
        image = read_rgb(path)
        kept += [one for one in (beside(image, outline, rng) for _ in range(2)) if one is not None]
    return kept


def as_input(images: np.ndarray) -> torch.Tensor:
    return (torch.from_numpy(images).permute(0, 3, 1, 2).float() - 127.5) / 127.5


def draw(kept: list[np.ndarray], none: dict[str, list[np.ndarray]], rng: np.random.Generator) -> tuple[np.ndarray, int]:
    at = rng.random()
    for kind, share in NONE.items():
        at -= share
        if at < 0 and none[kind]:
            one = np.rot90(none[kind][rng.integers(len(none[kind]))], rng.integers(4))
            return sample(one[:, ::-1] if rng.random() < 0.5 else one, rng)[0], NO_DOCUMENT
    document = kept[rng.integers(len(kept))]
    return sample(cut(document, rng) if rng.random() < CUT else document, rng)


def train(kept: list[np.ndarray], none: dict[str, list[np.ndarray]], steps: int, begin: Path | None) -> DocumentOrientation:
    """:param begin: an exported network to go on from."""
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    network = DocumentOrientation()

    def batch() -> tuple[torch.Tensor, torch.Tensor]:
        views, turns = zip(*[draw(kept, none, rng) for _ in range(BATCH)])
        return as_input(np.stack(views)), torch.tensor(turns)

    def loss() -> torch.Tensor:
        views, turns = batch()
        return torch.nn.functional.cross_entropy(network(views), turns, label_smoothing=0.03)

    if begin:
        begin_at(network, begin, batch()[0])
    descend(network, loss, steps, FURTHER_RATE if begin else RATE)
    return network


def right(network: DocumentOrientation, kept: list[np.ndarray]) -> dict[str, float]:
    """Share of documents, each at four chance turns, that are believed to be one, and of which the way is told right."""
    rng = np.random.default_rng(2)
    hits, believed = [], []
    for one in kept:
        views, turns = zip(*[sample(one, rng, strong=False) for _ in range(4)])
        chances = answers(network, views)
        hits += (chances[:, :NO_DOCUMENT].argmax(1) == np.array(turns)).tolist()
        believed += (chances[:, NO_DOCUMENT] < BELIEVED).tolist()
    return {"documents": len(kept), "believed": float(np.mean(believed)), "right": float(np.mean(hits))}


def wrongly_believed(network: DocumentOrientation, none: list[np.ndarray]) -> dict[str, float]:
    """Share of what is no document that is believed to be one."""
    rng = np.random.default_rng(3)
    chances = [answers(network, [sample(one, rng, strong=False)[0] for _ in range(4)]) for one in none]
    return {"others": len(none), "believed": float(np.mean([each[:, NO_DOCUMENT] < BELIEVED for each in chances]))}


def answers(network: DocumentOrientation, views) -> np.ndarray:
    with torch.no_grad():
        return torch.softmax(network(as_input(np.stack(views))), 1).numpy()


def main() -> None:
    parser = document_arguments("portraits", "things")
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="folders of photos drawn for the checks of documents, to learn from beside those of WORK")
    parser.add_argument("--flat", type=int, default=600)
    parser.add_argument("--upright", type=int, default=300, help="cards whose top is a short side, besides")
    parser.add_argument("--looks", type=int, default=8, help="at how many chance framings of each thing the corner network is asked")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--begin", type=Path, help="an exported network to go on from")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    work: Path = options.work
    real, real_kept = split_by_clip(read_real_photos(options.real, options.exclude))
    drawn = drawn_photos(work / "photos")
    portraits = part(pictures_of(options.portraits), False)
    kept = kept_documents(part(drawn, False) + [one for folder in options.also for one in drawn_photos(folder)]) + flat_documents(options.flat, portraits, False) + flat_documents(options.upright, portraits, True)
    kept += [rectify(read_rgb(one.path), one.outline) for one in real] * REAL
    things = pictures_of(options.things)
    maps_of = maps_by_file(work / "document-corners.onnx")
    none = others(part(things, False), maps_of, options.looks)
    drawn_single = [one for one in single(drawn) if one[1] is not None]
    none["beside"] = beside_documents([(one.path, one.outline) for one in real] + part(drawn_single, False), 29)
    print(f"{len(kept)} documents, none: {({kind: len(some) for kind, some in none.items()})}", flush=True)
    network = train(kept, none, options.steps, options.begin)

    path = work / "document-orientation.onnx"
    example = torch.randn(2, 3, SIDE, SIDE)
    answering = torch.nn.Sequential(network, torch.nn.Softmax(1))
    measured = exported(answering, example, path, "document", "turns") | {
        "realOfOtherClips": right(network, [rectify(read_rgb(one.path), one.outline) for one in real_kept]),
        "drawnKept": right(network, kept_documents(part(drawn, True))),
        "upright": right(network, flat_documents(60, part(pictures_of(options.portraits), True), True)),
        "drawnHeldOut": right(network, kept_documents(drawn_photos(work / "held-out"))),
        "others": {kind: wrongly_believed(network, some) for kind, some in others(part(things, True), maps_of, options.looks).items()},
        "beside": wrongly_believed(network, beside_documents([(one.path, one.outline) for one in real_kept], 31)),
    }
    (work / "document-orientation.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
