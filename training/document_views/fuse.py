"""Weighs what the parts of the network say, and turns the sum into probabilities, on sources that none was trained on."""

import numpy as np
import torch
from scipy.optimize import minimize

from training.calibration import Calibration, calibrate
from training.document_views.evaluate import Scored
from training.document_views.network import ViewsNetwork

SHRINKING = 0.02
"""How much weights are held back: few pictures tell them."""
REGULAR_BPCER = 0.05
"""At equal error a network that errs as often as this one would refuse every sixth honest document."""


def fuse(network: ViewsNetwork, answers: np.ndarray, real: np.ndarray, sources: np.ndarray) -> None:
    """Sets the network's last layer by logistic regression, every source and label counting alike. `answers` [n, parts]. No weight is below 0."""
    counts = {(source, label): np.sum((sources == source) & (real == label)) for source in set(sources) for label in (True, False)}
    each = np.array([1 / counts[source, label] for source, label in zip(sources, real)])
    each /= each.sum()
    sign = np.where(real, 1.0, -1.0)

    def surprise(values: np.ndarray) -> float:
        margins = sign * (answers @ values[:-1] + values[-1])
        return float((each * np.logaddexp(0, -margins)).sum() + SHRINKING * (values[:-1] ** 2).sum())

    parts = answers.shape[1]
    found = minimize(surprise, np.array([1 / parts] * parts + [0.0]), bounds=[(0, None)] * parts + [(None, None)]).x
    with torch.no_grad():
        network.score.weight.copy_(torch.tensor(found[None, :-1]))
        network.score.bias.copy_(torch.tensor(found[-1:]))


def calibrated(scored: Scored, regular_bpcer: float | None = REGULAR_BPCER) -> Calibration:
    """Each source counts alike, in both labels, however large it is. REGULAR at this BPCER, or at equal error."""
    return calibrate(scored.by_source(True), scored.by_source(False), regular_bpcer)
