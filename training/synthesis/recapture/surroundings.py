"""What is around a medium in the photo: a room behind it, light on it, what it mirrors, fingers that hold it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.camera.blur import defocus_kernel, spread
from training.synthesis.scene.compose import LINEAR
from training.synthesis.scene.noise import hue, smooth
from training.synthesis.scene.surfaces import draw_surface
from training.synthesis.scene.thing import Thing
from training.synthesis.scene.things.hand import draw_skin, fingertip, grasp


def backdrop(rng: np.random.Generator, shape: tuple[int, int], pictures: Sequence[Path]) -> np.ndarray:
    """[h, w, 3] float32 linear: a part of a picture or a drawn surface, mostly out of focus."""
    height, width = shape
    if pictures and rng.random() < 0.75:
        image = cv2.imread(str(pictures[rng.integers(len(pictures))]), cv2.IMREAD_COLOR)[..., ::-1]
        scale = max(height / image.shape[0], width / image.shape[1]) * rng.uniform(1.0, 1.6)
        image = cv2.resize(np.ascontiguousarray(image), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        top, left = rng.integers(0, image.shape[0] - height + 1), rng.integers(0, image.shape[1] - width + 1)
        image = image[top : top + height, left : left + width]
    else:
        _, square, _ = draw_surface(rng, 320, float(rng.uniform(150, 900)))
        side = max(height, width)
        image = cv2.resize(square, (side, side), interpolation=cv2.INTER_LINEAR)[:height, :width]
    light = LINEAR[image]
    return spread(light, defocus_kernel(rng.uniform(1, 10) * width / 640)) if rng.random() < 0.8 else light


def illumination(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """[h, w, 3] float32 around 1: how much light falls where, and its colour."""
    field = 1 + rng.uniform(0, 0.9) * (smooth(rng, shape, (2, 2)) - 0.5)
    if rng.random() < 0.25:
        field *= 1 - rng.uniform(0.1, 0.5) * cv2.GaussianBlur((smooth(rng, shape, (3, 3)) > 0.6).astype(np.float32), (0, 0), shape[1] / 40)
    warm = rng.normal(0, 0.1)
    return np.clip(field, 0.15, 2)[..., None] * np.exp(np.array([warm, 0, -warm])).astype(np.float32)


def mirrored(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """[h, w, 3] float32 linear light that glass or glossy paper adds: a veil, and at times lamps or windows."""
    height, width = shape
    veil = np.exp(rng.uniform(np.log(0.002), np.log(0.06))) * smooth(rng, shape, (2, 3)).clip(0)
    colour = 1 + 0.25 * (hue(rng, (0, 1), (1, 1)) / 255 - 0.5)
    if rng.random() < 0.3:
        for _ in range(rng.integers(1, 4)):
            spot = np.zeros(shape, np.float32)
            at = (int(rng.uniform(-0.1, 1.1) * width), int(rng.uniform(-0.1, 1.1) * height))
            if rng.random() < 0.5:
                cv2.circle(spot, at, int(rng.uniform(0.01, 0.08) * width), 1.0, -1, cv2.LINE_AA)
            else:
                box = cv2.boxPoints((at, tuple(rng.uniform(0.04, 0.35, 2) * width), float(rng.uniform(-30, 30))))
                cv2.fillConvexPoly(spot, np.round(box).astype(np.int32), 1.0, cv2.LINE_AA)
            veil = veil + rng.uniform(0.05, 0.9) ** 2 * cv2.GaussianBlur(spot, (0, 0), width * rng.uniform(0.004, 0.05))
    return (veil[..., None] * colour).astype(np.float32)


@dataclass(frozen=True)
class Held:
    """A part of a hand in the photo: `colour` [h, w, 3] float32 linear, `cover` [h, w, 1] float32, and whether the medium hides it."""

    colour: np.ndarray
    cover: np.ndarray
    below: bool


def draw_hands(rng: np.random.Generator, edge: np.ndarray, shape: tuple[int, int], pixels_per_mm: float) -> list[Held]:
    """One or two hands, or fingertips alone, at a medium's edge [n, 2], at places that are in the frame."""
    height, width = shape
    inside = [i for i, (x, y) in enumerate(edge) if 0 < x < width and 0 < y < height]
    if not inside:
        return []
    skin = draw_skin(rng)
    centre = edge.mean(0)
    held = []
    for _ in range(rng.integers(1, 3)):
        i = inside[rng.integers(len(inside))]
        along = edge[(i + 1) % len(edge)] - edge[i]
        inwards = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-6)
        inwards *= np.sign(inwards @ (centre - edge[i])) or 1
        angle = float(np.arctan2(inwards[1], inwards[0]) + rng.normal(0, 0.4))
        if rng.random() < 0.65:
            below, thumb = grasp(rng, skin, float(rng.uniform(8, 26)), float(rng.uniform(10, 60)))
            parts = [(below, True), (thumb, False)]
        else:
            parts = [(fingertip(rng, skin, float(rng.uniform(6, 24))), False)]
        held += [_placed(thing, origin, edge[i], angle, shape, pixels_per_mm, below) for (thing, origin), below in parts]
    return held


def _placed(thing: Thing, origin: np.ndarray, at: np.ndarray, angle: float, shape: tuple[int, int], pixels_per_mm: float, below: bool) -> Held:
    scale = pixels_per_mm / thing.scale
    art, alpha = thing.artwork, thing.alpha
    c, s = np.cos(angle) * scale, np.sin(angle) * scale
    matrix = np.array([[c, -s, at[0] - c * origin[0] + s * origin[1]], [s, c, at[1] - s * origin[0] - c * origin[1]]])
    if scale < 0.8:
        art, alpha = (cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) for part in (art, alpha))
        matrix[:, 0] *= thing.artwork.shape[1] / art.shape[1]
        matrix[:, 1] *= thing.artwork.shape[0] / art.shape[0]
    size = (shape[1], shape[0])
    colour = cv2.warpAffine(LINEAR[art], matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpAffine(alpha, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float32)[..., None] / 255
    return Held(colour, cover, below)
