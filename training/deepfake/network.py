"""The network that tells altered and generated faces from photos."""

import numpy as np
import torch
from torch import nn

from training.layers import Convolution, Residual, residual_filters


class HighPass(nn.Module):
    """What is left of each colour when its neighbours have foretold it: three fixed filters (Fridrich and Kodovský 2012), cut off and learnt from."""

    CUT = 0.1
    """Of a residual, in the input's units: edges of things say nothing, the grain beside them does."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        # Green, and how red and blue differ from it: demosaicing ties the three together, blending does not.
        mix = np.array([[0, 1, 0], [1, -1, 0], [0, -1, 1]])
        filters = np.einsum("rc,fyx->rfcyx", mix, residual_filters()).reshape(9, 3, 5, 5) / self.CUT
        self.register_buffer("filters", torch.tensor(filters, dtype=torch.float32), persistent=False)
        self.learnt = Convolution(9, outputs, 4, kernel=7)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.learnt(nn.functional.conv2d(x, self.filters, padding=2).clamp(-1, 1))


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


class DeepfakeNetwork(nn.Module):
    """[n, 3, 192, 192] RGB in -1..1 to [n, 1] log-odds that the face is bona fide and [n, 1, 12, 12] log-odds that a cell was replaced.

    The map is for training alone: it says where to look, in what else is one bit a picture.
    """

    WIDTHS = (32, 48, 96, 128)

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = self.WIDTHS
        # Every way in is four times coarser than the picture at once: what comes before costs most of the time, and learns least.
        self.colour = Convolution(3, 24, 4, kernel=7)
        self.grain = HighPass(24)
        self.spectrum = Spectrum(24)
        self.fine = nn.Sequential(Convolution(72, a, kernel=1), Convolution(a, b, 2), Residual(b), Residual(b))
        self.middle = nn.Sequential(Convolution(b, c, 2), Residual(c), Residual(c))
        self.coarse = Convolution(c, d, 2)
        self.map = nn.Conv2d(c, 1, 1)
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(2 * (c + d), 1))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.cat([self.colour(x), self.grain(x), self.spectrum(x)], 1)
        middle = self.middle(self.fine(x))
        coarse = self.coarse(middle)
        # A small part betrays itself at its edge: what is strongest anywhere counts beside the mean.
        pooled = torch.cat([part for x in (middle, coarse) for part in (x.mean((2, 3)), x.amax((2, 3)))], 1)
        return self.head(pooled), self.map(middle)


class Answering(nn.Module):
    """What is exported: [n, 1] log-odds that the face is bona fide, the mean over the face and its mirror image."""

    def __init__(self, network: DeepfakeNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (self.network(x)[0] + self.network(x.flip(3))[0]) / 2
