"""The network: one crop in, three log-odds out. Each eye is seen by the same weights, the left one mirrored."""

import sys
from pathlib import Path

import torch
from torch import nn

# The reading lies one folder up.
sys.path.append(str(Path(__file__).parents[1]))

from reading import HEIGHT, WIDTH


def block(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class FaceCondition(nn.Module):
    """[n, 3, 144, 128] RGB in 0..1 to [n, 3]: log-odds that the right eye, the left eye is closed, and that mouth and nose are covered."""

    EYE = 48

    def __init__(self) -> None:
        super().__init__()
        self.eye = nn.Sequential(block(3, 12, 2), block(12, 24, 2), block(24, 48, 2), block(48, 64, 1))
        self.eye_head = nn.Sequential(nn.Dropout(0.2), nn.Linear(64 * 2, 1))
        self.cover = nn.Sequential(nn.AvgPool2d(2), block(3, 12, 2), block(12, 24, 2), block(24, 48, 2), block(48, 64, 1))
        self.cover_head = nn.Sequential(nn.Dropout(0.2), nn.Linear(64 * 2, 1))

    @staticmethod
    def pooled(features: torch.Tensor) -> torch.Tensor:
        return torch.cat([features.mean((2, 3)), features.amax((2, 3))], 1)

    def forward(self, crop: torch.Tensor) -> torch.Tensor:
        crop = (crop - 0.5) / 0.25
        size = self.EYE
        # The pupils lie at (34, 36) and (94, 36).
        right = crop[:, :, 12 : 12 + size, 10 : 10 + size]
        left = crop[:, :, 12 : 12 + size, WIDTH - 10 - size : WIDTH - 10].flip(3)
        eyes = [self.eye_head(self.pooled(self.eye(one))) for one in (right, left)]
        lower = crop[:, :, HEIGHT - 104 :, :]
        return torch.cat([*eyes, self.cover_head(self.pooled(self.cover(lower)))], 1)
