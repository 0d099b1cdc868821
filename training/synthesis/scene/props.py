"""What a generator has at hand to make scenes of: the training one and the held-out one differ in this."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.synthesis.scene.light import Light
from training.synthesis.scene.thing import Thing
from training.synthesis.settings import PhotoSettings

DrawThing = Callable[[np.random.Generator, Sequence[Path]], Thing]
DrawSurface = Callable[[np.random.Generator, int, float], tuple[str, np.ndarray, float]]
DrawLight = Callable[[np.random.Generator, PhotoSettings, bool], Light]


@dataclass(frozen=True)
class Props:
    """`surface` (rng, side, mm) gives a name, a picture [side, side, 3] uint8 of mm x mm, and its gloss.

    Things are functions of (rng, pictures that a poster may show): `subjects` may take a document's place, `around` lie beside, `on_top`
    on a document, `sheets` below it. `light` (rng, settings, wrapped in film) lights all."""

    surface: DrawSurface
    subjects: Mapping[str, DrawThing]
    around: Mapping[str, DrawThing]
    on_top: Mapping[str, DrawThing]
    sheets: Sequence[DrawThing]
    light: DrawLight
