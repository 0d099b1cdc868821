"""Trains the part that looks at surfaces, on screens and on faces together.

Photos of things on screens, which `screen_replay` has, were taken by phones, sharper than most faces here are; screens that webcams and tablets saw are among the faces alone. What is seen
is learnt from both, and asked two things: whether it is on a screen, and whether a face is an attack, which paper is, too. The first is asked in training alone.
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

LEARNT = Part(6000, 24, 8e-4)
"""Half of a batch are faces and what is about them; the other half is asked about screens."""
FACE_WEIGHTS = {"celeba-spoof": 1.5, "nuaa": 0.7, "drawn": 1.5} | {name: 0.35 for name in WEBCAMS}
THING_WEIGHT = 0.6
SCREEN_WEIGHTS = sources.WEIGHTS | {"faces/nuaa": 0.5, "faces/drawn": 1.5, "faces/gan": 0.3, "faces/lfw": 0.3} | {f"faces/{name}": 0.3 for name in WEBCAMS}
"""How often a source is learnt from, as a face or a thing, and for screens; one that is not named, once."""
NOT_WITH_FACES = (sources.DOCUMENTS_SOURCE, sources.DRAWN)
"""Documents: copies on paper, which of faces are attacks, and drawn ones."""
MEMORY = 0.998
"""Of the running mean of the weights, which is what counts."""
KEPT, KEPT_EVERY = 0.5, 500
"""How far what is kept lies on the way from where a run began to where it came to (Wortsman et al. 2022), and after how many steps it is."""


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

    def of_faces(self) -> dict[str, torch.Tensor]:
        """What learns of the network for faces, by its names there."""
        return {f"{place}.{name}": value for place, part in (("texture", self.texture), ("by_texture", self.by_faces)) for name, value in part.state_dict().items() if value.is_floating_point()}


def train_surface(screens: ViewsNetwork, faces: ViewsNetwork, things: Sequence[Pictures], shown: Faces, path: Path, part: Part, seed: int) -> None:
    """Changes this part of the network for `faces`, and what either network asks it; keeps that network at `path`."""
    unlike = [one for one in things if one.source not in NOT_WITH_FACES]
    torch.manual_seed(seed)
    rng = np.random.default_rng([seed, 1])
    drawn = [
        Draws([*things, *shown.on_no_screen], SCREEN_WEIGHTS, seed),
        Draws([*shown.bona_fide, *unlike], FACE_WEIGHTS | {one.source: THING_WEIGHT for one in unlike}, seed + 1),
    ]
    asked, begun = Asked(screens, faces), {name: value.clone() for name, value in faces.state_dict().items()}
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
            came_to = mean.module.of_faces()
            saved({name: value.lerp(came_to[name], KEPT) if name in came_to else value for name, value in begun.items()}, path)
