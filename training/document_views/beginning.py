"""Starts a network at the weights of one that ships: grids of screens and of halftones are seen by the same convolutions, and fewer pictures teach the rest."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.document_views.cache import Shard
from training.document_views.fit import spectra_and_whole_of
from training.document_views.network import ViewsNetwork

HEADS = ("by_peaks.0", "by_peaks.2", "by_whole")


def begin_at(network: ViewsNetwork, shipped: Path, shards: Sequence[Shard], seed: int = 2) -> None:
    """Gives the spectra and the whole view of `network` the weights of an exported one. Export folds normalisation into convolutions; it is taken apart again on samples of `shards`, of which there
    need be none where these parts learn no more."""
    graph = onnx.load(str(shipped)).graph
    # By name, whatever they are stored in; `Telling` puts its own before those of the network.
    weights = {one.name.removesuffix(".half").removeprefix("network."): torch.tensor(numpy_helper.to_array(one).astype(np.float32)) for one in graph.initializer}
    # Those of peaks and of the whole view come first, in order; what makes colours of RGB is a constant.
    convolutions = [node.input[1:3] for node in graph.node if node.op_type == "Conv" and node.input[1] in weights]
    trunks = [module for part in (network.peaks, network.whole) for module in part.modules()]
    found = [module for module in trunks if isinstance(module, nn.Conv2d)]
    normalising = [module for module in trunks if isinstance(module, nn.BatchNorm2d)]
    if len(convolutions) < len(found):
        raise ValueError(f"{shipped} has {len(convolutions)} convolutions, fewer than {len(found)}")
    with torch.no_grad():
        for (weight, bias), convolution, norm in zip(convolutions, found, normalising):
            convolution.weight.copy_(weights[weight])
            norm.bias.copy_(weights[bias])
            norm.weight.fill_(1)
            norm.running_mean.fill_(0)
            norm.running_var.fill_(1 - norm.eps)
        for name in HEADS:
            head = network.get_submodule(name)
            head.weight.copy_(weights[f"{name}.weight"])
            head.bias.copy_(weights[f"{name}.bias"])
    if shards:
        _normalise(network, normalising, shards, seed)


def _normalise(network: ViewsNetwork, normalising: Sequence[nn.BatchNorm2d], shards: Sequence[Shard], seed: int) -> None:
    """Moves what samples have as mean and deviation into the norms, so that the network answers as before and learns as if it had been trained on them."""
    seen: dict[nn.BatchNorm2d, torch.Tensor] = {}
    hooks = [norm.register_forward_pre_hook(lambda module, inputs: seen.__setitem__(module, inputs[0])) for norm in normalising]
    rng = np.random.default_rng(seed)
    network.eval()
    with torch.no_grad():
        spectra_and_whole_of(network, [(shard, int(rng.integers(len(shard.real)))) for shard in shards for _ in range(16)])
        for norm, x in seen.items():
            mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.weight.copy_(torch.sqrt(variance + norm.eps))
            norm.bias.add_(mean)
    for hook in hooks:
        hook.remove()
