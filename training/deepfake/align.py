"""The network's view of a face: pupils level and 60 px apart, with hair, chin and some of the ground about them."""

import numpy as np

from training.document_corners.samples import move, view
from training.reading import LEFT_CORNERS, RIGHT_CORNERS, crop_matrix

INPUT = 224
RIGHT_PUPIL, LEFT_PUPIL = np.array([82.0, 94.0]), np.array([142.0, 94.0])
"""In pixels of the input. The smallest face that FACE_TOO_SMALL lets through is hardly enlarged."""
SPAN = 60
"""Between the pupils."""


def pupil_distance(points: np.ndarray) -> float:
    """Between the middles of the eyes' corners, in pixels; `points` are the 468 of the mesh."""
    return float(np.linalg.norm(points[RIGHT_CORNERS].mean(0) - points[LEFT_CORNERS].mean(0)))


def face_matrix(points: np.ndarray) -> np.ndarray:
    """[2, 3] from the picture to the input."""
    return crop_matrix(points, RIGHT_PUPIL, LEFT_PUPIL)


def look(image: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """[224, 224, 3] uint8, black outside of the picture as in the SDK."""
    return view(image, matrix, INPUT, 0)


def region(points: np.ndarray, margin: float) -> np.ndarray:
    """Left, top, right and bottom, in pixels of the picture, of what the input shows, wider by `margin` inputs on each side."""
    corners = (np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (1 + 2 * margin) - margin) * INPUT
    matrix = face_matrix(points)
    back = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2]
    seen = move(corners, back)
    return np.concatenate([seen.min(0), seen.max(0)])
