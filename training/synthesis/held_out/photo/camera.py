"""The camera of held-out photos: stronger lenses, another blur, banding and row noise, filmic tone curves, JPEG tables of its own."""

import io
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from training.synthesis.camera.frame import Frame
from training.synthesis.camera.lens import Lens
from training.synthesis.settings import PhotoSettings

# ISO/IEC 10918-1 annex K's tables are what the training camera's codec scales. These rise with frequency along other curves.
_DIAGONAL = np.add.outer(np.arange(8), np.arange(8))


@dataclass(frozen=True)
class HeldOutCamera:
    """`haze`: deviation of a Gaussian blur, in pixels. `shake`: two blurs by a box, in pixels along x and along y of a turned picture, or none.
    `bands`: depth and period in rows of a mains-frequency flicker. `rows`: deviation of each row's offset. `noise`: shot and read noise, linear.
    `white`: the brightness that the tone curve brings to white. `gamma`: of the curve. `local`: strength of local contrast.
    `coarseness`, `rise`: of the quantisation tables, whose entries are coarseness (1 + rise * diagonal)."""

    frame: Frame
    haze: float
    shake: float
    exposure: float
    bands: tuple[float, float]
    rows: float
    noise: tuple[float, float]
    white: float
    gamma: float
    tint: tuple[float, float, float]
    local: float
    coarseness: float
    rise: float
    subsampling: int

    def take(self, rng: np.random.Generator, light: np.ndarray) -> bytes:
        """Linear light [h, w, 3] float32 as a JPEG."""
        height, width = light.shape[:2]
        small = cv2.resize(light, (48, 48), interpolation=cv2.INTER_AREA).max(axis=2)
        # Metered on the brighter half.
        light = light * np.float32(self.exposure / max(float(np.percentile(small, 75)), 1e-6))
        if self.haze > 0:
            light = cv2.GaussianBlur(light, (0, 0), self.haze)
        if self.shake >= 1:
            kernel = np.eye(2 * int(self.shake / 2) + 1, dtype=np.float32)[:: rng.choice([-1, 1])]
            light = cv2.filter2D(light, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT_101)
        row = np.arange(height, dtype=np.float32)
        depth, period = self.bands
        flicker = 1 + np.float32(depth) * np.sin(row * np.float32(2 * np.pi / period) + np.float32(rng.uniform(0, 6.28)))
        light = light * (flicker[:, None] * np.array(self.tint, np.float32)[None])[:, None, :]
        shot, read = self.noise
        light += rng.standard_normal(light.shape, dtype=np.float32) * np.sqrt(np.maximum(light, 0) * np.float32(shot) + np.float32(read * read))
        light += rng.normal(0, self.rows, height).astype(np.float32)[:, None, None]
        index = np.clip(light * np.float32(1023 / self.white), 0, 1023).astype(np.uint16)
        return self._code(self._contrast(self._curve()[index]))

    def _curve(self) -> np.ndarray:
        """[1024] uint8: Reinhard's curve with a white point ("Photographic tone reproduction", 2002), then a power."""
        x = np.linspace(0, self.white, 1024)
        y = x * (1 + x / self.white**2) / (1 + x)
        return np.clip(255 * (y / y[-1]) ** (1 / self.gamma) + 0.5, 0, 255).astype(np.uint8)

    def _contrast(self, image: np.ndarray) -> np.ndarray:
        """Contrast-limited adaptive histogram equalisation of the brightness, mixed in."""
        if self.local == 0:
            return image
        lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
        even = cv2.createCLAHE(2.0, (6, 6)).apply(np.ascontiguousarray(lab[..., 0]))
        lab[..., 0] = cv2.addWeighted(lab[..., 0], 1 - self.local, even, self.local, 0)
        return cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)

    def _code(self, image: np.ndarray) -> bytes:
        out = io.BytesIO()
        tables = [
            np.clip(np.round(self.coarseness * factor * (1 + self.rise * _DIAGONAL)), 1, 255).astype(int).ravel().tolist() for factor in (1, 1.6)
        ]
        Image.fromarray(image).save(out, "JPEG", qtables=tables, subsampling=self.subsampling)
        return out.getvalue()

    def facts(self) -> dict[str, object]:
        """What a label may want to know. Blurs in pixels of the frame."""
        return {
            "defocus": round(self.haze, 2),
            "motion": round(self.shake, 2),
            "exposure": round(self.exposure, 3),
            "noise": round(self.noise[0], 5),
            "coarseness": round(self.coarseness, 2),
            "distortion": (round(self.frame.lens.k1, 4), round(self.frame.lens.k2, 4)),
        }


def draw_camera(rng: np.random.Generator, settings: PhotoSettings) -> HeldOutCamera:
    """A camera of 4:3, 5:4 or 18:9, from a wide to a moderate lens, barrel or pincushion."""
    long_side = settings.long_side
    short_side = round(long_side / rng.choice([4 / 3, 5 / 4, 2.0], p=[0.6, 0.2, 0.2]))
    width, height = (short_side, long_side) if rng.random() < settings.portrait_frame else (long_side, short_side)
    unit = long_side / 1280
    low, high = settings.fov
    fov = rng.uniform(low - 10, high + 12)
    strength = rng.choice([rng.uniform(0.03, 0.09), rng.uniform(-0.1, -0.03)]) if rng.random() < settings.distortion else 0.0
    lens = Lens(width, height, k1=float(strength), k2=float(-strength * rng.uniform(0, 0.4)))
    chance = rng.random()
    exposure = rng.uniform(0.35, 1.1)
    if chance < settings.dark:
        exposure = rng.uniform(0.03, 0.12)
    elif chance < settings.dark + settings.bright:
        exposure = rng.uniform(1.5, 3)
    blurred, shaken = rng.random() < settings.defocus, rng.random() < settings.motion
    shot = np.exp(rng.uniform(np.log(2e-3), np.log(6e-3))) if rng.random() < settings.noisy else np.exp(rng.uniform(np.log(5e-5), np.log(8e-4)))
    return HeldOutCamera(
        frame=Frame(width, height, float(long_side / 2 / np.tan(np.radians(fov) / 2)), lens, rng.uniform(0, 0.5)),
        haze=float(0.6 * unit * rng.uniform(*settings.defocus_radius)) if blurred else float(rng.choice([0.0, rng.uniform(0.3, 0.7) * unit])),
        shake=float(unit * rng.uniform(*settings.motion_length)) if shaken else 0.0,
        exposure=float(exposure),
        bands=(float(rng.uniform(0.02, 0.1)) if rng.random() < 0.25 else 0.0, float(rng.uniform(0.1, 0.6) * height)),
        rows=float(rng.uniform(0, 0.006)) if rng.random() < 0.4 else 0.0,
        noise=(float(shot), float(np.sqrt(shot) * rng.uniform(0.02, 0.2))),
        white=float(rng.uniform(1.2, 4)),
        gamma=float(rng.uniform(1.7, 2.6)),
        tint=tuple(float(v) for v in np.exp(rng.normal(0, 0.05, 3))),
        local=float(rng.uniform(0.2, 0.7)) if rng.random() < 0.3 else 0.0,
        coarseness=float(np.exp(rng.uniform(np.log(1.0), np.log(14)))),
        rise=float(rng.uniform(0.15, 0.9)),
        subsampling=int(rng.choice([0, 1, 2], p=[0.3, 0.3, 0.4])),
    )
