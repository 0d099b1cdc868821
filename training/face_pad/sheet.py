"""A contact sheet of rows: python -m training.face_pad WORK sheet SHEET.png SOURCE."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from training.face_pad.index import Row
from training.face_pad.views import views_of

CELL = 256


def contact_sheet(work: Path, rows: Sequence[Row], columns: int = 4) -> np.ndarray:
    """Each row's picture with the face's box, and the four views that the network sees; [h, w, 3] uint8 RGB."""
    lines = []
    for start in range(0, len(rows), columns):
        line = []
        for row in rows[start : start + columns]:
            picture = row.read(work)
            views = views_of(picture, row.box)
            grid = np.concatenate([np.concatenate(views[:2], 1), np.concatenate(views[2:], 1)], 0)
            x, y, right, bottom = np.round(row.box).astype(int).tolist()
            cv2.rectangle(picture, (x, y), (right, bottom), (0, 255, 0), 2)
            scale = CELL / max(picture.shape[:2])
            small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            cell = np.full((CELL, CELL, 3), 110, np.uint8)
            cell[: small.shape[0], : small.shape[1]] = small[:CELL, :CELL]
            cv2.putText(cell, f"{row.attack} {row.origin}", (4, CELL - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 0), 1, cv2.LINE_AA)
            line += [cell, grid]
        lines.append(np.concatenate(line + [np.full((CELL, CELL, 3), 110, np.uint8)] * (2 * columns - len(line)), 1))
    return np.concatenate(lines)
