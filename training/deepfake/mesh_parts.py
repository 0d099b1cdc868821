"""Parts of the face in the 468 points of the mesh (MediaPipe's numbering), and masks of them."""

import cv2
import numpy as np

OVAL = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377]
OVAL += [152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109]
JAW = [234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454]
RIGHT_BROW, LEFT_BROW = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46], [300, 293, 334, 296, 336, 285, 295, 282, 283, 276]
RIGHT_EYE = [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246]
LEFT_EYE = [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466]
LIPS = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185]
CHIN = [172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397]
# With the skin about them, where an edge is hidden best.
ABOUT_RIGHT_EYE = [68, 104, 69, 108, 193, 121, 230, 229, 228, 31, 143]
ABOUT_LEFT_EYE = [298, 333, 299, 337, 417, 350, 450, 449, 448, 261, 372]
ABOUT_NOSE = [168, 122, 351, 114, 343, 203, 423, 165, 391, 164]
ABOUT_MOUTH = [164, 92, 322, 57, 287, 202, 422, 204, 424, 200]
UNDER_NOSE = [164, 203, 423]

FACES = {
    "oval": [OVAL],
    "under the brows": [JAW + RIGHT_BROW + LEFT_BROW],
    "features": [ABOUT_RIGHT_EYE + ABOUT_LEFT_EYE + ABOUT_MOUTH],
    "under the eyes": [JAW + RIGHT_EYE[:9] + LEFT_EYE[:9]],
}
"""What face swaps put in; each part is a list of outlines, whose convex hulls make it."""
PARTS = {
    "right eye": [ABOUT_RIGHT_EYE],
    "left eye": [ABOUT_LEFT_EYE],
    "eyes": [ABOUT_RIGHT_EYE, ABOUT_LEFT_EYE],
    "nose": [ABOUT_NOSE],
    "mouth": [ABOUT_MOUTH],
    "mouth and chin": [UNDER_NOSE + CHIN],
}
"""What composites and reenactment put in."""


def mask_of(points: np.ndarray, part: list[list[int]], shape: tuple[int, ...]) -> np.ndarray:
    """[h, w] uint8, 255 inside of the hulls of a part."""
    mask = np.zeros(shape[:2], np.uint8)
    for outline in part:
        hull = cv2.convexHull(points[outline].astype(np.float32))
        cv2.fillConvexPoly(mask, np.round((hull - 0.5) * 16).astype(np.int32), 255, shift=4)
    return mask
