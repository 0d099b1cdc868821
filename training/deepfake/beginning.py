"""Both parts of a network that ships, to be trained on or to be joined anew."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.beginning import begin_at
from training.deepfake.fit import as_input
from training.deepfake.network import AlignedNetwork, Fused, NativeNetwork, Part


def shipped_parts(path: Path, views: np.ndarray) -> dict[str, Part]:
    """
    The parts of an exported network, by name. Their maps, which are for training alone, are not in it: they begin at chance.

    :param views: [n, 192, 192, 3] uint8 of faces, by which the norms are told apart from the convolutions that export has folded them into.
    """
    parts = {"aligned": AlignedNetwork(), "native": NativeNetwork()}
    maps = {name: part.map for name, part in parts.items()}
    for part in parts.values():
        part.map = nn.Identity()
    begin_at(Fused(*parts.values(), (1.0, 1.0)), path, as_input(torch.from_numpy(views)).repeat_interleave(2, 0))
    for name, part in parts.items():
        part.map = maps[name]
    return parts
