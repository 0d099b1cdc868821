"""How surfaces look in the camera's own pixels. This part learns from photos of things on screens, too, which `screen_replay` has: phones took them, sharper than most faces here are."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from training.beginning import weights_in
from training.document_views.fit import Part, saved, train_part
from training.document_views.index import read_index
from training.document_views.network import ViewsNetwork
from training.document_views.windows import Pictures, keep_pictures, read_pictures
from training.face_pad.index import Row
from training.face_pad.views import grow_inside, square
from training.face_pad.webcams import WEBCAMS
from training.labelled_folder import spread
from training.screen_replay import sources

PART = "texture"
"""Of the network for screens: the part that learns here."""
ROOM = 2.0
"""Of the face's longer side: what windows are cut of, face, hair and some of what a medium shows beside."""
MOST = 300
"""Pictures of a data set and label."""
LEARNT = Part(1200, 20, 6e-4)
WEIGHTS = {"celeba-spoof": 1.5, "nuaa": 0.7, "drawn": 1.5} | {name: 0.35 for name in WEBCAMS}
THING_WEIGHT = 0.6
"""How often a source is learnt from; a data set of faces that is not named, once."""
PAPER = sources.DOCUMENTS_SOURCE
"""Of the sources of things, the one whose prints are no attacks."""


def surface_of(shipped: Path) -> ViewsNetwork:
    """The network for screens with this part as it ships, all else at random."""
    network, kept = ViewsNetwork(), weights_in(shipped)
    convolutions = [node.input[1:3] for node in onnx.load(str(shipped)).graph.node if node.op_type == "Conv" and node.input[1] in kept]
    own, norms = ([module for module in network.texture.trunk.modules() if isinstance(module, kind)] for kind in (nn.Conv2d, nn.BatchNorm2d))
    with torch.no_grad():
        # This part runs last. Export has folded its norms into the convolutions, and training leaves their means alone.
        for (weight, bias), convolution, norm in zip(convolutions[-len(own) :], own, norms, strict=True):
            convolution.weight.copy_(kept[weight])
            nn.init.zeros_(norm.running_mean)
            nn.init.constant_(norm.running_var, 1 - norm.eps)
            nn.init.ones_(norm.weight)
            norm.bias.copy_(kept[bias])
        for name, weight in network.by_texture.named_parameters():
            weight.copy_(kept[f"network.by_texture.{name}"])
    return network


def things_of(work: Path) -> list[Pictures]:
    """Pictures of things, and of things on screens, that WORK of `screen_replay` holds, but for those that it calibrates on and prints."""
    names = sorted({row.source for row in read_index(work / "index")} - {*sources.CALIBRATION, sources.DRAWN, sources.DRAWN_HELD_OUT, PAPER})
    for name in names:
        keep_pictures(work, name)
    return [read_pictures(work, name) for name in names]


def faces_around(work: Path, rows: Iterable[Row]) -> list[Pictures]:
    """Of each data set so many faces of either label, with some of what is about them."""
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    found = []
    for source, own in by_source.items():
        chosen = [row for label in ("bona_fide", "attack") for row in spread([one for one in own if one.label == label], MOST)]
        found.append(Pictures(source, [_around(row.read(work), row.box) for row in chosen], np.array([row.label == "bona_fide" for row in chosen])))
    return found


def _around(picture: np.ndarray, face: np.ndarray) -> np.ndarray:
    height, width = picture.shape[:2]
    box = grow_inside(square((face[:2] + face[2:]) / 2, float((face[2:] - face[:2]).max())), ROOM, width, height)
    left, top, right, bottom = np.round(box).astype(int)
    return np.ascontiguousarray(picture[top:bottom, left:right])


def train_surface(network: ViewsNetwork, faces: Sequence[Pictures], things: Sequence[Pictures], path: Path, part: Part, seed: int) -> None:
    """Changes this part, and keeps it at `path`."""
    train_part(network, PART, [*faces, *things], WEIGHTS | {one.source: THING_WEIGHT for one in things}, part, seed)
    saved(network, path)


class Surface(nn.Module):
    """[n, p, 3, 128, 128] RGB in -1..1, p patches of each of n faces in the picture's own pixels, to [n] log-odds of bona fide."""

    def __init__(self, network: ViewsNetwork) -> None:
        super().__init__()
        self.texture, self.by_texture = network.texture, network.by_texture

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        each = self.texture(patches)
        return self.by_texture(torch.cat([each.mean(1), each.amax(1)], 1))[:, 0]
