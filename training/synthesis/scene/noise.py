"""Random fields, made cheaply: coarse random grids that are scaled up."""

import cv2
import numpy as np


def smooth(rng: np.random.Generator, shape: tuple[int, int], cells: tuple[int, int]) -> np.ndarray:
    """[h, w] float32, about 0 to 1, that changes from cell to cell; so many cells down and across."""
    grid = rng.random((max(2, cells[0]), max(2, cells[1])), dtype=np.float32)
    return cv2.resize(grid, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def fractal(
    rng: np.random.Generator, shape: tuple[int, int], cells: tuple[float, float], octaves: int = 4, fall: float = 0.5
) -> np.ndarray:
    """[h, w] float32 around 0.5: octaves of `smooth`, each with twice the cells and `fall` times the height of the one before."""
    out = np.zeros(shape, np.float32)
    weight, total = 1.0, 0.0
    for octave in range(octaves):
        down, across = int(cells[0] * 2**octave), int(cells[1] * 2**octave)
        out += weight * smooth(rng, shape, (min(down, shape[0]), min(across, shape[1])))
        total += weight
        weight *= fall
    return out / np.float32(total)


def grain(rng: np.random.Generator, shape: tuple[int, int], size: float = 1.0) -> np.ndarray:
    """[h, w] float32 around 0, deviation about 1: specks of `size` pixels and more."""
    down, across = max(2, round(shape[0] / size)), max(2, round(shape[1] / size))
    coarse = rng.integers(0, 256, (down, across), np.uint8).astype(np.float32)
    coarse = (coarse - 127.5) / 74
    return coarse if (down, across) == shape else cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def ramp(values: np.ndarray, colours: np.ndarray) -> np.ndarray:
    """[h, w] float32 0..1 to [h, w, 3] uint8: colours [n, 3] 0..255 at equal steps, blended."""
    steps = np.linspace(0, len(colours) - 1, 256)
    table = np.stack([np.interp(steps, np.arange(len(colours)), colours[:, c]) for c in range(3)], axis=-1)
    index = cv2.convertScaleAbs(np.clip(values, 0, 1), alpha=255)
    return cv2.LUT(cv2.merge([index] * 3), np.round(table).astype(np.uint8)[None])


def relief(height: np.ndarray, depth: float, towards: float) -> np.ndarray:
    """[h, w] float32 around 1: a bumpy surface lit from a direction in radians; `depth` scales the height in pixels."""
    across = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3, scale=0.125 * depth * np.cos(towards))
    down = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3, scale=0.125 * depth * np.sin(towards))
    return np.clip(1 + across + down, 0.2, 2)


def shade(image: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """sRGB uint8 times a factor [h, w] that is given in sRGB's scale."""
    return np.clip(image * factor[..., None], 0, 255).astype(np.uint8)


def hue(rng: np.random.Generator, saturation: tuple[float, float], value: tuple[float, float]) -> np.ndarray:
    """A colour [3] 0..255 of any hue, its HSV saturation and value drawn from ranges 0..1."""
    h = rng.uniform(0, 6)
    s, v = rng.uniform(*saturation), rng.uniform(*value)
    channels = [v * (1 - s * np.clip(min(k, 4 - k), 0, 1)) for k in ((5 + h) % 6, (3 + h) % 6, (1 + h) % 6)]
    return 255 * np.array(channels)
