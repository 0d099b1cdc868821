"""The network that tells a portrait which was put in another's place: it weighs the portrait against its surroundings."""

from collections.abc import Callable

import numpy as np
import torch
from torch import nn

from training.layers import Convolution, Residual, residual_filters
from training.portrait_substitution.views import CELLS, SIDE
from training.trunk import MEAN, SPREAD, Trunk

INNER, OUTER = (0.2, 0.26), (0.34, 0.4)
"""Half the width and height, by the view's side, of what is portrait in any document, and of what no portrait goes beyond."""


def as_input(views: np.ndarray) -> torch.Tensor:
    """[n, h, w, 3] uint8 to [n, 3, h, w], about -1..1."""
    return torch.from_numpy(np.array(views)).permute(0, 3, 1, 2).float().sub_(MEAN).div_(SPREAD)


class Grain(nn.Module):
    """What is left of brightness when its neighbours have foretold it: three fixed filters (Fridrich and Kodovský 2012), cut off and learnt from.

    Gives [n, 32, 48, 48] and [n, 64, 12, 12] that are learnt, and [n, 3, 12, 12]: how strong the residuals are, as logarithms."""

    CUT = 0.1
    """Of a residual, in the input's units: edges of things say nothing, the grain beside them does."""

    def __init__(self) -> None:
        super().__init__()
        of_luma = residual_filters()[:, None] * np.array([0.299, 0.587, 0.114]).reshape(1, 3, 1, 1)
        self.register_buffer("filters", torch.tensor(of_luma, dtype=torch.float32), persistent=False)
        self.fine = nn.Sequential(Convolution(3, 16, 4, kernel=5), Convolution(16, 32, 2), Residual(32))
        self.coarse = nn.Sequential(Convolution(32, 48, 2), Convolution(48, 64, 2))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        residual = nn.functional.conv2d(x, self.filters, padding=2).clamp(-self.CUT, self.CUT) / self.CUT
        fine = self.fine(residual)
        strength = nn.functional.avg_pool2d(residual.abs(), SIDE // CELLS)
        return fine, self.coarse(fine), (strength + 0.01).log()


class PortraitSubstitution(nn.Module):
    """[n, 3, 384, 384] of `as_input` to [n, 1] log-odds that the portrait is the document's own and [n, 1, 12, 12] log-odds that a cell was replaced.

    What the trunk makes of the view at half its size and the grain of all of it are joined. The map says where to look, in what else is
    one bit a picture; what is answered rests on the first alone."""

    WIDTH = 96

    def __init__(self) -> None:
        super().__init__()
        self.trunk = Trunk(4, frozen=3)
        self.grain = Grain()
        self.joined = nn.Sequential(Convolution(self.trunk.channels + 64 + 3 + 2, self.WIDTH, kernel=1), Residual(self.WIDTH))
        self.map = nn.Conv2d(self.WIDTH, 1, 1)
        self.head = nn.Sequential(nn.Dropout(0.3), nn.Linear(4 * self.WIDTH + 3 * 32 + 3 * 3, 64), nn.ReLU(inplace=True), nn.Linear(64, 1))
        y, x = np.meshgrid(*(2 * [np.linspace(-1, 1, CELLS)]), indexing="ij")
        self.register_buffer("places", torch.tensor(np.stack([np.abs(x), y])[None], dtype=torch.float32), persistent=False)
        for name, cells in (("", CELLS), ("_fine", 4 * CELLS)):
            self.register_buffer(f"inside{name}", _share(lambda u, v: (u < INNER[0]) & (v < INNER[1]), cells), persistent=False)
            self.register_buffer(f"outside{name}", _share(lambda u, v: (u > OUTER[0]) | (v > OUTER[1]), cells), persistent=False)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        fine, coarse, strength = self.grain(x)
        seen = self.trunk(nn.functional.avg_pool2d(x, 2))
        joined = self.joined(torch.cat([seen, coarse, strength, self.places.expand(x.shape[0], -1, -1, -1)], 1))
        pooled = [
            *_apart(joined, self.inside, self.outside),
            joined.amax((2, 3)),
            *_apart(fine, self.inside_fine, self.outside_fine),
            *_apart(strength, self.inside, self.outside),
        ]
        return self.head(torch.cat(pooled, 1)), self.map(joined)


def _apart(x: torch.Tensor, inside: torch.Tensor, outside: torch.Tensor) -> list[torch.Tensor]:
    """Means [n, c] inside and outside of the portrait, and how far they are from each other."""
    within, beyond = (x * inside).sum((2, 3)), (x * outside).sum((2, 3))
    return [within, beyond, (within - beyond).abs()]


def _share(of: Callable[[np.ndarray, np.ndarray], np.ndarray], cells: int) -> torch.Tensor:
    """[1, 1, cells, cells]: equal weights, 1 in all, of the cells whose middles lie so far from the view's middle, across and down."""
    apart = np.abs((np.arange(cells) + 0.5) / cells - 0.5)
    chosen = np.array(of(apart[None], apart[:, None]), np.float32)
    return torch.tensor(chosen / chosen.sum())[None, None]


class BothWays(nn.Module):
    """As a network is, of what it says of each view and of its mirror image, the mean: which side is left tells nothing of substitutions, and two looks err less than one."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        score, replaced = self.network(torch.cat([x, x.flip(3)]))
        cells = replaced.reshape(2, -1, *replaced.shape[1:])
        return score.reshape(2, -1, 1).mean(0), (cells[0] + cells[1].flip(3)) / 2


class Answering(nn.Module):
    """What is exported: [n] log-odds that the portrait is the document's own, and [n, 144] that each of 12 x 12 cells, by rows, was not replaced."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        score, replaced = self.network(x)
        return score[:, 0], -replaced.flatten(1)
