"""How surfaces look in the camera's own pixels: one part of a network for two, that of screens and that of faces (`surface_fit.py`)."""

from pathlib import Path

import onnx
import torch
from torch import nn

from training.beginning import weights_in
from training.document_views.beginning import begin_at
from training.document_views.network import ViewsNetwork


def surface_of(shipped: Path) -> ViewsNetwork:
    """The network for screens as it ships."""
    network, kept = ViewsNetwork(), weights_in(shipped)
    begin_at(network, shipped, [])
    convolutions = [node.input[1:3] for node in onnx.load(str(shipped)).graph.node if node.op_type == "Conv" and node.input[1] in kept]
    own, norms = ([module for module in network.texture.trunk.modules() if isinstance(module, kind)] for kind in (nn.Conv2d, nn.BatchNorm2d))
    with torch.no_grad():
        # This part runs last. Export has folded its norms into the convolutions, and training leaves their means alone.
        for (weight, bias), convolution, norm in zip(convolutions[-len(own) :], own, norms, strict=True):
            convolution.weight.copy_(kept[weight])
            nn.init.zeros_(norm.running_mean)
            nn.init.constant_(norm.running_var, 1 - norm.eps)
            nn.init.ones_(norm.weight)
            norm.bias.copy_(kept[bias])
        for name, weight in network.by_texture.named_parameters():
            weight.copy_(kept[f"network.by_texture.{name}"])
    return network


class Surface(nn.Module):
    """[n, p, 3, 128, 128] RGB in -1..1, p patches of each of n faces in the picture's own pixels, to [n] log-odds of bona fide."""

    def __init__(self, network: ViewsNetwork) -> None:
        super().__init__()
        self.texture, self.by_texture = network.texture, network.by_texture

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        each = self.texture(patches)
        return self.by_texture(torch.cat([each.mean(1), each.amax(1)], 1))[:, 0]
