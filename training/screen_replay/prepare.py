"""Takes pictures out of their repositories, without those that are tested on, both classes of a collector as large and as coarsely coded."""

import io
import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from training.document_views.index import Row, write_index
from training.screen_replay.sources import Item
from training.tested import Tested

LARGEST_SENT = 1700
"""Longer side in pixels, over which a picture has come from the camera itself and not through a messenger."""
SMALLEST = 640
"""Pictures from web pages, scaled down further than a photo of a screen ever is in these sets, would only teach their size."""
NATIVE = 1600
"""Pixels along a side of what is cut out of the middle of a camera's own picture."""
FEWEST_NATIVE = 3
"""Of each class, without which a camera's own pictures would tell the class."""


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
