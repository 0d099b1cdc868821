"""Makes the photos that are trained on: one folder, one picture and one JSON file each, numbered.

A photo depends on its number alone, so any run may go on where another was cut, with any number of processes.
"""

import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

Generator = Literal["training", "held-out"]
DOCUMENTS_KEPT = 24
"""Documents a process draws at a time; each lies in about four photos, of other scenes and other cameras."""
REUSE = 4
LONG_SIDE = 1024
EMPTY = 0.12
"""Share of photos without a document."""


def pictures_of(folders: list[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg", ".png"))


def make_photos(
    folder: Path, count: int, generator: Generator, portraits: list[Path], backgrounds: list[Path], processes: int
) -> None:
    """Fills `folder` up to `count` photos: `000000.jpg` with `000000.json`, whose `outlines` are in pixels of the photo."""
    folder.mkdir(parents=True, exist_ok=True)
    size = DOCUMENTS_KEPT * REUSE
    batches = [first for first in range(0, count, size) if not all((folder / f"{i:06}.json").exists() for i in range(first, min(first + size, count)))]
    work = partial(_make_batch, folder, count, generator, portraits, backgrounds)
    with ProcessPoolExecutor(processes) as pool:
        for done, first in enumerate(pool.map(work, batches)):
            print(f"{folder.name}: photos from {first} on are made, {done + 1} of {len(batches)} parts", flush=True)


def make_artwork(folder: Path, count: int, portraits: list[Path], processes: int, upright: bool = False) -> None:
    """
    Fills `folder` up to `count` documents that were never photographed, as :func:`make_photos` does: more designs, to be put into real photos.

    :param upright: cards whose top is a short side, of which photos show few.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [number for number in range(count) if not (folder / f"{number:06}.json").exists()]
    with ProcessPoolExecutor(processes) as pool:
        for _ in pool.map(partial(_draw_artwork, folder, portraits, upright), missing, chunksize=16):
            pass


def _draw_artwork(folder: Path, portraits: list[Path], upright: bool, number: int) -> None:
    cv2.setNumThreads(1)
    from training.synthesis.documents import draw_document

    rng = np.random.default_rng([41 if upright else 19, number])
    side = "upright" if upright else "back" if rng.random() < 0.06 else "front"
    document = draw_document(rng, portraits, side)
    scale = LONG_SIDE / max(document.artwork.shape)
    artwork = cv2.resize(document.artwork, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(folder / f"{number:06}.jpg"), cv2.cvtColor(artwork, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 95])
    partial_file = folder / f"{number:06}.part"
    ratio = np.array(artwork.shape[1::-1]) / document.artwork.shape[1::-1]
    partial_file.write_text(json.dumps({"outlines": [(document.outline * ratio).tolist()]}))
    partial_file.rename(folder / f"{number:06}.json")


def _make_batch(folder: Path, count: int, generator: Generator, portraits: list[Path], backgrounds: list[Path], first: int) -> int:
    cv2.setNumThreads(1)
    if generator == "training":
        from training.synthesis.documents import colour_copy, draw_document, grey_copy
        from training.synthesis.photograph import PhotoSettings, photograph
    else:
        from training.synthesis.held_out.documents import colour_copy, draw_document, grey_copy
        from training.synthesis.held_out.photograph import PhotoSettings, photograph

    settings = PhotoSettings(long_side=LONG_SIDE)
    rng = np.random.default_rng([7 if generator == "training" else 11, first])
    documents = []
    for _ in range(DOCUMENTS_KEPT):
        document = draw_document(rng, portraits, side="back" if rng.random() < 0.08 else "front")
        kind = rng.random()
        if kind < 0.35:
            copy = grey_copy if kind < 0.25 else colour_copy
            document = copy(rng, document, "sheet" if rng.random() < 0.5 else "cut")
        documents.append(document)
    for number in range(first, min(first + DOCUMENTS_KEPT * REUSE, count)):
        rng = np.random.default_rng([13 if generator == "training" else 17, number])
        kind = rng.random()
        shown = 0 if kind < EMPTY else 1 if kind < 0.92 else int(rng.integers(2, 4))
        chosen = [documents[i] for i in rng.choice(len(documents), shown, replace=False)]
        photo = photograph(rng, chosen, settings, backgrounds if rng.random() < 0.5 else ())
        (folder / f"{number:06}.jpg").write_bytes(photo.jpeg)
        facts = {
            "outlines": [outline.tolist() for outline in photo.outlines],
            "visible": [float(share) for share in photo.visible],
            "formats": [document.format for document in chosen],
            "colourless": [bool(document.colourless) for document in chosen],
            "portraits": [bool(document.portrait[2] > 0) for document in chosen],
            "facts": photo.facts,
        }
        partial_file = folder / f"{number:06}.part"
        partial_file.write_text(json.dumps(facts, default=float))
        partial_file.rename(folder / f"{number:06}.json")
    return first
