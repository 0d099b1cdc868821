"""Things that are no documents, for held-out photos: each a function of (rng, pictures). Their print is in Hershey's strokes, no font's."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.held_out.photo.surfaces import clouds, colour, lit, mixed, specks
from training.synthesis.scene.thing import Thing


def _plain(shape: tuple[int, int], tone: np.ndarray) -> np.ndarray:
    art = np.empty((*shape, 3), np.uint8)
    art[:] = np.clip(tone, 0, 255).astype(np.uint8)
    return art


def _oblong(shape: tuple[int, int], radius: int) -> np.ndarray:
    """[h, w] uint8 alpha with rounded corners, drawn twice as fine."""
    height, width = shape[0] * 2, shape[1] * 2
    r = 2 * radius
    fine = np.zeros((height, width), np.uint8)
    cv2.rectangle(fine, (r, 0), (width - 1 - r, height - 1), 255, -1)
    cv2.rectangle(fine, (0, r), (width - 1, height - 1 - r), 255, -1)
    for x in (r, width - 1 - r):
        for y in (r, height - 1 - r):
            cv2.circle(fine, (x, y), r, 255, -1)
    return cv2.resize(fine, shape[::-1], interpolation=cv2.INTER_AREA)


def _write(rng: np.random.Generator, art: np.ndarray, at: tuple[int, int], letters: int, size: float, ink: tuple[int, int, int], thick: int = 1) -> None:
    text = "".join(chr(c) for c in np.where(rng.random(letters) < 0.16, 32, rng.integers(97, 123, letters)))
    face = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX)[rng.integers(3)]
    cv2.putText(art, text, at, face, size, ink, thick, cv2.LINE_AA)


def letter(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A written or typed page of A5 or A4, lines of unlike length, a stamp or a letterhead."""
    scale = 3.6
    wide, high = (210, 297) if rng.random() < 0.6 else (148, 210)
    shape = (round(high * scale), round(wide * scale))
    art = lit(_plain(shape, np.array([252, 250, 244]) * rng.uniform(0.85, 1)), 0.97 + 0.06 * cv2.resize(clouds(rng, 128, 1.5), shape[::-1]))
    ink = tuple(int(c) for c in rng.uniform(10, 90, 3))
    y = int(shape[0] * 0.12)
    cv2.rectangle(art, (40, 30), (40 + shape[1] // 3, 60), tuple(int(c) for c in colour(rng, 0.8)), -1)
    while y < shape[0] * 0.92:
        if rng.random() < 0.85:
            _write(rng, art, (60, y), int(rng.uniform(10, 44)), shape[1] / 900, ink)
        y += 24
    if rng.random() < 0.4:
        cv2.circle(art, (int(shape[1] * 0.7), int(shape[0] * 0.8)), 60, tuple(int(c) for c in colour(rng, 0.8)), 5, cv2.LINE_AA)
    return Thing(art, np.full(shape, 255, np.uint8), scale, height=0.1, gloss=0.03)


def envelope(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """An envelope with a window or a flap."""
    scale = 4.0
    shape = (round(rng.uniform(105, 165) * scale), round(rng.uniform(160, 230) * scale))
    base = np.array([1, rng.uniform(0.85, 1), rng.uniform(0.6, 1)]) * rng.uniform(180, 250)
    art = _plain(shape, base)
    dark = tuple(int(c) for c in base * 0.8)
    if rng.random() < 0.5:
        cv2.polylines(art, [np.array([[0, 0], [shape[1] // 2, int(shape[0] * 0.55)], [shape[1], 0]])], False, dark, 3, cv2.LINE_AA)
    else:
        x, y = int(shape[1] * 0.1), int(shape[0] * 0.45)
        art[y : y + shape[0] // 3, x : x + shape[1] // 2] = 232
        for k in range(4):
            _write(rng, art, (x + 10, y + 30 + 28 * k), 18, 0.7, (50, 50, 50))
    return Thing(art, np.full(shape, 255, np.uint8), scale, height=0.5, gloss=0.05)


def calculator(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A calculator or remote control: a display above rows of round or square buttons."""
    scale = 5.0
    shape = (round(rng.uniform(110, 170) * scale), round(rng.uniform(50, 85) * scale))
    body = colour(rng, 0.25) * 0.6
    art = _plain(shape, body)
    cv2.rectangle(art, (30, 30), (shape[1] - 30, shape[0] // 5), (150, 164, 140), -1)
    _write(rng, art, (50, shape[0] // 6), 8, 1.4, (30, 40, 30), 2)
    columns = int(rng.integers(3, 6))
    step = (shape[1] - 40) / columns
    tone = tuple(int(c) for c in colour(rng, 0.6))
    for row in range(int((shape[0] * 0.75) / step)):
        for column in range(columns):
            middle = (int(20 + (column + 0.5) * step), int(shape[0] * 0.24 + (row + 0.5) * step))
            cv2.circle(art, middle, int(step * 0.36), tone, -1, cv2.LINE_AA)
    return Thing(art, _oblong(shape, 24), scale, height=12, gloss=0.2, solid=True, edge=tuple(int(c) for c in body * 0.7))


def spectacles(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """Glasses: two rings, a bridge and the bows behind them."""
    scale = 4.0
    shape = (round(70 * scale), round(150 * scale))
    wire = np.zeros(shape, np.uint8)
    thick = round(rng.uniform(1.5, 5) * scale)
    for x in (36, 102):
        cv2.ellipse(wire, (round(x * scale), round(38 * scale)), (round(25 * scale), round(20 * scale)), 0, 0, 360, 255, thick, cv2.LINE_AA)
    for a, b in (((60, 34), (78, 34)), ((11, 34), (6, 4)), ((127, 34), (140, 2))):
        cv2.line(wire, tuple(round(v * scale) for v in a), tuple(round(v * scale) for v in b), 255, thick, cv2.LINE_AA)
    return Thing(_plain(shape, colour(rng, 0.5) * 0.5), wire, scale, height=12, gloss=0.4)


def disc(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A compact disc with its rainbow, or a beer mat."""
    scale = 5.0
    side = round(rng.choice([94, 120]) * scale)
    run = np.arange(side) - side / 2
    angle = np.arctan2(run[:, None], run[None]) + rng.uniform(0, 6)
    art = np.stack([150 + 90 * np.cos(3 * angle + 2.1 * k) for k in range(3)], axis=-1).astype(np.uint8)
    if rng.random() < 0.4:
        art = _plain((side, side), colour(rng, 0.6))
        _write(rng, art, (side // 5, side // 2), 7, 2.2, (250, 240, 230), 5)
    alpha = np.zeros((side, side), np.uint8)
    cv2.circle(alpha, (side // 2, side // 2), side // 2 - 2, 255, -1, cv2.LINE_AA)
    return Thing(art, alpha, scale, height=1, gloss=0.8)


def ticket(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A ticket, a receipt or a parcel's label: bars and short lines."""
    scale = 6.0
    shape = (round(rng.uniform(40, 90) * scale), round(rng.uniform(70, 200) * scale))
    art = _plain(shape, colour(rng, 0.3) * 0.3 + 170)
    x = int(shape[1] * rng.uniform(0.05, 0.6))
    for width in rng.integers(1, 7, 40):
        cv2.rectangle(art, (x, shape[0] // 6), (x + int(width), shape[0] // 2), (20, 20, 20), -1)
        x += int(width) + int(rng.integers(2, 7))
    for k in range(4):
        _write(rng, art, (20, int(shape[0] * 0.62) + 28 * k), 20, 0.8, (30, 30, 40))
    cv2.line(art, (int(shape[1] * 0.8), 0), (int(shape[1] * 0.8), shape[0]), (120, 120, 120), 2)
    return Thing(art, np.full(shape, 255, np.uint8), scale, height=0.1, gloss=0.05)


def folder(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A cardboard folder or clipboard with a tab."""
    scale = 2.4
    shape = (round(310 * scale), round(230 * scale))
    base = np.array([224, 196, 140]) * rng.uniform(0.6, 1.1) if rng.random() < 0.5 else colour(rng, 0.6)
    art = lit(_plain(shape, base), 0.95 + 0.05 * cv2.resize(specks(rng, 256, 1.0), shape[::-1]) * 0.3)
    alpha = np.full(shape, 255, np.uint8)
    tab = round(12 * scale)
    alpha[:tab, : int(shape[1] * rng.uniform(0.3, 0.6))] = 0
    return Thing(art, alpha, scale, height=1, gloss=0.1)


def poster(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A glossy leaflet: bands of colour, a landscape of noise or a given picture, a headline."""
    scale = 4.0
    shape = (round(rng.uniform(100, 220) * scale), round(rng.uniform(90, 160) * scale))
    art = mixed(colour(rng, 0.8), colour(rng, 0.8), cv2.resize(clouds(rng, 128, 2), shape[::-1]) * 1.6 - 0.3)
    if len(pictures) > 0:
        image = cv2.imread(str(pictures[rng.integers(len(pictures))]), cv2.IMREAD_COLOR)
        if image is not None:
            art[shape[0] // 4 :] = cv2.resize(image[..., ::-1], (shape[1], shape[0] - shape[0] // 4), interpolation=cv2.INTER_AREA)
    art[: shape[0] // 5] = colour(rng, 0.9).astype(np.uint8)
    _write(rng, art, (20, shape[0] // 8), 11, 2.0, (250, 250, 250), 4)
    return Thing(art, np.full(shape, 255, np.uint8), scale, height=0.2, gloss=0.5)


def tablet(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A tablet or e-reader that shows a page or a diagram."""
    scale = 4.0
    shape = (round(rng.uniform(160, 240) * scale), round(rng.uniform(115, 170) * scale))
    art = _plain(shape, np.full(3, rng.choice([20, 235])))
    rim = round(rng.uniform(6, 14) * scale)
    screen = art[rim:-rim, rim:-rim]
    screen[:] = rng.choice([245, 24])
    ink = (40, 40, 40) if screen[0, 0, 0] > 100 else (220, 220, 220)
    for k in range(30, screen.shape[0] - 20, 26):
        text = np.ascontiguousarray(screen)
        _write(rng, text, (20, k), 34, 0.7, ink)
        screen[:] = text
    return Thing(art, _oblong(shape, 30), scale, height=8, gloss=0.9, solid=True, edge=(70, 70, 72))


def spoon(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A spoon or a brush: a bowl on a stalk."""
    scale = 5.0
    shape = (round(36 * scale), round(170 * scale))
    alpha = np.zeros(shape, np.uint8)
    cv2.ellipse(alpha, (round(28 * scale), shape[0] // 2), (round(24 * scale), round(15 * scale)), 0, 0, 360, 255, -1, cv2.LINE_AA)
    cv2.line(alpha, (round(50 * scale), shape[0] // 2), (round(162 * scale), shape[0] // 2), 255, round(rng.uniform(4, 9) * scale), cv2.LINE_AA)
    shine = np.linspace(0.5, 1.3, shape[0], dtype=np.float32)[:, None] * np.ones((1, shape[1]), np.float32)
    return Thing(lit(_plain(shape, np.array([170, 172, 176])), shine), alpha, scale, height=6, gloss=0.8)


def leaf(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A leaf, a feather or a crumb: a pointed oval with a rib."""
    scale = 5.0
    shape = (round(rng.uniform(20, 50) * scale), round(rng.uniform(40, 100) * scale))
    run = np.linspace(-1, 1, shape[1])
    half = (1 - run**2) ** rng.uniform(0.7, 1.4)
    y = np.linspace(-1, 1, shape[0])[:, None]
    alpha = (255 * np.clip((half[None] - np.abs(y)) * 20, 0, 1)).astype(np.uint8)
    art = _plain(shape, np.array([70, 120, 50]) * rng.uniform(0.6, 1.5, 3))
    cv2.line(art, (0, shape[0] // 2), (shape[1], shape[0] // 2), (190, 200, 140), 4, cv2.LINE_AA)
    return Thing(art, alpha, scale, height=1.5, gloss=0.1)


def tape(rng: np.random.Generator, pictures: Sequence[Path]) -> Thing:
    """A strip of coloured tape."""
    scale = 8.0
    shape = (round(rng.uniform(8, 20) * scale), round(rng.uniform(25, 60) * scale))
    return Thing(_plain(shape, colour(rng, 0.7)), np.full(shape, 255, np.uint8), scale, height=0.1, gloss=0.5)


SUBJECTS = {
    "letter": letter,
    "envelope": envelope,
    "calculator": calculator,
    "disc": disc,
    "ticket": ticket,
    "folder": folder,
    "poster": poster,
    "tablet": tablet,
}
AROUND = {**SUBJECTS, "spectacles": spectacles, "spoon": spoon, "leaf": leaf, "tape": tape}
ON_TOP = {"spectacles": spectacles, "spoon": spoon, "leaf": leaf, "tape": tape, "ticket": ticket}
