"""Scores whole pictures as the SDK does: detector, mesh, both views, network."""

from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from training.deepfake.align import face_matrix, look
from training.deepfake.native import native_look
from training.reading import landmarks, main_face


class Judge:
    def __init__(self, network: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])

    def score(self, picture: Image.Image) -> float | None:
        """Log-odds that the largest face is bona fide; None without a face."""
        box = main_face(picture)
        if box is None:
            return None
        image = np.asarray(picture)
        return float(self.scores(np.stack([look(image, face_matrix(landmarks(picture, box))), native_look(image, box)])[None])[0])

    def scores(self, views: np.ndarray) -> np.ndarray:
        """[n] of faces, [n, 2, 192, 192, 3] uint8, aligned and native."""
        inputs = (views.reshape(-1, *views.shape[2:]).transpose(0, 3, 1, 2).astype(np.float32) - 127.5) / 127.5
        return self._session.run(["output"], {"views": inputs})[0][:, 0]
