"""What goes wrong with light and lens, in linear light: blur, exposure, the mirror image of a lamp."""

from dataclasses import replace

import cv2
import numpy as np

from training.document_codes.photo import Photo
from training.synthesis.camera.blur import defocus_kernel, motion_kernel, spread

_VALUES = np.arange(256, dtype=np.float32) / 255
_LINEAR = np.where(_VALUES <= 0.04045, _VALUES / 12.92, ((_VALUES + 0.055) / 1.055) ** 2.4).astype(np.float32)
_STEPS = 8192
_LIGHTS = np.arange(_STEPS, dtype=np.float32) / (_STEPS - 1)
_ENCODED = np.round(255 * np.where(_LIGHTS <= 0.0031308, 12.92 * _LIGHTS, 1.055 * np.maximum(_LIGHTS, 1e-9) ** (1 / 2.4) - 0.055))
_BT_709 = np.array([0.2126, 0.7152, 0.0722], np.float32)
# How much brighter than white the middle of a mirrored lamp is, and how much its glow about it.
_LAMP, _GLOW = 4.0, 0.15


def linear(image: np.ndarray) -> np.ndarray:
    return _LINEAR[image]


def encoded(light: np.ndarray) -> np.ndarray:
    """sRGB; what is brighter than white is clipped."""
    return _ENCODED.astype(np.uint8)[np.clip(light * (_STEPS - 1) + 0.5, 0, _STEPS - 1).astype(np.uint16)]


def defocused(photo: Photo, millimetres: float) -> Photo:
    """A disc of so many millimetres on the document, its radius."""
    return _spread(photo, defocus_kernel(millimetres * photo.pixels_per_mm))


def moved(photo: Photo, millimetres: float, rng: np.random.Generator) -> Photo:
    """Along a line of so many millimetres on the document, in any direction."""
    return _spread(photo, motion_kernel(millimetres * photo.pixels_per_mm, rng.uniform(0, np.pi), rng.uniform(-0.1, 0.1)))


def _spread(photo: Photo, kernel: np.ndarray) -> Photo:
    return replace(photo, image=encoded(spread(linear(photo.image), kernel.astype(np.float32))))


def exposed(photo: Photo, paper: float) -> Photo:
    """As if the luminance of the document's paper were so many times white."""
    light = linear(photo.image)
    return replace(photo, image=encoded(light * np.float32(paper / (paper_light(photo) @ _BT_709))))


def paper_light(photo: Photo) -> np.ndarray:
    """[3]: linear light of what is brighter than nine tenths of the document, by channel."""
    left, top, right, bottom = np.round(photo.box).astype(int)
    part = photo.cropped(max(0, left), max(0, top), right, bottom)
    return _LINEAR[np.percentile(part.image[part.mask() > 0.5], 90, axis=0).astype(np.uint8)]


def mirrored_lamp(photo: Photo, share: float, rng: np.random.Generator) -> Photo:
    """The mirror image of a lamp that clips such a share of the document: light added, in a colour between white and the light there is."""
    paper = paper_light(photo)
    colour = 0.5 + 0.5 * paper / max(paper.max(), 1e-3)
    longer, angle = rng.uniform(1, 1.7), rng.uniform(0, np.pi)
    # Where the added light falls to white.
    reach = np.sqrt(2 * np.log(_LAMP * colour.min()))
    deviation = np.sqrt(share * photo.area / (np.pi * longer)) / reach
    u, v = rng.uniform(0.3, 0.7, 2)
    a, b, c, d = photo.corners
    centre = (1 - v) * ((1 - u) * a + u * b) + v * ((1 - u) * d + u * c)
    height, width = photo.image.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32) + 0.5 - centre[0], np.arange(height, dtype=np.float32) + 0.5 - centre[1])
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    square = ((along / longer) ** 2 + across**2) / np.float32(2 * deviation**2)
    added = _LAMP * cv2.exp(-square) + _GLOW * cv2.exp(-square / 9)
    return replace(photo, image=encoded(linear(photo.image) + added[..., None] * colour.astype(np.float32)))
