"""The network's second view of a face: a window of half of it, in the picture's own pixels where these are not too fine, as what generators and blends leave is."""

import numpy as np

from training.canvas import crop
from training.deepfake.align import INPUT
from training.face_pad.views import patch

LEAST_SHARE = 0.48
"""Of the face's longer side, that a window shows at least: eyes, nose and mouth. Larger faces are shrunk to that."""


def native_box(face: np.ndarray, width: int, height: int) -> np.ndarray:
    """[4], left, top, right and bottom, about the middle of a face's box [4], in a picture of such a size."""
    side = float(max(face[2:] - face[:2]))
    return patch((face[:2] + face[2:]) / 2, max(INPUT, LEAST_SHARE * side), width, height)


def native_look(image: np.ndarray, face: np.ndarray) -> np.ndarray:
    """[192, 192, 3] uint8 of a picture [h, w, 3]; enlarged where it is smaller than that."""
    return crop(image, native_box(face, image.shape[1], image.shape[0]), INPUT)
