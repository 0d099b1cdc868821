"""Whether the score hangs on what has nothing to do with attacks: the same pictures coded, padded and cropped alike must score about alike."""

from collections.abc import Sequence

import cv2
import numpy as np

from training.face_pad.evaluate import Change, Face, score
from training.face_pad.network import FacePad
from training.face_pad.views import grow_inside, square
from training.metrics import auc
from training.synthesis.camera.jpeg import decode, encode

ALLOWED = 0.02
"""Difference in AUC to the pictures as they are."""
FACE = 160
"""Pixels of a face's longer side where sizes are made alike."""


def coded(picture: np.ndarray, face: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return decode(encode(picture, 85, "4:2:0")), face


def sized(picture: np.ndarray, face: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Faces of the same size, then coded alike."""
    scale = FACE / max(face[2] - face[0], face[3] - face[1])
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    finer = np.array(size) / picture.shape[1::-1]
    picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return coded(picture, face * np.tile(finer, 2))


def padded(picture: np.ndarray, face: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A black border of a tenth of the picture."""
    border = round(max(picture.shape[:2]) / 10)
    picture = cv2.copyMakeBorder(picture, border, border, border, border, cv2.BORDER_CONSTANT)
    return picture, face + border


def cropped(picture: np.ndarray, face: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """No more than 1.6 times the face."""
    side = float(max(face[2] - face[0], face[3] - face[1]))
    box = grow_inside(square((face[:2] + face[2:]) / 2, side), 1.6, picture.shape[1], picture.shape[0])
    low, high = np.round(box[:2]).astype(int), np.round(box[2:]).astype(int)
    part = np.ascontiguousarray(picture[low[1] : high[1], low[0] : high[0]])
    return part, np.clip(face - np.tile(low, 2), 0, np.tile(part.shape[1::-1], 2))


CHANGES: dict[str, Change] = {"coded": coded, "sized and coded": sized, "padded": padded, "cropped": cropped}


def shortcuts(network: FacePad, faces: Sequence[Face]) -> dict[str, dict[str, object]]:
    """By data set: AUC of the pictures as they are and of each change, and whether all are within ALLOWED."""
    scored = {"as they are": score(network, faces)} | {name: score(network, faces, change) for name, change in CHANGES.items()}
    result = {}
    for source in sorted({face.source for face in faces}):
        parts = {name: one.of(source) for name, one in scored.items()}
        if not len(parts["as they are"].bona_fide) or not len(parts["as they are"].attacking):
            continue
        areas = {name: auc(part.bona_fide, part.attacking) for name, part in parts.items()}
        result[source] = {**areas, "holds": all(abs(area - areas["as they are"]) <= ALLOWED for area in areas.values())}
    return result
