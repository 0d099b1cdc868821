"""Makes the training crops out of folders of face pictures.

    python collect.py OUT FOLDER... [--exclude FOLDER] [--limit N] [--shard I/N] [--closed]

Of every picture: the crop as it is, with its eyes closed, with mouth and nose covered, and (every second one) with
something else covered. With `--closed` the pictures show closed eyes, and are taken as they are. People of `--exclude` (a
folder of LFW pictures, Name_0001.jpg) are left out.
"""

import argparse
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

# The reading lies one folder up.
sys.path.append(str(Path(__file__).parents[1]))

from covers import cover_elsewhere, cover_mouth_and_nose
from eyelids import close_eyes
from reading import face_crop, landmarks, main_face

SUFFIXES = {".jpg", ".jpeg", ".png"}
KINDS = ("plain", "closed", "covered", "elsewhere")


def person(path: Path) -> str:
    return path.stem.rsplit("_", 1)[0]


def pictures(folder: Path, excluded: set[str], limit: int) -> list[Path]:
    """A fixed choice of at most `limit`, spread over the folder."""
    found = [p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and person(p) not in excluded]
    return sorted(found, key=lambda p: zlib.crc32(str(p.relative_to(folder)).encode()))[:limit]


def crops(path: Path, closed: bool):
    """Yields (kind, crop) of one picture."""
    rng = np.random.default_rng(zlib.crc32(path.name.encode()))
    picture = Image.open(path).convert("RGB")
    plain = face_crop(picture)
    if plain is None:
        return
    crop, points = plain
    if closed:
        yield "closed", crop
        return
    yield "plain", crop
    yield "closed", close_eyes(crop, points, rng)
    mesh = landmarks(picture, main_face(picture))
    for kind, cover in (("covered", cover_mouth_and_nose), ("elsewhere", cover_elsewhere)):
        if kind == "elsewhere" and rng.random() < 0.5:
            continue
        found = face_crop(cover(picture, mesh, rng))
        if found is not None:
            yield kind, found[0]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--exclude", type=Path)
    parser.add_argument("--limit", type=int, default=4000)
    parser.add_argument("--shard", default="0/1")
    parser.add_argument("--closed", action="store_true")
    options = parser.parse_args()
    shard, shards = map(int, options.shard.split("/"))
    excluded = {person(p) for p in options.exclude.rglob("*.jpg")} if options.exclude else set()
    kept: dict[str, list[np.ndarray]] = {kind: [] for kind in KINDS}
    for folder in options.folders:
        chosen = pictures(folder, excluded, options.limit)[shard::shards]
        for i, path in enumerate(chosen):
            for kind, crop in crops(path, options.closed):
                kept[kind].append(crop)
            if i % 200 == 0:
                print(f"{folder.name}: {i} of {len(chosen)}", flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    for kind, list_of_crops in kept.items():
        if not list_of_crops:
            continue
        np.save(options.out / f"{kind}-{shard}.npy", np.stack(list_of_crops))


if __name__ == "__main__":
    main()
