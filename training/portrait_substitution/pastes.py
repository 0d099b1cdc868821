"""Another face put into a finished photo, in the place of a portrait, as editing software does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from training.deepfake.blend import mix, mix_gradients
from training.deepfake.colour import as_bytes, transfer
from training.document_attacks.photos import Attack
from training.portrait_substitution.overlays import STRENGTHS, another_face, grey_chance
from training.synthesis.camera.jpeg import decode, encode
from training.synthesis.drawing.portraits import oval

LARGER = (0.7, 2.2)
"""Pixels of the pasted picture to one of the photo, along a side."""
ROOM = 0.15
"""About a portrait, by its height: soft edges end sooner."""


@dataclass(frozen=True)
class Care:
    """What a forger took care of, as probabilities and ranges by how hard the paste is to see."""

    coloured: tuple[float, float]
    """How far colours were made like those of the portrait."""
    sharpened: float
    """Probability that its sharpness was made that of the photo."""
    grained: float
    """Probability that noise was added to it, as much as the photo has."""
    aside: float
    """Standard deviation of its corners from the portrait's, by the portrait's height."""


CARES = {"plain": Care((0.0, 0.3), 0.0, 0.0, 0.025), "usual": Care((0.3, 0.9), 0.5, 0.3, 0.012), "faint": Care((0.7, 1.0), 0.9, 0.8, 0.006)}


@dataclass(frozen=True)
class Pasted:
    """`photo` [h, w, 3] uint8, `mask` [h, w] uint8: where another face is now."""

    photo: np.ndarray
    mask: np.ndarray
    attack: Attack


def paste(rng: np.random.Generator, photo: np.ndarray, portrait: np.ndarray, portraits: Sequence[Path], others: Sequence[np.ndarray] = ()) -> Pasted:
    """Another face where a portrait has its corners [4, 2] in the photo; `others`: portraits [h, w, 3] of other photos of documents, which a third of them take."""
    strength = str(rng.choice(STRENGTHS))
    kind = str(rng.choice(["hard-edge", "feathered", "poisson"], p=[0.3, 0.4, 0.3]))
    care = CARES[strength]
    height = float(np.linalg.norm(portrait[3] - portrait[0]))
    width = float(np.linalg.norm(portrait[1] - portrait[0]))
    own = flattened(photo, portrait)
    donor = donor_of(rng, (width, height), own, strength, portraits, others)
    quad = portrait + rng.normal(0, care.aside * height, (4, 2)) + rng.normal(0, care.aside * height, 2)
    shape = donor.shape[:2]
    head = rng.random() < 0.4
    cover = moved_oval(rng, shape) if head else np.full(shape, 255, np.uint8)
    mask = np.zeros(photo.shape[:2], np.uint8)
    # Only what changes is worked on.
    (left, top), (right, bottom) = np.clip(np.round([quad.min(0) - ROOM * height, quad.max(0) + ROOM * height]), 0, photo.shape[1::-1]).astype(int)
    where = np.s_[top:bottom, left:right]
    if min(right - left, bottom - top) < 16:
        return Pasted(photo, mask, Attack(kind, strength))
    changed = photo.copy()
    changed[where], mask[where] = _put(rng, photo[where], donor, cover, quad - (left, top), kind, care)
    return Pasted(changed, mask, Attack(kind, strength))


def _put(rng: np.random.Generator, photo: np.ndarray, donor: np.ndarray, cover: np.ndarray, quad: np.ndarray, kind: str, care: Care) -> tuple[np.ndarray, np.ndarray]:
    """The photo with the donor's picture at corners [4, 2], and where that is, [h, w] uint8."""
    pasted, mask = warped(donor, cover, quad, photo.shape[:2])
    inside = mask > 127
    if inside.sum() < 64:
        return photo, mask
    pasted = transfer(pasted, photo, mask, rng.uniform(*care.coloured))
    if rng.random() < care.sharpened:
        pasted = as_sharp_as(pasted, photo, inside)
    if rng.random() < care.grained:
        pasted = as_bytes(pasted + rng.normal(0, noise_of(photo, inside), pasted.shape))
    if kind == "poisson":
        return mix_gradients(photo, pasted, inside.astype(np.uint8) * 255), mask
    soft = 0.5 if kind == "hard-edge" else rng.uniform(0.008, 0.04) * float(np.linalg.norm(quad[3] - quad[0]))
    return mix(photo, pasted, cv2.GaussianBlur(mask, (0, 0), soft).astype(np.float32) / 255), mask


def flattened(photo: np.ndarray, portrait: np.ndarray) -> np.ndarray:
    """[h, w, 3] uint8: a portrait with corners [4, 2], straight, about as large as it is in the photo."""
    size = [max(8, round(float(np.linalg.norm(portrait[k] - portrait[0])))) for k in (1, 3)]
    flat = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float32)
    return cv2.warpPerspective(photo, cv2.getPerspectiveTransform((portrait - 0.5).astype(np.float32), flat - 0.5), size, borderMode=cv2.BORDER_REPLICATE)


def donor_of(
    rng: np.random.Generator, size: tuple[float, float], own: np.ndarray, strength: str, portraits: Sequence[Path], others: Sequence[np.ndarray]
) -> np.ndarray:
    """The picture that is pasted, before it is fitted in; with a coding of its own, as often as not."""
    if len(others) and rng.random() < 0.33:
        picture = others[int(rng.integers(len(others)))]
    else:
        scale = np.exp(rng.uniform(*np.log(LARGER)))
        fine = (max(24, round(size[0] * scale)), max(32, round(size[1] * scale)))
        picture = another_face(rng, portraits, fine, grey=rng.random() < grey_chance(own, strength))
    return decode(encode(picture, int(rng.integers(50, 96)), "4:2:0")) if rng.random() < 0.5 else picture


def moved_oval(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """A mask [h, w] about the head, as a hand draws it."""
    height, width = shape
    inner = oval(max(8, int(height * rng.uniform(0.6, 0.85))), max(8, int(width * rng.uniform(0.6, 0.85))), rng.uniform(2, 3.5), 1)
    left, top = ((free * share) for free, share in ((width - inner.shape[1], rng.uniform(0.4, 0.6)), (height - inner.shape[0], rng.uniform(0.3, 0.6))))
    mask = np.zeros(shape, np.uint8)
    mask[int(top) : int(top) + inner.shape[0], int(left) : int(left) + inner.shape[1]] = inner
    return mask


def warped(picture: np.ndarray, cover: np.ndarray, quad: np.ndarray, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """A picture [h, w, 3] and its cover [h, w] with corners [4, 2] in a photo of `size`, height and width."""
    wanted = max(np.linalg.norm(quad[1] - quad[0]) / picture.shape[1], np.linalg.norm(quad[3] - quad[0]) / picture.shape[0])
    if wanted < 0.8:
        shape = (max(8, round(picture.shape[1] * wanted)), max(8, round(picture.shape[0] * wanted)))
        picture, cover = (cv2.resize(one, shape, interpolation=cv2.INTER_AREA) for one in (picture, cover))
    height, width = picture.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat - 0.5, (quad - 0.5).astype(np.float32))
    shown = cv2.warpPerspective(picture, matrix, size[::-1], flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return shown, cv2.warpPerspective(cover, matrix, size[::-1], flags=cv2.INTER_LINEAR)


def sharpness(picture: np.ndarray, inside: np.ndarray) -> float:
    """Mean strength of the finest details of a picture [h, w, 3] where `inside` [h, w] says."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return float(np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 1.0))[inside].mean())


def as_sharp_as(picture: np.ndarray, like: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Blurred until its details are no stronger than those of the other picture."""
    wanted = sharpness(like, inside)
    for sigma in (0.5, 0.7, 0.9, 1.2, 1.6, 2.2):
        if sharpness(picture, inside) <= wanted:
            break
        picture = cv2.GaussianBlur(picture, (0, 0), sigma)
    return picture


def noise_of(photo: np.ndarray, inside: np.ndarray) -> float:
    """Standard deviation of noise in a photo's portrait, told from its most even quarter (Immerkær's mask, 1996)."""
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)
    residual = np.abs(cv2.filter2D(grey, -1, np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)))[inside]
    return float(np.quantile(residual, 0.25) / 6 / 0.3186)
