"""Screens of phones, tablets and monitors: sub-pixels, the gaps between them, transfer curve, white point, black level, bezel."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from training.synthesis.recapture.media import box_cover
from training.synthesis.scene.compose import LINEAR

Kind = Literal["phone", "tablet", "monitor"]
FINE = 12
"""Steps of a sub-pixel pattern to the pixel."""
LAYOUTS = ("stripes", "turned stripes", "reversed stripes", "diamonds")
LAYOUTS_HELD_OUT = ("quads", "deltas")
"""Not trained on: what they score tells how far what was learnt from the others goes."""
FADE = (1.1, 1.9)
"""Pixels of the screen to one of the sensor, between which a lens loses the pattern."""


@dataclass(frozen=True)
class Screen:
    """`content` [h, w, 3] float32 linear light of each of its pixels. `pattern` [FINE * p, FINE * p, 3] float32 with mean 1 in each
    colour: what p x p pixels give when white. `depth`: how much of the pattern the lens leaves, 0 to 1. `bezel` in pixels: left, top, right, bottom."""

    content: np.ndarray
    pattern: np.ndarray
    depth: float
    bezel: tuple[float, float, float, float]
    corner: float
    case: np.ndarray
    outline: None = None
    emits: bool = True

    @property
    def size(self) -> tuple[int, int]:
        return self.content.shape[1], self.content.shape[0]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return self.bezel

    def light(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        shown = cv2.remap(self.content, np.floor(x), np.floor(y), cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
        if self.depth == 0:
            return shown
        side = len(self.pattern)
        period = np.float32(side / FINE)
        u, v = x / period, y / period
        # Half a step less: remap takes the nearest centre, and centres are at whole numbers.
        u, v = (u - np.floor(u)) * np.float32(side) - np.float32(0.5), (v - np.floor(v)) * np.float32(side) - np.float32(0.5)
        mask = cv2.remap(self.pattern, u, v, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
        return shown * (np.float32(1 - self.depth) + np.float32(self.depth) * mask)

    def margin(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.broadcast_to(self.case.astype(np.float32), (*x.shape, 3))

    def cover(self, x: np.ndarray, y: np.ndarray, step: float) -> np.ndarray:
        width, height = self.size
        left, top, right, bottom = self.bezel
        return box_cover(x, y, (-left, -top, width + right, height + bottom), self.corner, step)


def sub_pixels(layout: str, fill: float) -> np.ndarray:
    """The pattern of a layout; `fill` is the share of a pixel's width and height that is lit, the rest being the black matrix."""
    pixels = 1 if "stripes" in layout else 2
    side = pixels * FINE
    place = (np.arange(side, dtype=np.float32) + 0.5) / FINE
    x, y = np.meshgrid(place, place)
    pattern = np.zeros((side, side, 3), np.float32)
    if "stripes" in layout:
        along, across = (y, x) if layout != "turned stripes" else (x, y)
        for stripe in range(3):
            colour = 2 - stripe if layout == "reversed stripes" else stripe
            lit = (np.abs(across - (stripe + 0.5) / 3) < fill / 6) & (np.abs(along - 0.5) < fill / 2)
            pattern[..., colour] = lit
    elif layout == "diamonds":
        # Two greens to a red and a blue, as on organic screens: red and blue at every other pixel, greens between them.
        for colour, dots, reach in ((0, ((0.5, 0.5), (1.5, 1.5)), 0.5), (2, ((1.5, 0.5), (0.5, 1.5)), 0.55), (1, ((0, 0), (1, 0), (0, 1), (1, 1)), 0.36)):
            for cx, cy in dots:
                dx, dy = np.abs((x - cx + 1) % 2 - 1), np.abs((y - cy + 1) % 2 - 1)
                pattern[..., colour] += dx + dy < reach * fill
    elif layout == "quads":
        # Red, green, blue and white in a square.
        for colours, cx, cy in (((0,), 0.5, 0.5), ((1,), 1.5, 0.5), ((2,), 0.5, 1.5), ((0, 1, 2), 1.5, 1.5)):
            lit = (np.abs(x - cx) < fill / 2) & (np.abs(y - cy) < fill / 2)
            for colour in colours:
                pattern[..., colour] += lit
    elif layout == "deltas":
        for row in range(2):
            for stripe in range(6):
                cx = (stripe + 0.5) / 3 + row / 2
                dx = np.abs((x - cx + 1) % 2 - 1)
                pattern[..., stripe % 3] += (dx < fill / 6) & (np.abs(y - row - 0.5) < fill / 2)
    else:
        raise ValueError(f"no layout of sub-pixels is called {layout!r}")
    return pattern / np.maximum(pattern.mean((0, 1)), 1e-6)


def draw_screen(rng: np.random.Generator, picture: np.ndarray, per_sensor_pixel: float, kind: Kind, held_out: bool = False) -> Screen:
    """A screen that shows a picture [h, w, 3] uint8 sRGB pixel by pixel; `per_sensor_pixel`: pixels of it that one of the camera sees, along a side."""
    height, width = picture.shape[:2]
    layouts = LAYOUTS_HELD_OUT if held_out else LAYOUTS
    gamma = rng.uniform(1.0, 1.35) if rng.random() < 0.6 else rng.uniform(0.85, 1.0)
    table = LINEAR**gamma
    if rng.random() < 0.15:
        # Panels of six bits.
        table = table[np.minimum(np.arange(256) // 4 * 4 + 2, 255)]
    content = table.astype(np.float32)[picture]
    white = np.exp(rng.normal((-0.06, 0, 0.09), (0.06, 0.02, 0.08)))
    mix = float(rng.uniform(0, 0.12))
    gamut = (1 - mix) * np.eye(3) + mix / 3
    content = cv2.transform(content, (np.diag(white) @ gamut).astype(np.float32))
    # Light that leaks through a black pixel, bluish when seen from aside.
    leak = np.exp(rng.uniform(np.log(4e-4), np.log(1.5e-2))) * np.array([0.8, 0.9, 1.2])
    content = content + (leak * (1 - content)).astype(np.float32)
    fall = rng.normal(0, 0.12, 2)
    x, y = np.linspace(-1, 1, width), np.linspace(-1, 1, height)
    content *= np.clip(1 + fall[0] * x[None, :, None] + fall[1] * y[:, None, None], 0.5, 1.5).astype(np.float32)
    low, high = FADE
    depth = float(np.clip((high - per_sensor_pixel) / (high - low), 0, 1)) * rng.uniform(0.3, 1.0)
    thin = {"phone": (0.02, 0.10), "tablet": (0.03, 0.12), "monitor": (0.02, 0.08)}[kind]
    thick = rng.uniform(*thin, 4) * min(width, height)
    if kind == "phone" and rng.random() < 0.6:
        # A player's or a gallery's black bars above and below.
        thick[[1, 3]] += rng.uniform(0.1, 0.7) * width
    shade = float(rng.uniform(0.005, 0.03)) if rng.random() < 0.8 else float(rng.uniform(0.3, 0.8))
    return Screen(
        content=np.ascontiguousarray(content, np.float32),
        pattern=sub_pixels(str(rng.choice(layouts)), float(rng.uniform(0.6, 0.95))),
        depth=depth,
        bezel=tuple(thick.tolist()),
        corner=float(thick.min() * rng.uniform(0.1, 0.9)),
        case=shade * np.exp(rng.normal(0, 0.05, 3)),
    )


def scan_out(rng: np.random.Generator, rows: int) -> np.ndarray:
    """[rows, 3] float32 around 1: bands that a rolling shutter makes of a backlight's or a refresh's flicker."""
    period = np.exp(rng.uniform(np.log(0.08), np.log(2.5))) * rows
    depth = float(np.exp(rng.normal(np.log(0.05), 0.8)))
    phase = 2 * np.pi * (np.arange(rows) / period + rng.random())
    wave = np.tanh(np.sin(phase) * rng.uniform(0.5, 4)) if rng.random() < 0.5 else np.sin(phase)
    tint = 1 + rng.normal(0, 0.15, 3)
    return (1 + min(depth, 0.35) * wave[:, None] * tint).astype(np.float32)
