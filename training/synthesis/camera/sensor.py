"""A sensor's noise, in linear light: photons arrive as a Poisson process, reading adds a Gaussian.

Variance = shot * signal + read^2 (Foi et al., "Practical Poissonian-Gaussian noise modeling", 2008), which a Gaussian stands for here.
A demosaiced pixel borrows from its neighbours: brightness is drawn for each pixel, colour at half of the resolution.
"""

import cv2
import numpy as np


def add_noise(rng: np.random.Generator, light: np.ndarray, shot: float, read: float) -> np.ndarray:
    """Linear light [h, w, 3] float32, 1 = full well, with noise. `shot` is 1 over the full well in electrons; `read` is a deviation."""
    height, width = light.shape[:2]
    half = ((height + 1) // 2, (width + 1) // 2)
    brightness = rng.standard_normal((height, width), dtype=np.float32)
    colour = rng.standard_normal((*half, 3), dtype=np.float32) * np.float32(0.6)
    noise = cv2.resize(colour, (width, height), interpolation=cv2.INTER_LINEAR)
    noise += brightness[..., None]
    deviation = cv2.sqrt(np.maximum(light, 0) * np.float32(shot) + np.float32(read * read))
    return cv2.add(light, cv2.multiply(noise, deviation))
