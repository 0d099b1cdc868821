"""A sensor's colour filter array: each pixel sees one colour, and the two others are interpolated.

What is finer than the array makes colour out of brightness: this is where the coloured moire of photographed screens comes from.
"""

from typing import Literal

import cv2
import numpy as np

Demosaic = Literal["bilinear", "edge-aware"]
BAYER = {"RGGB": ((0, 1), (1, 2)), "BGGR": ((2, 1), (1, 0)), "GRBG": ((1, 0), (2, 1)), "GBRG": ((1, 2), (0, 1))}
"""Index into R, G, B of the pixels of the array's 2 x 2 cell (Bayer, US patent 3971065)."""
# OpenCV names an array by the second row's second and third pixel.
_CODES = {
    ("RGGB", "bilinear"): cv2.COLOR_BayerBG2RGB,
    ("BGGR", "bilinear"): cv2.COLOR_BayerRG2RGB,
    ("GRBG", "bilinear"): cv2.COLOR_BayerGB2RGB,
    ("GBRG", "bilinear"): cv2.COLOR_BayerGR2RGB,
    ("RGGB", "edge-aware"): cv2.COLOR_BayerBG2RGB_EA,
    ("BGGR", "edge-aware"): cv2.COLOR_BayerRG2RGB_EA,
    ("GRBG", "edge-aware"): cv2.COLOR_BayerGB2RGB_EA,
    ("GBRG", "edge-aware"): cv2.COLOR_BayerGR2RGB_EA,
}
FULL_WELL = 0.8
"""Of the range of 16 bits: what is brighter by a fourth than white is cut."""


def through_mosaic(light: np.ndarray, pattern: str, demosaic: Demosaic) -> np.ndarray:
    """Linear light [h, w, 3] float32, 1 = white, as an array of one colour a pixel sees it, interpolated again."""
    height, width = light.shape[:2]
    raw = np.empty((height, width), np.float32)
    for row in (0, 1):
        for column in (0, 1):
            raw[row::2, column::2] = light[row::2, column::2, BAYER[pattern][row][column]]
    # Interpolation takes a square root of light, as sensors' pipelines do, so that dark parts keep their steps.
    coded = np.sqrt(np.clip(raw * np.float32(FULL_WELL), 0, 1)) * np.float32(65535)
    full = cv2.demosaicing(coded.astype(np.uint16), _CODES[pattern, demosaic]).astype(np.float32) / np.float32(65535)
    return full * full / np.float32(FULL_WELL)
