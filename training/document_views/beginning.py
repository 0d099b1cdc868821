"""Starts a network at the weights of one that ships: grids of screens and of halftones are seen by the same convolutions, and fewer pictures teach the rest."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from training.beginning import take_apart, weights_in
from training.document_views.cache import Shard
from training.document_views.fit import spectra_and_whole_of
from training.document_views.network import ViewsNetwork

HEADS = ("by_peaks.0", "by_peaks.2", "by_whole")


def begin_at(network: ViewsNetwork, shipped: Path, shards: Sequence[Shard], seed: int = 2) -> None:
    """Gives the spectra and the whole view of `network` the weights of an exported one. Export folds normalisation into convolutions; it is taken apart again on samples of `shards`, of which there
    need be none where these parts learn no more."""
    kept = weights_in(shipped)
    # Those of peaks and of the whole view come first, in order; what makes colours of RGB is a constant.
    convolutions = [node.input[1:3] for node in onnx.load(str(shipped)).graph.node if node.op_type == "Conv" and node.input[1] in kept]
    trunks = [module for part in (network.peaks, network.whole) for module in part.modules()]
    found = [module for module in trunks if isinstance(module, nn.Conv2d)]
    normalising = [module for module in trunks if isinstance(module, nn.BatchNorm2d)]
    if len(convolutions) < len(found):
        raise ValueError(f"{shipped} has {len(convolutions)} convolutions, fewer than {len(found)}")
    # `Telling` puts its own name before those of the network.
    prefix = "" if f"{HEADS[0]}.weight" in kept else "network."
    with torch.no_grad():
        for (weight, bias), convolution, norm in zip(convolutions, found, normalising):
            convolution.weight.copy_(kept[weight])
            norm.bias.copy_(kept[bias])
        for name in HEADS:
            head = network.get_submodule(name)
            head.weight.copy_(kept[f"{prefix}{name}.weight"])
            head.bias.copy_(kept[f"{prefix}{name}.bias"])
    rng = np.random.default_rng(seed)
    samples = [(shard, int(rng.integers(len(shard.real)))) for shard in shards for _ in range(16)]
    take_apart(network, normalising, lambda: samples and spectra_and_whole_of(network, samples))
