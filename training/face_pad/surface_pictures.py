"""What surfaces are learnt from: faces with some of what is about them, and the pictures of things and documents that `screen_replay` has."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.document_views.index import read_index
from training.document_views.windows import Pictures, keep_pictures, read_pictures
from training.face_pad.index import Row
from training.face_pad.views import grow_inside, square
from training.face_pad.webcams import WEBCAMS
from training.labelled_folder import spread
from training.screen_replay import sources

ROOM = 2.0
"""Of the face's longer side: what windows are cut of, face, hair and some of what a medium shows beside."""
MOST = 300
"""Pictures of a data set and label."""
ON_SCREEN = ("screen-phone", "screen-tablet", "screen-monitor")
MIXED = "mixed"
"""The name of attacks of which nobody says what they are. Those of webcams are screens, but for one's."""
PAPER_TOO = "shravan"


@dataclass(frozen=True)
class Faces:
    """Of n data sets the same pictures, or some of them, asked two things."""

    bona_fide: list[Pictures]
    """`real` where a face is bona fide."""
    on_no_screen: list[Pictures]
    """`real` where it is on no screen, paper included; without faces of which that is not known. Sources are called faces/NAME."""


def things_of(work: Path) -> list[Pictures]:
    """Pictures of things and documents, and of such on screens, that WORK of `screen_replay` holds, but for those that it calibrates on and prints."""
    names = sorted({row.source for row in read_index(work / "index")} - {*sources.CALIBRATION, sources.DRAWN_HELD_OUT})
    for name in names:
        keep_pictures(work, name)
    return [read_pictures(work, name) for name in names]


def faces_around(work: Path, rows: Iterable[Row]) -> Faces:
    """Of each data set so many faces of either label, with some of what is about them."""
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    found = Faces([], [])
    for source, own in by_source.items():
        chosen = [row for label in ("bona_fide", "attack") for row in spread([one for one in own if one.label == label], MOST)]
        parts = [_around(row.read(work), row.box) for row in chosen]
        found.bona_fide.append(Pictures(source, parts, np.array([row.label == "bona_fide" for row in chosen])))
        known = [(part, not shown) for part, row in zip(parts, chosen) if (shown := on_screen(row)) is not None]
        found.on_no_screen.append(Pictures(f"faces/{source}", [part for part, _ in known], np.array([real for _, real in known], bool)))
    return found


def on_screen(row: Row) -> bool | None:
    """Whether a face is on a screen; None where nobody says."""
    if row.attack == MIXED:
        return True if row.source in WEBCAMS and row.source != PAPER_TOO else None
    return row.attack in ON_SCREEN


def _around(picture: np.ndarray, face: np.ndarray) -> np.ndarray:
    height, width = picture.shape[:2]
    box = grow_inside(square((face[:2] + face[2:]) / 2, float((face[2:] - face[:2]).max())), ROOM, width, height)
    left, top, right, bottom = np.round(box).astype(int)
    return np.ascontiguousarray(picture[top:bottom, left:right])
