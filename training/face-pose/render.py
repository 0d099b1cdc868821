"""Makes pictures of heads at known angles, in the layout of `npm run eval -- face-pose`.

    python render.py OUT FOLDER [--people N] [--every START:STEP]
    python render.py OUT FOLDER --mirror [--people N]

Takes the faces of FOLDER that look into the camera, one a picture, and renders each in 3D, turned about one axis after the
other: the mesh's own points are the shape, the picture is the skin. `a` of poses.csv is the render at 0, so that neither how
the source was turned nor what rendering does to it counts. `--every` takes each STEP-th picture of the sorted list from START
on: the corrections in src/readings/head-pose.ts were fitted on 7:60 of the StyleGAN portraits, other slices are unseen.

With `--mirror` nothing is rendered: `b` is the picture `a` mirrored, both saved alike.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

# The reading lies one folder up.
sys.path.append(str(Path(__file__).parents[1]))

from reading import main_face, surface
from scene import render, rotation

TURNS = {
    "yaw": (-50, -40, -35, -30, -25, -15, 15, 25, 30, 35, 40, 50),
    "pitch": (-45, -35, -25, -15, 15, 25, 35, 45),
    "roll": (-30, -15, 15, 30),
}
SUFFIXES = {".jpg", ".jpeg", ".png"}
SIZE = 512
QUALITY = 95
# A source that is turned further shows one half of the face better than the other.
MOST_YAW, MOST_PITCH = 4, 8


def looks_into_camera(points: np.ndarray) -> bool:
    """By the mesh's depth, between the outer corners of the eyes and between brow and chin."""
    across, down = points[263] - points[33], points[152] - points[10]
    yaw, pitch = np.degrees(np.arctan2([across[2], down[2]], [across[0], down[1]]))
    return abs(yaw) <= MOST_YAW and abs(pitch) <= MOST_PITCH


def save(pixels: np.ndarray | Image.Image, out: Path, name: str) -> str:
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    image.save(path, quality=QUALITY)
    return name


def turned_pairs(out: Path, picture: Image.Image, name: str) -> Iterator[tuple]:
    box = main_face(picture)
    if box is None:
        return
    points = surface(picture, box)
    if not looks_into_camera(points):
        return
    texture = np.asarray(picture)
    front = save(render(texture, points, np.eye(3), SIZE), out, f"{name}/front.jpg")
    for axis, angles in TURNS.items():
        for angle in angles:
            turn = rotation(**{"yaw": 0, "pitch": 0, "roll": 0, axis: angle})
            yield front, save(render(texture, points, turn, SIZE), out, f"{name}/{axis}{angle:+}.jpg"), axis, angle, "no"


def mirrored_pairs(out: Path, picture: Image.Image, name: str) -> Iterator[tuple]:
    if main_face(picture) is None:
        return
    yield save(picture, out, f"{name}.jpg"), save(ImageOps.mirror(picture), out, f"{name}-mirrored.jpg"), "", "", "yes"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--every", default="0:1")
    parser.add_argument("--mirror", action="store_true")
    options = parser.parse_args()
    start, step = map(int, options.every.split(":"))
    pictures = sorted(p for p in options.folder.rglob("*") if p.suffix.lower() in SUFFIXES)[start::step]
    pairs_of = mirrored_pairs if options.mirror else turned_pairs
    options.out.mkdir(parents=True, exist_ok=True)
    people = 0
    with open(options.out / "poses.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["a", "b", "axis", "degrees", "mirrored"])
        for path in pictures:
            if people == options.people:
                break
            pairs = list(pairs_of(options.out, Image.open(path).convert("RGB"), path.stem))
            rows.writerows(pairs)
            people += len(pairs) > 0
    print(f"{people} people in {options.out}")


if __name__ == "__main__":
    main()
