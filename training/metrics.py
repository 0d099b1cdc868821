"""Error rates of detectors of attacks, in the words of ISO/IEC 30107-3. Scores are higher the more bona fide something looks."""

from collections.abc import Mapping

import numpy as np

Z_95 = 1.959964
"""Of the normal distribution, for a two-sided 95 % interval."""


def auc(bona_fide: np.ndarray, attacks: np.ndarray) -> float:
    """Chance that a bona fide presentation scores above an attack, ties counting half (the statistic of Mann and Whitney)."""
    bona_fide, attacks = np.asarray(bona_fide, np.float64), np.sort(np.asarray(attacks, np.float64))
    below, upto = np.searchsorted(attacks, bona_fide, "left"), np.searchsorted(attacks, bona_fide, "right")
    return float((below + upto).sum() / (2 * len(bona_fide) * len(attacks)))


def apcer(attacks: np.ndarray, threshold: float) -> float:
    """Share of attacks that are taken for bona fide: those that score at the threshold or above it."""
    return float(np.mean(np.asarray(attacks) >= threshold))


def bpcer(bona_fide: np.ndarray, threshold: float) -> float:
    """Share of bona fide presentations that are taken for attacks: those that score below the threshold."""
    return float(np.mean(np.asarray(bona_fide) < threshold))


def apcer_by_kind(attacks: Mapping[str, np.ndarray], threshold: float) -> dict[str, float]:
    """APCER of each presentation attack instrument species; the standard's APCER is the worst of them."""
    return {kind: apcer(scores, threshold) for kind, scores in sorted(attacks.items())}


def equal_error(bona_fide: np.ndarray, attacks: np.ndarray) -> tuple[float, float]:
    """(rate, threshold) where APCER and BPCER are nearest to each other; the rate is their mean there."""
    bona_fide, attacks = np.sort(np.asarray(bona_fide, np.float64)), np.sort(np.asarray(attacks, np.float64))
    thresholds = np.unique(np.concatenate([bona_fide, attacks, [max(bona_fide[-1], attacks[-1]) + 1]]))
    # Half way between scores, so that a threshold does not sit on one.
    thresholds[1:] = (thresholds[1:] + thresholds[:-1]) / 2
    rejected = np.searchsorted(bona_fide, thresholds, "left") / len(bona_fide)
    accepted = 1 - np.searchsorted(attacks, thresholds, "left") / len(attacks)
    best = int(np.argmin(np.abs(rejected - accepted)))
    return float((rejected[best] + accepted[best]) / 2), float(thresholds[best])


def wilson(hits: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927). Pictures of one person are not independent: with few people it is too narrow."""
    if of == 0:
        return 0.0, 1.0
    share, z2 = hits / of, Z_95**2
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z_95 * np.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return float(max(0.0, centre - half)), float(min(1.0, centre + half))
