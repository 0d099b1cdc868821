"""Shows edited documents: as they arrive, and where they were changed.

    python -m training.digital_manipulation.sheet SHEET.png PHOTOS PORTRAITS [held-out]
"""

import sys
from pathlib import Path

import cv2
import numpy as np

from training.digital_manipulation import held_out
from training.digital_manipulation.chain import send
from training.digital_manipulation.edits import EDITS, edited
from training.digital_manipulation.subject import cut_out, subject_of
from training.document_attacks.photos import read_photos
from training.document_corners.photos import pictures_of

ROWS, COLUMNS, SIDE = 6, 4, 460


def main() -> None:
    out, photos, portraits = Path(sys.argv[1]), read_photos(Path(sys.argv[2])), pictures_of([Path(sys.argv[3])])
    edits, chain = (held_out.EDITS, held_out.send) if sys.argv[4:] == ["held-out"] else (EDITS, send)
    tiles = []
    for number in range(ROWS * COLUMNS // 2):
        rng = np.random.default_rng([3, number])
        change = edited(rng, cut_out(subject_of(photos[number])), lambda: cut_out(subject_of(photos[-1 - number])), portraits, edits)
        sent = chain(rng, change.subject, change.mask)
        marked = sent.subject.image.copy()
        marked[sent.mask > 0.3] = (255, 0, 255)
        for image, name in ((sent.subject.image, f"{change.attack.kind}, {change.attack.strength}"), (marked, "")):
            scale = SIDE / max(image.shape[:2])
            small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            tile = np.zeros((SIDE, SIDE, 3), np.uint8)
            tile[: small.shape[0], : small.shape[1]] = small[:SIDE, :SIDE]
            cv2.putText(tile, name, (8, SIDE - 12), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 220, 0), 2, cv2.LINE_AA)
            tiles.append(tile)
    rows = [np.hstack(tiles[start : start + COLUMNS]) for start in range(0, len(tiles), COLUMNS)]
    cv2.imwrite(str(out), np.vstack(rows)[..., ::-1])


if __name__ == "__main__":
    main()
