"""A phone's gallery with the photo in it, as it is shown on the screen: status bar, margins, buttons."""

from collections.abc import Callable

import cv2
import numpy as np

from training.digital_manipulation.edits import Edited
from training.digital_manipulation.subject import Subject
from training.document_attacks.photos import Attack

SCREENS = ((1080, 2400), (1080, 2340), (1080, 1920), (1170, 2532), (750, 1334), (1440, 3120), (1620, 2160), (828, 1792))
Shade = tuple[int, int, int]
Skin = Callable[[np.random.Generator, np.ndarray, str, float, Shade], None]
"""Draws what is about the photo: into the screen [h, w, 3], by strength, for one hundredth of the width in pixels, in a colour that stands out."""


def screenshot(rng: np.random.Generator, subject: Subject, skin: Skin | None = None, screens: tuple[tuple[int, int], ...] = SCREENS) -> Edited:
    """
    'plain': with all buttons; 'usual': margins and a status bar; 'faint': the photo fills the screen, under a status bar.

    :returns: the whole screen as the photo, with nothing replaced in it.
    """
    width, height = screens[rng.integers(len(screens))]
    if rng.random() < 0.15:
        width, height = height, width
    strength = str(rng.choice(["plain", "usual", "faint"]))
    ground = int(rng.choice([0, 0, 0, 18, 30, 255, 245]))
    screen = np.full((height, width, 3), ground, np.uint8)
    photo_height, photo_width = subject.image.shape[:2]
    fits = (min if strength != "faint" else max)(width / photo_width, height / photo_height)
    scale = float(fits * (rng.uniform(0.8, 1.0) if strength == "plain" and rng.random() < 0.3 else 1.0))
    size = (round(photo_width * scale), round(photo_height * scale))
    photo = cv2.resize(subject.image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    room = np.array([width, height]) - size
    # Where the photo is wider or higher than the screen, its document is what one would look at.
    middle = np.round(np.array([width, height]) / 2 - scale * subject.outline.mean(0)).astype(int)
    offset = np.where(room >= 0, room // 2, np.clip(middle, room, 0))
    low, high = np.maximum(offset, 0), np.minimum(offset + size, (width, height))
    screen[low[1] : high[1], low[0] : high[0]] = photo[low[1] - offset[1] : high[1] - offset[1], low[0] - offset[0] : high[0] - offset[0]]
    shade = 240 if screen[: height // 20].mean() < 140 else 20
    (skin or phone)(rng, screen, strength, min(width, height) / 100, (shade,) * 3)
    shown = subject.moved(screen, np.array(size) / (photo_width, photo_height), offset.astype(float))
    return Edited(shown, np.zeros(screen.shape[:2], np.float32), Attack("screenshot", strength))


def phone(rng: np.random.Generator, screen: np.ndarray, strength: str, unit: float, shade: Shade) -> None:
    """A status bar, and an app's two bars if need be."""
    height, width = screen.shape[:2]
    bar = round(unit * rng.uniform(5, 9))
    if rng.random() < 0.4:
        screen[:bar] = rng.choice([0, 0, 20, 255])
        shade = (20,) * 3 if screen[0, 0, 0] > 128 else (240,) * 3
    middle = bar // 2
    clock = f"{rng.integers(0, 24)}:{rng.integers(0, 60):02}"
    size = unit * rng.uniform(0.08, 0.12)
    cv2.putText(screen, clock, (round(rng.uniform(3, 9) * unit), round(middle + 10 * size)), cv2.FONT_HERSHEY_SIMPLEX, size, shade, max(1, round(0.3 * unit)), cv2.LINE_AA)
    _battery(rng, screen, width - round(rng.uniform(5, 9) * unit), middle, unit, shade)
    _signal(screen, width - round(17 * unit), middle, unit, shade)
    _wireless(screen, width - round(12 * unit), middle, unit, shade)
    if strength != "plain":
        if rng.random() < 0.6:
            cv2.line(screen, (round(width * 0.35), height - round(2 * unit)), (round(width * 0.65), height - round(2 * unit)), shade, max(2, round(0.8 * unit)), cv2.LINE_AA)
        return
    top = bar + round(6 * unit)
    cv2.polylines(screen, [np.array([[6, -2], [4, 0], [6, 2]]) * round(unit) + (0, top)], False, shade, max(2, round(0.5 * unit)), cv2.LINE_AA)
    cv2.putText(screen, f"{rng.integers(1, 31)} May", (round(12 * unit), top + round(unit)), cv2.FONT_HERSHEY_SIMPLEX, 0.13 * unit, shade, max(1, round(0.35 * unit)), cv2.LINE_AA)
    count, row = int(rng.integers(3, 6)), height - round(rng.uniform(7, 12) * unit)
    for place in range(count):
        _button(rng, screen, (round((place + 0.5) / count * width), row), unit, shade)


def _battery(rng: np.random.Generator, screen: np.ndarray, x: int, y: int, unit: float, shade: Shade) -> None:
    half, high = round(2 * unit), round(unit)
    cv2.rectangle(screen, (x - half, y - high), (x + half, y + high), shade, max(1, round(0.25 * unit)))
    cv2.rectangle(screen, (x - half + 2, y - high + 2), (x - half + 2 + round(rng.uniform(0.2, 0.9) * 2 * half), y + high - 2), shade, -1)


def _signal(screen: np.ndarray, x: int, y: int, unit: float, shade: Shade) -> None:
    for bar in range(4):
        left = round(x + bar * unit)
        cv2.rectangle(screen, (left, round(y + unit - (bar + 1) * 0.5 * unit)), (left + max(1, round(0.6 * unit)), y + round(unit)), shade, -1)


def _wireless(screen: np.ndarray, x: int, y: int, unit: float, shade: Shade) -> None:
    for ring in (0.6, 1.2, 1.8):
        cv2.ellipse(screen, (x, round(y + unit)), (round(ring * unit),) * 2, 0, 225, 315, shade, max(1, round(0.35 * unit)), cv2.LINE_AA)


def _button(rng: np.random.Generator, screen: np.ndarray, at: tuple[int, int], unit: float, shade: Shade) -> None:
    """A sign of lines, and mostly a word under it."""
    thick, reach = max(2, round(0.45 * unit)), round(2 * unit)
    kind = rng.integers(4)
    if kind == 0:
        cv2.circle(screen, at, reach, shade, thick, cv2.LINE_AA)
    elif kind == 1:
        cv2.rectangle(screen, (at[0] - reach, at[1] - reach), (at[0] + reach, at[1] + reach), shade, thick)
    else:
        points = rng.integers(-reach, reach + 1, (int(rng.integers(3, 6)), 2)) + at
        cv2.polylines(screen, [points], bool(kind == 2), shade, thick, cv2.LINE_AA)
    if rng.random() < 0.6:
        cv2.putText(screen, str(rng.choice(["Share", "Edit", "Delete", "Lens", "More"])), (at[0] - reach, at[1] + 2 * reach), cv2.FONT_HERSHEY_SIMPLEX, 0.09 * unit, shade, max(1, round(0.25 * unit)), cv2.LINE_AA)
