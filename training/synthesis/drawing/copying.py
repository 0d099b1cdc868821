"""Copies of documents on paper, as a laser or ink-jet printer leaves them."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from training.synthesis.document import DOTS_PER_MM, Document
from training.synthesis.drawing.finish import VISIBLE_SHARE, colour_share

_A4_MM = (210.0, 297.0)
_BAYER = (np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) + 0.5) / 16
"""Bayer's matrix of thresholds (1973)."""


@dataclass(frozen=True)
class CopyLook:
    """Ranges of how copies look."""

    screen_mm: tuple[float, float]
    """Distance of the screen's dots."""
    dots: tuple[str, ...]
    """'round', 'line', 'noise' (error diffusion), 'square', 'ordered' (a matrix of thresholds, over and over)."""
    black: tuple[float, float]
    white: tuple[float, float]
    """sRGB of full toner and of white in the copy."""
    blur: tuple[float, float]
    """Sigma of the scan, pixels."""
    frame: float
    """Share of copies with a thin line around the document."""
    skew: float
    """Degrees, at most, on a sheet."""


Printing = Callable[[np.random.Generator, np.ndarray, np.ndarray, CopyLook, bool], np.ndarray]
"""Given the scan [h, w, 3] uint8, how much of it the document covers [h, w] uint8, how copies look and whether there are colours: what is printed, float32 [h, w, 3], 255 on bare paper."""


def copied(rng: np.random.Generator, document: Document, mounted: str, look: CopyLook, colour: bool, printing: Printing | None = None) -> Document:
    """A copy, cut out or on its sheet. mounted: 'cut' or 'sheet'. `printing`: another printer than the one of this file."""
    if mounted not in ("cut", "sheet"):
        raise ValueError(f"mounted is 'cut' or 'sheet', not {mounted!r}")
    scale = 1.0 if mounted == "cut" or rng.random() < 0.6 else rng.uniform(0.9, 1.3)
    angle = np.radians(rng.normal(0, look.skew / 2.5) if mounted == "sheet" else rng.normal(0, 0.4))
    (low, high) = (document.outline.min(0), document.outline.max(0))
    rough = (high - low) * scale
    if mounted == "cut":
        paper = np.ceil(rough + 6 * DOTS_PER_MM).astype(int)
        centre = paper / 2
    else:
        paper = _sheet(rng, rough)
        free = np.maximum(paper - rough * 1.06, 0)
        centre = paper / 2 + free / 2 * rng.uniform(-0.85, 0.85, 2)
    (c, s) = (np.cos(angle) * scale, np.sin(angle) * scale)
    middle = (low + high) / 2
    move = np.array([[c, -s, centre[0] - c * middle[0] + s * middle[1]], [s, c, centre[1] - s * middle[0] - c * middle[1]]])
    outline = document.outline @ move[:, :2].T + move[:, 2]

    # Only what toner may reach is computed; the rest of the sheet is paper.
    around = int(4 * DOTS_PER_MM)
    (left, top) = np.maximum(np.floor(outline.min(0)).astype(int) - around, 0)
    (right, bottom) = np.minimum(np.ceil(outline.max(0)).astype(int) + around, paper)
    local = move.copy()
    local[:, 2] -= (left, top)
    size = (int(right - left), int(bottom - top))
    seen = cv2.warpAffine(document.artwork, local, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    cover = cv2.warpAffine(document.alpha, local, size, flags=cv2.INTER_LINEAR)
    if mounted == "cut" or rng.random() < 0.6:
        # The neighbouring page is masked off, as copiers' software does.
        page = np.zeros_like(cover)
        cv2.fillPoly(page, [np.round((outline - (left, top)) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        cover = np.minimum(cover, page)
    toner = np.array((printing or _printed)(rng, seen, cover, look, colour))
    if rng.random() < look.frame:
        points = np.round((outline - (left, top) + rng.uniform(-1, 1)) * 16).astype(np.int32)
        shade = float(rng.uniform(60, 190))
        cv2.polylines(toner, [points], True, (shade, shade, shade), int(rng.integers(1, 4)), cv2.LINE_AA, 4)
    white = float(rng.uniform(244, 255))
    tint = white - rng.uniform(0, 5, 3) * (rng.random() < 0.5)
    artwork = np.empty((paper[1], paper[0], 3), np.uint8)
    artwork[:] = np.round(tint)
    artwork[top:bottom, left:right] = np.clip(toner * (tint / 255).astype(np.float32), 0, 255).astype(np.uint8)
    alpha = np.full(artwork.shape[:2], 255, np.uint8)
    if mounted == "cut":
        (artwork, alpha, outline, move) = _cut(rng, artwork, outline, move)
    box = np.zeros(4)
    if document.portrait.any():
        (x, y, w, h) = document.portrait
        corners = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]]) @ move[:, :2].T + move[:, 2]
        box = np.concatenate([corners.min(0), np.ptp(corners, 0)])
    # Paper shines evenly, toner a little more than it: one value serves, without an array of its own.
    gloss = np.broadcast_to(np.float32(rng.uniform(0.0, 0.12)), alpha.shape)
    hologram = np.broadcast_to(np.float32(0), alpha.shape)
    return Document(artwork, alpha, outline, document.format, box, gloss, hologram, not colour, document.fields, 0.1)


def _sheet(rng: np.random.Generator, inner: np.ndarray) -> np.ndarray:
    """Width and height in pixels of the paper: A4, or a part of it that leaves room around the document."""
    kind = rng.random()
    if kind < 0.25:
        size = np.array(_A4_MM) * DOTS_PER_MM
    elif kind < 0.45:
        size = np.array([_A4_MM[0], _A4_MM[1] / 2]) * DOTS_PER_MM
    else:
        size = inner * rng.uniform(1.25, 2.1, 2)
    if kind < 0.45 and rng.random() < 0.5:
        size = size[::-1]
    return np.ceil(np.maximum(size, inner * 1.2)).astype(int)


def _printed(rng: np.random.Generator, seen: np.ndarray, cover: np.ndarray, look: CopyLook, colour: bool) -> np.ndarray:
    """What the printer makes of the scan: float32 [h, w, 3], 255 where no toner is."""
    weights = np.array([0.30, 0.59, 0.11]) + rng.normal(0, 0.06, 3)
    plane = seen.astype(np.float32) if colour else (seen.astype(np.float32) @ (weights / weights.sum()).astype(np.float32))[..., None]
    share = cover[..., None].astype(np.float32) / 255
    # Around rounded corners a scanner sees its lid.
    plane = plane * share + np.float32(255 if rng.random() < 0.85 else rng.uniform(200, 250)) * (1 - share)
    sigma = rng.uniform(*look.blur)
    if sigma > 0.25:
        plane = cv2.GaussianBlur(plane, (0, 0), sigma).reshape(plane.shape)
    plane = np.clip((plane / 255 - 0.5) * rng.uniform(0.8, 1.35) + 0.5 + rng.uniform(-0.08, 0.1), 0, 1) ** rng.uniform(0.8, 1.25)
    (rows, columns) = cover.shape
    # Drums and nozzles leave streaks along the paper's way.
    streaks = rng.normal(0, 1, rows if rng.random() < 0.5 else columns)
    wide = cv2.GaussianBlur(streaks.astype(np.float32)[None], (0, 0), rng.uniform(3, 40))[0] * rng.uniform(0.02, 0.25)
    lines = np.where(rng.random(len(streaks)) < 0.002, rng.uniform(-0.15, 0.15), 0)
    bands = (1 + np.clip(wide + lines, -0.2, 0.2)).astype(np.float32)
    ink = (1 - plane) * (bands[:, None, None] if len(bands) == rows and rows != columns else bands[None, :, None])
    depth = rng.uniform(0, 1)
    ink = ink + depth * (_screened(rng, np.clip(ink, 0, 1), look) - ink)
    if rng.random() < 0.7:
        ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.4, 0.9)).reshape(ink.shape)
    ink = ink + rng.normal(0, rng.uniform(0.003, 0.03), (rows, columns, 1)).astype(np.float32) * (ink > 0.02)
    white = rng.uniform(*look.white)
    edge = 255 if rng.random() < 0.6 else white
    paper = white * share + edge * (1 - share)
    if colour:
        # Cheap inks lose some of the colour, never all of it.
        grey = ink.mean(-1, keepdims=True)
        ink = grey + (ink - grey) * rng.uniform(0.75, 1.15)
    printed = paper + (rng.uniform(*look.black) - paper) * np.clip(ink, 0, 1)
    printed = np.array(np.broadcast_to(printed, (rows, columns, 3)), np.float32)
    while colour and colour_share(printed[cover > 128][None]) < VISIBLE_SHARE and np.ptp(printed, axis=-1).max() > 1:
        grey = printed.mean(-1, keepdims=True)
        printed = np.clip(grey + (printed - grey) * 1.4, 0, 255)
    return printed


def _screened(rng: np.random.Generator, ink: np.ndarray, look: CopyLook) -> np.ndarray:
    """Ink 0..1 as dots, softly edged, each channel on its own angle."""
    (rows, columns, channels) = ink.shape
    kind = look.dots[int(rng.integers(len(look.dots)))]
    if kind == "noise":
        noise = rng.random((rows, columns, 1)).astype(np.float32)
        noise = noise - cv2.GaussianBlur(noise, (0, 0), 1.2)[..., None] + 0.5
        return np.clip((ink - noise) * 3 + 0.5, 0, 1)
    period = rng.uniform(*look.screen_mm) * DOTS_PER_MM
    if kind == "ordered":
        fine = cv2.resize(_BAYER, None, fx=period / 4, fy=period / 4, interpolation=cv2.INTER_NEAREST) if period >= 4 else _BAYER
        level = np.tile(fine, (-(-rows // fine.shape[0]), -(-columns // fine.shape[1])))[:rows, :columns, None]
        return np.clip((ink - level) * 3 + 0.5, 0, 1)
    (y, x) = np.mgrid[0:rows, 0:columns].astype(np.float32)
    start = rng.uniform(0, np.pi / 2)
    out = np.empty_like(ink)
    for channel in range(channels):
        angle = start + channel * np.pi / 6
        (c, s) = (np.cos(angle) * 2 * np.pi / period, np.sin(angle) * 2 * np.pi / period)
        u = np.cos(c * x + s * y)
        if kind == "round":
            level = (u + np.cos(c * y - s * x)) / 4 + 0.5
        elif kind == "line":
            level = u / 2 + 0.5
        else:
            level = np.maximum(u, np.cos(c * y - s * x)) / 2 + 0.5
        out[..., channel] = np.clip((ink[..., channel] - level) * 2.5 + 0.5, 0, 1)
    return out


def _cut(rng: np.random.Generator, artwork: np.ndarray, outline: np.ndarray, move: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Scissors along the outline: outside of it a margin stays white, inside of it the edge of the paper is the outline."""
    wide = rng.random() < 0.3
    apart = (rng.normal(0.1, 0.5, (4, 2)) if not wide else rng.uniform(0.3, 2.2, (4, 2))) * DOTS_PER_MM
    apart = np.clip(apart, -0.8 * DOTS_PER_MM, 2.5 * DOTS_PER_MM)
    edge = _moved(outline, apart)
    kept = _moved(outline, np.minimum(apart, 0))
    low = np.maximum(np.floor(edge.min(0)).astype(int), 0)
    high = np.minimum(np.ceil(edge.max(0)).astype(int), artwork.shape[1::-1])
    artwork = np.ascontiguousarray(artwork[low[1] : high[1], low[0] : high[0]])
    alpha = np.zeros(artwork.shape[:2], np.uint8)
    steps = np.linspace(0, 1, 24, endpoint=False)[:, None]
    rim = np.concatenate([edge[i] + (edge[(i + 1) % 4] - edge[i]) * steps for i in range(4)])
    wobble = cv2.GaussianBlur(rng.normal(0, 1, (1, len(rim) * 2)).astype(np.float32), (0, 0), 4).reshape(-1, 2) * rng.uniform(0, 1.5)
    cv2.fillPoly(alpha, [np.round((rim + wobble - low) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    moved = move.copy()
    moved[:, 2] -= low
    return artwork, alpha, kept - low, moved


def _moved(quad: np.ndarray, apart: np.ndarray) -> np.ndarray:
    """A quadrilateral whose sides are moved outwards at both of their ends. quad: [4, 2] clockwise; apart: [4, 2] pixels."""
    sides = []
    for i in range(4):
        (a, b) = (quad[i], quad[(i + 1) % 4])
        out = np.array([(b - a)[1], -(b - a)[0]]) / np.linalg.norm(b - a)
        (p, q) = (a + out * apart[i, 0], b + out * apart[i, 1])
        normal = np.array([(q - p)[1], -(q - p)[0]])
        sides.append((normal, normal @ p))
    return np.array([np.linalg.solve(np.stack([sides[i - 1][0], sides[i][0]]), [sides[i - 1][1], sides[i][1]]) for i in range(4)])
