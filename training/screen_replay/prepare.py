"""Takes pictures out of their repositories, without those that are tested on, both classes of a collector as large and as coarsely coded."""

import hashlib
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.document_views.index import Row, write_index
from training.screen_replay.sources import Item

LARGEST_SENT = 1700
"""Longer side in pixels, over which a picture has come from the camera itself and not through a messenger."""
SMALLEST = 640
"""Pictures from web pages, scaled down further than a photo of a screen ever is in these sets, would only teach their size."""
NATIVE = 1600
"""Pixels along a side of what is cut out of the middle of a camera's own picture."""
FEWEST_NATIVE = 3
"""Of each class, without which a camera's own pictures would tell the class."""
ALIKE = 5
"""Bits of 64 in which the hashes of two codings of one picture may differ."""


@dataclass(frozen=True)
class Tested:
    """Of the pictures that are tested on: digests of the files, and hashes of what they show."""

    digests: frozenset[str]
    looks: np.ndarray

    def has(self, data: bytes, image: Image.Image) -> bool:
        return hashlib.sha256(data).hexdigest() in self.digests or bool(len(self.looks) and (np.count_nonzero(self.looks != look(image), axis=1) <= ALIKE).any())


def look(image: Image.Image) -> np.ndarray:
    """[64] bool: where brightness rises to the right, on 9 x 8 pixels. It outlives scaling and coding."""
    small = np.asarray(image.convert("L").resize((9, 8), Image.BOX), np.int16)
    return (small[:, 1:] > small[:, :-1]).ravel()


def tested_on(folders: Sequence[Path]) -> Tested:
    """All pictures of labelled folders."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in (".jpg", ".jpeg", ".png")]
    looks = [look(Image.open(path)) for path in paths]
    return Tested(frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths), np.array(looks) if looks else np.zeros((0, 64), bool))


def prepare(work: Path, source: str, found: Iterable[Item], tested: Tested) -> list[Row]:
    """Writes WORK/pictures/SOURCE and its index."""
    folder = work / "pictures" / source
    folder.mkdir(parents=True, exist_ok=True)
    opened = [(item, image) for item in found if (image := _open(item.data)) is not None and max(image.size) >= SMALLEST and not tested.has(item.data, image)]
    large = [(item, image) for item, image in opened if max(image.size) > LARGEST_SENT]
    sent = {label: [image for item, image in opened if item.label == label and max(image.size) <= LARGEST_SENT] for label in ("real", "attack")}
    both = all(sum(item.label == label for item, _ in large) >= FEWEST_NATIVE for label in ("real", "attack"))
    rng = random.Random(source)
    rows = []
    for number, (item, image) in enumerate(opened):
        stem = f"{item.label}-{number:04}"
        data = item.data
        if max(image.size) > LARGEST_SENT:
            if both:
                rows.append(_row(work, folder / f"{stem}-native.png", _middle(image), item, f"{source}-native"))
            models = sent["attack" if item.label == "real" else "real"] or sent[item.label]
            data = _as_sent(image, rng.choice(models))
        rows.append(_row(work, folder / f"{stem}.jpg", data, item, source))
    write_index(work / "index" / f"{source}.csv", rows)
    return rows


def _open(data: bytes) -> Image.Image | None:
    try:
        image = Image.open(io.BytesIO(data))
        image.load()
    except OSError:
        return None
    return image


def _row(work: Path, path: Path, data: bytes, item: Item, source: str) -> Row:
    path.write_bytes(data)
    width, height = Image.open(io.BytesIO(data)).size
    return Row(str(path.relative_to(work)), item.label, source, 0, 0, width, height)


def _middle(image: Image.Image) -> bytes:
    left, top = (max(0, (side - NATIVE) // 2) for side in image.size)
    out = io.BytesIO()
    image.convert("RGB").crop((left, top, min(left + NATIVE, image.width), min(top + NATIVE, image.height))).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _as_sent(image: Image.Image, model: Image.Image) -> bytes:
    """As large, and coded with the tables, as a picture of the other class that came through a messenger."""
    scale = max(model.size) / max(image.size)
    small = image.convert("RGB").resize((round(image.width * scale), round(image.height * scale)), Image.BOX if scale < 0.5 else Image.BICUBIC)
    tables = getattr(model, "quantization", None)
    out = io.BytesIO()
    small.save(out, "JPEG", subsampling=2, **({"qtables": tables} if tables else {"quality": 80}))
    return out.getvalue()
