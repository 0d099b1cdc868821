"""Photos of the held-out generator: the geometry of the training one, everything that is seen and how it is recorded of its own."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.synthesis.document import Document
from training.synthesis.held_out.photo.camera import draw_camera
from training.synthesis.held_out.photo.lamps import draw_light
from training.synthesis.held_out.photo.surfaces import draw_surface
from training.synthesis.held_out.photo.things import AROUND, ON_TOP, SUBJECTS
from training.synthesis.photograph import Photo, finished
from training.synthesis.scene.compose import compose
from training.synthesis.scene.props import Props
from training.synthesis.settings import PhotoSettings

__all__ = ["Photo", "PhotoSettings", "photograph"]

PROPS = Props(
    surface=draw_surface,
    subjects=SUBJECTS,
    around=AROUND,
    on_top=ON_TOP,
    sheets=(SUBJECTS["letter"], SUBJECTS["folder"]),
    light=draw_light,
)


def photograph(
    rng: np.random.Generator, documents: Sequence[Document], settings: PhotoSettings, backgrounds: Sequence[Path] = ()
) -> Photo:
    """As `training.synthesis.photograph.photograph`. JPEG quality and messengers are not read off the settings: the camera has tables of its own."""
    camera = draw_camera(rng, settings)
    scene = compose(rng, documents, settings, camera.frame, backgrounds, PROPS)
    return finished(scene, camera.frame, camera.take(rng, scene.light), camera.facts())
