"""Draws a contact sheet: python -m training.synthesis.documents.sheet sheet.jpg PORTRAITS [first seed] [held-out]."""

import sys
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.document import Document

_CELL = (400, 300)


def contact_sheet(documents: list[Document], columns: int = 5) -> np.ndarray:
    """Documents side by side on grey, outlines in green and portraits in red; [h, w, 3] uint8 RGB."""
    rows = -(-len(documents) // columns)
    sheet = np.full((rows * _CELL[1], columns * _CELL[0], 3), 110, np.uint8)
    for i, document in enumerate(documents):
        shown = document.artwork.copy()
        shown[document.alpha < 128] = 110
        cv2.polylines(shown, [np.round(document.outline).astype(np.int32)], True, (0, 255, 0), 2)
        (x, y, w, h) = np.round(document.portrait).astype(int).tolist()
        cv2.rectangle(shown, (x, y), (x + w, y + h), (255, 0, 0), 2)
        scale = min((_CELL[0] - 8) / shown.shape[1], (_CELL[1] - 8) / shown.shape[0])
        shown = cv2.resize(shown, (int(shown.shape[1] * scale), int(shown.shape[0] * scale)), interpolation=cv2.INTER_AREA)
        (top, left) = (i // columns * _CELL[1] + 4, i % columns * _CELL[0] + 4)
        sheet[top : top + shown.shape[0], left : left + shown.shape[1]] = shown
    return sheet


def main() -> None:
    (out, folder) = (sys.argv[1], Path(sys.argv[2]))
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    if "held-out" in sys.argv:
        from training.synthesis.held_out.documents import colour_copy, draw_document, grey_copy
    else:
        from training.synthesis.documents import colour_copy, draw_document, grey_copy
    portraits = sorted(path for path in folder.rglob("*") if path.suffix in (".jpg", ".png"))
    documents = []
    for i in range(30):
        rng = np.random.default_rng(seed + i)
        document = draw_document(rng, portraits, "back" if i % 10 == 9 else "front")
        if i >= 20:
            make = colour_copy if i >= 27 else grey_copy
            document = make(rng, document, "sheet" if i % 2 else "cut")
        documents.append(document)
    cv2.imwrite(out, contact_sheet(documents)[..., ::-1])


if __name__ == "__main__":
    main()
