"""Puts a scene together: surface, things, documents, what lies on them; then light. Gives linear light as it reaches the sensor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.camera.blur import defocus_kernel, spread
from training.synthesis.camera.frame import Frame
from training.synthesis.document import Document
from training.synthesis.scene.arrange import Subject, lay_out, stand
from training.synthesis.scene.background import draw_background, far_view
from training.synthesis.scene.canvas import Canvas
from training.synthesis.scene.clutter import draw_clutter, draw_main_thing
from training.synthesis.scene.light import Ground, diffraction, illumination, reflection
from training.synthesis.scene.occluders import OnTop, draw_occluders
from training.synthesis.scene.placing import View, project
from training.synthesis.scene.props import Props
from training.synthesis.scene.thing import thing_of_document
from training.synthesis.settings import PhotoSettings

# sRGB's transfer, IEC 61966-2-1.
_STEPS = np.arange(256) / 255
LINEAR = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4).astype(np.float32)


@dataclass(frozen=True)
class Scene:
    """`light` [h, w, 3] float32 linear, bent by the lens. `outlines` in photo pixels, and the share of each document's part in the frame that nothing covers."""

    light: np.ndarray
    outlines: list[np.ndarray]
    uncovered: list[float]
    facts: dict[str, object] = field(default_factory=dict)


def compose(
    rng: np.random.Generator, documents: Sequence[Document], settings: PhotoSettings, camera: Frame, backgrounds: Sequence[Path], props: Props
) -> Scene:
    """The scene before the camera. Without documents another thing takes their place, or none."""
    edges = [tuple(int(c) for c in rng.uniform(150, 245) * rng.uniform(0.95, 1, 3)) for _ in documents]
    subjects = [Subject(thing_of_document(d, edge), np.asarray(d.outline, float)) for d, edge in zip(documents, edges)]
    if not subjects:
        subjects = [draw_main_thing(rng, props, backgrounds)]
    places = lay_out(rng, subjects, settings)
    outlines = [project(place, subject.outline) for place, subject in zip(places, subjects)]
    view = stand(rng, camera, outlines, settings)
    empty = not documents and rng.random() >= settings.main_thing
    held = not empty and rng.random() < settings.hand_held
    light_from = rng.normal(0, 0.7, 2)
    softness = rng.uniform(0.1, 1.2)

    behind = far_view(rng, view) if held else view
    name, colour, gloss = draw_background(rng, behind, settings, backgrounds, props.surface)
    canvas = Canvas(colour, gloss)
    facts: dict[str, object] = {"background": name, "held": held}
    around = outlines if not empty else []
    if rng.random() < settings.clutter:
        facts["clutter"] = draw_clutter(rng, props, canvas, behind, around, light_from, softness, backgrounds)
    if held:
        canvas.colour = spread(canvas.colour, defocus_kernel(rng.uniform(1.5, 9) * camera.width / 960))

    on_top = draw_occluders(rng, props, settings, subjects, places, held) if not empty else OnTop()
    facts["occluders"] = on_top.names
    for thing, place in on_top.below:
        canvas.lay(view, thing, place)
    owned = []
    if not empty:
        for number, (subject, place) in enumerate(zip(subjects, places), start=1):
            canvas.lay(view, subject.thing, place, number if documents else 0, None if held else light_from, softness)
        owned = [_owned(canvas, view, number, outline, subjects[number - 1]) for number, outline in enumerate(outlines, start=1)]
    for thing, place in on_top.above:
        canvas.lay(view, thing, place, light=None if thing.film else light_from, softness=softness)
    facts["rotation_degrees"] = [round(float(np.degrees(np.arctan2(p[1, 0], p[0, 0])) % 360), 1) for p in places] if documents else []
    facts["tilt_degrees"] = round(float(np.degrees(np.arccos(np.clip(view.rotation[2, 2], -1, 1)))), 1)

    facts["distance_mm"] = round(float(view.translation[2]), 1)
    facts["focal"] = round(camera.focal, 1)

    flat = [project(view.homography(_top(s)), o) for s, o in zip(subjects, outlines)]
    uncovered = [
        _count(canvas, number, flat[number - 1]) / owned[number - 1] if owned[number - 1] else 0.0 for number in range(1, len(documents) + 1)
    ]
    light = _lit(rng, props, settings, camera, view, canvas, flat[0], facts, len(documents) > 0, any(thing.film for thing, _ in on_top.above))
    return Scene(light, [camera.lens.distort(points) for points in flat[: len(documents)]], uncovered, facts)


def _top(subject: Subject) -> float:
    return subject.thing.height if subject.thing.solid else 0.0


def _owned(canvas: Canvas, view: View, number: int, outline: np.ndarray, subject: Subject) -> int:
    return _count(canvas, number, project(view.homography(_top(subject)), outline))


def _count(canvas: Canvas, number: int, outline: np.ndarray) -> int:
    """How many pixels inside of an outline show the document of that number."""
    inside = np.zeros_like(canvas.owner)
    cv2.fillConvexPoly(inside, np.round((outline - 0.5) * 16).astype(np.int32), 255, shift=4)
    return int(np.count_nonzero((canvas.owner == number) & (inside > 0)))


def _lit(
    rng: np.random.Generator,
    props: Props,
    settings: PhotoSettings,
    camera: Frame,
    view: View,
    canvas: Canvas,
    subject: np.ndarray,
    facts: dict[str, object],
    documents: bool,
    wrapped: bool,
) -> np.ndarray:
    """Linear light on the sensor: the canvas through the lens, times the light on it, plus what gloss mirrors."""
    width, height = camera.width, camera.height
    colour = camera.lens.bend(canvas.colour)
    ground = _ground(camera, view)
    light = props.light(rng, settings, wrapped)
    facts["light"] = list(light.names)
    shine = illumination(light, ground)
    shine *= _vignette(ground.x.shape, width, height, camera.vignette)[..., None]
    out = cv2.multiply(cv2.LUT(colour, LINEAR), cv2.resize(shine, (width, height), interpolation=cv2.INTER_LINEAR))
    if light.highlights:
        mirrored = cv2.resize(reflection(rng, light, ground), (width, height), interpolation=cv2.INTER_LINEAR)
        gloss = camera.lens.bend(canvas.gloss)
        mirrored = cv2.multiply(mirrored, cv2.merge([gloss] * 3), scale=1 / 255, dtype=cv2.CV_32F)
        if documents:
            inside = np.zeros((height, width), np.uint8)
            cv2.fillConvexPoly(inside, np.round((camera.lens.distort(subject) - 0.5) * 16).astype(np.int32), 255, shift=4)
            strong = cv2.max(cv2.max(mirrored[..., 0], mirrored[..., 1]), mirrored[..., 2]) > 0.5
            facts["glare_share"] = round(float(np.count_nonzero(strong & (inside > 0)) / max(np.count_nonzero(inside), 1)), 4)
        out = cv2.add(out, mirrored)
    if canvas.hologram is not None and rng.random() < 0.8:
        at = (float(rng.normal(0, 0.8)), float(rng.normal(0, 0.8)))
        colours = cv2.resize(diffraction(rng, ground, at, rng.uniform(0.15, 0.9)), (width, height), interpolation=cv2.INTER_LINEAR)
        out = cv2.add(out, cv2.multiply(colours, cv2.merge([camera.lens.bend(canvas.hologram)] * 3), scale=1 / 255, dtype=cv2.CV_32F))
    return out


def _ground(camera: Frame, view: View) -> Ground:
    """What a quarter-size photo sees of the plane."""
    down, across = -(-camera.height // 4), -(-camera.width // 4)
    # The picture is scaled up to the frame, so its cells share the frame evenly.
    x = (np.arange(across) + 0.5) * camera.width / across
    y = (np.arange(down) + 0.5) * camera.height / down
    points = camera.lens.undistort(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))
    plane = project(np.linalg.inv(view.homography()), points).reshape(down, across, 2)
    middle = project(np.linalg.inv(view.homography()), np.array([[camera.width / 2, camera.height / 2]]))[0]
    reach = view.translation[2] * camera.width / view.focal / 2
    plane = ((plane - middle) / reach).astype(np.float32)
    eye = view.eye()
    return Ground(plane[..., 0], plane[..., 1], np.array([*(eye[:2] - middle), -eye[2]]) / reach)


def _vignette(shape: tuple[int, int], width: int, height: int, strength: float) -> np.ndarray:
    x = np.linspace(-1, 1, shape[1], dtype=np.float32) * width
    y = np.linspace(-1, 1, shape[0], dtype=np.float32) * height
    return 1 - np.float32(strength) * ((x * x)[None] + (y * y)[:, None]) / np.float32(width**2 + height**2)
