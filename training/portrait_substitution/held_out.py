"""Substitutions of other kinds than those that are trained on, with the same names of strengths. Nothing is to be tuned on them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from training.document_attacks.photos import Attack
from training.portrait_substitution.overlays import STRENGTHS, Overlay, lay, portrait_of
from training.synthesis.document import DOTS_PER_MM, Document
from training.synthesis.drawing.portraits import read_portrait
from training.synthesis.recapture.prints import HALFTONES_HELD_OUT, dots

OFF = {"plain": 1.0, "usual": 0.45, "faint": 0.15}
"""How far everything is from a perfect fit, by strength."""


def stuck_on(rng: np.random.Generator, document: Document, portraits: Sequence[Path]) -> tuple[Document, Attack]:
    """A document with another face stuck on: a vinyl sticker, a head cut out with scissors, or a laser print under strips of tape."""
    strength = str(rng.choice(STRENGTHS))
    kind = str(rng.choice(["sticker", "scissors", "taped"]))
    attack = Attack(kind, strength)
    if not document.portrait.any():
        return document, attack
    off = OFF[strength]
    middle, sides = document.portrait[:2] + document.portrait[2:] / 2, document.portrait[2:] * (1 + off * rng.uniform(-0.02, 0.14))
    picture = _face(rng, portraits, sides, portrait_of(document), off)
    shape = picture.shape[:2]
    if kind == "sticker":
        cover, thickness, gloss = _superellipse(shape, rng.uniform(5, 14)), rng.uniform(0.06, 0.16), rng.uniform(0.2, 0.6)
        rim = cv2.erode(cover, np.ones((3, 3), np.uint8), iterations=int(1 + off * 8))
        picture = np.where(rim[..., None] > 127, picture, 248).astype(np.uint8) if rng.random() < 0.4 * off + 0.1 else picture
    elif kind == "scissors":
        cover, thickness, gloss = _snipped(rng, shape, off), rng.uniform(0.1, 0.25), rng.uniform(0.3, 0.8)
    else:
        picture = _laser(rng, picture)
        cover, thickness, gloss = np.full(shape, 255, np.uint8), rng.uniform(0.08, 0.12), None
    half = sides / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half + rng.uniform(-0.8, 0.8, (4, 2)) * off * DOTS_PER_MM
    turn = np.radians(rng.uniform(-5, 5) * off)
    corners = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + middle + rng.uniform(-1.5, 1.5, 2) * off * DOTS_PER_MM
    thickness *= 0.4 + 0.9 * off
    angle = rng.uniform(0, 2 * np.pi)
    towards = rng.uniform(0.5, 2.5) * np.array([np.cos(angle), np.sin(angle)])
    changed = lay(rng, document, Overlay(picture, cover, corners, thickness, rng.uniform(0.15, 0.3) + 0.4 * off, towards, None, gloss))
    return (_taped(rng, changed, corners) if kind == "taped" else changed), attack


def _face(rng: np.random.Generator, portraits: Sequence[Path], sides: np.ndarray, own: np.ndarray, off: float) -> np.ndarray:
    """[h, w, 3] uint8, its tones along those of the portrait the more the better it fits (matched histograms)."""
    width, height = np.round(sides).astype(int).tolist()
    face = read_portrait(rng, portraits[int(rng.integers(len(portraits)))], width / height, None if rng.random() < 0.4 else (232, 238, 245))
    face = cv2.resize(face, (width, height), interpolation=cv2.INTER_AREA)
    if np.ptp(own.astype(np.int16), axis=-1).mean() < 12 and rng.random() > 0.6 * off:
        face = np.repeat(face.mean(-1, keepdims=True), 3, -1)
    matched = np.stack([np.interp(np.argsort(np.argsort(face[..., k].ravel())) / face[..., k].size, np.linspace(0, 1, 64), np.quantile(own[..., k], np.linspace(0, 1, 64))).reshape(height, width) for k in range(3)], -1)
    share = rng.uniform(0.5, 1) * (1 - off)
    face = face + share * (matched - face)
    return np.clip(255 * (np.clip(face, 0, 255) / 255) ** np.exp(rng.uniform(-0.35, 0.35) * (0.3 + off)), 0, 255).astype(np.uint8)


def _superellipse(shape: tuple[int, int], power: float) -> np.ndarray:
    y, x = (np.abs(np.linspace(-1, 1, n)) for n in shape)
    return (np.clip((1 - (x[None] ** power + y[:, None] ** power)) * 40, 0, 1) * 255).astype(np.uint8)


def _snipped(rng: np.random.Generator, shape: tuple[int, int], off: float) -> np.ndarray:
    """Scissors about the head and shoulders: short straight cuts."""
    height, width = shape
    turns = np.linspace(0, 2 * np.pi, int(rng.integers(14, 26)), endpoint=False)
    power = rng.uniform(2.5, 6)
    reach = (np.abs(np.cos(turns)) ** power + np.abs(np.sin(turns)) ** power) ** (-1 / power) * (0.97 + 0.05 * off * rng.normal(0, 1, len(turns)))
    points = np.stack([(0.5 + 0.5 * reach * np.cos(turns)) * width, (0.5 + 0.5 * reach * np.sin(turns)) * height], -1)
    cover = np.zeros(shape, np.uint8)
    cv2.fillPoly(cover, [np.round(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return cover


def _laser(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Toner: dots in other lattices, hard tones, a shine in the dark parts."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    ink = 1 - picture.astype(np.float32) / 255
    ink = ink + np.float32(rng.uniform(0.3, 0.8)) * (dots(ink, x, y, str(rng.choice(HALFTONES_HELD_OUT)), float(rng.uniform(2.5, 4))) - ink)
    ink = cv2.blur(ink, (2, 2))
    return np.clip(rng.uniform(225, 245) - ink * rng.uniform(170, 210), 0, 255).astype(np.uint8)


def _taped(rng: np.random.Generator, document: Document, corners: np.ndarray) -> Document:
    """Strips of clear tape along two sides: a little yellow, glossier, with edges that catch the light."""
    artwork, gloss = document.artwork.astype(np.float32), np.array(document.gloss)
    rows, columns = gloss.shape
    for side in rng.choice(4, 2, replace=False):
        a, b = corners[side], corners[(side + 1) % 4]
        along = (b - a) / np.linalg.norm(b - a)
        a, b = a - along * rng.uniform(0, 3) * DOTS_PER_MM, b + along * rng.uniform(0, 3) * DOTS_PER_MM
        half = np.array([-along[1], along[0]]) * rng.uniform(3, 6) * DOTS_PER_MM
        strip = np.zeros((rows, columns), np.uint8)
        cv2.fillConvexPoly(strip, np.round(np.array([a - half, b - half, b + half, a + half]) * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
        edge = cv2.morphologyEx(strip, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
        artwork += (strip[..., None] / 255.0) * np.array([-2, -4, -14]) * rng.uniform(0.3, 1.2) + edge[..., None] / 255.0 * rng.uniform(4, 22)
        gloss = np.maximum(gloss, strip.astype(np.float32) / 255 * np.float32(rng.uniform(0.5, 0.95)))
    return replace(document, artwork=np.clip(artwork, 0, 255).astype(np.uint8), gloss=gloss)


def pasted_in(rng: np.random.Generator, photo: np.ndarray, portrait: np.ndarray, portraits: Sequence[Path]) -> tuple[np.ndarray, Attack]:
    """A photo with another face where the portrait has its corners [4, 2]: blended by bands, healed at its rim, or through a wavy matte."""
    strength = str(rng.choice(STRENGTHS))
    kind = str(rng.choice(["bands", "healed", "matte"]))
    off = OFF[strength]
    sides = np.array([np.linalg.norm(portrait[1] - portrait[0]), np.linalg.norm(portrait[3] - portrait[0])])
    own = _straight(photo, portrait, np.maximum(np.round(sides), 16).astype(int))
    face = _face(rng, portraits, np.maximum(sides * rng.uniform(0.9, 1.6), 24), own, off)
    quad = portrait + rng.uniform(-0.03, 0.03, (4, 2)) * off * sides[1]
    height, width = face.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat - 0.5, (quad - 0.5).astype(np.float32))
    cover = _superellipse((height, width), float(rng.choice([2.3, 4, 30])))
    if kind == "matte":
        reach = 0.06 * width
        push = cv2.resize(rng.normal(0, 1, (6, 6, 2)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC) * reach * 0.4
        y, x = np.mgrid[:height, :width].astype(np.float32)
        cover = cv2.remap(cover, x + push[..., 0], y + push[..., 1], cv2.INTER_LINEAR)
    size = photo.shape[1::-1]
    above = cv2.warpPerspective(face, matrix, size, flags=cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(cover, matrix, size)
    if rng.random() < 1 - off:
        above = cv2.bilateralFilter(above, 5, 20, 2) if rng.random() < 0.3 else cv2.blur(above, (2, 2))
        above = np.clip(above + rng.laplace(0, rng.uniform(0.5, 3), above.shape), 0, 255).astype(np.uint8)
    if kind == "healed":
        return _healed(photo, above, mask, sides.mean()), Attack(kind, strength)
    if kind == "bands":
        return _by_bands(photo, above, mask.astype(np.float32) / 255, int(rng.integers(2, 5))), Attack(kind, strength)
    soft = cv2.blur(mask, (2 * int(rng.integers(0, 5)) + 1,) * 2).astype(np.float32)[..., None] / 255
    return np.round(photo + soft * (above.astype(np.float32) - photo)).astype(np.uint8), Attack(kind, strength)


def _straight(photo: np.ndarray, quad: np.ndarray, size: np.ndarray) -> np.ndarray:
    width, height = size.tolist()
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return cv2.warpPerspective(photo, cv2.getPerspectiveTransform(quad.astype(np.float32), flat), (width, height), borderMode=cv2.BORDER_REPLICATE)


def _healed(photo: np.ndarray, above: np.ndarray, mask: np.ndarray, side: float) -> np.ndarray:
    """The face with colours that go over into those of the photo at its rim, as a healing brush does: what differs there, spread inwards."""
    inside = (mask > 127).astype(np.float32)
    rim = cv2.dilate(inside, np.ones((5, 5), np.uint8)) - inside
    apart = (photo.astype(np.float32) - above) * rim[..., None]
    width = max(2.0, 0.2 * side)
    field = cv2.GaussianBlur(apart, (0, 0), width) / (cv2.GaussianBlur(rim, (0, 0), width)[..., None] + 1e-4)
    return np.where(inside[..., None] > 0, np.clip(above + field, 0, 255), photo).astype(np.uint8)


def _by_bands(photo: np.ndarray, above: np.ndarray, mask: np.ndarray, levels: int) -> np.ndarray:
    """Coarse bands blended softly, fine ones hard (Burt and Adelson 1983)."""
    low = [photo.astype(np.float32), above.astype(np.float32), mask]
    bands = []
    for _ in range(levels):
        smaller = [cv2.pyrDown(one) for one in low]
        wide = [cv2.pyrUp(small, dstsize=one.shape[1::-1]) for one, small in zip(low, smaller)]
        bands.append(low[0] - wide[0] + low[2][..., None] * ((low[1] - wide[1]) - (low[0] - wide[0])))
        low = smaller
    blended = low[0] + low[2][..., None] * (low[1] - low[0])
    for band in reversed(bands):
        blended = cv2.pyrUp(blended, dstsize=band.shape[1::-1]) + band
    return np.clip(np.round(blended), 0, 255).astype(np.uint8)
