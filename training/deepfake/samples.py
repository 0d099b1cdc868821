"""What the network sees in training: a bona fide face and a fake one that went through the same size, framing, coding and noise.

What the pair shares cannot tell the two apart, so it is not learnt. A fake made of a face is paired with that face itself; a face by a
GAN or by an editor, with one of the photos that it imitates, where there are any, else with a photo of at least its size. What is behind the
face goes on both sides at times, so that it tells nothing.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from training.deepfake.align import INPUT, SPAN, face_matrix, look
from training.deepfake.alter import DOWN
from training.deepfake.blend import mix
from training.deepfake.colour import as_bytes
from training.deepfake.fakes import composite, reenact, self_blend, swap
from training.deepfake.mesh_parts import OVAL, PARTS, mask_of
from training.deepfake.pack import Face, Pack
from training.deepfake.partners import CANDIDATES, Partners
from training.deepfake.roughen import roughen
from training.deepfake.sources import EDITED, GENERATED, SWAPPED, Part

CELLS = 12
"""Cells on a side of the map of what was replaced."""
UNKNOWN = 255
"""In such a map, where nobody knows. Else 0 to 100 per cent."""
KINDS = ("self-blend", "swap", "composite", "reenactment", "gan", "gan-swap", "editor", "swapped")
SHARPER = 1.15
"""Times that faces of photos and GANs of different sources are larger, where they are compared, than they are shown: either was scaled down."""
HIDDEN = {"gan": 0.4, "editor": 0.25}
HIDDEN_ELSE = 0.15
"""How often one chance texture is put behind both faces."""
SIZES = 16
"""Fakes of the same source that the one of a photo's size is taken of."""
UNLIKE = 4
"""Donors that the most alike is taken of for half of the composites: what editors pasted does not always fit."""
ROUGHEST = 0.5
"""Severity, of `roughen`, of what befalls pictures: with all of it many fakes cannot be told any more."""


@dataclass(frozen=True)
class Recipe:
    """Which pairs are made, and how large."""

    shares: dict[str, float]
    """Of KINDS."""
    imitated: float
    """Of GANs' portraits, the share by a GAN of which the photos that it imitates are here."""
    beside: float
    """Of these, the share that is compared with such a photo."""
    spans: tuple[float, float]
    """Pixels between the pupils that a face is shown with, at most its own."""
    native: float = 0.0
    """The share that is shown as large as it is."""
    seen: float = 0.0
    """The share that is shown no larger than the longest of `spans`, and scaled as a browser does it."""

    def scale(self, rng: np.random.Generator) -> tuple[float, int | None]:
        """Pixels between the pupils, and how `Face.at` comes to them."""
        chance = rng.random()
        if chance < self.native:
            return np.inf, None
        if chance < self.native + self.seen:
            return self.spans[1], None
        return float(np.exp(rng.uniform(*np.log(self.spans)))), DOWN[rng.integers(len(DOWN))]


ALIGNED = Recipe(dict(zip(KINDS, (0.14, 0.12, 0.12, 0.05, 0.28, 0.05, 0.12, 0.12))), 0.6, 0.6, (40, 80))
"""Mostly at least as large as the network sees them."""


@dataclass(frozen=True)
class Faces:
    """The faces of one part."""

    real: list[Pack]
    gan: list[Pack]
    """Those that imitate no real source that is here."""
    imitating: dict[str, Pack]
    edited: dict[str, Pack]
    swapped: dict[str, Pack]
    """Fakes by a GAN, by an editor, and with a generated face, by the real source that they are compared with."""

    @staticmethod
    def load(folder: Path, part: Part) -> "Faces":
        packs = [pack for path in sorted(folder.glob("*.npz")) if len(pack := Pack(folder, path.stem, part))]
        real, gan = ([pack for pack in packs if pack.role == role] for role in ("real", "gan"))
        beside = [{pack.source.removesuffix(end): pack for pack in packs if pack.source.endswith(end)} for end in (GENERATED, EDITED, SWAPPED)]
        if lacking := set().union(*beside) - {pack.source for pack in real}:
            raise ValueError(f"Fakes are compared with photos of the same source, which is not there: {', '.join(sorted(lacking))}")
        return Faces(real, [pack for pack in gan if not pack.source.endswith(GENERATED)], *beside)

    def by_gans(self) -> list[Pack]:
        return [*self.gan, *self.imitating.values()]

    def packs(self) -> list[Pack]:
        return [*self.real, *self.by_gans(), *self.edited.values(), *self.swapped.values()]

    def kinds(self) -> list[str]:
        there = {"gan": self.by_gans(), "gan-swap": self.by_gans(), "editor": self.edited, "swapped": self.swapped}
        return [kind for kind in KINDS if there.get(kind, True)]


@dataclass(frozen=True)
class Couple:
    """A bona fide face and a fake as they are, before anything befalls both."""

    real: Face
    fake: Face
    replaced: np.ndarray | None
    """[h, w] uint8 of the fake, per cent; None where nobody knows."""
    kind: str
    source: str
    """Of the real face."""


@dataclass(frozen=True)
class Pair:
    """What the network sees of a couple in one view. Both are [192, 192, 3] uint8."""

    real: np.ndarray
    fake: np.ndarray
    replaced: np.ndarray
    """[cells, cells] uint8 of the fake, per cent or UNKNOWN."""
    hidden: np.ndarray
    """[cells, cells] bool: where the same was put over both."""


class PairMaker:
    def __init__(self, faces: Faces, recipe: Recipe = ALIGNED) -> None:
        self.faces = faces
        self.recipe = recipe
        self._partners = {pack.source: Partners(pack) for pack in [*faces.real, *faces.by_gans()]}
        self._large = {pack.source: np.flatnonzero(pack.spans >= SHARPER * SPAN) for pack in faces.packs()}

    def couple(self, kind: str, rng: np.random.Generator) -> Couple:
        """:param kind: of KINDS."""
        if kind in ("gan", "editor", "swapped"):
            fakes, reals = self._fakes_and_reals(kind, rng)
            alike = fakes.source in {f"{reals.source}{end}" for end in (GENERATED, EDITED, SWAPPED)}
            index, other = self._of_a_size(fakes, reals, rng) if alike else (rng.choice(self._large[pack.source]) for pack in (fakes, reals))
            fake, real, source = fakes[index], reals[other], reals.source
            span, interpolation = self.recipe.scale(rng)
            if not alike or np.isfinite(span):
                span = min(span, *(face.span / (1 if alike else SHARPER) for face in (real, fake)))
            real, fake = real.at(span, interpolation), fake.at(span, interpolation)
            replaced = _replaced(kind, fake, str(fakes.names[index]))
        else:
            pack = _one_of(self.faces.real, [len(pack) for pack in self.faces.real], rng)
            index = rng.integers(len(pack))
            real, source = pack[index].at(*self.recipe.scale(rng)), pack.source
            image, replaced = self._fake_of(kind, real, str(pack.names[index]), rng)
            fake = Face(image, real.points)
        return Couple(real, fake, None if replaced is None else np.round(100 * replaced).clip(0, 100).astype(np.uint8), kind, source)

    def _fakes_and_reals(self, kind: str, rng: np.random.Generator) -> tuple[Pack, Pack]:
        if kind == "gan":
            others = self.faces.gan and (rng.random() > self.recipe.imitated or not self.faces.imitating)
            some = self.faces.gan if others else list(self.faces.imitating.values())
            if others or rng.random() > self.recipe.beside:
                return some[rng.integers(len(some))], _one_of(self.faces.real, [len(self._large[pack.source]) for pack in self.faces.real], rng)
        by_source = {"gan": self.faces.imitating, "editor": self.faces.edited, "swapped": self.faces.swapped}[kind]
        like = list(by_source)[rng.integers(len(by_source))]
        return by_source[like], next(pack for pack in self.faces.real if pack.source == like)

    def _of_a_size(self, fakes: Pack, reals: Pack, rng: np.random.Generator) -> tuple[int, int]:
        """The places of a photo and of the fake of a chance choice that is nearest to it in size: fakes of a source may be larger than its photos, and so the sharper ones."""
        other, some = int(rng.integers(len(reals))), rng.integers(len(fakes), size=SIZES)
        return int(some[np.argmin(np.abs(np.log(fakes.spans[some] / reals.spans[other])))]), other

    def _fake_of(self, kind: str, face: Face, name: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        if kind == "self-blend":
            return self_blend(face, rng)
        if kind == "reenactment":
            return reenact(face, rng)
        packs = self.faces.by_gans() if kind == "gan-swap" else self.faces.real
        pack = packs[rng.integers(len(packs))]
        parts = kind == "composite" or (kind == "gan-swap" and rng.random() < 0.3)
        donor = self._partners[pack.source].donor(face, name, rng, UNLIKE if parts and rng.random() < 0.5 else CANDIDATES)
        return composite(face, donor, rng) if parts else swap(face, donor, rng)


def _replaced(kind: str, face: Face, name: str) -> np.ndarray | None:
    """[h, w] float32 of a fake that was found, not made: 1 where something was put in; None where nobody knows."""
    if kind == "editor":
        return edited_parts(face, name)
    return _oval(face, 1) if kind == "swapped" else np.ones(face.image.shape[:2], np.float32)


def edited_parts(face: Face, name: str) -> np.ndarray | None:
    """[h, w] float32: 1 where the name of a composite of ciplab says that something was put in: eye, eye, nose, mouth. Which eye comes first it does not say."""
    one, other, nose, mouth = (digit == "1" for digit in Path(name).stem.rsplit("_", 1)[1])
    if one != other:
        return None
    names = ["eyes"] * one + ["nose"] * nose + ["mouth"] * mouth
    return mask_of(face.points, [outline for part in names for outline in PARTS[part]], face.image.shape).astype(np.float32) / 255


def show(couple: Couple, rng: np.random.Generator, severity: float = ROUGHEST, hide: bool = False) -> Pair:
    """What both look like after the same scaling, noise and coding, in the same frame; `severity` as of `roughen`. With `hide`, what is behind the faces is at times hidden."""
    faces = [couple.real, couple.fake]
    outside = np.zeros(couple.fake.image.shape[:2], np.float32)
    if hide and rng.random() < HIDDEN.get(couple.kind, HIDDEN_ELSE):
        # The edge of what was blended in stays in sight.
        size, texture = rng.uniform(1 if couple.kind in HIDDEN else 1.25, 1.5), _texture(rng)
        faces = [_over(face, texture, size) for face in faces]
        outside = 1 - _oval(faces[1], size)
    seed, framing, mirrored = rng.integers(2**32), _framing(rng), rng.random() < 0.5
    matrices = [(framing @ np.vstack([face_matrix(face.points), [0, 0, 1]]))[:2] for face in faces]
    views = [look(roughen(face.image, face.span, np.random.default_rng(seed), severity), matrix) for face, matrix in zip(faces, matrices)]
    ended = np.minimum(*(_seen(np.ones(face.image.shape[:2]), matrix) for face, matrix in zip(faces, matrices))) < 1
    # How tightly a source was cut says nothing: black where either picture has ended.
    for view in views:
        view[ended] = 0
    cells = np.full((CELLS, CELLS), UNKNOWN, np.uint8)
    if couple.replaced is not None:
        seen = _seen(couple.replaced, matrices[1])
        seen[ended] = 0
        cells = np.round(_by_cell(seen)).clip(0, 100).astype(np.uint8)
    hidden = _by_cell(_seen(outside, matrices[1])) > 0.5
    cells[hidden] = UNKNOWN
    if rng.random() < 0.06:
        _hide_edges(views, rng)
    if mirrored:
        views, cells, hidden = [np.ascontiguousarray(one[:, ::-1]) for one in views], np.ascontiguousarray(cells[:, ::-1]), hidden[:, ::-1]
    return Pair(views[0], views[1], cells, hidden)


def _one_of(packs: list[Pack], sizes: list[int], rng: np.random.Generator) -> Pack:
    """Of two packs the larger is likelier, but by far less than it is larger: small ones have other cameras."""
    chances = np.cbrt(sizes)
    return packs[rng.choice(len(packs), p=chances / chances.sum())]


def _framing(rng: np.random.Generator) -> np.ndarray:
    """[3, 3]: as far off as meshes are."""
    matrix = cv2.getRotationMatrix2D((INPUT / 2, INPUT / 2), rng.normal(0, 2.5), np.exp(rng.normal(0, 0.04)))
    matrix[:, 2] += rng.normal(0, 2.5, 2)
    return np.vstack([matrix, [0, 0, 1]])


def _seen(alpha: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """[192, 192] float32 of a mask [h, w] of the picture."""
    return cv2.warpAffine(alpha.astype(np.float32), matrix, (INPUT, INPUT), flags=cv2.INTER_LINEAR)


def _by_cell(seen: np.ndarray) -> np.ndarray:
    return cv2.resize(seen, (CELLS, CELLS), interpolation=cv2.INTER_AREA)


def _texture(rng: np.random.Generator) -> np.ndarray:
    """[cells, cells, 3] uint8: a colour with some spots, or none."""
    cells = int(rng.integers(2, 24))
    return as_bytes(rng.uniform(0, 255, 3) + rng.choice([0, 8, 40]) * rng.standard_normal((cells, cells, 3)))


def _oval(face: Face, size: float) -> np.ndarray:
    """[h, w] float32: 1 inside of the face's outline, so many times as large."""
    middle = face.points.mean(0)
    return mask_of(middle + size * (face.points - middle), [OVAL], face.image.shape).astype(np.float32) / 255


def _over(face: Face, texture: np.ndarray, size: float) -> Face:
    height, width = face.image.shape[:2]
    behind = cv2.resize(texture, (width, height), interpolation=cv2.INTER_CUBIC)
    return Face(mix(behind, face.image, _oval(face, size)), face.points)


def _hide_edges(views: list[np.ndarray], rng: np.random.Generator) -> None:
    """The same sides of both go black, as where a face is near to its picture's border."""
    for side in range(4):
        if rng.random() < 0.4:
            width = int(rng.integers(1, 40))
            for view in views:
                np.rot90(view, side)[:width] = 0
