"""Keeps pictures that are tested on out of training, also where they were scaled or coded again."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.labelled_folder import pictures

ALIKE = 5
"""Bits of 64 in which the hashes of two codings of one picture may differ."""


@dataclass(frozen=True)
class Tested:
    """Of the pictures that are tested on: digests of the files, and hashes of what they show."""

    digests: frozenset[str]
    looks: np.ndarray

    def has(self, data: bytes, image: Image.Image) -> bool:
        return hashlib.sha256(data).hexdigest() in self.digests or bool(len(self.looks) and (np.count_nonzero(self.looks != look(image), axis=1) <= ALIKE).any())


def look(image: Image.Image) -> np.ndarray:
    """[64] bool: where brightness rises to the right, on 9 x 8 pixels. It outlives scaling and coding."""
    small = np.asarray(image.convert("L").resize((9, 8), Image.BOX), np.int16)
    return (small[:, 1:] > small[:, :-1]).ravel()


def tested_on(folders: Sequence[Path], shown: Callable[[Image.Image], Image.Image] = lambda image: image) -> Tested:
    """All pictures of labelled folders; of each, what `shown` makes of it is compared."""
    paths = [path for folder in folders for path in pictures(folder)]
    looks = [look(shown(Image.open(path))) for path in paths]
    return Tested(frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths), np.array(looks) if looks else np.zeros((0, 64), bool))
