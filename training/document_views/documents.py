"""Takes documents out of the photos that show them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from training.document_corners.real import RealPhoto
from training.document_views.index import Label, Row, write_index

AROUND = 0.15
"""Of a document's width and height, on each side: what is kept around it."""


def prepare_documents(work: Path, source: str, photos: Sequence[RealPhoto], label: Label) -> list[Row]:
    """Real photos of documents, with some of what is around them, in the photo's own pixels."""
    folder = work / "pictures" / source
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, photo in enumerate(photos):
        image = Image.open(photo.path).convert("RGB")
        low, high = photo.outline.min(0), photo.outline.max(0)
        margin = AROUND * (high - low)
        left, top = np.maximum(low - margin, 0).astype(int).tolist()
        right, bottom = np.minimum(high + margin, image.size).astype(int).tolist()
        path = folder / f"{label}-{number:04}.png"
        image.crop((left, top, right, bottom)).save(path, "PNG", compress_level=1)
        box = np.clip(np.round(np.concatenate([low, high]) - (left, top, left, top)), 0, (right - left, bottom - top) * 2).astype(int)
        rows.append(Row(str(path.relative_to(work)), label, source, *box.tolist()))
    write_index(work / "index" / f"{source}.csv", rows)
    return rows
