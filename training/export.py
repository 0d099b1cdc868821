"""Writes a network as ONNX, with its weights in half precision where that halves the download, and shows that it still answers alike."""

import hashlib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 17


def exported(network: torch.nn.Module, example: torch.Tensor, path: Path, input_name: str, *output_names: str) -> dict[str, int | float | str]:
    """Writes the network to `path` and says what the manifest and the card want to know of it."""
    export(network, example, path, input_name, *output_names)
    return {"parameters": sum(p.numel() for p in network.parameters())} | facts_of(path) | {"parity": parity(network, path, example)}


def facts_of(path: Path) -> dict[str, int | str]:
    """What the manifest wants to know of a file."""
    data = path.read_bytes()
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def export(network: torch.nn.Module, example: torch.Tensor, path: Path, input_name: str, *output_names: str) -> None:
    """Any number of pictures at once; weights are kept as float16 and made float32 by the runtime when it loads them."""
    network.eval()
    axes = {name: {0: "n"} for name in (input_name, *output_names)}
    torch.onnx.export(
        network, example, str(path), input_names=[input_name], output_names=list(output_names), dynamic_axes=axes, opset_version=OPSET, dynamo=False
    )
    model = onnx.load(path)
    halve_weights(model)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def halve_weights(model: onnx.ModelProto) -> None:
    """Stores each large float32 weight as float16 with a Cast behind it."""
    casts = []
    for weight in model.graph.initializer:
        if weight.data_type != TensorProto.FLOAT or np.prod(weight.dims) < 64:
            continue
        name = weight.name
        half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{name}.half")
        weight.CopyFrom(half)
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)


def parity(network: torch.nn.Module, path: Path, example: torch.Tensor) -> float:
    """Largest difference between what PyTorch and onnxruntime answer to the same input."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    with torch.no_grad():
        expected = network.eval()(example)
    answered = session.run(None, {name: example.numpy()})
    outputs = [expected] if isinstance(expected, torch.Tensor) else expected
    return max(float(np.abs(one - other.numpy()).max()) for one, other in zip(answered, outputs, strict=True))
