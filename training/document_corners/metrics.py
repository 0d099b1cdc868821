"""How well documents are found: intersection over union of quadrilaterals, corner errors."""

import cv2
import numpy as np


def iou(p: np.ndarray, q: np.ndarray) -> float:
    """Of two convex quadrilaterals, [4, 2] each."""
    area, _ = cv2.intersectConvexConvex(p.astype(np.float32), q.astype(np.float32))
    union = _area(p) + _area(q) - area
    return float(area / union) if union > 0 else 0.0


def corner_errors(found: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """[4] distances in shares of the true document's longer diagonal, whichever way the document was taken to stand."""
    turned = min((np.roll(found, shift, 0) for shift in range(4)), key=lambda q: np.linalg.norm(q - truth))
    diagonal = max(np.linalg.norm(truth[2] - truth[0]), np.linalg.norm(truth[3] - truth[1]))
    return np.linalg.norm(turned - truth, axis=1) / diagonal


def _area(q: np.ndarray) -> float:
    return abs(float(cv2.contourArea(q.astype(np.float32))))
