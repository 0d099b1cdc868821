"""What the network looks at: one view of the whole part that is judged, and patches of it in the picture's own pixels.

`src/checks/document-views.ts` does the same in the browser.
"""

from collections.abc import Sequence

import numpy as np

from training.canvas import crop, draw

SIDE = 128
"""Pixels along a side of a patch."""
LONGER, SHORTER = 6, 4
"""Patches along the longer and the shorter side of the part that is judged."""
PATCHES = LONGER * SHORTER
VIEWS = 1 + PATCHES
SENT = 1600
"""Pixels of the longer side that a messenger leaves: every other patch is taken at no finer a scale, as moire of 12 megapixels is too wide for a patch."""

Box = tuple[float, float, float, float]


def views_of(picture: np.ndarray, box: Box) -> np.ndarray:
    """[25, 128, 128, 3] uint8 of a picture [h, w, 3]: the whole view, then the patches by rows."""
    return np.concatenate([whole_view(picture, box)[None], patches_at(picture, box, grid(box))])


def native(views: np.ndarray) -> np.ndarray:
    """[..., 25, h, w, c] to [..., 12, h, w, c]: the patches that are always in the picture's own pixels."""
    return views[..., 1::2, :, :, :]


def whole_view(picture: np.ndarray, box: Box) -> np.ndarray:
    """[128, 128, 3] uint8."""
    return crop(picture, np.array(box), SIDE)


def grid(box: Box) -> list[tuple[float, float]]:
    """Centres of the patches, in shares of the box."""
    columns, rows = (LONGER, SHORTER) if box[2] - box[0] >= box[3] - box[1] else (SHORTER, LONGER)
    return [((column + 0.5) / columns, (row + 0.5) / rows) for row in range(rows) for column in range(columns)]


def patches_at(picture: np.ndarray, box: Box, centres: Sequence[tuple[float, float]]) -> np.ndarray:
    """[n, 128, 128, 3] uint8: patches at centres, in shares of the box; those of odd number no finer than `SENT`. Black beyond the picture."""
    left, top, right, bottom = box
    sent = max(SIDE, SIDE * max(right - left, bottom - top) / SENT)
    out = np.zeros((len(centres), SIDE, SIDE, 3), np.uint8)
    for number, (x, y) in enumerate(centres):
        side = SIDE if number % 2 == 0 else sent
        start = [int(round(min(max(low + share * (high - low) - side / 2, low), max(high - side, low)))) for low, high, share in ((left, right, x), (top, bottom, y))]
        scale = SIDE / side
        out[number] = draw(picture, scale * np.array([[1, 0, -start[0]], [0, 1, -start[1]]]), SIDE, SIDE, 0)
    return out
