"""The network that says where, across a narrow strip along one side of a document, its border runs."""

import torch
from torch import nn

ROWS = 48
COLUMNS = 128
STRETCHES = 32
BAND = 0.08
"""Height of a strip, in means of the document's two dimensions."""


class Residual(nn.Module):
    """Looks ever farther along the side: what is a border goes on, what is a line of print ends."""

    def __init__(self, channels: int, reach: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, (1, reach), dilation=(1, reach), bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + self.body(x))


class DocumentBorders(nn.Module):
    """[n, 3, 48, 128] RGB in -1..1, outside above, to [n, 48, 32] log-odds (before softmax over the rows)."""

    CHANNELS = 20

    def __init__(self) -> None:
        super().__init__()
        c = self.CHANNELS
        self.stem = nn.Sequential(
            nn.Conv2d(3, 12, 3, (1, 2), 1, bias=False), nn.BatchNorm2d(12), nn.ReLU(inplace=True),
            nn.Conv2d(12, c, 3, (1, 2), 1, bias=False), nn.BatchNorm2d(c), nn.ReLU(inplace=True),
        )
        self.body = nn.Sequential(*[Residual(c, reach) for reach in (1, 2, 4, 8)])
        self.head = nn.Conv2d(c, 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(self.stem(x)))[:, 0]
