"""A sensor's noise, in linear light: photons arrive as a Poisson process, reading adds a Gaussian.

Variance = shot * signal + read^2 (Foi et al., "Practical Poissonian-Gaussian noise modeling", 2008), which a Gaussian stands for here.
"""

import cv2
import numpy as np

# Share of the noise that is the same in all colours of a pixel: a demosaiced pixel borrows two of its three from neighbours that it lends to.
COMMON = 0.8


def add_noise(rng: np.random.Generator, light: np.ndarray, shot: float, read: float) -> np.ndarray:
    """Linear light [h, w, 3] float32, 1 = full well, with noise. `shot` is 1 over the full well in electrons; `read` is a deviation.

    One field of random numbers serves brightness and colours, each from another place in it, far apart."""
    height, width = light.shape[:2]
    field = rng.standard_normal(height * width, dtype=np.float32)
    common = (field * np.float32(COMMON)).reshape(height, width)
    own = field * np.float32(np.sqrt(1 - COMMON**2))
    starts = rng.permutation(8)[:3] * (field.size // 9) + field.size // 11
    noise = cv2.merge([cv2.add(common, np.roll(own, start).reshape(height, width)) for start in starts])
    variance = np.maximum(light, 0) * np.float32(shot)
    variance += np.float32(read * read)
    return cv2.add(light, cv2.multiply(noise, cv2.sqrt(variance)))
