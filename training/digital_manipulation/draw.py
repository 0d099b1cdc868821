"""Photos for measuring: every other one edited or on a phone's screen, all of them sent alike. WORK/pictures/NAME with a labels.csv for `npm run eval`."""

import csv
import zlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.digital_manipulation import held_out
from training.digital_manipulation.edits import Edited, edited
from training.digital_manipulation.screenshots import screenshot
from training.digital_manipulation.subject import cut_out, subject_of
from training.document_attacks.photos import Attack, DocumentPhoto

SCREENSHOTS = 6
"""One attack in so many is a screenshot: as many as there are of any edit."""
COLUMNS = ["path", "label", "source", "attack", "strength", *(f"{axis}{corner}" for corner in range(4) for axis in "xy")]


def draw_pictures(work: Path, name: str, photos: Sequence[DocumentPhoto], portraits: Sequence[Path]) -> Path:
    """One picture of each photo, with held-out edits, chains and screens; those that are there already are kept. Returns the list."""
    folder = work / "pictures" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(len(photos)):
        if not (folder / f"{number:06}.csv").exists():
            _draw(folder, number, photos, portraits)
            if number % 20 == 19:
                print(f"{name}: {number + 1} of {len(photos)}", flush=True)
    rows = [(folder / f"{number:06}.csv").read_text() for number in range(len(photos))]
    (folder / "labels.csv").write_text(",".join(COLUMNS) + "\n" + "".join(rows))
    return folder / "labels.csv"


def _draw(folder: Path, number: int, photos: Sequence[DocumentPhoto], portraits: Sequence[Path]) -> None:
    cv2.setNumThreads(1)
    rng = np.random.default_rng([59, zlib.crc32(folder.name.encode()), number])
    subject = subject_of(photos[number])
    if number % 2 == 0:
        shown = Edited(subject, np.zeros(subject.image.shape[:2], np.float32), Attack("", ""))
    elif number // 2 % SCREENSHOTS == 0:
        shown = screenshot(rng, subject, held_out.viewer, held_out.SCREENS)
    else:
        shown = edited(rng, subject, lambda: cut_out(subject_of(photos[int(rng.integers(len(photos)))])), portraits, held_out.EDITS)
    sent = held_out.send(rng, shown.subject, shown.mask)
    path = folder / f"{number:06}.jpg"
    path.write_bytes(sent.jpeg)
    part = path.with_suffix(".part")
    with open(part, "w", newline="") as file:
        label = "genuine" if number % 2 == 0 else "attack"
        csv.writer(file, lineterminator="\n").writerow([path.name, label, "drawn", shown.attack.kind, shown.attack.strength, *np.round(sent.subject.outline, 2).ravel().tolist()])
    part.rename(path.with_suffix(".csv"))
