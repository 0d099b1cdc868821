"""A document in a finished photo, seen straight from above at the photo's own scale: there edits are made, and from there they are laid back."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from training.document_attacks.photos import DocumentPhoto
from training.synthesis.document import SIZE_MM

FINEST = 14.0
"""Pixels per mm; no photo of the sets has more."""
MARGIN = 32
"""Pixels about a document that are edited and coded with it, where the rest of the photo would only cost time."""
GRID = 16
"""Pixels of the largest units that JPEG codes: what is cut out begins on such a one."""

Box = tuple[int, int, int, int]
"""x, y, width and height in pixels of the flat document."""


@dataclass(frozen=True)
class Subject:
    """`image` [h, w, 3] uint8 RGB; `outline` [4, 2] clockwise from the document's own top left, `portrait` [4, 2] likewise or None; `format` 'ID-1' or 'ID-3'."""

    image: np.ndarray
    outline: np.ndarray
    portrait: np.ndarray | None
    format: str

    def moved(self, image: np.ndarray, scale: np.ndarray, offset: np.ndarray) -> "Subject":
        """Shown by another picture, in which a point stands at `point * scale + offset`."""
        portrait = None if self.portrait is None else self.portrait * scale + offset
        return replace(self, image=image, outline=self.outline * scale + offset, portrait=portrait)


@dataclass(frozen=True)
class Flat:
    """`image` [h, w, 3] uint8: the document from straight above. `per_mm`: its pixels per mm. `to_photo` [3, 3]. `portrait`: its box, or None."""

    image: np.ndarray
    per_mm: float
    to_photo: np.ndarray
    portrait: Box | None


def subject_of(photo: DocumentPhoto) -> Subject:
    return Subject(photo.read(), photo.outline, photo.portrait, photo.format)


def cut_out(subject: Subject) -> Subject:
    """The document with a little of what is around it."""
    height, width = subject.image.shape[:2]
    low = np.clip(subject.outline.min(0) - MARGIN, 0, None).astype(int) // GRID * GRID
    right, bottom = np.minimum(subject.outline.max(0) + MARGIN, (width, height)).astype(int)
    return subject.moved(np.ascontiguousarray(subject.image[low[1] : bottom, low[0] : right]), np.ones(2), -low.astype(float))


def flattened(subject: Subject) -> Flat:
    sides = np.linalg.norm(subject.outline - np.roll(subject.outline, -1, 0), axis=1)
    across, down = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    size = np.array(SIZE_MM[subject.format])
    if across < down:
        size = size[::-1]
    per_mm = float(min(FINEST, np.sqrt(across * down / size.prod())))
    width, height = np.round(size * per_mm).astype(int)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    to_photo = cv2.getPerspectiveTransform(corners, subject.outline.astype(np.float32))
    image = cv2.warpPerspective(subject.image, to_photo, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)
    portrait = None
    if subject.portrait is not None:
        found = cv2.perspectiveTransform(subject.portrait[None].astype(np.float64), np.linalg.inv(to_photo))[0]
        (left, top), (right, bottom) = np.clip(np.round([found.min(0), found.max(0)]), 0, (width, height)).astype(int).tolist()
        portrait = (left, top, right - left, bottom - top) if min(right - left, bottom - top) >= 16 else None
    return Flat(image, per_mm, to_photo, portrait)


def laid_back(subject: Subject, flat: Flat, changed: np.ndarray, alpha: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """
    The photo with a changed flat document where `alpha`, [h, w] in 0..1, says so. All else keeps its pixels.

    :returns: the photo, and how much of each pixel was replaced, [h, w] float32.
    """
    height, width = subject.image.shape[:2]
    rows, columns = np.nonzero(alpha > 0)
    box = np.array([[columns.min() - 2, rows.min() - 2], [columns.max() + 3, rows.min() - 2], [columns.max() + 3, rows.max() + 3], [columns.min() - 2, rows.max() + 3]], float)
    seen = cv2.perspectiveTransform(box[None], flat.to_photo)[0]
    left, top = np.clip(np.floor(seen.min(0)), 0, (width - 1, height - 1)).astype(int)
    right, bottom = np.clip(np.ceil(seen.max(0)) + 1, (left + 1, top + 1), (width, height)).astype(int)
    shift = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], float) @ flat.to_photo
    size = (int(right - left), int(bottom - top))
    patch = cv2.warpPerspective(changed, shift, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    weight = cv2.warpPerspective(alpha.astype(np.float32), shift, size, flags=cv2.INTER_LINEAR)
    image, mask = subject.image.copy(), np.zeros((height, width), np.float32)
    under = image[top:bottom, left:right].astype(np.float32)
    image[top:bottom, left:right] = np.clip(np.round(under + weight[..., None] * (patch - under)), 0, 255).astype(np.uint8)
    mask[top:bottom, left:right] = weight
    return image, mask
