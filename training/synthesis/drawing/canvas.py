"""A canvas that is drawn on in millimetres, from its top-left corner."""

from collections.abc import Iterable

import cv2
import numpy as np
from PIL import Image, ImageDraw

from training.synthesis.document import DOTS_PER_MM
from training.synthesis.drawing import fonts

Colour = tuple[float, float, float]
# cv2 takes points as integers with this many binary digits after the point.
_SHIFT = 4


class Canvas:
    """Ink over paper.

    pixels: [h, w, 3] float32, sRGB 0..255. Positions and sizes are millimetres, masks are uint8 0..255.
    """

    def __init__(self, width: float, height: float, colour: Colour = (255, 255, 255)) -> None:
        self.width = width
        self.height = height
        self.pixels = np.empty((round(height * DOTS_PER_MM), round(width * DOTS_PER_MM), 3), np.float32)
        self.pixels[:] = colour

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.pixels.shape[:2]

    def ink(self, mask: np.ndarray, colour: Colour | np.ndarray, opacity: float = 1, at: tuple[int, int] = (0, 0)) -> None:
        """Lays colour (one, or a picture as large as the mask) where the mask is, its top-left pixel at (x, y)."""
        (x, y) = at
        (rows, columns) = self.shape
        (top, left) = (max(0, -y), max(0, -x))
        (bottom, right) = (min(mask.shape[0], rows - y), min(mask.shape[1], columns - x))
        if bottom <= top or right <= left:
            return
        below = self.pixels[y + top : y + bottom, x + left : x + right]
        weight = mask[top:bottom, left:right, None].astype(np.float32) * np.float32(opacity / 255)
        above = colour[top:bottom, left:right] if isinstance(colour, np.ndarray) else np.array(colour, np.float32)
        below += (above - below) * weight

    def multiply(self, picture: np.ndarray, mask: np.ndarray, at: tuple[int, int]) -> None:
        """Prints a picture (float 0..255) as a transparent ink: what lies below shows through its light parts."""
        (x, y) = at
        below = self.pixels[y : y + mask.shape[0], x : x + mask.shape[1]]
        (rows, columns) = below.shape[:2]
        self.ink(mask[:rows, :columns], below * picture[:rows, :columns] / 255, 1, at)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, opacity: float = 1, radius: float = 0) -> None:
        """A filled rectangle, its corners rounded by radius."""
        mask = rounded(round(width * DOTS_PER_MM), round(height * DOTS_PER_MM), radius * DOTS_PER_MM)
        self.ink(mask, colour, opacity, (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM)))

    def lines(self, paths: Iterable[np.ndarray], colour: Colour | np.ndarray, thickness: int = 1, opacity: float = 1, closed: bool = False) -> None:
        """Lines through points ([n, 2] each), thickness in pixels."""
        mask = np.zeros(self.shape, np.uint8)
        points = [np.round(path * (DOTS_PER_MM * (1 << _SHIFT))).astype(np.int32) for path in paths]
        cv2.polylines(mask, points, closed, 255, thickness, cv2.LINE_AA, _SHIFT)
        self.ink(mask, colour, opacity)

    def frame(self, x: float, y: float, width: float, height: float, colour: Colour, thickness: int = 1, opacity: float = 1) -> None:
        """The outline of a rectangle."""
        corners = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])
        self.lines([corners], colour, thickness, opacity, closed=True)

    def text(
        self,
        x: float,
        y: float,
        string: str,
        font: str,
        size: float,
        colour: Colour,
        anchor: str = "l",
        room: float | None = None,
        angle: float = 0,
        opacity: float = 1,
        spacing: float = 0,
        pitch: float | None = None,
    ) -> float:
        """One line of text on the baseline y. Returns its width.

        size: the em. anchor: 'l', 'm' or 'r', what x stands for. room: text that is wider is set smaller and narrower.
        angle: degrees anticlockwise about (x, y). spacing: added between letters. pitch: fixed advance of each letter.
        """
        (mask, origin) = _set(string, font, size, spacing, pitch)
        if mask.shape[1] == 0:
            return 0
        if room is not None and mask.shape[1] > room * DOTS_PER_MM:
            narrow = room * DOTS_PER_MM / mask.shape[1]
            flat = max(narrow, 0.75)
            mask = cv2.resize(mask, (max(1, int(mask.shape[1] * narrow)), max(1, int(mask.shape[0] * flat))), interpolation=cv2.INTER_AREA)
            origin = origin * flat
        (left, top) = ({"l": 0.0, "m": mask.shape[1] / 2, "r": float(mask.shape[1])}[anchor], origin)
        if angle == 0:
            at = (round(x * DOTS_PER_MM - left), round(y * DOTS_PER_MM - top))
            self.ink(mask, colour, opacity, at)
            return mask.shape[1] / DOTS_PER_MM
        turn = cv2.getRotationMatrix2D((left, top), angle, 1)
        corners = np.array([[0, 0, 1], [mask.shape[1], 0, 1], [0, mask.shape[0], 1], [mask.shape[1], mask.shape[0], 1]]) @ turn.T
        low = np.floor(corners.min(0)).astype(int)
        (across, down) = np.ceil(corners.max(0)).astype(int) - low
        turn[:, 2] -= low
        turned = cv2.warpAffine(mask, turn, (int(across) + 1, int(down) + 1), flags=cv2.INTER_LINEAR)
        self.ink(turned, colour, opacity, (round(x * DOTS_PER_MM - left + low[0]), round(y * DOTS_PER_MM - top + low[1])))
        return mask.shape[1] / DOTS_PER_MM

    def picture(self) -> np.ndarray:
        """[h, w, 3] uint8."""
        return np.clip(self.pixels + 0.5, 0, 255).astype(np.uint8)


def rounded(width: int, height: int, radius: float) -> np.ndarray:
    """Mask of a rectangle of pixels with rounded corners, [height, width] uint8, smooth at the corners."""
    mask = np.full((height, width), 255, np.uint8)
    size = min(int(np.ceil(radius)), height // 2, width // 2)
    if size < 1:
        return mask
    along = size - np.arange(size) - 0.5 + (radius - size)
    distance = np.hypot(along[:, None], along[None, :])
    corner = (np.clip(radius - distance + 0.5, 0, 1) * 255).astype(np.uint8)
    mask[:size, :size] = corner
    mask[:size, -size:] = corner[:, ::-1]
    mask[-size:, :size] = corner[::-1]
    mask[-size:, -size:] = corner[::-1, ::-1]
    return mask


def gradient(shape: tuple[int, int], stops: list[Colour], angle: float, bend: float = 0) -> np.ndarray:
    """Colours that flow into each other along a direction, [h, w, 3] float32: an iris print.

    angle: degrees, 0 from left to right. bend: how much the bands of colour curve, 0 for none.
    """
    (rows, columns) = (48, 64)
    (y, x) = np.mgrid[0:rows, 0:columns].astype(np.float32)
    (y, x) = (y / (rows - 1) - 0.5, x / (columns - 1) - 0.5)
    (c, s) = (np.cos(np.radians(angle)), np.sin(np.radians(angle)))
    along = c * x + s * y + bend * (c * y - s * x) ** 2
    along = (along - along.min()) / max(float(np.ptp(along)), 1e-6) * (len(stops) - 1)
    small = np.stack([np.interp(along, range(len(stops)), [stop[channel] for stop in stops]) for channel in range(3)], -1)
    return cv2.resize(small.astype(np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def _set(string: str, font: str, size: float, spacing: float, pitch: float | None) -> tuple[np.ndarray, float]:
    """Mask of a line of text, and its baseline's row."""
    face = fonts.load(font, max(4, round(size * DOTS_PER_MM)))
    (ascent, descent) = face.getmetrics()
    if spacing == 0 and pitch is None:
        width = int(np.ceil(face.getlength(string)))
        image = Image.new("L", (max(width, 0), ascent + descent))
        if width > 0:
            ImageDraw.Draw(image).text((0, 0), string, 255, font=face)
        return np.asarray(image), float(ascent)
    steps = [(pitch * DOTS_PER_MM if pitch is not None else face.getlength(letter) + spacing * DOTS_PER_MM) for letter in string]
    image = Image.new("L", (int(np.ceil(sum(steps))) + 1, ascent + descent))
    draw = ImageDraw.Draw(image)
    x = 0.0
    for letter, step in zip(string, steps, strict=True):
        draw.text((round(x), 0), letter, 255, font=face)
        x += step
    return np.asarray(image), float(ascent)
