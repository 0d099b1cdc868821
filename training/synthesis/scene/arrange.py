"""Where the documents, or what takes their place, lie in the plane, and where the camera stands: drawn so that they cover the wanted share of the frame."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from training.synthesis.camera.frame import Frame
from training.synthesis.scene.placing import View, area, laid, project, share_inside, tilt
from training.synthesis.scene.thing import Thing
from training.synthesis.settings import PhotoSettings


@dataclass(frozen=True)
class Subject:
    """A thing, and the part of it [n, 2] in its pixels that has to be seen: a document's outline."""

    thing: Thing
    outline: np.ndarray


def draw_angle(rng: np.random.Generator, settings: PhotoSettings) -> float:
    """A turn in the plane, in radians."""
    if rng.random() < settings.any_turn:
        return float(rng.uniform(0, 2 * np.pi))
    quarter = 0 if rng.random() < settings.upright else rng.integers(0, 4)
    return float(quarter * np.pi / 2 + rng.normal(0, np.radians(4)))


def draw_tilt(rng: np.random.Generator, settings: PhotoSettings) -> np.ndarray:
    """[3, 3]: how the plane leans towards the camera."""
    low, high = settings.tilt
    angle = rng.uniform(low, high) if rng.random() < 0.25 else low + abs(rng.normal(0, 0.25)) * (high - low)
    return tilt(np.radians(min(angle, high)), rng.uniform(0, 2 * np.pi))


def lay_out(rng: np.random.Generator, subjects: Sequence[Subject], settings: PhotoSettings) -> list[np.ndarray]:
    """[3, 3] for each subject: from its pixels to the plane in mm. The first is around the origin, others beside it without touching."""
    places: list[np.ndarray] = []
    taken: list[np.ndarray] = []
    for subject in subjects:
        anchor = subject.outline.mean(axis=0)
        angle = draw_angle(rng, settings)
        towards, away = rng.uniform(0, 2 * np.pi), 0.0
        while True:
            place = laid(subject.thing.scale, anchor, angle, away * np.array([np.cos(towards), np.sin(towards)]))
            height, width = subject.thing.alpha.shape
            shape = project(place, np.array([[0, 0], [width, 0], [width, height], [0, height]], float)).astype(np.float32)
            if all(cv2.intersectConvexConvex(shape, other)[0] <= 0 for other in taken):
                break
            away += rng.uniform(2, 15)
        places.append(place)
        taken.append(shape)
    return places


def stand(rng: np.random.Generator, camera: Frame, outlines: Sequence[np.ndarray], settings: PhotoSettings) -> View:
    """The camera's place over outlines [n, 2] in mm: the first covers a share of the frame, and lies inside of it or, at times, partly outside."""
    centre = np.array([camera.width / 2, camera.height / 2]) + rng.normal(0, 0.01, 2) * camera.width
    rotation = draw_tilt(rng, settings)
    together = outlines if rng.random() < 0.8 else outlines[:1]
    frame = camera.width * camera.height
    low, high = settings.share
    share = rng.uniform(low, high) if rng.random() < 0.2 else np.exp(rng.normal(np.log(0.22), 0.55))
    share = float(np.clip(share, low, high))

    def view(aim: np.ndarray, distance: float) -> View:
        ray = np.array([(aim[0] - centre[0]) / camera.focal, (aim[1] - centre[1]) / camera.focal, 1.0])
        return View(camera.width, camera.height, camera.focal, centre, rotation, ray * distance)

    def seen(v: View) -> list[np.ndarray]:
        return [camera.lens.distort(project(v.homography(), outline)) for outline in outlines]

    middle = np.array([camera.width, camera.height]) / 2
    reach = max(np.linalg.norm(outline, axis=1).max() for outline in outlines)
    distance = max(camera.focal * np.sqrt(area(outlines[0]) / frame / share), 2.5 * reach * np.sin(np.arccos(rotation[2, 2])) + 1)
    for _ in range(4):
        distance *= np.sqrt(area(seen(view(middle, distance))[0]) / (share * frame))
        distance = max(distance, 1.5 * reach * np.sin(np.arccos(rotation[2, 2])) + 1)
    cut = rng.random() < settings.cut
    fitted = outlines[:1] if cut else together
    while not cut and np.any(_extent(seen(view(middle, distance))[: len(fitted)]) > 0.98 * 2 * middle):
        distance *= 1.04
    if cut:
        return _pushed_out(rng, view, seen, middle, distance, camera, settings)
    shift = 0.5 * rng.uniform(-1, 1, 2) * (2 * middle - _extent(seen(view(middle, distance))[: len(fitted)]))
    # The middle of the box is not the origin's place: bring it there first.
    for _ in range(30):
        box = np.concatenate(seen(view(middle + shift, distance))[: len(fitted)])
        over = np.maximum(0.005 * camera.width - box.min(axis=0), 0) - np.maximum(box.max(axis=0) - 2 * middle + 0.005 * camera.width, 0)
        if not np.any(over):
            break
        shift = shift + 1.02 * over
        if np.any(box.max(axis=0) - box.min(axis=0) > 1.96 * middle):
            distance *= 1.04
    return view(middle + shift, distance)


def _pushed_out(
    rng: np.random.Generator,
    view: Callable[[np.ndarray, float], View],
    seen: Callable[[View], list[np.ndarray]],
    middle: np.ndarray,
    distance: float,
    camera: Frame,
    settings: PhotoSettings,
) -> View:
    """Moves the aim away from the middle until the wanted share of the first outline is left inside."""
    wanted = rng.uniform(*settings.cut_visible)
    towards = rng.uniform(0, 2 * np.pi)
    way = np.array([np.cos(towards), np.sin(towards)])
    near, far = 0.0, float(2 * np.hypot(*middle))
    for _ in range(14):
        half = (near + far) / 2
        inside = share_inside(seen(view(middle + half * way, distance))[0], camera.width, camera.height)
        near, far = (half, far) if inside > wanted else (near, half)
    return view(middle + near * way, distance)


def _extent(outlines: Sequence[np.ndarray]) -> np.ndarray:
    points = np.concatenate(outlines)
    return points.max(axis=0) - points.min(axis=0)
