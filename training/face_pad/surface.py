"""How surfaces look in the camera's own pixels: one part of a network for two, that of screens and that of faces.

Photos of things on screens, which `screen_replay` has, were taken by phones, sharper than most faces here are; screens that webcams and tablets saw are among the faces alone. What is seen
is learnt from both, and asked two things: whether it is on a screen, and whether a face is an attack, which paper is, too.
"""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.beginning import weights_in
from training.document_views.beginning import begin_at
from training.document_views.cache import as_input
from training.document_views.fit import LOG_EVERY, SMOOTHING, Draws, Part, saved
from training.document_views.index import read_index
from training.document_views.network import ViewsNetwork
from training.document_views.windows import Pictures, keep_pictures, read_pictures, windows_of
from training.face_pad.index import Row
from training.face_pad.views import grow_inside, square
from training.face_pad.webcams import WEBCAMS
from training.labelled_folder import spread
from training.screen_replay import sources

LEARNING = ("screen-replay", "surface")
"""The networks that this part is of, by the files that they are kept in."""
ROOM = 2.0
"""Of the face's longer side: what windows are cut of, face, hair and some of what a medium shows beside."""
MOST = 300
"""Pictures of a data set and label."""
LEARNT = Part(6000, 24, 8e-4)
"""Half of a batch are faces and what is about them; the other half is asked about screens."""
FACE_WEIGHTS = {"celeba-spoof": 1.5, "nuaa": 0.7, "drawn": 1.5} | {name: 0.35 for name in WEBCAMS}
THING_WEIGHT = 0.6
SCREEN_WEIGHTS = sources.WEIGHTS | {"faces/nuaa": 0.5, "faces/drawn": 1.5, "faces/gan": 0.3, "faces/lfw": 0.3} | {f"faces/{name}": 0.3 for name in WEBCAMS}
"""How often a source is learnt from, as a face or a thing, and for screens; one that is not named, once."""
ON_SCREEN = ("screen-phone", "screen-tablet", "screen-monitor")
MIXED = "mixed"
"""The name of attacks of which nobody says what they are. Those of webcams are screens, but for this one's."""
PAPER_TOO = "shravan"
NOT_WITH_FACES = (sources.DOCUMENTS_SOURCE, sources.DRAWN)
"""Documents: copies on paper, which of faces are attacks, and drawn ones."""
MEMORY = 0.998
"""Of the running mean of the weights, which is what is kept."""
KEPT_EVERY = 500


def surface_of(shipped: Path) -> ViewsNetwork:
    """The network for screens as it ships."""
    network, kept = ViewsNetwork(), weights_in(shipped)
    begin_at(network, shipped, [])
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
    """Pictures of things and documents, and of such on screens, that WORK of `screen_replay` holds, but for those that it calibrates on and prints."""
    names = sorted({row.source for row in read_index(work / "index")} - {*sources.CALIBRATION, sources.DRAWN_HELD_OUT})
    for name in names:
        keep_pictures(work, name)
    return [read_pictures(work, name) for name in names]


def faces_around(work: Path, rows: Iterable[Row]) -> tuple[list[Pictures], list[Pictures]]:
    """Of each data set so many faces of either label, with some of what is about them: as faces, `real` where they are bona fide; and under another name as pictures, `real` where they are on no screen, without those of which that is not known."""
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    faces, pictures = [], []
    for source, own in by_source.items():
        chosen = [row for label in ("bona_fide", "attack") for row in spread([one for one in own if one.label == label], MOST)]
        parts = [_around(row.read(work), row.box) for row in chosen]
        faces.append(Pictures(source, parts, np.array([row.label == "bona_fide" for row in chosen])))
        known = [(part, not shown) for part, row in zip(parts, chosen) if (shown := on_screen(row)) is not None]
        pictures.append(Pictures(f"faces/{source}", [part for part, _ in known], np.array([real for _, real in known], bool)))
    return faces, pictures


def on_screen(row: Row) -> bool | None:
    """Whether a face is on a screen; None where nobody says."""
    if row.attack == MIXED:
        return True if row.source in WEBCAMS and row.source != PAPER_TOO else None
    return row.attack in ON_SCREEN


def _around(picture: np.ndarray, face: np.ndarray) -> np.ndarray:
    height, width = picture.shape[:2]
    box = grow_inside(square((face[:2] + face[2:]) / 2, float((face[2:] - face[:2]).max())), ROOM, width, height)
    left, top, right, bottom = np.round(box).astype(int)
    return np.ascontiguousarray(picture[top:bottom, left:right])


class Asked(nn.Module):
    """What learns: the part that looks, and what it is asked."""

    def __init__(self, screens: ViewsNetwork, faces: ViewsNetwork) -> None:
        super().__init__()
        self.texture, self.by_screens, self.by_faces = faces.texture, screens.by_texture, faces.by_texture

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        """[2 n, p, 3, 128, 128] RGB in -1..1, of pictures and then of as many faces, to [2 n] log-odds that they are on no screen, and bona fide."""
        each = self.texture(patches)
        pictures, faces = torch.cat([each.mean(1), each.amax(1)], 1).chunk(2)
        return torch.cat([self.by_screens(pictures), self.by_faces(faces)])[:, 0]


def train_surface(screens: ViewsNetwork, faces: ViewsNetwork, things: Sequence[Pictures], shown: tuple[Sequence[Pictures], Sequence[Pictures]], folder: Path, part: Part, seed: int) -> None:
    """
    Changes this part of both networks alike, and what either asks it; keeps them as FOLDER/screen-replay.pt and FOLDER/surface.pt.

    :param shown: what `faces_around` gives.
    """
    of_faces, as_pictures = shown
    unlike = [one for one in things if one.source not in NOT_WITH_FACES]
    torch.manual_seed(seed)
    rng = np.random.default_rng([seed, 1])
    drawn = [
        Draws([*things, *as_pictures], SCREEN_WEIGHTS, seed),
        Draws([*of_faces, *unlike], FACE_WEIGHTS | {one.source: THING_WEIGHT for one in unlike}, seed + 1),
    ]
    asked = Asked(screens, faces)
    mean = AveragedModel(asked, multi_avg_fn=get_ema_multi_avg_fn(MEMORY))
    learnt = [one for one in asked.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(learnt, part.rate, weight_decay=3e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, part.rate, total_steps=part.steps, pct_start=0.1)
    half = part.batch // 2
    target = torch.cat([torch.full((half // 2,), 1 - SMOOTHING), torch.full((half // 2,), SMOOTHING)]).repeat(2)
    asked.train()
    total, right, began = 0.0, np.zeros(2), time.time()
    for step in range(1, part.steps + 1):
        windows = np.stack([windows_of(source.parts[i], rng) for draws in drawn for source, i in draws.batch(half)])
        answers = asked(as_input(windows))
        loss = binary_cross_entropy_with_logits(answers, target)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 5.0)
        optimiser.step()
        schedule.step()
        mean.update_parameters(asked)
        total += loss.item()
        right += ((answers > 0) == (target > 0.5)).float().reshape(2, half).mean(1).numpy()
        if step % LOG_EVERY == 0:
            print(f"surface: step {step} of {part.steps}, loss {total / LOG_EVERY:.4f}, right {right[0] / LOG_EVERY:.3f} of screens, {right[1] / LOG_EVERY:.3f} of faces, {time.time() - began:.0f} s", flush=True)
            total, right = 0.0, np.zeros(2)
        if step % KEPT_EVERY == 0 or step == part.steps:
            keep(mean.module, screens, faces, folder)


def keep(asked: Asked, screens: ViewsNetwork, faces: ViewsNetwork, folder: Path) -> None:
    """Writes both networks with this part and what they ask it."""
    looks = {f"texture.{key}": value for key, value in asked.texture.state_dict().items()}
    for name, network, head in zip(LEARNING, (screens, faces), (asked.by_screens, asked.by_faces)):
        answers = {f"by_texture.{key}": value for key, value in head.state_dict().items()}
        saved(network.state_dict() | looks | answers, folder / f"{name}.pt")


class Surface(nn.Module):
    """[n, p, 3, 128, 128] RGB in -1..1, p patches of each of n faces in the picture's own pixels, to [n] log-odds of bona fide."""

    def __init__(self, network: ViewsNetwork) -> None:
        super().__init__()
        self.texture, self.by_texture = network.texture, network.by_texture

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        each = self.texture(patches)
        return self.by_texture(torch.cat([each.mean(1), each.amax(1)], 1))[:, 0]
