"""The network that finds documents: where one is, and where corners of documents lie."""

import torch
from torch import nn

from training.layers import Convolution, Residual

INPUT = 256
CELLS = 64
"""Cells of the maps on a side; a cell stands for 4 x 4 pixels of the input."""
CHANNELS = 2
"""Document, and corner of one, whichever: which way it stands is seen better once it is rectified."""


class DocumentCorners(nn.Module):
    """[n, 3, 256, 256] RGB in -1..1, grey 0 where there is no picture, to the log-odds of [n, 2, 64, 64] maps.

    Plain convolutions: they run faster than separable ones, in training and in the browser, for what they learn.
    """

    WIDTHS = (24, 40, 64, 96)
    NECK = 40
    HEAD = 24
    """Narrower: at 64 x 64 cells it costs most."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = self.WIDTHS
        neck = self.NECK
        self.stem = nn.Sequential(Convolution(3, 12, 2), Convolution(12, a, 2))
        self.stages = nn.ModuleList(
            [
                Residual(a),
                nn.Sequential(Convolution(a, b, 2), Residual(b), Residual(b)),
                nn.Sequential(Convolution(b, c, 2), Residual(c), Residual(c)),
                nn.Sequential(Convolution(c, d, 2), Residual(d), Residual(d)),
            ]
        )
        # What the whole picture is about: which of two rectangles is a document, and which way it stands.
        self.context = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(d, d, 1), nn.ReLU(inplace=True))
        self.laterals = nn.ModuleList([nn.Conv2d(width, neck, 1) for width in self.WIDTHS])
        self.merges = nn.ModuleList([Convolution(neck, self.HEAD), Convolution(neck, neck), Convolution(neck, neck)])
        self.head = nn.Sequential(Convolution(self.HEAD, self.HEAD), nn.Conv2d(self.HEAD, CHANNELS, 1))
        nn.init.constant_(self.head[-1].bias, -3.0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stem(x)
        levels = []
        for stage in self.stages:
            x = stage(x)
            levels.append(x)
        x = self.laterals[3](levels[3] + self.context(levels[3]))
        for level in (2, 1, 0):
            x = nn.functional.interpolate(x, scale_factor=2, mode="nearest")
            x = self.merges[level](x + self.laterals[level](levels[level]))
        return self.head(x)
