"""A print of another face, laid or glued over the portrait of a document before any camera sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from training.deepfake.colour import transfer
from training.document_attacks.photos import Attack
from training.portrait_substitution.cuts import cut_anyhow
from training.synthesis.document import DOTS_PER_MM, Document
from training.synthesis.drawing.canvas import rounded
from training.synthesis.drawing.portraits import read_portrait
from training.synthesis.recapture.prints import HALFTONES, dots

Cut = Callable[[np.random.Generator, np.ndarray], tuple[np.ndarray, np.ndarray]]

STRENGTHS = ("plain", "usual", "faint")
AROUND_MM = 6.0
"""How far about a print the document is looked at: shadows end sooner."""
FILMED = 0.2
COLOURLESS = 10
"""Mean of the channels' spread under which a portrait is grey."""


@dataclass(frozen=True)
class Fit:
    """How well a print takes a portrait's place: standard deviations or ranges, lengths in mm, angles in degrees."""

    grown: tuple[float, float]
    """Its sides by those of the portrait."""
    turned: float
    aside: float
    cut: float
    """How far its corners are from those of a rectangle."""
    thickness: tuple[float, float]
    shade: tuple[float, float]
    """How dark its shadow is."""
    border: float
    """Probability of a white border."""
    like: tuple[float, float]
    """How far its colours were made those of the portrait."""
    under_film: float
    """Probability that the laminate was put over it again."""


FITS = {
    "plain": Fit((0.92, 1.22), 3.0, 0.9, 0.5, (0.15, 0.4), (0.35, 0.75), 0.4, (0.0, 0.0), 0.0),
    "usual": Fit((0.98, 1.12), 1.3, 0.4, 0.25, (0.1, 0.25), (0.2, 0.6), 0.2, (0.0, 0.6), 0.15),
    "faint": Fit((0.99, 1.04), 0.4, 0.15, 0.1, (0.05, 0.12), (0.1, 0.35), 0.05, (0.5, 0.95), 0.35),
}


@dataclass(frozen=True)
class Overlay:
    """`picture` [h, w, 3] uint8 and `cover` [h, w] uint8: a print and its shape. `corners` [4, 2]: where those of the picture lie in the artwork's pixels.

    `thickness` mm; `shade` 0 to 1; `towards` [2]: where its shadow falls, mm for each mm of thickness; `lifted`: at which corner it stands off, or None.
    `gloss` 0 to 1, or None where the document's own laminate covers it."""

    picture: np.ndarray
    cover: np.ndarray
    corners: np.ndarray
    thickness: float
    shade: float
    towards: np.ndarray
    lifted: int | None
    gloss: float | None


def cut_straight(rng: np.random.Generator, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A print [h, w, 3] uint8 and its shape [h, w] uint8: a rectangle, its corners round at times."""
    radius = rng.uniform(0.5, 3) * DOTS_PER_MM if rng.random() < 0.15 else 0
    return picture, rounded(picture.shape[1], picture.shape[0], radius)


def laid_over(rng: np.random.Generator, document: Document, portraits: Sequence[Path], cut: Cut = cut_straight) -> tuple[Document, Attack]:
    """A document with a print of another face over its portrait; one without a portrait stays as it is."""
    strength = str(rng.choice(STRENGTHS))
    kind = str(rng.choice(["photo-paper", "plain-paper"]))
    attack = Attack(kind, strength)
    if not document.portrait.any():
        return document, attack
    fit = FITS[strength]
    own = portrait_of(document)
    grown = rng.uniform(*fit.grown, 2)
    size = np.round(document.portrait[2:] * grown).astype(int)
    picture = another_face(rng, portraits, (int(size[0]), int(size[1])), grey=rng.random() < grey_chance(own, strength))
    if (like := rng.uniform(*fit.like)) > 0:
        picture = transfer(picture, cv2.resize(own, picture.shape[1::-1]), np.ones(picture.shape[:2]), like)
    if rng.random() < fit.border:
        picture = bordered(rng, picture)
    picture = on_photo_paper(rng, picture) if kind == "photo-paper" else on_plain_paper(rng, picture, str(rng.choice(HALFTONES)))
    picture, cover = cut(rng, picture)
    overlay = Overlay(
        picture,
        cover,
        placed(rng, document.portrait, grown, fit),
        rng.uniform(*fit.thickness),
        rng.uniform(*fit.shade),
        rng.normal(0, 1.3, 2),
        int(rng.integers(4)) if rng.random() < 0.3 else None,
        None if rng.random() < fit.under_film else float(rng.uniform(0.5, 0.95) if kind == "photo-paper" else rng.uniform(0, 0.15)),
    )
    return lay(rng, document, overlay), attack


def laid_over_anyhow(rng: np.random.Generator, document: Document, portraits: Sequence[Path]) -> tuple[Document, Attack]:
    """The same with prints of any cut, and at times with film over the portrait alone."""
    changed, attack = laid_over(rng, document, portraits, cut_anyhow)
    return (filmed(rng, changed) if changed is not document and rng.random() < FILMED else changed), attack


def filmed(rng: np.random.Generator, document: Document) -> Document:
    """Clear film over the portrait and a little more: a haze, a shine, and an edge that catches the light."""
    x, y, width, height = document.portrait
    beyond = rng.uniform(0.5, 5, 4) * DOTS_PER_MM
    left, top = max(0, round(x - beyond[0])), max(0, round(y - beyond[1]))
    right, bottom = (min(limit, round(end)) for limit, end in zip(document.artwork.shape[1::-1], (x + width + beyond[2], y + height + beyond[3])))
    film = np.zeros(document.artwork.shape[:2], np.uint8)
    film[top:bottom, left:right] = rounded(right - left, bottom - top, rng.uniform(0, 4) * DOTS_PER_MM)
    edge = cv2.GaussianBlur(cv2.morphologyEx(film, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), (0, 0), 0.7)[..., None] / 255.0
    artwork = document.artwork + film[..., None] / 255.0 * rng.uniform(0, 0.08) * (250.0 - document.artwork) + edge * rng.uniform(-25, 45)
    gloss = np.maximum(document.gloss, film.astype(np.float32) / 255 * np.float32(rng.uniform(0.3, 0.95)))
    return replace(document, artwork=np.clip(artwork, 0, 255).astype(np.uint8), gloss=gloss)


def portrait_of(document: Document) -> np.ndarray:
    """[h, w, 3] uint8."""
    x, y, width, height = np.round(document.portrait).astype(int)
    return document.artwork[max(y, 0) : y + height, max(x, 0) : x + width]


def grey_chance(portrait: np.ndarray, strength: str) -> float:
    """Who takes care takes a grey photo for a grey portrait."""
    is_grey = np.ptp(portrait.astype(np.int16), axis=-1).mean() < COLOURLESS
    return {"plain": 0.2, "usual": 0.7, "faint": 1.0}[strength] if is_grey else 0.04


def another_face(rng: np.random.Generator, portraits: Sequence[Path], size: tuple[int, int], grey: bool) -> np.ndarray:
    """[h, w, 3] uint8: a face framed, toned and resolved as files from anywhere are. `size`: width and height."""
    width, height = size
    backdrop = tuple(float(v) for v in rng.uniform(150, 255) + rng.uniform(-10, 10, 3)) if rng.random() < 0.7 else None
    face = read_portrait(rng, portraits[int(rng.integers(len(portraits)))], width / height, backdrop)
    rows, columns = face.shape[:2]
    zoom = rng.uniform(0.84, 1.0)
    top, left = int((1 - zoom) * rows * rng.uniform(0.2, 0.8)), int((1 - zoom) * columns * rng.uniform(0.3, 0.7))
    face = face[top : top + int(zoom * rows), left : left + int(zoom * columns)]
    resolved = int(np.exp(rng.uniform(np.log(110), np.log(400))))
    if resolved < height:
        face = cv2.resize(face, (max(8, resolved * width // height), resolved), interpolation=cv2.INTER_AREA)
    face = cv2.resize(face, size, interpolation=cv2.INTER_AREA if face.shape[0] > height else cv2.INTER_CUBIC)
    light = face.mean(-1, keepdims=True)
    face = light + (face - light) * (0 if grey else rng.uniform(0.75, 1.3))
    face = (face - 128) * rng.uniform(0.85, 1.25) + 128 + rng.uniform(-15, 15)
    return np.clip(face * np.exp(rng.normal(0, 0.0 if grey else 0.05, 3)), 0, 255).astype(np.uint8)


def bordered(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    wide = max(2, int(rng.uniform(0.3, 1.8) * DOTS_PER_MM))
    inner = cv2.resize(picture, (picture.shape[1] - 2 * wide, picture.shape[0] - 2 * wide), interpolation=cv2.INTER_AREA)
    return cv2.copyMakeBorder(inner, wide, wide, wide, wide, cv2.BORDER_CONSTANT, value=(float(rng.uniform(235, 255)),) * 3)


def on_photo_paper(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """Dyes in gelatine: smooth tones, deep blacks."""
    blurred = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 1.1)).astype(np.float32)
    return np.clip(blurred + rng.normal(0, rng.uniform(0.3, 2.5), (*picture.shape[:2], 1)), 0, 255).astype(np.uint8)


def on_plain_paper(rng: np.random.Generator, picture: np.ndarray, halftone: str) -> np.ndarray:
    """Ink or toner in dots on paper, which is less white and never quite black."""
    height, width = picture.shape[:2]
    ink = 1 - picture.astype(np.float32) / 255
    y, x = np.mgrid[:height, :width].astype(np.float32)
    ink = ink + np.float32(rng.uniform(0.1, 0.65)) * (dots(ink, x, y, halftone, float(rng.uniform(2.2, 4.5))) - ink)
    ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.4, 1.0))
    white, black = rng.uniform(215, 252) * np.exp(rng.normal(0, 0.012, 3)), rng.uniform(20, 70)
    fibres = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 0.8)[..., None] * rng.uniform(1, 6)
    return np.clip(white + (black - white) * np.clip(ink, 0, 1) + fibres, 0, 255).astype(np.uint8)


def placed(rng: np.random.Generator, portrait: np.ndarray, grown: np.ndarray, fit: Fit) -> np.ndarray:
    """[4, 2]: corners of a print about the portrait's middle."""
    middle = portrait[:2] + portrait[2:] / 2 + rng.normal(0, fit.aside * DOTS_PER_MM, 2)
    half = portrait[2:] * grown / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half + rng.normal(0, fit.cut * DOTS_PER_MM, (4, 2))
    turn = np.radians(rng.normal(0, fit.turned))
    c, s = np.cos(turn), np.sin(turn)
    return corners @ np.array([[c, s], [-s, c]]) + middle


def lay(rng: np.random.Generator, document: Document, overlay: Overlay) -> Document:
    """The document with the print on it: its shadow, its edge that is lit or in the dark, the way it bends, its gloss over that of the document."""
    rows, columns = document.alpha.shape
    around = AROUND_MM * DOTS_PER_MM
    left, top = np.maximum(np.floor(overlay.corners.min(0) - around), 0).astype(int)
    right, bottom = np.minimum(np.ceil(overlay.corners.max(0) + around).astype(int), (columns, rows))
    where = np.s_[top:bottom, left:right]
    size = (int(right - left), int(bottom - top))
    height, width = overlay.cover.shape
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(flat - 0.5, (overlay.corners - (left, top) - 0.5).astype(np.float32))
    paint = cv2.warpPerspective(overlay.picture, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    cover = cv2.warpPerspective(overlay.cover, warp, size, flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    below = document.artwork[where].astype(np.float32) * (1 - overlay.shade * _shadow(cover, overlay, left, top))[..., None]
    above = paint * _bent(rng, warp, size, (width, height))[..., None] + _edge(rng, cover, overlay)[..., None]
    artwork, gloss, hologram = document.artwork.copy(), document.gloss, document.hologram
    artwork[where] = np.clip(below + cover[..., None] * (above - below) + 0.5, 0, 255).astype(np.uint8)
    if overlay.gloss is not None:
        gloss, hologram = np.array(gloss), np.array(hologram)
        gloss[where] += cover * (np.float32(overlay.gloss) - gloss[where])
        hologram[where] *= 1 - cover
    return replace(document, artwork=artwork, gloss=gloss, hologram=hologram)


def _shadow(cover: np.ndarray, overlay: Overlay, left: int, top: int) -> np.ndarray:
    """[h, w] 0 to 1, wider where the print stands off."""
    height = overlay.thickness * DOTS_PER_MM

    def cast(times: float) -> np.ndarray:
        x, y = overlay.towards * height * times
        moved = cv2.warpAffine(cover, np.array([[1, 0, x], [0, 1, y]]), cover.shape[::-1])
        return cv2.GaussianBlur(moved, (0, 0), max(0.5, 0.6 * height * times))

    near = cast(1.0)
    if overlay.lifted is None:
        return near
    y, x = np.mgrid[: cover.shape[0], : cover.shape[1]].astype(np.float32)
    at = overlay.corners[overlay.lifted] - (left, top)
    reach = 0.5 * np.ptp(overlay.corners, 0).max()
    weight = np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * (reach / 2) ** 2))
    return near + weight * (cast(4.0) - near)


def _edge(rng: np.random.Generator, cover: np.ndarray, overlay: Overlay) -> np.ndarray:
    """[h, w] levels: the cut edge is bright where light falls on it, and dark on the other side."""
    soft = cv2.GaussianBlur(cover, (0, 0), max(0.7, overlay.thickness * DOTS_PER_MM / 2))
    slope = np.stack([cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)], -1)
    light = overlay.towards / max(float(np.linalg.norm(overlay.towards)), 1e-6)
    core = rng.uniform(0, 0.5) * np.linalg.norm(slope, axis=-1)
    return np.float32(rng.uniform(10, 60) * overlay.thickness / 0.15) * np.clip(slope @ light.astype(np.float32) + core, -1, 1)


def _bent(rng: np.random.Generator, warp: np.ndarray, size: tuple[int, int], own: tuple[int, int]) -> np.ndarray:
    """[h, w] about 1: paper that bends is lit unevenly."""
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    back = np.linalg.inv(warp)
    u, v = ((back[k, 0] * x + back[k, 1] * y + back[k, 2]) / own[k] - 0.5 for k in (0, 1))
    angle = rng.uniform(0, 2 * np.pi)
    along = (np.cos(angle) * u + np.sin(angle) * v).astype(np.float32)
    return np.clip(1 + np.float32(rng.normal(0, 0.08)) * along + np.float32(rng.normal(0, 0.12)) * (along * along - 0.08), 0.6, 1.4)
