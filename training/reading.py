"""The SDK's face reading in Python: detector, mesh and the aligned crop, so that training sees what the browser sees."""

from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image

MODELS = Path(__file__).parents[1] / "public" / "models"

# The crop that the network judges: pupils level, 60 px apart, brows to chin. Kept here with a margin for augmentation.
WIDTH, HEIGHT, MARGIN = 128, 144, 16
RIGHT_PUPIL, LEFT_PUPIL = np.array([34.0, 36.0]), np.array([94.0, 36.0])

SAME_FACE = 0.3
"""Overlap from which boxes show one face."""

RIGHT_LIDS, LEFT_LIDS = [160, 158, 144, 153], [385, 387, 373, 380]
RIGHT_CORNERS, LEFT_CORNERS = [33, 133], [263, 362]


def _session(name: str) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(str(MODELS / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])


_detector = _session("face-detect-rfb320")
_mesh = _session("face-mesh-468")


def warp(picture: Image.Image, matrix: np.ndarray, width: int, height: int) -> np.ndarray:
    """The picture seen through a 2x3 transform (picture to result), smoothly resampled; uint8 [height, width, 3]."""
    forward = np.vstack([matrix, [0, 0, 1]])
    scale = np.sqrt(abs(np.linalg.det(forward[:2, :2])))
    if scale < 0.6:
        smaller = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))), Image.BOX)
        forward = forward @ np.diag([picture.width / smaller.width, picture.height / smaller.height, 1])
        picture = smaller
    back = np.linalg.inv(forward)[:2].ravel()
    return np.asarray(picture.transform((width, height), Image.AFFINE, tuple(back), Image.BILINEAR))


def main_face(picture: Image.Image, centre: bool = False) -> np.ndarray | None:
    """Left, top, right and bottom in pixels of the largest face, or of the one nearest to the centre; None without a face."""
    sure = _sure_boxes(picture)
    if len(sure) == 0:
        return None
    if centre:
        middles = (sure[:, :2] + sure[:, 2:]) / 2
        return sure[np.argmin(np.linalg.norm(middles - np.array(picture.size) / 2, axis=1))]
    return sure[np.argmax((sure[:, 2] - sure[:, 0]) * (sure[:, 3] - sure[:, 1]))]


def faces_in(picture: Image.Image) -> np.ndarray:
    """[n, 4] boxes as above, of all faces, the largest first; of boxes that overlap by much, the largest."""
    boxes = _sure_boxes(picture)
    boxes = boxes[np.argsort(-(boxes[:, 2:] - boxes[:, :2]).prod(1))]
    found: list[np.ndarray] = []
    for box in boxes:
        if all(_overlap(box, other) < SAME_FACE for other in found):
            found.append(box)
    return np.array(found).reshape(-1, 4)


def _sure_boxes(picture: Image.Image) -> np.ndarray:
    pixels = np.asarray(picture.resize((320, 240), Image.BILINEAR), np.float32)
    tensor = ((pixels - 127) / 128).transpose(2, 0, 1)[None]
    scores, boxes = _detector.run(["scores", "boxes"], {_detector.get_inputs()[0].name: tensor})
    return boxes[0][scores[0][:, 1] >= 0.65] * np.array([picture.width, picture.height] * 2)


def _overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Intersection over union."""
    shared = np.clip(np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2]), 0, None).prod()
    return float(shared / ((one[2:] - one[:2]).prod() + (other[2:] - other[:2]).prod() - shared))


def _look(picture: Image.Image, centre, side: float, angle: float) -> np.ndarray:
    scale = 192 / side
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    x, y = centre
    matrix = np.array([[cos, sin, 96 - cos * x - sin * y], [-sin, cos, 96 + sin * x - cos * y]])
    pixels = warp(picture, matrix, 192, 192).astype(np.float32) / 255
    (points,) = _mesh.run(["landmarks"], {_mesh.get_inputs()[0].name: pixels.transpose(2, 0, 1)[None]})
    u, v, depth = points.reshape(-1, 3).T
    u, v = (u - 96) / scale**2, (v - 96) / scale**2
    return np.stack([x + cos * u - sin * v, y + sin * u + cos * v, depth / scale], 1)


def landmarks(picture: Image.Image, box: np.ndarray) -> np.ndarray:
    """468 points of a face in pixels, [468, 2]."""
    return surface(picture, box)[:, :2]


def surface(picture: Image.Image, box: np.ndarray) -> np.ndarray:
    """The same points with their depth away from the camera, [468, 3]; looked at twice, as the SDK does."""
    side = 1.35 * max(box[2] - box[0], box[3] - box[1])
    first = _look(picture, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), side, 0)[:, :2]
    right, left = first[RIGHT_CORNERS].mean(0), first[LEFT_CORNERS].mean(0)
    angle = np.arctan2(left[1] - right[1], left[0] - right[0])
    cos, sin = np.cos(angle), np.sin(angle)
    along, across = cos * first[:, 0] + sin * first[:, 1], cos * first[:, 1] - sin * first[:, 0]
    u, v = (along.min() + along.max()) / 2, (across.min() + across.max()) / 2
    return _look(picture, (cos * u - sin * v, sin * u + cos * v), 1.5 * max(np.ptp(along), np.ptp(across)), angle)


def crop_matrix(points: np.ndarray, right_pupil: np.ndarray = RIGHT_PUPIL + MARGIN, left_pupil: np.ndarray = LEFT_PUPIL + MARGIN) -> np.ndarray:
    """Picture to crop, [2, 3]: the similarity that puts the eyes' corners' centres, level, where a network wants them."""
    right, left = points[RIGHT_CORNERS].mean(0), points[LEFT_CORNERS].mean(0)
    dx, dy = left - right
    span = left_pupil[0] - right_pupil[0]
    a, b = span * dx / (dx**2 + dy**2), -span * dy / (dx**2 + dy**2)
    matrix = np.array([[a, -b, 0.0], [b, a, 0.0]])
    matrix[:, 2] = right_pupil - matrix[:, :2] @ right
    return matrix


def face_crop(picture: Image.Image) -> tuple[np.ndarray, np.ndarray] | None:
    """The aligned crop with margin, and the 468 points in its pixels; None where no face is found."""
    box = main_face(picture)
    if box is None:
        return None
    points = landmarks(picture, box)
    matrix = crop_matrix(points)
    crop = warp(picture, matrix, WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN)
    return crop, (points @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
