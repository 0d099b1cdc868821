"""Edits, chains and screens that are for measuring alone: other operations, fonts and software than training has. Nothing is tuned on them."""

import io
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from training.deepfake.blend import mix_gradients
from training.digital_manipulation.chain import Sent, scaled
from training.digital_manipulation.edits import Change, Desk, Edit
from training.digital_manipulation.screenshots import Shade
from training.digital_manipulation.subject import Subject
from training.digital_manipulation.writing import lines_of
from training.synthesis.camera.jpeg import decode
from training.synthesis.drawing.fonts import load
from training.synthesis.drawing.portraits import read_portrait

FONTS = ("Lato-Regular.ttf", "Lato-Bold.ttf", "Lato-Medium.ttf", "Cantarell-Regular.otf", "Cantarell-Bold.otf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf")
SCREENS = ((1080, 2220), (1440, 2960), (1242, 2208), (640, 1136), (1536, 2048), (1366, 768), (1920, 1080))
SURNAMES = ("Marchetti", "Okafor", "Lindqvist", "BARROSO", "TANAKA", "Petrov-Hale", "ABELARD", "Nakamura", "DUBOIS", "Ferreira")


def cloned(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """Dabs of a round, soft brush that takes from another place of the document, along a line of writing or anywhere."""
    image = desk.flat.image
    height, width = image.shape[:2]
    radius = max(4, round(rng.uniform(0.9, 2.6) * desk.flat.per_mm))
    if desk.lines and rng.random() < 0.7:
        x, y, wide, high = desk.lines[rng.integers(len(desk.lines))].box
        start, end = np.array([x + radius, y + high / 2]), np.array([x + rng.uniform(0.3, 1) * wide, y + high / 2])
    else:
        start, end = rng.uniform(0.15, 0.85, 2) * (width, height), rng.uniform(0.15, 0.85, 2) * (width, height)
        end = start + (end - start) * min(1.0, 25 * desk.flat.per_mm / max(float(np.linalg.norm(end - start)), 1.0))
    away = rng.uniform(-0.4, 0.4, 2) * (width, height)
    if np.abs(away).max() < 2 * radius:
        return None
    shift = np.array([[1, 0, away[0]], [0, 1, away[1]]], np.float32)
    changed = cv2.warpAffine(image, shift, (width, height), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101)
    where = np.zeros((height, width), np.float32)
    for share in np.linspace(0, 1, 24):
        cv2.circle(where, tuple(np.round(start + share * (end - start)).astype(int).tolist()), radius, 1, -1)
    softness = {"plain": 0.1, "usual": 0.25, "faint": 0.45}[strength] * radius
    where = cv2.GaussianBlur(where, (0, 0), softness)
    return changed, np.where(where > 0.03, where, 0)


def healed(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """Writing covered by ground from beside it, fitted at its edge as a healing brush does (the gradients are the source's)."""
    if not desk.lines:
        return None
    image = desk.flat.image
    x, y, width, height = desk.lines[rng.integers(len(desk.lines))].box
    room = max(3, height // 3)
    y0, y1, x0, x1 = max(3, y - room), min(image.shape[0] - 3, y + height + room), max(3, x - room), min(image.shape[1] - 3, x + width + room)
    source = _ground_beside(rng, image, (x0, y0, x1 - x0, y1 - y0))
    if source is None:
        return None
    changed, where = image.copy(), np.zeros(image.shape[:2], np.float32)
    if strength == "plain":
        changed[y0:y1, x0:x1] = source
    else:
        mask = np.zeros(image.shape[:2], np.uint8)
        mask[y0:y1, x0:x1] = 255
        pasted = image.copy()
        pasted[y0:y1, x0:x1] = source
        changed = mix_gradients(image, pasted, mask)
    where[y0:y1, x0:x1] = 1
    return changed, _feathered(where, {"plain": 0.0, "usual": 0.7, "faint": 1.6}[strength])


def rewritten(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """A line covered by ground from beside it or by a fill between its upper and lower edge, and a name or a number set in a held-out font, drawn four times as large and shrunk."""
    if not desk.lines:
        return None
    line = desk.lines[rng.integers(len(desk.lines))]
    image = desk.flat.image
    x, y, width, height = line.box
    room = max(2, height // 4)
    y0, y1, x0, x1 = max(0, y - room), min(image.shape[0], y + height + room), max(0, x - room), min(image.shape[1], x + width + room)
    part = _ground_beside(rng, image, (x0, y0, x1 - x0, y1 - y0)) if rng.random() < 0.5 else None
    if part is None:
        rows = np.linspace(0, 1, y1 - y0, dtype=np.float32)[:, None, None]
        ends = [cv2.blur(image[row : row + 1, x0:x1], (9, 1)).astype(np.float32) for row in (y0, y1 - 1)]
        part = ends[0] + rows * (ends[1] - ends[0])
    text = str(rng.choice(SURNAMES)) if rng.random() < 0.5 else f"{rng.integers(1, 29):02}.{rng.integers(1, 13):02}.{rng.integers(1960, 2032)}"
    page = Image.new("L", (4 * (x1 - x0), 4 * (y1 - y0)), 0)
    font = load(str(rng.choice(FONTS)), max(10, round(4 * 1.3 * height)))
    left, top, right, bottom = font.getbbox(text)
    ImageDraw.Draw(page).text((4 * (x - x0) - left, page.height / 2 - (top + bottom) / 2), text, fill=255, font=font)
    glyphs = page.resize((x1 - x0, y1 - y0), Image.LANCZOS)
    if strength != "plain":
        glyphs = glyphs.filter(ImageFilter.BoxBlur(float({"usual": 0.5, "faint": 0.9}[strength] * line.blur)))
    ink = line.colour if strength == "faint" else np.clip(line.colour + rng.normal(0, 10, 3), 0, 255)
    alpha = np.asarray(glyphs, np.float32)[..., None] / 255
    part = part + alpha * (ink - part)
    if strength == "faint":
        grain = image[y0:y1, x0:x1].astype(np.float32) - cv2.GaussianBlur(image[y0:y1, x0:x1], (0, 0), 1.2)
        part = part + np.clip(rng.permuted(grain, axis=1), -12, 12)
    changed, where = image.copy(), np.zeros(image.shape[:2], np.float32)
    changed[y0:y1, x0:x1] = np.clip(np.round(part), 0, 255)
    where[y0:y1, x0:x1] = 1
    return changed, _feathered(where, {"plain": 0.0, "usual": 0.6, "faint": 1.5}[strength])


def transplanted(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """A piece of another photo, fitted at its edge (Poisson) or brought to the same mean and spread of each colour."""
    if not desk.lines:
        return None
    other = desk.other()
    others = lines_of(other)
    if not others:
        return None
    image = desk.flat.image
    tx, ty, _, high = desk.lines[rng.integers(len(desk.lines))].box
    x, y, width, height = others[rng.integers(len(others))].box
    grow = round(0.25 * height)
    patch = other.image[max(0, y - grow) : y + height + grow, max(0, x - grow) : x + width + grow]
    factor = 1.45 * high / patch.shape[0]
    patch = np.asarray(Image.fromarray(patch).resize((max(8, round(patch.shape[1] * factor)), max(8, round(patch.shape[0] * factor))), Image.LANCZOS))
    x0, y0 = max(3, tx - 3), max(3, ty - round(0.2 * high))
    patch = patch[: max(1, image.shape[0] - y0 - 3), : max(1, image.shape[1] - x0 - 3)]
    if min(patch.shape[:2]) < 8:
        return None
    box = (slice(y0, y0 + patch.shape[0]), slice(x0, x0 + patch.shape[1]))
    pasted, mask, where = image.copy(), np.zeros(image.shape[:2], np.uint8), np.zeros(image.shape[:2], np.float32)
    mask[box], where[box] = 255, 1
    if strength == "usual":
        under = image[box].astype(np.float32)
        moved = (patch - patch.mean((0, 1))) * (under.std((0, 1)) + 1) / (patch.std((0, 1)) + 1) + under.mean((0, 1))
        patch = np.clip(np.round(moved), 0, 255).astype(np.uint8)
    pasted[box] = patch
    changed = mix_gradients(image, pasted, mask) if strength == "faint" else pasted
    return changed, _feathered(where, {"plain": 0.0, "usual": 0.8, "faint": 1.2}[strength])


def other_face(rng: np.random.Generator, desk: Desk, strength: str) -> Change | None:
    """Another face over the portrait, in its box or in a pyramid's blend of it."""
    box = desk.flat.portrait
    if box is None:
        return None
    image = desk.flat.image
    x, y, width, height = box
    portrait = read_portrait(rng, desk.portraits[rng.integers(len(desk.portraits))], width / height, None)
    patch = np.asarray(Image.fromarray(portrait.clip(0, 255).astype(np.uint8)).resize((width, height), Image.LANCZOS))
    under = image[y : y + height, x : x + width]
    if strength != "plain":
        # Each colour's values ranked, and given those of the portrait that was there.
        order = np.argsort(patch.reshape(-1, 3), 0)
        matched = np.empty((width * height, 3), np.uint8)
        np.put_along_axis(matched, order, np.sort(under.reshape(-1, 3), 0), 0)
        patch = matched.reshape(patch.shape)
    where = np.zeros(image.shape[:2], np.float32)
    if strength == "faint":
        rows, columns = np.mgrid[:height, :width]
        reach = np.hypot((columns / width - 0.5) / 0.38, (rows / height - 0.5) / 0.46)
        where[y : y + height, x : x + width] = np.clip((1.05 - reach) / 0.25, 0, 1)
    else:
        where[y : y + height, x : x + width] = 1
    changed = image.copy()
    changed[y : y + height, x : x + width] = patch
    return changed, where


EDITS: dict[str, Edit] = {"copy-move": cloned, "erase": healed, "retype": rewritten, "splice": transplanted, "face": other_face}


def send(rng: np.random.Generator, subject: Subject, mask: np.ndarray) -> Sent:
    """Through other codecs: tables of other software, 4:2:2, WebP, and Lanczos filters."""
    image = subject.image
    if rng.random() < 0.3:
        image = _through(image, "WEBP", quality=int(rng.integers(70, 98)))
    moved = subject.moved(image, np.ones(2), np.zeros(2))
    if rng.random() < 0.4:
        moved, mask = scaled(moved, mask, rng.uniform(0.55, 1.0), cv2.INTER_LANCZOS4)
    coarseness, rise = np.exp(rng.uniform(np.log(1.0), np.log(9))), rng.uniform(0.2, 0.9)
    diagonal = np.add.outer(np.arange(8), np.arange(8))
    tables = [np.clip(np.round(coarseness * factor * (1 + rise * diagonal)), 1, 255).astype(int).ravel().tolist() for factor in (1, 1.5)]
    out = io.BytesIO()
    Image.fromarray(moved.image).save(out, "JPEG", qtables=tables, subsampling=int(rng.integers(0, 3)))
    jpeg = out.getvalue()
    return Sent(jpeg, moved.moved(decode(jpeg), np.ones(2), np.zeros(2)), mask)


def viewer(rng: np.random.Generator, screen: np.ndarray, strength: str, unit: float, shade: Shade) -> None:
    """Another phone's signs, set in a real font: a clock in the middle or at the left, a battery in per cent; an app's bars with a caption, dots, and a filmstrip."""
    height, width = screen.shape[:2]
    page = Image.fromarray(screen)
    pen = ImageDraw.Draw(page)
    small = load("Lato-Bold.ttf", max(10, round(3.4 * unit)))
    where = (round(width / 2 - 4 * unit) if rng.random() < 0.4 else round(4 * unit), round(1.5 * unit))
    pen.text(where, f"{rng.integers(1, 13)}:{rng.integers(0, 60):02}", fill=shade, font=small)
    pen.text((width - round(13 * unit), round(1.5 * unit)), f"{rng.integers(8, 100)}%", fill=shade, font=small)
    pen.rounded_rectangle((width - round(5 * unit), round(2 * unit), width - round(2.5 * unit), round(4.6 * unit)), round(0.6 * unit), outline=shade, width=max(1, round(0.3 * unit)))
    for dot in range(5):
        pen.ellipse((width - round((22 - 1.5 * dot) * unit), round(2.6 * unit), width - round((21 - 1.5 * dot) * unit), round(3.6 * unit)), fill=shade)
    if strength == "plain":
        pen.text((round(width / 2 - 7 * unit), round(7 * unit)), "Today", fill=shade, font=load("Lato-Regular.ttf", max(12, round(4 * unit))))
        pen.text((width - round(9 * unit), round(7 * unit)), "Edit", fill=(60, 130, 246), font=load("Lato-Regular.ttf", max(12, round(3.6 * unit))))
        for place in range(9):
            left = round((place + 0.2) / 9 * width)
            pen.rectangle((left, height - round(14 * unit), left + round(0.6 / 9 * width), height - round(9 * unit)), fill=tuple(rng.integers(40, 220, 3).tolist()))
        for place in (0.1, 0.5, 0.9):
            centre = round(place * width)
            pen.arc((centre - round(2 * unit), height - round(7 * unit), centre + round(2 * unit), height - round(3 * unit)), 20, 320, fill=(60, 130, 246), width=max(2, round(0.4 * unit)))
    screen[:] = np.asarray(page)


def _ground_beside(rng: np.random.Generator, image: np.ndarray, box: Sequence[int]) -> np.ndarray | None:
    """Of all places as large as the box around it, one of those that are calmest."""
    x, y, width, height = box
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    found = []
    for _ in range(24):
        left, top = x + round(rng.uniform(-0.6, 0.6) * width), y + round(rng.uniform(-5, 5) * height)
        if 0 <= left <= image.shape[1] - width and 0 <= top <= image.shape[0] - height and (abs(left - x) >= width or abs(top - y) >= height):
            found.append((float(grey[top : top + height, left : left + width].std()), left, top))
    if not found:
        return None
    _, left, top = min(found)
    return image[top : top + height, left : left + width].copy()


def _feathered(where: np.ndarray, width: float) -> np.ndarray:
    if width == 0:
        return where
    soft = cv2.GaussianBlur(where, (0, 0), width)
    return np.where(soft > 0.02, soft, 0)


def _through(image: np.ndarray, codec: str, **options: int) -> np.ndarray:
    out = io.BytesIO()
    Image.fromarray(image).save(out, codec, **options)
    with Image.open(out) as again:
        return np.asarray(again.convert("RGB"))
