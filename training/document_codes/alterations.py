"""What is done to photos of documents, how strongly, and which warnings are due then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from training.document_codes.frame import close_to_border, cut_off, small, with_second
from training.document_codes.light import defocused, exposed, mirrored_lamp, moved
from training.document_codes.photo import Photo
from training.synthesis.camera.jpeg import decode, encode

# What the altered photos are coded with. That of the photos themselves is coarser.
QUALITY, SAMPLING = 95, "4:2:0"


@dataclass(frozen=True)
class Alteration:
    name: str
    """With a place for the strength."""
    strengths: tuple[float, ...]
    alter: Callable[[Photo, float, np.random.Generator], Photo]
    warning: str | None = None
    """Beside those that are due of where the document lies."""


ALTERATIONS = [
    Alteration("turned by {:.0f} degrees", (90, 180, 270), lambda photo, degrees, _: photo.turned(round(degrees / 90))),
    Alteration("cut off by {:.0%}", (0.1, 0.3), lambda photo, share, rng: cut_off(photo, share, int(rng.integers(4)))),
    Alteration("from the border {:.1%}", (0.003, 0.01, 0.05), lambda photo, share, rng: close_to_border(photo, share, int(rng.integers(4)))),
    Alteration("of the frame {:.0%}", (0.04, 0.07, 0.13), small),
    Alteration("out of focus by {} mm", (0.3, 0.5, 0.8), lambda photo, radius, _: defocused(photo, radius), "IMAGE_TOO_BLURRY"),
    Alteration("moved by {} mm", (0.6, 1.0, 1.5), moved, "IMAGE_TOO_BLURRY"),
    Alteration("lamp over {:.0%}", (0.02, 0.05, 0.1), mirrored_lamp, "GLARE_ON_IMAGE"),
    Alteration("dark, paper at {:.0%}", (0.06, 0.03), lambda photo, paper, _: exposed(photo, paper), "POOR_IMAGE_EXPOSURE"),
    Alteration("bright, paper at {:.0%}", (2.0, 4.0), lambda photo, paper, _: exposed(photo, paper), "POOR_IMAGE_EXPOSURE"),
]
# libjpeg's. From the second on blocks show; at the first they don't.
COARSE = (20, 15, 10, 5)


def altered(number: int, photo: Photo, other: Photo, rng: np.random.Generator) -> Iterator[tuple[str, bytes, list[str]]]:
    """Name, file and warnings due, of each alteration at one strength: another for each number."""
    for alteration in ALTERATIONS:
        strength = alteration.strengths[number % len(alteration.strengths)]
        result = alteration.alter(photo, strength, rng)
        due = [*result.warnings(), *([alteration.warning] if alteration.warning else [])]
        yield alteration.name.format(strength), encode(result.image, QUALITY, SAMPLING), due
    together = with_second(photo, other)
    if together is not None:
        yield "with a second one", encode(together.image, QUALITY, SAMPLING), [*together.warnings(), "MULTIPLE_DOCUMENTS_IN_FRAME"]
    quality = COARSE[number % len(COARSE)]
    jpeg = encode(photo.image, quality, SAMPLING)
    due = [*photo.warnings(), *(["IMAGE_IS_TOO_COMPRESSED"] if quality < COARSE[0] else [])]
    yield f"of quality {quality}", jpeg, due
    yield f"of quality {quality}, then {QUALITY}", encode(decode(jpeg), QUALITY, SAMPLING), due
