"""A photo of a document whose corners are known."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from training.synthesis.document import SIZE_MM

# Of the document's shorter side: nearer to the border of the picture, a document is too close to it.
NEAR = 0.02


@dataclass(frozen=True)
class Photo:
    image: np.ndarray
    """[h, w, 3] uint8, sRGB."""
    corners: np.ndarray
    """[4, 2] float, clockwise from the document's own top left, in pixels."""
    format: str
    """'ID-1' or 'ID-3'."""

    @property
    def area(self) -> float:
        return abs(cv2.contourArea(self.corners.astype(np.float32)))

    @property
    def pixels_per_mm(self) -> float:
        width, height = SIZE_MM[self.format]
        return float(np.sqrt(self.area / (width * height)))

    @property
    def box(self) -> np.ndarray:
        """Left, top, right and bottom of the document."""
        return np.concatenate([self.corners.min(0), self.corners.max(0)])

    def mask(self) -> np.ndarray:
        """[h, w] float32: 1 on the document."""
        mask = np.zeros(self.image.shape[:2], np.uint8)
        cv2.fillPoly(mask, [np.round(self.corners * 16).astype(np.int32)], 255, cv2.LINE_AA, shift=4)
        return mask.astype(np.float32) / 255

    def cropped(self, left: int, top: int, right: int, bottom: int) -> "Photo":
        image = np.ascontiguousarray(self.image[top:bottom, left:right])
        return replace(self, image=image, corners=self.corners - np.array([left, top], float))

    def turned(self, quarters: int) -> "Photo":
        """Clockwise."""
        image, corners = self.image, self.corners
        for _ in range(quarters):
            corners = np.stack([image.shape[0] - corners[:, 1], corners[:, 0]], axis=1)
            image = np.rot90(image, -1)
        return replace(self, image=np.ascontiguousarray(image), corners=corners)

    def warnings(self) -> list[str]:
        """What is due of where the document lies."""
        height, width = self.image.shape[:2]
        left, top, right, bottom = self.box
        shorter = min(np.linalg.norm(self.corners - np.roll(self.corners, -1, axis=0), axis=1))
        border = min(left, top, width - right, height - bottom)
        frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        inside, _ = cv2.intersectConvexConvex(self.corners.astype(np.float32), frame)
        due = {
            "RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT": inside < 0.1 * width * height,
            "DOCUMENT_BORDERS_OUTSIDE_OF_FRAME": border < 0,
            "DOCUMENT_TOO_CLOSE_TO_BORDER": border < NEAR * shorter,
        }
        return [warning for warning, is_due in due.items() if is_due]


def photo_files(folder: Path) -> list[dict[str, str]]:
    """The lines of a folder's labels.csv: path, type, x0, y0 to x3, y3."""
    with open(folder / "labels.csv", newline="") as file:
        return list(csv.DictReader(file))


def read_photo(folder: Path, row: dict[str, str]) -> Photo:
    """Types that end in 'passport' are pages."""
    image = cv2.cvtColor(cv2.imread(str(folder / row["path"])), cv2.COLOR_BGR2RGB)
    corners = np.array([[float(row[f"{axis}{i}"]) for axis in "xy"] for i in range(4)])
    return Photo(image, corners, "ID-3" if row["type"].endswith("passport") else "ID-1")
