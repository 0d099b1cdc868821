"""Held-out documents: layouts, fonts, backgrounds, signs and names that no training document has.

What Doc 9303 and ISO/IEC 7810 prescribe (sizes, corners, the machine readable zone) is the same, as it is on real ones.
"""

import colorsys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.document import DOTS_PER_MM, SIZE_MM, Document
from training.synthesis.drawing import marks
from training.synthesis.drawing.canvas import Canvas, Colour
from training.synthesis.drawing.copying import CopyLook, copied
from training.synthesis.drawing.finish import finish, in_booklet
from training.synthesis.drawing.mrz import td1, td3
from training.synthesis.drawing.person import ENGLISH, Locale, Person, invent
from training.synthesis.drawing.portraits import engraved, oval, read_portrait
from training.synthesis.held_out.guilloche import FAMILIES
from training.synthesis.held_out.insignia import insignia
from training.synthesis.held_out.states import STATES

# Debian: fonts-lato, fonts-cantarell, fonts-noto-core, fonts-ocr-b.
_FONTS = [
    ("Lato-Regular.ttf", "Lato-Black.ttf"),
    ("Lato-Medium.ttf", "Lato-Bold.ttf"),
    ("Cantarell-Regular.otf", "Cantarell-Bold.otf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
]
_ZONE = "OCRBS.otf"
_LOOK = CopyLook(screen_mm=(0.2, 0.42), dots=("square",), black=(25, 90), white=(218, 250), blur=(0.2, 1.6), frame=0.15, skew=4)


@dataclass
class _Page:
    rng: np.random.Generator
    canvas: Canvas
    state: Locale
    person: Person
    portraits: Sequence[Path]
    ground: list[Colour]
    ink: Colour
    strong: Colour
    black: Colour
    plain: str
    bold: str
    face: Path | None = None
    portrait: tuple[float, float, float, float] | None = None
    printed: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        self.printed[name] = self.person.values[name]
        return self.person.values[name]


def draw_document(rng: np.random.Generator, portraits: Sequence[Path], side: str = "front") -> Document:
    """A held-out card or passport's page, always with colour. side: 'front', or 'back' of a card."""
    choices = {"front": _FRONTS, "back": _BACKS}[side]
    (draw, kind, upright) = choices[int(rng.integers(len(choices)))]
    (width, height) = SIZE_MM[kind]
    canvas = Canvas(height, width) if upright else Canvas(width, height)
    page = _page(rng, canvas, portraits)
    _background(page)
    draw(page)
    (gloss, hologram) = _sheen(page)
    card = kind == "ID-1"
    document = finish(rng, canvas, kind, page.portrait, gloss, hologram, page.printed, 0.76 if card else float(rng.uniform(0.1, 0.8)))
    return in_booklet(rng, document, page.ground[0]) if not card and rng.random() < 0.4 else document


def grey_copy(rng: np.random.Generator, document: Document, mounted: str) -> Document:
    """A copy without colour. mounted: 'cut' roughly along the outline, or on a 'sheet' of white paper much larger than it."""
    return copied(rng, document, mounted, _LOOK, colour=False)


def colour_copy(rng: np.random.Generator, document: Document, mounted: str) -> Document:
    """A copy by a colour printer, mounted as for grey_copy."""
    return copied(rng, document, mounted, _LOOK, colour=True)


def _page(rng: np.random.Generator, canvas: Canvas, portraits: Sequence[Path]) -> _Page:
    state = STATES[int(rng.integers(len(STATES)))]
    (plain, bold) = _FONTS[int(rng.integers(len(_FONTS)))]
    hue = rng.random()
    night = rng.random() < 0.12

    def tone(shift: float, saturation: float, value: float) -> Colour:
        return tuple(255 * part for part in colorsys.hsv_to_rgb((hue + shift) % 1, saturation, value))

    strength = rng.beta(1.2, 3) * 0.8
    ground = [tone(rng.normal(0, 0.1), strength * rng.uniform(0.5, 1.3) % 1, rng.uniform(0.15, 0.35) if night else rng.uniform(0.84, 1)) for _ in range(6)]
    return _Page(
        rng, canvas, state, invent(rng, state), portraits, ground,
        tone(rng.normal(0, 0.15), rng.uniform(0.3, 0.9), rng.uniform(0.7, 1) if night else rng.uniform(0.35, 0.8)),
        tone(rng.choice([0, 0.4, 0.6]), rng.uniform(0.6, 1), rng.uniform(0.75, 1) if night else rng.uniform(0.3, 0.65)),
        (246, 246, 250) if night else (22, 20, 28), plain, bold,
    )


def _background(page: _Page) -> None:
    """Clouds of colour, then lines."""
    (rng, canvas) = (page.rng, page.canvas)
    choice = rng.integers(0, len(page.ground), (3, 4))
    clouds = np.array(page.ground, np.float32)[choice]
    canvas.pixels[:] = np.clip(cv2.resize(clouds, canvas.shape[::-1], interpolation=cv2.INTER_CUBIC), 0, 255)
    for _ in range(int(rng.integers(0, 4))):
        paths = FAMILIES[int(rng.integers(len(FAMILIES)))](rng, canvas.width, canvas.height)
        canvas.lines(paths, page.ink if rng.random() < 0.6 else page.strong, int(rng.integers(1, 3)), rng.uniform(0.12, 0.55))
    if rng.random() < 0.45:
        _sign_of_state(page, rng.uniform(0, 0.7) * canvas.width, rng.uniform(-0.2, 0.4) * canvas.height, rng.uniform(0.5, 1) * canvas.height, page.ink, rng.uniform(0.08, 0.3))


def _sign_of_state(page: _Page, x: float, y: float, size: float, colour: Colour, opacity: float) -> None:
    pixels = max(8, round(size * DOTS_PER_MM))
    mask = cv2.resize(insignia(page.rng), (pixels, pixels), interpolation=cv2.INTER_AREA)
    page.canvas.ink(mask, colour, opacity, (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM)))


def _photo(page: _Page, x: float, y: float, width: float, height: float) -> None:
    """In colour, grey, or in one ink; square, rounded or as a medallion."""
    (rng, canvas) = (page.rng, page.canvas)
    page.face = page.portraits[int(rng.integers(len(page.portraits)))]
    page.portrait = (x, y, width, height)
    picture = read_portrait(rng, page.face, width / height, (240, 242, 246) if rng.random() < 0.5 else None)
    kind = rng.random()
    if kind < 0.3:
        picture = engraved(rng, picture)
    elif kind < 0.45:
        grey = picture.mean(-1, keepdims=True) / 255
        picture = (np.array(page.ink, np.float32) * 0.4) * (1 - grey) + 250 * grey
    size = (round(width * DOTS_PER_MM), round(height * DOTS_PER_MM))
    picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    mask = oval(size[1], size[0], float(rng.choice([2.2, 8, 60, 60])), rng.uniform(1, 6))
    canvas.ink(mask, picture.astype(np.float32), rng.uniform(0.9, 1), (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM)))


def _small_photo(page: _Page, x: float, y: float, width: float) -> None:
    if page.face is None:
        return
    picture = engraved(page.rng, read_portrait(page.rng, page.face, 0.85, (255, 255, 255)))
    size = (round(width * DOTS_PER_MM), round(width / 0.85 * DOTS_PER_MM))
    mask = (oval(size[1], size[0], 3, 10) * page.rng.uniform(0.3, 0.7)).astype(np.uint8)
    page.canvas.ink(mask, cv2.resize(picture, size, interpolation=cv2.INTER_AREA), 1, (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM)))


def _item(page: _Page, name: str, x: float, y: float, room: float, em: float, anchor: str = "l") -> None:
    """A value with its caption below it."""
    page.canvas.text(x, y, page.value(name), page.bold if name in ("surname", "number") else page.plain, em, page.black, anchor, room)
    page.canvas.text(x, y + em * 0.62, f"{page.state.caption(name)} · {ENGLISH[name]}", page.plain, em * 0.48, page.strong, anchor, room)


def _zone(page: _Page, passport: bool) -> float:
    """The machine readable zone at the foot. Returns its top."""
    (rng, canvas) = (page.rng, page.canvas)
    lines = td3(page.person.holder) if passport else td1(page.person.holder)
    page.printed["mrz"] = "\n".join(lines)
    step = 6.4 if passport else 4.2
    top = canvas.height - step * len(lines) - rng.uniform(2, 4.5)
    canvas.box(0, top, canvas.width, canvas.height - top, (247, 247, 244), 1 if sum(page.black) > 400 else rng.uniform(0, 0.9))
    for i, line in enumerate(lines):
        canvas.text((canvas.width - 2.54 * len(line)) / 2, top + 1 + (i + 0.72) * step, line, _ZONE, 3.9, (20, 18, 20), pitch=2.54)
    return top


def _ribbon(page: _Page) -> None:
    """A slanted ribbon behind the portrait; fields right of it, set to the right edge."""
    (rng, canvas) = (page.rng, page.canvas)
    lean = rng.uniform(6, 16)
    ribbon = np.array([[8, 0], [8 + rng.uniform(16, 30), 0], [30 - lean, canvas.height], [4 - lean, canvas.height]])
    mask = np.zeros(canvas.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(ribbon * DOTS_PER_MM).astype(np.int32)], 255, cv2.LINE_AA)
    canvas.ink(mask, page.strong, rng.uniform(0.35, 0.95))
    width = rng.uniform(21, 28)
    _photo(page, rng.uniform(5, 9), rng.uniform(11, 15), width, width * 1.25)
    canvas.text(canvas.width - 4, 6, page.state.country, page.bold, 3.4, page.strong, "r", 48)
    canvas.text(canvas.width - 4, 9.6, page.state.title("card"), page.plain, 2.7, page.black, "r", 48)
    for i, name in enumerate(["surname", "given", "birth", "nationality", "number", "expiry"][: int(rng.integers(4, 7))]):
        _item(page, name, canvas.width - 4, 16 + i * 6.3, 44, rng.uniform(2.7, 3.3), "r")
    marks.signature(rng, canvas, 7, 43, 24, 8, page.black)


def _grid(page: _Page) -> None:
    """Fields in ruled cells, the portrait in one of them."""
    (rng, canvas) = (page.rng, page.canvas)
    (left, top) = (rng.uniform(28, 34), rng.uniform(10, 13))
    right = canvas.width - 3
    canvas.text(canvas.width / 2, 5, page.state.country, page.bold, 3.2, page.strong, "m", 76)
    canvas.text(canvas.width / 2, 8.6, f"{page.state.title('card')} / IDENTITY CARD", page.plain, 2.4, page.black, "m", 76)
    _photo(page, 3.5, top, left - 6, (left - 6) * rng.uniform(1.2, 1.35))
    names = [["surname"], ["given"], ["birth", "sex"], ["place", "nationality"], ["issue", "expiry"], ["number", "personal"]]
    step = (canvas.height - top - 2) / len(names)
    for i, row in enumerate(names):
        y = top + i * step
        canvas.frame(left, y, right - left, step, page.ink, 1, 0.8)
        for j, name in enumerate(row):
            x = left + (right - left) * (0 if j == 0 else 0.55)
            if j:
                canvas.lines([np.array([[x, y], [x, y + step]])], page.ink, 1, 0.8)
            _item(page, name, x + 1, y + step * 0.52, (right - left) / len(row) - 2, min(2.9, step * 0.42))
    if rng.random() < 0.5:
        _sign_of_state(page, 4, canvas.height - 12, 10, page.strong, 0.9)


def _edge_title(page: _Page) -> None:
    """The title runs up along an edge; portrait at the upper right, fields at the left."""
    (rng, canvas) = (page.rng, page.canvas)
    band = rng.uniform(7, 11)
    canvas.box(0, 0, band, canvas.height, page.strong, rng.uniform(0.6, 1))
    canvas.text(band * 0.68, canvas.height / 2, page.state.country, page.bold, band * 0.42, (245, 245, 245), "m", canvas.height - 6, angle=90)
    width = rng.uniform(23, 30)
    _photo(page, canvas.width - width - 3, 3, width, width * rng.uniform(1.2, 1.3))
    _sign_of_state(page, band + 3, 2.5, 8, page.ink, 0.9)
    canvas.text(band + 13, 8, page.state.title("card"), page.bold, 3.2, page.black, room=canvas.width - width - band - 18)
    room = canvas.width - width - band - 9
    for i, name in enumerate(["surname", "given", "birth", "place", "personal"]):
        _item(page, name, band + 4, 16.5 + i * 6.6, room, rng.uniform(2.8, 3.5))
    canvas.text(canvas.width - 4, canvas.height - 3, page.value("number"), page.bold, 4, page.strong, "r", 30)
    if rng.random() < 0.4:
        _small_photo(page, band + room - 8, 36, 9)


def _badge(page: _Page) -> None:
    """Upright: arms and fields above, the portrait in the lower half."""
    (rng, canvas) = (page.rng, page.canvas)
    canvas.box(0, 0, canvas.width, 5, page.strong)
    _sign_of_state(page, canvas.width / 2 - 5, 7, 10, page.strong, 1)
    canvas.text(canvas.width / 2, 21, page.state.title("card"), page.bold, 3.4, page.black, "m", canvas.width - 6)
    for i, name in enumerate(["surname", "given", "number"][: int(rng.integers(2, 4))]):
        _item(page, name, canvas.width / 2, 27 + i * 5.5, canvas.width - 8, 2.9, "m")
    width = rng.uniform(24, 31)
    _photo(page, (canvas.width - width) / 2 + rng.uniform(-6, 6), 44, width, min(width * 1.25, 39))
    canvas.text(2.5, 80, page.value("expiry"), page.plain, 2.6, page.black, angle=90)


def _folio(page: _Page) -> None:
    """A passport's page whose captions stand below the values, in three columns."""
    (rng, canvas) = (page.rng, page.canvas)
    top = _zone(page, True)
    _sign_of_state(page, 5, 3, 9, page.strong, 0.9)
    canvas.text(17, 7, page.state.title("passport"), page.bold, 4.4, page.strong, room=40)
    canvas.text(17, 11.5, page.state.country, page.plain, 3, page.black, room=60)
    _item(page, "number", canvas.width - 5, 8, 40, 4, "r")
    width = rng.uniform(30, 38)
    _photo(page, 5, 16, width, min(width * 1.27, top - 19))
    left = width + 10
    (em, room) = (rng.uniform(2.8, 3.4), canvas.width - width - 15)
    rows = [["surname"], ["given"], ["birth", "sex"], ["place", "nationality"], ["issue", "expiry"], ["authority", "personal"]]
    step = (top - 19) / len(rows)
    for i, row in enumerate(rows):
        for j, name in enumerate(row):
            _item(page, name, left + j * room * 0.5, 20 + i * step, room * 0.46, em)
    if rng.random() < 0.6:
        _small_photo(page, canvas.width - 18, 17, 13)
    if rng.random() < 0.6:
        marks.signature(rng, canvas, canvas.width - 40, top - 9, 32, 8, page.black)


def _typed(page: _Page) -> None:
    """An old page of paper: dotted lines, portrait at the upper right, stamps."""
    (rng, canvas) = (page.rng, page.canvas)
    bottom = _zone(page, True) if rng.random() < 0.35 else canvas.height - 4
    width = rng.uniform(30, 36)
    x = canvas.width - width - rng.uniform(5, 12)
    _photo(page, x, rng.uniform(8, 14), width, width * 1.25)
    canvas.text(x / 2, 9, page.state.title("passport"), page.bold, 4, page.strong, "m", x - 10)
    names = ["surname", "given", "birth", "place", "nationality", "authority", "issue"]
    step = (bottom - 16) / len(names)
    for i, name in enumerate(names):
        y = 19 + i * step
        canvas.text(6, y, page.state.caption(name), page.plain, 2, page.strong, room=24)
        canvas.text(33, y, page.value(name), page.plain, 3.3, page.black, room=x - 36)
        dots = np.arange(32, x - 3, 0.9)
        canvas.lines([np.array([[d, y + 1], [d + 0.35, y + 1]]) for d in dots], page.black, 1, 0.7)
    canvas.text(x + width / 2, 60, page.value("number"), page.bold, 4.4, (165, 35, 45), "m")
    for _ in range(int(rng.integers(0, 3))):
        marks.stamp(rng, canvas, x + rng.uniform(-5, 25), rng.uniform(38, 62), rng.uniform(9, 14), page.state.english, page.plain)


def _reverse(page: _Page) -> None:
    """The back of a card: a zone, a code, three fields."""
    (rng, canvas) = (page.rng, page.canvas)
    top = _zone(page, False)
    for i, name in enumerate(["address", "authority", "issue"]):
        _item(page, name, 6, 8 + i * 7.5, 44, 3)
    if rng.random() < 0.5:
        marks.square_code(rng, canvas, canvas.width - 24, 5, 18, (25, 22, 30))
    else:
        marks.stacked(rng, canvas, 46, top - 14, 34, 11, (25, 22, 30))
    if rng.random() < 0.4:
        marks.chip(rng, canvas, canvas.width - 40, 8)


def _sheen(page: _Page) -> tuple[np.ndarray, np.ndarray]:
    """Gloss over all, a strip of foil from edge to edge on some."""
    (rng, shape) = (page.rng, page.canvas.shape)
    gloss = np.full(shape, rng.uniform(0.1, 0.85), np.float32)
    hologram = np.zeros(shape, np.float32)
    if rng.random() < 0.5:
        start = int(rng.uniform(0.1, 0.8) * shape[1])
        end = start + int(rng.uniform(4, 12) * DOTS_PER_MM)
        hologram[:, start:end] = rng.uniform(0.3, 0.9)
        gloss[:, start:end] = 0.95
    return gloss, hologram


_Choice = tuple[Callable[[_Page], None], str, bool]
_FRONTS: list[_Choice] = [(_ribbon, "ID-1", False), (_grid, "ID-1", False), (_edge_title, "ID-1", False), (_badge, "ID-1", True), (_folio, "ID-3", False), (_typed, "ID-3", False)]
_BACKS: list[_Choice] = [(_reverse, "ID-1", False)]
