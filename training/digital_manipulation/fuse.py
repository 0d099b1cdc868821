"""Makes log-odds of what the two parts answer, and probabilities of their sum, on photos that neither was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.optimize import minimize

from training.calibration import Calibration, calibrate
from training.digital_manipulation.cache import Kept, as_input
from training.digital_manipulation.fit import answers_of
from training.digital_manipulation.network import DigitalManipulation

REGULAR_BPCER = 0.05
"""At equal error a network that errs as often as this one would refuse every sixth honest document."""


@dataclass(frozen=True)
class Foreign:
    """What the parts answer to a source that they were not trained on: `edits` [n] to documents of `kinds` [n], `frames` [2, m] to pictures as they are and on a phone."""

    edits: np.ndarray
    kinds: np.ndarray
    frames: np.ndarray


def foreign(network: DigitalManipulation, kept: Sequence[Kept]) -> Foreign:
    samples = [sample for one in kept for sample in one.pairs[0]]
    network.frame.eval()
    with torch.no_grad():
        frames = [network.frame(as_input(np.stack([getattr(one, name) for one in kept])))[:, 0].numpy() for name in ("whole", "screen")]
    return Foreign(answers_of(network.edits, samples), np.array([sample.kind for sample in samples]), np.stack(frames))


def fuse(network: DigitalManipulation, sources: dict[str, Foreign]) -> Calibration:
    """Sets the network's factors and addends, and says where its thresholds lie; every source and every kind counts alike."""
    edits, kinds = (np.concatenate([getattr(one, name) for one in sources.values()]) for name in ("edits", "kinds"))
    frames = np.concatenate([one.frames for one in sources.values()], 1)
    with torch.no_grad():
        network.edit.copy_(torch.tensor(line(edits[kinds == "genuine"], edits[kinds != "genuine"])))
        network.screen.copy_(torch.tensor(line(*frames)))
    edit, screen = network.edit.numpy(), network.screen.numpy()
    honest, attacks = {}, {}
    for source, one in sources.items():
        genuine = one.kinds == "genuine"
        honest[source] = both(edit, screen, one.edits[genuine], one.frames[0])
        for kind in set(one.kinds[~genuine]):
            # The picture about an edited document is as it was.
            attacks[f"{source} {kind}"] = both(edit, screen, one.edits[one.kinds == kind], one.frames[0][np.flatnonzero(one.kinds == kind) // 2])
        attacks[f"{source} screenshot"] = both(edit, screen, one.edits[genuine], one.frames[1])
    return calibrate(honest, attacks, REGULAR_BPCER)


def both(edit: np.ndarray, screen: np.ndarray, edits: np.ndarray, frames: np.ndarray) -> np.ndarray:
    """[n] log-odds of bona fide, as the network adds them up."""
    return -np.logaddexp(edit[0] * edits + edit[1], screen[0] * frames + screen[1])


def line(genuine: np.ndarray, attacks: np.ndarray) -> np.ndarray:
    """[2] factor and addend, by logistic regression in which both labels count alike: log-odds of an attack."""

    def surprise(values: np.ndarray) -> float:
        odds = [values[0] * answers + values[1] for answers in (genuine, attacks)]
        return float(np.logaddexp(0, odds[0]).mean() + np.logaddexp(0, -odds[1]).mean() + 1e-3 * values[0] ** 2)

    return minimize(surprise, np.array([1.0, 0.0]), bounds=[(0, None), (None, None)]).x
