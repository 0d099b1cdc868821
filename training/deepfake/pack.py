"""Faces cut out of pictures, with their mesh, in one flat file a source that many processes read at once.

A face is cut along the picture's own rows and columns and never enlarged: what a camera or a coder left in its pixels stays.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from training.canvas import draw
from training.deepfake.align import face_matrix, look, pupil_distance, region
from training.deepfake.sources import CENTRED, Part, Role, Source, choose, part_of, person_of
from training.reading import landmarks, main_face
from training.tested import Tested

LARGEST = 320
"""Pixels between the pupils; larger faces are kept at this size. Portraits of 1024 px have about 255."""
SMALLEST = 32
MARGIN = 0.12
"""About what the network sees, in its inputs, for turns and shifts in training."""

CHEEKS = [50, 205, 187, 280, 425, 411]
"""Points of the mesh."""


@dataclass(frozen=True)
class Face:
    image: np.ndarray
    """[h, w, 3] uint8 RGB."""
    points: np.ndarray
    """[468, 2] in its pixels."""

    def skin(self) -> np.ndarray:
        """[3] mean colour of the cheeks."""
        height, width = self.image.shape[:2]
        x, y = self.points[CHEEKS].T.astype(int)
        return self.image[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)].mean(0)

    @property
    def span(self) -> float:
        """Pixels between the pupils."""
        return pupil_distance(self.points)

    def at(self, span: float, interpolation: int | None = cv2.INTER_AREA) -> "Face":
        """With so many pixels between the pupils; never enlarged. `interpolation` of OpenCV, or None for what a browser does."""
        scale = span / self.span
        if scale >= 1:
            return self
        height, width = self.image.shape[:2]
        size = max(1, round(width * scale)), max(1, round(height * scale))
        each = size[0] / width, size[1] / height
        small = draw(self.image, np.column_stack([np.diag(each), (0, 0)]), *size) if interpolation is None else cv2.resize(self.image, size, interpolation=interpolation)
        return Face(small, self.points * each)


def cut_face(picture: Image.Image, centre: bool) -> Face | None:
    """The largest face of a picture, or the one nearest to its centre; None without one that is large enough and all in the picture."""
    box = main_face(picture, centre)
    if box is None:
        return None
    points = landmarks(picture, box)
    size = (picture.width, picture.height)
    if pupil_distance(points) < SMALLEST or (points.min(0) < 0).any() or (points.max(0) > size).any():
        return None
    left, top, right, bottom = region(points, MARGIN)
    left, top = max(0, int(left)), max(0, int(top))
    image = np.asarray(picture)[top : int(np.ceil(bottom)), left : int(np.ceil(right))]
    return Face(image, (points - (left, top)).astype(np.float32)).at(LARGEST)


def open_picture(data: bytes) -> Image.Image:
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


def aligned(picture: Image.Image) -> Image.Image:
    """The largest face as the network sees it; the picture itself without one."""
    picture = picture.convert("RGB")
    box = main_face(picture)
    return picture if box is None else Image.fromarray(look(np.asarray(picture), face_matrix(landmarks(picture, box))))


def make_pack(folder: Path, source: Source, excluded: set[str], tested: Tested, limit: int, a_person: int) -> None:
    """Writes NAME.pixels and NAME.npz for a source, unless they are there; without people of `excluded` and faces that `tested` has, as they are `aligned`."""
    listing = folder / f"{source.name}.npz"
    if listing.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    names = choose(source, excluded, limit, a_person)
    kept: dict[str, list] = {"name": [], "start": [], "shape": [], "points": [], "skin": []}
    end = 0
    with open(folder / f"{source.name}.pixels", "wb") as pixels:
        for i, (name, data) in enumerate(zip(names, source.read(names))):
            face = cut_face(open_picture(data), centre=source.name in CENTRED)
            if face and not tested.has(data, Image.fromarray(look(face.image, face_matrix(face.points)))):
                for key, value in zip(kept, (name, end, face.image.shape[:2], face.points, face.skin())):
                    kept[key].append(value)
                pixels.write(np.ascontiguousarray(face.image).tobytes())
                end += face.image.size
            if (i + 1) % 500 == 0:
                print(f"{source.name}: {i + 1} of {len(names)} pictures, {len(kept['name'])} faces", flush=True)
    np.savez(listing, role=source.role, **{key: np.array(values) for key, values in kept.items()})


class Pack:
    """The faces of a source that serve one part."""

    def __init__(self, folder: Path, source: str, part: Part) -> None:
        listed = np.load(folder / f"{source}.npz")
        own = np.array([part_of(source, person_of(source, str(name))) == part for name in listed["name"]], bool)
        self.source = source
        self.role: Role = str(listed["role"])
        self.names: np.ndarray = listed["name"][own]
        self.points: np.ndarray = listed["points"][own]
        """[n, 468, 2]."""
        self.skins: np.ndarray = listed["skin"][own]
        """[n, 3]."""
        self.spans = np.array([pupil_distance(points) for points in self.points])
        self._starts, self._shapes = listed["start"][own], listed["shape"][own]
        self._file = folder / f"{source}.pixels"

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, index: int) -> Face:
        height, width = self._shapes[index]
        pixels = np.fromfile(self._file, np.uint8, int(height) * int(width) * 3, offset=int(self._starts[index]))
        return Face(pixels.reshape(height, width, 3), self.points[index])
