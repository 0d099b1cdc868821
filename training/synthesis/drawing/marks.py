"""Marks that look alike on all documents: chips, barcodes, signatures, the electronic document's sign, stamps."""

import cv2
import numpy as np

from training.synthesis.document import DOTS_PER_MM
from training.synthesis.drawing.canvas import Canvas, Colour, rounded


def smooth_curve(points: np.ndarray, steps: int = 12) -> np.ndarray:
    """A Catmull-Rom spline through points [n, 2], n at least 3."""
    (before, first, second, after) = (points[:-3], points[1:-2], points[2:-1], points[3:])
    t = (np.arange(steps) / steps)[None, :, None]
    (a, b, c, d) = (p[:, None, :] for p in (before, first, second, after))
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return curve.reshape(-1, 2)


def signature(rng: np.random.Generator, canvas: Canvas, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """Handwriting within a box: loops that run to the right, a large first letter, sometimes a flourish."""
    count = int(rng.integers(9, 22))
    along = np.cumsum(rng.uniform(-0.25, 1, count))
    along = (along - along.min()) / max(float(np.ptp(along)), 1e-6)
    tall = rng.uniform(0.12, 0.3) * np.ones(count)
    tall[0 : int(rng.integers(2, 4))] = rng.uniform(0.35, 0.5)
    tall[rng.random(count) < 0.15] = 0.4
    up = np.where(np.arange(count) % 2 == 0, 1, -1) * tall * rng.uniform(0.6, 1.1, count)
    points = np.stack([x + width * (0.05 + 0.8 * along) + 0.25 * height * up, y + height * (0.55 - up)], -1)
    curves = [smooth_curve(np.concatenate([points[:1], points, points[-1:]]))]
    if rng.random() < 0.5:
        ends = np.array([[1, rng.uniform(0.4, 0.8)], [rng.uniform(0.3, 0.6), rng.uniform(0.6, 0.95)], [rng.uniform(0, 0.2), 0.8], [rng.uniform(0.5, 1), 0.75]])
        flourish = ends * [width, height] + [x, y]
        curves.append(smooth_curve(np.concatenate([flourish[:1], flourish, flourish[-1:]])))
    canvas.lines(curves, colour, int(rng.integers(2, 6)), rng.uniform(0.75, 1))


def chip(rng: np.random.Generator, canvas: Canvas, x: float, y: float) -> None:
    """Contacts of a chip, ISO/IEC 7816-2: about 12.5 x 11.5 mm, gold or silver, cut into pads."""
    (width, height) = (rng.uniform(11.5, 13), rng.uniform(9.5, 12))
    gold = np.array([212, 175, 85] if rng.random() < 0.7 else [196, 196, 192], np.float32)
    (columns, rows) = (round(width * DOTS_PER_MM), round(height * DOTS_PER_MM))
    (v, u) = np.mgrid[0:rows, 0:columns].astype(np.float32)
    shine = 0.85 + 0.25 * np.sin((u / columns + v / rows) * rng.uniform(2, 5) + rng.uniform(0, 6))
    at = (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM))
    canvas.ink(rounded(columns, rows, 1.5 * DOTS_PER_MM), np.clip(gold * shine[..., None], 0, 255), 1, at)
    (left, middle, right) = (x, x + width / 2, x + width)
    inner = rng.uniform(0.22, 0.32)
    (a, b) = (x + inner * width, x + (1 - inner) * width)
    cuts = [np.array([[a, y], [a, y + height]]), np.array([[b, y], [b, y + height]])]
    for share in (0.25, 0.5, 0.75) if rng.random() < 0.5 else (0.33, 0.67):
        cuts += [np.array([[left, y + share * height], [a, y + share * height]]), np.array([[b, y + share * height], [right, y + share * height]])]
    if rng.random() < 0.5:
        cuts.append(np.array([[middle, y], [middle, y + height * 0.3]]))
    canvas.lines(cuts, (110, 88, 40), 2, 0.9)


def bars(rng: np.random.Generator, canvas: Canvas, x: float, y: float, width: float, height: float, colour: Colour, upright: bool = False) -> None:
    """A linear barcode; upright: its bars lie, one above the other."""
    modules = round((height if upright else width) / rng.uniform(0.2, 0.33))
    code = _runs(rng, modules)
    stripe = (code if not upright else code)[None, :]
    _matrix(canvas, stripe.T if upright else stripe, x, y, width, height, colour)


def stacked(rng: np.random.Generator, canvas: Canvas, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """Rows of bars, as PDF417 (ISO/IEC 15438) looks: the same start and stop in every row."""
    rows = max(3, round(height / rng.uniform(0.5, 1.0)))
    columns = max(40, round(width / rng.uniform(0.2, 0.33)))
    code = np.stack([_runs(rng, columns) for _ in range(rows)])
    start = np.array([1] * 8 + [0, 1, 0, 1, 0, 1, 0, 0, 0], bool)
    (code[:, :17], code[:, -17:]) = (start, start[::-1])
    _matrix(canvas, code, x, y, width, height, colour)


def square_code(rng: np.random.Generator, canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A field of square modules: a QR code's three finders, or Data Matrix' two solid sides."""
    count = int(rng.integers(21, 58))
    code = rng.random((count, count)) < 0.5
    if rng.random() < 0.7:
        finder = np.zeros((8, 8), bool)
        finder[:7, :7] = True
        finder[1:6, 1:6] = False
        finder[2:5, 2:5] = True
        (code[:8, :8], code[:8, -8:], code[-8:, :8]) = (finder, finder[:, ::-1], finder[::-1])
    else:
        (code[:, 0], code[-1], code[0], code[:, -1]) = (True, True, np.arange(count) % 2 == 0, np.arange(count) % 2 == 0)
    _matrix(canvas, code, x, y, size, size, colour)


def electronic_sign(canvas: Canvas, x: float, y: float, width: float, colour: Colour) -> None:
    """The sign of electronic documents of Doc 9303-9: a bar parted by a circle, in a rectangle."""
    height = width * 0.56
    canvas.frame(x, y, width, height, colour, 2)
    (middle, line) = (y + height / 2, max(2, round(width * 0.9)))
    radius = height * 0.2
    turn = np.linspace(0, 2 * np.pi, 40)
    canvas.lines([np.stack([x + width / 2 + radius * np.cos(turn), middle + radius * np.sin(turn)], -1)], colour, line)
    arms = [np.array([[x, middle], [x + width / 2 - radius, middle]]), np.array([[x + width / 2 + radius, middle], [x + width, middle]])]
    canvas.lines(arms, colour, line)


def ring_of_text(canvas: Canvas, x: float, y: float, radius: float, string: str, font: str, size: float, colour: Colour, start: float, opacity: float = 1) -> None:
    """Letters around a circle, clockwise from start (degrees, 0 at the top), each upright to its radius."""
    step = 360 / max(len(string), 1)
    for at, letter in enumerate(string):
        turn = np.radians(start + at * step)
        canvas.text(x + radius * np.sin(turn), y - radius * np.cos(turn), letter, font, size, colour, "m", angle=-float(np.degrees(turn)), opacity=opacity)


def stamp(rng: np.random.Generator, canvas: Canvas, x: float, y: float, radius: float, string: str, font: str) -> None:
    """A round stamp in blue, violet, red or black, unevenly inked."""
    colour = [(40, 60, 150), (85, 50, 140), (170, 40, 50), (40, 40, 45)][int(rng.integers(4))]
    opacity = rng.uniform(0.4, 0.8)
    turn = np.linspace(0, 2 * np.pi, 90)
    ring = np.stack([np.cos(turn), np.sin(turn)], -1)
    for share in (1.0, 0.62):
        canvas.lines([ring * radius * share + [x, y]], colour, int(rng.integers(2, 5)), opacity)
    ring_of_text(canvas, x, y, radius * 0.72, (string + " * ")[:34], font, radius * 0.3, colour, rng.uniform(0, 360), opacity)
    canvas.text(x, y + radius * 0.15, string[:3], font, radius * 0.5, colour, "m", opacity=opacity)


def _runs(rng: np.random.Generator, modules: int) -> np.ndarray:
    widths = rng.integers(1, 4, modules)
    return np.repeat(np.arange(modules) % 2 == 0, widths)[:modules]


def _matrix(canvas: Canvas, code: np.ndarray, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    size = (max(1, round(width * DOTS_PER_MM)), max(1, round(height * DOTS_PER_MM)))
    mask = cv2.resize(code.astype(np.uint8) * 255, size, interpolation=cv2.INTER_NEAREST)
    canvas.ink(mask, colour, 1, (round(x * DOTS_PER_MM), round(y * DOTS_PER_MM)))
