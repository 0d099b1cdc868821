"""What hides a part of a document: fingers, a hand that holds it, things that lie on it, a transparent sleeve."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from training.synthesis.scene.arrange import Subject
from training.synthesis.scene.clutter import frame
from training.synthesis.scene.noise import fractal
from training.synthesis.scene.placing import laid, project
from training.synthesis.scene.props import Props
from training.synthesis.scene.surfaces.sheets import creases
from training.synthesis.scene.thing import Thing
from training.synthesis.scene.things.hand import Skin, draw_skin, fingertip, grasp
from training.synthesis.settings import PhotoSettings

Placed = tuple[Thing, np.ndarray]


@dataclass
class OnTop:
    """Things and where they lie, `below` and `above` the documents, in their order."""

    below: list[Placed] = field(default_factory=list)
    above: list[Placed] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def draw_occluders(
    rng: np.random.Generator, props: Props, settings: PhotoSettings, subjects: Sequence[Subject], places: Sequence[np.ndarray], held: bool
) -> OnTop:
    """What lies on each subject, `places` [3, 3] being from its pixels to the plane. A held one is held."""
    out = OnTop()
    skin = draw_skin(rng)
    for subject, place in zip(subjects, places):
        outline = project(place, subject.outline)
        if rng.random() < settings.sleeve:
            out.above.append(_sleeve(rng, subject, place))
            out.names.append("sleeve")
        if held:
            # Held where the thing ends: a copy's sheet is held, not its print.
            edge = project(place, frame(subject.thing.alpha))
            for _ in range(rng.choice([1, 2], p=[0.75, 0.25])):
                _hold(rng, out, outline, edge, skin, settings.covered)
            out.names.append("hand")
        elif rng.random() < settings.occluder:
            for _ in range(rng.choice([1, 2, 3], p=[0.7, 0.2, 0.1])):
                _cover(rng, props, out, outline, skin, settings.covered)
    return out


def _edge_point(rng: np.random.Generator, outline: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A place on a polygon's rim, and the direction inwards, both [2]; corners are favoured a little."""
    side = rng.integers(len(outline))
    run = rng.choice([rng.uniform(0.1, 0.9), rng.uniform(0, 0.08)], p=[0.75, 0.25])
    at = outline[side] + (outline[(side + 1) % len(outline)] - outline[side]) * run
    inwards = outline.mean(axis=0) - at
    along = outline[(side + 1) % len(outline)] - outline[side]
    normal = np.array([-along[1], along[0]]) / np.linalg.norm(along)
    normal *= np.sign(normal @ inwards) or 1.0
    return at, normal


def _turned(thing: Thing, origin: np.ndarray, at: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """Lays a thing whose x axis is to point in a direction."""
    return laid(thing.scale, origin, float(np.arctan2(direction[1], direction[0])), at)


def _hold(rng: np.random.Generator, out: OnTop, outline: np.ndarray, edge: np.ndarray, skin: Skin, limit: float) -> None:
    at, inwards = _edge_point(rng, edge)
    lean = rng.normal(0, 0.35)
    direction = np.array([inwards[0] * np.cos(lean) - inwards[1] * np.sin(lean), inwards[0] * np.sin(lean) + inwards[1] * np.cos(lean)])
    below, thumb = grasp(rng, skin, rng.uniform(8, 26), rng.uniform(10, 75))
    out.below.append((below[0], _turned(*below, at, direction)))
    back = 0.0
    while back < 26:
        place = _turned(*thumb, at - direction * back, direction)
        if covered_share(thumb[0], place, outline) <= limit:
            break
        back += 3
    out.above.append((thumb[0], place))


def _cover(rng: np.random.Generator, props: Props, out: OnTop, outline: np.ndarray, skin: Skin, limit: float) -> None:
    """Puts a finger or a thing over a rim, and draws it back until it hides no more than the limit."""
    at, inwards = _edge_point(rng, outline)
    if rng.random() < 0.5:
        name = "finger"
        thing, origin = fingertip(rng, skin, rng.uniform(2, 22))
        lean = rng.normal(0, 0.5)
        turn = np.arctan2(inwards[1], inwards[0]) + lean
    else:
        name = list(props.on_top)[rng.integers(len(props.on_top))]
        thing = props.on_top[name](rng, ())
        origin = frame(thing.alpha).mean(axis=0)
        turn = rng.uniform(0, 2 * np.pi)
        if name in ("sticker", "clip"):
            at = at + inwards * rng.uniform(-3, 12)
    for _ in range(14):
        place = laid(thing.scale, origin, float(turn), at)
        share = covered_share(thing, place, outline)
        if share <= limit:
            break
        at = at - inwards * 5
    if 0 < share <= limit:
        out.above.append((thing, place))
        out.names.append(name)


def covered_share(thing: Thing, place: np.ndarray, outline: np.ndarray) -> float:
    """The share of an outline [n, 2] in mm that a thing covers, on a raster of 100 pixels across."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    scale = 100 / (high - low).max()
    to_raster = np.array([[scale, 0, -low[0] * scale], [0, scale, -low[1] * scale], [0, 0, 1]])
    size = tuple(int(np.ceil(v)) for v in (high - low) * scale)
    inside = cv2.fillConvexPoly(np.zeros(size[::-1], np.uint8), np.round((outline - low) * scale * 16).astype(np.int32), 255, shift=4)
    cover = cv2.warpPerspective(thing.alpha, to_raster @ place, size, flags=cv2.INTER_NEAREST)
    return np.count_nonzero((cover > 127) & (inside > 0)) / max(np.count_nonzero(inside), 1)


def _sleeve(rng: np.random.Generator, subject: Subject, place: np.ndarray) -> Placed:
    """A pocket of clear film around a document: hazy, creased, its seams brighter, its gloss all over."""
    scale = 3.0
    outline = project(place, subject.outline)
    wide, high = np.linalg.norm(outline[1] - outline[0]), np.linalg.norm(outline[3] - outline[0])
    margin = rng.uniform(2, 14, 2)
    shape = (round((high + 2 * margin[1]) * scale), round((wide + 2 * margin[0]) * scale))
    side = max(shape)
    haze = (creases(rng, side, int(rng.integers(3, 12)))[: shape[0], : shape[1]] - 1) * rng.uniform(20, 90)
    haze = np.abs(haze) + rng.uniform(4, 26) * (0.5 + fractal(rng, shape, (3, 3), 3))
    seam = max(2, round(rng.uniform(0.8, 2.5) * scale))
    for part in (np.s_[:seam], np.s_[-seam:], np.s_[:, :seam], np.s_[:, -seam:]):
        haze[part] += rng.uniform(10, 60)
    alpha = np.clip(haze, 1, 120).astype(np.uint8)
    art = np.full((*shape, 3), 255, np.uint8)
    thing = Thing(art, alpha, scale, height=0.3, gloss=rng.uniform(0.5, 1), film=True)
    angle = float(np.arctan2(outline[1, 1] - outline[0, 1], outline[1, 0] - outline[0, 0]))
    return thing, laid(scale, np.array([shape[1] / 2, shape[0] / 2]), angle + rng.normal(0, 0.02), outline.mean(axis=0))
