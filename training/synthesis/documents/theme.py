"""The look of one training document: colours, fonts, how it was personalised."""

import colorsys
from dataclasses import dataclass

import numpy as np

from training.synthesis.drawing.canvas import Colour

# Font files by family: regular, bold. Debian: fonts-dejavu, fonts-liberation, fonts-freefont-ttf, fonts-roboto, fonts-open-sans, fonts-ocr-b.
SANS = [
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("LiberationSansNarrow-Regular.ttf", "LiberationSansNarrow-Bold.ttf"),
    ("FreeSans.ttf", "FreeSansBold.ttf"),
    ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    ("Roboto-Medium.ttf", "Roboto-Black.ttf"),
    ("RobotoCondensed-Regular.ttf", "RobotoCondensed-Bold.ttf"),
    ("OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
]
SERIF = [("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"), ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"), ("FreeSerif.ttf", "FreeSerifBold.ttf")]
MONO = [("LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf"), ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"), ("FreeMono.ttf", "FreeMonoBold.ttf")]
MRZ_FONT = "OCRB.otf"
# Families without the letters of Vietnamese.
_EUROPEAN = ("Liberation", "DejaVuSansMono")


@dataclass(frozen=True)
class Theme:
    paper: list[Colour]
    """Stops of the background's gradient."""
    inks: list[Colour]
    """Of lines and large shapes."""
    accent: Colour
    """Header, emblem."""
    caption: Colour
    value: Colour
    dark: bool
    """Light text on a dark ground."""
    caption_font: str
    value_font: str
    title_font: str
    bilingual: bool
    engraved: bool
    """Portrait burnt in grey."""


def invent_theme(rng: np.random.Generator, vietnamese: bool) -> Theme:
    """Colours from pale to full, on a light ground or on a dark one. vietnamese: only fonts that have its letters."""
    hue = rng.random()
    spread = rng.uniform(0.02, 0.12) if rng.random() < 0.5 else rng.uniform(0.12, 0.5)
    kind = str(rng.choice(["pale", "white", "faint", "full", "dark"], p=[0.45, 0.15, 0.12, 0.18, 0.10]))
    (low, high, dim, bright) = {
        "pale": (0.10, 0.32, 0.86, 0.99),
        "white": (0.0, 0.05, 0.95, 1.0),
        "faint": (0.03, 0.09, 0.80, 0.95),
        "full": (0.32, 0.75, 0.70, 0.97),
        "dark": (0.25, 0.9, 0.14, 0.42),
    }[kind]
    dark = kind == "dark"

    def colour(shift: float, saturation: tuple[float, float], value: tuple[float, float]) -> Colour:
        (r, g, b) = colorsys.hsv_to_rgb((hue + shift) % 1, rng.uniform(*saturation), rng.uniform(*value))
        return (255 * r, 255 * g, 255 * b)

    paper = [colour(spread * i * rng.choice([-1, 1]), (low, high), (dim, bright)) for i in range(int(rng.integers(1, 5)))]
    inks = [colour(rng.uniform(-1, 1) * max(spread, 0.1), (0.25, 0.95), (0.75, 1.0) if dark else (0.3, 0.85)) for _ in range(4)]
    accent = colour(rng.choice([0, 0, 0.5, 0.33]), (0.55, 1.0), (0.65, 1.0) if dark else (0.25, 0.75))
    black = (250.0, 250.0, 245.0) if dark else tuple(float(v) for v in rng.uniform(5, 45, 3))

    def family(pool: list[tuple[str, str]]) -> tuple[str, str]:
        able = [pair for pair in pool if not (vietnamese and pair[0].startswith(_EUROPEAN))]
        return able[int(rng.integers(len(able)))]

    sans = family(SANS)
    values = sans if rng.random() < 0.7 else family(SERIF if rng.random() < 0.55 else MONO)
    title = sans if rng.random() < 0.75 else family(SERIF)
    return Theme(
        paper,
        inks,
        accent,
        accent if rng.random() < 0.6 else black,
        black,
        dark,
        sans[0 if rng.random() < 0.75 else 1],
        values[int(rng.random() < 0.5)],
        title[1],
        bool(rng.random() < 0.7),
        bool(rng.random() < 0.45),
    )
