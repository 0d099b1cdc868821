"""In what proportions pictures are learnt from."""

from collections.abc import Iterator, Sequence

import numpy as np

from training.face_pad.index import Row


def balanced(rows: Sequence[Row], rng: np.random.Generator) -> Iterator[int]:
    """Endless places in `rows`: a label by turns, then a data set, then an attack, then a person, then a picture, each as likely as the others.

    Frames are many of few people in one set and few of many in another: drawn by the picture, the largest set's room would be learnt."""
    tree: dict[str, dict[str, dict[str, dict[str, list[int]]]]] = {}
    for place, row in enumerate(rows):
        tree.setdefault(row.label, {}).setdefault(row.source, {}).setdefault(row.attack, {}).setdefault(row.person, []).append(place)
    while True:
        for label in sorted(tree):
            branch = tree[label]
            while isinstance(branch, dict):
                names = list(branch)
                branch = branch[names[rng.integers(len(names))]]
            yield branch[rng.integers(len(branch))]
