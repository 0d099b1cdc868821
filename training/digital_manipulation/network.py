"""The network that tells edited pictures of documents: fixed measures of every block of 8 x 8 pixels, and convolutions that look for blocks which are unlike the rest of the document."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.digital_manipulation.views import BLOCK, HEIGHT, WIDTH
from training.layers import Convolution, Residual, residual_filters
from training.trunk import Trunk

TOP = 6
"""Cells of 16 x 16 pixels that a document's score is the mean of: a word in small print has no more."""
FROZEN = 3
"""Of the trunk's blocks, which keep ImageNet's weights."""
WHOLE_SHRUNK = 3
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
        _, square, wide = residual_filters()
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


class Edits(nn.Module):
    """
    [n, 3, h, w] RGB in -1..1, black outside of a document, to log-odds [n, 1, h / 16, w / 16] that a cell was edited, and [n] that any was.

    What a document shows is seen by ImageNet's eyes, what its pixels' neighbours do not foretell by fixed measures; both are held against what is usual in the same document.
    """

    def __init__(self, width: int = 48) -> None:
        super().__init__()
        self.trunk, self.measures = Trunk(3, FROZEN), Measures()
        self.grain = Convolution(2 * Measures.CHANNELS, 32, kernel=1)
        self.join = nn.Sequential(Convolution(self.trunk.channels + 32, width, 2), Residual(width))
        self.dropout = nn.Dropout2d(0.15)
        self.compare = nn.Sequential(Convolution(3 * width, width, kernel=1), Residual(width))
        self.map = nn.Conv2d(width, 1, 1)
        self.answer = nn.Linear(width + 1, 1)
        with torch.no_grad():
            self.answer.weight.zero_()
            self.answer.weight[0, -1] = 1

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.judge(*self.seen(*self.given(x)))

    @torch.no_grad()
    def given(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """What nothing is learnt in: [n, 24, h / 4, w / 4] of the trunk, [n, 63, h / 8, w / 8] measures, and [n, 1, h / 8, w / 8]: 1 where a block lies in the document."""
        return self.trunk.begin(x), *self.measures(x)

    def seen(self, begun: torch.Tensor, measures: torch.Tensor, blocks: torch.Tensor, parts: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
        """
        [n, 48, h / 16, w / 16] of what is there, before it is held against the rest, and [n, 1, h / 16, w / 16]: 1 where a cell has something of the document.

        :param parts: how many pictures after one another are of the same document, which is then taken for one.
        """
        mean, deviation = usual(measures, blocks, parts)
        measures = torch.cat([measures, (measures - mean) / deviation], 1) * blocks
        return self.join(torch.cat([self.trunk.finish(begun), self.grain(measures)], 1) * blocks), functional.max_pool2d(blocks, 2)

    def judge(self, x: torch.Tensor, inside: torch.Tensor, parts: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
        mean, deviation = usual(x, inside, parts)
        x = self.compare(self.dropout(torch.cat([x, x - mean, (x - mean) / deviation], 1)) * inside)
        cells = self.map(x)
        held = _together((cells - 30 * (1 - inside)).flatten(2), parts)
        most = (_together(x.flatten(2), parts) * held.softmax(2)).sum(2)
        return cells, self.answer(torch.cat([most, held.topk(TOP, 2).values.mean(2)], 1))[:, 0]


def _together(x: torch.Tensor, parts: int) -> torch.Tensor:
    """[n, c, k] to [n / parts, c, parts k]."""
    return x if parts == 1 else x.unflatten(0, (-1, parts)).transpose(1, 2).flatten(2)


def usual(x: torch.Tensor, inside: torch.Tensor, parts: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and deviation of each document's channels, where it is, [n, c, 1, 1]."""

    def mean_of(one: torch.Tensor) -> torch.Tensor:
        sums = torch.cat([(one * inside).sum((2, 3)), inside.sum((2, 3))], 1)
        if parts > 1:
            sums = sums.unflatten(0, (-1, parts)).sum(1).repeat_interleave(parts, 0)
        return (sums[:, :-1] / sums[:, -1:].clamp(min=1))[..., None, None]

    mean = mean_of(x)
    return mean, torch.sqrt(mean_of((x - mean).square()) + 1e-3)


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


class DigitalManipulation(nn.Module):
    """
    [2, 3, 576, 768] RGB in -1..1, the document and the whole picture, to [1] log-odds that nobody edited it.

    `edit` and `screen`: factor and addend that make log-odds of either part's answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.edits, self.frame = Edits(), Frame()
        self.register_buffer("edit", torch.tensor([1.0, 0.0]))
        self.register_buffer("screen", torch.tensor([1.0, 0.0]))

    def forward(self, views: torch.Tensor) -> torch.Tensor:
        edit = self.edit[0] * self.edits(views[:1])[1] + self.edit[1]
        screen = self.screen[0] * self.frame(functional.avg_pool2d(views[1:], WHOLE_SHRUNK))[:, 0] + self.screen[1]
        # Either is enough.
        return -torch.logsumexp(torch.stack([edit, screen]), 0)


def example() -> torch.Tensor:
    """An input that tells whether an exported network answers alike."""
    views = torch.rand(2, 3, HEIGHT, WIDTH, generator=torch.manual_seed(1)) * 2 - 1
    views[0, :, 600:] = -1
    return views
