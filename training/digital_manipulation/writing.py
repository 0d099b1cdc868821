"""Writing on a flat document: where its lines are, what they are written with, and how others are written in their place."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from training.digital_manipulation.subject import Box, Flat
from training.synthesis.drawing.fonts import load

HEIGHT_MM, WIDTH_MM = (1.0, 5.0), (4.0, 75.0)
CONTRAST = 22
"""Grey levels between ink and ground, at the least."""


@dataclass(frozen=True)
class Line:
    """`ink` [h, w] in 0..1 within the box, `colour` of the ink, and how far its strokes' edges are blurred, in pixels."""

    box: Box
    ink: np.ndarray
    colour: np.ndarray
    blur: float


def lines_of(flat: Flat) -> list[Line]:
    """What looks like lines of writing, apart from the portrait."""
    grey = cv2.cvtColor(flat.image, cv2.COLOR_RGB2GRAY)
    side = 2 * round(0.9 * flat.per_mm) + 1
    kernel = np.ones((side, side), np.uint8)
    dark, light = (cv2.morphologyEx(grey, way, kernel) for way in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT))
    strokes = dark if np.percentile(dark, 97) >= np.percentile(light, 97) else light
    threshold = max(CONTRAST, float(np.percentile(strokes, 88)))
    mask = (strokes > threshold).astype(np.uint8)
    if flat.portrait is not None:
        x, y, width, height = flat.portrait
        mask[max(0, y - 3) : y + height + 3, max(0, x - 3) : x + width + 3] = 0
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, max(3, round(1.8 * flat.per_mm))), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((max(2, round(0.6 * flat.per_mm)), 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    lines = []
    for x, y, width, height, area in stats[1:count].tolist():
        wide, high = width / flat.per_mm, height / flat.per_mm
        if HEIGHT_MM[0] <= high <= HEIGHT_MM[1] and WIDTH_MM[0] <= wide <= WIDTH_MM[1] and width > 2.2 * height and area > 0.4 * width * height and height >= 7:
            lines.append(_line(flat.image, strokes, (x, y, width, height), threshold))
    return lines


def _line(image: np.ndarray, strokes: np.ndarray, box: Box, threshold: float) -> Line:
    x, y, width, height = box
    part, seen = image[y : y + height, x : x + width], strokes[y : y + height, x : x + width].astype(np.float32)
    top = max(float(np.percentile(seen, 95)), threshold + 1)
    ink = np.clip(seen / top, 0, 1)
    strongest = ink > 0.85
    # A Gaussian's blur of a step of height 1 rises by 1 / (sigma sqrt(2 pi)) at its steepest.
    slopes = cv2.magnitude(cv2.Sobel(ink, -1, 1, 0, scale=1 / 8), cv2.Sobel(ink, -1, 0, 1, scale=1 / 8))
    steepest = max(float(np.percentile(slopes, 97)), 0.02)
    blur = min(3.0, 1 / (steepest * float(np.sqrt(2 * np.pi))))
    return Line(box, ink, np.median(part[strongest], 0) if strongest.any() else part.reshape(-1, 3).min(0), blur)


def written(text: str, font: str, height: int, width: int, blur: float) -> np.ndarray:
    """[height, width] float32 in 0..1: a line of text as high as the box, as much of it as fits in; blurred by a Gaussian."""
    size = max(8, round(1.32 * height))
    face = load(font, size)
    left, top, right, bottom = face.getbbox(text)
    page = Image.new("L", (width, height), 0)
    ImageDraw.Draw(page).text((-left, (height - (bottom - top)) / 2 - top), text, fill=255, font=face)
    mask = np.asarray(page, np.float32) / 255
    return cv2.GaussianBlur(mask, (0, 0), blur) if blur > 0.2 else mask


def invented(rng: np.random.Generator, letters: int) -> str:
    """A date, a number or a name of about so many letters."""
    kind = rng.random()
    if kind < 0.35:
        return str(rng.choice([".", "-", "/", " "])).join((f"{rng.integers(1, 29):02}", f"{rng.integers(1, 13):02}", str(rng.integers(1950, 2035))))
    if kind < 0.6:
        return "".join(str(rng.choice([*"ABCDEFGHKLMNPRSTUVWXYZ"])) for _ in range(int(rng.integers(0, 3)))) + "".join(str(rng.integers(0, 10)) for _ in range(max(3, letters - 2)))
    name = "".join(str(rng.choice([*part])) for part in ["bcdfghklmnprstvz", "aeiou"] * max(2, letters // 2))
    return name.upper() if kind < 0.8 else name.capitalize()


def likeliest(line: Line, fonts: Sequence[str], rng: np.random.Generator, careful: bool) -> str:
    """A font for a line: any at all; or, if `careful`, the one of four whose strokes come nearest to the width of those that the line has."""
    if not careful:
        return str(rng.choice(fonts))
    _, _, width, height = line.box
    shown = float(line.ink.mean())
    tried = [str(font) for font in rng.choice(fonts, 4)]
    return min(tried, key=lambda font: abs(float(written("ARN3805", font, height, 4 * height, 0).mean()) - shown))
