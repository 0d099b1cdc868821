"""What fills the frame behind everything: a drawn surface or a picture, in perspective."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.scene.canvas import blend
from training.synthesis.scene.placing import View, in_pixels, laid, project, tilt
from training.synthesis.scene.props import DrawSurface
from training.synthesis.settings import PhotoSettings

# Surfaces are drawn at this share of the photo's long side.
FINENESS = 0.72


def far_view(rng: np.random.Generator, view: View) -> View:
    """The same camera, before what lies behind a document that is held up: farther away and leaning otherwise."""
    return replace(view, rotation=tilt(np.radians(rng.uniform(0, 45)), rng.uniform(0, 2 * np.pi)), translation=view.translation * rng.uniform(1.5, 5))


def draw_background(
    rng: np.random.Generator, view: View, settings: PhotoSettings, backgrounds: Sequence[Path], draw_surface: DrawSurface
) -> tuple[str, np.ndarray, float]:
    """The name, the picture [height, width, 3] uint8 of the frame and the gloss."""
    if len(backgrounds) > 0 and rng.random() < settings.real_background:
        return "picture", _picture(rng, view, backgrounds), float(rng.uniform(0, 0.3))
    side = round(FINENESS * max(view.width, view.height))
    frame = np.array([[0, 0], [view.width, 0], [view.width, view.height], [0, view.height]], float)
    ground = project(np.linalg.inv(view.homography()), frame)
    middle = (ground.min(axis=0) + ground.max(axis=0)) / 2
    straight = max(view.width, view.height) * view.translation[2] / view.focal
    mm = float(min((ground.max(axis=0) - ground.min(axis=0)).max(), 2.2 * straight))
    name, image, gloss = draw_surface(rng, side, mm)
    turn = rng.uniform(0, 2 * np.pi) if rng.random() < 0.3 else rng.normal(0, np.radians(6))
    colour = _spread_out(view, image, mm, turn, middle)
    if rng.random() < settings.second_surface:
        colour, other = _second(rng, view, colour, side, mm, middle, draw_surface)
        name = f"{name} + {other}"
    return name, colour, gloss


def _spread_out(view: View, image: np.ndarray, mm: float, turn: float, middle: np.ndarray) -> np.ndarray:
    side = image.shape[0]
    place = view.homography() @ laid(side / mm, np.array([side / 2, side / 2]), turn, middle)
    return cv2.warpPerspective(
        image, in_pixels(place), (view.width, view.height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )


def _second(
    rng: np.random.Generator, view: View, colour: np.ndarray, side: int, mm: float, middle: np.ndarray, draw_surface: DrawSurface
) -> tuple[np.ndarray, str]:
    """Another surface beyond a line across the plane, with the shade that an edge throws."""
    name, image, _ = draw_surface(rng, side * 2 // 3, mm)
    turn = rng.choice([0, np.pi / 2, np.pi, -np.pi / 2]) + rng.normal(0, 0.15)
    other = _spread_out(view, image, mm, turn, middle)
    away = np.array([np.cos(turn), np.sin(turn)])
    along = np.array([-away[1], away[0]])
    start = middle + away * mm * rng.uniform(0.05, 0.35)
    far = 4 * mm
    strip = np.array([start - along * far, start + along * far, start + along * far + away * far, start - along * far + away * far])
    # Only what lies before the camera can be projected.
    ahead = _before(view, strip)
    cover = np.zeros(colour.shape[:2], np.uint8)
    if len(ahead) >= 3:
        points = np.clip(project(view.homography(), ahead), -30000, 30000)
        cv2.fillConvexPoly(cover, np.round((points - 0.5) * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    if rng.random() < 0.6:
        shade = cv2.resize(cv2.GaussianBlur(cv2.resize(cover, None, fx=0.25, fy=0.25), (0, 0), rng.uniform(1, 8)), cover.shape[::-1])
        colour = cv2.multiply(colour, cv2.merge([cv2.convertScaleAbs(shade, alpha=-rng.uniform(0.3, 0.9), beta=255)] * 3), scale=1 / 255)
    return blend(colour, other, cover), name


def _before(view: View, polygon: np.ndarray) -> np.ndarray:
    """The part of a polygon [n, 2] in the plane that is at least a tenth of the distance before the camera (Sutherland and Hodgman's clip)."""
    depth = polygon @ view.rotation[2, :2] + view.translation[2] * 0.9
    out = []
    for k in range(len(polygon)):
        a, b, da, db = polygon[k], polygon[(k + 1) % len(polygon)], depth[k], depth[(k + 1) % len(polygon)]
        if da >= 0:
            out.append(a)
        if (da >= 0) != (db >= 0):
            out.append(a + (b - a) * da / (da - db))
    return np.array(out).reshape(-1, 2)


def _picture(rng: np.random.Generator, view: View, backgrounds: Sequence[Path]) -> np.ndarray:
    """A part of a picture, mirrored by chance, scaled to the frame, and as unsharp as that makes it or more."""
    path = backgrounds[rng.integers(len(backgrounds))]
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError(f"cannot read the background {path}")
    height, width = image.shape[:2]
    share = rng.uniform(0.5, 1)
    aspect = view.width / view.height
    high = min(height, width / aspect) * share
    wide = high * aspect
    x, y = rng.uniform(0, width - wide), rng.uniform(0, height - high)
    part = image[int(y) : int(y + high), int(x) : int(x + wide), ::-1]
    part = part[:, :: rng.choice([-1, 1])]
    out = cv2.resize(np.ascontiguousarray(part), (view.width, view.height), interpolation=cv2.INTER_LINEAR)
    return cv2.GaussianBlur(out, (0, 0), rng.uniform(1, 4)) if rng.random() < 0.3 else out
