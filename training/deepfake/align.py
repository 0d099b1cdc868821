"""The network's view of a face: as the SDK's aligned crop has it with surroundings of 1.2, with hair, chin and some of the ground."""

import numpy as np

from training.canvas import draw
from training.document_corners.samples import move
from training.reading import LEFT_CORNERS, LEFT_LIDS, RIGHT_CORNERS, RIGHT_LIDS, crop_matrix

INPUT = 192
"""Pixels of a side: the smallest face that FACE_TOO_SMALL lets through, with 50 px between the pupils, is not enlarged."""
SURROUNDINGS = 1.2
TEMPLATE = np.array([[38.29, 51.7], [73.53, 51.5], [56.03, 71.74], [41.55, 92.37], [70.73, 92.2]])
"""Where eyes, nose tip and mouth corners lie in the 112 x 112 crop of ArcFace (`src/readings/face-alignment.ts`)."""
TEMPLATE_SIZE = 112
FIVE = [RIGHT_LIDS, LEFT_LIDS, [1], [61], [291]]
"""The same in the mesh."""
ONTO = (TEMPLATE - TEMPLATE_SIZE / 2) * INPUT / (SURROUNDINGS * TEMPLATE_SIZE) + INPUT / 2
"""[5, 2] in pixels of the input."""
SPAN = float(np.linalg.norm(ONTO[1] - ONTO[0]))
"""Between the pupils: 50 px."""


def pupil_distance(points: np.ndarray) -> float:
    """Between the middles of the eyes' corners, in pixels; `points` are the 468 of the mesh."""
    return float(np.linalg.norm(points[RIGHT_CORNERS].mean(0) - points[LEFT_CORNERS].mean(0)))


def face_matrix(points: np.ndarray) -> np.ndarray:
    """[2, 3] from the picture to the input: the similarity that brings eyes, nose tip and mouth corners nearest to the template."""
    five = np.array([points[some].mean(0) for some in FIVE], np.float64)
    middle, onto = five.mean(0), ONTO.mean(0)
    (px, py), (qx, qy) = (five - middle).T, (ONTO - onto).T
    spread = (px**2 + py**2).sum()
    a, b = (px @ qx + py @ qy) / spread, (px @ qy - py @ qx) / spread
    turn = np.array([[a, -b], [b, a]])
    return np.column_stack([turn, onto - turn @ middle])


def look(image: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """[192, 192, 3] uint8, black outside of the picture as in the SDK."""
    return draw(image, matrix, INPUT, INPUT, 0)


def region(points: np.ndarray, margin: float) -> np.ndarray:
    """Left, top, right and bottom, in pixels of the picture, of what the input shows by the eyes alone, wider by `margin` inputs on each side."""
    corners = (np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (1 + 2 * margin) - margin) * INPUT
    level = ONTO[:2, 1].mean()
    matrix = crop_matrix(points, np.array([ONTO[0, 0], level]), np.array([ONTO[1, 0], level]))
    back = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2]
    seen = move(corners, back)
    return np.concatenate([seen.min(0), seen.max(0)])
