"""A photo of documents on a surface or in a hand, or of other things, with the exact corners of each document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from training.synthesis.camera.camera import Camera, draw_camera
from training.synthesis.camera.jpeg import decode, encode, resend
from training.synthesis.document import Document
from training.synthesis.scene.compose import compose
from training.synthesis.scene.placing import share_inside
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


def photograph(
    rng: np.random.Generator, documents: Sequence[Document], settings: PhotoSettings, backgrounds: Sequence[Path] = ()
) -> Photo:
    """Photographs the documents together; without any, other things, or a surface alone.

    `backgrounds`: picture files, of which a share (`settings.real_background`) of the photos has one in place of a drawn surface.
    The same generator state gives the same bytes."""
    camera = draw_camera(rng, settings)
    scene = compose(rng, documents, settings, camera, backgrounds)
    image = camera.expose(rng, scene.light)
    jpeg = encode(image, camera.quality, camera.sampling)
    if camera.resent is not None:
        jpeg = encode(resend(image, camera.quality, camera.sampling, camera.resent), camera.resent_quality, "4:2:0")
    image = decode(jpeg)
    scale = np.array([image.shape[1] / camera.width, image.shape[0] / camera.height])
    outlines = [outline * scale for outline in scene.outlines]
    height, width = image.shape[:2]
    visible = [share_inside(outline, width, height) * seen for outline, seen in zip(outlines, scene.uncovered)]
    return Photo(image, jpeg, outlines, visible, {**scene.facts, **camera.facts(scene.focus_mm)})
