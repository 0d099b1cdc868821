"""A second tool that swaps faces, for measuring alone: nothing of it is used in training, and nothing is to be tuned on it.

The donor's head is turned in space onto the target's and keeps its own shape; a thin-plate spline brings its skin along; colours follow the
linear Monge-Kantorovitch map (Pitié and Kokaram 2007), and both are joined band by band in a Laplacian pyramid (Burt and Adelson 1983).
"""

import cv2
import numpy as np
from scipy.interpolate import RBFInterpolator

STEP = 8
"""Pixels between the places where the spline is worked out."""
GENERATED = 128
"""Side in pixels of the square that a swapped face is made in, before it is put into the photo."""
FOREHEAD_TO_CHIN = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377]
FOREHEAD_TO_CHIN += [152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109]
BANDS = 4


def swap_head(image: np.ndarray, surface: np.ndarray, donor: np.ndarray, donor_surface: np.ndarray) -> np.ndarray:
    """
    The donor's face on the target's head.

    :param image: and `donor`: [h, w, 3] uint8 RGB; the surfaces are their meshes with depth, [468, 3] in pixels.
    """
    posed = turned_onto(donor_surface, surface)[:, :2]
    face = spline_warp(donor, donor_surface[:, :2], posed, image.shape)
    left, top = np.maximum(0, posed.min(0)).astype(int)
    right, bottom = np.ceil(posed.max(0)).astype(int)
    face[top:bottom, left:right] = regenerated(face[top:bottom, left:right])
    alpha = feathered(posed, surface[:, :2], image.shape)
    inside = alpha > 0.5
    return join_bands(image, match_colours(face, image, inside), alpha)


def turned_onto(points: np.ndarray, onto: np.ndarray) -> np.ndarray:
    """[n, 3] points turned, scaled and moved onto others, by least squares (Umeyama 1991)."""
    middle, there = points.mean(0), onto.mean(0)
    own, other = points - middle, onto - there
    u, s, vt = np.linalg.svd(other.T @ own)
    sign = np.array([1, 1, np.sign(np.linalg.det(u @ vt))])
    scale = (s * sign).sum() / (own**2).sum()
    return scale * own @ (u * sign @ vt).T + there


def spline_warp(image: np.ndarray, points: np.ndarray, onto: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """uint8 [h, w, 3] of a wanted shape, in which the picture's `points` lie at `onto`, both [n, 2]."""
    height, width = shape[:2]
    some = slice(None, None, 4)
    spline = RBFInterpolator(onto[some], points[some], kernel="thin_plate_spline", smoothing=1.0)
    ys, xs = np.mgrid[0 : height + STEP : STEP, 0 : width + STEP : STEP]
    coarse = spline(np.stack([xs.ravel(), ys.ravel()], 1) + 0.5).reshape(*xs.shape, 2).astype(np.float32) - 0.5
    scale = np.array([[1 / STEP, 0, 0], [0, 1 / STEP, 0]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    fine = cv2.warpAffine(coarse, scale, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return cv2.remap(image, fine[..., 0], fine[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def regenerated(face: np.ndarray) -> np.ndarray:
    """No sharper than a network's 128 pixels, and sharpened afterwards, as such tools do."""
    height, width = face.shape[:2]
    if min(height, width) <= GENERATED:
        return face
    small = cv2.resize(face, (GENERATED, GENERATED), interpolation=cv2.INTER_AREA)
    large = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.addWeighted(large, 1.5, cv2.GaussianBlur(large, (0, 0), 0.01 * width), -0.5, 0)


def feathered(posed: np.ndarray, own: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """[h, w] float32: 0 outside of either face's outline, rising to 1 within a tenth of the face's width."""
    both = np.full(shape[:2], 255, np.uint8)
    for points in (posed, own):
        mask = np.zeros(shape[:2], np.uint8)
        cv2.fillPoly(mask, [np.round(points[FOREHEAD_TO_CHIN]).astype(np.int32)], 255)
        both &= mask
    inwards = cv2.distanceTransform(both, cv2.DIST_L2, 3)
    return np.clip(inwards / (0.1 * np.ptp(own[:, 0])), 0, 1).astype(np.float32)


def match_colours(face: np.ndarray, like: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Mean and covariance of RGB inside made those of `like`, by the linear map that moves colours least."""
    here, there = face[inside].astype(np.float64), like[inside].astype(np.float64)
    a, b = np.cov(here.T) + np.eye(3), np.cov(there.T) + np.eye(3)
    root, back = _power(a, 0.5), _power(a, -0.5)
    linear = back @ _power(root @ b @ root, 0.5) @ back
    moved = (face - here.mean(0)) @ linear + there.mean(0)
    return np.clip(moved, 0, 255).astype(np.uint8)


def _power(matrix: np.ndarray, exponent: float) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.maximum(values, 1e-9) ** exponent) @ vectors.T


def join_bands(image: np.ndarray, face: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Coarse bands are mixed over a wide edge, fine ones over a narrow one."""
    below, above, weight = image.astype(np.float32), face.astype(np.float32), alpha
    bands = []
    for _ in range(BANDS):
        size = below.shape[1::-1]
        lower, upper = cv2.pyrDown(below), cv2.pyrDown(above)
        fine_below, fine_above = below - cv2.pyrUp(lower, dstsize=size), above - cv2.pyrUp(upper, dstsize=size)
        bands.append(fine_below + weight[..., None] * (fine_above - fine_below))
        below, above, weight = lower, upper, cv2.pyrDown(weight)
    joined = below + weight[..., None] * (above - below)
    for band in reversed(bands):
        joined = cv2.pyrUp(joined, dstsize=band.shape[1::-1]) + band
    return np.clip(np.round(joined), 0, 255).astype(np.uint8)
