"""Whose face fits into whose: alike in shape, turn and skin, so that a swap is not seen at once."""

import numpy as np

from training.deepfake.align import SPAN, face_matrix
from training.deepfake.mesh_parts import ABOUT_NOSE, LIPS, OVAL
from training.deepfake.pack import Face, Pack

LOOKED_AT = OVAL[::3] + ABOUT_NOSE[::3] + LIPS[::5] + [159, 386, 105, 334]
CANDIDATES = 64
SKIN = 0.12
"""Hundredths of the pupils' distance that a grey level of difference counts as."""


def shapes_of(points: np.ndarray) -> np.ndarray:
    """[n, k] from meshes [n, 468, 2]: some points of each aligned face, in hundredths of the distance between the pupils."""
    matrices = [face_matrix(one) for one in points]
    aligned = [one[LOOKED_AT] @ matrix[:, :2].T + matrix[:, 2] for one, matrix in zip(points, matrices)]
    return np.array(aligned, np.float32).reshape(len(points), -1) * (100 / SPAN)


class Partners:
    """Finds a donor in a pack for any face."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._shapes = shapes_of(pack.points)

    def donor(self, face: Face, name: str, rng: np.random.Generator, among: int = CANDIDATES) -> Face:
        """The most alike `among` a chance choice of so many; never the picture of this `name` itself, unless there is no other."""
        some = rng.integers(len(self._pack), size=among)
        others = some[self._pack.names[some] != name]
        some = others if len(others) else some
        apart = np.sqrt(((self._shapes[some] - shapes_of(face.points[None])) ** 2).mean(1))
        paler = np.linalg.norm(self._pack.skins[some] - face.skin(), axis=1)
        return self._pack[some[np.argmin(apart + SKIN * paler)]]
