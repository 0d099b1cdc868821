"""The network's view of a face: as the SDK's aligned crop has it with surroundings of 1.2, with hair, chin and some of the ground."""

import numpy as np

from training.document_corners.samples import move, view
from training.reading import LEFT_CORNERS, RIGHT_CORNERS, crop_matrix

INPUT = 224
RIGHT_PUPIL, LEFT_PUPIL = np.array([82.5, 104.7]), np.array([141.2, 104.7])
"""In pixels of the input: where the template of ArcFace has the eyes (`src/readings/face-alignment.ts`). The smallest face that FACE_TOO_SMALL lets through is hardly enlarged."""
SPAN = 58.7
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
