"""Hands and fingers: capsules of skin with nails, shaded from their height."""

from dataclasses import dataclass

import cv2
import numpy as np

from training.synthesis.scene.noise import fractal, relief
from training.synthesis.scene.thing import Thing

# Pixels per mm.
SCALE = 3.0
# Light to dark, sRGB, about the steps of Fitzpatrick's scale.
SKINS = np.array([[244, 208, 184], [228, 182, 150], [208, 156, 120], [178, 122, 86], [132, 86, 58], [86, 54, 38]], float)
NAILS = np.array([[200, 30, 50], [30, 120, 90], [40, 40, 60], [240, 240, 240], [120, 40, 90]], float)


@dataclass(frozen=True)
class Bone:
    """A capsule from (x, y) to (x1, y1) mm, whose radius goes from `radius` to `radius1`."""

    x: float
    y: float
    x1: float
    y1: float
    radius: float
    radius1: float


@dataclass(frozen=True)
class Skin:
    """One person's colours: `tone` and `nail` [3] sRGB."""

    tone: np.ndarray
    nail: np.ndarray


def draw_skin(rng: np.random.Generator) -> Skin:
    """A skin's tone, and a nail's, painted at times."""
    place = rng.uniform(0, len(SKINS) - 1)
    tone = np.array([np.interp(place, np.arange(len(SKINS)), SKINS[:, c]) for c in range(3)]) * rng.uniform(0.94, 1.06, 3)
    nail = tone * 0.85 + np.array([38, 24, 26]) if rng.random() < 0.85 else NAILS[rng.integers(len(NAILS))]
    return Skin(np.clip(tone, 0, 255), np.clip(nail, 0, 255))


def flesh(rng: np.random.Generator, bones: list[Bone], nails: list[int], skin: Skin, sleeve: float | None = None) -> tuple[Thing, np.ndarray]:
    """The bones covered with skin, as a thing, and the place [2] of the plane's origin in its pixels.

    `nails`: which bones bear a nail at their end. `sleeve`: clothes cover what has x below that, mm."""
    ends = np.array([(b.x, b.y, b.radius) for b in bones] + [(b.x1, b.y1, b.radius1) for b in bones])
    low, high = (ends[:, :2] - ends[:, 2:]).min(axis=0) - 2, (ends[:, :2] + ends[:, 2:]).max(axis=0) + 2
    shape = (round((high[1] - low[1]) * SCALE), round((high[0] - low[0]) * SCALE))
    x = (np.arange(shape[1], dtype=np.float32) + 0.5)[None] / np.float32(SCALE) + np.float32(low[0])
    y = (np.arange(shape[0], dtype=np.float32) + 0.5)[:, None] / np.float32(SCALE) + np.float32(low[1])
    height = np.zeros(shape, np.float32)
    outside = np.full(shape, 9.0, np.float32)
    nail = np.zeros(shape, np.float32)
    for number, bone in enumerate(bones):
        wx, wy = np.float32(bone.x1 - bone.x), np.float32(bone.y1 - bone.y)
        length2 = wx * wx + wy * wy
        along = np.clip(((x - np.float32(bone.x)) * wx + (y - np.float32(bone.y)) * wy) / length2, 0, 1)
        radius = np.float32(bone.radius) + np.float32(bone.radius1 - bone.radius) * along
        away = cv2.magnitude(x - np.float32(bone.x) - along * wx, y - np.float32(bone.y) - along * wy)
        height = np.maximum(height, cv2.sqrt(np.maximum(radius * radius - away * away, 0)))
        outside = np.minimum(outside, away - radius)
        if number in nails:
            length = np.sqrt(length2)
            ux, uy = wx / length, wy / length
            mx, my = np.float32(bone.x1) + ux * np.float32(0.15 * bone.radius1), np.float32(bone.y1) + uy * np.float32(0.15 * bone.radius1)
            a = ((x - mx) * ux + (y - my) * uy) / np.float32(0.72 * bone.radius1)
            b = ((y - my) * ux - (x - mx) * uy) / np.float32(0.6 * bone.radius1)
            nail = np.maximum(nail, np.clip((1 - (a**4 + b**4)) * 3, 0, 1))
    alpha = cv2.convertScaleAbs(np.clip(0.5 - outside * np.float32(SCALE), 0, 1), alpha=255)
    soft = cv2.GaussianBlur(height, (0, 0), 1.2 * SCALE)
    light = relief(soft, 0.9, rng.uniform(0, 2 * np.pi)) * (0.72 + 0.28 * np.clip(height / max(b.radius for b in bones), 0, 1))
    light *= 0.94 + 0.12 * fractal(rng, shape, (6, 6), 4, 0.7)
    art = light[..., None] * skin.tone.astype(np.float32)
    if nails:
        shine = light * (1 + 0.15 * nail)
        art += nail[..., None] * (shine[..., None] * skin.nail.astype(np.float32) - art)
    if sleeve is not None:
        cloth = rng.uniform(10, 230, 3).astype(np.float32)
        art = np.where((x < np.float32(sleeve))[..., None], light[..., None] * cloth, art)
    thing = Thing(np.clip(art, 0, 255).astype(np.uint8), alpha, SCALE, height=rng.uniform(8, 15), gloss=0.05 + 0.5 * nail)
    return thing, -low * SCALE


def fingertip(rng: np.random.Generator, skin: Skin, reach: float) -> tuple[Thing, np.ndarray]:
    """One finger or thumb that comes along x from the left, its tip `reach` mm beyond the origin."""
    thick = rng.uniform(7.5, 11.5)
    bend = rng.normal(0, 7)
    joint = (reach - rng.uniform(24, 32), bend)
    bones = [
        Bone(-120, bend * 2 + rng.normal(0, 15), joint[0], joint[1], thick * 1.25, thick * 1.05),
        Bone(joint[0], joint[1], reach - thick * 0.9, 0, thick * 1.05, thick * 0.9),
    ]
    return flesh(rng, bones, [1], skin)


def grasp(rng: np.random.Generator, skin: Skin, thumb: float, depth: float) -> tuple[tuple[Thing, np.ndarray], tuple[Thing, np.ndarray]]:
    """A hand that comes along x from the left and holds what begins at x = 0: what is below the document, and the thumb above it.

    The thumb's tip is `thumb` mm over the edge; fingers reach `depth` mm below the document."""
    side = rng.choice([-1, 1])
    wrist = rng.uniform(-170, -140)
    bones = [
        Bone(wrist - 160, side * rng.normal(40, 25), wrist, side * 10, 36, 29),
        Bone(wrist, side * 10, -62, side * 12, 29, 40),
        Bone(-70, side * 20, -38, side * 22, 34, 30),
    ]
    nails = []
    for k in range(4):
        tip = depth + rng.normal(0, 8) - 6 * abs(k - 1.5)
        spread = side * (4 + 17 * k)
        bones.append(Bone(-60, spread * 0.9, tip, spread + rng.normal(0, 4), rng.uniform(9, 10.5), rng.uniform(7, 8.5)))
    below = flesh(rng, bones, nails, skin, wrist - rng.uniform(0, 60) if rng.random() < 0.6 else None)
    thick = rng.uniform(9, 11.5)
    root = (-62, side * rng.uniform(-22, -4))
    joint = (thumb - rng.uniform(26, 32), side * rng.uniform(-14, -2))
    upper = [
        Bone(*root, *joint, thick * 1.45, thick * 1.1),
        Bone(*joint, thumb - thick * 0.9, side * rng.normal(-3, 5), thick * 1.1, thick * 0.9),
    ]
    return below, flesh(rng, upper, [1], skin)
