"""What a camera's place and lens decide, before any light falls in."""

from dataclasses import dataclass

from training.synthesis.camera.lens import Lens


@dataclass(frozen=True)
class Frame:
    """`width`, `height` and `focal` in pixels. `vignette`: the share of light that is lost in the corners."""

    width: int
    height: int
    focal: float
    lens: Lens
    vignette: float
