"""Edits of a finished photo of a document that are trained on: as somebody makes them with a picture editor.

Strengths: 'plain', pasted as it is; 'usual', with soft edges and roughly the right tone and sharpness; 'faint', matched in tone, blur and grain.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from training.deepfake.colour import transfer
from training.digital_manipulation.subject import Box, Flat, Subject, flattened, laid_back
from training.digital_manipulation.writing import Line, invented, likeliest, lines_of, written
from training.document_attacks.photos import Attack
from training.synthesis.drawing.portraits import read_portrait

STRENGTHS = ("plain", "usual", "faint")
FONTS = (
    "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansCondensed.ttf", "DejaVuSansMono.ttf", "DejaVuSerif.ttf",
    "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSansNarrow-Regular.ttf", "LiberationSerif-Regular.ttf", "LiberationMono-Regular.ttf",
    "FreeSans.ttf", "FreeSansBold.ttf", "FreeSerif.ttf", "FreeMono.ttf", "Roboto-Regular.ttf", "Roboto-Medium.ttf", "RobotoCondensed-Regular.ttf", "OpenSans-Regular.ttf",
)  # fmt: skip


@dataclass(frozen=True)
class Edited:
    """The photo, what was done to it, and how much of each pixel was replaced, [h, w] float32 in 0..1."""

    subject: Subject
    mask: np.ndarray
    attack: Attack


@dataclass(frozen=True)
class Desk:
    """What an edit is made with: the photo's flat document and its lines, another photo's where it is needed, and portraits of others."""

    flat: Flat
    lines: list[Line]
    other: Callable[[], Flat]
    portraits: Sequence[Path]


Change = tuple[np.ndarray, np.ndarray]
"""The flat document changed, [h, w, 3] uint8, and where it is to be laid over the photo, [h, w] float32 in 0..1."""
Edit = Callable[[np.random.Generator, Desk, str], Change | None]
"""None where the document has nothing to do it to."""


def desk_of(subject: Subject, other: Callable[[], Subject], portraits: Sequence[Path]) -> Desk:
    """`other` gives another photo."""
    flat = flattened(subject)
    return Desk(flat, lines_of(flat), lambda: flattened(other()), portraits)


def edited(rng: np.random.Generator, subject: Subject, other: Callable[[], Subject], portraits: Sequence[Path], edits: dict[str, Edit]) -> Edited:
    """One edit, as strong as it comes."""
    desk = desk_of(subject, other, portraits)
    return edited_at(rng, subject, desk, edits, str(rng.choice(STRENGTHS)))


def edited_at(rng: np.random.Generator, subject: Subject, desk: Desk, edits: dict[str, Edit], strength: str) -> Edited:
    """One edit, of a kind drawn from those that the document has room for."""
    for kind in rng.permutation(list(edits)):
        change = edits[str(kind)](rng, desk, strength)
        if change is not None and (change[1] > 0.5).any():
            image, mask = laid_back(subject, desk.flat, *change)
            return Edited(subject.moved(image, np.ones(2), np.zeros(2)), mask, Attack(str(kind), strength))
    raise ValueError("the document has no room for any edit")


def copy_move(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """A piece of the document, characters mostly, over another piece of it."""
    image = desk.flat.image
    if desk.lines and rng.random() < 0.75:
        source, target = (desk.lines[i].box for i in rng.choice(len(desk.lines), 2))
        _, _, width, height = target
        part = _piece(rng, source, height)
        at = (target[0] + int(rng.integers(0, max(1, width - part[2]))), target[1] + (height - part[3]) // 2)
    else:
        size = np.minimum(rng.uniform(5, 20, 2) * desk.flat.per_mm, np.array(image.shape[1::-1]) * 0.6).astype(int)
        room = np.array(image.shape[1::-1]) - size
        part, at = (*rng.integers(0, room + 1).tolist(), *size.tolist()), rng.integers(0, room + 1).tolist()
    if max(abs(part[0] - at[0]), abs(part[1] - at[1])) < 6:
        return None
    patch = _cut(image, part)
    if rng.random() < 0.5:
        factor = rng.uniform(0.85, 1.2)
        patch = cv2.resize(patch, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return _pasted(rng, image, patch, at, strength)


def splice(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """A field of another photo's document over one of this."""
    if not desk.lines:
        return None
    other = desk.other()
    others = lines_of(other)
    if not others:
        return None
    target = desk.lines[rng.integers(len(desk.lines))].box
    x, y, width, height = others[rng.integers(len(others))].box
    grow = round(0.3 * height)
    patch = _cut(other.image, (max(0, x - grow), max(0, y - grow), width + 2 * grow, height + 2 * grow))
    factor = 1.5 * target[3] / patch.shape[0]
    patch = cv2.resize(patch, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 0.7 else int(rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])))
    return _pasted(rng, desk.flat.image, patch, (target[0] - round(0.25 * target[3]), target[1] - round(0.25 * target[3])), strength)


def erase(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """Writing taken away, and what is behind it guessed from around it."""
    if not desk.lines:
        return None
    line = desk.lines[rng.integers(len(desk.lines))]
    image, where = desk.flat.image.copy(), np.zeros(desk.flat.image.shape[:2], np.float32)
    filled, removed = _emptied(rng, desk, line, whole_box=rng.random() < 0.4)
    (x, y), (height, width) = _corner(line, desk), removed.shape
    image[y : y + height, x : x + width] = filled
    where[y : y + height, x : x + width] = removed
    return _grained(rng, image, where, desk.flat, strength), _soft(rng, where, strength)


def retype(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """A line taken away and another written in its place, or in part of it."""
    if not desk.lines:
        return None
    line = desk.lines[rng.integers(len(desk.lines))]
    filled, removed = _emptied(rng, desk, line, whole_box=rng.random() < 0.4)
    (x, y), (height, width) = _corner(line, desk), removed.shape
    _, _, wide, high = line.box
    text = invented(rng, max(3, round(wide / (0.75 * high))))
    blur = {"plain": 0.0, "usual": rng.uniform(0.3, 0.8) * line.blur, "faint": rng.uniform(0.8, 1.1) * line.blur}[strength]
    glyphs = np.zeros((height, width), np.float32)
    left, top = line.box[0] - x, line.box[1] - y
    mask = written(text, likeliest(line, FONTS, rng, strength != "plain"), high, width - left, blur)
    glyphs[top : top + high, left:] = mask[: height - top]
    ink = np.clip(line.colour + rng.normal(0, 12 if strength == "plain" else 3, 3), 0, 255)
    part = filled + glyphs[..., None] * float(rng.uniform(0.85, 1.0)) * (ink - filled)
    image, where = desk.flat.image.copy(), np.zeros(desk.flat.image.shape[:2], np.float32)
    image[y : y + height, x : x + width] = np.clip(np.round(part), 0, 255).astype(np.uint8)
    where[y : y + height, x : x + width] = np.maximum(removed, glyphs > 0.02)
    return _grained(rng, image, where, desk.flat, strength), _soft(rng, where, strength)


def face(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """Another face in place of the portrait, or of its middle."""
    box = desk.flat.portrait
    if box is None:
        return None
    x, y, width, height = box
    image = desk.flat.image
    portrait = read_portrait(rng, desk.portraits[rng.integers(len(desk.portraits))], width / height, None)
    patch = cv2.resize(portrait.clip(0, 255).astype(np.uint8), (width, height), interpolation=cv2.INTER_AREA if height < 400 else cv2.INTER_CUBIC)
    under = _cut(image, box)
    if under.reshape(-1, 3).std(0).max() > 0 and np.ptp(under.astype(int).mean((0, 1))) < 6:
        patch = cv2.cvtColor(cv2.cvtColor(patch, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    patch = _toned(rng, patch, under, strength)
    if strength != "plain":
        patch = cv2.GaussianBlur(patch, (0, 0), rng.uniform(0.4, 1.2))
    changed, where = image.copy(), np.zeros(image.shape[:2], np.float32)
    changed[y : y + height, x : x + width] = patch
    if rng.random() < 0.6:
        where[y : y + height, x : x + width] = 1
    else:
        cv2.ellipse(where, (x + width // 2, y + round(0.48 * height)), (round(rng.uniform(0.27, 0.42) * width), round(rng.uniform(0.32, 0.45) * height)), 0, 0, 360, 1, -1)
    return _grained(rng, changed, where, desk.flat, strength), _soft(rng, where, strength)


EDITS: dict[str, Edit] = {"copy-move": copy_move, "splice": splice, "erase": erase, "retype": retype, "face": face}


def _piece(rng: np.random.Generator, line: Box, height: int) -> Box:
    """Some characters of a line, with a little room about them."""
    x, y, width, own = line
    wide = int(np.clip(rng.uniform(1, 7) * height, 8, width))
    return x + int(rng.integers(0, width - wide + 1)), max(0, y - 2), wide, own + 4


def _cut(image: np.ndarray, box: Box) -> np.ndarray:
    x, y, width, height = box
    return image[y : y + height, x : x + width]


def _corner(line: Line, desk: Desk) -> tuple[int, int]:
    x, y, _, height = line.box
    return max(0, x - _room(height)), max(0, y - _room(height))


def _room(height: int) -> int:
    return max(3, round(0.35 * height))


def _emptied(rng: np.random.Generator, desk: Desk, line: Line, whole_box: bool) -> tuple[np.ndarray, np.ndarray]:
    """The line's box with some room, float32 [h, w, 3], without its ink, and where that was, [h, w] 0 or 1. Of some lines only a part is emptied."""
    x, y = _corner(line, desk)
    _, _, width, height = line.box
    room = _room(height)
    part = desk.flat.image[y : line.box[1] + height + room, x : line.box[0] + width + room]
    ink = np.zeros(part.shape[:2], np.uint8)
    own = ink[line.box[1] - y : line.box[1] - y + height, line.box[0] - x : line.box[0] - x + width]
    own[:] = 1 if whole_box else line.ink[: own.shape[0], : own.shape[1]] > 0.25
    if rng.random() < 0.3:
        own[:, int(rng.uniform(0.3, 0.8) * width) :] = 0
    ink = cv2.dilate(ink, np.ones((3, 3), np.uint8), iterations=int(rng.integers(1, 3)))
    filled = cv2.inpaint(part, ink, float(rng.uniform(2, 6)), int(rng.choice([cv2.INPAINT_TELEA, cv2.INPAINT_NS])))
    return filled.astype(np.float32), ink.astype(np.float32)


def _pasted(rng: np.random.Generator, image: np.ndarray, patch: np.ndarray, at: Sequence[int], strength: str) -> Change | None:
    """A patch over the flat document, as much of it as fits in."""
    x, y = max(0, int(at[0])), max(0, int(at[1]))
    patch = patch[: image.shape[0] - y, : image.shape[1] - x]
    height, width = patch.shape[:2]
    if min(height, width) < 6:
        return None
    changed, where = image.copy(), np.zeros(image.shape[:2], np.float32)
    changed[y : y + height, x : x + width] = _toned(rng, patch, image[y : y + height, x : x + width], strength)
    where[y : y + height, x : x + width] = 1
    return changed, _soft(rng, where, strength)


def _toned(rng: np.random.Generator, patch: np.ndarray, under: np.ndarray, strength: str) -> np.ndarray:
    share = {"plain": 0.0, "usual": rng.uniform(0.4, 0.9), "faint": rng.uniform(0.85, 1.0)}[strength]
    return transfer(patch, under, np.ones(patch.shape[:2]), share, spread=False) if share else patch


def _soft(rng: np.random.Generator, where: np.ndarray, strength: str) -> np.ndarray:
    """The edges of what is laid over, from hard to a few pixels wide."""
    width = {"plain": 0.0, "usual": rng.uniform(0.5, 1.5), "faint": rng.uniform(0.8, 2.5)}[strength]
    if width == 0:
        return where
    soft = cv2.GaussianBlur(cv2.dilate(where, np.ones((3, 3), np.uint8)), (0, 0), width)
    return np.where(soft > 0.02, soft, 0)


def _grained(rng: np.random.Generator, image: np.ndarray, where: np.ndarray, flat: Flat, strength: str) -> np.ndarray:
    """Noise like that of the photo where nothing of it is left."""
    share = {"plain": 0.0, "usual": rng.uniform(0, 0.7), "faint": rng.uniform(0.7, 1.1)}[strength]
    if share == 0 or not where.any():
        return image
    rows, columns = np.nonzero(where > 0)
    box = (slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1))
    noise = rng.standard_normal((*where[box].shape, 3)).astype(np.float32) * (share * grain_of(flat.image))
    noise = cv2.GaussianBlur(noise, (0, 0), 0.6) * 1.6 if rng.random() < 0.6 else noise
    grained = image.copy()
    grained[box] = np.clip(np.round(image[box] + noise * (where[box] > 0)[..., None]), 0, 255)
    return grained


def grain_of(image: np.ndarray) -> float:
    """Deviation of a photo's noise in grey levels, from the median of what neighbours do not foretell (Immerkaer 1996, made robust)."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    residual = cv2.filter2D(grey, -1, np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32))
    return float(np.median(np.abs(residual)) / (0.6745 * 6))
