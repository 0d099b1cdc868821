"""Draws photos of documents, genuine ones or such as something was done to before the camera saw them, each with all that is known of it.

A photo depends on its set's name and its own number alone, so any run goes on where another was cut. WORK/photos/SET/000000.jpg has a
000000.json beside it.
"""

import json
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.camera.jpeg import decode
from training.synthesis.document import Document
from training.synthesis.documents.draft import Printed
from training.synthesis.settings import PhotoSettings

BATCH = 24
DOCUMENTS_KEPT = 12
"""Documents a batch draws, unless the set says otherwise; each lies in about two photos, of other scenes and other cameras."""
LONG_SIDES = (1000, 2400)
"""Pixels of a photo's longer side."""
BACKS = 0.05
"""Share of backs of cards."""


@dataclass(frozen=True)
class Attack:
    """What was done to a document: `kind` in a word, and how hard it is to see (`strength`: 'plain', 'usual' or 'faint')."""

    kind: str
    strength: str


Change = Callable[[np.random.Generator, Document, Sequence[Path]], tuple[Document, Attack | None]]
"""What is done to a document before the camera: an attack, or None where it stays genuine. Given the portraits too, of people who may take the holder's place."""


@dataclass(frozen=True)
class PhotoSet:
    """`name` is the folder's, and seeds it. `change`: what is done to its documents, if anything. `backgrounds`: pictures to lie behind some of them.
    `documents`: how many a batch draws. `print_portrait`: how their portraits are printed, if not as they are; of no held-out set."""

    name: str
    portraits: Sequence[Path]
    backgrounds: Sequence[Path] = ()
    held_out: bool = False
    change: Change | None = None
    documents: int = DOCUMENTS_KEPT
    print_portrait: Printed | None = None


@dataclass(frozen=True)
class DocumentPhoto:
    """`outline` [4, 2] clockwise from the document's own top left, and `portrait` [4, 2] likewise or None, in pixels of the photo."""

    path: Path
    outline: np.ndarray
    portrait: np.ndarray | None
    format: str
    colourless: bool
    attack: Attack | None

    def read(self) -> np.ndarray:
        """[h, w, 3] uint8 RGB."""
        return decode(self.path.read_bytes())


def draw_photos(work: Path, photos: PhotoSet, count: int, processes: int = 1) -> list[DocumentPhoto]:
    """Fills the set's folder up to `count` photos."""
    folder = work / "photos" / photos.name
    folder.mkdir(parents=True, exist_ok=True)
    firsts = [first for first in range(0, count, BATCH) if not all((folder / f"{i:06}.json").exists() for i in range(first, min(first + BATCH, count)))]
    with ProcessPoolExecutor(processes) as pool:
        for done, first in enumerate(pool.map(partial(_batch, folder, photos, count), firsts), 1):
            print(f"{photos.name}: photos from {first} on are made, {done} of {len(firsts)} parts", flush=True)
    return read_photos(folder)


def read_photos(folder: Path) -> list[DocumentPhoto]:
    """All that are there, by number."""
    return [_photo(path) for path in sorted(folder.glob("*.json"))]


def _photo(path: Path) -> DocumentPhoto:
    facts = json.loads(path.read_text())
    portrait, attack = facts["portrait"], facts["attack"]
    return DocumentPhoto(
        path.with_suffix(".jpg"),
        np.array(facts["outline"]),
        None if portrait is None else np.array(portrait),
        facts["format"],
        facts["colourless"],
        None if attack is None else Attack(**attack),
    )


def _batch(folder: Path, photos: PhotoSet, count: int, first: int) -> int:
    cv2.setNumThreads(1)
    if photos.held_out:
        from training.synthesis.held_out.documents import draw_document
        from training.synthesis.held_out.photograph import photograph
    else:
        from training.synthesis.documents import draw_document
        from training.synthesis.photograph import photograph
    seed = zlib.crc32(photos.name.encode())
    rng = np.random.default_rng([43, seed, first])
    print_portrait = {} if photos.held_out else {"print_portrait": photos.print_portrait}
    documents = [draw_document(rng, photos.portraits, side="back" if rng.random() < BACKS else "front", **print_portrait) for _ in range(photos.documents)]
    for number in range(first, min(first + BATCH, count)):
        rng = np.random.default_rng([47, seed, number])
        document, attack = documents[rng.integers(len(documents))], None
        if photos.change is not None:
            document, attack = photos.change(rng, document, photos.portraits)
        low, high = np.log(LONG_SIDES)
        settings = PhotoSettings(long_side=int(np.exp(rng.uniform(low, high))), share=(0.12, 0.85), cut=0.0, quality=(40, 98))
        photo = photograph(rng, [document], settings, photos.backgrounds)
        (folder / f"{number:06}.jpg").write_bytes(photo.jpeg)
        facts = {
            "outline": photo.outlines[0].tolist(),
            "portrait": _seen_portrait(document, photo.outlines[0]),
            "format": document.format,
            "colourless": bool(document.colourless),
            "visible": float(photo.visible[0]),
            "attack": attack and asdict(attack),
            "fields": document.fields,
            "camera": photo.facts,
        }
        part = folder / f"{number:06}.part"
        part.write_text(json.dumps(facts, default=float))
        part.rename(folder / f"{number:06}.json")
    return first


def _seen_portrait(document: Document, outline: np.ndarray) -> list[list[float]] | None:
    """[4, 2] in the photo, but for what the lens bends."""
    x, y, width, height = document.portrait
    if width == 0:
        return None
    to_photo = cv2.getPerspectiveTransform(document.outline.astype(np.float32), outline.astype(np.float32))
    corners = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], np.float64)
    return cv2.perspectiveTransform(corners[None], to_photo)[0].tolist()
