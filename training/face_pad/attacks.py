"""Draws attacks on the bona fide faces of the index, and as many bona fide ones through the same cameras."""

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training.face_pad.index import Row, write_index
from training.reading import landmarks
from training.synthesis.camera.jpeg import decode
from training.synthesis.recapture.recapture import Subject, draw_kind, photograph_live, recapture

OVAL = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109]
"""Points of the mesh around the face."""
EYES = ([33, 246, 160, 158, 157, 133, 153, 144], [362, 385, 387, 466, 263, 373, 380, 381])
"""Points of the mesh around each eye."""
LONG_SIDES = (480, 960)
LIVE = 0.4
"""Share of the drawn pictures that are bona fide."""
BATCH = 50


def subject_of(row: Row, work: Path) -> Subject:
    """The face of a row, with the outlines that a mask or eye holes would be cut out along."""
    picture = row.read(work)
    points = landmarks(Image.fromarray(picture), row.box)
    oval = points[OVAL]
    # Masks keep some of the forehead and the ears.
    outline = oval.mean(0) + (oval - oval.mean(0)) * (1.15, 1.25)
    openings = tuple(points[eye].mean(0) + (points[eye] - points[eye].mean(0)) * 1.5 for eye in EYES)
    return Subject(picture, row.box, outline, openings)


def draw_attacks(work: Path, name: str, faces: Sequence[Row], count: int, rooms: Sequence[Path], processes: int, held_out: bool = False) -> list[Row]:
    """
    Fills WORK/pictures/NAME up to `count` pictures and writes WORK/index/NAME.csv. A picture depends on its number alone.

    :param faces: bona fide rows; each data set among them gives as many.
    :param rooms: pictures to stand behind a medium.
    """
    folder = work / "pictures" / name
    folder.mkdir(parents=True, exist_ok=True)
    groups = [[row for row in faces if row.source == source] for source in sorted({row.source for row in faces})]
    firsts = [first for first in range(0, count, BATCH) if not all((folder / f"{i:06}.json").exists() for i in range(first, min(first + BATCH, count)))]
    make = partial(_batch, work, name, groups, count, rooms, held_out)
    if processes == 1:
        for first in firsts:
            make(first)
    else:
        with ProcessPoolExecutor(processes) as pool:
            for done, first in enumerate(pool.map(make, firsts), 1):
                print(f"{name}: pictures from {first} on are made, {done} of {len(firsts)} parts", flush=True)
    rows = [Row(**json.loads((folder / f"{i:06}.json").read_text())["row"]) for i in range(count)]
    write_index(work / "index" / f"{name}.csv", rows)
    return rows


def _batch(work: Path, name: str, groups: list[list[Row]], count: int, rooms: Sequence[Path], held_out: bool, first: int) -> int:
    cv2.setNumThreads(1)
    for number in range(first, min(first + BATCH, count)):
        rng = np.random.default_rng([29 if held_out else 23, number])
        group = groups[rng.integers(len(groups))]
        row = group[rng.integers(len(group))]
        subject = subject_of(row, work)
        long_side = int(rng.integers(*LONG_SIDES))
        if rng.random() < LIVE:
            shot = photograph_live(rng, subject, long_side)
        else:
            shot = recapture(rng, subject, draw_kind(rng), long_side, rooms, held_out)
        path = work / "pictures" / name / f"{number:06}.jpg"
        path.write_bytes(shot.jpeg)
        height, width = decode(shot.jpeg).shape[:2]
        x, y, right, bottom = (round(float(one), 2) for one in shot.box)
        drawn = replace(
            row, path=f"pictures/{name}/{path.name}", label="bona_fide" if shot.kind == "none" else "attack", attack=shot.kind, source=name,
            left=0, top=0, right=width, bottom=height, x=x, y=y, width=right - x, height=bottom - y,
        )  # fmt: skip
        facts = path.with_suffix(".part")
        facts.write_text(json.dumps({"row": drawn.__dict__, "facts": shot.facts}, default=float))
        facts.rename(path.with_suffix(".json"))
    return first
