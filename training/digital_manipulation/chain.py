"""What happens to a picture on its way, edited or not: it is cut, saved, scaled and coded again."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from training.digital_manipulation.subject import Subject
from training.synthesis.camera.jpeg import SAMPLING, decode, encode

SMALLEST = 360
"""Pixels along the longer side that a messenger leaves of a document."""


@dataclass(frozen=True)
class Sent:
    """`jpeg`: what arrives. `subject` and `mask`, [h, w] float32, as they are in it."""

    jpeg: bytes
    subject: Subject
    mask: np.ndarray


Chain = Callable[[np.random.Generator, Subject, np.ndarray], Sent]


def send(rng: np.random.Generator, subject: Subject, mask: np.ndarray) -> Sent:
    """Through an editor's 'save as', and often through a messenger then."""
    subject, mask = cropped(rng, subject, mask)
    jpeg = encode(subject.image, int(100 - 42 * rng.random() ** 1.7), str(rng.choice(list(SAMPLING))))
    if rng.random() < 0.4:
        subject, mask = scaled(subject.moved(decode(jpeg), np.ones(2), np.zeros(2)), mask, rng.uniform(0.5, 1.0), cv2.INTER_AREA)
        jpeg = encode(subject.image, int(rng.integers(60, 93)), "4:2:0")
    return Sent(jpeg, subject.moved(decode(jpeg), np.ones(2), np.zeros(2)), mask)


def cropped(rng: np.random.Generator, subject: Subject, mask: np.ndarray) -> tuple[Subject, np.ndarray]:
    """A third is cut by a few pixels on two sides: JPEG's blocks then begin elsewhere."""
    if rng.random() > 1 / 3:
        return subject, mask
    left, top = rng.integers(0, 12, 2).tolist()
    return subject.moved(np.ascontiguousarray(subject.image[top:, left:]), np.ones(2), -np.array([left, top], float)), mask[top:, left:]


def scaled(subject: Subject, mask: np.ndarray, scale: float, way: int) -> tuple[Subject, np.ndarray]:
    """Not so small that nobody could read the document any more."""
    scale = float(min(1.0, max(scale, SMALLEST / np.ptp(subject.outline, 0).max())))
    if scale == 1:
        return subject, mask
    size = tuple(np.round(np.array(subject.image.shape[1::-1]) * scale).astype(int).tolist())
    image, mask = cv2.resize(subject.image, size, interpolation=way), cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    return subject.moved(image, np.array(size) / subject.image.shape[1::-1], np.zeros(2)), mask
