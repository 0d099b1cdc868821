"""How printers make tones of dots: screens whose dots grow, masks of noise, and errors that are handed on. Each takes what share of the paper an ink is to cover, [h, w, n] float32 of n inks, and returns the same shape,
0 where there is none of it and 1 where it is."""

from collections.abc import Callable

import cv2
import numpy as np

TILE = 128
"""Pixels along a side of a mask of noise, which is repeated."""


def clustered(rng: np.random.Generator, share: np.ndarray, period: float) -> np.ndarray:
    """Dots, `period` pixels apart, that grow: round, pointed or long, each ink's at its own angle and almost its own period."""
    rows, columns, inks = share.shape
    y, x = np.mgrid[:rows, :columns].astype(np.float32)
    long, pointed, edge = rng.uniform(0.35, 1), rng.uniform(0.5, 1.6), rng.uniform(2, 5)
    start, apart = rng.uniform(0, np.pi / 2), rng.uniform(np.pi / 12, np.pi / 5)
    out = np.empty_like(share)
    for ink in range(inks):
        angle, wide = start + ink * apart, period * np.exp(rng.normal(0, 0.05))
        c, s = np.float32(2 * np.pi / wide * np.cos(angle)), np.float32(2 * np.pi / wide * np.sin(angle))
        u, v = (np.cos(place + np.float32(rng.uniform(0, 2 * np.pi))) for place in (c * x + s * y, c * y - s * x))
        level = np.sign(u) * np.abs(u) ** np.float32(pointed) + np.float32(long) * np.sign(v) * np.abs(v) ** np.float32(pointed)
        # Any tone is to cover as much paper as it says, whatever the shape of the dots.
        levels = np.quantile(level[::7, ::5], np.linspace(0, 1, 65))
        level = np.interp(level, levels, np.linspace(0, 1, 65)).astype(np.float32)
        out[..., ink] = np.clip((share[..., ink] - level) * np.float32(edge) + np.float32(0.5), 0, 1)
    return out


def masked(rng: np.random.Generator, share: np.ndarray, cell: float) -> np.ndarray:
    """A mask of thresholds without an order, in steps of `cell` pixels: single dots far from each other, or clumps of them."""
    rows, columns, inks = share.shape
    mask = noise_mask(rng, float(rng.uniform(0.15, 0.45)), float(rng.uniform(0.3, 1.0)))
    tiled = np.tile(mask, (-(-rows // TILE), -(-columns // TILE)))[:rows, :columns]
    level = np.stack([np.roll(tiled, tuple(rng.integers(0, TILE, 2)), (0, 1)) for _ in range(inks)], -1)
    return _in_cells(share, cell, lambda small: (small > level[: small.shape[0], : small.shape[1]]).astype(np.float32))


def noise_mask(rng: np.random.Generator, low: float, high: float) -> np.ndarray:
    """[TILE, TILE] float32, each threshold between 0 and 1 as often as any other, that may be repeated without a seam. Of frequencies, in cycles a pixel, few under `low` and above `high`."""
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(TILE), np.fft.rfftfreq(TILE), indexing="ij"))
    kept = (1 - np.exp(-((frequency / low) ** 4))) * np.exp(-((frequency / high) ** 4))
    mask = rng.random((TILE, TILE))
    for _ in range(6):
        field = np.fft.irfft2(np.fft.rfft2(mask - 0.5) * kept, mask.shape)
        mask = ((np.argsort(np.argsort(field, None)) + 0.5) / field.size).reshape(mask.shape)
    return mask.astype(np.float32)


def diffused(rng: np.random.Generator, share: np.ndarray, cell: float) -> np.ndarray:
    """Error diffusion (Floyd and Steinberg 1976) in steps of `cell` pixels, its shares and its threshold off by chance."""
    shares = rng.dirichlet(rng.uniform(8, 60) * np.array([7, 3, 5, 1]) / 16)
    noise = rng.uniform(0, 0.35)
    return _in_cells(share, cell, lambda small: _diffused(rng, small, shares.astype(np.float32), noise))


def _diffused(rng: np.random.Generator, share: np.ndarray, shares: np.ndarray, noise: float) -> np.ndarray:
    rows, columns, inks = share.shape
    ahead, behind, below, beyond = shares
    # Each row lags two pixels behind the one above, so that all rows are worked on at once: what a pixel waits for is done by then.
    row, column = np.arange(rows)[:, None], np.arange(columns)
    waiting = np.zeros((columns + 2 * rows + 3, rows, inks), np.float32)
    inside = np.zeros((len(waiting), rows, 1), bool)
    waiting[column + 2 * row, row], inside[column + 2 * row, row] = share, True
    dots = np.zeros_like(waiting, bool)
    threshold = 0.5 + noise * (rng.random(waiting.shape, np.float32) - 0.5)
    for step in range(len(waiting) - 3):
        dots[step] = (waiting[step] > threshold[step]) & inside[step]
        error = (waiting[step] - dots[step]) * inside[step]
        waiting[step + 1] += ahead * error
        waiting[step + 1, 1:] += behind * error[:-1]
        waiting[step + 2, 1:] += below * error[:-1]
        waiting[step + 3, 1:] += beyond * error[:-1]
    return dots[column + 2 * row, row].astype(np.float32)


def _in_cells(share: np.ndarray, cell: float, halftone: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Halftones in steps of `cell` pixels, or of one where they would be smaller."""
    if cell <= 1:
        return halftone(share)
    rows, columns = share.shape[:2]
    cells = max(1, round(columns / cell)), max(1, round(rows / cell))
    return _resized(halftone(_resized(share, cells, cv2.INTER_AREA)), (columns, rows), cv2.INTER_LINEAR)


def _resized(planes: np.ndarray, size: tuple[int, int], way: int) -> np.ndarray:
    return np.stack([cv2.resize(np.ascontiguousarray(planes[..., k]), size, interpolation=way) for k in range(planes.shape[-1])], -1)
