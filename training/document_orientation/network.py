"""The network that says which way a rectified document stands, and whether it is one."""

import torch
from torch import nn

SIDE = 112
NO_DOCUMENT = 4
"""Of the five answers the one after the four corners."""


def _convolution(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class DocumentOrientation(nn.Module):
    """[n, 3, 112, 112] RGB in -1..1, the document stretched to a square, to [n, 5] log-odds: which corner is its own top left, or that it is no document.

    Corners count clockwise from the top left of what is given.
    """

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _convolution(3, 16, 2), _convolution(16, 32, 2), _convolution(32, 32, 1), _convolution(32, 64, 2), _convolution(64, 64, 1), _convolution(64, 96, 2)
        )
        # Where the portrait, the header and the machine readable zone lie matters, so that places are kept, not averaged.
        self.places = nn.Sequential(nn.Conv2d(96, 24, 1), nn.ReLU(inplace=True), nn.Flatten(), nn.Dropout(0.3), nn.Linear(24 * 49, 48), nn.ReLU(inplace=True), nn.Linear(48, 5))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.places(self.features(x))
