"""Plain and technical surfaces: gradients, paint, keys of a keyboard, plastic, perforated sheets."""

import cv2
import numpy as np

from training.synthesis.scene.noise import fractal, grain, hue, ramp, relief, shade


def gradient(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """One colour going over into another, as on screens, seamless paper and painted desks."""
    first, second = hue(rng, (0, 0.6), (0.1, 1)), hue(rng, (0, 0.6), (0.1, 1))
    if rng.random() < 0.6:
        second = first * rng.uniform(0.6, 1.2)
    run = np.linspace(0, 1, side, dtype=np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    value = 0.5 + (run[None] - 0.5) * np.float32(np.cos(angle)) + (run[:, None] - 0.5) * np.float32(np.sin(angle))
    return ramp(value + 0.01 * grain(rng, (side, side)), np.clip(np.stack([first, second]), 0, 255))


def painted(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """White, grey, black or coloured boards, hardly any texture; dust and faint scratches."""
    level = rng.choice([rng.uniform(8, 50), rng.uniform(60, 180), rng.uniform(200, 250)])
    base = np.clip(level * rng.uniform(0.93, 1.07, 3), 0, 255)
    image = np.empty((side, side, 3), np.uint8)
    image[:] = base.astype(np.uint8)
    for _ in range(rng.integers(0, 25)):
        start, run = rng.uniform(0, side, 2), rng.normal(0, side / 8, 2)
        tone = tuple(int(c) for c in np.clip(base + rng.normal(0, 12), 0, 255))
        cv2.line(image, tuple(start.astype(int)), tuple((start + run).astype(int)), tone, 1, cv2.LINE_AA)
    return shade(image, 0.97 + 0.06 * fractal(rng, (side, side), (3, 3), 5))


def plastic(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """Moulded plastic: a fine even grain that is lit from aside."""
    base = hue(rng, (0, 0.25), (0.06, 0.9))
    bumps = fractal(rng, (side, side), (side / max(2.0, rng.uniform(0.6, 2) / mm * side),) * 2, 1)
    return shade(np.broadcast_to(base.astype(np.float32), (side, side, 3)), relief(bumps, rng.uniform(0.5, 2), rng.uniform(0, 6)))


def keys(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """A keyboard from above: rounded keys on a pitch of about 19 mm, in rows that are shifted, with letters."""
    body, key = sorted([rng.uniform(10, 240), rng.uniform(10, 240)], reverse=bool(rng.random() < 0.5))
    image = np.empty((side, side, 3), np.uint8)
    image[:] = np.clip(body * rng.uniform(0.95, 1.05, 3), 0, 255).astype(np.uint8)
    pitch = rng.uniform(15, 20) / mm * side
    gap, ink = pitch * rng.uniform(0.06, 0.18), 30 if key > 120 else 220
    tint = np.clip(key * rng.uniform(0.95, 1.05, 3), 0, 255)
    letters = rng.integers(65, 91, 4096)
    for row in range(int(side / pitch) + 1):
        x, y = -pitch * (row % 4) / 4, row * pitch
        while x < side:
            wide = pitch * rng.choice([1, 1, 1, 1, 1, 1.5, 2])
            a, b = (int(x + gap), int(y + gap)), (int(x + wide - gap), int(y + pitch - gap))
            cv2.rectangle(image, a, b, tuple(int(c) for c in tint), -1)
            cv2.rectangle(image, a, b, tuple(int(c) for c in tint * 0.7), 1, cv2.LINE_AA)
            if wide == pitch and pitch > 12:
                letter = chr(letters[(row * 64 + int(x / pitch)) % 4096])
                cv2.putText(image, letter, (a[0] + int(pitch * 0.2), b[1] - int(pitch * 0.25)), cv2.FONT_HERSHEY_DUPLEX, pitch / 60, (ink,) * 3, 1, cv2.LINE_AA)
            x += wide
    return image


def perforated(rng: np.random.Generator, side: int, mm: float) -> np.ndarray:
    """A pattern that repeats: dots, checks or waves, as on wallpaper, oilcloth and trays."""
    first, second = hue(rng, (0, 0.7), (0.3, 1)), hue(rng, (0, 0.7), (0.1, 0.9))
    period = max(4.0, rng.uniform(4, 50) / mm * side)
    run = np.arange(side, dtype=np.float32) * np.float32(2 * np.pi / period)
    x, y = np.sin(run)[None], np.sin(run)[:, None]
    kind = rng.integers(4)
    field = (x * y, np.maximum(x, y), x + y, np.sin(run[:, None] + 2 * x))[kind]
    level = rng.uniform(-0.3, 0.6)
    value = 1 / (1 + np.exp(-np.clip((field - level) * period / 2, -30, 30)))
    return ramp(np.broadcast_to(value, (side, side)).astype(np.float32), np.stack([first, second]))
