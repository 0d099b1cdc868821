"""Fakes made of real faces, each with the mask of what was put in.

Every maker takes the target and gives its picture altered, [h, w, 3] uint8, and [h, w] float32, 1 where it was replaced.
"""

import cv2
import numpy as np

from training.deepfake.align import face_matrix
from training.deepfake.alter import UP, alter, coarsen
from training.deepfake.blend import deform, mix, mix_gradients, soften
from training.deepfake.colour import transfer
from training.deepfake.mesh_parts import FACES, LIPS, PARTS, mask_of
from training.deepfake.pack import Face
from training.deepfake.warp import warp_face

Fake = tuple[np.ndarray, np.ndarray]

KEPT_SHAPE = 0.4
"""The share of donors whose faces keep their own shape: turned, scaled and moved alone."""
OPACITIES = (0.4, 0.6, 0.8, 1.0, 1.0, 1.0)


def _one_of(parts: dict[str, list[list[int]]], rng: np.random.Generator) -> list[list[int]]:
    return list(parts.values())[rng.integers(len(parts))]


def self_blend(face: Face, rng: np.random.Generator) -> Fake:
    """A face blended with its own altered copy (self-blended images, Shiohara and Yamasaki 2022): the edge and the difference alone are fake."""
    source, target = face.image, face.image
    if rng.random() < 0.5:
        source = alter(source, rng)
    else:
        target = alter(target, rng)
    span = face.span
    mask = mask_of(face.points, _one_of(FACES if rng.random() < 0.75 else PARTS, rng), target.shape)
    mask = deform(mask, span, rng)
    # The copy is turned, scaled and shifted about the face's middle, and the mask with it.
    x, y = face.points.mean(0).astype(float)
    matrix = cv2.getRotationMatrix2D((x, y), rng.normal(0, 1.2), np.exp(rng.normal(0, 0.025)))
    matrix[:, 2] += rng.normal(0, 0.03 * span, 2)
    size = mask.shape[::-1]
    source = cv2.warpAffine(source, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    mask = cv2.warpAffine(mask, matrix, size, flags=cv2.INTER_LINEAR)
    alpha = soften(mask, span, rng) * np.float32(rng.choice(OPACITIES))
    return mix(target, source, alpha), alpha


def _put_in(face: Face, source: np.ndarray, part: list[list[int]], rng: np.random.Generator, poisson: float) -> Fake:
    """A picture in the target's shape, blended in under a part of its mesh."""
    mask = deform(mask_of(face.points, part, face.image.shape), 0.6 * face.span, rng)
    if not mask.any():
        mask = mask_of(face.points, part, face.image.shape)
    if rng.random() < poisson:
        return mix_gradients(face.image, source, mask), mask.astype(np.float32) / 255
    kind = rng.random()
    if kind < 0.88:
        source = transfer(source, face.image, mask, rng.uniform(0.6, 1.05), spread=kind < 0.5)
    alpha = soften(mask, face.span, rng)
    return mix(face.image, source, alpha), alpha


def _as_generated(image: np.ndarray, span: float, rng: np.random.Generator) -> np.ndarray:
    """As a network leaves a face that it makes at its own size: softer than the photo that it is put into, or sharpened after."""
    made = rng.uniform(0.3, 1.1) * 60 / span
    if made < 0.9:
        image = coarsen(image, made, cv2.INTER_AREA, UP[rng.integers(len(UP))])
    return alter(image, rng) if rng.random() < 0.3 else image


def placed(donor: Face, face: Face, rng: np.random.Generator) -> np.ndarray:
    """The donor's picture so that its face lies on the target's, in the target's shape or in its own."""
    if rng.random() >= KEPT_SHAPE:
        return warp_face(donor.image, donor.points, face.points, face.image.shape)
    there, back = (np.vstack([face_matrix(one.points), [0, 0, 1]]) for one in (donor, face))
    matrix = (np.linalg.inv(back) @ there)[:2]
    return cv2.warpAffine(donor.image, matrix, face.image.shape[1::-1], flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)


def swap(face: Face, donor: Face, rng: np.random.Generator) -> Fake:
    """The donor's face on the target's head."""
    span = face.span
    donor = donor.at(span * rng.uniform(0.7, 1.1))
    source = _as_generated(placed(donor, face, rng), span, rng)
    return _put_in(face, source, _one_of(FACES, rng), rng, poisson=0.2)


def composite(face: Face, donor: Face, rng: np.random.Generator) -> Fake:
    """One to three of the donor's parts where the target has its own, as an editor would paste them."""
    donor = donor.at(face.span)
    source = placed(donor, face, rng)
    names = rng.choice(list(PARTS), int(rng.integers(1, 4)), replace=False)
    image, replaced = face.image, np.zeros(face.image.shape[:2], np.float32)
    for name in names:
        image, alpha = _put_in(Face(image, face.points), source, PARTS[name], rng, poisson=0.35)
        replaced = np.maximum(replaced, alpha)
    return image, replaced


def reenact(face: Face, rng: np.random.Generator) -> Fake:
    """The face with another expression, put back over its own mouth, eyes or whole face."""
    points, span = face.points, face.span
    moved = points.copy()
    middle = points[LIPS].mean(0)
    across = points[263] - points[33]
    across = across / np.linalg.norm(across)
    down = np.array([-across[1], across[0]])
    along, below = (points - middle) @ across, (points - middle) @ down
    near = np.exp(-((along / (0.6 * span)) ** 2) - (below / (0.7 * span)) ** 2)
    # The mouth opens or closes: what lies under its line goes down with the chin, what lies over it a little up.
    opened = rng.uniform(-0.05, 0.14) * span * np.tanh(below / (0.06 * span))
    moved += (near * np.where(below > 0, opened, 0.3 * opened))[:, None] * down
    moved += (near * rng.normal(0, 0.07) * along + near * rng.normal(0, 0.02) * span)[:, None] * across
    # Lids and brows rise or fall.
    brows = np.exp(-(((below + 1.3 * span) / (0.3 * span)) ** 2))
    moved += (brows * rng.normal(0, 0.03) * span)[:, None] * down
    source = _as_generated(warp_face(face.image, points, moved.astype(np.float32), face.image.shape), span, rng)
    chance = rng.random()
    part = PARTS["mouth and chin"] if chance < 0.45 else PARTS["eyes"] if chance < 0.55 else _one_of(FACES, rng)
    # The whole of the moved part has to lie under the mask.
    over = Face(face.image, np.where(rng.random() < 0.7, moved, points).astype(np.float32))
    return _put_in(over, source, part, rng, poisson=0.1)
