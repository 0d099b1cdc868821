"""What the network finds in photos, in one line."""

from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from training.document_corners.locate import Maps, locate
from training.document_corners.metrics import corner_errors, iou

FOUND = 0.5
"""Score from which a candidate counts as a document, as in the SDK."""


def maps_by_file(exported: Path):
    """What an exported network says of [256, 256, 3] uint8: [2, 64, 64]."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(exported), options, providers=["CPUExecutionProvider"])
    return lambda image: session.run(["maps"], {"image": (image.astype(np.float32).transpose(2, 0, 1)[None] - 127.5) / 127.5})[0][0]


def evaluate(maps_of: Maps, photos, read) -> dict[str, float]:
    """:param photos: (path, [4, 2] corners or None where no document is shown) each."""
    ious, errors, scores = [], [], []
    for path, truth in photos:
        found = locate(read(path), maps_of)
        scores.append(found[0].score if found else 0.0)
        if truth is None:
            continue
        ious.append(iou(found[0].corners, truth) if found else 0.0)
        if found:
            errors.append(corner_errors(found[0].corners, truth))
    result = {"photos": len(scores), "found": float(np.mean(np.array(scores) >= FOUND))}
    if ious:
        result |= {
            "meanIou": float(np.mean(ious)),
            "above90": float(np.mean(np.array(ious) > 0.9)),
            "p95CornerError": float(np.percentile(np.concatenate(errors), 95)),
        }
    return result


def read_rgb(path) -> np.ndarray:
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
