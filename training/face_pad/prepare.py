"""Takes the pictures out of their sets, finds what is padding and where the face is, and writes an index of each set."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training.face_pad.index import Row, shares_of, write_index
from training.face_pad.sources import Item
from training.reading import faces_in, main_face

BLACK = 14
"""Values up to this one are black after JPEG."""
SMALLEST = 64
"""Pixels of a face's longer side, under which it tells nothing."""
SECOND = 0.4
"""Of the largest face's side, above which another one counts."""
REPLAYS_SIDE = 640
"""Of `replays`, only pictures of this size are what they are said to be."""


def unpadded(image: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a picture [h, w, 3] without rows and columns that are black all along at its border."""
    bright = image.max(2) > BLACK
    # A line is picture where more than a fiftieth of it is: codecs leave specks in the padding.
    rows, columns = np.flatnonzero(bright.mean(1) > 0.02), np.flatnonzero(bright.mean(0) > 0.02)
    if not len(rows) or not len(columns):
        return 0, 0, 0, 0
    # What is cut has a soft edge of a few pixels.
    soft = 3
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    height, width = image.shape[:2]
    return left + soft * (left > 0), top + soft * (top > 0), right - soft * (right < width), bottom - soft * (bottom < height)


def only_face(picture: Image.Image) -> np.ndarray | None:
    """The largest face [4], unless another is nearly half as large: who held the phone, say, or others on it."""
    boxes = faces_in(picture)
    if not len(boxes) or len(boxes) > 1 and _longer(boxes[1]) > SECOND * _longer(boxes[0]):
        return None
    return boxes[0]


def _longer(box: np.ndarray) -> float:
    return float((box[2:] - box[:2]).max())


def prepare(work: Path, source: str, items: Iterable[Item], index: str = "index", face: Callable[[Image.Image], np.ndarray | None] = main_face) -> list[Row]:
    """Writes WORK/pictures/SOURCE and WORK/INDEX/SOURCE.csv; pictures in which no face is found are left out."""
    folder = work / "pictures" / source
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for item in items:
        image = cv2.imdecode(np.frombuffer(item.data, np.uint8), cv2.IMREAD_COLOR)
        if image is None or (source == "replays" and image.shape[:2] != (REPLAYS_SIDE, REPLAYS_SIDE)):
            continue
        left, top, right, bottom = unpadded(image)
        if right - left < SMALLEST or bottom - top < SMALLEST:
            continue
        box = face(Image.open(io.BytesIO(item.data)).convert("RGB").crop((left, top, right, bottom)))
        if box is None or max(box[2] - box[0], box[3] - box[1]) < SMALLEST:
            continue
        (folder / item.name).write_bytes(item.data)
        found.append((item, (left, top, right, bottom), box))
    parts = shares_of((item.person for item, _, _ in found), source)
    rows = [
        Row(
            path=f"pictures/{source}/{item.name}",
            label="bona_fide" if item.attack == "none" else "attack",
            attack=item.attack,
            person=f"{source}/{item.person}",
            source=source,
            origin=source,
            part=parts[item.person],
            left=frame[0],
            top=frame[1],
            right=frame[2],
            bottom=frame[3],
            x=round(float(box[0]), 2),
            y=round(float(box[1]), 2),
            width=round(float(box[2] - box[0]), 2),
            height=round(float(box[3] - box[1]), 2),
        )
        for item, frame, box in found
    ]
    write_index(work / index / f"{source}.csv", rows)
    return rows
