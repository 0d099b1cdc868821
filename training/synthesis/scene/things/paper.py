"""Things of paper: sheets, printed or blank, photos, notes, cards, banknotes, books."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.scene.canvas import blend
from training.synthesis.scene.lettering import inked, page, picture, text_block
from training.synthesis.scene.noise import fractal, hue, ramp, shade
from training.synthesis.scene.surfaces.sheets import ruled
from training.synthesis.scene.thing import Thing
from training.synthesis.scene.things.tools import rounded

# Sizes in mm: A6 to A4, letter, envelopes, receipts.
FORMATS = ((105, 148), (148, 210), (210, 297), (216, 279), (110, 220), (80, 200), (90, 50))


def whole(shape: tuple[int, int]) -> np.ndarray:
    """[h, w] uint8: an alpha of an oblong."""
    return np.full(shape, 255, np.uint8)


def _format(rng: np.random.Generator) -> tuple[float, float]:
    wide, high = FORMATS[rng.integers(len(FORMATS))]
    return (wide, high) if rng.random() < 0.6 else (high, wide)


def blank(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A sheet with nothing on it, white or coloured."""
    wide, high = _format(rng)
    scale = 2.0
    shape = (round(high * scale), round(wide * scale))
    base = hue(rng, (0, 0.08), (0.85, 1)) if rng.random() < 0.75 else hue(rng, (0.1, 0.8), (0.4, 1))
    art = shade(np.broadcast_to(base.astype(np.float32), (*shape, 3)), 0.98 + 0.04 * fractal(rng, shape, (2, 2), 3))
    return Thing(art, whole(shape), scale, height=0.1, gloss=rng.uniform(0, 0.15))


def printed(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A letter, a form, a leaflet, a receipt."""
    wide, high = _format(rng)
    scale = 1000 / max(wide, high)
    columns = wide if rng.random() < 0.6 else wide / rng.integers(2, 4)
    art = page(rng, (round(high * scale), round(wide * scale)), scale, columns, rng.uniform(0.05, 0.12) * wide, rng.uniform(0, 0.3))
    return Thing(art, whole(art.shape[:2]), scale, height=0.1, gloss=rng.uniform(0, 0.2))


def photo(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A photographic print, a postcard, a poster; with or without a white border."""
    wide, high = sorted(rng.uniform(60, 220, 2))[:: rng.choice([-1, 1])]
    scale = 600 / max(wide, high)
    shape = (round(high * scale), round(wide * scale))
    art = _given(rng, shape, backgrounds) if len(backgrounds) > 0 and rng.random() < 0.6 else picture(rng, shape)
    if rng.random() < 0.5:
        cv2.rectangle(art, (0, 0), (shape[1] - 1, shape[0] - 1), (244, 243, 240), round(rng.uniform(6, 24)))
    return Thing(art, whole(shape), scale, height=0.2, gloss=rng.uniform(0.1, 0.8))


def _given(rng: np.random.Generator, shape: tuple[int, int], backgrounds: Sequence[Path]) -> np.ndarray:
    image = cv2.imread(str(backgrounds[rng.integers(len(backgrounds))]), cv2.IMREAD_COLOR)
    if image is None:
        return picture(rng, shape)
    return cv2.resize(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), shape[::-1], interpolation=cv2.INTER_AREA)


def book(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A closed book or booklet: a cover with a title and an ornament or a picture."""
    wide, high = rng.uniform(88, 180), rng.uniform(125, 250)
    scale = 700 / high
    shape = (round(high * scale), round(wide * scale))
    base = hue(rng, (0, 0.9), (0.1, 0.9))
    art = shade(np.broadcast_to(base.astype(np.float32), (*shape, 3)), 0.92 + 0.16 * fractal(rng, shape, (4, 4), 5))
    if rng.random() < 0.5:
        top, bottom = sorted(rng.integers(shape[0] // 8, shape[0], 2))
        if bottom - top > 20:
            art[top:bottom, shape[1] // 10 : -shape[1] // 10] = picture(rng, art[top:bottom, shape[1] // 10 : -shape[1] // 10].shape[:2])
    title = text_block(rng, (shape[0] // 5, shape[1] * 4 // 5), shape[1] / rng.uniform(7, 12))
    y, x = int(rng.uniform(0.05, 0.7) * shape[0]), shape[1] // 10
    part = art[y : y + title.shape[0], x : x + title.shape[1]]
    part[:] = inked(part, title, hue(rng, (0, 0.6), (0, 1)))
    high_mm = rng.uniform(2, 30)
    return Thing(art, whole(shape), scale, height=high_mm, gloss=rng.uniform(0, 0.5), solid=True, edge=(225, 218, 200))


def playing_card(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A playing card, 63 x 88 mm: pips in their suit's colour, or its back."""
    scale = 8.0
    shape = (704, 504)
    art = np.full((*shape, 3), 248, np.uint8)
    if rng.random() < 0.4:
        art[30:-30, 30:-30] = ramp((fractal(rng, (644, 444), (30, 20), 1) > 0.5).astype(np.float32), np.stack([hue(rng, (0.5, 1), (0.3, 0.9)), np.full(3, 240.0)]))
    else:
        colour = (190, 20, 30) if rng.random() < 0.5 else (20, 20, 24)
        pips, rank = int(rng.integers(1, 11)), rng.choice(list("A23456789JQK"))
        for k in range(pips):
            at = (504 // 2 if pips < 4 else 170 + 164 * (k % 2), 110 + int(480 * (k // (1 if pips < 4 else 2)) / max(1, (pips - 1) // (1 if pips < 4 else 2))))
            cv2.ellipse(art, at, (34, 44), 0, 0, 360, colour, -1, cv2.LINE_AA)
        for flip in range(2):
            cv2.putText(art, rank, (22, 80), cv2.FONT_HERSHEY_DUPLEX, 2.4, colour, 5, cv2.LINE_AA)
            art = np.ascontiguousarray(art[::-1, ::-1])
    return Thing(art, rounded(shape, 28), scale, height=0.3, gloss=0.4)


def banknote(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """Something like a banknote: fine waves in two colours, a number in the corners, an oval picture, a blank field."""
    wide, high = rng.uniform(120, 160), rng.uniform(62, 78)
    scale = 7.0
    shape = (round(high * scale), round(wide * scale))
    x, y = np.arange(shape[1], dtype=np.float32)[None], np.arange(shape[0], dtype=np.float32)[:, None]
    waves = np.sin(x / rng.uniform(3, 9) + 6 * np.sin(y / rng.uniform(20, 60))) * np.sin(y / rng.uniform(3, 9) + 5 * np.sin(x / rng.uniform(20, 90)))
    first = hue(rng, (0.05, 0.4), (0.75, 0.98))
    art = ramp(0.5 + 0.5 * waves, np.stack([first, first * rng.uniform(0.7, 0.95, 3)]))
    ink = hue(rng, (0.3, 0.8), (0.2, 0.5))
    oval = picture(rng, (shape[0] * 3 // 4, shape[1] // 4))
    mask = cv2.ellipse(np.zeros(oval.shape[:2], np.uint8), (oval.shape[1] // 2, oval.shape[0] // 2), (oval.shape[1] // 2 - 2, oval.shape[0] // 2 - 2), 0, 0, 360, 200, -1)
    left = int(shape[1] * rng.uniform(0.1, 0.6))
    part = art[shape[0] // 8 : shape[0] // 8 + oval.shape[0], left : left + oval.shape[1]]
    part[:] = blend(part, oval, mask)
    number = str(rng.choice([5, 10, 20, 50, 100, 200, 500, 1000]))
    for at in ((20, 70), (shape[1] - 40 - 36 * len(number), shape[0] - 24)):
        cv2.putText(art, number, at, cv2.FONT_HERSHEY_TRIPLEX, 2.0, tuple(int(c) for c in ink), 4, cv2.LINE_AA)
    return Thing(art, whole(shape), scale, height=0.1, gloss=0.1)


def sticky_note(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A square note in a light colour, with scribbles at times."""
    side_mm = rng.choice([38, 50, 76])
    scale = 5.0
    side = round(side_mm * scale)
    art = np.empty((side, side, 3), np.uint8)
    art[:] = hue(rng, (0.2, 0.7), (0.85, 1)).astype(np.uint8)
    ink = tuple(int(c) for c in hue(rng, (0, 1), (0.05, 0.5)))
    for row in range(rng.integers(0, 5)):
        run = np.linspace(0.1, rng.uniform(0.5, 0.9), 24)
        wave = 0.15 + 0.17 * row + 0.04 * rng.uniform(-1, 1, 24)
        cv2.polylines(art, [np.round(np.stack([run, wave], axis=-1) * side).astype(np.int32)], False, ink, 3, cv2.LINE_AA)
    return Thing(art, whole((side, side)), scale, height=0.3, gloss=0.0)


def sticker(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A round or oblong label, a price tag, a QR-like code."""
    scale = 10.0
    shape = (round(rng.uniform(8, 22) * scale), round(rng.uniform(10, 28) * scale))
    art = np.empty((*shape, 3), np.uint8)
    art[:] = hue(rng, (0, 1), (0.5, 1)).astype(np.uint8)
    inner = (shape[0] * 3 // 5, shape[1] * 3 // 5)
    cells = (rng.random((11, 11)) < 0.5).astype(np.uint8) * 255
    y, x = shape[0] // 5, shape[1] // 5
    code = cv2.resize(cells, inner[::-1], interpolation=cv2.INTER_NEAREST)
    ink = code if rng.random() < 0.4 else text_block(rng, inner, inner[0] / 4)
    part = art[y : y + inner[0], x : x + inner[1]]
    part[:] = inked(part, ink, np.array([20.0, 20, 24]))
    return Thing(art, rounded(shape, min(shape) * rng.uniform(0, 0.5)), scale, height=0.1, gloss=0.3)


def notebook(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A page of a notebook, squared or lined, with writing."""
    side = 600
    art = ruled(rng, side, 200.0)
    ink = text_block(rng, (side * 2 // 3, side * 2 // 3), side / 30)
    part = art[side // 8 : side // 8 + ink.shape[0], side // 8 : side // 8 + ink.shape[1]]
    if rng.random() < 0.6:
        part[:] = inked(part, ink, np.array([30.0, 40, rng.uniform(40, 160)]))
    art = np.ascontiguousarray(art[:, : int(side * rng.uniform(0.65, 1))])
    return Thing(art, whole(art.shape[:2]), 3.0, height=rng.uniform(0.2, 4), gloss=0.05)
