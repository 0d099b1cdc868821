"""Starts a network at the weights of one that ships, so that it learns what is new from there, and moves what it comes to back some of the way.

    begin_at(network, Path("public/models/document-colour.onnx"), inputs)
    mix(Path("public/models/document-colour.onnx"), Path("WORK/document-colour.onnx"), 0.7)
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn


def begin_at(network: nn.Module, shipped: Path, inputs: torch.Tensor) -> None:
    """Gives all convolutions and linear layers of `network`, in the order in which it uses them, the weights of an exported one. Export folds normalisation into convolutions; it is taken apart again on `inputs`."""
    layers = _in_order_of_use(network, (nn.Conv2d, nn.Linear), inputs)
    normalising = _in_order_of_use(network, (nn.BatchNorm2d,), inputs)
    weights = weights_in(shipped)
    kept = [[weights[name] for name in node.input[1:3]] for node in onnx.load(str(shipped)).graph.node if node.op_type in ("Conv", "Gemm") and node.input[1] in weights]
    if [tuple(weight.shape) for weight, _ in kept] != [tuple(layer.weight.shape) for layer in layers]:
        raise ValueError(f"{shipped} has other layers than the network that is to begin at it")
    folded = iter(normalising)
    with torch.no_grad():
        for (weight, bias), layer in zip(kept, layers):
            layer.weight.copy_(weight)
            (next(folded) if layer.bias is None else layer).bias.copy_(bias)
    take_apart(network, normalising, lambda: network(inputs))


def _in_order_of_use(network: nn.Module, kinds: tuple[type[nn.Module], ...], inputs: torch.Tensor) -> list[nn.Module]:
    used: list[nn.Module] = []
    hooks = [module.register_forward_pre_hook(lambda module, _: used.append(module)) for module in network.modules() if isinstance(module, kinds)]
    network.eval()
    with torch.no_grad():
        network(inputs)
    for hook in hooks:
        hook.remove()
    return used


def mix(shipped: Path, learnt: Path, share: float) -> str:
    """
    Gives the exported network `learnt` weights that lie between those that it began at and its own, so far on the way to these. On pictures unlike those of
    its training such a network is surer than either (Wortsman et al. 2022, arXiv:2109.01903).

    :returns: SHA-256 of the file, in hex.
    """
    begun, mixed = onnx.load(str(shipped)).graph.initializer, onnx.load(str(learnt))
    if [tuple(one.dims) for one in begun] != [tuple(one.dims) for one in mixed.graph.initializer]:
        raise ValueError(f"{shipped} has other layers than {learnt}")
    for old, new in zip(begun, mixed.graph.initializer):
        before, after = numpy_helper.to_array(old), numpy_helper.to_array(new)
        if np.issubdtype(after.dtype, np.floating):
            between = (1 - share) * before.astype(np.float32) + share * after.astype(np.float32)
            new.CopyFrom(numpy_helper.from_array(between.astype(after.dtype), new.name))
    onnx.save(mixed, str(learnt))
    return hashlib.sha256(learnt.read_bytes()).hexdigest()


def weights_in(shipped: Path) -> dict[str, torch.Tensor]:
    """By name, whatever they are stored in, and once more by the other names that the graph gives them."""
    graph = onnx.load(str(shipped)).graph
    found = {one.name.removesuffix(".half"): torch.tensor(numpy_helper.to_array(one).astype(np.float32)) for one in graph.initializer}
    return found | {node.output[0]: found[node.input[0]] for node in graph.node if node.op_type == "Identity" and node.input[0] in found}


def take_apart(network: nn.Module, normalising: Sequence[nn.BatchNorm2d], run: Callable[[], object]) -> None:
    """Moves what samples have as mean and deviation into the norms, whose biases are already the folded ones, so that the network answers as before and learns as if it had been trained on them."""
    for norm in normalising:
        nn.init.ones_(norm.weight)
        nn.init.zeros_(norm.running_mean)
        nn.init.constant_(norm.running_var, 1 - norm.eps)
    seen: dict[nn.BatchNorm2d, torch.Tensor] = {}
    hooks = [norm.register_forward_pre_hook(lambda module, inputs: seen.__setitem__(module, inputs[0])) for norm in normalising]
    network.eval()
    with torch.no_grad():
        run()
        for norm, x in seen.items():
            mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.weight.copy_(torch.sqrt(variance + norm.eps))
            norm.bias.add_(mean)
    for hook in hooks:
        hook.remove()
