"""How far our network and the baseline are to be trusted, each: as far as they are right on data sets that ours was not trained on. On the others it is right too often."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from training.face_pad.evaluate import Answers, Scored, calibrated, fused, joined, parts_of, report

MOST = 3.0


@dataclass(frozen=True)
class LeftOut:
    """What both say where ours was trained without a data set: `apart`, of the other sets' people for calibration, and `tested`, of that set."""

    apart: Answers
    tested: Answers

    def write(self, path: Path) -> None:
        path.write_text(json.dumps({"apart": _as_json(self.apart), "tested": _as_json(self.tested)}))


def read_left_out(path: Path) -> LeftOut:
    kept = json.loads(path.read_text())
    return LeftOut(_from_json(kept["apart"]), _from_json(kept["tested"]))


def trust(left_out: Sequence[LeftOut]) -> tuple[float, float]:
    """What the log-odds of our network and of the baseline are multiplied with, before they are added, so that the sum is likeliest right on the sets left out: with one threshold for all of them,
    and each set and label counting alike. Sets of one label tell nothing."""
    presented = []
    for one in left_out:
        parts = parts_of(one.apart)
        own, baseline = (curve.log_odds(one.tested[name].scores) for name, curve in (("own", parts.own), ("baseline", parts.baseline)))
        bona_fide = one.tested["own"].attacks == "none"
        if 0 < bona_fide.sum() < len(bona_fide):
            presented.append((np.stack([own, baseline, np.ones_like(own)], 1), bona_fide))

    def surprise(weights: np.ndarray) -> float:
        odds = [(seen @ weights, bona_fide) for seen, bona_fide in presented]
        return float(np.mean([np.logaddexp(0, -one[bona_fide]).mean() + np.logaddexp(0, one[~bona_fide]).mean() for one, bona_fide in odds]))

    own, baseline, _ = minimize(surprise, [0.5, 0.5, 0], bounds=[(0, MOST), (0, MOST), (None, None)]).x
    return float(own), float(baseline)


def transferred(left_out: dict[str, LeftOut]) -> dict[str, dict]:
    """By data set left out, how well the sum does on it, and each part alone; trust and thresholds know nothing of that set."""
    results = {}
    for source, one in left_out.items():
        others = [other for name, other in left_out.items() if name != source]
        parts = parts_of(one.apart, trust(others) if others else (1, 1))
        scored = {"fused": (fused(one.apart, parts), fused(one.tested, parts))} | {name: (one.apart[name], one.tested[name]) for name in one.tested}
        results[source] = {name: report(tested, calibrated(apart).entry()["thresholds"])[source] for name, (apart, tested) in scored.items()}
    return results


def by_turns(apart: Answers, unseen: dict[str, Answers]) -> dict[str, dict]:
    """
    By data set that ours was not trained on, how well the sum does on it where trust and thresholds come of the others.

    :param apart: of the people that calibration has for itself, in what was trained on.
    """
    results = {}
    for source, tested in unseen.items():
        others = [other for name, other in unseen.items() if name != source]
        parts = parts_of(apart, trust([LeftOut(apart, other) for other in others]))
        thresholds = calibrated(fused(joined([apart, *others]), parts)).entry()["thresholds"]
        results[source] = report(fused(tested, parts), thresholds)[source]
    return results


def _as_json(answers: Answers) -> dict[str, list]:
    own = answers["own"]
    return {name: one.scores.tolist() for name, one in answers.items()} | {"attacks": own.attacks.tolist(), "sources": own.sources.tolist()}


def _from_json(kept: dict[str, list]) -> Answers:
    return {name: Scored(*(np.array(kept[field]) for field in (name, "attacks", "sources"))) for name in ("own", "baseline")}
