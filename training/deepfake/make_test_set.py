"""Makes a labelled folder of face swaps by the second tool, of people whom training never saw, for `measure` and `npm run eval`.

    python -m training.deepfake.make_test_set OUT --real NAME=PLACE... --exclude FOLDER... [--limit N]

Photos of each source's test part, as they are, with another's face, and altered harmlessly: coded as JPEG 60, at half of the size, and
beautified. All but JPEG 60 is coded alike. OUT/labels.csv has path, label (real or fake), kind and source.
"""

import argparse
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training.deepfake.align import pupil_distance
from training.deepfake.held_out_swap import swap_head
from training.deepfake.pack import Face, open_picture
from training.deepfake.partners import shapes_of
from training.deepfake.roughen import beautify
from training.deepfake.sources import Source, choose, part_of, person_of
from training.labelled_folder import pictures, write_real_and_fake
from training.reading import main_face, surface
from training.synthesis.camera.jpeg import encode

QUALITY, SAMPLING = (70, 95), "4:2:0"
BEAUTY = 0.5
ALIKE = 6
"""The donor is, of so many faces that are most alike in shape and turn, the one of the likest skin."""


@dataclass(frozen=True)
class Photo:
    name: str
    image: np.ndarray
    """[h, w, 3] uint8 RGB."""
    surface: np.ndarray
    """[468, 3] in its pixels."""

    def skin(self) -> np.ndarray:
        return Face(self.image, self.surface[:, :2]).skin()

    @property
    def span(self) -> float:
        return pupil_distance(self.surface[:, :2])


def photos_of(source: Source, excluded: set[str], limit: int) -> list[Photo]:
    names = [name for name in choose(source, excluded, 10**9, 1) if part_of(source.name, person_of(source.name, name)) == "test"][:limit]
    photos = []
    for name, data in zip(names, source.read(names)):
        picture = open_picture(data)
        box = main_face(picture, centre=source.name == "lfw")
        if box is not None:
            photos.append(Photo(name, np.asarray(picture), surface(picture, box)))
    return photos


def donor_for(index: int, photos: list[Photo], shapes: np.ndarray) -> Photo:
    apart = np.linalg.norm(shapes - shapes[index], axis=1)
    apart[index] = np.inf
    nearest = [photos[i] for i in np.argsort(apart)[: min(ALIKE, len(photos) - 1)]]
    skin = photos[index].skin()
    return min(nearest, key=lambda other: float(np.linalg.norm(other.skin() - skin)))


def versions(photo: Photo, donor: Photo, rng: np.random.Generator) -> Iterator[tuple[str, str, bytes]]:
    """Label, kind and JPEG of each."""
    quality = int(rng.integers(QUALITY[0], QUALITY[1] + 1))
    swapped = swap_head(photo.image, photo.surface, donor.image, donor.surface)
    yield "fake", "head-swap", encode(swapped, quality, SAMPLING)
    for kind, jpeg in harmless(photo.image, photo.span, quality).items():
        yield "real", kind, jpeg


def harmless(image: np.ndarray, span: float, quality: int) -> dict[str, bytes]:
    """A photo [h, w, 3] as JPEG, and what befalls photos of honest people; `span` in pixels between the pupils."""
    height, width = image.shape[:2]
    half = np.asarray(Image.fromarray(image).resize((width // 2, height // 2), Image.BOX))
    return {
        "none": encode(image, quality, SAMPLING),
        "jpeg-60": encode(image, 60, SAMPLING),
        "half-size": encode(half, quality, SAMPLING),
        "beautified": encode(beautify(image, BEAUTY, span), quality, SAMPLING),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--real", nargs="+", required=True)
    parser.add_argument("--exclude", type=Path, nargs="+", required=True)
    parser.add_argument("--limit", type=int, default=200, help="photos of each source")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    tested = {person_of("lfw", path.name) for folder in options.exclude for path in pictures(folder)}
    rows = []
    for given in options.real:
        source = Source.parse("real", given)
        photos = photos_of(source, tested if source.name == "lfw" else set(), options.limit)
        shapes = shapes_of(np.stack([photo.surface[:, :2] for photo in photos]))
        for index, photo in enumerate(photos):
            rng = np.random.default_rng(zlib.crc32(photo.name.encode()))
            for label, kind, jpeg in versions(photo, donor_for(index, photos, shapes), rng):
                path = options.out / source.name / kind / f"{Path(photo.name).stem}.jpg"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(jpeg)
                rows.append((path.relative_to(options.out).as_posix(), label, kind, source.name))
    write_real_and_fake(options.out, rows)


if __name__ == "__main__":
    main()
