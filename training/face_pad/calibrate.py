"""Thresholds and slope of the score, from people who were neither trained on nor are reported."""

import numpy as np

from training.face_pad.evaluate import Scored
from training.metrics import apcer, bpcer

SOFT_BPCER = 0.01
HARD_APCER = 0.01
STEPS = 40
"""Of Newton's method for the slope; it needs far fewer."""


def calibrate(scored: Scored) -> dict[str, object]:
    """The `calibration` of a manifest's entry: {slope, thresholds}. Each data set counts alike, in bona fide and in attacks, however large it is.

    REGULAR is where APCER is BPCER, SOFT where BPCER is 1 %, HARD where APCER is 1 %. Where classes hardly overlap, SOFT would come above
    REGULAR or HARD below it: they are then the same, so that the order SOFT <= REGULAR <= HARD holds.
    """
    bona_fide, attacks = _groups(scored, True), _groups(scored, False)
    if not bona_fide or not attacks:
        raise ValueError("calibration needs bona fide faces and attacks")
    thresholds = np.unique(np.concatenate([*bona_fide, *attacks]))
    thresholds = np.concatenate([[thresholds[0] - 1], (thresholds[1:] + thresholds[:-1]) / 2, [thresholds[-1] + 1]])
    rejected = np.array([np.mean([bpcer(group, t) for group in bona_fide]) for t in thresholds])
    accepted = np.array([np.mean([apcer(group, t) for group in attacks]) for t in thresholds])
    regular = float(thresholds[np.argmin(np.abs(rejected - accepted))])
    soft = float(thresholds[np.flatnonzero(rejected <= SOFT_BPCER)[-1]])
    hard = float(thresholds[np.flatnonzero(accepted <= HARD_APCER)[0]])
    return {
        "slope": _slope(bona_fide, attacks, regular),
        "thresholds": {"SOFT": min(soft, regular), "REGULAR": regular, "HARD": max(hard, regular)},
    }


def _groups(scored: Scored, bona_fide: bool) -> list[np.ndarray]:
    parts = [scored.of(source) for source in sorted(set(scored.sources))]
    groups = [part.bona_fide if bona_fide else part.attacking for part in parts]
    return [group for group in groups if len(group)]


def _slope(bona_fide: list[np.ndarray], attacks: list[np.ndarray], middle: float) -> float:
    """Of the logistic curve through 0.5 at `middle` that is likeliest, each group having the same weight."""
    x = np.concatenate([*bona_fide, *attacks]) - middle
    y = np.concatenate([np.ones(sum(map(len, bona_fide))), np.zeros(sum(map(len, attacks)))])
    weight = np.concatenate([np.full(len(group), 0.5 / len(groups) / len(group)) for groups in (bona_fide, attacks) for group in groups])
    # A little of a prior: of classes that do not touch, the likeliest slope has no end.
    slope, prior = 1.0, 1e-3
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(slope * x, -50, 50)))
        gradient = np.sum(weight * (y - p) * x) - prior * slope
        slope = max(slope + gradient / (np.sum(weight * p * (1 - p) * x * x) + prior), 1e-3)
    return float(slope)
