"""The network: two trunks that begin at ImageNet's weights, one for what is shown and one for how its surface looks, and a score fused from both."""

import torch
from torch import nn

from training.face_pad.views import SCALES, VIEWS
from training.trunk import MEAN, SPREAD, Trunk

FROZEN = 3
"""Blocks of the trunks."""
LOOKED_FOR = 128
"""Features of a view."""


class Looks(nn.Module):
    """What is looked for in the maps of a trunk: [n, channels, h, w] to [n, LOOKED_FOR], wherever it is."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(channels, LOOKED_FOR, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.mix(x)).mean((2, 3))


class FacePad(nn.Module):
    """[3 n, 3, 128, 128] RGB in -1..1, the views of each of n faces one after the other (`views.py`), to [n] log-odds of bona fide.

    Either scale has looks of its own behind the same trunk. The patch goes through a shallower one: a screen's grid needs no deep view. The first
    blocks stay as ImageNet left them, so that both trunks share them.
    `each` gives [n, 4]: the fused score, and one of each view alone, so that training holds every view to know something by itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scene, self.surface = Trunk(5, FROZEN), Trunk(3, FROZEN)
        self.scales = nn.ModuleList(Looks(self.scene.channels) for _ in SCALES)
        self.patch = Looks(self.surface.channels)
        self.scales_alone = nn.ModuleList(nn.Linear(LOOKED_FOR, 1) for _ in SCALES)
        self.patch_alone = nn.Linear(LOOKED_FOR, 1)
        self.drop = nn.Dropout(0.3)
        self.fused = nn.Sequential(nn.Linear(VIEWS * LOOKED_FOR, 64), nn.ReLU(inplace=True), nn.Linear(64, 1))

    def each(self, x: torch.Tensor) -> torch.Tensor:
        begun = self.scene.begin((x * 127.5 + (127.5 - MEAN)) / SPREAD)
        views = begun.reshape(-1, VIEWS, *begun.shape[1:])
        scales = [look(self.scene.finish(views[:, i])) for i, look in enumerate(self.scales)]
        looks = [*scales, self.patch(self.surface.finish(views[:, -1]))]
        alone = [head(look) for head, look in zip([*self.scales_alone, self.patch_alone], looks)]
        return torch.cat([self.fused(self.drop(torch.cat(looks, 1))), *alone], 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.each(x)[:, 0]
