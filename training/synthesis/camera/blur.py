"""Point spread functions: a lens out of focus (a disc) and a hand that moves (a curve). Kernels sum to 1 and keep the middle."""

import cv2
import numpy as np

# Kernels are drawn this many times finer and averaged down.
FINER = 8


def defocus_kernel(radius: float) -> np.ndarray:
    """A disc of the radius in pixels: geometric optics of a round aperture."""
    half = int(np.ceil(radius))
    side = 2 * half + 1
    fine = np.arange(side * FINER, dtype=np.float32) / FINER + 0.5 / FINER - side / 2
    disc = (fine[None] ** 2 + fine[:, None] ** 2 <= radius * radius).astype(np.float32)
    kernel = cv2.resize(disc, (side, side), interpolation=cv2.INTER_AREA)
    return kernel / kernel.sum()


def motion_kernel(length: float, angle: float, bend: float) -> np.ndarray:
    """A path of the length in pixels, in the direction of the angle in radians, whose middle is pushed aside by `bend` lengths."""
    along = np.linspace(-0.5, 0.5, 64)
    aside = bend * (0.25 - along * along) * 4
    aside -= aside.mean()
    x = length * (along * np.cos(angle) - aside * np.sin(angle))
    y = length * (along * np.sin(angle) + aside * np.cos(angle))
    half = int(np.ceil(max(np.abs(x).max(), np.abs(y).max()) + 0.5))
    side = 2 * half + 1
    path = np.stack([x + side / 2, y + side / 2], axis=-1) * FINER
    fine = np.zeros((side * FINER, side * FINER), np.uint8)
    cv2.polylines(fine, [np.round((path - 0.5) * 16).astype(np.int32)], False, 255, FINER, cv2.LINE_AA, shift=4)
    kernel = cv2.resize(fine.astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    return kernel / kernel.sum()


def spread(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The picture under a kernel. Wide kernels go through a picture of half or a quarter of the size, where nothing is lost under them."""
    step = 1
    while kernel.shape[0] / step > 15 and step < 4:
        step *= 2
    if step == 1:
        return cv2.filter2D(image, -1, kernel, borderType=cv2.BORDER_REPLICATE)
    height, width = image.shape[:2]
    small = cv2.resize(image, (-(-width // step), -(-height // step)), interpolation=cv2.INTER_AREA)
    side = int(np.ceil(kernel.shape[0] / step)) // 2 * 2 + 3
    padded = np.zeros((side * step, side * step), np.float32)
    start = (side * step - kernel.shape[0]) // 2
    padded[start : start + kernel.shape[0], start : start + kernel.shape[1]] = kernel
    coarse = cv2.resize(padded, (side, side), interpolation=cv2.INTER_AREA)
    out = cv2.filter2D(small, -1, coarse / coarse.sum(), borderType=cv2.BORDER_REPLICATE)
    return cv2.resize(out, (width, height), interpolation=cv2.INTER_LINEAR)
