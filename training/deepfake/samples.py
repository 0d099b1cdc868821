"""What the network sees in training: a bona fide face and a fake one that went through the same size, framing, coding and noise.

What the pair shares cannot tell the two apart, so it is not learnt. A fake made of a face is paired with that face itself; a face by a
GAN or by an editor, with a face of a photo of at least its size.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from training.deepfake.align import INPUT, SPAN, face_matrix, look
from training.deepfake.fakes import composite, reenact, self_blend, swap
from training.deepfake.pack import Face, Pack
from training.deepfake.partners import Partners
from training.deepfake.roughen import roughen
from training.deepfake.sources import EDITED, Part

CELLS = 12
"""Cells on a side of the map of what was replaced."""
UNKNOWN = 255
"""In such a map, where nobody knows. Else 0 to 100 per cent."""
SHARES = {"self-blend": 0.3, "swap": 0.16, "composite": 0.12, "reenactment": 0.1, "gan": 0.18, "gan-swap": 0.06, "editor": 0.08}
SHARPER = 1.15
"""Times that faces of photos and GANs are larger, where they are compared, than they are shown: either was scaled down."""


@dataclass(frozen=True)
class Faces:
    """The faces of one part."""

    real: list[Pack]
    gan: list[Pack]
    edited: dict[str, Pack]
    """Fakes by an editor, by the real source that they are compared with."""

    @staticmethod
    def load(folder: Path, part: Part) -> "Faces":
        packs = [pack for path in sorted(folder.glob("*.npz")) if len(pack := Pack(folder, path.stem, part))]
        real, gan, edited = ([pack for pack in packs if pack.role == role] for role in ("real", "gan", "editor"))
        by_source = {pack.source.removesuffix(EDITED): pack for pack in edited}
        if lacking := by_source.keys() - {pack.source for pack in real}:
            raise ValueError(f"Composites are compared with photos of the same source, which is not there: {', '.join(sorted(lacking))}")
        return Faces(real, gan, by_source)

    def packs(self) -> list[Pack]:
        return [*self.real, *self.gan, *self.edited.values()]

    def kinds(self) -> list[str]:
        missing = (set() if self.gan else {"gan", "gan-swap"}) | (set() if self.edited else {"editor"})
        return [kind for kind in SHARES if kind not in missing]


@dataclass(frozen=True)
class Couple:
    """A bona fide face and a fake as they are, before anything befalls both."""

    real: Face
    fake: Face
    replaced: np.ndarray
    """[h, w] uint8 of the fake, per cent."""
    kind: str
    source: str
    """Of the real face."""


@dataclass(frozen=True)
class Pair:
    """What the network sees of a couple. Both are [192, 192, 3] uint8."""

    real: np.ndarray
    fake: np.ndarray
    replaced: np.ndarray
    """[12, 12] uint8 of the fake, per cent."""


class PairMaker:
    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._partners = {pack.source: Partners(pack) for pack in [*faces.real, *faces.gan]}
        self._large = {pack.source: np.flatnonzero(pack.spans >= SHARPER * SPAN) for pack in faces.packs()}

    def couple(self, kind: str, rng: np.random.Generator) -> Couple:
        """:param kind: of SHARES."""
        if kind in ("gan", "editor"):
            real, fake, source = self._photo_and_fake(kind, rng)
            span = min(_shown_span(rng), real.span / SHARPER, fake.span / SHARPER)
            real, fake = real.at(span), fake.at(span)
            replaced = np.ones(fake.image.shape[:2], np.float32)
        else:
            pack = _one_of(self.faces.real, [len(pack) for pack in self.faces.real], rng)
            index = rng.integers(len(pack))
            real, source = pack[index].at(_shown_span(rng)), pack.source
            image, replaced = self._fake_of(kind, real, str(pack.names[index]), rng)
            fake = Face(image, real.points)
        return Couple(real, fake, np.round(100 * replaced).clip(0, 100).astype(np.uint8), kind, source)

    def make(self, kind: str, rng: np.random.Generator) -> tuple[Couple, Pair]:
        couple = self.couple(kind, rng)
        return couple, show(couple, rng)

    def _photo_and_fake(self, kind: str, rng: np.random.Generator) -> tuple[Face, Face, str]:
        if kind == "gan":
            fakes = self.faces.gan[rng.integers(len(self.faces.gan))]
            reals = _one_of(self.faces.real, [len(self._large[pack.source]) for pack in self.faces.real], rng)
        else:
            sources = list(self.faces.edited)
            like = sources[rng.integers(len(sources))]
            fakes = self.faces.edited[like]
            reals = next(pack for pack in self.faces.real if pack.source == like)
        real, fake = (pack[rng.choice(self._large[pack.source])] for pack in (reals, fakes))
        return real, fake, reals.source

    def _fake_of(self, kind: str, face: Face, name: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        if kind == "self-blend":
            return self_blend(face, rng)
        if kind == "reenactment":
            return reenact(face, rng)
        packs = self.faces.gan if kind == "gan-swap" else self.faces.real
        pack = packs[rng.integers(len(packs))]
        donor = self._partners[pack.source].donor(face, name, rng)
        if kind == "composite" or (kind == "gan-swap" and rng.random() < 0.3):
            return composite(face, donor, rng)
        return swap(face, donor, rng)


def show(couple: Couple, rng: np.random.Generator, severity: float = 1) -> Pair:
    """What both look like after the same scaling, noise and coding, in the same frame; `severity` as of `roughen`."""
    faces = (couple.real, couple.fake)
    seed, framing, mirrored = rng.integers(2**32), _framing(rng), rng.random() < 0.5
    matrices = [(framing @ np.vstack([face_matrix(face.points), [0, 0, 1]]))[:2] for face in faces]
    views = [look(roughen(face.image, face.span, np.random.default_rng(seed), severity), matrix) for face, matrix in zip(faces, matrices)]
    ended = np.minimum(*(_seen(np.ones(face.image.shape[:2]), matrix) for face, matrix in zip(faces, matrices))) < 1
    # How tightly a source was cut says nothing: black where either picture has ended.
    for view in views:
        view[ended] = 0
    seen = _seen(couple.replaced, matrices[1])
    seen[ended] = 0
    cells = np.round(cv2.resize(seen, (CELLS, CELLS), interpolation=cv2.INTER_AREA)).clip(0, 100).astype(np.uint8)
    if couple.kind == "editor":
        cells[:] = UNKNOWN
    if rng.random() < 0.06:
        _hide_edges(views, rng)
    if mirrored:
        views, cells = [np.ascontiguousarray(one[:, ::-1]) for one in views], np.ascontiguousarray(cells[:, ::-1])
    return Pair(views[0], views[1], cells)


def _one_of(packs: list[Pack], sizes: list[int], rng: np.random.Generator) -> Pack:
    """Of two packs the larger is likelier, but by less than it is larger: small ones have other cameras."""
    chances = np.sqrt(sizes)
    return packs[rng.choice(len(packs), p=chances / chances.sum())]


def _shown_span(rng: np.random.Generator) -> float:
    """Pixels between the pupils in the photo: mostly at least what the network sees."""
    return float(np.exp(rng.uniform(np.log(40), np.log(80))))


def _framing(rng: np.random.Generator) -> np.ndarray:
    """[3, 3]: as far off as meshes are."""
    matrix = cv2.getRotationMatrix2D((INPUT / 2, INPUT / 2), rng.normal(0, 2.5), np.exp(rng.normal(0, 0.04)))
    matrix[:, 2] += rng.normal(0, 2.5, 2)
    return np.vstack([matrix, [0, 0, 1]])


def _seen(alpha: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """[192, 192] float32 of a mask [h, w] of the picture."""
    return cv2.warpAffine(alpha.astype(np.float32), matrix, (INPUT, INPUT), flags=cv2.INTER_LINEAR)


def _hide_edges(views: list[np.ndarray], rng: np.random.Generator) -> None:
    """The same sides of both go black, as where a face is near to its picture's border."""
    for side in range(4):
        if rng.random() < 0.4:
            width = int(rng.integers(1, 40))
            for view in views:
                np.rot90(view, side)[:width] = 0
