"""A view as other cameras, other software and a reading with other corners would have given it, whatever is in it: the same is done to both classes."""

import io

import cv2
import numpy as np
from PIL import Image

from training.portrait_substitution.views import SIDE

CORNERS = (0.004, 0.02)
"""Standard deviation of the corners of a view, by its side: of most, and of some that were found badly."""
BADLY_FOUND = 0.2
ENDING = 0.25
"""Share of views whose document ends near the portrait, as one that lies at the picture's border does, or one that is cropped."""
LIT = 0.25
"""Share of views with light that is uneven, or with a reflection, a fold or a scratch somewhere."""
WAYS = (cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4)


def framed_anyhow(rng: np.random.Generator, view: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The middle of both [s, s, ...], as wide as the network's view, by corners that are off; mirrored as often as not."""
    size = view.shape[0]
    turn, scale = np.radians(rng.normal(0, 1)), rng.uniform(0.94, 1.07)
    off = CORNERS[int(rng.random() < BADLY_FOUND)] * SIDE
    half = SIDE / 2 / scale * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    c, s = np.cos(turn), np.sin(turn)
    corners = half @ np.array([[c, s], [-s, c]]) + size / 2 + rng.normal(0, 4, 2) + rng.normal(0, off, (4, 2))
    matrix = cv2.getPerspectiveTransform((corners - 0.5).astype(np.float32), np.float32([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]]) - 0.5)
    view, mask = (cv2.warpPerspective(one, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR) for one in (view, mask))
    if rng.random() < 0.5:
        view, mask = np.ascontiguousarray(view[:, ::-1]), np.ascontiguousarray(mask[:, ::-1])
    return view, mask


def ending(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """The same, at times black beyond one side of the document or two."""
    if rng.random() >= ENDING:
        return view
    view, side = view.copy(), view.shape[0]
    for way in rng.choice(4, int(rng.integers(1, 3)), replace=False):
        # From the middle: portraits end at 0.27 of the side to the left and the right, and at 0.35 above and below.
        keep = round((0.5 + (rng.uniform(0.22, 0.48) if way < 2 else rng.uniform(0.28, 0.48))) * side)
        where = (np.s_[:, keep:], np.s_[:, : side - keep], np.s_[keep:], np.s_[: side - keep])[way]
        view[where] = 0
    return view


def retaken(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """[s, s, 3] uint8: light, lens, sensor, processing and coding of a chain of chance, in the order of a camera's, and at times of a messenger after it."""
    if rng.random() < LIT:
        view = _lit(rng, view)
    if rng.random() < 0.5:
        view = _resampled(rng, view)
    if rng.random() < 0.2:
        view = cv2.GaussianBlur(view, (0, 0), rng.uniform(0.4, 1.5))
    if rng.random() < 0.35:
        view = _noisy(rng, view)
    if rng.random() < 0.3:
        view = _denoised(rng, view)
    if rng.random() < 0.65:
        view = _toned(rng, view)
    if rng.random() < 0.35:
        view = _sharpened(rng, view)
    for _ in range(int(rng.choice(3, p=[0.35, 0.45, 0.2]))):
        view = _coded(rng, view)
    return view


def _lit(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """Vignetting or a slope of light; and a reflection, a fold or a scratch, at a place of chance."""
    height, width = view.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32) / np.float32(height) - np.float32(0.5)
    angle = rng.uniform(0, 2 * np.pi)
    along = np.float32(np.cos(angle)) * x + np.float32(np.sin(angle)) * y
    lit = view * (1 + np.float32(rng.normal(0, 0.25)) * along - np.float32(rng.uniform(0, 0.35)) * (x * x + y * y))[..., None]
    kind, off = rng.integers(4), np.float32(rng.uniform(-0.45, 0.45))
    if kind == 0:
        across = np.float32(np.cos(angle)) * y - np.float32(np.sin(angle)) * x
        shape = np.exp(-(((along - off) / rng.uniform(0.03, 0.3)) ** 2) - (across / rng.uniform(0.1, 0.6)) ** 2)
        lit += (shape * rng.uniform(10, 150))[..., None].astype(np.float32) * np.float32(rng.uniform(0.85, 1, 3))
    elif kind == 1:
        apart = (along - off) / np.float32(rng.uniform(0.004, 0.03))
        lit *= 1 + (np.float32(rng.normal(0, 0.15)) * apart * np.exp(-apart * apart / 2))[..., None]
    elif kind == 2:
        # The rim of a film or of a shadow that crosses the document.
        lit += (np.float32(rng.uniform(-25, 25)) / (1 + np.exp(-np.clip((along - off) / np.float32(rng.uniform(0.001, 0.03)), -30, 30))))[..., None]
    return np.clip(lit, 0, 255).astype(np.uint8)


def _resampled(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    scale = rng.uniform(0.4, 1.3)
    size = (round(view.shape[1] * scale), round(view.shape[0] * scale))
    other = cv2.resize(view, size, interpolation=cv2.INTER_AREA if scale < 0.6 else int(rng.choice(WAYS)))
    return cv2.resize(other, view.shape[1::-1], interpolation=int(rng.choice(WAYS[1:])) if scale < 1 else cv2.INTER_AREA)


def _noisy(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """More in the light or in the dark, of brightness or of colour, of pixels or of small clouds."""
    noise = rng.standard_normal((*view.shape[:2], 3 if rng.random() < 0.6 else 1), np.float32)
    if rng.random() < 0.5:
        cloud = cv2.GaussianBlur(noise, (0, 0), rng.uniform(0.5, 1.5)).reshape(noise.shape)
        noise = cloud / max(float(cloud.std()), 1e-3)
    light = view.astype(np.float32) / 255
    strength = np.float32(rng.uniform(1, 7)) * (0.5 + (light if rng.random() < 0.5 else 1 - light))
    return np.clip(view + noise * strength, 0, 255).astype(np.uint8)


def _denoised(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    kind = rng.integers(4)
    if kind == 0:
        return cv2.medianBlur(view, 3)
    if kind == 1:
        return cv2.bilateralFilter(view, 5, rng.uniform(8, 35), rng.uniform(1, 3))
    if kind == 2:
        blurred, gain = cv2.GaussianBlur(view, (0, 0), rng.uniform(0.8, 2)), rng.uniform(3, 14)
        detail = view.astype(np.float32) - blurred
        # Small details are taken for noise.
        return np.clip(blurred + detail * (1 - np.exp(-((detail / gain) ** 2))), 0, 255).astype(np.uint8)
    parts = cv2.cvtColor(view, cv2.COLOR_RGB2YCrCb)
    parts[..., 1:] = cv2.GaussianBlur(parts[..., 1:], (0, 0), rng.uniform(1, 4))
    return cv2.cvtColor(parts, cv2.COLOR_YCrCb2RGB)


def _toned(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """A curve through points of chance for each colour, mixed colours, more or less of them, none at times."""
    knots = np.linspace(0, 1, int(rng.integers(3, 7)))
    curve = knots ** np.exp(rng.normal(0, 0.25)) + rng.normal(0, 0.04, len(knots))
    curve = 0.5 + (curve - 0.5) * np.exp(rng.normal(0, 0.15))
    table = np.interp(np.arange(256) / 255, knots, np.maximum.accumulate(curve))[:, None] * np.exp(rng.normal(0, 0.08, 3)) + rng.normal(0, 0.01, 3)
    view = cv2.LUT(view, np.clip(255 * table, 0, 255).astype(np.uint8)[None])
    if rng.random() < 0.05:
        return cv2.cvtColor(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if rng.random() < 0.5:
        mixing = np.eye(3) * rng.uniform(0.6, 1.4) + rng.normal(0, 0.04, (3, 3))
        mixing += ((1 - mixing.sum(1)) / 3)[:, None]
        view = cv2.transform(view, mixing)
    return view


def _sharpened(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """With halos that are cut off at times, or not where little is to be sharpened."""
    blurred = cv2.GaussianBlur(view, (0, 0), rng.uniform(0.6, 2.5)).astype(np.float32)
    detail = view - blurred
    if rng.random() < 0.4:
        detail = np.sign(detail) * np.maximum(np.abs(detail) - rng.uniform(1, 5), 0)
    added = detail * rng.uniform(0.3, 1.8)
    most = rng.uniform(8, 60)
    return np.clip(view + np.clip(added, -most, most), 0, 255).astype(np.uint8)


def _coded(rng: np.random.Generator, view: np.ndarray) -> np.ndarray:
    """As JPEG with the usual tables or with others, or as WebP; on a grid of its own."""
    y, x = rng.integers(0, 8, 2)
    shifted = np.roll(view, (-y, -x), (0, 1)) if rng.random() < 0.5 else view
    file, quality = io.BytesIO(), int(rng.integers(35, 97))
    chance = rng.random()
    if chance < 0.2:
        Image.fromarray(shifted).save(file, "WEBP", quality=quality, method=1)
    elif chance < 0.5:
        # Flatter or steeper over the frequencies than the standard's example.
        v, u = np.mgrid[:8, :8]
        least, steep = np.exp(rng.uniform(np.log(1), np.log(12), 2)), rng.uniform(0.05, 0.6, 2)
        tables = [np.clip(low * (1 + more * (u + v)), 1, 255).astype(int).ravel().tolist() for low, more in zip(least, steep)]
        Image.fromarray(shifted).save(file, "JPEG", qtables=tables, subsampling=int(rng.integers(3)))
    else:
        Image.fromarray(shifted).save(file, "JPEG", quality=quality, subsampling=int(rng.choice([0, 1, 2, 2, 2])))
    coded = np.asarray(Image.open(file).convert("RGB"))
    return np.roll(coded, (y, x), (0, 1)) if shifted is not view else coded
