"""Copies by many other printers, of a scan or of a photo of the document: more ways than `copies.py` has, none of them those that it holds out."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from training.document_attacks.photos import Attack
from training.printed_copy.copies import KINDS, STRENGTHS, TILE, fibrous, laminated
from training.printed_copy.halftones import clustered, diffused, masked
from training.printed_copy.inks import Inks, out_of_register, overprinted, separated
from training.synthesis.camera.jpeg import decode, encode
from training.synthesis.document import DOTS_PER_MM, Document
from training.synthesis.drawing.copying import CopyLook, copied
from training.synthesis.scene.noise import fractal, grain, smooth

COLOUR = 0.75
"""Share of copies in colour, which are harder to tell."""
PRINTERS = {"laser": 0.4, "ink-jet": 0.4, "dye": 0.2}
SNAPPED = 0.3
"""Share of copies of a photo of the document."""
CARELESS = {"plain": (0.5, 1.0), "usual": (0.2, 0.6), "faint": (0.0, 0.25)}
"""How far from the best that a printer can do, 0 to 1."""


def other_copy_of(rng: np.random.Generator, document: Document, portraits: Sequence[Path]) -> tuple[Document, Attack]:
    """A copy, and which."""
    colour = rng.random() < COLOUR
    strength = str(rng.choice(list(STRENGTHS), p=list(STRENGTHS.values())))
    careless = rng.uniform(*CARELESS[strength])
    printer = str(rng.choice(list(PRINTERS), p=list(PRINTERS.values())))
    source = _snapped(rng, document.artwork, careless) if rng.random() < SNAPPED else _scanned(rng, document.artwork, careless)
    mounted = "sheet" if rng.random() < 0.1 + 0.4 * careless else "cut"

    def printing(rng: np.random.Generator, seen: np.ndarray, cover: np.ndarray, look: CopyLook, colour: bool) -> np.ndarray:
        return _printed(rng, seen, cover, printer, colour, careless)

    # Of how copies look, only how they are framed and laid down is left to be said.
    look = CopyLook((0, 0), (), (0, 0), (0, 0), (0, 0), 0.15 * careless, 3)
    copy = copied(rng, replace(document, artwork=source), mounted, look, colour, printing)
    copy = _on_paper(rng, copy, printer, careless)
    if mounted == "cut" and printer != "dye" and rng.random() < 0.3 * (1 - careless):
        copy = laminated(rng, copy)
    return copy, Attack(KINDS[0] if colour else KINDS[1], strength)


def _scanned(rng: np.random.Generator, artwork: np.ndarray, careless: float) -> np.ndarray:
    """As scanners leave it: lines of red and blue a little beside green's, descreened, sharpened, coded."""
    if rng.random() < 0.5:
        apart = rng.uniform(-0.7, 0.7)
        along = np.array([apart, 0] if rng.random() < 0.5 else [0, apart])
        red, green, blue = cv2.split(artwork)
        red, blue = (cv2.warpAffine(one, np.array([[1, 0, way * along[0]], [0, 1, way * along[1]]]), one.shape[::-1], borderMode=cv2.BORDER_REPLICATE) for one, way in ((red, 1), (blue, -1)))
        artwork = cv2.merge([red, green, blue])
    soft = rng.uniform(0, 0.5 + 1.2 * careless)
    if soft > 0.25:
        artwork = cv2.GaussianBlur(artwork, (0, 0), soft)
    return _coded(rng, _sharpened(rng, artwork))


def _snapped(rng: np.random.Generator, artwork: np.ndarray, careless: float) -> np.ndarray:
    """As a camera leaves it that was held over the document: fewer pixels, uneven light of some colour, noise, sharpened, coded."""
    height, width = artwork.shape[:2]
    fewer = rng.uniform(0.45, 1)
    small = cv2.resize(artwork, (round(fewer * width), round(fewer * height)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.4, 0.8 + 0.8 * careless))
    shape = small.shape[:2]
    light = 1 + (smooth(rng, shape, (2, 2)) - 0.5) * rng.uniform(0, 0.35)
    tint = rng.uniform(0.85, 1.05) * np.exp(rng.normal(0, 0.04, 3))
    values = small * (light[..., None] * tint.astype(np.float32)) + grain(rng, shape, rng.uniform(1, 2))[..., None] * rng.uniform(0, 5)
    small = _coded(rng, _sharpened(rng, np.clip(values, 0, 255).astype(np.uint8)))
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def _sharpened(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    if rng.random() < 0.4:
        return picture
    strength = rng.uniform(0.2, 1.8)
    return cv2.addWeighted(picture, 1 + strength, cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.7, 2.5)), -strength, 0)


def _coded(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    return decode(encode(picture, int(rng.integers(45, 97)), "4:2:0")) if rng.random() < 0.7 else picture


def _printed(rng: np.random.Generator, seen: np.ndarray, cover: np.ndarray, printer: str, colour: bool, careless: float) -> np.ndarray:
    """What a printer makes of a picture [h, w, 3] uint8 where `cover` [h, w] says that there is one: float32 [h, w, 3], 255 on bare paper."""
    share = cover[..., None].astype(np.float32) / 255
    lid = np.float32(1 if rng.random() < 0.85 else rng.uniform(0.8, 0.98))
    picture = seen.astype(np.float32) / 255 * share + lid * (1 - share)
    middle = picture.mean(-1, keepdims=True)
    picture = middle + (picture - middle) * np.float32(rng.uniform(0.7, 1.15))
    picture = (picture - 0.5) * np.float32(1 + rng.uniform(-0.2, 0.3) * (0.3 + careless)) + np.float32(0.5 + rng.uniform(-0.08, 0.1) * (0.3 + careless))
    # Paper is the lightest, and full ink on it the darkest, that a copy shows.
    picture = rng.uniform(0, 0.12) + (1 - rng.uniform(0, 0.12)) * np.clip(picture, 0, 1)
    inks = separated(rng, np.minimum(picture, 1), colour, pale=printer != "laser" and rng.random() < 0.5)
    inks = out_of_register(rng, inks, DOTS_PER_MM * rng.uniform(0, 0.03 + (0.12 if printer == "laser" else 0.04) * careless))
    amount = np.clip(inks.share * _bands(rng, cover.shape, careless) * (1 + rng.uniform(-0.15, 0.25) * (1 - inks.share)), 0, 1).astype(np.float32)
    soft = rng.uniform(0.5, 1.0 + careless) if printer == "dye" else rng.uniform(0, 0.8)
    if printer != "dye":
        # Dots finer than the artwork's pixels melt together.
        amount = amount + np.float32(rng.uniform(0.1, 1)) * (_dots(rng, amount, printer, careless) - amount)
    if printer == "ink-jet":
        amount = _bled(rng, amount, rng.uniform(0, 0.5 + careless))
    if soft > 0.25:
        amount = cv2.GaussianBlur(amount, (0, 0), soft).reshape(amount.shape)
    if printer == "laser":
        amount = _scattered(rng, amount, careless)
    return overprinted(Inks(amount, inks.light)) * np.float32(255)


def _dots(rng: np.random.Generator, amount: np.ndarray, printer: str, careless: float) -> np.ndarray:
    if printer == "laser" and rng.random() < 0.75:
        return clustered(rng, amount, DOTS_PER_MM * rng.uniform(0.16, 0.22 + 0.25 * careless))
    halftone = masked if rng.random() < 0.5 else diffused
    return halftone(rng, amount, DOTS_PER_MM * rng.uniform(0.04, 0.09 + 0.09 * careless))


def _bands(rng: np.random.Generator, shape: tuple[int, int], careless: float) -> np.ndarray:
    """[h, 1, 1] or [1, w, 1] float32 about 1: gears turn unevenly, and drums wear."""
    long = shape[0] if rng.random() < 0.5 else shape[1]
    place = np.arange(long)
    turns = sum(rng.normal(0, 0.03) * np.sin(2 * np.pi * place / (DOTS_PER_MM * np.exp(rng.uniform(np.log(0.4), np.log(8)))) + rng.uniform(0, 6)) for _ in range(2))
    worn = cv2.GaussianBlur(rng.normal(0, 1, (1, long)).astype(np.float32), (0, 0), rng.uniform(1, 30))[0]
    bands = 1 + (0.2 + careless) * (turns + worn / max(float(worn.std()), 1e-6) * rng.uniform(0, 0.05))
    return bands.astype(np.float32).reshape((-1, 1, 1) if long == shape[0] else (1, -1, 1))


def _bled(rng: np.random.Generator, amount: np.ndarray, pixels: float) -> np.ndarray:
    """Ink that ran along fibres, by so many pixels."""
    rows, columns = amount.shape[:2]
    fibres = rng.uniform(1.5, 5)
    y, x = np.mgrid[:rows, :columns].astype(np.float32)
    x += (fractal(rng, (rows, columns), (rows / fibres, columns / fibres), 1) - 0.5) * np.float32(2 * pixels)
    y += (fractal(rng, (rows, columns), (rows / fibres, columns / fibres), 1) - 0.5) * np.float32(2 * pixels)
    return np.stack([cv2.remap(np.ascontiguousarray(amount[..., ink]), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for ink in range(amount.shape[-1])], -1)


def _scattered(rng: np.random.Generator, amount: np.ndarray, careless: float) -> np.ndarray:
    """Grains of toner beside those that belong there, and among these some that are missing."""
    rows, columns, inks = amount.shape
    near = cv2.GaussianBlur(amount, (0, 0), rng.uniform(2, 6)).reshape(amount.shape)
    beside = rng.random(amount.shape, np.float32) < rng.uniform(0, 0.06) * careless * (near + 0.01)
    missing = rng.random((rows, columns, 1), np.float32) < rng.uniform(0, 0.02) * careless
    specks = cv2.GaussianBlur(beside.astype(np.float32), (0, 0), 0.5).reshape(amount.shape)
    return np.clip(amount * (1 - 0.7 * missing) + 1.5 * specks, 0, 1).astype(np.float32)


def _on_paper(rng: np.random.Generator, copy: Document, printer: str, careless: float) -> Document:
    """On paper with fibres, whose toner may shine, or on photo paper, which does as a whole."""
    height, width = copy.artwork.shape[:2]
    photo_paper = printer == "dye" or (printer == "ink-jet" and rng.random() < 0.25)
    sheet = np.tile(fibrous(rng, 0.004 if photo_paper else 0.02 + 0.05 * careless), (-(-height // TILE), -(-width // TILE)))[:height, :width]
    artwork = cv2.multiply(copy.artwork, cv2.merge([sheet] * 3), dtype=cv2.CV_8U)
    if photo_paper:
        gloss = np.broadcast_to(np.float32(rng.uniform(0.25, 0.95)), copy.alpha.shape)
        return replace(copy, artwork=artwork, gloss=gloss, thickness_mm=0.25)
    if printer == "laser":
        printed = 1 - cv2.GaussianBlur(cv2.cvtColor(artwork, cv2.COLOR_RGB2GRAY), (0, 0), 1.0).astype(np.float32) / 255
        return replace(copy, artwork=artwork, gloss=np.clip(copy.gloss + printed * np.float32(rng.uniform(0, 0.4)), 0, 1))
    return replace(copy, artwork=artwork)
