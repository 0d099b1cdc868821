"""Where a picture lies between the black bars that something put about it, as `src/readings/bars.ts` sees it, which looks at a smaller picture."""

import numpy as np

BLACK = 2
"""The brightest level of a bar, after coding. What a camera leaves in the dark is hardly ever so black all along a line."""
SPECKS = 0.02
"""Share of a bar's line that may be brighter: codecs leave specks."""
STRAIGHT = 0.5
"""Share of the first line beside a bar that is brighter: a bar ends all along a line, dark surroundings do not."""
SOFT = 3
"""Pixels that a bar's edge takes up."""


def between_bars(picture: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a picture [h, w, 3] without its bars."""
    bright = picture.max(2) > BLACK
    down, across = bright.mean(1), bright.mean(0)
    return _bar(across), _bar(down), len(across) - _bar(across[::-1]), len(down) - _bar(down[::-1])


def _bar(bright: np.ndarray) -> int:
    """Lines of the bar before the first line, of each of which a share is bright."""
    lines = np.flatnonzero(bright > SPECKS)
    inside = int(lines[0]) + SOFT if len(lines) else 0
    return inside if SOFT < inside < len(bright) / 2 and bright[inside] >= STRAIGHT else 0
