"""Pages of print: lines of made-up words, cut from one strip and set in columns, with headlines and pictures."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from training.synthesis.drawing.fonts import load
from training.synthesis.scene.noise import fractal, hue, ramp

FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansCondensed.ttf", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf", "DejaVuSansMono.ttf")
LETTERS = "eeeeeeaaaaaooooiiiitttnnnssshhrrlldcumfpgwybvkxjqz"


def words(rng: np.random.Generator, count: int) -> str:
    """Words that mean nothing, of 1 to 11 letters, some with a capital, some numbers."""
    lengths = np.clip(rng.poisson(4.5, count), 1, 11)
    letters = rng.integers(0, len(LETTERS), int(lengths.sum()))
    out, at = [], 0
    for length in lengths:
        word = "".join(LETTERS[k] for k in letters[at : at + length])
        at += length
        chance = rng.random()
        out.append(word.capitalize() if chance < 0.12 else str(rng.integers(1, 3000)) if chance < 0.16 else word + "," if chance < 0.24 else word)
    return " ".join(out)


def strip(rng: np.random.Generator, size: int, width: int, face: str) -> np.ndarray:
    """[1.3 size, width] uint8, ink on 0: one line of words, `size` pixels high."""
    font = load(face, size)
    image = Image.new("L", (width, round(size * 1.3)))
    ImageDraw.Draw(image).text((0, 0), words(rng, max(4, int(width / size / 2.2))), font=font, fill=255)
    return np.asarray(image)


def line_bank(rng: np.random.Generator, size: float, width: int) -> np.ndarray:
    """[h, w] uint8, ink on 0: one long line in one face, that lines up to `width` pixels are cut from. Letters have at least 6 pixels."""
    face = FONTS[rng.integers(len(FONTS))]
    return np.concatenate([strip(rng, max(6, round(size)), max(width, 64) * 2, face) for _ in range(3)], axis=1)


def text_block(rng: np.random.Generator, shape: tuple[int, int], size: float, bank: np.ndarray | None = None) -> np.ndarray:
    """[h, w] uint8, ink on 0: a justified block, its letters `size` pixels high, its lines cut from a bank drawn for that size or from an own one.

    Letters below 6 pixels are drawn at 6 and scaled down."""
    finer = max(1.0, 6 / size)
    height, width = round(shape[0] * finer), round(shape[1] * finer)
    bank = line_bank(rng, size, width) if bank is None else bank
    out = np.zeros((height, width), np.uint8)
    step = max(bank.shape[0], round(max(6.0, size) * 1.35))
    y = 0
    while y + bank.shape[0] <= height:
        start = rng.integers(0, bank.shape[1] - width)
        length = width if rng.random() < 0.82 else rng.integers(width // 4, width + 1)
        out[y : y + bank.shape[0], :length] = bank[:, start : start + length]
        y += step
        if length < width and rng.random() < 0.4:
            y += step // 2
    return out if finer == 1 else cv2.resize(out, (shape[1], shape[0]), interpolation=cv2.INTER_AREA)


def picture(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """[h, w, 3] uint8: something that looks like a photo from afar: sky and ground, blobs, figures."""
    height, width = shape
    grey = rng.random() < 0.4
    stops = np.stack([hue(rng, (0, 0 if grey else 0.8), (0.05, 1)) for _ in range(4)])
    image = ramp(fractal(rng, (height, width), (2, 2), 5, 0.55) * 1.6 - 0.3, stops)
    for _ in range(rng.integers(1, 5)):
        tone = tuple(int(c) for c in hue(rng, (0, 0 if grey else 0.7), (0.05, 0.95)))
        at = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        axes = (max(1, int(rng.uniform(0.05, 0.3) * width)), max(1, int(rng.uniform(0.05, 0.4) * height)))
        cv2.ellipse(image, at, axes, rng.uniform(0, 180), 0, 360, tone, -1, cv2.LINE_AA)
    return image


def page(
    rng: np.random.Generator, shape: tuple[int, int], per_mm: float, columns_mm: float, margin_mm: float, pictures: float
) -> np.ndarray:
    """[h, w, 3] uint8: a printed page on paper, white to yellowed. `pictures`: the share of blocks that are pictures or coloured boxes."""
    height, width = shape
    paper = np.array([1, rng.uniform(0.95, 1), rng.uniform(0.82, 1)]) * rng.uniform(195, 252)
    ink = np.array([1, 1, 1.1]) * rng.uniform(10, 70)
    image = np.empty((height, width, 3), np.uint8)
    image[:] = paper.astype(np.uint8)
    margin = max(1, int(margin_mm * per_mm))
    column = max(8, int(columns_mm * per_mm))
    size = max(3.0, rng.uniform(2.0, 3.2) * per_mm)
    bank = line_bank(rng, size, round(column * max(1.0, 6 / size)))
    x = margin
    while x + column / 2 < width:
        wide = min(column, width - x)
        y = margin
        while y < height - margin:
            high = int(rng.uniform(20, 120) * per_mm)
            high = min(max(4, min(high, height - margin - y)), height - y)
            where = np.s_[y : y + high, x : x + wide]
            chance = rng.random()
            if chance < pictures:
                image[where] = picture(rng, (high, wide))
            elif chance < pictures + 0.1:
                heading = text_block(rng, (high := min(high, int(size * 4)), wide), size * rng.uniform(1.8, 3))
                image[y : y + high, x : x + wide] = inked(image[y : y + high, x : x + wide], heading, ink)
            else:
                if chance < pictures + 0.16:
                    image[where] = hue(rng, (0.1, 0.7), (0.6, 1)).astype(np.uint8)
                image[where] = inked(image[where], text_block(rng, (high, wide), size, bank), ink)
            y += high + int(rng.uniform(2, 6) * per_mm)
        x += column + max(2, int(4 * per_mm))
    return image


def inked(paper: np.ndarray, ink: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Paper [h, w, 3] uint8 printed with ink [h, w] uint8 of a colour [3]."""
    weight = cv2.merge([ink] * 3)
    tone = np.empty_like(paper)
    tone[:] = colour.astype(np.uint8)
    return cv2.add(cv2.multiply(tone, weight, scale=1 / 255), cv2.multiply(paper, cv2.bitwise_not(weight), scale=1 / 255))
