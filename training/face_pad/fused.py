"""What ships: our network and the baseline, each as log-odds on attacks that neither has seen, added."""

from dataclasses import dataclass

import torch
from torch import nn

from training.calibration import Calibration
from training.face_pad.baseline import ENTRY, Baseline
from training.face_pad.network import FacePad
from training.face_pad.views import ALL_VIEWS, SIDE, SQUARE_VIEW, STRETCHED_VIEW, VIEWS

CONTEXT_SLOPE = float(ENTRY["calibration"]["contextSlope"])
"""What the baseline's log-odds rise by with each face size of surroundings (see the card of `pad-m-1`)."""


@dataclass(frozen=True)
class Parts:
    """Curves that make log-odds of the scores of our network and of the baseline, these corrected for missing surroundings."""

    own: Calibration
    baseline: Calibration


class Both(nn.Module):
    """[4 n, 3, 128, 128], all views of n faces, to [n, 2] scores: of our network, and of the baseline, which has two looks at the face."""

    def __init__(self, network: FacePad) -> None:
        super().__init__()
        self.network, self.baseline = network, Baseline()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        views = x.reshape(-1, ALL_VIEWS, 3, SIDE, SIDE)
        own = self.network(views[:, :VIEWS].reshape(-1, 3, SIDE, SIDE))
        looks = self.baseline(views[:, (SQUARE_VIEW, STRETCHED_VIEW)].reshape(-1, 3, SIDE, SIDE))
        return torch.stack([own, looks.reshape(-1, 2).mean(1)], 1)


class Fused(nn.Module):
    """The same to [n] log-odds of bona fide, but for what the SDK adds where surroundings are missing (`contextSlope` in the manifest)."""

    def __init__(self, both: Both, parts: Parts) -> None:
        super().__init__()
        self.both = both
        self.register_buffer("slopes", torch.tensor([parts.own.slope, parts.baseline.slope], dtype=torch.float32))
        middles = torch.tensor([parts.own.regular, parts.baseline.regular], dtype=torch.float32)
        self.register_buffer("shift", -(self.slopes * middles).sum())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.both(x) @ self.slopes + self.shift
