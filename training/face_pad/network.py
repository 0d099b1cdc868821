"""The network: two trunks of plain convolutions, one for what is shown and one for how its surface looks, and a score fused from both."""

import torch
from torch import nn

from training.face_pad.views import PATCHES, SCALES, SIDE, VIEWS
from training.layers import Convolution, Residual


def trunk(widths: tuple[int, ...], first_stride: int) -> nn.Sequential:
    """Each width halves the size, the first by its own stride, and from the third on a residual pair follows."""
    layers: list[nn.Module] = [Convolution(3, widths[0], first_stride)]
    for number, (inputs, outputs) in enumerate(zip(widths, widths[1:]), 1):
        layers.append(Convolution(inputs, outputs, 2))
        if number >= 2:
            layers.append(Residual(outputs))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())


class FacePad(nn.Module):
    """[4 n, 3, 128, 128] RGB in -1..1, the views of each of n faces one after the other (`views.py`), to [n] log-odds of bona fide.

    Patches go through a trunk that looks at every pixel before it shrinks: a screen's grid is gone after one step of two.
    `each` gives [n, 5]: the fused score, and one of each view alone, so that training holds every view to know something by itself.
    """

    SCENE = (16, 32, 64, 96, 144)
    SURFACE = (12, 24, 40, 64, 96)

    def __init__(self) -> None:
        super().__init__()
        self.scene, self.surface = trunk(self.SCENE, 2), trunk(self.SURFACE, 1)
        scene, surface = self.SCENE[-1], self.SURFACE[-1]
        # Which scale a view has matters: the same trunk looks at both.
        self.scale = nn.Parameter(torch.zeros(len(SCALES), scene))
        self.scene_alone, self.surface_alone = nn.Linear(scene, 1), nn.Linear(surface, 1)
        self.drop = nn.Dropout(0.3)
        self.fused = nn.Sequential(nn.Linear(len(SCALES) * scene + 2 * surface, 64), nn.ReLU(inplace=True), nn.Linear(64, 1))

    def each(self, x: torch.Tensor) -> torch.Tensor:
        views = x.reshape(-1, VIEWS, 3, SIDE, SIDE)
        scene = self.scene(views[:, : len(SCALES)].reshape(-1, 3, SIDE, SIDE)).reshape(-1, len(SCALES), self.SCENE[-1])
        surface = self.surface(views[:, len(SCALES) :].reshape(-1, 3, SIDE, SIDE)).reshape(-1, len(PATCHES), self.SURFACE[-1])
        scene = scene + self.scale
        # Either patch may show what the other does not, and which is which does not matter.
        both = torch.cat([scene.flatten(1), surface.mean(1), surface.amax(1)], 1)
        return torch.cat([self.fused(self.drop(both)), self.scene_alone(scene)[..., 0], self.surface_alone(surface)[..., 0]], 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.each(x)[:, 0]
