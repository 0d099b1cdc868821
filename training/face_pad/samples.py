"""What is trained on: views of a face, off by as much as found boxes are, framed and roughened alike whether bona fide or not."""

import cv2
import numpy as np

from training.face_pad.views import grow_inside, square, views_of
from training.synthesis.camera.jpeg import SAMPLING, decode, encode

SEEN = 2.9
"""Of the face's longer side: what any view may show, and so all that is roughened."""
PADDED = 0.08
"""Share of samples with a border of one colour: it was taken off what is trained on, and must not mean anything where others have it."""
LARGEST_SEEN = 900
"""Pixels along a side; larger parts are shrunk."""


def sample(picture: np.ndarray, face: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[3, 128, 128, 3] uint8 of a picture [h, w, 3] with a face's box [4]."""
    return views_of(*taken_otherwise(picture, face, rng))


def taken_otherwise(picture: np.ndarray, face: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """What is around the face as another photo might show it, and the face's box there."""
    height, width = picture.shape[:2]
    side = float(max(face[2] - face[0], face[3] - face[1]))
    # As other framings would show it: sheets' borders and bezels are often outside of the picture, and rooms too.
    room = rng.uniform(1.15, SEEN) if rng.random() < 0.6 else SEEN
    at = (face[:2] + face[2:]) / 2 + rng.normal(0, 0.08, 2) * side
    part = grow_inside(square(at, side), room, width, height)
    low, high = np.round(part[:2]).astype(int), np.round(part[2:]).astype(int)
    image = picture[low[1] : high[1], low[0] : high[0]]
    face = np.clip(face - np.tile(low, 2) + rng.normal(0, 0.04, 4) * side, 0, np.tile(image.shape[1::-1], 2))
    if min(face[2] - face[0], face[3] - face[1]) < side / 3:
        face = np.array([0.0, 0, image.shape[1], image.shape[0]])
    if rng.random() < 0.5:
        image = image[:, ::-1]
        face = np.array([image.shape[1] - face[2], face[1], image.shape[1] - face[0], face[3]])
    image, face = resized(np.ascontiguousarray(image), face, rng)
    image = roughen(image, rng)
    if rng.random() < PADDED:
        border = rng.integers(0, max(image.shape[:2]) // 5, 4)
        image = cv2.copyMakeBorder(image, *border.tolist(), cv2.BORDER_CONSTANT, value=(int(rng.choice([0, 0, 128, 255])),) * 3)
        face = face + np.tile(border[[2, 0]], 2)
    return image, face


def resized(image: np.ndarray, face: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The picture at the size that another camera or upload would have given it."""
    side = float(max(face[2] - face[0], face[3] - face[1]))
    scale = np.exp(rng.uniform(np.log(0.5), np.log(1.4))) if rng.random() < 0.5 else 1.0
    scale = max(min(scale, LARGEST_SEEN / max(image.shape[:2])), min(1.0, 72 / side))
    if scale == 1:
        return image, face
    size = (max(8, round(image.shape[1] * scale)), max(8, round(image.shape[0] * scale)))
    finer = np.array(size) / image.shape[1::-1]
    way = cv2.INTER_AREA if scale < 1 else rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])
    return cv2.resize(image, size, interpolation=int(way)), face * np.tile(finer, 2)


def roughen(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Light, colour, blur, sharpening, noise and coding of cameras that the picture was not taken with."""
    if rng.random() < 0.7:
        image = _toned(image, rng)
    kind = rng.random()
    if kind < 0.15:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.6))
    elif kind < 0.3:
        image = cv2.addWeighted(image, 1 + (strength := rng.uniform(0.2, 1.0)), cv2.GaussianBlur(image, (0, 0), rng.uniform(0.7, 1.6)), -strength, 0)
    if rng.random() < 0.2:
        field = rng.integers(-128, 128, image.shape, np.int16).astype(np.float32) * (rng.uniform(1, 7) / 74)
        image = np.clip(image + field, 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        image = decode(encode(image, int(rng.integers(35, 98)), str(rng.choice(list(SAMPLING)))))
    return image


def _toned(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Another tone curve for each colour, and other saturation."""
    steps = np.arange(256) / 255
    curve = steps ** np.exp(rng.normal(0, 0.22))
    curve = (curve - 0.5) * np.exp(rng.normal(0, 0.15)) + 0.5 + rng.normal(0, 0.03)
    gains = np.exp(rng.normal(0, 0.06, 3))
    table = np.clip(255 * curve[:, None] * gains, 0, 255).astype(np.uint8)
    image = cv2.LUT(image, table[None])
    chance = rng.random()
    if chance < 0.04:
        return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if chance < 0.5:
        grey = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        share = rng.uniform(0.6, 1.3)
        return cv2.addWeighted(image, share, grey, 1 - share, 0)
    return image
