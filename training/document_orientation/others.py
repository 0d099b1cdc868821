"""What lies in a quadrilateral that is no document: the network tells these apart too, because the corners alone can't."""

from collections.abc import Callable

import cv2
import numpy as np

from training.document_corners.locate import locate
from training.document_corners.metrics import iou
from training.document_orientation.views import rectify

LONG_SIDE = 1200
LEAST_SCORE = 0.15
"""Of corners that the corner network found where there is no document: those that it would have believed, and those it nearly would."""
PROPORTIONS = (1.586, 1.42)
FOREIGN = 0.45
"""Intersection over union with a document below which a quadrilateral isn't it."""


def shrink(image: np.ndarray) -> np.ndarray:
    """A photo, [h, w, 3], as small as suffices here."""
    scale = LONG_SIDE / max(image.shape)
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image


def framed(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A part of a photo, turned by quarters, mirrored and in another light: more to be mistaken in."""
    if rng.random() < 0.6:
        size = (np.array(image.shape[:2]) * rng.uniform(0.5, 1)).astype(int)
        top, left = (rng.random(2) * (image.shape[:2] - size)).astype(int)
        image = image[top : top + size[0], left : left + size[1]]
    image = np.rot90(image, rng.integers(4))
    image = image[:, ::-1] if rng.random() < 0.5 else image
    light = (image / 255) ** np.exp(rng.normal(0, 0.3)) * np.exp(rng.normal(0, 0.1, 3))
    return np.clip(255 * light, 0, 255).astype(np.uint8)


def mistaken(image: np.ndarray, maps_of: Callable[[np.ndarray], np.ndarray]) -> list[np.ndarray]:
    """What the corner network, of which `maps_of` gives the maps, took for documents in a photo, [h, w, 3], that shows none."""
    return [rectify(image, one.corners) for one in locate(image, maps_of) if one.score >= LEAST_SCORE]


def chance(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Anything in a photo that shows no document, in a quadrilateral as a document may have it."""
    height, width = image.shape[:2]
    return rectify(image, _somewhere((height, width), rng))


def beside(image: np.ndarray, outline: np.ndarray, rng: np.random.Generator) -> np.ndarray | None:
    """What lies about a document, or a part of it, [4, 2]; none if by chance that is nearly the document."""
    centre = outline.mean(0)
    extent = np.linalg.norm(outline[2] - outline[0])
    if rng.random() < 0.5:
        quad = outline + rng.normal(0, 0.5, 2) * extent
    else:
        quad = centre + (outline - centre) * (rng.uniform(0.25, 0.6) if rng.random() < 0.6 else rng.uniform(1.7, 3)) + rng.normal(0, 0.12, 2) * extent
    quad = quad + rng.normal(0, 0.03, (4, 2)) * extent
    height, width = image.shape[:2]
    if (np.clip(quad, 0, (width, height)) != quad).mean() > 0.5 or iou(quad, outline) > FOREIGN:
        return None
    return rectify(image, quad)


def _somewhere(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    height, width = shape
    ratio = rng.choice(PROPORTIONS) * np.exp(rng.normal(0, 0.1))
    flat = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (ratio, 1) / 2
    angle = rng.integers(4) * np.pi / 2 + rng.normal(0, 0.3)
    flat = flat @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    flat = flat / (1 + flat @ rng.normal(0, 0.12, 2))[:, None]
    extent = flat.max(0) - flat.min(0)
    flat *= min(width / extent[0], height / extent[1]) * rng.uniform(0.2, 1.05)
    room = np.array([width, height]) - (flat.max(0) - flat.min(0))
    return flat - flat.min(0) + room * rng.random(2)
