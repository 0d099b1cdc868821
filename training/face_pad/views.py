"""What the networks see of a face: it with its surroundings, it alone, a place at the picture's own resolution, and, for the baseline,
it with its surroundings stretched.

The SDK cuts the same views (`growInside` and `crop` in `src/readings`): boxes lie inside of the picture, so that nothing is padded.
"""

import numpy as np

from training.bars import between_bars
from training.canvas import crop

SIDE = 128
SCALES = (2.7, 1.2)
"""Of the square of the face's longer side: bezels, hands and sheets' borders; then skin, eyes and mouth."""
PATCH = (0.32, 0.62)
"""Middle of the patch in the face's box: a cheek."""
LARGEST_FACE = 512
"""Pixels of the face's longer side, above which the patch covers its 1/4 and is shrunk: a sensor's own noise tells nothing about moire."""
VIEWS = len(SCALES) + 1
SQUARE_VIEW, STRETCHED_VIEW = 0, VIEWS
"""Which views the baseline looks at: the surroundings, and the face's box grown alike and stretched."""
ALL_VIEWS = VIEWS + 1


def framed(picture: np.ndarray, face: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is between the bars of a picture, and a face's box [4] there."""
    left, top, right, bottom = between_bars(picture)
    return picture[top:bottom, left:right], face - [left, top, left, top]


def grow_inside(box: np.ndarray, factor: float, width: int, height: int) -> np.ndarray:
    """A box [4] grown about its centre as far as the picture allows, then moved inside of it."""
    size = box[2:] - box[:2]
    size = size * min(factor, width / size[0], height / size[1])
    start = np.clip((box[:2] + box[2:] - size) / 2, 0, np.array([width, height]) - size)
    return np.concatenate([start, start + size])


def boxes_of(face: np.ndarray, width: int, height: int) -> list[np.ndarray]:
    """The squares [4] of the views, in pixels of the picture, for a face's box [4]: left, top, right, bottom."""
    side = float(max(face[2] - face[0], face[3] - face[1]))
    middle = (face[:2] + face[2:]) / 2
    boxes = [grow_inside(square(middle, side), factor, width, height) for factor in SCALES]
    at = middle + (np.array(PATCH) - 0.5) * side
    return [*boxes, patch(at, SIDE * max(1.0, side / LARGEST_FACE), width, height)]


def patch(at: np.ndarray, side: float, width: int, height: int) -> np.ndarray:
    """A square [4] about a place, inside of the picture and on whole pixels: between these, fine patterns would blur."""
    box = grow_inside(square(at, side), 1, width, height)
    return box - np.tile(box[:2] % 1, 2)


def square(middle: np.ndarray, side: float) -> np.ndarray:
    return np.concatenate([middle - side / 2, middle + side / 2])


def views_of(picture: np.ndarray, face: np.ndarray) -> np.ndarray:
    """[3, 128, 128, 3] uint8 of a picture [h, w, 3]: surroundings, face, and a patch."""
    height, width = picture.shape[:2]
    return np.stack([crop(picture, box, SIDE) for box in boxes_of(face, width, height)])


def all_views_of(picture: np.ndarray, face: np.ndarray) -> np.ndarray:
    """[4, 128, 128, 3]: those, and the stretched one."""
    height, width = picture.shape[:2]
    stretched = crop(picture, grow_inside(face, SCALES[0], width, height), SIDE)
    return np.concatenate([views_of(picture, face), stretched[None]])


def missing_context(face: np.ndarray, width: int, height: int) -> float:
    """How many face sizes of surroundings the picture lacks, as `contextOf` in `src/checks/face-crop.ts` has it."""
    return max(0.0, SCALES[0] - min(np.array([width, height]) / (face[2:] - face[:2])))
