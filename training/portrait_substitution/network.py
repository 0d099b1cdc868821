"""The network that tells a portrait which was put in another's place: it weighs the portrait against its surroundings."""

import numpy as np
import torch
from torch import nn

from training.layers import Convolution, Residual, residual_filters
from training.portrait_substitution.samples import CELLS
from training.portrait_substitution.views import SIDE

INNER, OUTER = (0.2, 0.26), (0.34, 0.4)
"""Half the width and height, by the view's side, of what is portrait in any document, and of what no portrait goes beyond."""


class Grain(nn.Module):
    """What is left of brightness when its neighbours have foretold it: three fixed filters (Fridrich and Kodovský 2012), cut off and learnt from."""

    CUT = 0.1
    """Of a residual, in the input's units: edges of things say nothing, the grain beside them does."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        of_luma = residual_filters()[:, None] * np.array([0.299, 0.587, 0.114]).reshape(1, 3, 1, 1)
        self.register_buffer("filters", torch.tensor(of_luma, dtype=torch.float32), persistent=False)
        self.learnt = Convolution(3, outputs, 4, kernel=5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        residual = nn.functional.conv2d(x, self.filters, padding=2)
        return self.learnt(residual.clamp(-self.CUT, self.CUT) / self.CUT)


class PortraitSubstitution(nn.Module):
    """[n, 3, 256, 256] RGB in -1..1 to [n, 1] log-odds that the portrait is the document's own and [n, 1, 16, 16] log-odds that a cell was replaced.

    The map is for training alone: it says where to look, in what else is one bit a picture."""

    WIDTHS = (32, 48, 72)

    def __init__(self) -> None:
        super().__init__()
        a, b, c = self.WIDTHS
        self.colour = nn.Sequential(nn.AvgPool2d(2), Convolution(3, 20, 2))
        self.grain = Grain(12)
        self.fine = Convolution(32, a, 2)
        self.middle = nn.Sequential(Convolution(a + 2, b, 2), Residual(b))
        self.coarse = nn.Sequential(Convolution(b, c, 2), Residual(c))
        self.map = nn.Conv2d(b, 1, 1)
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(5 * b + 2 * c, 48), nn.ReLU(inplace=True), nn.Linear(48, 1))
        y, x = np.meshgrid(*(2 * [np.linspace(-1, 1, 2 * CELLS)]), indexing="ij")
        self.register_buffer("places", torch.tensor(np.stack([np.abs(x), y])[None], dtype=torch.float32), persistent=False)
        self.register_buffer("inside", _share(lambda u, v: (u < INNER[0]) & (v < INNER[1])), persistent=False)
        self.register_buffer("outside", _share(lambda u, v: (u > OUTER[0]) | (v > OUTER[1])), persistent=False)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        fine = self.fine(torch.cat([self.colour(x), self.grain(x)], 1))
        middle = self.middle(torch.cat([fine, self.places.expand(fine.shape[0], -1, -1, -1)], 1))
        coarse = self.coarse(middle)
        inside, outside = (middle * self.inside).sum((2, 3)), (middle * self.outside).sum((2, 3))
        apart = (inside - outside).abs()
        pooled = [inside, outside, apart, middle.mean((2, 3)), middle.amax((2, 3)), coarse.mean((2, 3)), coarse.amax((2, 3))]
        return self.head(torch.cat(pooled, 1)), self.map(middle)


def _share(of: object) -> torch.Tensor:
    """[1, 1, 16, 16]: equal weights, 1 in all, of the cells whose middles lie so far from the view's middle, across and down."""
    apart = np.abs((np.arange(CELLS) + 0.5) / CELLS - 0.5)
    chosen = np.array(of(apart[None], apart[:, None]), np.float32)
    return torch.tensor(chosen / chosen.sum())[None, None]


class Answering(nn.Module):
    """What is exported: [n] log-odds that the portrait is the document's own."""

    def __init__(self, network: PortraitSubstitution) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.network(x)[0][:, 0]
