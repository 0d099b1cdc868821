"""Another face over the portrait of a genuine view, made anew each time it is looked at: so that no document has few substitutions, and real ones have prints laid over them too."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from training.deepfake.colour import as_bytes, transfer
from training.portrait_substitution.cuts import cut_anyhow
from training.portrait_substitution.overlays import on_photo_paper, on_plain_paper
from training.portrait_substitution.pastes import as_sharp_as, flattened, moved_oval, noise_of, warped
from training.portrait_substitution.self_blend import ACROSS, DOWN, UNIT, UP, altered
from training.synthesis.camera.jpeg import decode, encode
from training.synthesis.recapture.prints import HALFTONES

PRINTS = ("cut", "filmed")
EDITS = ("feathered", "ramped", "seamless", "multiplied")
LEFT_OUT = ("seamless-tones",)
"""Is not trained on."""
CLONES = {"seamless": cv2.NORMAL_CLONE, "seamless-tones": cv2.MONOCHROME_TRANSFER}
ROOM = 30
"""Pixels about what is put over, in the unit of `self_blend`: shadows, film and soft edges end sooner."""
ILL_FITTING = 0.15
"""Share of what is put over that is far larger or smaller than the portrait."""
DONOR = (210, 270)
"""Pixels, across and down, of the faces that are lent: about as many as portraits have in a view."""


@dataclass(frozen=True)
class Put:
    """What is put over a view: `above` and `view` [s, s, 3] uint8, `cover` [s, s] float32 0 to 1, `quad` [4, 2] its corners, `care` 0 to 1: how hard it is to see."""

    view: np.ndarray
    above: np.ndarray
    cover: np.ndarray
    quad: np.ndarray
    care: float


def substituted(rng: np.random.Generator, view: np.ndarray, lent: Sequence[np.ndarray], kinds: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """[s, s, 3] uint8 of the same, and [s, s] uint8: where another face is. `lent`: portraits [h, w, 3] uint8; `kinds`: of `PRINTS` and `EDITS`."""
    kind = str(rng.choice(kinds))
    care = rng.uniform()
    quad = _place(rng, view.shape[0], 1 - care)
    # Only what may change is worked on.
    (left, top), (right, bottom) = np.clip(np.round([quad.min(0) - ROOM * UNIT, quad.max(0) + ROOM * UNIT]), 0, view.shape[0]).astype(int)
    where = np.s_[top:bottom, left:right]
    changed, mask = view.copy(), np.zeros(view.shape[:2], np.uint8)
    changed[where], mask[where] = _put(rng, np.ascontiguousarray(view[where]), lent[int(rng.integers(len(lent)))], quad - (left, top), kind, care)
    return changed, mask


def _put(rng: np.random.Generator, view: np.ndarray, donor: np.ndarray, quad: np.ndarray, kind: str, care: float) -> tuple[np.ndarray, np.ndarray]:
    printed = kind in PRINTS
    own = cv2.resize(flattened(view, quad), donor.shape[1::-1])
    donor = transfer(donor, own, np.ones(donor.shape[:2], np.uint8), rng.uniform(0, 1) * care)
    if rng.random() < 0.5:
        donor = altered(rng, donor)
    if printed:
        donor, cover = cut_anyhow(rng, _printed(rng, donor))
    else:
        donor = _coded(rng, donor)
        cover = moved_oval(rng, donor.shape[:2]) if rng.random() < 0.4 else np.full(donor.shape[:2], 255, np.uint8)
    above, mask = warped(donor, cover, quad, view.shape[:2])
    inside = mask > 127
    if rng.random() < (0.9 if printed else care):
        above = as_sharp_as(above, view, inside)
    if rng.random() < (0.9 if printed else care):
        above = as_bytes(above + rng.standard_normal(above.shape, np.float32) * np.float32(noise_of(view, inside)))
    put = Put(view, above, mask.astype(np.float32) / 255, quad, care)
    return (_laid(rng, put, kind) if printed else _edited(rng, put, kind)), mask


def lent_by(views: Sequence[np.ndarray]) -> list[np.ndarray]:
    """The portraits of other views, about as they are framed there."""
    middle = views[0].shape[0] / 2
    (left, top), (right, bottom) = np.round([[middle - ACROSS, middle - UP], [middle + ACROSS, middle + DOWN]]).astype(int)
    return [view[top:bottom, left:right] for view in views]


def _place(rng: np.random.Generator, side: int, off: float) -> np.ndarray:
    """[4, 2]: corners near those of most portraits."""
    near, far = (0.7, 1.3) if rng.random() < ILL_FITTING else (0.85, 1.15)
    low, high = np.array([-ACROSS, -UP]) * rng.uniform(near, far, 2), np.array([ACROSS, DOWN]) * rng.uniform(near, far, 2)
    corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    turn = np.radians(rng.normal(0, 0.3 + 2.5 * off))
    c, s = np.cos(turn), np.sin(turn)
    return (corners + rng.normal(0, (0.5 + 3 * off) * UNIT, (4, 2))) @ np.array([[c, s], [-s, c]]) + side / 2 + rng.normal(0, 4 * UNIT, 2)


def _printed(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    return on_photo_paper(rng, picture) if rng.random() < 0.55 else on_plain_paper(rng, picture, str(rng.choice(HALFTONES)))


def _coded(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """As the file that it comes from was: by JPEG, by WebP, or by none, and of other sizes."""
    if rng.random() < 0.5:
        scale = rng.uniform(0.4, 1.5)
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    chance = rng.random()
    if chance < 0.35:
        return decode(encode(picture, int(rng.integers(35, 96)), "4:2:0"))
    if chance < 0.55:
        _, file = cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, int(rng.integers(30, 95))])
        return cv2.imdecode(file, cv2.IMREAD_COLOR)
    return picture


def _laid(rng: np.random.Generator, put: Put, kind: str) -> np.ndarray:
    """Before the camera: a shadow, an edge that is lit or in the dark or shows the paper's core, paper that bends, a shine or a dull surface; then as blurred as what is about it."""
    cover, thick = put.cover, rng.uniform(0.5, 5) * UNIT * (1.2 - put.care)
    angle = rng.uniform(0, 2 * np.pi)
    towards = np.array([np.cos(angle), np.sin(angle)])
    x, y = towards * thick * rng.uniform(0.3, 1.5)
    shadow = cv2.GaussianBlur(cv2.warpAffine(cover, np.array([[1, 0, x], [0, 1, y]]), cover.shape[::-1]), (0, 0), max(0.7, thick * rng.uniform(0.4, 0.9)))
    below = put.view * (1 - np.float32(rng.uniform(0.05, 0.3 + 0.4 * (1 - put.care))) * shadow)[..., None]
    if rng.random() < 0.4:
        # Little light comes into the corner between print and card, on any side.
        below = below * (1 - np.float32(rng.uniform(0.05, 0.35)) * cv2.GaussianBlur(cover, (0, 0), max(0.8, thick * rng.uniform(0.5, 2))))[..., None]
    soft = cv2.GaussianBlur(cover, (0, 0), max(0.7, thick / 3))
    slope = np.stack([cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)], -1)
    edge = np.clip(slope @ towards.astype(np.float32) + rng.uniform(0, 0.5) * np.linalg.norm(slope, axis=-1), -1, 1) * rng.uniform(3, 15 + 40 * (1 - put.care))
    v, u = np.mgrid[: cover.shape[0], : cover.shape[1]].astype(np.float32) / np.float32(np.linalg.norm(put.quad[3] - put.quad[0])) - np.float32(0.5)
    along = np.float32(towards[0]) * u + np.float32(towards[1]) * v
    bend = 1 + np.float32(rng.normal(0, 0.25)) * along + np.float32(rng.normal(0, 0.6)) * along * along
    above = put.above * np.clip(bend, 0.6, 1.4)[..., None] + edge[..., None]
    if rng.random() < 0.3:
        at = rng.uniform(-0.2, 0.4, 2)
        above += np.float32(rng.uniform(10, 110)) * np.exp(-((u - at[0]) ** 2 + (v - at[1]) ** 2) / 2 / rng.uniform(0.03, 0.25) ** 2)[..., None]
    if rng.random() < 0.3:
        # Matter than the card: the room's light lies on it evenly.
        above += np.float32(rng.uniform(0.03, 0.25)) * (np.float32(rng.uniform(130, 220)) - above)
    mixed = below + cover[..., None] * (above - below)
    if rng.random() < 0.3:
        core = cv2.morphologyEx(cover, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))[..., None]
        mixed += core * np.float32(rng.uniform(0.1, 0.8)) * (np.float32(rng.uniform(190, 255)) - mixed)
    if kind == "filmed":
        mixed = _filmed(rng, mixed, put.quad)
    return cv2.GaussianBlur(as_bytes(mixed), (0, 0), rng.uniform(0.3, 0.7)) if rng.random() < 0.5 else as_bytes(mixed)


def _filmed(rng: np.random.Generator, view: np.ndarray, quad: np.ndarray) -> np.ndarray:
    """Clear film over the portrait and a little more."""
    corners = quad + (quad - quad.mean(0)) * rng.uniform(0.02, 0.2) + rng.normal(0, 2 * UNIT, (4, 2))
    film = np.zeros(view.shape[:2], np.uint8)
    cv2.fillConvexPoly(film, np.round(corners * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    rim = cv2.GaussianBlur(cv2.morphologyEx(film, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), (0, 0), 0.8)[..., None] / np.float32(255)
    return view + film[..., None] / np.float32(255) * np.float32(rng.uniform(0, 0.12)) * (245 - view) + rim * np.float32(rng.uniform(-25, 45))


def _edited(rng: np.random.Generator, put: Put, kind: str) -> np.ndarray:
    """In the finished photo: through a soft edge, one that rises evenly from the rim, by gradients, or as ink on the ground of what is about it."""
    inside = (put.cover > 0.5).astype(np.uint8) * 255
    if kind in CLONES:
        left, top, width, height = cv2.boundingRect(inside)
        cloned = cv2.seamlessClone(put.above, put.view, inside.copy(), (left + width // 2, top + height // 2), CLONES[kind])
        return np.where(inside[..., None] > 0, cloned, put.view)
    height = float(np.linalg.norm(put.quad[3] - put.quad[0]))
    wide = np.exp(rng.uniform(np.log(0.4), np.log(0.05 * height)))
    above = put.above.astype(np.float32)
    if kind == "multiplied":
        beside = cv2.dilate(inside, np.ones((9, 9), np.uint8)) > inside
        if beside.any():
            above *= np.quantile(put.view[beside], 0.7, axis=0).astype(np.float32) / max(float(np.quantile(above, 0.95)), 1.0)
    if kind == "ramped":
        soft = np.clip(cv2.distanceTransform(inside, cv2.DIST_L2, 3) / np.float32(2 * wide), 0, 1)
    else:
        soft = cv2.GaussianBlur(put.cover, (0, 0), wide)
    return as_bytes(put.view + soft[..., None] * (above - put.view))

