"""Coding as JPEG, once by the camera, and once more where a messenger scales and codes a photo anew."""

import cv2
import numpy as np

SAMPLING = {"4:2:0": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420, "4:4:4": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444}


def encode(image: np.ndarray, quality: int, sampling: str) -> bytes:
    """sRGB uint8 [h, w, 3] as JPEG. `sampling` of colour: '4:2:0' or '4:4:4'."""
    done, coded = cv2.imencode(
        ".jpg",
        cv2.cvtColor(image, cv2.COLOR_RGB2BGR),
        [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, SAMPLING[sampling]],
    )
    if not done:
        raise ValueError(f"cannot code a picture of shape {image.shape} as JPEG")
    return coded.tobytes()


def decode(jpeg: bytes) -> np.ndarray:
    """JPEG to sRGB uint8 [h, w, 3]."""
    return cv2.cvtColor(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def resend(image: np.ndarray, quality: int, sampling: str, long_side: int) -> np.ndarray:
    """The picture after it was coded, decoded and scaled to a long side, ready to be coded again."""
    again = decode(encode(image, quality, sampling))
    scale = long_side / max(again.shape[:2])
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    return cv2.resize(again, size, interpolation=cv2.INTER_AREA)
