"""A photo of documents on a surface or in a hand, or of other things, with the exact corners of each document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from training.synthesis.camera.camera import draw_camera
from training.synthesis.camera.frame import Frame
from training.synthesis.camera.jpeg import decode
from training.synthesis.document import Document
from training.synthesis.scene.compose import Scene, compose
from training.synthesis.scene.lamps import draw_light
from training.synthesis.scene.placing import share_inside
from training.synthesis.scene.props import Props
from training.synthesis.scene.surfaces import draw_surface
from training.synthesis.scene.things import AROUND, ON_TOP, SUBJECTS
from training.synthesis.settings import PhotoSettings

__all__ = ["Photo", "PhotoSettings", "photograph"]


@dataclass(frozen=True)
class Photo:
    """`image` [h, w, 3] uint8 sRGB, decoded from `jpeg`.

    `outlines`: of each document [4, 2] float, clockwise from the document's own top-left, in photo pixels, pixel k covering [k, k+1).
    Exact also under lens distortion; they may lie outside. `visible`: the share of each document that is inside of the frame and not
    covered, 0 to 1. `facts`: what was drawn."""

    image: np.ndarray
    jpeg: bytes
    outlines: list[np.ndarray]
    visible: list[float]
    facts: dict[str, object] = field(default_factory=dict)


PROPS = Props(
    surface=draw_surface,
    subjects=SUBJECTS,
    around=AROUND,
    on_top=ON_TOP,
    sheets=(SUBJECTS["blank sheet"], SUBJECTS["printed sheet"]),
    light=draw_light,
)


def photograph(
    rng: np.random.Generator, documents: Sequence[Document], settings: PhotoSettings, backgrounds: Sequence[Path] = ()
) -> Photo:
    """Photographs the documents together; without any, other things, or a surface alone.

    `backgrounds`: picture files, of which a share (`settings.real_background`) of the photos has one in place of a drawn surface.
    The same generator state gives the same bytes."""
    camera = draw_camera(rng, settings)
    scene = compose(rng, documents, settings, camera.frame, backgrounds, PROPS)
    return finished(scene, camera.frame, camera.take(rng, scene.light), camera.facts())


def finished(scene: Scene, frame: Frame, jpeg: bytes, facts: dict[str, object]) -> Photo:
    """The photo of a scene, once a camera has written it; it may have been scaled on the way."""
    image = decode(jpeg)
    height, width = image.shape[:2]
    outlines = [outline * np.array([width / frame.width, height / frame.height]) for outline in scene.outlines]
    visible = [share_inside(outline, width, height) * seen for outline, seen in zip(outlines, scene.uncovered)]
    return Photo(image, jpeg, outlines, visible, {**scene.facts, **facts})
