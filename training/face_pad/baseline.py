"""The network that npm ships, `pad-m-1`, as a part of ours: it was trained on pictures that we have not, and errs on others."""

import json
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnx2torch import convert
from torch import nn

MODELS = Path(__file__).parents[2] / "public" / "models"
ENTRY = next(entry for entry in json.loads((MODELS / "manifest.json").read_text())["models"] if entry.get("name") == "pad-m-1")
TRUNK = "746"
"""The value in its graph after which come a fold to two axes, two products and, between these, a normalisation."""
FIRST, LAST = "783", "784"
"""The matrices of the two products."""


class Baseline(nn.Module):
    """[n, 3, 128, 128] RGB in -1..1 to [n] log-odds of bona fide. Its weights stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        model = onnx.load(MODELS / ENTRY["file"])
        weights = {one.name: torch.tensor(numpy_helper.to_array(one).copy()) for one in model.graph.initializer}
        nodes = list(model.graph.node)
        (normalisation,) = (node for node in nodes if node.op_type == "BatchNormalization")
        (epsilon,) = (attribute.f for attribute in normalisation.attribute if attribute.name == "epsilon")
        scale, shift, mean, variance = (weights[name] for name in normalisation.input[1:])
        gain = scale / torch.sqrt(variance + epsilon)
        # Two products with a normalisation between them are one product and a sum.
        self.register_buffer("product", weights[FIRST] @ (gain[:, None] * weights[LAST]))
        self.register_buffer("sum", (shift - mean * gain) @ weights[LAST])
        end = next(i for i, node in enumerate(nodes) if TRUNK in node.output) + 1
        model.graph.ClearField("node")
        model.graph.node.extend(nodes[:end])
        model.graph.ClearField("output")
        model.graph.output.append(helper.make_tensor_value_info(TRUNK, TensorProto.FLOAT, None))
        self.trunk = convert(model)
        self.requires_grad_(False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        # It takes bytes, blue first.
        logits = self.trunk(x.flip(1) * 127.5 + 127.5).flatten(1) @ self.product + self.sum
        return logits[:, 0] - torch.logsumexp(logits[:, 1:], 1)

    def train(self, mode: bool = True) -> "Baseline":
        return super().train(False)
