"""Closes the eyes of an aligned crop: the skin above the lid is drawn down over the eye, with a line of lashes."""

import numpy as np
from PIL import Image, ImageFilter

# Upper and lower lid of each eye from one corner to the other, and the brow above.
EYES = (
    ([33, 246, 161, 160, 159, 158, 157, 173, 133], [33, 7, 163, 144, 145, 153, 154, 155, 133], [46, 53, 52, 65, 55]),
    ([362, 398, 384, 385, 386, 387, 388, 466, 263], [362, 382, 381, 380, 374, 373, 390, 249, 263], [285, 295, 282, 283, 276]),
)


def close_eyes(crop: np.ndarray, points: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """uint8 [h, w, 3] in and out; `points` are the 468 in the crop's pixels."""
    result = crop.astype(float)
    drawn = rng.uniform(0.85, 1.1)
    sag = rng.uniform(-1.0, 3.0)
    dark = rng.uniform(0.25, 0.85)
    thick = rng.uniform(0.6, 1.8)
    for upper, lower, brow in EYES:
        up, low, above = points[upper], points[lower], points[brow]
        left, right = low[:, 0].min(), low[:, 0].max()
        columns = np.arange(max(0, int(left) - 3), min(crop.shape[1], int(right) + 4))
        up_y, low_y = (np.interp(columns, line[np.argsort(line[:, 0])][:, 0], np.sort(line[:, 0]) * 0 + line[np.argsort(line[:, 0])][:, 1]) for line in (up, low))
        brow_y = np.interp(columns, above[np.argsort(above[:, 0])][:, 0], above[np.argsort(above[:, 0])][:, 1]) + 4
        shape = np.clip(1 - ((columns - (left + right) / 2) / ((right - left) / 2 + 1)) ** 2, 0, 1)
        closed = up_y + (low_y - up_y) * drawn + sag * shape
        for i, column in enumerate(columns):
            top, bottom = brow_y[i], closed[i]
            last = up_y[i] - rng.uniform(1.0, 2.0)
            if bottom - top < 2 or last - top < 1:
                continue
            rows = np.arange(max(0, int(np.ceil(top))), min(crop.shape[0] - 1, int(bottom) + 1))
            source = top + (rows - top) * (last - top) / (bottom - top)
            floor = np.clip(source.astype(int), 0, crop.shape[0] - 2)
            part = (source - floor)[:, None]
            skin = crop[floor, column] * (1 - part) + crop[floor + 1, column] * part
            result[rows, column] = skin
            # What of the eye is still seen under the line becomes skin from below it.
            under = np.arange(int(bottom) + 1, min(crop.shape[0] - 1, int(low_y[i] + 3)))
            if len(under):
                result[under, column] = crop[min(crop.shape[0] - 1, int(low_y[i] + 4)), column]
            lash = np.exp(-(((np.arange(crop.shape[0]) - bottom) / thick) ** 2))[:, None] * dark * shape[i] ** 0.3
            result[:, column] *= 1 - lash
    blurred = np.asarray(Image.fromarray(np.clip(result, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.9))))
    changed = np.abs(result - crop).sum(2, keepdims=True) > 1
    return np.where(changed, blurred, crop).astype(np.uint8)
