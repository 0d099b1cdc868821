"""What is trained on: views of a part of a picture, framed, scaled and roughened alike whether it is of an attack or not."""

import cv2
import numpy as np

from training.face_pad.samples import roughen
from training.document_views.views import SIDE, Box, views_of

LARGEST = 1.1e6
"""Pixels of the part that is looked at; a larger one is cut smaller, never shrunk."""
WHOLE = 0.3
"""Share of samples that show all that is to be judged."""
PADDED = 0.08
"""Share of samples with borders of one colour."""


def sample(picture: np.ndarray, box: Box, rng: np.random.Generator) -> np.ndarray:
    """[25, 128, 128, 3] uint8 of a picture [h, w, 3]."""
    image = taken_otherwise(picture, box, rng)
    return views_of(image, (0, 0, image.shape[1], image.shape[0]))


def taken_otherwise(picture: np.ndarray, box: Box, rng: np.random.Generator) -> np.ndarray:
    """A part as another photo might show it, through other messengers."""
    image = _scaled(_part(picture, box, rng), rng)
    image = np.rot90(image, int(rng.integers(4)))
    if rng.random() < 0.5:
        image = image[:, ::-1]
    image = roughen(np.ascontiguousarray(image), rng)
    if rng.random() < PADDED:
        border = rng.integers(0, max(image.shape[:2]) // 5, 4).tolist()
        image = cv2.copyMakeBorder(image, *border, cv2.BORDER_CONSTANT, value=(int(rng.choice([0, 0, 128, 255])),) * 3)
    return image


def _part(picture: np.ndarray, box: Box, rng: np.random.Generator) -> np.ndarray:
    left, top, right, bottom = box if rng.random() < 0.5 else (0, 0, picture.shape[1], picture.shape[0])
    width, height = right - left, bottom - top
    area = min(1.0, LARGEST / (width * height)) * (1.0 if rng.random() < WHOLE else rng.uniform(0.25, 1))
    aspect = np.exp(rng.normal(0, 0.15))
    across, down = min(1.0, np.sqrt(area) * aspect), min(1.0, np.sqrt(area) / aspect)
    x, y = left + rng.random() * (1 - across) * width, top + rng.random() * (1 - down) * height
    return picture[int(y) : int(y + max(48, down * height)), int(x) : int(x + max(48, across * width))]


def _scaled(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if rng.random() < 0.45:
        return image
    scale = max(float(np.exp(rng.uniform(np.log(0.4), np.log(1.25)))), SIDE / min(image.shape[:2]))
    smooth = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    way = cv2.INTER_AREA if scale < 0.6 else int(rng.choice([smooth, cv2.INTER_LINEAR, cv2.INTER_CUBIC]))
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=way)
