"""What the network looks at: the document in the picture's own pixels, and the whole picture."""

import cv2
import numpy as np

WIDTH, HEIGHT = 768, 576
"""Pixels of either view; its width lies along the longer side of what is seen."""
BLOCK = 8
"""Pixels of JPEG's blocks: views begin at one where nothing is shrunk, so that their cells are the blocks."""


def document_view(picture: np.ndarray, outline: np.ndarray) -> np.ndarray:
    """
    [576, 768, 3] uint8: the box about an outline [4, 2] in a picture [h, w, 3], pixel for pixel where there is room for it, else shrunk;
    black outside of the outline, and nowhere else.
    """
    part, _ = placed(picture, outline)
    view = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    view[: part.shape[0], : part.shape[1]] = part
    return view


def placed(picture: np.ndarray, outline: np.ndarray, mask: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray | None]:
    """What there is in the view of a document, at most [576, 768, 3], and a mask [h, w] of the picture in the same way."""
    height, width = picture.shape[:2]
    outline = np.clip(outline, 0, (width, height))
    left, top = np.floor(outline.min(0) / BLOCK).astype(int) * BLOCK
    right, bottom = np.ceil(outline.max(0)).astype(int)
    part, own = picture[top:bottom, left:right], None if mask is None else mask[top:bottom, left:right]
    corners = outline - (left, top)
    if part.shape[0] > part.shape[1]:
        # A quarter, counterclockwise: the right side becomes the upper one.
        corners = np.stack([corners[:, 1], part.shape[1] - corners[:, 0]], 1)
        part, own = np.rot90(part), None if own is None else np.rot90(own)
    scale = min(1.0, WIDTH / part.shape[1], HEIGHT / part.shape[0])
    if scale < 1:
        size = (max(1, int(part.shape[1] * scale)), max(1, int(part.shape[0] * scale)))
        part, own = (None if one is None else cv2.resize(np.ascontiguousarray(one), size, interpolation=cv2.INTER_AREA) for one in (part, own))
    inside = inside_of(corners * scale, part.shape[1], part.shape[0])
    return np.where(inside[..., None], np.maximum(part, 1), np.uint8(0)), own


def inside_of(outline: np.ndarray, width: int, height: int) -> np.ndarray:
    """[height, width] bool: whether the middle of a pixel lies within an outline [4, 2] without dents, whichever way it runs round."""
    ys = np.arange(height) + 0.5
    enter, leave = np.full(height, np.inf), np.full(height, -np.inf)
    for (x0, y0), (x1, y1) in zip(outline, np.roll(outline, -1, 0)):
        crossed = (y0 <= ys) != (y1 <= ys)
        x = x0 + (ys - y0) / (y1 - y0 if y1 != y0 else 1) * (x1 - x0)
        enter, leave = np.where(crossed, np.minimum(enter, x), enter), np.where(crossed, np.maximum(leave, x), leave)
    xs = np.arange(width) + 0.5
    return (xs >= enter[:, None]) & (xs <= leave[:, None])


def whole_view(picture: np.ndarray) -> np.ndarray:
    """[576, 768, 3] uint8: all of the picture, stretched, its longer side along the width."""
    upright = np.rot90(picture) if picture.shape[0] > picture.shape[1] else picture
    return cv2.resize(np.ascontiguousarray(upright), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA if upright.shape[1] > WIDTH else cv2.INTER_LINEAR)
