"""Drawn documents in the place of the real copies that real photos show: genuine ones too, or else a real photo alone would tell a copy."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.document_attacks.photos import DocumentPhoto
from training.document_corners.paste import INSET, SQUARE
from training.document_corners.real import RealPhoto
from training.document_views.documents import AROUND
from training.document_views.index import Row, write_index
from training.synthesis.camera.jpeg import encode
from training.synthesis.document import CARD_RADIUS_MM, SIZE_MM
from training.synthesis.drawing.canvas import rounded

MASK_PIXELS_PER_MM = 10
LARGEST_STRETCH = 0.15
"""Difference of the logarithms of the sides' ratio, beyond which what is placed would look stretched."""


def place_documents(work: Path, source: str, places: Sequence[RealPhoto], genuine: Sequence[DocumentPhoto], copies: Sequence[DocumentPhoto]) -> list[Row]:
    """WORK/pictures/SOURCE and its index: in each photo a genuine document and a copy by turns, of the place's shape."""
    folder = work / "pictures" / source
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, place in enumerate(places):
        rng = np.random.default_rng([53, number])
        label, photos = (("real", genuine), ("attack", copies))[number % 2]
        fitting = [photo for photo in photos if abs(_flatness(photo.outline) - _flatness(place.outline)) < LARGEST_STRETCH]
        ground = cv2.cvtColor(cv2.imread(str(place.path), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION), cv2.COLOR_BGR2RGB)
        picture, box = placed(ground, place.outline, fitting[rng.integers(len(fitting))], rng)
        path = folder / f"{label}-{number:04}.jpg"
        path.write_bytes(encode(picture, 96, "4:4:4"))
        rows.append(Row(str(path.relative_to(work)), label, source, *box))
    write_index(work / "index" / f"{source}.csv", rows)
    return rows


def placed(ground: np.ndarray, corners: np.ndarray, photo: DocumentPhoto, rng: np.random.Generator) -> tuple[np.ndarray, tuple[int, int, int, int]]:
    """`ground` about `corners` [4, 2], a document of another photo there in the light of the place, neither enlarged; and the box about it."""
    piece = photo.read()
    shrunk = min(1.0, _length(photo.outline) / _length(corners))
    low, high = corners.min(0), corners.max(0)
    start = np.maximum(low - AROUND * (high - low), 0).astype(int)
    end = np.minimum(high + AROUND * (high - low), ground.shape[1::-1]).astype(int)
    ground = cv2.resize(ground[start[1] : end[1], start[0] : end[0]], None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    height, width = ground.shape[:2]
    corners = ((corners - start) * shrunk).astype(np.float32)
    scale = min(1.0, _length(corners) / _length(photo.outline))
    inner = cv2.perspectiveTransform((SQUARE * (1 - 2 * INSET) + INSET)[None].astype(np.float32), cv2.getPerspectiveTransform(SQUARE.astype(np.float32), photo.outline.astype(np.float32)))[0]
    if scale < 1:
        piece = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    seen = cv2.warpPerspective(piece, cv2.getPerspectiveTransform((inner * scale).astype(np.float32), corners), (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = _mask(corners, photo.format, (height, width))
    light = _light(ground, mask)
    level = np.clip(np.median(ground[mask > 0.5]) / max(np.median(seen[mask > 0.5]), 1), 0.6, 1.4) * rng.uniform(0.8, 1.1)
    out = ground + mask[..., None] * (np.clip(seen * (light * level)[..., None], 0, 255) - ground)
    low, high = np.floor(corners.min(0)), np.ceil(corners.max(0))
    left, top, right, bottom = np.clip(np.concatenate([low, high]), 0, [width, height, width, height]).astype(int).tolist()
    return out.astype(np.uint8), (left, top, right, bottom)


def _light(ground: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """[h, w] float32 about 1: how light changes over the place, as its paper shows it."""
    grey = cv2.cvtColor(ground, cv2.COLOR_RGB2GRAY)
    wide = max(3, round(np.sqrt(mask.sum()) / 25) | 1)
    paper = cv2.GaussianBlur(cv2.dilate(grey, np.ones((wide, wide), np.uint8)).astype(np.float32), (0, 0), 2.0 * wide)
    return paper / np.float32(paper[mask > 0.5].mean())


def _mask(corners: np.ndarray, format: str, shape: tuple[int, int]) -> np.ndarray:
    """[h, w] float32 0 to 1, with a card's corners."""
    width, height = (round(MASK_PIXELS_PER_MM * side) for side in SIZE_MM[format])
    flat = rounded(width, height, CARD_RADIUS_MM * MASK_PIXELS_PER_MM if format == "ID-1" else 0)
    to_place = cv2.getPerspectiveTransform((SQUARE * (width, height)).astype(np.float32), corners)
    return cv2.warpPerspective(flat, to_place, shape[::-1]).astype(np.float32) / 255


def _length(outline: np.ndarray) -> float:
    return float(np.sqrt(cv2.contourArea(outline.astype(np.float32))))


def _flatness(outline: np.ndarray) -> float:
    """Logarithm of how much longer the first and third sides are than the others."""
    sides = np.linalg.norm(outline - np.roll(outline, -1, 0), axis=1)
    return float(np.log((sides[0] + sides[2]) / (sides[1] + sides[3])))
