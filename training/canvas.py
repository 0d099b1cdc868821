"""Pictures scaled and turned as Chromium's canvas does it for the SDK (`drawImage`, `imageSmoothingQuality: 'high'`), so that training and measuring see what the product sees.

Skia shrinks by means of pictures halved again and again, of which the two nearest in size are mixed, the finer one half a level longer than would be smooth: results are sharper than
an average over areas is, and alias. It enlarges by the cubic filter of Mitchell and Netravali (1988). Found out by drawing test pictures; `test_canvas.py` holds some of what came out.
"""

import cv2
import numpy as np

SHARPER = 0.5
"""Levels of halving that are not taken, of those that a scale asks for."""
MARGIN = 64
"""Pixels about what is seen, and of which its corners are multiples, so that five halvings come out the same as of the whole picture."""


def draw(picture: np.ndarray, affine: np.ndarray, width: int, height: int, outside: int | None = None) -> np.ndarray:
    """
    [height, width, 3] uint8 of a picture [h, w, 3] uint8 seen through `affine` [2, 3], from its pixels to the canvas's, whose centres lie at halves.

    :param outside: the level where no picture is; left out, the picture's border goes on.

        draw(picture, np.array([[0.4, 0, 0], [0, 0.4, 0]]), 128, 128)
    """
    scale = float(np.sqrt(abs(np.linalg.det(affine[:, :2]))))
    border = {"borderMode": cv2.BORDER_REPLICATE} if outside is None else {"borderMode": cv2.BORDER_CONSTANT, "borderValue": (outside,) * 3}
    picture, affine = _seen(picture, affine, width, height)
    if scale > 1:
        return _enlarged(picture, affine, width, height, border)
    level = max(0.0, -np.log2(scale) - SHARPER)
    finer = int(level)
    halved, matrix = picture, affine
    for _ in range(finer):
        halved, matrix = _halved(halved, matrix)
    drawn = _bilinear(halved, matrix, width, height, border)
    share = level - finer
    if share == 0:
        return drawn
    return cv2.addWeighted(drawn, 1 - share, _bilinear(*_halved(halved, matrix), width, height, border), share, 0)


def crop(picture: np.ndarray, box: np.ndarray, side: int) -> np.ndarray:
    """[side, side, 3] of a box [4] of a picture, as `crop` of `src/readings/picture.ts`: left, top, right and bottom; where the picture ends its border goes on."""
    scale = side / (box[2:] - box[:2])
    return draw(picture, np.column_stack([np.diag(scale), -scale * box[:2]]), side, side)


def _seen(picture: np.ndarray, affine: np.ndarray, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """The part of a picture that the canvas shows and a margin, from where halving is the same as of the whole, and the transform of that part."""
    back = cv2.invertAffineTransform(affine)
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ back.T
    low = np.maximum(0, (corners.min(0) - MARGIN) // MARGIN * MARGIN).astype(int)
    high = np.minimum(picture.shape[1::-1], (corners.max(0) + 2 * MARGIN) // MARGIN * MARGIN).astype(int)
    if (high <= low).any():
        return picture, affine
    moved = affine.copy()
    moved[:, 2] += affine[:, :2] @ low
    return picture[low[1] : high[1], low[0] : high[0]], moved


def _halved(picture: np.ndarray, affine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    height, width = picture.shape[:2]
    half = (max(1, width // 2), max(1, height // 2))
    matrix = affine.copy()
    matrix[:, :2] *= np.array([width, height]) / half
    return cv2.resize(picture, half, interpolation=cv2.INTER_AREA), matrix


def _bilinear(picture: np.ndarray, affine: np.ndarray, width: int, height: int, border: dict) -> np.ndarray:
    return cv2.warpAffine(picture, _of_indices(affine), (width, height), flags=cv2.INTER_LINEAR, **border)


def _of_indices(affine: np.ndarray) -> np.ndarray:
    """OpenCV puts a pixel's centre on its index, a canvas half a pixel further."""
    matrix = affine.copy()
    matrix[:, 2] += 0.5 * matrix[:, 0] + 0.5 * matrix[:, 1] - 0.5
    return matrix


def _enlarged(picture: np.ndarray, affine: np.ndarray, width: int, height: int, border: dict) -> np.ndarray:
    back = cv2.invertAffineTransform(_of_indices(affine))
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    at = [(row[0] * xs + row[1] * ys + row[2]).astype(np.float32) for row in back]
    whole = [np.floor(one) for one in at]
    drawn = np.zeros((height, width, 3), np.float32)
    for down in range(-1, 3):
        for across in range(-1, 3):
            x, y = whole[0] + across, whole[1] + down
            near = cv2.remap(picture, x, y, cv2.INTER_NEAREST, **border)
            drawn += (_mitchell(at[0] - x) * _mitchell(at[1] - y))[..., None] * near
    return np.clip(np.round(drawn), 0, 255).astype(np.uint8)


def _mitchell(distance: np.ndarray) -> np.ndarray:
    t = np.abs(distance)
    near = (7 * t**3 - 12 * t**2 + 16 / 3) / 6
    far = (-7 / 3 * t**3 + 12 * t**2 - 20 * t + 32 / 3) / 6
    return np.where(t < 1, near, np.where(t < 2, far, 0))
