"""What `pad-r-1` is: the network that it was before, as it shipped; beside it, how surfaces look; and less of both, the sharper the face is.

Whatever a network thinks bona fide, it thinks so of sharp pictures more than of others, attacks alike: one threshold for all cameras then lets attacks through that good cameras saw.
What bona fide faces score for being sharper than usual is therefore taken off. Nothing is given to those that are less sharp, or blur would help an attack even more.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, compose, helper, numpy_helper
from scipy.optimize import minimize
from torch import nn

from training.canvas import crop
from training.export import OPSET, halve_weights
from training.face_pad.evaluate import Answers, Face, Judge, Scored, scored
from training.face_pad.surface import Surface
from training.face_pad.trust import MOST
from training.face_pad.views import LARGEST_FACE, SIDE, all_views_of, patch

FACE_VIEW = 1
SECOND_PATCH = (0.66, 0.30)
"""Its middle in the square of the face's longer side: brow and temple. The first is a cheek, as of the other networks."""
PATCH_VIEWS = (2, 3)
JOINED_VIEWS = 5
USUAL_SHARPNESS = 5.3
"""Of bona fide faces of the data sets for calibration, on average, as `Sharpness` tells it."""
PARTS = ("earlier", "surface", "sharpness")
LUMA = (0.299, 0.587, 0.114)


def joined_views_of(picture: np.ndarray, face: np.ndarray) -> np.ndarray:
    """[5, 128, 128, 3] of a picture [h, w, 3]: surroundings, face, two patches, and the stretched surroundings."""
    height, width = picture.shape[:2]
    side = float((face[2:] - face[:2]).max())
    at = (face[:2] + face[2:]) / 2 + (np.array(SECOND_PATCH) - 0.5) * side
    second = crop(picture, patch(at, SIDE * max(1.0, side / LARGEST_FACE), width, height), SIDE)
    return np.insert(all_views_of(picture, face), PATCH_VIEWS[1], second, 0)


class Sharpness(nn.Module):
    """[n, 3, 128, 128] RGB in -1..1 to [n]: the logarithm of the variance of brightness's Laplacian, in grey levels (Pech-Pacheco et al. 2000)."""

    def __init__(self) -> None:
        super().__init__()
        laplacian = torch.tensor([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]])
        self.register_buffer("filters", 127.5 * torch.tensor(LUMA).reshape(1, 3, 1, 1) * laplacian, persistent=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        edges = nn.functional.conv2d(x, self.filters).flatten(1)
        return torch.log((edges - edges.mean(1, keepdim=True)).square().mean(1) + 1)


class Beside(nn.Module):
    """[5 n, 3, 128, 128] to the same, for the earlier network, and [n, 2]: log-odds of the surface, and how much sharper the face is than usual."""

    def __init__(self, surface: Surface) -> None:
        super().__init__()
        self.surface, self.sharpness = surface, Sharpness()

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        views = x.reshape(-1, JOINED_VIEWS, 3, SIDE, SIDE)
        return x, torch.stack([self.surface(views[:, PATCH_VIEWS]), torch.relu(self.sharpness(views[:, FACE_VIEW]) - USUAL_SHARPNESS)], 1)


def parts_together(earlier: Path, surface: Surface, path: Path) -> onnx.ModelProto:
    """A graph from `views` to `parts` [n, 3]: what the earlier network, the surface and the sharpness say. `path`: where it may write what is exported on the way."""
    names = ["earlier_views", "beside"]
    axes = {name: {0: "n"} for name in ("views", *names)}
    example = torch.rand(2 * JOINED_VIEWS, 3, SIDE, SIDE) * 2 - 1
    torch.onnx.export(Beside(surface).eval(), (example,), str(path), input_names=["views"], output_names=names, dynamic_axes=axes, opset_version=OPSET, dynamo=False)
    new = onnx.load(path)
    halve_weights(new)
    before = compose.add_prefix(onnx.load(earlier), "earlier/")
    before.ir_version = new.ir_version
    whole = compose.merge_models(new, before, [("earlier_views", "earlier/views")], outputs=["beside", "earlier/score"])
    whole.graph.initializer.append(numpy_helper.from_array(np.array([-1, 1]), "column"))
    whole.graph.node.append(helper.make_node("Reshape", ["earlier/score", "column"], ["earlier"]))
    whole.graph.node.append(helper.make_node("Concat", ["earlier", "beside"], ["parts"], axis=1))
    return _with_output(whole, "parts", ["n", 3])


def summed(parts: onnx.ModelProto, weights: np.ndarray) -> onnx.ModelProto:
    """The same graph to `score` [n]: `parts` times `weights` [3]."""
    whole = onnx.ModelProto()
    whole.CopyFrom(parts)
    whole.graph.initializer.append(numpy_helper.from_array(weights.astype(np.float32), "weights"))
    whole.graph.node.append(helper.make_node("MatMul", ["parts", "weights"], ["score"]))
    return _with_output(whole, "score", ["n"])


def _with_output(model: onnx.ModelProto, name: str, shape: Sequence[str | int]) -> onnx.ModelProto:
    del model.graph.output[:]
    model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    onnx.checker.check_model(model)
    return model


def ask_parts(parts: onnx.ModelProto, context_slope: float, faces: Sequence[Face]) -> Answers:
    """What each part says, by PARTS; the earlier network's corrected for missing surroundings, as the SDK does it."""
    judge = Judge(parts.SerializeToString(), np.array([context_slope, 0, 0]), joined_views_of)
    each = np.concatenate([judge.scores([face.read()]) for face in faces]).T
    return {name: scored(scores, faces) for name, scores in zip(PARTS, each)}


def weighed(parts: Answers, weights: np.ndarray) -> Scored:
    """The sum, as `summed` answers it."""
    one = parts[PARTS[0]]
    return Scored(weights @ np.stack([parts[name].scores for name in PARTS]), one.attacks, one.sources)


def weigh(parts: Answers, unseen: str, bona_fide_of: Sequence[str]) -> np.ndarray:
    """
    [3], what each part is multiplied with.

    :param parts: by name, of faces of data sets none of whose people was trained on.
    :param unseen: the data set of attacks of a kind that no part has seen, by which the first two are trusted.
    :param bona_fide_of: data sets by whose bona fide faces it is told how much of the sum is owed to sharpness.
    """
    told = {name: scored.of(unseen) for name, scored in parts.items()}
    earlier, surface = trusted(told["earlier"], told["surface"])
    genuine = np.isin(parts["earlier"].sources, bona_fide_of) & (parts["earlier"].attacks == "none")
    sums = earlier * parts["earlier"].scores + surface * parts["surface"].scores
    return np.array([earlier, surface, -for_sharpness(sums[genuine], parts["sharpness"].scores[genuine], parts["earlier"].sources[genuine])])


def trusted(earlier: Scored, surface: Scored) -> tuple[float, float]:
    """What these are multiplied with so that their sum is likeliest right; both labels count alike."""
    answers, bona_fide = np.stack([earlier.scores, surface.scores], 1), earlier.attacks == "none"
    sign = np.where(bona_fide, 1.0, -1.0)
    each = np.where(bona_fide, 0.5 / bona_fide.sum(), 0.5 / (~bona_fide).sum())

    def surprise(values: np.ndarray) -> float:
        return float((each * np.logaddexp(0, -sign * (answers @ values[:2] + values[2]))).sum())

    of_earlier, of_surface, _ = minimize(surprise, [0.5, 0.5, 0], bounds=[(0, MOST), (0, MOST), (None, None)]).x
    return float(of_earlier), float(of_surface)


def for_sharpness(sums: np.ndarray, sharpness: np.ndarray, sources: np.ndarray) -> float:
    """What bona fide faces score more for each unit of sharpness, by least squares, each data set counting alike."""
    counts = {source: np.sum(sources == source) for source in set(sources)}
    each = np.array([1 / counts[source] for source in sources])
    spread = sharpness - np.average(sharpness, weights=each)
    return float((each * spread * sums).sum() / (each * spread * spread).sum())
