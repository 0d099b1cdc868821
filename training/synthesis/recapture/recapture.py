"""A picture shown again and photographed, and a picture photographed in the same way without that."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

from training.synthesis.camera.camera import Camera, draw_camera
from training.synthesis.camera.jpeg import SAMPLING, decode, encode
from training.synthesis.camera.lens import Lens
from training.synthesis.camera.mosaic import BAYER
from training.synthesis.recapture.media import Medium
from training.synthesis.recapture.prints import draw_print
from training.synthesis.recapture.screens import draw_screen, scan_out
from training.synthesis.recapture.surroundings import backdrop, draw_hands, illumination, mirrored
from training.synthesis.recapture.view import View, look
from training.synthesis.scene.compose import LINEAR
from training.synthesis.settings import PhotoSettings

Kind = Literal["print", "print-bent", "print-cut", "screen-phone", "screen-tablet", "screen-monitor"]
KINDS: dict[Kind, float] = {"print": 0.2, "print-bent": 0.15, "print-cut": 0.15, "screen-phone": 0.2, "screen-tablet": 0.12, "screen-monitor": 0.18}
"""Presentation attack instruments, and how often each comes."""
FACE_MM = {"print": (60, 190), "print-bent": (60, 190), "print-cut": (110, 180), "screen-phone": (25, 50), "screen-tablet": (50, 120), "screen-monitor": (60, 190)}
"""How wide the subject is on the medium: it decides how large fingers are beside it."""
PER_SENSOR_PIXEL = {"screen-phone": (0.8, 3.0), "screen-tablet": (0.7, 2.6), "screen-monitor": (0.5, 2.2)}
"""Pixels of a screen that one of the sensor's sees, along a side: its pattern makes moire about 1, is seen as such below, and is lost above 2."""
SMALLEST_SUBJECT = 120
"""Pixels of its longer side in the frame: smaller ones the SDK refuses."""
LARGEST_CONTENT = 1600
"""Pixels along the longer side of what is shown."""


@dataclass(frozen=True)
class Subject:
    """A picture [h, w, 3] uint8 sRGB and the box [4] in it, left, top, right, bottom, that it is about: a face, a document.

    `outline` [n, 2]: where it would be cut out along; `openings`: what would be cut out of it, eyes of a face, [n, 2] each."""

    picture: np.ndarray
    box: np.ndarray
    outline: np.ndarray | None = None
    openings: tuple[np.ndarray, ...] = ()


@dataclass(frozen=True)
class Shot:
    """`jpeg` as the camera wrote it, `box` [4] of the subject in it in pixels, `kind` of attack or 'none', `facts`: what was drawn."""

    jpeg: bytes
    box: np.ndarray
    kind: str
    facts: dict[str, object] = field(default_factory=dict)


def draw_kind(rng: np.random.Generator) -> Kind:
    return list(KINDS)[rng.choice(len(KINDS), p=list(KINDS.values()))]


def recapture(rng: np.random.Generator, subject: Subject, kind: Kind, long_side: int, rooms: Sequence[Path] = (), held_out: bool = False) -> Shot:
    """Shows a subject on paper or on a screen and photographs it. `rooms`: pictures to stand behind it. `held_out`: patterns not trained on."""
    camera = _draw_camera(rng, long_side)
    frame = camera.frame
    box = subject.box
    wide = float(max(box[2] - box[0], box[3] - box[1]))
    seen = _draw_size(rng, camera)
    per_pixel = float(np.exp(rng.uniform(*np.log(PER_SENSOR_PIXEL[kind])))) if kind in PER_SENSOR_PIXEL else float(rng.uniform(0.9, 1.4))
    scale = min(seen * per_pixel / wide, LARGEST_CONTENT / max(subject.picture.shape[:2]))
    per_pixel = scale * wide / seen
    content = _scaled(passed_on(rng, subject.picture), scale)
    medium = _medium(rng, subject, kind, content, scale, per_pixel, held_out)
    view = _stand(rng, camera, kind, box * scale, seen)
    light, cover = look(view, medium, float(rng.uniform(0.38, 0.7)))
    shape = (frame.height, frame.width)
    room = illumination(rng, shape)
    around = backdrop(rng, shape, rooms) * room
    glossy = medium.emits or rng.random() < 0.5
    if medium.emits:
        light = light * rng.uniform(0.5, 2.5)
        bands = scan_out(rng, max(shape))
        light = light * (bands[: shape[0], None] if rng.random() < 0.7 else bands[None, : shape[1]])
        if rng.random() < 0.35:
            # A screen fills few of the places that are metered: it comes out too bright, its shadows lost in its curve.
            camera = replace(camera, exposure=camera.exposure * rng.uniform(1.2, 2), ceiling=float(rng.uniform(0.9, 2.5)))
    else:
        light = light * room
    if glossy:
        light = light + mirrored(rng, shape) * (1.0 if medium.emits else 0.6)
    hands = []
    if rng.random() < (0.5 if kind.startswith("print") else 0.3):
        hands = draw_hands(rng, view.to_photo(_edge(medium)), shape, seen / rng.uniform(*FACE_MM[kind]))
    for hand in hands:
        if hand.below:
            around = around + hand.cover * (hand.colour * room - around)
    light = around + cover * (light - around)
    for hand in hands:
        if not hand.below:
            light = light + hand.cover * (hand.colour * room - light)
    corners = np.array([[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]]]) * scale
    found = view.to_photo(corners)
    facts = {"per_sensor_pixel": round(per_pixel, 3), "bend": round(view.bend, 3), "held_out": held_out}
    return _finished(rng, camera, np.ascontiguousarray(light, np.float32), found, kind, facts)


def photograph_live(rng: np.random.Generator, subject: Subject, long_side: int) -> Shot:
    """The subject as if it had stood before the same camera itself: its picture takes the light's place, and all that follows is the same."""
    camera = _draw_camera(rng, long_side)
    frame = camera.frame
    box = subject.box
    height, width = subject.picture.shape[:2]
    seen = _draw_size(rng, camera)
    scale = seen / float(max(box[2] - box[0], box[3] - box[1]))
    # Where the picture is smaller than the frame, the frame ends with it.
    size = (min(frame.width, int(width * scale)), min(frame.height, int(height * scale)))
    lens = Lens(*size, frame.lens.k1, frame.lens.k2, frame.lens.lateral)
    camera = replace(camera, frame=replace(frame, width=size[0], height=size[1], lens=lens))
    if camera.resent is not None:
        camera = replace(camera, resent=max(64, round(camera.resent * max(size) / max(frame.width, frame.height))))
    picture = passed_on(rng, subject.picture) if rng.random() < 0.5 else subject.picture
    content = _scaled(picture, scale)
    middle = (box[:2] + box[2:]) / 2 * scale
    free = np.array(content.shape[1::-1]) - size
    start = np.clip(middle - np.array(size) * rng.uniform(0.4, 0.6, 2), 0, np.maximum(free, 0))
    left, top = np.round(start).astype(int)
    light = LINEAR[content[top : top + size[1], left : left + size[0]]]
    light = cv2.GaussianBlur(lens.bend(light), (0, 0), rng.uniform(0.38, 0.7)) * illumination(rng, light.shape[:2]) ** np.float32(0.5)
    corners = np.array([[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]]]) * scale - (left, top)
    return _finished(rng, camera, light, lens.distort(corners), "none", {})


def passed_on(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """A picture as it comes to whom wants to show it: smaller at times, and coded again."""
    height, width = picture.shape[:2]
    small = picture
    if rng.random() < 0.4:
        share = rng.uniform(0.5, 0.95)
        small = cv2.resize(picture, (round(width * share), round(height * share)), interpolation=cv2.INTER_AREA)
    small = decode(encode(small, int(rng.integers(45, 97)), str(rng.choice(list(SAMPLING)))))
    return small if small.shape == picture.shape else cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def _draw_camera(rng: np.random.Generator, long_side: int) -> Camera:
    settings = PhotoSettings(
        long_side=long_side, portrait_frame=0.6, dark=0.04, bright=0.06, defocus=0.12, defocus_radius=(0.8, 3.5), motion=0.1, motion_length=(2, 9), quality=(45, 98), resent=0.35
    )
    camera = draw_camera(rng, settings)
    mosaic = (str(rng.choice(list(BAYER))), "bilinear" if rng.random() < 0.4 else "edge-aware")
    return replace(camera, mosaic=mosaic)


def _draw_size(rng: np.random.Generator, camera: Camera) -> float:
    """Pixels of the subject's longer side in the frame."""
    short = min(camera.frame.width, camera.frame.height)
    return max(short * rng.uniform(0.3, 0.75), min(SMALLEST_SUBJECT, 0.75 * short))


def _scaled(picture: np.ndarray, scale: float) -> np.ndarray:
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def _medium(rng: np.random.Generator, subject: Subject, kind: Kind, content: np.ndarray, scale: float, per_pixel: float, held_out: bool) -> Medium:
    if kind.startswith("screen"):
        return draw_screen(rng, content, per_pixel, kind.removeprefix("screen-"), held_out)
    outline, holes = None, ()
    if kind == "print-cut":
        worn = subject.openings if rng.random() < 0.6 else ()
        holes = tuple(_scissors(rng, opening * scale, 0.1) for opening in worn)
        if subject.outline is not None and (not holes or rng.random() < 0.4):
            outline = _scissors(rng, subject.outline * scale, 0.03)
    return draw_print(rng, content, per_pixel, held_out, outline, holes)


def _scissors(rng: np.random.Generator, outline: np.ndarray, unsteady: float) -> np.ndarray:
    """An outline [n, 2] as scissors follow it: by some share of its size nearer or farther, in a few long strokes."""
    steps = np.arange(48) * len(outline) / 48
    following = np.roll(outline, -1, 0)
    part = (steps % 1)[:, None]
    path = outline[steps.astype(int)] * (1 - part) + following[steps.astype(int)] * part
    away = sum(rng.normal(0, 1 / k) * np.cos(np.linspace(0, 2 * np.pi * k, 48, endpoint=False) + rng.uniform(0, 6)) for k in (1, 2, 3, 5))
    centre = path.mean(0)
    return centre + (path - centre) * (1 + unsteady * (away + rng.normal(0, 1)))[:, None]


def _stand(rng: np.random.Generator, camera: Camera, kind: Kind, box: np.ndarray, seen: float) -> View:
    """A camera before the medium such that the box is `seen` pixels wide, somewhere about the middle of the frame."""
    frame = camera.frame
    tilt = np.radians(np.abs(rng.normal(0, 11)).clip(0, 35))
    towards, roll = rng.uniform(0, 2 * np.pi), np.radians(rng.normal(0, 5))
    axis = np.array([np.cos(towards), np.sin(towards), 0]) * tilt
    rotation = cv2.Rodrigues(np.array([0, 0, roll]))[0] @ cv2.Rodrigues(axis)[0]
    wide = max(box[2] - box[0], box[3] - box[1])
    distance = frame.focal * wide / seen
    middle = (box[:2] + box[2:]) / 2
    slack = np.maximum(np.array([frame.width, frame.height]) - seen, 0) * rng.uniform(-0.3, 0.3, 2)
    to = np.array([[frame.focal, 0, frame.width / 2 + slack[0]], [0, frame.focal, frame.height / 2 + slack[1]], [0, 0, 1]])
    out = np.stack([rotation[:, 0], rotation[:, 1], np.array([0, 0, distance])], 1)
    centred = np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1]])
    to_photo = to @ out @ centred
    bend = 0.0
    if kind == "print-bent":
        bend = float(rng.choice([-1, 1]) * rng.uniform(0.08, 0.35))
    elif kind.startswith("print"):
        bend = float(rng.normal(0, 0.02))
    along = rng.normal(0, 0.25) + (np.pi / 2 if rng.random() < 0.25 else 0)
    return View(frame, np.linalg.inv(to_photo), bend, along, tuple(middle), float(wide) * rng.uniform(0.8, 1.4))


def _edge(medium: Medium) -> np.ndarray:
    """[n, 2] places along a medium's rim."""
    if medium.outline is not None:
        return medium.outline
    width, height = medium.size
    left, top, right, bottom = medium.margins
    corners = np.array([[-left, -top], [width + right, -top], [width + right, height + bottom], [-left, height + bottom]])
    run = np.linspace(0, 1, 12, endpoint=False)[:, None]
    return np.concatenate([corners[k] + (corners[(k + 1) % 4] - corners[k]) * run for k in range(4)])


def _finished(rng: np.random.Generator, camera: Camera, light: np.ndarray, corners: np.ndarray, kind: str, facts: dict[str, object]) -> Shot:
    jpeg = camera.take(rng, light)
    height, width = decode(jpeg).shape[:2]
    corners = corners * (width / camera.frame.width, height / camera.frame.height)
    return Shot(jpeg, np.concatenate([corners.min(0), corners.max(0)]), kind, {**facts, **camera.facts()})
