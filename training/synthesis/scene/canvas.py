"""The picture that things are laid on one after the other: their colour, their gloss, and who is seen where."""

import cv2
import numpy as np

from training.synthesis.scene.placing import View, in_pixels, project
from training.synthesis.scene.thing import Thing


class Canvas:
    """`colour` [h, w, 3] uint8 sRGB (what things reflect), `gloss` and `hologram` [h, w] uint8, 255 = 1,
    `owner` [h, w] uint8: the number of the document that is seen there, 0 for all else."""

    def __init__(self, colour: np.ndarray, gloss: float):
        self.colour = colour
        self.gloss = np.full(colour.shape[:2], round(255 * gloss), np.uint8)
        self.hologram: np.ndarray | None = None
        self.owner = np.zeros(colour.shape[:2], np.uint8)

    def lay(self, view: View, thing: Thing, laid: np.ndarray, number: int = 0, light: np.ndarray | None = None, softness: float = 0.3) -> None:
        """Puts a thing down. `laid` [3, 3]: from its pixels to the plane, mm.

        `light` [2]: where its shadow falls, mm aside for each mm of height; no shadow without it. `softness`: the penumbra's width likewise."""
        top = thing.height if thing.solid else 0.0
        to_photo = view.homography(top + thing.floats) @ laid
        if light is not None:
            self._shadow(view, thing, laid, light, softness)
        if thing.solid:
            self._side(view, thing, laid)
        box = self._box(project(to_photo, _corners(thing.alpha)), 1)
        if box is None:
            return
        x, y, x1, y1 = box
        coarse, artwork, alpha = _reduced(thing, to_photo)
        warp = in_pixels(_shift(-x, -y) @ to_photo @ coarse)
        size = (x1 - x, y1 - y)
        cover = cv2.warpPerspective(alpha, warp, size, flags=cv2.INTER_LINEAR)
        paint = cv2.warpPerspective(artwork, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        where = np.s_[y:y1, x:x1]
        self.colour[where] = blend(self.colour[where], paint, cover)
        if thing.film:
            self.gloss[where] = np.maximum(self.gloss[where], (cover > 0) * np.uint8(255 * thing.gloss))
            return
        self.owner[where][cover > 127] = number
        self._coat(where, thing, warp, coarse, size, cover)

    def _coat(self, where: tuple[slice, slice], thing: Thing, warp: np.ndarray, coarse: np.ndarray, size: tuple[int, int], cover: np.ndarray) -> None:
        gloss = np.full(cover.shape, round(255 * thing.gloss), np.uint8) if np.isscalar(thing.gloss) else _warped(thing.gloss, coarse, warp, size)
        self.gloss[where] = blend(self.gloss[where], gloss, cover)
        if thing.hologram is not None and np.any(thing.hologram):
            if self.hologram is None:
                self.hologram = np.zeros_like(self.gloss)
            self.hologram[where] = blend(self.hologram[where], _warped(thing.hologram, coarse, warp, size), cover)
        elif self.hologram is not None:
            self.hologram[where] = blend(self.hologram[where], np.zeros_like(cover), cover)

    def _shadow(self, view: View, thing: Thing, laid: np.ndarray, light: np.ndarray, softness: float) -> None:
        """Darkens what lies below, at a quarter of the size: the thing's shape moved aside by its height, and softened."""
        above = thing.height + thing.floats
        aside = np.eye(3)
        aside[:2, 2] = light * above
        to_photo = view.homography() @ aside @ laid
        corners = project(to_photo, _corners(thing.alpha))
        blur = max(0.6, above * softness * view.focal / view.translation[2] / 4)
        box = self._box(corners, int(12 * blur) + 4)
        if box is None:
            return
        x, y, x1, y1 = box
        small = np.diag([0.25, 0.25, 1]) @ _shift(-x, -y) @ to_photo
        size = (-(-(x1 - x) // 4), -(-(y1 - y) // 4))
        coarse, _, alpha = _reduced(thing, small, colour=False)
        shape = cv2.warpPerspective(alpha, in_pixels(small @ coarse), size, flags=cv2.INTER_LINEAR)
        shape = cv2.GaussianBlur(shape, (0, 0), blur)
        shape = cv2.resize(shape, (size[0] * 4, size[1] * 4), interpolation=cv2.INTER_LINEAR)[: y1 - y, : x1 - x]
        where = np.s_[y:y1, x:x1]
        # Two thirds of the light are gone: 0.35 in linear light is 0.62 in sRGB.
        keep = cv2.convertScaleAbs(shape, alpha=-0.38, beta=255)
        self.colour[where] = cv2.multiply(self.colour[where], cv2.merge([keep] * 3), scale=1 / 255)

    def _side(self, view: View, thing: Thing, laid: np.ndarray) -> None:
        """The edge of a thing of some height: between its shape below and its shape on top. The shape is taken as convex."""
        shape = thing.alpha
        step = max(1, round(max(shape.shape) / 400))
        found, _ = cv2.findContours((shape[::step, ::step] > 127).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        if not found:
            return
        hull = (cv2.convexHull(np.concatenate(found))[:, 0] + 0.5) * step
        rims = [project(view.homography(level) @ laid, hull) for level in (thing.floats, thing.floats + thing.height)]
        around = cv2.convexHull(np.concatenate(rims).astype(np.float32))[:, 0]
        if np.abs(around).max() > 20000:
            return
        cv2.fillConvexPoly(self.colour, np.round((around - 0.5) * 16).astype(np.int32), thing.edge, cv2.LINE_AA, 4)
        cv2.fillConvexPoly(self.owner, np.round((around - 0.5) * 16).astype(np.int32), 0, shift=4)

    def _box(self, corners: np.ndarray, margin: int) -> tuple[int, int, int, int] | None:
        height, width = self.colour.shape[:2]
        x, y = np.floor(corners.min(axis=0)).astype(int) - margin
        x1, y1 = np.ceil(corners.max(axis=0)).astype(int) + margin
        x, y, x1, y1 = max(x, 0), max(y, 0), min(x1, width), min(y1, height)
        return (x, y, x1, y1) if x1 > x and y1 > y else None


def blend(below: np.ndarray, above: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """uint8 pictures [h, w] or [h, w, 3], the upper one as far as `cover` [h, w] uint8 says."""
    weight = cover if below.ndim == 2 else cv2.merge([cover] * below.shape[2])
    return cv2.add(cv2.multiply(above, weight, scale=1 / 255), cv2.multiply(below, cv2.bitwise_not(weight), scale=1 / 255))


def _warped(values: np.ndarray, coarse: np.ndarray, warp: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """A map of the artwork's size, 0 to 1, as uint8 in the photo, through the warp of the reduced artwork."""
    shape = (round(values.shape[1] / coarse[0, 0]), round(values.shape[0] / coarse[1, 1]))
    reduced = cv2.convertScaleAbs(values if coarse[0, 0] == 1 else cv2.resize(values, shape, interpolation=cv2.INTER_AREA), alpha=255)
    return cv2.warpPerspective(reduced, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _reduced(thing: Thing, to_photo: np.ndarray, colour: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The artwork at about 1.25 times the photo's resolution, so that a warp loses and aliases nothing: [3, 3] to the artwork's own pixels, colour, alpha."""
    height, width = thing.alpha.shape
    corners = project(to_photo, _corners(thing.alpha))
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    ratio = max(sides[0], sides[2]) / width, max(sides[1], sides[3]) / height
    wanted = min(1.0, 1.25 * max(ratio))
    size = (max(1, round(width * wanted)), max(1, round(height * wanted)))
    artwork, alpha = thing.artwork, thing.alpha
    if wanted < 1:
        artwork = cv2.resize(artwork, size, interpolation=cv2.INTER_AREA) if colour else artwork
        alpha = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)
    else:
        size = (width, height)
    return np.diag([width / size[0], height / size[1], 1]), artwork, alpha


def _corners(shape: np.ndarray) -> np.ndarray:
    height, width = shape.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], float)


def _shift(x: float, y: float) -> np.ndarray:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])
