"""Honest documents whose portraits stand out all the same: stored, retouched and printed otherwise than the card about them, and under film, foil or a stamp.

That a portrait is softer, sharper, grainier or glossier than its card proves nothing; what was laid over it or put into its place does."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from training.document_attacks.photos import Attack
from training.portrait_substitution.overlays import laid_over_anyhow, on_photo_paper, on_plain_paper
from training.synthesis.camera.jpeg import decode, encode
from training.synthesis.document import DOTS_PER_MM, Document
from training.synthesis.drawing.canvas import rounded
from training.synthesis.drawing.portraits import oval
from training.synthesis.recapture.prints import HALFTONES

UNCHANGED = 0.15
"""Share of portraits that are printed as they are."""


def printed_anyhow(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """[h, w, 3] float32 of the same: a portrait as offices store, retouch and print it."""
    if rng.random() < UNCHANGED:
        return picture
    portrait = np.clip(picture, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        portrait = _stored(rng, portrait)
    if rng.random() < 0.5:
        portrait = _retouched(rng, portrait)
    chance = rng.random()
    if chance < 0.25:
        portrait = on_photo_paper(rng, portrait)
    elif chance < 0.5:
        portrait = on_plain_paper(rng, portrait, str(rng.choice(HALFTONES)))
    return portrait.astype(np.float32)


def _stored(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """As the file on a chip or in a register: few pixels, coded hard."""
    height, width = picture.shape[:2]
    rows = int(rng.uniform(0.35, 1) * height)
    small = cv2.resize(picture, (max(16, rows * width // height), max(16, rows)), interpolation=cv2.INTER_AREA)
    return cv2.resize(decode(encode(small, int(rng.integers(30, 90)), "4:2:0")), (width, height), interpolation=cv2.INTER_CUBIC)


def _retouched(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Smoothed, sharpened or toned."""
    kind = rng.integers(3)
    if kind == 0:
        return cv2.bilateralFilter(picture, 7, rng.uniform(15, 50), rng.uniform(2, 5))
    if kind == 1:
        more = rng.uniform(0.4, 2)
        return cv2.addWeighted(picture, 1 + more, cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.8, 2.5)), -more, 0)
    steps = (np.arange(256)[:, None] / 255) ** np.exp(rng.normal(0, 0.25)) * np.exp(rng.normal(0, 0.06, 3)) * 255
    return cv2.LUT(picture, np.clip((steps - 128) * rng.uniform(0.75, 1.3) + 128, 0, 255).astype(np.uint8)[None])


def finished(rng: np.random.Generator, document: Document, portraits: Sequence[Path]) -> tuple[Document, None]:
    """A genuine document with what offices put over portraits: film, foil, a stamp, or nothing."""
    if document.portrait.any():
        for over, share in ((_varnished, 0.35), (_foiled, 0.35), (_stamped, 0.15)):
            if rng.random() < share:
                document = over(rng, document)
    return document, None


def laid_over_finished(rng: np.random.Generator, document: Document, portraits: Sequence[Path]) -> tuple[Document, Attack]:
    """The same, forged: a print lies over its portrait."""
    return laid_over_anyhow(rng, finished(rng, document, portraits)[0], portraits)


def _about(rng: np.random.Generator, document: Document, least: float, most: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a patch that touches the portrait, with sides of so many of the portrait's."""
    x, y, width, height = document.portrait
    half = np.array([width, height]) * rng.uniform(least, most, 2) / 2
    middle = np.array([x, y]) + np.array([width, height]) * rng.uniform(0, 1, 2)
    low = np.maximum(np.round(middle - half), 0).astype(int)
    high = np.minimum(np.maximum(np.round(middle + half), low + 8), document.artwork.shape[1::-1]).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def _varnished(rng: np.random.Generator, document: Document) -> Document:
    """Clear film or varnish over the portrait's part of the card, often as high as the card: shinier or duller than the rest."""
    left, top, right, bottom = _about(rng, document, 1.2, 3.5)
    if rng.random() < 0.5:
        top, bottom = 0, document.artwork.shape[0]
    film = np.zeros(document.artwork.shape[:2], np.float32)
    film[top:bottom, left:right] = rounded(right - left, bottom - top, rng.uniform(0, 3) * DOTS_PER_MM).astype(np.float32) / 255
    rim = cv2.morphologyEx(film, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))[..., None] * rng.uniform(-12, 25)
    artwork = document.artwork + film[..., None] * rng.uniform(0, 0.06) * (250.0 - document.artwork) + rim
    gloss = document.gloss + film * (np.float32(rng.uniform(0.05, 0.95)) - document.gloss)
    return replace(document, artwork=np.clip(artwork, 0, 255).astype(np.uint8), gloss=gloss)


def _foiled(rng: np.random.Generator, document: Document) -> Document:
    """A patch of foil that shimmers, partly over the portrait."""
    left, top, right, bottom = _about(rng, document, 0.3, 1.1)
    shape = oval(bottom - top, right - left, rng.uniform(2, 8), rng.uniform(1, 8)).astype(np.float32) / 255
    y, x = np.mgrid[: bottom - top, : right - left].astype(np.float32)
    angle, period = rng.uniform(0, np.pi), rng.uniform(4, 30)
    lines = 0.5 + 0.5 * np.sin((np.cos(angle) * x + np.sin(angle) * y) * (2 * np.pi / period) + rng.uniform(0, 4) * np.hypot(x, y) / 60)
    strength = (shape * (rng.uniform(0.2, 0.8) + 0.2 * lines)).astype(np.float32)
    where = np.s_[top:bottom, left:right]
    artwork, hologram, gloss = document.artwork.copy(), np.array(document.hologram), np.array(document.gloss)
    cover = (shape * lines * rng.uniform(0, 0.35))[..., None]
    artwork[where] = np.clip(artwork[where] + cover * (np.array([188.0, 190, 194]) - artwork[where]), 0, 255).astype(np.uint8)
    hologram[where] = np.clip(np.maximum(hologram[where], strength), 0, 1)
    gloss[where] = np.clip(gloss[where] + shape * np.float32(rng.uniform(0, 0.5)), 0, 1)
    return replace(document, artwork=artwork, hologram=hologram, gloss=gloss)


def _stamped(rng: np.random.Generator, document: Document) -> Document:
    """An office's stamp across the portrait's edge: rings and bars of ink."""
    left, top, right, bottom = _about(rng, document, 0.6, 1.2)
    ink = np.zeros((bottom - top, right - left), np.uint8)
    centre, reach = ((right - left) // 2, (bottom - top) // 2), min(right - left, bottom - top) // 2 - 3
    for share in (0.98, 0.72)[: int(rng.integers(1, 3))]:
        cv2.circle(ink, centre, max(2, int(share * reach)), 255, int(rng.integers(2, 6)), cv2.LINE_AA)
    for row in range(int(rng.integers(1, 4))):
        y = centre[1] + int((row - 1) * 0.3 * reach)
        cv2.line(ink, (centre[0] - reach // 2, y), (centre[0] + reach // 2, y), 255, int(rng.integers(2, 5)), cv2.LINE_AA)
    patchy = cv2.resize(rng.uniform(0.3, 1, (8, 8)).astype(np.float32), ink.shape[::-1], interpolation=cv2.INTER_CUBIC)
    share = (ink.astype(np.float32) / 255 * patchy * rng.uniform(0.3, 0.85))[..., None]
    artwork = document.artwork.copy()
    where = np.s_[top:bottom, left:right]
    artwork[where] = np.clip(artwork[where] + share * (rng.uniform(0, 130, 3) - artwork[where]), 0, 255).astype(np.uint8)
    return replace(document, artwork=artwork)
