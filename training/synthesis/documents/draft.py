"""What a layout works on, and the parts it puts together: ground, header, portrait, columns of fields, zone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.document import DOTS_PER_MM
from training.synthesis.documents.emblems import emblem, flag, placed
from training.synthesis.documents.patterns import PATTERNS
from training.synthesis.documents.theme import MRZ_FONT, Theme
from training.synthesis.drawing import marks
from training.synthesis.drawing.canvas import Canvas, gradient, rounded
from training.synthesis.drawing.mrz import td1, td3
from training.synthesis.drawing.person import ENGLISH, Locale, Person
from training.synthesis.drawing.portraits import engraved, oval, read_portrait

# What OCR-B size 1 of Doc 9303-3 asks for: 10 letters per inch, and the em that gives their height.
_PITCH = 2.54
_ZONE_EM = 3.9


Printed = Callable[[np.random.Generator, np.ndarray], np.ndarray]
"""What a portrait [h, w, 3] float32, 0 to 255, comes to by the way it is stored and printed, as large as before."""


@dataclass
class Draft:
    """A document being drawn. Positions are mm. `print_portrait`: how portraits are printed, if not as they are."""

    rng: np.random.Generator
    canvas: Canvas
    theme: Theme
    locale: Locale
    person: Person
    portraits: Sequence[Path]
    print_portrait: Printed | None = None
    portrait: tuple[float, float, float, float] | None = None
    face: Path | None = None
    printed: dict[str, str] = field(default_factory=dict)

    def say(self, name: str) -> str:
        """The value of a field, noted as printed."""
        self.printed[name] = self.person.values[name]
        return self.person.values[name]

    def caption(self, name: str) -> str:
        own = self.locale.caption(name)
        return f"{own} / {ENGLISH[name]}" if self.theme.bilingual else own


def ground(draft: Draft) -> None:
    """Iris print, soft shapes, up to four families of lines, rows of tiny text, a large pale emblem."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    canvas.pixels[:] = gradient(canvas.shape, theme.paper, rng.uniform(0, 180), rng.uniform(-1, 1) if rng.random() < 0.5 else 0)
    if rng.random() < 0.4:
        for _ in range(int(rng.integers(1, 5))):
            corners = rng.uniform(-0.2, 1.2, (int(rng.integers(3, 6)), 2)) * [canvas.width, canvas.height]
            mask = np.zeros(canvas.shape, np.uint8)
            cv2.fillPoly(mask, [np.round(cv2.convexHull(corners.astype(np.float32))[:, 0] * DOTS_PER_MM).astype(np.int32)], 255, cv2.LINE_AA)
            canvas.ink(mask, theme.inks[int(rng.integers(4))], rng.uniform(0.05, 0.3))
    layers = int(rng.choice([0, 1, 2, 3, 4], p=[0.08, 0.27, 0.35, 0.2, 0.1]))
    for _ in range(layers):
        paths = PATTERNS[int(rng.integers(len(PATTERNS)))](rng, canvas.width, canvas.height)
        colour = theme.inks[int(rng.integers(4))]
        if rng.random() < 0.4:
            colour = gradient(canvas.shape, [colour, theme.inks[int(rng.integers(4))]], rng.uniform(0, 180))
        canvas.lines(paths, colour, 1 if rng.random() < 0.75 else 2, rng.uniform(0.15, 0.7))
    if rng.random() < 0.35:
        large_emblem(draft, rng.uniform(0.35, 1.1) * canvas.height, rng.uniform(0.06, 0.35))
    if rng.random() < 0.25:
        text = f"{draft.locale.country} {draft.locale.english} " * 20
        for y in np.arange(rng.uniform(3, 8), canvas.height, rng.uniform(4, 16)):
            canvas.text(0, y, text[: int(canvas.width * 3)], theme.caption_font, rng.uniform(0.7, 1.2), theme.inks[0], opacity=0.6)
    if rng.random() < 0.12:
        inset = rng.uniform(0.8, 3)
        canvas.frame(inset, inset, canvas.width - 2 * inset, canvas.height - 2 * inset, theme.accent, int(rng.integers(1, 7)), 0.8)


def large_emblem(draft: Draft, size: float, opacity: float) -> None:
    (rng, canvas) = (draft.rng, draft.canvas)
    (picture, mask) = placed(*emblem(rng, draft.theme.inks[:3]), max(8, round(size * DOTS_PER_MM)))
    at = rng.uniform([0.1, 0.1], [0.9, 0.9]) * [canvas.width - size * 0.5, canvas.height - size * 0.5]
    canvas.ink(mask, picture, opacity, (round((at[0] - size * 0.25) * DOTS_PER_MM), round((at[1] - size * 0.25) * DOTS_PER_MM)))


def small_emblem(draft: Draft, x: float, y: float, size: float) -> None:
    """Arms or a flag in colour, in a box as wide and high as size."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    at = (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM))
    if rng.random() < 0.35:
        (columns, rows) = (max(4, round(size * DOTS_PER_MM)), max(4, round(size * 0.66 * DOTS_PER_MM)))
        canvas.ink(np.full((rows, columns), 255, np.uint8), flag(rng, columns, rows), rng.uniform(0.8, 1), at)
        return
    colours = [theme.accent, theme.inks[1], (245.0, 240.0, 220.0)] if rng.random() < 0.6 else [theme.value, theme.accent, theme.inks[2]]
    (picture, mask) = placed(*emblem(rng, colours), max(8, round(size * DOTS_PER_MM)))
    canvas.ink(mask, picture, rng.uniform(0.8, 1), at)


def header(draft: Draft, kind: str, x: float, y: float, width: float, height: float) -> None:
    """Country and title in one or two lines, on a band of colour or on the ground, with arms at a side."""
    (rng, canvas, theme, locale) = (draft.rng, draft.canvas, draft.theme, draft.locale)
    colour = theme.accent
    if rng.random() < 0.35:
        canvas.box(0, y, canvas.width, height, theme.accent, rng.uniform(0.5, 1))
        colour = (20.0, 20.0, 30.0) if theme.dark else (252.0, 252.0, 248.0)
    mark = height * rng.uniform(0.75, 1.0)
    place = int(rng.integers(3))
    left = x + 1
    right = x + width - 1
    if place == 0:
        small_emblem(draft, left, y + (height - mark) / 2, mark)
        left += mark + 1.5
    elif place == 1:
        small_emblem(draft, right - mark, y + (height - mark) / 2, mark)
        right -= mark + 1.5
    anchor = str(rng.choice(["l", "m", "r"], p=[0.5, 0.35, 0.15]))
    at = {"l": left, "m": (left + right) / 2, "r": right}[anchor]
    country = locale.country if not theme.bilingual or rng.random() < 0.3 else f"{locale.country} · {locale.english}"
    spacing = rng.uniform(0, 0.4) if rng.random() < 0.3 else 0
    lines = [country, locale.title(kind)]
    if rng.random() < 0.4:
        lines = lines[::-1]
    if rng.random() < 0.2:
        lines = [" ".join(lines)]
    size = height / len(lines) * rng.uniform(0.6, 0.85)
    for i, line in enumerate(lines):
        canvas.text(at, y + (i + 0.8) * height / len(lines), line, theme.title_font, size * (1 if i == 0 else rng.uniform(0.7, 1)), colour, anchor, right - left, spacing=spacing)


def put_portrait(draft: Draft, x: float, y: float, width: float, height: float, shape: str = "box") -> None:
    """The main portrait: in colour or engraved, opaque or with the ground showing through. shape: 'box', 'soft' or 'oval'."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    draft.face = draft.portraits[int(rng.integers(len(draft.portraits)))]
    draft.portrait = (x, y, width, height)
    light = rng.random() < 0.75
    backdrop = tuple(float(v) for v in (rng.uniform(205, 255) if light else rng.uniform(130, 205)) + rng.uniform(-8, 8, 3)) if rng.random() < 0.7 else None
    picture = read_portrait(rng, draft.face, width / height, backdrop)
    if theme.engraved:
        picture = engraved(rng, picture)
    size = (round(width * DOTS_PER_MM), round(height * DOTS_PER_MM))
    picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    if not theme.engraved and rng.random() < 0.5:
        grey = picture.mean(-1, keepdims=True)
        picture = np.clip(grey + (picture - grey) * rng.uniform(0.4, 1.2), 0, 255) * rng.uniform(0.85, 1) + rng.uniform(0, 25)
        picture = np.clip(picture, 0, 255).astype(np.float32)
    if draft.print_portrait is not None:
        picture = draft.print_portrait(rng, picture)
    if shape == "oval":
        mask = oval(size[1], size[0], 2, rng.uniform(1, 14))
    elif shape == "soft":
        mask = oval(size[1], size[0], rng.uniform(5, 14), rng.uniform(4, 18))
    else:
        mask = rounded(size[0], size[1], rng.uniform(0, 3) * DOTS_PER_MM if rng.random() < 0.3 else 0)
    at = (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM))
    if theme.engraved and rng.random() < 0.75:
        # A window in the ground, so that the engraving keeps its light parts.
        canvas.ink(mask, (250, 250, 250), rng.uniform(0.85, 1) if theme.dark else rng.uniform(0.2, 0.9), at)
        canvas.multiply(picture, mask, at)
    else:
        canvas.ink(mask, picture, 1, at)
    if shape == "box" and rng.random() < 0.3:
        canvas.frame(x, y, width, height, theme.accent, int(rng.integers(1, 5)), 0.9)
    if rng.random() < 0.2:
        from_lines = PATTERNS[int(rng.integers(len(PATTERNS)))](rng, width, height)
        over = Canvas(width, height)
        over.pixels = canvas.pixels[at[1] : at[1] + size[1], at[0] : at[0] + size[0]]
        over.lines(from_lines, theme.inks[0], 1, rng.uniform(0.1, 0.4))


def ghost(draft: Draft, x: float, y: float, width: float) -> None:
    """The second, paler portrait; x and y are its top-left."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    if draft.face is None:
        return
    height = width * 1.25
    picture = engraved(rng, read_portrait(rng, draft.face, 0.8, (250, 250, 250)))
    size = (round(width * DOTS_PER_MM), round(height * DOTS_PER_MM))
    picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    tint = np.array(theme.inks[int(rng.integers(4))] if rng.random() < 0.5 else (90, 90, 90), np.float32)
    picture = tint + (255 - tint) * picture / 255
    mask = (oval(size[1], size[0], rng.uniform(2, 8), 8).astype(np.float32) * rng.uniform(0.35, 0.9)).astype(np.uint8)
    canvas.multiply(picture.astype(np.float32), mask, (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM)))


def column(draft: Draft, names: Sequence[str], x: float, y: float, width: float, height: float, style: str = "above", size: float | None = None) -> None:
    """Fields one below the other. style: caption 'above' its value, 'left' of it, or 'none'. size: em of the values."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    step = min(height / max(len(names), 1), 11)
    em = min(size if size is not None else rng.uniform(2.6, 3.8), step * (0.58 if style == "above" else 0.85))
    small = min(em * rng.uniform(0.45, 0.65), step * 0.36)
    for i, name in enumerate(names):
        top = y + i * step
        if style == "above":
            canvas.text(x, top + small * 0.95, draft.caption(name), theme.caption_font, small, theme.caption, room=width)
            canvas.text(x, top + small * 1.15 + em * 0.85, draft.say(name), theme.value_font, em, theme.value, room=width)
        elif style == "left":
            share = 0.4
            canvas.text(x, top + em, draft.caption(name), theme.caption_font, small, theme.caption, room=width * share - 1)
            canvas.text(x + width * share, top + em, draft.say(name), theme.value_font, em, theme.value, room=width * (1 - share))
            if rng.random() < 0.02:
                canvas.lines([np.array([[x, top + em * 1.2], [x + width, top + em * 1.2]])], theme.caption, 1, 0.6)
        else:
            canvas.text(x, top + em, draft.say(name), theme.value_font, em, theme.value, room=width)


def sign(draft: Draft, x: float, y: float, width: float, height: float) -> None:
    """The holder's signature, mostly with its caption."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    marks.signature(rng, canvas, x, y, width, height, theme.value if theme.dark or rng.random() < 0.7 else (30, 40, 120))
    if rng.random() < 0.6:
        canvas.text(x, y + height + 1, draft.locale.caption("signature"), theme.caption_font, 1.5, theme.caption, room=width)


def zone(draft: Draft, kind: str, bottom: float) -> float:
    """The machine readable zone above bottom, often on a lighter ground. kind: 'td1' or 'td3'. Returns its top."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    lines = td1(draft.person.holder, str(rng.choice(["I", "ID", "AC"]))) if kind == "td1" else td3(draft.person.holder, str(rng.choice(["P", "PP", "PC"], p=[0.7, 0.2, 0.1])))
    draft.printed["mrz"] = "\n".join(lines)
    step = rng.uniform(3.9, 4.4) if kind == "td1" else rng.uniform(5.5, 7.5)
    margin = (canvas.width - len(lines[0]) * _PITCH) / 2
    top = bottom - step * len(lines) - rng.uniform(0.8, 2)
    if theme.dark or rng.random() < 0.5:
        canvas.box(0, top, canvas.width, canvas.height - top, (250, 250, 248), 1 if theme.dark else rng.uniform(0.3, 1))
    for i, line in enumerate(lines):
        canvas.text(margin, top + 0.6 + (i + 0.75) * step, line, MRZ_FONT, _ZONE_EM, (15, 15, 18), pitch=_PITCH)
    return top
