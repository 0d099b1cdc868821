"""Makes the labelled folders that the face codes are measured on, in the layout of `npm run eval -- face-codes`.

    python make_test_sets.py OUT --open LFW --closed CEW [--masks MASKS] [--people N]

OUT/eyes: the pictures of LFW as they are, and pictures of closed eyes; run it with `--only EYES_CLOSED`. A few pictures of LFW
do show closed eyes: none is left out, so the share of OK is at the low end of the truth.
OUT/covered: people of LFW with mouth and nose covered (see covers.py), the same pictures uncovered, and with `--masks` photos
of real masks; run it with `--only FACE_IS_OCCLUDED`. The covers are drawn by what training draws with, over other people: the
photos tell what that is worth. Both with `--face centre`, which is where the subject of LFW is.
"""

import argparse
import csv
import shutil
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

# The reading lies one folder up.
sys.path.append(str(Path(__file__).parents[1]))

from covers import cover_mouth_and_nose
from reading import landmarks, main_face

SUFFIXES = {".jpg", ".jpeg", ".png"}
QUALITY = 95


def pictures(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)


def spread(paths: list[Path], count: int) -> list[Path]:
    """At most so many, at even distances."""
    return [paths[i * len(paths) // count] for i in range(count)] if count < len(paths) else paths


def copies(out: Path, paths: Iterable[Path], code: str, source: str) -> Iterator[tuple]:
    (out / source).mkdir(parents=True, exist_ok=True)
    for path in paths:
        shutil.copyfile(path, out / source / path.name)
        yield f"{source}/{path.name}", code, source


def covered(out: Path, paths: Iterable[Path], source: str) -> Iterator[tuple]:
    """Pictures with a cover drawn over the face at their centre; those without a face are left out."""
    (out / source).mkdir(parents=True, exist_ok=True)
    for path in paths:
        picture = Image.open(path).convert("RGB")
        box = main_face(picture, centre=True)
        if box is None:
            continue
        rng = np.random.default_rng(zlib.crc32(path.name.encode()))
        name = f"{path.stem}.jpg"
        cover_mouth_and_nose(picture, landmarks(picture, box), rng).save(out / source / name, quality=QUALITY)
        yield f"{source}/{name}", "FACE_IS_OCCLUDED", source


def write_list(out: Path, *groups: Iterable[tuple]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rows = [row for group in groups for row in group]
    with open(out / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([("path", "code", "source"), *rows])
    print(f"{len(rows)} pictures in {out}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--open", type=Path, required=True)
    parser.add_argument("--closed", type=Path, required=True)
    parser.add_argument("--masks", type=Path)
    parser.add_argument("--people", type=int, default=500)
    options = parser.parse_args()
    faces = pictures(options.open)
    eyes = options.out / "eyes"
    write_list(
        eyes,
        copies(eyes, faces, "OK", "lfw"),
        copies(eyes, pictures(options.closed), "EYES_CLOSED", "closed"),
    )
    chosen = spread(faces, options.people)
    masks = spread(pictures(options.masks), options.people) if options.masks else []
    covers = options.out / "covered"
    write_list(
        covers,
        copies(covers, chosen, "OK", "lfw"),
        covered(covers, chosen, "lfw-covered"),
        copies(covers, masks, "FACE_IS_OCCLUDED", "masks"),
    )


if __name__ == "__main__":
    main()
