"""Piecewise affine warps of faces through their meshes."""

import cv2
import numpy as np
from scipy.interpolate import LinearNDInterpolator

from training.deepfake.mesh_parts import OVAL

STEP = 4
"""Pixels between the places where a warp is worked out; it is linear between them."""
RING = (1.25, 1.6)
"""Sizes of the face at which the warp goes on, as the affine transform that fits the mesh best."""


def warp_face(image: np.ndarray, points: np.ndarray, onto: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """
    The face with `points` put into the shape of `onto`, both [468, 2] in pixels of their pictures.

    :param shape: height and width of the picture that is wanted, uint8 [h, w, 3]; what lies far from the face means nothing.
    """
    affine, *_ = np.linalg.lstsq(np.c_[onto, np.ones(len(onto))], points, rcond=None)
    middle = onto[OVAL].mean(0)
    rings = np.concatenate([middle + size * (onto[OVAL] - middle) for size in RING])
    known = np.concatenate([onto, rings])
    targets = np.concatenate([points, np.c_[rings, np.ones(len(rings))] @ affine])
    height, width = shape[:2]
    rows, columns = -(-height // STEP) + 1, -(-width // STEP) + 1
    grid = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).reshape(-1, 2) * STEP + 0.5
    found = LinearNDInterpolator(known, targets)(grid)
    beyond = np.isnan(found[:, 0])
    found[beyond] = np.c_[grid[beyond], np.ones(beyond.sum())] @ affine
    # Nodes lie STEP pixels apart, from the first pixel's middle on.
    scale = np.array([[1 / STEP, 0, 0], [0, 1 / STEP, 0]])
    coarse = found.reshape(rows, columns, 2).astype(np.float32) - 0.5
    fine = cv2.warpAffine(coarse, scale, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)
    return cv2.remap(image, fine[..., 0], fine[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
