"""What things lie on in held-out photos. Each is a function of (rng, side, mm): [side, side, 3] uint8 sRGB of mm x mm."""

import cv2
import numpy as np


def clouds(rng: np.random.Generator, side: int, steepness: float) -> np.ndarray:
    """[side, side] float32, 0 to 1: noise whose amplitude falls with frequency^steepness, by the inverse Fourier transform."""
    half = 256
    frequency = np.hypot(np.fft.fftfreq(half)[:, None], np.fft.rfftfreq(half)[None])
    frequency[0, 0] = 1
    phase = rng.uniform(0, 2 * np.pi, frequency.shape)
    field = np.fft.irfft2(frequency**-steepness * np.exp(1j * phase), (half, half))
    field = (field - field.min()) / (field.max() - field.min())
    return cv2.resize(field.astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC)


def specks(rng: np.random.Generator, side: int, deviation: float) -> np.ndarray:
    """[side, side] float32 around 0: white noise blurred, its deviation about 1."""
    noise = rng.standard_normal((side, side), dtype=np.float32)
    if deviation > 0:
        noise = cv2.GaussianBlur(noise, (0, 0), deviation)
        noise /= max(float(noise.std()), 1e-6)
    return noise


def colour(rng: np.random.Generator, vivid: float) -> np.ndarray:
    """[3] float32, 0 to 255: a grey, pulled away from grey by up to `vivid`."""
    grey = rng.uniform(25, 235)
    return np.clip(grey * (1 + vivid * rng.uniform(-1, 1, 3)), 0, 255).astype(np.float32)


def mixed(first: np.ndarray, second: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """[h, w, 3] uint8: two colours mixed by [h, w] 0..1."""
    out = first + np.clip(weight, 0, 1)[..., None] * (second - first)
    return np.clip(out, 0, 255).astype(np.uint8)


def lit(image: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """uint8 times [h, w]."""
    return np.clip(image * factor[..., None], 0, 255).astype(np.uint8)


def brick(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """A running bond with mortar, scaled to a wall or a miniature."""
    per_mm = side / mm * rng.choice([0.35, 1.0])
    wide, high, joint = 210 * per_mm, 65 * per_mm, 10 * per_mm
    y = np.arange(side)[:, None] / high
    x = np.arange(side)[None] / wide + 0.5 * (np.floor(y) % 2)
    tone = rng.uniform(0.75, 1.2, 4096).astype(np.float32)[(np.floor(y) * 57 + np.floor(x)).astype(int) % 4096]
    body = np.array([158, 82, 60], np.float32) * np.float32(rng.uniform(0.6, 1.25)) * rng.uniform(0.9, 1.1, 3).astype(np.float32)
    image = lit(np.broadcast_to(body, (side, side, 3)), tone * (1 + 0.09 * specks(rng, side, 1.2)))
    mortar = ((y % 1) * high < joint) | ((x % 1) * wide < joint)
    soft = cv2.GaussianBlur(mortar.astype(np.float32), (0, 0), max(0.8, joint / 8))
    return mixed(image.astype(np.float32), colour(rng, 0.1), soft)


def grass(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Blades in all directions, light above dark: lawn, straw, moss, long-haired rugs."""
    hues = np.array([[60, 110, 36], [110, 140, 50], [170, 150, 80], [90, 80, 60], [120, 40, 60]], np.float32)
    base = hues[rng.integers(len(hues))]
    image = np.empty((side, side, 3), np.uint8)
    image[:] = (base * 0.35).astype(np.uint8)
    length, count = rng.uniform(8, 30) / mm * side, 2200
    starts, angles = rng.uniform(0, side, (count, 2)), rng.normal(rng.uniform(0, 6), rng.uniform(0.3, 1.5), count)
    ends = starts + length * rng.uniform(0.4, 1, (count, 1)) * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    tones = base * np.linspace(0.4, 1.3, count)[:, None] * rng.uniform(0.8, 1.2, (count, 1))
    thick = max(1, round(0.09 * length))
    for a, b, tone in zip(starts, ends, np.clip(tones, 0, 255)):
        cv2.line(image, (int(a[0]), int(a[1])), (int(b[0]), int(b[1])), (int(tone[0]), int(tone[1]), int(tone[2])), thick, cv2.LINE_AA)
    return image


def marble(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Veins where turbulent waves cross zero."""
    run = np.linspace(0, rng.uniform(4, 14), side, dtype=np.float32)
    turn = rng.uniform(0, np.pi)
    wave = np.float32(np.cos(turn)) * run[None] + np.float32(np.sin(turn)) * run[:, None] + 9 * clouds(rng, side, 1.5)
    veins = np.exp(-np.abs(np.sin(wave)) * rng.uniform(4, 14)) * clouds(rng, side, 1.2) * 1.8
    stone = np.clip(rng.choice([30, 215, 240]) * rng.uniform(0.9, 1.05, 3), 0, 255).astype(np.float32)
    vein = np.clip(stone + rng.choice([-1, 1]) * rng.uniform(60, 130), 0, 255).astype(np.float32) * np.float32(rng.uniform(0.9, 1.1))
    return lit(mixed(stone, vein, veins), 0.92 + 0.16 * clouds(rng, side, 1.8))


def bed_sheet(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """A crumpled sheet with wide soft valleys, often with printed flowers or pencil stripes."""
    base = colour(rng, 0.15) * 0.4 + 150
    image = np.empty((side, side, 3), np.uint8)
    image[:] = np.clip(base, 0, 255).astype(np.uint8)
    kind = rng.integers(3)
    ink = tuple(int(c) for c in colour(rng, 0.7))
    if kind == 1:
        step = max(6, int(rng.uniform(10, 50) / mm * side))
        for k in range(0, side, step):
            cv2.line(image, (k, 0), (k, side), ink, max(1, step // 8), cv2.LINE_AA)
    elif kind == 2:
        petal = max(2, int(rng.uniform(4, 14) / mm * side))
        for x, y in rng.integers(0, side, (70, 2)):
            for k in range(5):
                at = (int(x + petal * np.cos(k * 1.2566)), int(y + petal * np.sin(k * 1.2566)))
                cv2.circle(image, at, petal * 2 // 3, ink, -1, cv2.LINE_AA)
            cv2.circle(image, (int(x), int(y)), petal // 2, (240, 210, 90), -1, cv2.LINE_AA)
    # Folds are ridges: where noise of a smooth kind is near its middle.
    ridge = 1 - np.abs(clouds(rng, side, 2.7) - 0.5) * 4
    ridge = np.maximum(ridge, 1 - np.abs(clouds(rng, side, 2.7) - 0.5) * 4)
    across = cv2.Scharr(cv2.GaussianBlur(ridge, (0, 0), side / 160), cv2.CV_32F, 1, 0)
    return lit(image, 0.94 + rng.uniform(0.3, 1.2) * across * side / 16 / 60 + 0.06 * ridge)


def mosaic(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Broken stones of several colours in grout: the cells of random points (Voronoi)."""
    cell = rng.uniform(6, 30) / mm * side
    small = min(side, 640)
    count = max(8, int((side / cell) ** 2))
    seeds = np.full((small, small), 255, np.uint8)
    seeds[rng.integers(0, small, count), rng.integers(0, small, count)] = 0
    _, labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    palette = np.stack([colour(rng, 0.6) for _ in range(rng.integers(2, 7))])
    shades = palette[rng.integers(0, len(palette), labels.max() + 1)] * rng.uniform(0.8, 1.15, (labels.max() + 1, 1))
    image = np.clip(shades, 0, 255).astype(np.uint8)[labels]
    rim = cv2.morphologyEx(labels.astype(np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    image[rim] = colour(rng, 0.1).astype(np.uint8)
    return cv2.resize(image, (side, side), interpolation=cv2.INTER_LINEAR)


def brushed_metal(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Fine scratches all one way, or in circles, that spread the light across."""
    noise = rng.standard_normal((side, 4), dtype=np.float32) if rng.random() < 0.6 else None
    if noise is not None:
        scratches = cv2.resize(noise, (side, side), interpolation=cv2.INTER_LINEAR) * 0.06
    else:
        at = rng.uniform(0, side, 2)
        x, y = np.arange(side, dtype=np.float32)[None] - np.float32(at[0]), np.arange(side, dtype=np.float32)[:, None] - np.float32(at[1])
        scratches = rng.standard_normal(4 * side, dtype=np.float32)[cv2.magnitude(*np.broadcast_arrays(x, y)).astype(int)] * 0.05
    band = 1 + 0.35 * np.sin(np.linspace(0, rng.uniform(2, 9), side, dtype=np.float32))[None]
    metal = np.array([176, 178, 182], np.float32) * np.float32(rng.uniform(0.5, 1.2)) * rng.uniform(0.95, 1.08, 3).astype(np.float32)
    return lit(np.broadcast_to(metal, (side, side, 3)), band + scratches)


def straw_mat(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """A bamboo or straw mat: round slats side by side, sewn together."""
    slat = max(4.0, rng.uniform(2.5, 8) / mm * side)
    run = np.arange(side, dtype=np.float32) / np.float32(slat)
    roundness = np.sqrt(np.maximum(1 - (2 * (run % 1) - 1) ** 2, 0))[:, None]
    tones = rng.uniform(0.75, 1.15, int(run[-1]) + 2).astype(np.float32)[run.astype(int)][:, None]
    body = np.array([206, 176, 118], np.float32) * np.float32(rng.uniform(0.4, 1.15))
    fibre = cv2.resize(rng.standard_normal((side, 12), dtype=np.float32), (side, side), interpolation=cv2.INTER_LINEAR)
    image = lit(np.broadcast_to(body, (side, side, 3)), (0.35 + 0.65 * roundness) * tones * (1 + 0.05 * fibre))
    step = max(20, int(rng.uniform(40, 90) / mm * side))
    thread = tuple(int(c) for c in colour(rng, 0.2))
    for x in range(step // 2, side, step):
        cv2.line(image, (x, 0), (x, side), thread, max(1, int(slat / 6)), cv2.LINE_AA)
    return image


def gravel(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Pebbles or asphalt: round stones, each with a light and a dark side."""
    image = np.empty((side, side, 3), np.uint8)
    base = colour(rng, 0.12)
    image[:] = (base * 0.4).astype(np.uint8)
    radius = rng.uniform(2, 12) / mm * side
    for x, y in rng.integers(0, side, (1500, 2)):
        tone, r = base * rng.uniform(0.5, 1.3), max(1, int(radius * rng.uniform(0.4, 1)))
        for shift, factor in ((r // 4, 0.6), (0, 1.0)):
            cv2.circle(image, (int(x + shift), int(y + shift)), r, tuple(int(c) for c in np.clip(tone * factor, 0, 255)), -1, cv2.LINE_AA)
    return image


def comic(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """A page of framed panels in flat colours with dots, balloons and hand lettering; a magazine, a board game."""
    image = np.full((side, side, 3), 245, np.uint8)
    rows = np.concatenate([[0], np.sort(rng.uniform(0.1, 0.9, 3)), [1]])
    for top, bottom in zip(rows[:-1], rows[1:]):
        columns = np.concatenate([[0], np.sort(rng.uniform(0.15, 0.85, rng.integers(1, 3))), [1]])
        for left, right in zip(columns[:-1], columns[1:]):
            a = (int(left * side) + 6, int(top * side) + 6)
            b = (int(right * side) - 6, int(bottom * side) - 6)
            if b[0] - a[0] < 20 or b[1] - a[1] < 20:
                continue
            cv2.rectangle(image, a, b, tuple(int(c) for c in colour(rng, 0.8)), -1)
            for _ in range(4):
                at = (int(rng.uniform(a[0], b[0])), int(rng.uniform(a[1], b[1])))
                axes = (max(2, (b[0] - a[0]) // rng.integers(4, 12)), max(2, (b[1] - a[1]) // rng.integers(4, 9)))
                cv2.ellipse(image, at, axes, 0, 0, 360, tuple(int(c) for c in colour(rng, 0.8)), -1, cv2.LINE_AA)
                cv2.ellipse(image, at, axes, 0, 0, 360, (20, 20, 20), 2, cv2.LINE_AA)
            cv2.putText(image, "".join(chr(c) for c in rng.integers(65, 91, 9)), (a[0] + 8, a[1] + 24), cv2.FONT_HERSHEY_COMPLEX, 0.6, (20, 20, 20), 1, cv2.LINE_AA)
            cv2.rectangle(image, a, b, (15, 15, 15), 3)
    return image


SURFACES = {
    "brick": (brick, 0.05),
    "grass": (grass, 0.0),
    "marble": (marble, 0.7),
    "bed sheet": (bed_sheet, 0.02),
    "mosaic": (mosaic, 0.5),
    "brushed metal": (brushed_metal, 0.6),
    "straw mat": (straw_mat, 0.2),
    "gravel": (gravel, 0.05),
    "comic": (comic, 0.3),
}
# The larger share of photos is taken on indoor surfaces.
WEIGHTS = np.array([0.6, 0.5, 1.6, 2.2, 1.0, 1.2, 1.2, 0.6, 1.2])


def draw_surface(rng: np.random.Generator, side: int, mm: float) -> tuple[str, np.ndarray, float]:
    """The name, the picture and the gloss of one of them."""
    name = list(SURFACES)[rng.choice(len(SURFACES), p=WEIGHTS / WEIGHTS.sum())]
    draw, gloss = SURFACES[name]
    image = draw(rng, side, mm)
    return name, np.ascontiguousarray(np.rot90(image, rng.integers(4))), gloss
