"""Puts what one photo shows onto another: documents on other grounds, and pictures lying about that are no documents."""

import cv2
import numpy as np

INSET = 0.006
"""Of a document's side that is left off: a labelled corner may be a little outside, and there the old ground would show."""
ROUNDING = 0.037
"""Radius of an ID-1 card's corners, in widths: 3.18 mm of 85.6 mm (ISO/IEC 7810)."""
SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)
NARROW, WIDE = (0.015, 0.12), (0.1, 0.8)
"""How far a sheet of paper reaches beyond what is printed on it, in sides of that."""


def can_be_pasted(outline: np.ndarray, image: np.ndarray) -> bool:
    height, width = image.shape[:2]
    return bool((outline >= 0).all() and (outline <= (width, height)).all())


def halves(ground: np.ndarray, rng: np.random.Generator) -> list[tuple[np.ndarray, tuple[int, int]]]:
    """Two parts of `ground` side by side, as views with the place of their top left, in either order."""
    height, width = ground.shape[:2]
    share = rng.uniform(0.35, 0.65)
    if width * rng.uniform(0.7, 1.4) > height:
        cut = int(width * share)
        parts = [(ground[:, :cut], (0, 0)), (ground[:, cut:], (cut, 0))]
    else:
        cut = int(height * share)
        parts = [(ground[:cut], (0, 0)), (ground[cut:], (0, cut))]
    return parts[:: rng.choice((-1, 1))]


def banded(image: np.ndarray, outline: np.ndarray, ground: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A copy of `image` whose document has a band of colour along one of its sides, as headers are printed; most as dark or light as `ground`."""
    depth = rng.uniform(0.06, 0.3)
    band = np.roll(np.array([[0, 0], [1, 0], [1, depth], [0, depth]]), rng.integers(2), 1)
    band = (1 - band if rng.random() < 0.5 else band).astype(np.float32)
    transform = cv2.getPerspectiveTransform(SQUARE.astype(np.float32), outline.astype(np.float32))
    corners = cv2.perspectiveTransform(band[None], transform)[0]
    mask = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(corners * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    colour = rng.dirichlet((0.7, 0.7, 0.7)) * rng.uniform(60, 600)
    if rng.random() < 0.6:
        colour *= ground[rng.integers(ground.shape[0]), rng.integers(ground.shape[1])].mean() / colour.mean() * rng.uniform(0.8, 1.25)
    grey = image.mean(2, keepdims=True)
    ink = np.clip(colour + (grey - np.median(grey[mask > 0] if mask.any() else grey)) * rng.uniform(-0.8, 0.8), 0, 255)
    share = (mask / np.float32(255))[:, :, None] * rng.uniform(0.6, 1)
    return (image * (1 - share) + ink * share).astype(np.uint8)


def paste(ground: np.ndarray, image: np.ndarray, outline: np.ndarray, rng: np.random.Generator, on_sheet: bool = False) -> np.ndarray:
    """
    Draws the quadrilateral `outline`, [4, 2], of `image` somewhere on `ground`, in place, with a shadow and a light of its own.

    :param on_sheet: as if it was printed on a larger sheet of paper, which has sides of its own about it.
    :returns: [4, 2], where its corners now are, in pixels of `ground`.
    """
    height, width = ground.shape[:2]
    corners = _place(outline, width, height, rng)
    inner = SQUARE * (1 - 2 * INSET) + INSET
    to_square = cv2.getPerspectiveTransform(SQUARE.astype(np.float32), outline.astype(np.float32))
    source = cv2.perspectiveTransform(inner[None].astype(np.float32), to_square)[0]
    scale = np.sqrt(cv2.contourArea(corners.astype(np.float32)) / max(1.0, cv2.contourArea(source)))
    if scale < 0.8:
        size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
        source = source * (np.array(size) / image.shape[1::-1]).astype(np.float32)
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    light = np.exp(rng.normal(0, 0.2) + rng.normal(0, 0.05, 3)).astype(np.float32)
    if on_sheet:
        _lay_sheet(ground, corners, _paper(image, source) * light, rng)
    transform = cv2.getPerspectiveTransform((source - 0.5).astype(np.float32), (corners - 0.5).astype(np.float32))
    piece = cv2.warpPerspective(image, transform, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = _mask(corners, (height, width), ROUNDING if rng.random() < 0.4 else 0.0)[:, :, None]
    if not on_sheet and rng.random() < 0.6:
        reach = np.linalg.norm(corners[2] - corners[0]) * rng.uniform(0.005, 0.06)
        shift = np.float32([[1, 0, rng.normal(0, reach)], [0, 1, rng.normal(0, reach)]])
        shadow = cv2.GaussianBlur(cv2.warpAffine(mask, shift, (width, height)), (0, 0), max(0.6, reach))[:, :, None]
        ground[:] = (ground * (1 - rng.uniform(0.1, 0.6) * shadow)).astype(np.uint8)
    if rng.random() < 0.3:
        mask = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.4, 1.0))[:, :, None]
    ground[:] = (ground * (1 - mask) + np.clip(piece * light, 0, 255) * mask).astype(np.uint8)
    return corners


def _paper(image: np.ndarray, outline: np.ndarray) -> np.ndarray:
    """[3], the colour of the lightest tenth of a document."""
    mask = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1)
    inside = image[mask > 0]
    return np.quantile(inside, 0.9, axis=0) if len(inside) else np.full(3, 255.0)


def _lay_sheet(ground: np.ndarray, corners: np.ndarray, paper: np.ndarray, rng: np.random.Generator) -> None:
    """Paper about the quadrilateral that will be printed on it, in its plane; in some places hardly wider, in place."""
    low = [rng.uniform(*(NARROW if rng.random() < 0.4 else WIDE)) for _ in range(2)]
    high = [rng.uniform(*(NARROW if rng.random() < 0.4 else WIDE)) for _ in range(2)]
    sheet = SQUARE * (1 + np.add(low, high)) - low
    transform = cv2.getPerspectiveTransform(SQUARE.astype(np.float32), corners.astype(np.float32))
    if (np.c_[sheet, np.ones(4)] @ transform[2] < 0.3).any():
        return  # Near its plane's horizon it would fill the picture.
    mask = _mask(cv2.perspectiveTransform(sheet[None].astype(np.float32), transform)[0].astype(np.float64), ground.shape[:2], 0.0)[:, :, None]
    slope = rng.normal(0, 0.08, 2)
    ys, xs = np.mgrid[0 : ground.shape[0], 0 : ground.shape[1]].astype(np.float32)
    shade = np.exp(slope[0] * (xs / ground.shape[1] - 0.5) + slope[1] * (ys / ground.shape[0] - 0.5))[:, :, None]
    white = paper + (paper.max() - paper) * rng.uniform(0, 1)
    colour = white * rng.uniform(0.85, 1.2) * shade + rng.normal(0, rng.uniform(0, 3), (*ground.shape[:2], 1))
    ground[:] = (ground * (1 - mask) + np.clip(colour, 0, 255) * mask).astype(np.uint8)


def _place(outline: np.ndarray, width: int, height: int, rng: np.random.Generator) -> np.ndarray:
    """A quadrilateral with the sides' ratio of `outline`, as a camera would see it, all of it in the frame."""
    sides = np.linalg.norm(outline - np.roll(outline, -1, 0), axis=1)
    ratio = (sides[0] + sides[2]) / max(1.0, sides[1] + sides[3])
    flat = (SQUARE - 0.5) * (np.sqrt(ratio), 1 / np.sqrt(ratio))
    angle = rng.integers(4) * np.pi / 2 + (rng.uniform(-np.pi / 4, np.pi / 4) if rng.random() < 0.3 else rng.normal(0, 0.12))
    cos, sin = np.cos(angle), np.sin(angle)
    flat = flat @ np.array([[cos, sin], [-sin, cos]])
    tilt = rng.normal(0, 0.18, 2)
    seen = flat / (1 + flat @ tilt)[:, None]
    low, high = seen.min(0), seen.max(0)
    largest = min(width / (high[0] - low[0]), height / (high[1] - low[1]))
    seen = (seen - low) * largest * rng.uniform(0.25, 0.97)
    room = np.array([width, height]) - seen.max(0)
    return seen + rng.random(2) * room


def _mask(corners: np.ndarray, shape: tuple[int, int], rounding: float) -> np.ndarray:
    """[h, w] 0..1, antialiased, with round corners of so many widths."""
    turns = np.linspace(0, np.pi / 2, 6)
    width, height = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[3] - corners[0])
    radius = rounding * max(width, height)
    rx, ry = radius / max(width, 1), radius / max(height, 1)
    border = []
    for (x, y), start in zip(SQUARE, (np.pi, 1.5 * np.pi, 0.0, 0.5 * np.pi)):
        centre = (x + (rx if x == 0 else -rx), y + (ry if y == 0 else -ry))
        border += [(centre[0] + rx * np.cos(start + t), centre[1] + ry * np.sin(start + t)) for t in turns]
    transform = cv2.getPerspectiveTransform(SQUARE.astype(np.float32), corners.astype(np.float32))
    border = cv2.perspectiveTransform(np.array(border, np.float32)[None], transform)[0]
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.round((border - 0.5) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return (mask / np.float32(255)).astype(np.float32)
