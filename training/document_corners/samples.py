"""What the network sees in training: looks at whole photos and at single documents, roughened, with the maps they should give."""

from dataclasses import dataclass

import cv2
import numpy as np

from training.document_corners.network import CELLS, CHANNELS, INPUT

GREY = 127.5
STRIDE = INPUT // CELLS
SIGMA = 1.5
"""Of a corner's bump, in cells."""
SIDE_OF_SECOND_LOOK = 1.35
"""Side of the second look's square, in longer extents of what the first look saw."""
LONG_SIDE = 768
"""Photos are kept this small in memory: no look needs more."""


@dataclass(frozen=True)
class Shot:
    """A photo in memory, with the documents in it."""

    jpeg: bytes
    outlines: np.ndarray
    """[n, 4, 2] in pixels of the picture kept."""
    real: bool

    def decode(self) -> np.ndarray:
        return cv2.cvtColor(cv2.imdecode(np.frombuffer(self.jpeg, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def keep(image: np.ndarray, outlines: np.ndarray, real: bool) -> Shot:
    """A photo, [h, w, 3] RGB, shrunk to what is needed of it."""
    height, width = image.shape[:2]
    scale = min(1.0, LONG_SIDE / max(height, width))
    small = cv2.resize(image, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA) if scale < 1 else image
    outlines = np.asarray(outlines, np.float64).reshape(-1, 4, 2) * (np.array(small.shape[1::-1]) / (width, height))
    _, data = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 95])
    return Shot(data.tobytes(), outlines, real)


def first_look(width: int, height: int) -> np.ndarray:
    """[2, 3] from pixels of a photo to the input that shows all of it, centred."""
    scale = INPUT / max(width, height)
    return np.array([[scale, 0, (INPUT - scale * width) / 2], [0, scale, (INPUT - scale * height) / 2]])


def second_look(box: np.ndarray, side: float = SIDE_OF_SECOND_LOOK) -> np.ndarray:
    """[2, 3] from pixels of a photo to the square about a box `left, top, right, bottom`."""
    scale = INPUT / (side * max(box[2] - box[0], box[3] - box[1]))
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return np.array([[scale, 0, INPUT / 2 - scale * x], [0, scale, INPUT / 2 - scale * y]])


def move(points: np.ndarray, affine: np.ndarray) -> np.ndarray:
    return points @ affine[:, :2].T + affine[:, 2]


def view(image: np.ndarray, affine: np.ndarray, size: int = INPUT, outside: float = GREY) -> np.ndarray:
    """[size, size, 3] of the picture seen through `affine`, antialiased; `outside` is the level, grey if left out, where no picture is."""
    scale = float(np.sqrt(abs(np.linalg.det(affine[:, :2]))))
    matrix = affine.copy()
    if scale < 0.8:
        height, width = image.shape[:2]
        small = (max(1, round(width * scale)), max(1, round(height * scale)))
        image = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
        matrix[:, 0] *= width / small[0]
        matrix[:, 1] *= height / small[1]
    # OpenCV puts a pixel's centre on its index, we put it half a pixel further.
    matrix[:, 2] += 0.5 * matrix[:, 0] + 0.5 * matrix[:, 1] - 0.5
    return cv2.warpAffine(image, matrix, (size, size), flags=cv2.INTER_LINEAR, borderValue=(outside,) * 3)


def maps_of(outlines: np.ndarray, frame: np.ndarray) -> np.ndarray:
    """[2, cells, cells] uint8, 255 for 1, that the outlines, [n, 4, 2] in input pixels, should give; no document outside of `frame`."""
    cells = len(frame) // STRIDE
    maps = np.zeros((CHANNELS, cells, cells), np.float32)
    fine = np.zeros(frame.shape, np.uint8)
    ys, xs = np.mgrid[0:cells, 0:cells] * STRIDE + STRIDE / 2
    for outline in outlines:
        cv2.fillPoly(fine, [np.round((outline - 0.5) * 16).astype(np.int32)], 255, shift=4)
        for x, y in outline:
            distance = ((xs - x) ** 2 + (ys - y) ** 2) / (2 * (SIGMA * STRIDE) ** 2)
            np.maximum(maps[1], np.exp(-distance), out=maps[1])
    fine[frame == 0] = 0
    maps[0] = cv2.resize(fine, (cells, cells), interpolation=cv2.INTER_AREA) / 255.0
    return np.round(maps * 255).astype(np.uint8)


def sample(image: np.ndarray, shown: np.ndarray, rng: np.random.Generator, size: int = INPUT) -> tuple[np.ndarray, np.ndarray]:
    """
    One look at a photo, turned, shifted and roughened at random.

    :param shown: [n, 4, 2] corners of the documents in `image`.
    :returns: [size, size, 3] uint8 and its maps.
    """
    height, width = image.shape[:2]
    if len(shown) and rng.random() < 0.55:
        corners = shown[rng.integers(len(shown))]
        seen = np.clip(corners, 0, (width, height))
        box = np.concatenate([seen.min(0), seen.max(0)])
        extent = max(box[2] - box[0], box[3] - box[1], 16)
        box = box + np.tile(rng.normal(0, 0.04, 2), 2) * extent
        affine = second_look(box, SIDE_OF_SECOND_LOOK * np.exp(rng.normal(0, 0.15)))
    elif rng.random() < (0.7 if len(shown) else 0.4):
        affine = first_look(width, height)
    else:
        # A part of the photo, as other framings would show it; of one without a document, also as close as to a candidate.
        part = rng.uniform(0.45 if len(shown) else 0.2, 1.3)
        centre = np.array([rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height])
        extent = part * max(width, height) / 2
        affine = second_look(np.concatenate([centre - extent, centre + extent]), 1.0)
    affine = _turned(affine, rng) * (size / INPUT)
    x = view(image, affine, size)
    frame = cv2.warpAffine(np.full((height, width), 255, np.uint8), affine, (size, size), flags=cv2.INTER_NEAREST)
    outlines = move(shown.reshape(-1, 2), affine).reshape(-1, 4, 2)
    return roughen(x, frame, rng), maps_of(outlines, frame)


def _turned(affine: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    angle = rng.integers(4) * np.pi / 2 + (rng.uniform(-np.pi / 4, np.pi / 4) if rng.random() < 0.2 else rng.normal(0, 0.06))
    cos, sin = np.cos(angle), np.sin(angle)
    skew = rng.normal(0, 0.04, (2, 2))
    turn = np.array([[cos, -sin], [sin, cos]]) @ (np.eye(2) + skew)
    centre = np.full(2, INPUT / 2)
    linear = turn @ affine[:, :2]
    shift = turn @ (affine[:, 2] - centre) + centre
    return np.concatenate([linear, shift[:, None]], 1)


def roughen(image: np.ndarray, frame: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Light, colour, blur, noise and compression of cameras that the photo was not taken with."""
    x = image.astype(np.float32)
    if rng.random() < 0.5:
        x = 255 * np.clip(x / 255, 0, 1) ** np.float32(np.exp(rng.normal(0, 0.3)))
    if rng.random() < 0.6:
        x *= np.exp(rng.normal(0, 0.15) + rng.normal(0, 0.12, 3)).astype(np.float32)
    kind = rng.random()
    if kind < 0.2:
        grey = x.mean(2, keepdims=True)
        x = grey + (x - grey) * np.float32(rng.uniform(0, 0.6))
    elif kind < 0.3:
        x = x[:, :, rng.permutation(3)]
    if rng.random() < 0.08:
        cast = rng.uniform(0.35, 1, 3).astype(np.float32)
        x *= cast / cast.max()
    if rng.random() < 0.2:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.6))
    if rng.random() < 0.3:
        x += rng.normal(0, rng.uniform(1, 10), x.shape).astype(np.float32)
    x = np.clip(x, 0, 255).astype(np.uint8)
    if rng.random() < 0.2:
        _, data = cv2.imencode(".jpg", x, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))])
        x = cv2.imdecode(data, cv2.IMREAD_COLOR)
    x[frame == 0] = 127
    return x
