"""Where documents lie in a photo: cut off, close to the border, small, or beside another."""

from dataclasses import replace

import cv2
import numpy as np

from training.document_codes.light import encoded, linear, paper_light
from training.document_codes.photo import Photo

# Room about a document that is put somewhere, as a share of its size.
_ROOM = 0.06
# A second document of less than this share of the first one's area would not count as one.
_LEAST_SECOND = 0.35


def cut_off(photo: Photo, share: float, side: int) -> Photo:
    """The photo without such a share of the document's extent, on its left, top, right or bottom (0 to 3)."""
    return _beginning(photo, share * (photo.box[2:] - photo.box[:2])[side % 2], side)


def close_to_border(photo: Photo, share: float, side: int) -> Photo:
    """The photo cropped to such a distance from the document, as a share of the document's shorter side."""
    shorter = min(np.linalg.norm(photo.corners - np.roll(photo.corners, -1, axis=0), axis=1))
    return _beginning(photo, -share * shorter, side)


def _beginning(photo: Photo, offset: float, side: int) -> Photo:
    """The photo that begins or ends so far inside of the document, on one side; nothing is cropped where it ends before."""
    height, width = photo.image.shape[:2]
    edges = [0, 0, width, height]
    inward = 1 if side < 2 else -1
    edge = photo.box[side] + inward * offset
    edges[side] = int(np.clip(np.ceil(edge) if side < 2 else np.floor(edge), 0, (width, height)[side % 2]))
    return photo.cropped(*edges)


def small(photo: Photo, share: float, rng: np.random.Generator) -> Photo:
    """The document, cut out, so small that it covers such a share of the frame, on its own background, stretched over the frame."""
    height, width = photo.image.shape[:2]
    left, top, right, bottom = _widest_strip(photo)
    ground = cv2.resize(photo.image[top:bottom, left:right], (width, height), interpolation=cv2.INTER_LINEAR)
    scale = np.sqrt(share * width * height / photo.area)
    extent = scale * (photo.box[2:] - photo.box[:2])
    room = _ROOM * extent.max()
    start = rng.uniform(room, np.maximum(room, np.array([width, height]) - extent - room))
    return _laid(photo, photo, ground, scale, start - scale * photo.box[:2])


def with_second(photo: Photo, other: Photo) -> Photo | None:
    """The photo with another photo's document, in the light of this one, where there is most room; None where there is too little."""
    left, top, right, bottom = _widest_strip(photo)
    room = np.array([right - left, bottom - top]) * (1 - 2 * _ROOM)
    extent = other.box[2:] - other.box[:2]
    scale = min(*(room / extent), 0.95 * np.sqrt(photo.area / other.area))
    if scale**2 * other.area < _LEAST_SECOND * photo.area:
        return None
    lit = replace(other, image=encoded(linear(other.image) * (paper_light(photo) / np.maximum(paper_light(other), 1e-3))))
    middle = np.array([left + right, top + bottom]) / 2
    laid = _laid(photo, lit, photo.image, scale, middle - scale * (other.box[:2] + other.box[2:]) / 2)
    return replace(laid, corners=photo.corners)


def _widest_strip(photo: Photo) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the largest part above, below or beside the document."""
    height, width = photo.image.shape[:2]
    left, top, right, bottom = photo.box
    margin = _ROOM * (right - left)
    strips = [(0, 0, width, top - margin), (0, bottom + margin, width, height), (0, 0, left - margin, height), (right + margin, 0, width, height)]
    x0, y0, x1, y1 = max(strips, key=lambda strip: max(0, strip[2] - strip[0]) * max(0, strip[3] - strip[1]))
    return int(np.ceil(x0)), int(np.ceil(y0)), int(x1), int(y1)


def _laid(photo: Photo, piece: Photo, ground: np.ndarray, scale: float, shift: np.ndarray) -> Photo:
    """A piece's document on a ground, scaled and shifted."""
    height, width = ground.shape[:2]
    matrix = np.array([[scale, 0, shift[0] + (scale - 1) / 2], [0, scale, shift[1] + (scale - 1) / 2]])
    flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    soft = max(0.01, 0.4 * (1 / scale - 1))
    image = cv2.warpAffine(cv2.GaussianBlur(piece.image, (0, 0), soft), matrix, (width, height), flags=flags)
    mask = cv2.warpAffine(piece.mask(), matrix, (width, height))[..., None]
    blended = encoded(linear(ground) * (1 - mask) + linear(image) * mask)
    return replace(photo, image=blended, corners=piece.corners * scale + shift)
