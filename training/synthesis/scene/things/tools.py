"""Things of a desk: pens, phones, cups, coins, rulers, clips, erasers, laptops, boxes."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.scene.lettering import page, picture
from training.synthesis.scene.noise import fractal, hue, shade
from training.synthesis.scene.surfaces.plain import keys
from training.synthesis.scene.thing import Thing


def rounded(shape: tuple[int, int], radius: float) -> np.ndarray:
    """[h, w] uint8: an alpha of an oblong with rounded corners, radius in pixels."""
    height, width = shape
    x = np.maximum(np.abs(np.arange(width) + 0.5 - width / 2) - (width / 2 - radius), 0)
    y = np.maximum(np.abs(np.arange(height) + 0.5 - height / 2) - (height / 2 - radius), 0)
    return (255 * np.clip(radius - np.hypot(x[None], y[:, None]) + 0.5, 0, 1)).astype(np.uint8)


def filled(shape: tuple[int, int], colour: np.ndarray) -> np.ndarray:
    """[h, w, 3] uint8 of one colour."""
    art = np.empty((*shape, 3), np.uint8)
    art[:] = np.clip(colour, 0, 255).astype(np.uint8)
    return art


def pen(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A pen, pencil or marker: a cylinder with a cap, a tip, a clip or print."""
    scale = 5.0
    length, thick = rng.uniform(110, 160), rng.choice([rng.uniform(7, 11), rng.uniform(11, 19)], p=[0.7, 0.3])
    shape = (round(thick * scale), round(length * scale))
    body, other = hue(rng, (0, 1), (0.05, 1)), hue(rng, (0, 0.9), (0.05, 1))
    art = filled(shape, body)
    cap = int(shape[1] * rng.uniform(0.25, 0.45))
    art[:, -cap:] = other.astype(np.uint8)
    if rng.random() < 0.5:
        ring = int(shape[1] * rng.uniform(0.45, 0.7))
        art[:, ring : ring + rng.integers(6, 24)] = hue(rng, (0, 0.3), (0.4, 1)).astype(np.uint8)
    across = np.abs(np.linspace(-1, 1, shape[0], dtype=np.float32))[:, None]
    light = np.sqrt(np.maximum(1 - (across * 0.98) ** 2, 0)) * 0.75 + 0.3
    art = shade(art, np.broadcast_to(light, shape))
    glint = shape[0] // 3
    art[glint : glint + max(1, shape[0] // 12)] = np.minimum(art[glint : glint + max(1, shape[0] // 12)].astype(int) + 60, 255)
    if rng.random() < 0.6:
        clip = slice(shape[0] // 2 - shape[0] // 10, shape[0] // 2 + shape[0] // 10)
        art[clip, -int(cap * 0.9) :] = hue(rng, (0, 0.2), (0.3, 1)).astype(np.uint8)
    alpha = rounded(shape, shape[0] * 0.3)
    taper = np.clip(np.arange(shape[1]) / (shape[0] * rng.uniform(0.8, 2.5)), 0.15, 1)[None]
    alpha = np.where(across <= taper, alpha, 0).astype(np.uint8)
    return Thing(art, alpha, scale, height=thick * 0.7, gloss=0.3)


def phone(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A phone: its back, a dark screen, or a screen that shows text, icons or a picture."""
    scale = 6.0
    wide, high = rng.uniform(64, 80), rng.uniform(136, 168)
    shape = (round(high * scale), round(wide * scale))
    radius = rng.uniform(6, 13) * scale
    frame = hue(rng, (0, 0.3), (0.03, 0.25)) if rng.random() < 0.7 else hue(rng, (0, 0.5), (0.3, 0.95))
    art = filled(shape, frame)
    kind = rng.random()
    rim = round(rng.uniform(2, 5) * scale)
    inner = (shape[0] - 2 * rim, shape[1] - 2 * rim)
    if kind < 0.25:
        lens = round(6 * scale)
        for k in range(rng.integers(1, 4)):
            cv2.circle(art, (rim + lens, rim + lens + k * round(lens * 2.2)), lens, (14, 14, 18), -1, cv2.LINE_AA)
            cv2.circle(art, (rim + lens, rim + lens + k * round(lens * 2.2)), lens // 2, (40, 42, 60), -1, cv2.LINE_AA)
    else:
        art[rim:-rim, rim:-rim] = _screen(rng, inner, scale) if kind < 0.75 else rng.integers(4, 22, 3).astype(np.uint8)
    return Thing(art, rounded(shape, radius), scale, height=8, gloss=0.8, solid=True, edge=tuple(int(c) for c in frame * 0.8))


def _screen(rng: np.random.Generator, shape: tuple[int, int], scale: float) -> np.ndarray:
    kind = rng.integers(3)
    if kind == 0:
        return picture(rng, shape)
    if kind == 1:
        return page(rng, shape, scale, shape[1] / scale, 3, 0.3)
    art = picture(rng, shape)
    step = shape[1] // 4
    for row in range(shape[0] // step):
        for column in range(4):
            if rng.random() < 0.8:
                x, y = column * step + step // 6, row * step + step // 6
                cv2.rectangle(art, (x, y), (x + step * 2 // 3, y + step * 2 // 3), tuple(int(c) for c in hue(rng, (0.2, 0.9), (0.5, 1))), -1)
    return art


def laptop(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A laptop's lower half: keys and a touch pad. Also a keyboard of its own."""
    scale = 3.0
    wide, high = rng.uniform(290, 360), rng.uniform(200, 240)
    shape = (round(high * scale), round(wide * scale))
    body = hue(rng, (0, 0.1), (0.1, 0.85))
    art = filled(shape, body)
    x, y, h = round(0.05 * shape[1]), round(0.08 * shape[0]), round(0.45 * shape[0])
    board = keys(rng, shape[1] - 2 * x, (shape[1] - 2 * x) / scale)[:h]
    art[y : y + h, x : shape[1] - x] = board
    pad = (round(0.34 * shape[1]), round(0.6 * shape[0]), round(0.66 * shape[1]), round(0.94 * shape[0]))
    cv2.rectangle(art, pad[:2], pad[2:], tuple(int(c) for c in body * 0.9), -1)
    cv2.rectangle(art, pad[:2], pad[2:], tuple(int(c) for c in body * 0.6), 2)
    return Thing(art, rounded(shape, 20), scale, height=15, gloss=0.2, solid=True, edge=tuple(int(c) for c in body * 0.7))


def cup(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A cup, glass or plate from above."""
    scale = 4.0
    outer = rng.uniform(70, 95) if rng.random() < 0.7 else rng.uniform(120, 220)
    side = round(outer * scale)
    glaze, drink = hue(rng, (0, 0.8), (0.3, 1)), np.array([rng.uniform(20, 120)] * 3) * np.array([1, 0.6, 0.35])
    art = filled((side, side), glaze)
    middle = (side // 2, side // 2)
    cv2.circle(art, middle, round(side * 0.44), tuple(int(c) for c in glaze * 0.75), -1, cv2.LINE_AA)
    shift = (side // 2 + rng.integers(-side // 20, side // 20), side // 2 + rng.integers(-side // 20, side // 20))
    cv2.circle(art, shift, round(side * 0.38), tuple(int(c) for c in (drink if rng.random() < 0.6 else glaze * 0.9)), -1, cv2.LINE_AA)
    return Thing(art, rounded((side, side), side / 2), scale, height=rng.uniform(10, 40), gloss=0.5)


def coin(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A coin: a metal disc with a rim and a worn relief."""
    scale = 10.0
    side = round(rng.uniform(17, 28) * scale)
    metal = np.array([[200, 200, 200], [200, 170, 90], [180, 110, 70]])[rng.integers(3)] * rng.uniform(0.6, 1.1)
    art = shade(np.broadcast_to(metal.astype(np.float32), (side, side, 3)), 0.6 + 0.8 * fractal(rng, (side, side), (4, 4), 3))
    cv2.circle(art, (side // 2, side // 2), round(side * 0.46), tuple(int(c) for c in np.minimum(metal * 1.2, 255)), max(2, side // 40), cv2.LINE_AA)
    return Thing(art, rounded((side, side), side / 2), scale, height=2, gloss=0.6)


def ruler(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A ruler with a line each millimetre."""
    scale = 5.0
    shape = (round(rng.uniform(25, 40) * scale), round(rng.uniform(160, 320) * scale))
    base = hue(rng, (0, 0.7), (0.6, 1))
    art = filled(shape, base)
    for k in range(int(shape[1] / scale)):
        cv2.line(art, (int(k * scale), 0), (int(k * scale), int(scale * (8 if k % 10 == 0 else 5 if k % 5 == 0 else 3))), (20, 20, 20), 1)
    return Thing(art, rounded(shape, 4), scale, height=2, gloss=0.4, solid=True, edge=tuple(int(c) for c in base * 0.8))


def eraser(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A block: an eraser, a sponge, a matchbox, a lighter."""
    scale = 5.0
    shape = (round(rng.uniform(15, 60) * scale), round(rng.uniform(35, 110) * scale))
    base = hue(rng, (0, 0.9), (0.2, 1))
    art = shade(filled(shape, base), 0.85 + 0.3 * fractal(rng, shape, (12, 12), 4, 0.8))
    if rng.random() < 0.5:
        art[:, : int(shape[1] * rng.uniform(0.3, 0.7))] = hue(rng, (0, 0.9), (0.2, 1)).astype(np.uint8)
    return Thing(art, rounded(shape, rng.uniform(4, 20)), scale, height=rng.uniform(6, 20), gloss=0.1, solid=True, edge=tuple(int(c) for c in base * 0.7))


def box(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A cardboard box, a package, a tablet case."""
    scale = 3.0
    shape = (round(rng.uniform(50, 180) * scale), round(rng.uniform(80, 260) * scale))
    base = np.array([186, 146, 104]) * rng.uniform(0.7, 1.15) if rng.random() < 0.4 else hue(rng, (0, 0.8), (0.1, 1))
    art = shade(filled(shape, base), 0.92 + 0.16 * fractal(rng, shape, (3, 30), 3))
    if rng.random() < 0.5:
        high, wide = shape[0] // 3, shape[1] // 2
        y, x = rng.integers(0, shape[0] - high), rng.integers(0, shape[1] - wide)
        art[y : y + high, x : x + wide] = page(rng, (high, wide), scale, wide / scale, 2, 0.3)
    return Thing(art, rounded(shape, 3), scale, height=rng.uniform(10, 50), gloss=0.1, solid=True, edge=tuple(int(c) for c in base * 0.65))


def clip(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A paper clip: bent wire. Also a rubber band or a cable's end."""
    scale = 12.0
    shape = (round(9 * scale), round(rng.uniform(28, 34) * scale))
    wire = np.zeros(shape, np.uint8)
    w, h, thick = shape[1], shape[0], max(4, round(rng.uniform(0.8, 1.3) * scale))
    path = np.array([[0.75, 0.2], [0.15, 0.2], [0.08, 0.5], [0.15, 0.8], [0.85, 0.8], [0.93, 0.55], [0.85, 0.36], [0.3, 0.36], [0.25, 0.5], [0.3, 0.64], [0.7, 0.64]])
    cv2.polylines(wire, [np.round(path * [w, h]).astype(np.int32)], False, 255, thick, cv2.LINE_AA)
    colour = hue(rng, (0, 0.15), (0.5, 0.9)) if rng.random() < 0.6 else hue(rng, (0.6, 1), (0.4, 1))
    return Thing(filled(shape, colour), wire, scale, height=1, gloss=0.6)


def cable(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Thing:
    """A cable in a curve."""
    scale = 2.5
    side = round(rng.uniform(120, 300) * scale)
    line = np.zeros((side, side), np.uint8)
    knots = rng.uniform(0.05, 0.95, (5, 2)).cumsum(axis=0) / np.array([3, 3])
    t = np.linspace(0, 1, 60)
    fit = np.stack([np.polyval(np.polyfit(np.linspace(0, 1, 5), knots[:, c], 3), t) for c in range(2)], axis=-1)
    cv2.polylines(line, [np.round(np.clip(fit, 0.02, 0.98) * side).astype(np.int32)], False, 255, round(rng.uniform(3, 6) * scale), cv2.LINE_AA)
    return Thing(filled((side, side), hue(rng, (0, 0.2), (0.03, 0.95))), line, scale, height=4, gloss=0.2)
