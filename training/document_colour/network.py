"""The network that tells print in colour from a grey copy in coloured light."""

import torch
from torch import nn

SIDE = 112
DARK = 0.01
"""Light that is added: in the dark, colour is noise."""
COARSE, AROUND = 7, 7
"""Nearby is what lies in a square of so many squares of so many pixels: nearly half of the side."""
CHROMA = 4.0
"""Colours differ less than light and shadow do."""


def _convolution(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


def without_light(x: torch.Tensor) -> torch.Tensor:
    """
    [n, 3, 112, 112] RGB in -1..1 to as many planes of what a lamp of any colour leaves as it is: by how much red, blue and the mean are above
    green, and above themselves nearby, as logarithms of light.
    """
    light = torch.log(((x + 1) / 2).clamp(0, 1) ** 2.2 + DARK)
    green = light[:, 1:2]
    planes = torch.cat([light[:, 0:1] - green, light[:, 2:3] - green, light.mean(1, keepdim=True)], 1)
    coarse = nn.functional.avg_pool2d(planes, COARSE)
    around = nn.functional.avg_pool2d(coarse, AROUND, 1, AROUND // 2, count_include_pad=False)
    nearby = nn.functional.interpolate(around, scale_factor=COARSE, mode="bilinear", align_corners=False)
    return (planes - nearby) * torch.tensor([CHROMA, CHROMA, 1.0]).view(1, 3, 1, 1)


class DocumentColour(nn.Module):
    """[n, 3, 112, 112] RGB in -1..1, the document stretched to a square, to [n, 1] log-odds that it is printed in colour."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _convolution(3, 16, 1), _convolution(16, 16, 2), _convolution(16, 24, 1), _convolution(24, 32, 2), _convolution(32, 48, 2), _convolution(48, 48, 2)
        )
        # Print in colour shows all over a document, or in one emblem: hence the mean and the most.
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(96, 32), nn.ReLU(inplace=True), nn.Linear(32, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        features = self.features(without_light(x))
        return self.head(torch.cat([features.mean((2, 3)), features.amax((2, 3))], 1))
