"""What a phone's image signal processor does: white balance, saturation, tone curve, noise reduction, sharpening."""

from dataclasses import dataclass

import cv2
import numpy as np

# The tone curve is a table over this many steps of linear light, and it clips at 1.
STEPS = 4096
BT_709 = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True)
class Isp:
    """`gains`: white balance, R, G, B. `saturation`: 1 keeps. `contrast`: strength of an S curve, 0 is plain sRGB.
    `lift`: how far the shadows are raised. `denoise`: 0 to 1, blurs colour. `sharpen`: strength of an unsharp mask, `halo` its deviation in pixels."""

    gains: tuple[float, float, float] = (1.0, 1.0, 1.0)
    saturation: float = 1.0
    contrast: float = 0.0
    lift: float = 0.0
    denoise: float = 0.0
    sharpen: float = 0.0
    halo: float = 1.0

    def develop(self, light: np.ndarray) -> np.ndarray:
        """Linear light [h, w, 3] float32, 1 = white, to sRGB uint8."""
        mix = (self.saturation * np.eye(3) + (1 - self.saturation) * BT_709[None]) @ np.diag(self.gains)
        if np.any(np.abs(mix - np.eye(3)) > 1e-6):
            light = cv2.transform(light, mix.astype(np.float32))
        index = np.clip(light * np.float32(STEPS - 1), 0, STEPS - 1).astype(np.uint16)
        image = self.tone_curve()[index]
        if self.denoise > 0:
            image = quieten_colour(image, 1 + 3 * self.denoise)
        if self.sharpen > 0:
            soft = cv2.GaussianBlur(image, (0, 0), self.halo)
            image = cv2.addWeighted(image, 1 + self.sharpen, soft, -self.sharpen, 0)
        return image

    def tone_curve(self) -> np.ndarray:
        """[STEPS] uint8: sRGB's transfer (IEC 61966-2-1), shadows lifted, and a sine S curve on top."""
        x = np.linspace(0, 1, STEPS)
        y = np.where(x <= 0.0031308, 12.92 * x, 1.055 * np.maximum(x, 1e-9) ** (1 / 2.4) - 0.055)
        y = y + self.lift * y * (1 - y) ** 2
        y = y - self.contrast * np.sin(2 * np.pi * y) / (2 * np.pi)
        return np.clip(np.round(255 * y), 0, 255).astype(np.uint8)


def quieten_colour(image: np.ndarray, deviation: float) -> np.ndarray:
    """Noise reduction that phones apply to colour alone: Cr and Cb are blurred at half of the size."""
    height, width = image.shape[:2]
    y, cr, cb = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb))
    planes = [y]
    for plane in (cr, cb):
        small = cv2.resize(plane, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), deviation / 2)
        planes.append(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))
    return cv2.cvtColor(cv2.merge(planes), cv2.COLOR_YCrCb2RGB)
