"""Things around documents, and in their place."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.scene.arrange import Subject
from training.synthesis.scene.canvas import Canvas
from training.synthesis.scene.placing import View, laid, project
from training.synthesis.scene.props import Props

# Documents lie on things up to this height, and beside higher ones; mm.
FLAT = 1.0


def draw_main_thing(rng: np.random.Generator, props: Props, backgrounds: Sequence[Path]) -> Subject:
    """A thing that is no document, to be photographed like one."""
    names = list(props.subjects)
    thing = props.subjects[names[rng.integers(len(names))]](rng, backgrounds)
    return Subject(thing, frame(thing.alpha))


def frame(shape: np.ndarray) -> np.ndarray:
    """The corners [4, 2] of a picture."""
    height, width = shape.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], float)


def draw_clutter(
    rng: np.random.Generator,
    props: Props,
    canvas: Canvas,
    view: View,
    outlines: Sequence[np.ndarray],
    light: np.ndarray,
    softness: float,
    backgrounds: Sequence[Path],
) -> list[str]:
    """Lays one to six things down, before the documents, whose outlines [n, 2] in mm they may run under if they are flat. Gives their names."""
    names = list(props.around)
    laid_down = []
    if outlines and rng.random() < 0.25:
        sheet = props.sheets[rng.integers(len(props.sheets))](rng, backgrounds)
        at = outlines[0].mean(axis=0) + rng.normal(0, 30, 2)
        canvas.lay(view, sheet, laid(sheet.scale, frame(sheet.alpha).mean(axis=0), rng.uniform(0, 2 * np.pi), at), light=light, softness=softness)
        laid_down.append("sheet below")
    back = np.linalg.inv(view.homography())
    for _ in range(min(6, 1 + rng.poisson(1.2))):
        name = names[rng.integers(len(names))]
        thing = props.around[name](rng, backgrounds)
        for _ in range(4):
            aim = np.array([[rng.uniform(-0.05, 1.05) * view.width, rng.uniform(-0.05, 1.05) * view.height]])
            place = laid(thing.scale, frame(thing.alpha).mean(axis=0), rng.uniform(0, 2 * np.pi), project(back, aim)[0])
            if thing.height <= FLAT or not any(_touch(project(place, frame(thing.alpha)), outline) for outline in outlines):
                canvas.lay(view, thing, place, light=light, softness=softness)
                laid_down.append(name)
                break
    return laid_down


def _touch(one: np.ndarray, other: np.ndarray) -> bool:
    return cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))[0] > 0
