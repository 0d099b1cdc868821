"""Wood: grown rings cut along the grain, planks, and the printed grain of office desks."""

import numpy as np

from training.synthesis.scene.noise import fractal, grain, ramp, shade, smooth

# Dark to light, sRGB: oak, beech, cherry, mahogany, walnut, pine, birch, grey, black-brown.
TONES = np.array(
    [
        [[112, 76, 42], [176, 128, 74], [205, 160, 104]],
        [[176, 124, 74], [204, 152, 98], [222, 176, 124]],
        [[120, 58, 30], [164, 88, 48], [188, 112, 66]],
        [[66, 22, 16], [108, 42, 30], [140, 64, 44]],
        [[48, 32, 22], [84, 58, 40], [118, 86, 60]],
        [[190, 140, 80], [220, 176, 112], [236, 200, 144]],
        [[200, 180, 150], [224, 206, 178], [238, 226, 204]],
        [[92, 88, 84], [132, 128, 122], [168, 164, 158]],
        [[24, 18, 16], [42, 32, 28], [64, 50, 44]],
    ],
    float,
)


def _tones(rng: np.random.Generator) -> np.ndarray:
    tones = TONES[rng.integers(len(TONES))]
    return np.clip(tones * rng.uniform(0.85, 1.1) * rng.uniform(0.94, 1.06, 3), 0, 255)


def grown(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Rings some millimetres apart, bent along the grain, with pores as short streaks."""
    shape = (side, side)
    across = np.linspace(0, mm, side, dtype=np.float32)[:, None]
    bend = fractal(rng, shape, (max(2, mm / 60), max(2, mm / 250)), 3)
    rings = across / rng.uniform(3, 16) + bend * rng.uniform(2, 10)
    line = rings - np.floor(rings)
    fibre = smooth(rng, shape, (side // 2, max(2, side // 50)))
    value = 0.35 * line**rng.uniform(0.7, 2) + 0.35 * fractal(rng, shape, (12, 2), 3) + rng.uniform(0.1, 0.4) * fibre
    return ramp(value, _tones(rng))


def desk(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Printed grain: short fine streaks on an even tone."""
    shape = (side, side)
    streaks = fractal(rng, shape, (side / 8, max(2, mm / 40)), 3, 0.8)
    value = 0.5 + rng.uniform(0.5, 1.6) * (streaks - 0.5) + 0.3 * (fractal(rng, shape, (3, 2), 2) - 0.5)
    return ramp(value, _tones(rng))


def planks(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Boards side by side, each of another shade, with dark joints."""
    image = grown(rng, side, mm) if rng.random() < 0.5 else desk(rng, side, mm)
    board = rng.uniform(50, 160) / mm * side
    rows = (np.arange(side) + rng.uniform(0, board)) / board
    row = rows.astype(int)
    length = board * rng.uniform(4, 8)
    starts = rng.uniform(0, 1, row.max() + 1)
    columns = np.arange(side)[None] / length + starts[row][:, None]
    factor = rng.uniform(0.8, 1.15, (row.max() + 1, int(columns.max()) + 2)).astype(np.float32)[row[:, None], columns.astype(int)]
    gap = max(1.0, rng.uniform(0.8, 2.5) / mm * side)
    dark = ((rows % 1) * board < gap)[:, None] | ((columns % 1) * length < gap)
    return shade(image, np.where(dark, np.float32(rng.uniform(0.3, 0.7)), factor))


def varnished(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Broad flames of grain under a varnish, with fine dust."""
    shape = (side, side)
    flames = fractal(rng, shape, (max(2, mm / 40), max(2, mm / 180)), 4, 0.6)
    value = np.abs(np.sin(flames * rng.uniform(12, 40))) * 0.5 + 0.5 * fractal(rng, shape, (side / 10, 3), 2)
    return np.clip(ramp(value, _tones(rng)) + 2.0 * grain(rng, shape)[..., None], 0, 255).astype(np.uint8)
