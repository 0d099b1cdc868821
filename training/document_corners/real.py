"""Real photos of documents with their corners: DLC-2021 as `hossamamrani/Project` holds it (`images`, `annotation`).

Only its seven types that are not kept for evaluation are read, and of those no clip that a labelled test folder shows.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

TYPES = ("alb_id", "aze_passport", "est_id", "fin_id", "lva_passport", "rus_internalpassport", "svk_id")


@dataclass(frozen=True)
class RealPhoto:
    path: Path
    outline: np.ndarray
    """[4, 2] corners in pixels, clockwise from the document's own top left."""
    clip: str


def read_real_photos(folder: Path, test_labels: Path) -> list[RealPhoto]:
    """All photos of clips that `test_labels`, the labels.csv of `document-dev`, does not show."""
    with open(test_labels, newline="") as file:
        tested = {tuple(Path(row["path"]).name.split("__")[:2]) for row in csv.DictReader(file)}
    photos = []
    for kind in TYPES:
        for clip in sorted((folder / "images" / kind).iterdir()):
            if (kind, clip.name) in tested:
                continue
            with open(folder / "annotation" / kind / f"{clip.name}.json") as file:
                marked = {one["filename"]: one["regions"] for one in json.load(file)["_via_img_metadata"].values()}
            for path in sorted(clip.iterdir()):
                shape = marked[path.name][0]["shape_attributes"]
                corners = np.stack([shape["all_points_x"], shape["all_points_y"]], 1).astype(np.float64)
                photos.append(RealPhoto(path, corners, f"{kind}/{clip.name}"))
    return photos


def split_by_clip(photos: list[RealPhoto], held_back: int = 7) -> tuple[list[RealPhoto], list[RealPhoto]]:
    """What trains, and every `held_back`-th clip, which thresholds are chosen on."""
    clips = sorted({photo.clip for photo in photos})
    kept = set(clips[::held_back])
    return [p for p in photos if p.clip not in kept], [p for p in photos if p.clip in kept]
