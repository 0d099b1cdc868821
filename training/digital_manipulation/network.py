"""The network that tells edited pictures of documents: fixed measures of every block of 8 x 8 pixels, and convolutions that look for blocks which are unlike the rest of the document."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.digital_manipulation.views import BLOCK, HEIGHT, WIDTH
from training.layers import Convolution, Residual

TOP = 6
"""Cells of 16 x 16 pixels that a document's score is the mean of: a word in small print has no more."""
WHOLE_SHRUNK = 4
EPSILON = 1e-6


class Measures(nn.Module):
    """
    [n, 3, h, w] RGB in -1..1 to [n, 63, h / 8, w / 8]: of each block how much is left when neighbours have foretold the pixels, in several ways, sizes and colours;
    where among eight columns and rows steps are largest, which is where JPEG's blocks begin; and how its cosine transform is spread, as JPEG's tables leave it.
    And [n, 1, h / 8, w / 8]: 1 where a block lies in the document as a whole, else 0. Nothing is learnt here.
    """

    CHANNELS = 63
    SMALL = 4 / 255
    """Residuals are held against this, in units of the input: two grey levels."""

    def __init__(self) -> None:
        super().__init__()
        line = np.zeros((5, 5))
        line[2, 1:4] = (0.5, -1, 0.5)
        square = np.zeros((5, 5))
        square[1:4, 1:4] = np.array([[-1, 2, -1], [2, -4, 2], [-1, 2, -1]]) / 4
        wide = np.array([[-1, 2, -2, 2, -1], [2, -6, 8, -6, 2], [-2, 8, -12, 8, -2], [2, -6, 8, -6, 2], [-1, 2, -2, 2, -1]]) / 12
        place = (np.arange(8) + 0.5) * np.pi / 8
        basis = np.cos(np.arange(8)[:, None] * place) * np.where(np.arange(8) == 0, np.sqrt(1 / 8), 0.5)[:, None]
        waves = np.einsum("uy,vx->uvyx", basis, basis).reshape(64, 1, 8, 8)
        diagonal = np.add.outer(np.arange(8), np.arange(8)).ravel()
        groups = np.stack([(diagonal == d) / (diagonal == d).sum() for d in range(1, 15)])[:, :, None, None]
        for name, value in {
            # Brightness, and how red and blue differ from green.
            "mix": np.array([[0.299, 0.587, 0.114], [1, -1, 0], [0, -1, 1]]).reshape(3, 3, 1, 1),
            "residuals": np.stack([line, line.T, square, wide])[:, None],
            "square": square[1:4, 1:4][None, None],
            "steps": np.array([1, -3, 3, -1]).reshape(1, 1, 1, 4) / 4,
            "waves": waves,
            "groups": groups,
        }.items():
            self.register_buffer(name, torch.tensor(value, dtype=torch.float32), persistent=False)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        inside = 1 - functional.max_pool2d((x.amax(1, keepdim=True) < -0.999).float(), BLOCK)
        mixed = functional.conv2d(x, self.mix)
        luma, red, blue = mixed[:, :1], mixed[:, 1:2], mixed[:, 2:]
        residual = functional.conv2d(luma, self.residuals, padding=2)
        colours = functional.conv2d(torch.cat([red, blue], 1), self.square.expand(2, 1, 3, 3), padding=1, groups=2)
        half = functional.avg_pool2d(luma, 2)
        quarter = functional.avg_pool2d(half, 2)
        coarser = [functional.avg_pool2d(functional.conv2d(one, self.square, padding=1).square(), side) for one, side in ((half, 4), (quarter, 2))]
        found = [
            self._logarithm(functional.avg_pool2d(residual.square(), BLOCK)),
            self._smallness(residual),
            self._logarithm(functional.avg_pool2d(colours.square(), BLOCK)),
            self._smallness(colours),
            *(self._logarithm(one) for one in coarser),
            self._logarithm(functional.max_pool2d(residual[:, 2:3].square(), BLOCK)),
            functional.avg_pool2d(mixed, BLOCK),
            self._logarithm(functional.avg_pool2d(luma.square(), BLOCK) - functional.avg_pool2d(luma, BLOCK).square()),
            *self._lattices(luma),
            *self._spectrum(luma),
        ]
        return torch.cat(found, 1), inside

    def _logarithm(self, energy: torch.Tensor) -> torch.Tensor:
        return torch.log(energy.clamp(min=0) + EPSILON) / 4

    def _smallness(self, residual: torch.Tensor) -> torch.Tensor:
        return functional.avg_pool2d(residual.abs().clamp(max=self.SMALL), BLOCK) / self.SMALL

    def _lattices(self, luma: torch.Tensor) -> list[torch.Tensor]:
        """Mean steps of a block in each of its eight columns, then in each of its eight rows, as logarithms."""
        count, _, height, width = luma.shape
        across = functional.conv2d(functional.pad(luma, (2, 1, 0, 0)), self.steps).abs().reshape(count, height // 8, 8, width // 8, 8).mean(2)
        down = functional.conv2d(functional.pad(luma, (0, 0, 2, 1)), self.steps.transpose(2, 3)).abs().reshape(count, height // 8, 8, width // 8, 8).mean(4)
        return [torch.log(one + 1e-3) / 2 for one in (across.permute(0, 3, 1, 2), down.permute(0, 2, 1, 3))]

    def _spectrum(self, luma: torch.Tensor) -> list[torch.Tensor]:
        """Of each diagonal of the transform the mean amplitude, as a logarithm, and how many amplitudes are as good as none."""
        amplitudes = functional.conv2d(luma, self.waves, stride=8).abs()
        means = functional.conv2d(amplitudes, self.groups)
        none = functional.conv2d((amplitudes / self.SMALL).clamp(max=1), self.groups)
        return [torch.log(means + 1e-3) / 2, none]


class Blocks(nn.Module):
    """[n, 63, h, w] measures of blocks and [n, 1, h, w] of which count, to [n, 1, h / 2, w / 2]: log-odds that a cell of 16 x 16 pixels was edited."""

    def __init__(self, fine: int = 20, coarse: int = 32) -> None:
        super().__init__()
        self.entry = Convolution(2 * Measures.CHANNELS, fine, kernel=1)
        self.fine = Residual(fine)
        self.coarse = nn.Sequential(Convolution(fine, coarse, 2), Residual(coarse), Residual(coarse))
        self.map = nn.Conv2d(2 * coarse, 1, 1)

    def forward(self, measures: torch.Tensor, inside: torch.Tensor, own: tuple[torch.Tensor, torch.Tensor] | None = None) -> torch.Tensor:
        """`own`: mean and deviation of the document's measures, [n, 63, 1, 1] each, where only a part of it is given."""
        mean, deviation = own or self.own(measures, inside)
        x = torch.cat([measures, (measures - mean) / deviation], 1) * inside
        x = self.coarse(self.fine(self.entry(x)))
        counted = functional.max_pool2d(inside, 2)
        usual = (x * counted).sum((2, 3), keepdim=True) / counted.sum((2, 3), keepdim=True).clamp(min=1)
        return self.map(torch.cat([x, x - usual], 1))

    @staticmethod
    def own(measures: torch.Tensor, inside: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        count = inside.sum((2, 3), keepdim=True).clamp(min=1)
        mean = (measures * inside).sum((2, 3), keepdim=True) / count
        variance = ((measures - mean).square() * inside).sum((2, 3), keepdim=True) / count
        return mean, torch.sqrt(variance + 1e-4)


class Frame(nn.Module):
    """[n, 3, 192, 256] RGB in -1..1, the whole picture, to [n, 1]: log-odds that it is a screenshot."""

    def __init__(self, width: int = 10) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            Convolution(3, width, 2), Convolution(width, 2 * width, 2), Residual(2 * width), Convolution(2 * width, 3 * width, 2), Residual(3 * width), Convolution(3 * width, 3 * width, 2)
        )
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(6 * width, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.layers(x)
        return self.head(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1))


def pooled(cells: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
    """[n, 1, h, w] log-odds of cells to [n]: the mean of those that are highest in the document. `inside` [n, 1, 2 h, 2 w]."""
    within = functional.max_pool2d(inside, 2)
    return (cells - 30 * (1 - within)).flatten(1).topk(TOP, 1).values.mean(1)


class DigitalManipulation(nn.Module):
    """
    [2, 3, 768, 1024] RGB in -1..1, the document and the whole picture, to [1] log-odds that nobody edited it.

    `edit` and `screen`: factor and addend that make log-odds of either part's answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.measures, self.blocks, self.frame = Measures(), Blocks(), Frame()
        self.register_buffer("edit", torch.tensor([1.0, 0.0]))
        self.register_buffer("screen", torch.tensor([1.0, 0.0]))

    def forward(self, views: torch.Tensor) -> torch.Tensor:
        measures, inside = self.measures(views[:1])
        cells = self.blocks(measures, inside)
        edit = self.edit[0] * pooled(cells, inside) + self.edit[1]
        screen = self.screen[0] * self.frame(functional.avg_pool2d(views[1:], WHOLE_SHRUNK))[:, 0] + self.screen[1]
        # Either is enough.
        return -torch.logsumexp(torch.stack([edit, screen]), 0)


def example() -> torch.Tensor:
    """An input that tells whether an exported network answers alike."""
    views = torch.rand(2, 3, HEIGHT, WIDTH, generator=torch.manual_seed(1)) * 2 - 1
    views[0, :, 600:] = -1
    return views
