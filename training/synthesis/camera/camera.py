"""One phone and one shot: everything between the light of the scene and the developed picture."""

from dataclasses import dataclass

import cv2
import numpy as np

from training.synthesis.camera.blur import defocus_kernel, motion_kernel, spread
from training.synthesis.camera.frame import Frame
from training.synthesis.camera.isp import BT_709, Isp
from training.synthesis.camera.jpeg import encode, resend
from training.synthesis.camera.lens import Lens
from training.synthesis.camera.mosaic import Demosaic, through_mosaic
from training.synthesis.camera.sensor import add_noise
from training.synthesis.settings import PhotoSettings

# Long side to short side of the sensors' formats, and how often each comes.
ASPECTS = ((4 / 3, 0.5), (16 / 9, 0.3), (3 / 2, 0.1), (1.0, 0.1))


@dataclass(frozen=True)
class Camera:
    """Lengths in pixels. `exposure`: the mean brightness that it is metered to, linear, 1 = white;
    `ceiling`: the brightness that its brightest parts may come to.
    `resent`: the long side that a messenger scales to. `mosaic`: the sensor's colour filter array and how it is interpolated, where
    what is photographed is fine enough to show it."""

    frame: Frame
    defocus: float
    motion: tuple[float, float, float] | None
    soft: float
    exposure: float
    ceiling: float
    shot: float
    read: float
    isp: Isp
    quality: int
    sampling: str
    resent: int | None
    resent_quality: int
    mosaic: tuple[str, Demosaic] | None = None

    def take(self, rng: np.random.Generator, light: np.ndarray) -> bytes:
        """The light of the scene [height, width, 3] float32, any scale, already bent by the lens, as a JPEG."""
        image = self._expose(rng, light)
        if self.resent is None:
            return encode(image, self.quality, self.sampling)
        return encode(resend(image, self.quality, self.sampling, self.resent), self.resent_quality, "4:2:0")

    def _expose(self, rng: np.random.Generator, light: np.ndarray) -> np.ndarray:
        # Metered on a small picture: the mean, unless bright parts as large as a document would be lost.
        small = cv2.resize(light, (64, 64), interpolation=cv2.INTER_AREA) @ BT_709
        gain = self.exposure / max(float(small.mean()), 1e-6)
        gain = min(gain, self.ceiling / max(float(np.percentile(small, 97)), 1e-6))
        light = light * np.float32(gain)
        if self.defocus >= 0.5:
            light = spread(light, defocus_kernel(self.defocus))
        elif self.soft > 0:
            light = cv2.GaussianBlur(light, (0, 0), self.soft)
        if self.motion is not None:
            light = spread(light, motion_kernel(*self.motion))
        light = add_noise(rng, light, self.shot, self.read)
        return self.isp.develop(light if self.mosaic is None else through_mosaic(light, *self.mosaic))

    def facts(self) -> dict[str, object]:
        """What a label may want to know. Blurs in pixels of the frame."""
        return {
            "defocus": round(self.defocus, 2),
            "motion": round(self.motion[0], 2) if self.motion else 0.0,
            "exposure": round(self.exposure, 3),
            "noise": round(self.shot, 5),
            "quality": self.quality,
            "resent_quality": self.resent_quality if self.resent is not None else None,
            "sampling": self.sampling,
            "distortion": (round(self.frame.lens.k1, 4), round(self.frame.lens.k2, 4)),
        }


def draw_camera(rng: np.random.Generator, settings: PhotoSettings) -> Camera:
    """A phone and its state, drawn from the settings."""
    resent = settings.long_side if rng.random() < settings.resent else None
    long_side = settings.long_side if resent is None else round(settings.long_side / rng.uniform(0.6, 0.95))
    aspects, weights = zip(*ASPECTS)
    short_side = round(long_side / aspects[rng.choice(len(aspects), p=weights)])
    width, height = (short_side, long_side) if rng.random() < settings.portrait_frame else (long_side, short_side)
    unit = long_side / 1280
    focal = float(long_side / 2 / np.tan(np.radians(rng.uniform(*settings.fov)) / 2))
    bent = rng.random() < settings.distortion
    lens = Lens(
        width,
        height,
        k1=rng.normal(0, 0.025) if bent else 0.0,
        k2=rng.normal(0, 0.008) if bent else 0.0,
        lateral=rng.uniform(-0.0009, 0.0009) if bent and rng.random() < 0.35 else 0.0,
    )
    defocus = rng.uniform(*settings.defocus_radius) * unit if rng.random() < settings.defocus else 0.0
    motion = None
    if rng.random() < settings.motion:
        motion = (rng.uniform(*settings.motion_length) * unit, rng.uniform(0, np.pi), rng.normal(0, 0.12))
    return Camera(
        frame=Frame(width, height, focal, lens, vignette=rng.uniform(0, 0.35)),
        defocus=defocus,
        motion=motion,
        soft=rng.choice([0.0, rng.uniform(0.4, 0.9) * unit], p=[0.5, 0.5]),
        **_exposure(rng, settings),
        **_noise(rng, settings),
        isp=_isp(rng),
        **_coding(rng, settings, resent),
    )


def _exposure(rng: np.random.Generator, settings: PhotoSettings) -> dict[str, float]:
    chance = rng.random()
    if chance < settings.dark:
        return {"exposure": float(rng.uniform(0.01, 0.06)), "ceiling": 1.0}
    if chance < settings.dark + settings.bright:
        return {"exposure": float(rng.uniform(0.55, 1.1)), "ceiling": float(rng.uniform(1.3, 3))}
    return {"exposure": float(np.exp(rng.normal(np.log(0.24), 0.35))), "ceiling": float(rng.uniform(0.45, 1.0))}


def _noise(rng: np.random.Generator, settings: PhotoSettings) -> dict[str, float]:
    strong = rng.random() < settings.noisy
    shot = np.exp(rng.uniform(np.log(1.5e-3), np.log(1e-2))) if strong else np.exp(rng.uniform(np.log(3e-5), np.log(1.2e-3)))
    return {"shot": float(shot), "read": float(np.sqrt(shot) * rng.uniform(0.01, 0.12))}


def _isp(rng: np.random.Generator) -> Isp:
    warm, green = np.exp(rng.normal(0, 0.07)), np.exp(rng.normal(0, 0.025))
    return Isp(
        gains=(float(warm), float(green), float(1 / warm)),
        saturation=rng.uniform(0.8, 1.35),
        contrast=rng.uniform(-0.2, 0.6),
        lift=rng.uniform(0, 0.5),
        denoise=rng.choice([0.0, rng.uniform(0.1, 1)], p=[0.5, 0.5]),
        sharpen=rng.choice([0.0, rng.uniform(0.2, 1.2)], p=[0.4, 0.6]),
        halo=rng.uniform(0.7, 1.8),
    )


def _coding(rng: np.random.Generator, settings: PhotoSettings, resent: int | None) -> dict[str, object]:
    low, high = settings.quality
    # The larger of two draws: most photos are of good quality.
    return {
        "quality": int(max(rng.integers(low, high + 1, 2))),
        "sampling": "4:2:0" if rng.random() < 0.7 else "4:4:4",
        "resent": resent,
        "resent_quality": int(np.clip(rng.integers(55, 90), low, high)),
    }
