"""Trains the part that looks at surfaces, for screens and for faces together.

Photos of things on screens, which `screen_replay` has, were taken by phones, sharper than most faces here are; screens that webcams and tablets saw are among the faces alone. What is seen
is learnt from both, and asked two things: whether it is on a screen, and whether a face is an attack, which paper is, too.
"""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.document_views.cache import as_input
from training.document_views.fit import LOG_EVERY, SMOOTHING, Draws, Part, saved
from training.document_views.network import ViewsNetwork
from training.document_views.windows import Pictures, windows_of
from training.face_pad.surface_pictures import Faces
from training.face_pad.webcams import WEBCAMS
from training.screen_replay import sources

LEARNING = ("screen-replay", "surface")
"""The networks that this part is of, by the files that they are kept in."""
LEARNT = Part(6000, 24, 8e-4)
"""Half of a batch are faces and what is about them; the other half is asked about screens."""
FACE_WEIGHTS = {"celeba-spoof": 1.5, "nuaa": 0.7, "drawn": 1.5} | {name: 0.35 for name in WEBCAMS}
THING_WEIGHT = 0.6
SCREEN_WEIGHTS = sources.WEIGHTS | {"faces/nuaa": 0.5, "faces/drawn": 1.5, "faces/gan": 0.3, "faces/lfw": 0.3} | {f"faces/{name}": 0.3 for name in WEBCAMS}
"""How often a source is learnt from, as a face or a thing, and for screens; one that is not named, once."""
NOT_WITH_FACES = (sources.DOCUMENTS_SOURCE, sources.DRAWN)
"""Documents: copies on paper, which of faces are attacks, and drawn ones."""
MEMORY = 0.998
"""Of the running mean of the weights, which is what is kept."""
KEPT_EVERY = 500


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


def train_surface(screens: ViewsNetwork, faces: ViewsNetwork, things: Sequence[Pictures], shown: Faces, folder: Path, part: Part, seed: int) -> None:
    """Changes this part of both networks alike, and what either asks it; keeps them as FOLDER/screen-replay.pt and FOLDER/surface.pt."""
    unlike = [one for one in things if one.source not in NOT_WITH_FACES]
    torch.manual_seed(seed)
    rng = np.random.default_rng([seed, 1])
    drawn = [
        Draws([*things, *shown.on_no_screen], SCREEN_WEIGHTS, seed),
        Draws([*shown.bona_fide, *unlike], FACE_WEIGHTS | {one.source: THING_WEIGHT for one in unlike}, seed + 1),
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
