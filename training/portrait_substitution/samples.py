"""What is trained on: views of portraits, genuine, overlaid before the camera, or pasted into the same photo, sent and framed alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from training.document_attacks.photos import DocumentPhoto
from training.portrait_substitution.pastes import flattened, paste
from training.portrait_substitution.views import GROWN, RAISED, SIDE, Square, find_square, flat_size, rectify, to_flat, view_of
from training.synthesis.camera.jpeg import decode, encode

GENUINE = "genuine"
ROOM = 1.6
"""Sides of what is kept of a photo by those of the view: that of another face lies elsewhere."""
FINEST = 1.35
"""Pixels of a photo to one of the view, over which it is shrunk first: finer ones cost time and are not seen."""
MASK = 4
"""Pixels of a view, along a side, to one of its mask."""


@dataclass(frozen=True)
class Sample:
    """`view` [s, s, 3] uint8, `replaced` [s / 4, s / 4] uint8: how much of it shows another face's picture, 255 = all. `family`: 'overlaid', 'pasted' or ''."""

    view: np.ndarray
    replaced: np.ndarray
    family: str
    kind: str
    strength: str


@dataclass(frozen=True)
class Part:
    """The part of a photo about its portrait: `photo` [h, w, 3], and of the document `outline` and `portrait` [4, 2] in its pixels, `size` when rectified."""

    photo: np.ndarray
    outline: np.ndarray
    portrait: np.ndarray
    size: tuple[int, int]
    square: Square


def part_of(one: DocumentPhoto) -> Part | None:
    """None where no face is found in the document. A portrait whose corners nobody knows is taken to be as large as most are for their face."""
    photo = one.read()
    size = flat_size(one.outline, one.format)
    square = find_square(rectify(photo, one.outline, size))
    if square is None:
        return None
    back = np.linalg.inv(to_flat(one.outline, size))
    portrait = one.portrait if one.portrait is not None else _in(back, usual_portrait(square))
    view = _in(back, square.corners())
    seen = np.concatenate([_in(back, replace(square, side=ROOM * square.side).corners()), portrait])
    height, width = photo.shape[:2]
    # On whole blocks of JPEG, so that what is coded again is coded as all of the photo would be.
    low = np.maximum(seen.min(0), 0).astype(int) // 16 * 16
    high = np.minimum(seen.max(0), [width, height]).astype(int)
    if min(high - low) < 32:
        return None
    part = photo[low[1] : high[1], low[0] : high[0]]
    scale = FINEST * SIDE / float(np.linalg.norm(np.roll(view, -1, 0) - view, axis=1).max())
    smaller = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else part
    finer = np.array(smaller.shape[1::-1]) / part.shape[1::-1]
    return Part(smaller, (one.outline - low) * finer, (portrait - low) * finer, size, square)


def usual_portrait(square: Square) -> np.ndarray:
    """[4, 2] corners, in the rectified document, of a portrait about the face that a view is about."""
    face = square.side / GROWN
    x, y = square.x, square.y + RAISED * face
    return np.array([[x - 0.6 * face, y - 0.87 * face], [x + 0.6 * face, y - 0.87 * face], [x + 0.6 * face, y + 0.63 * face], [x - 0.6 * face, y + 0.63 * face]])


def samples_of(one: DocumentPhoto, rng: np.random.Generator, copies: int, portraits: Sequence[Path], others: Sequence[np.ndarray], side: int) -> list[Sample]:
    """So many views of a photo, `side` pixels wide; of a genuine one a single view, and so many with another face pasted in."""
    part = part_of(one)
    if part is None:
        return []
    if one.attack is not None:
        mask = np.zeros(part.photo.shape[:2], np.uint8)
        cv2.fillConvexPoly(mask, np.round(part.portrait * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
        return [Sample(*taken(rng, part, mask, side), "overlaid", one.attack.kind, one.attack.strength) for _ in range(copies)]
    samples = [Sample(*taken(rng, part, np.zeros(part.photo.shape[:2], np.uint8), side), "", GENUINE, "")]
    for _ in range(copies):
        pasted = paste(rng, part.photo, part.portrait, portraits, others)
        # About the face that is there now: one that is off the middle must not tell anything.
        square = find_square(rectify(pasted.photo, part.outline, part.size))
        if square is not None:
            changed = replace(part, photo=pasted.photo, square=square)
            samples.append(Sample(*taken(rng, changed, pasted.mask, side), "pasted", pasted.attack.kind, pasted.attack.strength))
    return samples


def taken(rng: np.random.Generator, part: Part, mask: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    """The view and its mask, off by as much as found corners and faces are, whatever is in the picture."""
    photo, quality, sampling = sent(rng, part.photo)
    photo = decode(encode(photo, quality, sampling))
    scale = np.array(photo.shape[1::-1]) / part.photo.shape[1::-1]
    outline, square = part.outline, part.square
    sides = np.linalg.norm(np.roll(outline, -1, 0) - outline, axis=1)
    outline = outline + rng.normal(0, 0.002 * sides.mean(), (4, 2))
    square = Square(*(np.array([square.x, square.y]) + rng.normal(0, 0.025, 2) * square.side), square.side * np.exp(rng.normal(0, 0.05)) * side / SIDE)
    view = view_of(photo, outline * scale, part.size, square, side)
    return view, view_of(mask, outline, part.size, square, side // MASK)


def sent(rng: np.random.Generator, photo: np.ndarray) -> tuple[np.ndarray, int, str]:
    """A photo as an editor or a messenger saves it, some of them smaller: the pixels, and the quality and the sampling that they are to be coded with."""
    if rng.random() < 0.35:
        scale = rng.uniform(0.6, 1)
        photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return photo, int(rng.integers(60, 98)), "4:4:4" if rng.random() < 0.25 else "4:2:0"


def donors(photos: Sequence[DocumentPhoto], count: int = 60) -> list[np.ndarray]:
    """Portraits [h, w, 3] of photos of documents, which others may be given."""
    having = [one for one in photos if one.portrait is not None]
    return [flattened(one.read(), one.portrait) for one in having[:: max(1, len(having) // count)]]


def _in(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    return cv2.perspectiveTransform(points[None].astype(np.float64), matrix)[0]
