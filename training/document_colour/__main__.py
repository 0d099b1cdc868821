"""Trains, exports and measures `document-colour.onnx` on the photos that `training.document_corners` made.

    python -m training.document_colour WORK --portraits FOLDER... --real DLC --exclude LABELS.csv

Real documents in colour there are none of: those are drawn. WORK/document-colour.onnx is the network, WORK/document-colour.json what
was measured.
"""

import json
from pathlib import Path

import cv2
import numpy as np
import torch

from training.arguments import document_arguments
from training.descend import descend
from training.document_colour.network import SIDE, DocumentColour
from training.document_colour.views import sample
from training.document_corners.__main__ import drawn_photos, part
from training.document_corners.evaluate import read_rgb
from training.document_corners.photos import pictures_of
from training.document_corners.real import read_real_photos, split_by_clip
from training.document_orientation.__main__ import as_input, flat_documents
from training.document_orientation.views import rectify
from training.export import exported

VISIBLE = 0.7
BATCH = 64

Kept = tuple[np.ndarray, bool]
"""A rectified document and whether it is in colour."""


def kept_documents(photos: list[tuple[Path, np.ndarray]]) -> list[Kept]:
    kept = []
    for path, outlines in photos:
        facts = json.loads(path.with_suffix(".json").read_text())
        image = read_rgb(path)
        for outline, share, colourless in zip(outlines, facts["visible"], facts["colourless"]):
            if share >= VISIBLE:
                kept.append((rectify(image, outline), not colourless))
    return kept


def train(kinds: list[list[Kept]], steps: int) -> DocumentColour:
    """:param kinds: each is sampled as often as another."""
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    network = DocumentColour()

    def loss() -> torch.Tensor:
        chosen = [kind[rng.integers(len(kind))] for kind in (kinds[rng.integers(len(kinds))] for _ in range(BATCH))]
        views, colours = zip(*[sample(document, colour, rng) for document, colour in chosen])
        answers = network(as_input(np.stack(views)))[:, 0]
        return torch.nn.functional.binary_cross_entropy_with_logits(answers, torch.tensor(colours).float())

    descend(network, loss, steps)
    return network


def right(network: DocumentColour, kept: list[Kept]) -> dict[str, float]:
    """Shares of documents in colour and of grey ones that are told right at one half."""
    rng = np.random.default_rng(2)
    with torch.no_grad():
        answers = network(as_input(np.stack([sample(document, colour, rng, strong=False)[0] for document, colour in kept])))[:, 0].numpy()
    truth = np.array([colour for _, colour in kept])
    result: dict[str, float] = {}
    for name, of in (("colour", truth), ("grey", ~truth)):
        if of.any():
            result |= {f"{name}Documents": int(of.sum()), name: float(np.mean((answers[of] > 0) == truth[of]))}
    return result


def main() -> None:
    parser = document_arguments("portraits")
    parser.add_argument("--flat", type=int, default=600)
    parser.add_argument("--steps", type=int, default=4000)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    work: Path = options.work
    real, real_kept = split_by_clip(read_real_photos(options.real, options.exclude))
    drawn = drawn_photos(work / "photos")
    photographed = kept_documents(part(drawn, False))
    flat = flat_documents(options.flat, part(pictures_of(options.portraits), False), upright=False, grey=0.0)
    in_colour = [one for one in photographed if one[1]] + [(document, True) for document in flat]
    grey = [one for one in photographed if not one[1]]
    real_grey = [(rectify(read_rgb(one.path), one.outline), False) for one in real]
    print(f"{len(in_colour)} documents in colour, {len(grey)} drawn grey copies, {len(real_grey)} real ones", flush=True)
    network = train([in_colour, in_colour, in_colour, grey, real_grey], options.steps)

    path = work / "document-colour.onnx"
    example = torch.randn(2, 3, SIDE, SIDE)
    answering = torch.nn.Sequential(network, torch.nn.Sigmoid())
    measured = exported(answering, example, path, "document", "colour") | {
        "realOfOtherClips": right(network, [(rectify(read_rgb(one.path), one.outline), False) for one in real_kept]),
        "drawnKept": right(network, kept_documents(part(drawn, True))),
        "drawnHeldOut": right(network, kept_documents(drawn_photos(work / "held-out"))),
    }
    torch.save(network.state_dict(), work / "document-colour.pt")
    (work / "document-colour.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
