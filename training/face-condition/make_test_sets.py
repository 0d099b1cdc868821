"""Makes the labelled folders that the face codes are measured on, in the layout of `npm run eval -- face-codes`.

    python make_test_sets.py OUT --open LFW --closed CEW [--masks MASKS] [--people N]

OUT/eyes: the pictures of LFW as they are, some of them with eyelids drawn down (see eyelids.py), and pictures of closed eyes; run it
with `--only EYES_CLOSED`. A few pictures of LFW do show closed eyes: none is left out, so the share of OK is at the low end of the
truth.
OUT/covered: people of LFW with mouth and nose covered (see covers.py), the same pictures uncovered, and with `--masks` photos
of real masks; run it with `--only FACE_IS_OCCLUDED`. The covers are drawn by what training draws with, over other people: the
photos tell what that is worth. Both with `--face centre`, which is where the subject of LFW is.
"""

import argparse
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

# The reading lies one folder up.
sys.path.append(str(Path(__file__).parents[1]))

from covers import cover_mouth_and_nose
from eyelids import close_eyes
from labelled_folder import copies, pictures, spread, write_list
from reading import HEIGHT, MARGIN, WIDTH, crop_matrix, landmarks, main_face, warp

QUALITY = 95


def shut(out: Path, paths: Iterable[Path], source: str) -> Iterator[tuple]:
    """Pictures with the eyelids of the face at their centre drawn down; those without a face are left out."""
    (out / source).mkdir(parents=True, exist_ok=True)
    for path in paths:
        picture = Image.open(path).convert("RGB")
        box = main_face(picture, centre=True)
        if box is None:
            continue
        points = landmarks(picture, box)
        matrix = crop_matrix(points)
        crop = warp(picture, matrix, WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN)
        rng = np.random.default_rng(zlib.crc32(path.name.encode()))
        closed = close_eyes(crop, points @ matrix[:, :2].T + matrix[:, 2], rng)
        drawn = Image.fromarray(np.where((closed != crop).any(2), 255, 0).astype(np.uint8)).convert("RGB")
        back = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2]
        lids, mask = (Image.fromarray(warp(one, back, *picture.size)) for one in (Image.fromarray(closed), drawn))
        name = f"{path.stem}.jpg"
        Image.composite(lids, picture, mask.convert("L")).save(out / source / name, quality=QUALITY)
        yield f"{source}/{name}", "EYES_CLOSED", source


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
        shut(eyes, spread(faces, options.people), "lfw-shut"),
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
