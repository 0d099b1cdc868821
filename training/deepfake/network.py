"""The network that tells altered and generated faces from photos."""

import numpy as np
import torch
from torch import nn

from training.layers import Convolution, residual_filters
from training.trunk import MEAN, SPREAD, STAGES, Trunk


class HighPass(nn.Module):
    """What is left of each colour when its neighbours have foretold it: three fixed filters (Fridrich and Kodovský 2012), cut off and learnt from."""

    CUT = 0.1
    """Of a residual, in the input's units: edges of things say nothing, the grain beside them does."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        # Green, and how red and blue differ from it: demosaicing ties the three together, blending does not.
        mix = np.array([[0, 1, 0], [1, -1, 0], [0, -1, 1]]).reshape(3, 3, 1, 1)
        filters = np.tile(residual_filters()[:, None], (3, 1, 1, 1)) / self.CUT
        self.register_buffer("mix", torch.tensor(mix, dtype=torch.float32), persistent=False)
        self.register_buffer("filters", torch.tensor(filters, dtype=torch.float32), persistent=False)
        self.learnt = Convolution(9, outputs, 4, kernel=5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        planes = nn.functional.conv2d(x, self.mix)
        return self.learnt(nn.functional.conv2d(planes, self.filters, padding=2, groups=3).clamp(-1, 1))


class Spectrum(nn.Module):
    """Square roots of the amplitudes of the cosine transform (DCT-II) of overlapping 8 x 8 blocks of brightness, every 4 pixels."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        place = (np.arange(8) + 0.5) * np.pi / 8
        basis = np.cos(np.arange(8)[:, None] * place) * np.where(np.arange(8) == 0, np.sqrt(1 / 8), 0.5)[:, None]
        # All but the mean.
        blocks = np.einsum("uy,vx->uvyx", basis, basis).reshape(64, 1, 8, 8)[1:]
        luma = np.array([0.299, 0.587, 0.114]).reshape(1, 3, 1, 1)
        self.register_buffer("luma", torch.tensor(luma, dtype=torch.float32), persistent=False)
        self.register_buffer("blocks", torch.tensor(blocks, dtype=torch.float32), persistent=False)
        self.learnt = Convolution(63, outputs, kernel=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        amplitudes = nn.functional.conv2d(nn.functional.conv2d(x, self.luma), self.blocks, stride=4, padding=2).abs()
        # The root's slope has no end at 0.
        return self.learnt(torch.sqrt(amplitudes + 1e-4))


def as_imagenet(x: torch.Tensor) -> torch.Tensor:
    """RGB in -1..1 as the trunk takes it."""
    return x * ((255 / 2) / SPREAD) + (255 / 2 - MEAN) / SPREAD


def pooled(x: torch.Tensor) -> torch.Tensor:
    """[n, 2 channels]. A small part betrays itself at its edge: what is strongest anywhere counts beside the mean."""
    return torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1)


class Part(nn.Module):
    """[n, 3, h, w] RGB in -1..1 to [n, 1] log-odds that the face is bona fide and [n, 1, rows, columns] log-odds that a cell was replaced.

    What ImageNet has taught to see (`training/trunk.py`), and beside it the grain and the spectrum, which it has not. The map is for training
    alone: it says where to look, in what else is one bit a picture.

    :param coarser: from the 48 channels of grain and spectrum, at a quarter of the view's size, to `GRAIN` at that of the trunk.
    :param joined: from what both see to `channels`.
    """

    GRAIN = 64

    def __init__(self, trunk: Trunk, coarser: nn.Module, joined: nn.Module, channels: int, dropout: float) -> None:
        super().__init__()
        self.trunk = trunk
        self.grain = HighPass(24)
        self.spectrum = Spectrum(24)
        self.coarser = coarser
        self.joined = joined
        self.map = nn.Conv2d(channels, 1, 1)
        self.head = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * channels, 1))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        fine = self.fine(x)
        joined = self.joined(torch.cat([self.trunk(as_imagenet(x)), fine], 1))
        return self.head(pooled(joined)), self.map(joined)

    def fine(self, x: torch.Tensor) -> torch.Tensor:
        """What the trunk does not see."""
        return self.coarser(torch.cat([self.grain(x), self.spectrum(x)], 1))


class AlignedNetwork(Part):
    """Of the aligned face, [n, 3, 192, 192], with a map of 12 x 12 cells."""

    FROZEN = 3
    """Blocks of the trunk that stay as they are: edges and colours, and half of what a step costs."""
    JOINED = 192

    def __init__(self) -> None:
        trunk = Trunk(5, self.FROZEN)
        coarser = nn.Sequential(Convolution(48, 48, 2), Convolution(48, self.GRAIN, 2))
        super().__init__(trunk, coarser, Convolution(trunk.channels + self.GRAIN, self.JOINED, kernel=1), self.JOINED, 0.4)


class NativeNetwork(Part):
    """Of a window of the picture, [n, 3, 192, 192], with a map of 24 x 24 cells. What a generator's last layers leave is a few pixels large: as far as the map nothing is made smaller than by 8. What it is found on, eyes and teeth and hair, is seen by two stages more, at 12 x 12."""

    FROZEN = 2
    FINE = 3
    """Stages of the trunk as far as the map."""
    JOINED = 96
    DEEP = 192

    def __init__(self) -> None:
        trunk = Trunk(5, self.FROZEN)
        joined = nn.Sequential(Convolution(STAGES[self.FINE - 1][0] + self.GRAIN, self.JOINED, kernel=1), Convolution(self.JOINED, self.JOINED))
        super().__init__(trunk, Convolution(48, self.GRAIN, 2), joined, self.JOINED, 0.3)
        self.deep = Convolution(trunk.channels + self.JOINED, self.DEEP, kernel=1)
        self.deep_head = nn.Sequential(nn.Dropout(0.4), nn.Linear(2 * self.DEEP, 1))
        # It begins as if there were none.
        nn.init.zeros_(self.deep_head[1].weight)
        nn.init.zeros_(self.deep_head[1].bias)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        seen = self.trunk.through(self.FINE, self.trunk.begin(as_imagenet(x)))
        joined = self.joined(torch.cat([seen, self.fine(x)], 1))
        deep = self.deep(torch.cat([self.trunk.beyond(self.FINE, seen), nn.functional.avg_pool2d(joined, 2)], 1))
        return self.head(pooled(joined)) + self.deep_head(pooled(deep)), self.map(joined)


class Fused(nn.Module):
    """What is exported: [2 n, 3, 192, 192], of each face both views in turn, to [n, 1] log-odds that it is bona fide."""

    def __init__(self, aligned: AlignedNetwork, native: NativeNetwork, weights: tuple[float, float]) -> None:
        super().__init__()
        self.aligned, self.native = aligned, native
        self.weights = weights

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.weights[0] * self.aligned(x[0::2])[0] + self.weights[1] * self.native(x[1::2])[0]
