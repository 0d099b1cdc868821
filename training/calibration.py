"""Thresholds and slope that make probabilities of a check's scores, in the form that `public/models/manifest.json` has them."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar

from training.metrics import equal_error, error_curves

SOFT_BPCER, HARD_APCER = 0.01, 0.01


@dataclass(frozen=True)
class Calibration:
    """`probability = 1 / (1 + exp(-slope * (score - threshold)))`."""

    slope: float
    soft: float
    regular: float
    hard: float

    def log_odds(self, scores: np.ndarray) -> np.ndarray:
        return self.slope * (scores - self.regular)

    def entry(self) -> dict[str, object]:
        return {"slope": self.slope, "thresholds": {"SOFT": self.soft, "REGULAR": self.regular, "HARD": self.hard}}


def calibrate(bona_fide: dict[str, np.ndarray], attacks: dict[str, np.ndarray], regular_bpcer: float | None = None) -> Calibration:
    """REGULAR at equal error, or where BPCER is `regular_bpcer`; SOFT where it is 1 %, HARD where APCER is 1 %.

    Where a network errs less than that, SOFT would come over REGULAR, or HARD under it: it is REGULAR then.
    """
    thresholds, passed, refused = error_curves(bona_fide, attacks)
    regular = equal_error(bona_fide, attacks)[0] if regular_bpcer is None else float(thresholds[np.flatnonzero(refused <= regular_bpcer)[-1]])
    soft = float(thresholds[np.flatnonzero(refused <= SOFT_BPCER)[-1]])
    hard = float(thresholds[np.flatnonzero(passed <= HARD_APCER)[0]])
    return Calibration(slope_at(regular, bona_fide, attacks), min(soft, regular), regular, max(hard, regular))


def slope_at(threshold: float, bona_fide: dict[str, np.ndarray], attacks: dict[str, np.ndarray]) -> float:
    """The likeliest slope through one half at the threshold, were half of all presentations bona fide (Platt 1999)."""

    def surprise(logarithm: float) -> float:
        slope = np.exp(logarithm)
        kept = np.mean([np.logaddexp(0, -slope * (scores - threshold)).mean() for scores in bona_fide.values()])
        return float(kept + np.mean([np.logaddexp(0, slope * (scores - threshold)).mean() for scores in attacks.values()]))

    return float(np.exp(minimize_scalar(surprise, bounds=(np.log(1e-2), np.log(1e2)), method="bounded").x))
