"""Both parts together: the two views of a face, and how far each part is to be trusted."""

from collections.abc import Callable

import numpy as np
import torch
from scipy.optimize import minimize

from training.deepfake.align import face_matrix, look
from training.deepfake.evaluate import Scores
from training.deepfake.fit import as_input
from training.deepfake.native import native_look
from training.deepfake.network import AlignedNetwork, NativeNetwork
from training.deepfake.pack import Face
from training.deepfake.roughen import roughen
from training.deepfake.samples import ROUGHEST, UNKNOWN, Couple, Pair

MOST = 3.0
LONGER, HIGHER = 1.15, 0.09
"""How the detector's boxes lie about the mesh, on average over some of GAN, LFW and ffhq-large: so many times as long, and higher by such a share of its longer side."""


def views_of(face: Face) -> np.ndarray:
    """[2, 192, 192, 3] uint8: aligned, and the window of the picture's own pixels."""
    low, high = face.points.min(0), face.points.max(0)
    side = max(high - low)
    middle = (low + high) / 2 - (0, HIGHER * side)
    box = np.concatenate([middle - LONGER * side / 2, middle + LONGER * side / 2])
    return np.stack([look(face.image, face_matrix(face.points)), native_look(face.image, box)])


def both_views(couple: Couple, rng: np.random.Generator) -> Pair:
    """Both views of both faces, [2, 192, 192, 3] each, after the same noise and coding of their whole pictures. Aligned ones are black where either is, as beyond the end of a picture; nothing is known of cells."""
    seed = rng.integers(2**32)
    views = [views_of(Face(roughen(face.image, face.span, np.random.default_rng(seed), ROUGHEST), face.points)) for face in (couple.real, couple.fake)]
    ended = (views[0][0] == 0).all(2) | (views[1][0] == 0).all(2)
    for view in views:
        view[0][ended] = 0
    return Pair(*views, np.full((1, 1), UNKNOWN, np.uint8), np.zeros((1, 1), bool))


def scores_of_parts(aligned: AlignedNetwork, native: NativeNetwork) -> Callable[[np.ndarray], np.ndarray]:
    """[n, 2] of faces [n, 2, 192, 192, 3]."""

    def scores(views: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return np.concatenate([part.eval()(as_input(torch.from_numpy(views[:, at])))[0].numpy() for at, part in enumerate((aligned, native))], 1)

    return scores


def trust(bona_fide: Scores, fakes: Scores) -> tuple[float, float]:
    """What the log-odds of either part [n, 2] are multiplied with, so that their sum is likeliest right, each kind of fakes and each source counting alike."""

    def surprise(weights: np.ndarray) -> float:
        real = np.mean([np.logaddexp(0, -(scores @ weights[:2] + weights[2])).mean() for scores in bona_fide.values()])
        return float(real + np.mean([np.logaddexp(0, scores @ weights[:2] + weights[2]).mean() for scores in fakes.values()]))

    aligned, native, _ = minimize(surprise, [0.5, 0.5, 0], bounds=[(0, MOST), (0, MOST), (None, None)]).x
    return float(aligned), float(native)
