"""Error rates of checks that score faces or documents: the higher the score, the likelier bona fide (ISO/IEC 30107-3).

Scores are float arrays; where attacks come in kinds or bona fide presentations in sources, they are dicts of such arrays, and every
kind or source weighs alike.
"""

from dataclasses import asdict, dataclass

import numpy as np
from scipy.stats import norm, rankdata

Z = float(norm.ppf(0.975))
"""For intervals of 95 %."""


@dataclass(frozen=True)
class Rate:
    """A share and its interval of 95 %."""

    value: float
    low: float
    high: float
    of: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % [{100 * self.low:.1f}, {100 * self.high:.1f}] of {self.of}"


def as_json(one: Rate) -> dict[str, float]:
    return {key: round(value, 4) for key, value in asdict(one).items()}


def rate(happened: int, of: int) -> Rate:
    """Wilson's interval (1927), right also near 0 and 1."""
    if of == 0:
        raise ValueError("A rate needs at least one presentation")
    share = happened / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * np.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return Rate(share, max(0.0, float(middle - half)), min(1.0, float(middle + half)), of)


def apcer(attacks: np.ndarray, threshold: float) -> Rate:
    """Share of the presentations of one attack kind that are taken for bona fide: at the threshold or over it."""
    return rate(int((attacks >= threshold).sum()), len(attacks))


def bpcer(bona_fide: np.ndarray, threshold: float) -> Rate:
    """Share of bona fide presentations that are taken for attacks."""
    return rate(int((bona_fide < threshold).sum()), len(bona_fide))


def auc(bona_fide: np.ndarray, attacks: np.ndarray) -> Rate:
    """Chance that a bona fide presentation scores over an attack, ties by half, with the interval of Hanley and McNeil (1982)."""
    n, m = len(bona_fide), len(attacks)
    ranks = rankdata(np.concatenate([bona_fide, attacks]))
    area = float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))
    over, under = area / (2 - area), 2 * area * area / (1 + area)
    variance = (area * (1 - area) + (n - 1) * (over - area * area) + (m - 1) * (under - area * area)) / (n * m)
    half = Z * np.sqrt(max(variance, 0))
    return Rate(area, max(0.0, area - half), min(1.0, area + half), n + m)


def error_curves(bona_fide: dict[str, np.ndarray], attacks: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Thresholds in ascending order, and APCER (falling) and BPCER (rising) at each, as means over kinds and sources."""
    thresholds = np.unique(np.concatenate([*bona_fide.values(), *attacks.values()]))
    between = np.concatenate([thresholds[:1] - 1, (thresholds[:-1] + thresholds[1:]) / 2, thresholds[-1:] + 1])
    passed = np.mean([1 - np.searchsorted(np.sort(scores), between) / len(scores) for scores in attacks.values()], 0)
    refused = np.mean([np.searchsorted(np.sort(scores), between) / len(scores) for scores in bona_fide.values()], 0)
    return between, passed, refused


def equal_error(bona_fide: dict[str, np.ndarray], attacks: dict[str, np.ndarray]) -> tuple[float, float]:
    """The threshold at which APCER and BPCER are nearest, and their mean there."""
    thresholds, passed, refused = error_curves(bona_fide, attacks)
    apart = np.abs(passed - refused)
    # The middle of where they are nearest, which may be wide.
    nearest = np.flatnonzero(apart <= apart.min() + 1e-12)
    at = nearest[len(nearest) // 2]
    return float(thresholds[at]), float((passed[at] + refused[at]) / 2)


def rates_at(bona_fide: np.ndarray, attacks: np.ndarray, thresholds: dict[str, float]) -> dict:
    """AUC and EER where there are both, and by name of threshold BPCER, APCER and ACER, as far as there are scores for them; for a report."""
    result: dict = {}
    if len(bona_fide) and len(attacks):
        result |= {"auc": as_json(auc(bona_fide, attacks)), "eer": round(equal_error({"all": bona_fide}, {"all": attacks})[1], 4)}
    for name, threshold in thresholds.items():
        rates = {}
        if len(bona_fide):
            rates["bpcer"] = as_json(bpcer(bona_fide, threshold))
        if len(attacks):
            rates["apcer"] = as_json(apcer(attacks, threshold))
        if len(rates) == 2:
            rates["acer"] = round((rates["bpcer"]["value"] + rates["apcer"]["value"]) / 2, 4)
        result[name] = rates
    return result
