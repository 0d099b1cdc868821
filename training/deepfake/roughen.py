"""What cameras, apps and messengers do to pictures, real and fake alike.

The steps depend on the generator's state alone, never on the picture: two pictures roughened from one state went through the same.
"""

import cv2
import numpy as np

from training.deepfake.alter import DOWN, UP, coarsen, sharpen, tint
from training.deepfake.colour import as_bytes
from training.synthesis.camera.blur import defocus_kernel, motion_kernel, spread
from training.synthesis.camera.jpeg import SAMPLING, decode, encode


def beautify(image: np.ndarray, strength: float, span: float) -> np.ndarray:
    """Skin smoothed and brightened as apps do; `strength` 0 to 1, `span` in pixels between the pupils."""
    smooth = cv2.bilateralFilter(image, 0, 12 + 30 * strength, max(1.0, 0.04 * span))
    light = 1 + 0.1 * strength
    return as_bytes(light * (image + (0.4 + 0.5 * strength) * (smooth.astype(np.float32) - image)))


def roughen(image: np.ndarray, span: float, rng: np.random.Generator, severity: float = 1) -> np.ndarray:
    """[h, w, 3] uint8 in and out, of the same size; `span` in pixels between the pupils. With less `severity`, 0 to 1, less befalls a picture."""
    # What seldom happens happens if the draw is low.
    seen, seeds = rng.random(9) / max(severity, 1e-3), rng.integers(2**32, size=9)
    each = [np.random.default_rng(seed) for seed in seeds]
    if seen[0] < 0.18:
        image = beautify(image, each[0].random(), span)
    if seen[1] < 0.6:
        image = tint(image, each[1].uniform(0.02, 0.18), each[1])
    if seen[2] < 0.04:
        image = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if seen[3] < 0.3:
        image = _blur(image, span, each[3])
    if seen[4] < 0.3:
        image = _noise(image, each[4])
    if seen[5] < 0.15:
        image = sharpen(image, each[5].uniform(0.2, 1.2), each[5].uniform(0.6, 1.8))
    if seen[6] < 0.5:
        image = _code(image, each[6], round(98 - 48 * severity))
    if seen[7] < 0.35:
        down, up = DOWN[each[7].integers(len(DOWN))], UP[each[7].integers(len(UP))]
        image = coarsen(image, each[7].uniform(0.5, 0.95), down, up)
    return _code(image, each[8], round(98 - 58 * severity)) if seen[8] < 0.85 else image


def _blur(image: np.ndarray, span: float, rng: np.random.Generator) -> np.ndarray:
    kind = rng.random()
    if kind < 0.6:
        return cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 0.02 * span + 0.4))
    if kind < 0.8:
        return spread(image, defocus_kernel(rng.uniform(0.5, 0.025 * span + 0.6)))
    return spread(image, motion_kernel(rng.uniform(1, 0.06 * span + 1.5), rng.uniform(0, np.pi), rng.normal(0, 0.1)))


GRAIN = np.random.default_rng(0).standard_normal((2048, 2048), np.float32)
"""Chance numbers to take windows of: to draw as many anew takes longer than all the rest."""


def _grain(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    y, x = rng.integers((GRAIN.shape[0] - height, GRAIN.shape[1] - width))
    return GRAIN[y : y + height, x : x + width]


def _noise(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Of brightness, of colour, and coarser than a pixel where a phone has smoothed it."""
    height, width = image.shape[:2]
    coarse = rng.random() < 0.4
    size = (height // 2 + 1, width // 2 + 1) if coarse else (height, width)
    light, colour = rng.uniform(1, 7), rng.uniform(0, 0.6)
    fields = [_grain(*size, rng) for _ in range(4)]
    field = cv2.merge([light * fields[0] + light * colour * one for one in fields[1:]])
    if coarse:
        field = cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.add(image, field, dtype=cv2.CV_8U)


def _code(image: np.ndarray, rng: np.random.Generator, lowest: int) -> np.ndarray:
    # The larger of two draws: most pictures are of good quality.
    quality = int(max(rng.integers(lowest, 99, 2)))
    return decode(encode(image, quality, list(SAMPLING)[rng.random() < 0.35]))
