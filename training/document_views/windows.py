"""Pictures kept as they are decoded, of which training cuts windows in their own pixels: no window is seen twice, and none costs a whole picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from training.document_views.evaluate import part_of
from training.document_views.index import read_source
from training.document_views.views import SIDE
from training.face_pad.samples import roughen
from training.synthesis.camera.jpeg import decode, encode

MARGIN = 8
"""Pixels about a window that are altered with it and cut off: what happens at its border is no part of a photo."""
WINDOWS = 3
"""Of one picture at a time."""
NATIVE = 0.6
"""Share of samples at the picture's own scale."""
FEW_PIXELS, FEW_QUALITY = (384, 720), (60, 92)
"""Of the longer side of a picture, and of its coding, where most pixels are lost."""


@dataclass(frozen=True)
class Pictures:
    """Of n pictures of one source: `parts`, what is judged of each, [h, w, 3] uint8, on disk; `real` [n] bool."""

    source: str
    parts: Sequence[np.ndarray]
    real: np.ndarray


def keep_pictures(work: Path, source: str) -> None:
    """Decodes the pictures of a source into WORK/decoded/SOURCE/*.npy, those that are not there."""
    folder = work / "decoded" / source
    folder.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(read_source(work, source)):
        path = folder / f"{number:05}.npy"
        if not path.exists():
            whole = folder / f"{number:05}.part.npy"
            np.save(whole, part_of(row.read(work), row.box))
            whole.replace(path)


def read_pictures(work: Path, source: str) -> Pictures:
    rows = read_source(work, source)
    parts = [np.load(work / "decoded" / source / f"{number:05}.npy", mmap_mode="r") for number in range(len(rows))]
    return Pictures(source, parts, np.array([row.label == "real" for row in rows]))


def windows_of(picture: np.ndarray, rng: np.random.Generator, few: float = 0.0) -> np.ndarray:
    """[3, 128, 128, 3] uint8: windows of a picture [h, w, 3] at one scale, altered alike. `few`: how often as if of all of the picture few pixels were sent."""
    sent_small = few > 0 and rng.random() < few
    if sent_small:
        scale = min(1.0, float(rng.uniform(*FEW_PIXELS)) / max(picture.shape[:2]))
    else:
        scale = 1.0 if rng.random() < NATIVE else float(np.exp(rng.uniform(np.log(0.5), np.log(1.25))))
    wide = SIDE + 2 * MARGIN
    side = min(round(wide / scale), *picture.shape[:2])
    cut = []
    for _ in range(WINDOWS):
        top, left = (int(rng.integers(length - side + 1)) for length in picture.shape[:2])
        window = np.asarray(picture[top : top + side, left : left + side])
        cut.append(window if side == wide else cv2.resize(window, (wide, wide), interpolation=cv2.INTER_AREA if side > wide else cv2.INTER_CUBIC))
    strip = np.rot90(np.concatenate(cut, 1), int(rng.integers(4)))
    if rng.random() < 0.5:
        strip = strip[:, ::-1]
    strip = roughen(np.ascontiguousarray(strip), rng)
    if sent_small:
        strip = decode(encode(strip, int(rng.integers(*FEW_QUALITY)), "4:2:0"))
    windows = np.split(strip, WINDOWS, int(strip.shape[1] > strip.shape[0]))
    return np.stack([window[MARGIN:-MARGIN, MARGIN:-MARGIN] for window in windows])
