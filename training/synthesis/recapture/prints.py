"""Pictures on paper: inks and their halftone, ink that spreads, nozzles' streaks, paper's grain, a sheet's border or a cut edge."""

from dataclasses import dataclass

import cv2
import numpy as np

from training.synthesis.recapture.media import box_cover
from training.synthesis.scene.compose import LINEAR
from training.synthesis.scene.noise import fractal, grain, relief

HALFTONES = ("round", "line", "diffused")
HALFTONES_HELD_OUT = ("crossed", "chained")
"""Not trained on, as with screens."""
ANGLES = np.radians([15.0, 75.0, 0.0])
"""Of the screens of cyan, magenta and yellow, as offset printing turns them."""
FADE = (0.55, 0.95)
"""Dots to a pixel of the sensor, between which a lens loses them."""


@dataclass(frozen=True)
class Print:
    """`ink` [h, w, 3] float32, 0 to 1: cyan, magenta and yellow of each pixel of the content. `paper` [h, w, 3] float32: how it throws back light.

    `solid` [3, 3]: linear colour of each full ink on white. `period`: of the halftone in pixels of the content. `depth`: how much of the dots a lens leaves.
    `border` in pixels: left, top, right, bottom. `outline` [n, 2]: where scissors went, else the sheet's own edge is its edge.
    `hole` [h, w] float32, 0 to 1: what is cut out of it, through which `behind` [h, w, 3] float32 linear is seen."""

    ink: np.ndarray
    paper: np.ndarray
    solid: np.ndarray
    halftone: str
    period: float
    depth: float
    border: tuple[float, float, float, float]
    blank: np.ndarray
    outline: np.ndarray | None = None
    hole: np.ndarray | None = None
    behind: np.ndarray | None = None
    emits: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.ink.shape[1], self.ink.shape[0]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return self.border

    def light(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        ink = cv2.remap(self.ink, x - np.float32(0.5), y - np.float32(0.5), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        if self.depth > 0:
            ink += np.float32(self.depth) * (dots(ink, x, y, self.halftone, self.period) - ink)
        sheet = cv2.remap(self.paper, x - np.float32(0.5), y - np.float32(0.5), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        # Inks on top of each other filter one after the other (Neugebauer's primaries, each the product of its inks).
        for k in range(3):
            sheet = sheet * (1 - ink[..., k : k + 1] * (1 - self.solid[k]).astype(np.float32))
        if self.hole is not None:
            hole = cv2.remap(self.hole, x - np.float32(0.5), y - np.float32(0.5), cv2.INTER_LINEAR)[..., None]
            seen = cv2.remap(self.behind, x - np.float32(0.5), y - np.float32(0.5), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            sheet = sheet + hole * (seen - sheet)
        return sheet

    def margin(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.broadcast_to(self.blank.astype(np.float32), (*x.shape, 3))

    def cover(self, x: np.ndarray, y: np.ndarray, step: float) -> np.ndarray:
        width, height = self.size
        left, top, right, bottom = self.border
        if self.outline is None:
            return box_cover(x, y, (-left, -top, width + right, height + bottom), 0.0, step)
        mask = np.zeros((height, width), np.uint8)
        cv2.fillPoly(mask, [np.round(self.outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        return cv2.remap(mask, x - np.float32(0.5), y - np.float32(0.5), cv2.INTER_LINEAR).astype(np.float32) / 255


def dots(ink: np.ndarray, x: np.ndarray, y: np.ndarray, halftone: str, period: float) -> np.ndarray:
    """Ink [h, w, 3], 0 to 1, as dots at places [h, w], whose edges are as soft as ink is on paper."""
    if halftone == "diffused":
        # Specks without an order, the same at the same place of the sheet: a hash of the place, as error diffusion leaves them.
        cell = np.float32(period / 2)
        place = np.floor(x / cell) * np.float32(12.9898) + np.floor(y / cell) * np.float32(78.233)
        out = np.empty_like(ink)
        for k in range(3):
            level = np.sin(place + np.float32(1.7 * k)) * np.float32(43758.547)
            out[..., k] = np.clip((ink[..., k] - (level - np.floor(level))) * np.float32(4) + np.float32(0.5), 0, 1)
        return out
    out = np.empty_like(ink)
    for k, angle in enumerate(ANGLES):
        c, s = np.float32(np.cos(angle) * 2 * np.pi / period), np.float32(np.sin(angle) * 2 * np.pi / period)
        u, v = np.cos(c * x + s * y), np.cos(c * y - s * x)
        level = {
            "round": lambda: (u + v) / 4 + 0.5,
            "line": lambda: u / 2 + 0.5,
            "crossed": lambda: u * v / 2 + 0.5,
            "chained": lambda: (u + 0.6 * v) / 3.2 + 0.5,
        }[halftone]()
        out[..., k] = np.clip((ink[..., k] - level) * np.float32(3) + np.float32(0.5), 0, 1)
    return out


def draw_print(
    rng: np.random.Generator,
    picture: np.ndarray,
    per_sensor_pixel: float,
    held_out: bool = False,
    outline: np.ndarray | None = None,
    holes: tuple[np.ndarray, ...] = (),
) -> Print:
    """A print of a picture [h, w, 3] uint8 sRGB, cut along an outline [n, 2] and with holes [n, 2] where such are given.

    `per_sensor_pixel`: pixels of the content that one of the camera sees, along a side."""
    height, width = picture.shape[:2]
    values = picture.astype(np.float32) / 255
    values = np.clip((values - 0.5) * rng.uniform(0.8, 1.15) + 0.5 + rng.uniform(-0.06, 0.08), 0, 1)
    grey = values.mean(-1, keepdims=True)
    values = np.clip(grey + (values - grey) * (rng.uniform(0.75, 1.2) if rng.random() < 0.93 else 0.0), 0, 1)
    # The share of paper that dots cover decides the light, so that it is worked out in linear light.
    ink = 1 - values ** np.float32(rng.uniform(1.9, 2.4))
    spread = rng.uniform(0.3, 1.3) * per_sensor_pixel
    ink = cv2.GaussianBlur(ink, (0, 0), spread) if spread > 0.3 else ink
    # Dots grow as ink sinks in (Yule and Nielsen): middle tones darken most.
    ink = np.clip(ink + rng.uniform(-0.1, 0.35) * ink * (1 - ink), 0, 1)
    streak = cv2.GaussianBlur(rng.normal(0, 1, (1, height if rng.random() < 0.5 else width)).astype(np.float32), (0, 0), rng.uniform(1, 8))[0]
    streak = np.clip(1 + streak / max(float(streak.std()), 1e-6) * rng.uniform(0, 0.012), 0.9, 1.1)
    ink = ink * (streak[:, None, None] if len(streak) == height else streak[None, :, None])
    shape = (height, width)
    fibre = rng.uniform(2, 6)
    bumps = fractal(rng, shape, (height / fibre, width / fibre), 2, 0.6)
    white = rng.uniform(0.72, 0.92) * np.array([1, 1, 1]) * np.exp(rng.normal(0, 0.015, 3))
    paper = relief(bumps * 8, rng.uniform(0, 1) ** 2 * 0.2, rng.uniform(0, 2 * np.pi))
    paper = paper * (1 + grain(rng, shape, 1.5) * rng.uniform(0, 0.02))
    low, high = FADE
    per_dot = np.exp(rng.uniform(np.log(0.5), np.log(2.5)))
    depth = float(np.clip((high - per_dot) / (high - low), 0, 1)) * rng.uniform(0.4, 1)
    deep = rng.uniform(0.02, 0.12)
    # Each ink also takes a little of the light that it is to let through; drivers make up for most of that.
    solid = 1 - rng.uniform(0, 1) * np.array([[0, 0.12, 0.03], [0.10, 0, 0.16], [0.03, 0.06, 0]]) - (1 - deep) * np.eye(3)
    kind = rng.random()
    even = rng.uniform(0.02, 0.3) * width
    border = np.zeros(4) if kind < 0.4 else np.full(4, rng.uniform(0.01, 0.06) * width) if kind < 0.7 else even * rng.uniform(0.5, 2.5, 4)
    hole, behind = _opened(rng, picture, holes) if holes else (None, None)
    return Print(
        ink=np.ascontiguousarray(ink, np.float32),
        paper=(paper[..., None] * white).astype(np.float32),
        solid=np.clip(solid, 0, 1),
        halftone=str(rng.choice(HALFTONES_HELD_OUT if held_out else HALFTONES)),
        period=float(max(2.0, per_sensor_pixel / per_dot)),
        depth=depth,
        border=tuple(border.tolist()),
        blank=white,
        outline=outline,
        hole=hole,
        behind=behind,
    )


def _opened(rng: np.random.Generator, picture: np.ndarray, holes: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray]:
    """What is cut out, [h, w], and what is seen there, [h, w, 3]: eyes a little away from those of the paper, in its shadow."""
    height, width = picture.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(mask, [np.round(hole * 16).astype(np.int32) for hole in holes], 255, cv2.LINE_AA, 4)
    hole = mask.astype(np.float32) / 255
    shift = np.array([[1, 0, rng.normal(0, 0.01) * width], [0, 1, rng.normal(0, 0.008) * height]])
    behind = cv2.warpAffine(LINEAR[picture], shift, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lit = rng.uniform(0.4, 0.9) * cv2.GaussianBlur(hole, (0, 0), max(1.0, 0.012 * width)) ** rng.uniform(0.5, 2)
    return hole, behind * lit[..., None].astype(np.float32)
