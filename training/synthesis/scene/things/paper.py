"""Things of paper: sheets, printed or blank, photos, notes, cards, banknotes, books."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.scene.lettering import page, picture
from training.synthesis.scene.noise import fractal, hue, shade
from training.synthesis.scene.thing import Thing

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
