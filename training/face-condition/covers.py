"""Draws what covers mouth and nose over a face: surgical, cloth and filter masks, scarves, hands and things held up."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

# Points of the mesh along the jaw, from the right ear to the left, and down the ridge of the nose.
JAW = [234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454]
RIDGE = [168, 6, 197, 195, 5]
UNDER_EYES = [(117, 346), (118, 347), (50, 280)]


def _texture(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    kind = rng.choice(["plain", "plain", "plain", "stripes", "blobs", "noise", "checks", "letters"])
    palette = [(235, 238, 240), (150, 190, 215), (120, 175, 205), (25, 25, 28), (60, 70, 90), (240, 190, 200)]
    base = np.array(palette[rng.integers(len(palette))] if rng.random() < 0.6 else rng.integers(0, 256, 3), float)
    cloth = np.broadcast_to(base, (height, width, 3)).copy()
    other = rng.integers(0, 256, 3).astype(float)
    y, x = np.mgrid[0:height, 0:width]
    period = rng.uniform(0.02, 0.15) * width
    if kind == "stripes":
        angle = rng.uniform(0, np.pi)
        on = np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period) > rng.uniform(-0.5, 0.7)
        cloth[on] = other
    elif kind == "checks":
        cloth[((x // max(1, int(period))) + (y // max(1, int(period)))) % 2 == 0] = other
    elif kind in ("blobs", "noise"):
        grain = rng.integers(4, 14) if kind == "blobs" else rng.integers(30, 80)
        field = rng.random((grain, grain, 3))
        layer = np.asarray(Image.fromarray((field * 255).astype(np.uint8)).resize((width, height), Image.BICUBIC), float)
        cloth = cloth * 0.6 + layer * 0.4 if kind == "noise" else np.where(layer[..., :1] > 128, cloth, other)
    elif kind == "letters":
        image = Image.fromarray(cloth.astype(np.uint8))
        draw = ImageDraw.Draw(image)
        for _ in range(rng.integers(1, 6)):
            word = "".join(chr(rng.integers(65, 91)) for _ in range(rng.integers(2, 7)))
            draw.text((rng.integers(width), rng.integers(height)), word, fill=tuple(int(c) for c in other),
                      font_size=max(6, int(width * rng.uniform(0.04, 0.15))))
        cloth = np.asarray(image, float)
    return cloth


def _shade(rng, picture: np.ndarray, cloth: np.ndarray, size: float) -> np.ndarray:
    """Lights the cloth as the face under it is lit, with folds."""
    light = Image.fromarray(picture).convert("L").filter(ImageFilter.GaussianBlur(size * rng.uniform(0.05, 0.25)))
    light = np.asarray(light, float)[..., None]
    lit = cloth * (1 + rng.uniform(0.3, 1.0) * (light / max(30.0, light.mean()) - 1))
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    if rng.random() < 0.6:
        folds = np.sin((y + rng.uniform(-0.3, 0.3) * x) * 2 * np.pi / (size * rng.uniform(0.08, 0.3)))
        lit *= 1 + rng.uniform(0.02, 0.12) * folds[..., None]
    return lit + rng.normal(0, rng.uniform(0, 5), picture.shape)


def _smooth(polygon: np.ndarray) -> list[tuple[float, float]]:
    """Corners cut twice (Chaikin)."""
    for _ in range(2):
        after = np.roll(polygon, -1, 0)
        polygon = np.stack([0.75 * polygon + 0.25 * after, 0.25 * polygon + 0.75 * after], 1).reshape(-1, 2)
    return [tuple(point) for point in polygon]


def _mask_outline(rng, points: np.ndarray, size: float) -> np.ndarray:
    jaw = points[JAW]
    keep = rng.integers(0, 4)
    jaw = jaw[keep : len(jaw) - keep]
    bridge = points[RIDGE[rng.integers(1, 5)]]
    right, left = UNDER_EYES[rng.integers(len(UNDER_EYES))]
    middle = points[RIDGE[2]]
    grown = middle + (jaw - middle) * rng.uniform(0.94, 1.12)
    drop = np.array([0, size * rng.uniform(0.0, 0.08)])
    top = [points[left] + drop, bridge, points[right] + drop]
    if rng.random() < 0.25:
        top = [bridge]
    outline = np.concatenate([grown, np.array(top)])
    return outline + rng.normal(0, 0.008 * size, outline.shape)


def _scarf_outline(rng, points: np.ndarray, size: float) -> np.ndarray:
    right, left, chin = points[93], points[323], points[152]
    across = (left - right) * rng.uniform(0.05, 0.5)
    down = (chin - points[RIDGE[1]]) * rng.uniform(0.6, 2.5)
    return np.array([right - across, points[RIDGE[rng.integers(2, 5)]], left + across, left + across + down, right - across + down])


def _thing_outline(rng, points: np.ndarray, size: float) -> np.ndarray:
    """A book, phone or hand's width held before nose and mouth."""
    centre = (points[1] + points[17]) / 2 + rng.normal(0, 0.04 * size, 2)
    wide, high = size * rng.uniform(0.35, 0.9), size * rng.uniform(0.3, 0.5)
    angle = rng.uniform(-0.5, 0.5)
    corners = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]]) * 0.62
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return centre + corners @ turn.T


def _paint(rng, picture: Image.Image, outline: np.ndarray, size: float, skin: np.ndarray | None = None) -> Image.Image:
    pixels = np.asarray(picture)
    alpha = Image.new("L", picture.size)
    ImageDraw.Draw(alpha).polygon(_smooth(outline), fill=255)
    alpha = np.asarray(alpha.filter(ImageFilter.GaussianBlur(size * rng.uniform(0.001, 0.015))), float)[..., None] / 255
    cloth = _texture(rng, *pixels.shape[:2]) if skin is None else np.broadcast_to(skin, pixels.shape).astype(float)
    lit = _shade(rng, pixels, cloth, size)
    return Image.fromarray(np.clip(pixels * (1 - alpha) + lit * alpha, 0, 255).astype(np.uint8))


def cover_mouth_and_nose(picture: Image.Image, points: np.ndarray, rng: np.random.Generator) -> Image.Image:
    """The picture with mouth and nose covered. `points`: the face's 468 points in pixels, [468, 2]."""
    size = float(np.linalg.norm(points[10] - points[152]))
    kind = rng.choice(["mask", "mask", "mask", "mask", "scarf", "thing", "hand"])
    if kind == "mask":
        covered = _paint(rng, picture, _mask_outline(rng, points, size), size)
        if rng.random() < 0.6:
            draw = ImageDraw.Draw(covered)
            colour = tuple(int(c) for c in rng.integers(0, 256, 3)) if rng.random() < 0.4 else (230, 230, 230)
            for cheek, ear in ((132, 127), (361, 356), (58, 234), (288, 454)):
                draw.line([tuple(points[cheek]), tuple(points[ear])], fill=colour, width=max(1, int(size * 0.015)))
        return covered
    if kind == "scarf":
        return _paint(rng, picture, _scarf_outline(rng, points, size), size)
    skin = np.asarray(picture)[tuple(np.clip(points[[151, 9]].mean(0)[::-1].astype(int), 0, np.array(picture.size)[::-1] - 1))]
    return _paint(rng, picture, _thing_outline(rng, points, size), size, skin.astype(float) if kind == "hand" else None)


def cover_elsewhere(picture: Image.Image, points: np.ndarray, rng: np.random.Generator) -> Image.Image:
    """The picture with brow, eyes, one cheek or the chin covered, and mouth and nose free: what must not be taken for a mask."""
    size = float(np.linalg.norm(points[10] - points[152]))
    place = rng.choice(["brow", "eyes", "cheek", "chin"])
    centre = {"brow": points[10], "eyes": points[168], "cheek": points[[132, 361][rng.integers(2)]], "chin": points[152]}[place]
    centre = centre + (np.array([0, 0.12 * size]) if place == "chin" else 0)
    wide = size * (rng.uniform(0.5, 0.8) if place != "cheek" else rng.uniform(0.1, 0.2))
    high = size * rng.uniform(0.1, 0.18)
    corners = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]]) * 0.5
    return _paint(rng, picture, centre + corners, size)
