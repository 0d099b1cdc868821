"""Trains, exports and measures `document-orientation.onnx` on the photos that `training.document_corners` made.

    python -m training.document_orientation WORK --portraits FOLDER... --real DLC --exclude LABELS.csv

WORK/document-orientation.onnx is the network, WORK/document-orientation.json what was measured.
"""

import argparse
import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from training.document_corners.__main__ import drawn_photos, part
from training.document_corners.evaluate import read_rgb
from training.document_corners.photos import pictures_of
from training.document_corners.real import read_real_photos, split_by_clip
from training.document_orientation.network import SIDE, DocumentOrientation
from training.document_orientation.views import rectify, sample
from training.export import export, parity
from training.synthesis.documents import draw_document, grey_copy

VISIBLE = 0.8
BATCH = 64
REAL = 4
"""Times that real documents count."""


def kept_documents(photos: list[tuple[Path, np.ndarray]]) -> list[np.ndarray]:
    kept = []
    for path, outlines in photos:
        visible = json.loads(path.with_suffix(".json").read_text())["visible"]
        seen = [outline for outline, share in zip(outlines, visible) if share >= VISIBLE]
        if seen:
            image = read_rgb(path)
            kept += [rectify(image, outline) for outline in seen]
    return kept


def flat_documents(count: int, portraits: list[Path]) -> list[np.ndarray]:
    """Artwork that was never photographed: more layouts, texts and faces than the photos show."""
    rng = np.random.default_rng(19)
    kept = []
    for _ in range(count):
        document = draw_document(rng, portraits, side="back" if rng.random() < 0.06 else "front")
        if rng.random() < 0.25:
            document = grey_copy(rng, document, "cut")
        kept.append(rectify(document.artwork, document.outline))
    return kept


def as_input(images: np.ndarray) -> torch.Tensor:
    return (torch.from_numpy(images).permute(0, 3, 1, 2).float() - 127.5) / 127.5


def train(kept: list[np.ndarray], steps: int, rate: float = 3e-3) -> DocumentOrientation:
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    network = DocumentOrientation()
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.2)
    total = 0.0
    for step in range(1, steps + 1):
        views, turns = zip(*[sample(kept[rng.integers(len(kept))], rng) for _ in range(BATCH)])
        loss = torch.nn.functional.cross_entropy(network(as_input(np.stack(views))), torch.tensor(turns), label_smoothing=0.03)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += loss.item()
        if step % 200 == 0:
            print(f"step {step} of {steps}, loss {total / 200:.4f}", flush=True)
            total = 0.0
    return network.eval()


def right(network: DocumentOrientation, kept: list[np.ndarray]) -> dict[str, float]:
    """Share of documents whose way is told right, each at four chance turns."""
    rng = np.random.default_rng(2)
    hits = []
    for one in kept:
        views, turns = zip(*[sample(one, rng, strong=False) for _ in range(4)])
        with torch.no_grad():
            hits += (network(as_input(np.stack(views))).argmax(1).numpy() == np.array(turns)).tolist()
    return {"documents": len(kept), "right": float(np.mean(hits))}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--portraits", type=Path, nargs="+", required=True)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--exclude", type=Path, required=True)
    parser.add_argument("--flat", type=int, default=600)
    parser.add_argument("--steps", type=int, default=3000)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    work: Path = options.work
    real, real_kept = split_by_clip(read_real_photos(options.real, options.exclude))
    drawn = drawn_photos(work / "photos")
    portraits = part(pictures_of(options.portraits), False)
    kept = kept_documents(part(drawn, False)) + flat_documents(options.flat, portraits)
    kept += [rectify(read_rgb(one.path), one.outline) for one in real] * REAL
    print(f"{len(kept)} documents", flush=True)
    network = train(kept, options.steps)

    path = work / "document-orientation.onnx"
    example = torch.randn(2, 3, SIDE, SIDE)
    answering = torch.nn.Sequential(network, torch.nn.Softmax(1))
    export(answering, example, path, "document", "turns")
    measured = {
        "parameters": sum(p.numel() for p in network.parameters()),
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "parity": parity(answering, path, example),
        "realOfOtherClips": right(network, [rectify(read_rgb(one.path), one.outline) for one in real_kept]),
        "drawnKept": right(network, kept_documents(part(drawn, True))),
        "drawnHeldOut": right(network, kept_documents(drawn_photos(work / "held-out"))),
    }
    (work / "document-orientation.json").write_text(json.dumps(measured, indent=2))
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
