"""Things around documents, on them, and in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.synthesis.scene.arrange import Subject
from training.synthesis.scene.canvas import Canvas
from training.synthesis.scene.placing import View, laid, project, share_inside
from training.synthesis.scene.things import AROUND, ON_TOP, SUBJECTS
from training.synthesis.scene.thing import Thing
from training.synthesis.settings import PhotoSettings


@dataclass(frozen=True)
class OnTop:
    """What a hand or chance puts `below` and `above` the documents: things and where they lie."""

    below: list[tuple[Thing, np.ndarray]]
    above: list[tuple[Thing, np.ndarray]]
    names: list[str]


def draw_main_thing(rng: np.random.Generator, backgrounds: Sequence[Path]) -> Subject:
    """A thing that is no document, to be photographed like one."""
    names = list(SUBJECTS)
    thing = SUBJECTS[names[rng.integers(len(names))]](rng, backgrounds)
    height, width = thing.alpha.shape
    return Subject(thing, np.array([[0, 0], [width, 0], [width, height], [0, height]], float))


def draw_clutter(
    rng: np.random.Generator,
    canvas: Canvas,
    view: View,
    outlines: Sequence[np.ndarray],
    light: np.ndarray,
    softness: float,
    backgrounds: Sequence[Path],
) -> list[str]:
    """Lays 1 to 6 things down, which documents laid afterwards may cover. Gives their names."""
    names = list(AROUND)
    laid_down = []
    for _ in range(1 + rng.poisson(1.2)):
        name = names[rng.integers(len(names))]
        thing = AROUND[name](rng, backgrounds)
        aim = np.array([rng.uniform(0, view.width), rng.uniform(0, view.height)])
        at = project(np.linalg.inv(view.homography()), aim[None])[0]
        place = laid(thing.scale, np.array(thing.alpha.shape[::-1]) / 2, rng.uniform(0, 2 * np.pi), at)
        canvas.lay(view, thing, place, light=light, softness=softness)
        laid_down.append(name)
    return laid_down


def draw_occluders(rng: np.random.Generator, settings: PhotoSettings, subjects: Sequence[Subject], places: Sequence[np.ndarray], held: bool) -> OnTop:
    """What lies on the documents."""
    return OnTop([], [], [])
