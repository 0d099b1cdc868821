"""What the network answers to pairs of people that it was not trained on."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np

from training.calibration import Calibration
from training.deepfake.samples import Couple, Faces, Pair, PairMaker, Recipe
from training.metrics import apcer, as_json, auc, bpcer, equal_error

SEED = 77
Scores = dict[str, np.ndarray]


def fixed_pairs(faces: Faces, recipe: Recipe, show: Callable[..., Pair], of_each_kind: int) -> list[tuple[Couple, Pair]]:
    """Always the same ones."""
    maker = PairMaker(faces, recipe)
    generators = {kind: np.random.default_rng([SEED, number]) for number, kind in enumerate(faces.kinds())}
    couples = ((maker.couple(kind, rng), rng) for kind, rng in generators.items() for _ in range(of_each_kind))
    return [(couple, show(couple, rng)) for couple, rng in couples]


def score_pairs(scores_of: Callable[[np.ndarray], np.ndarray], pairs: list[tuple[Couple, Pair]]) -> tuple[Scores, Scores]:
    """Scores of bona fide faces by source, and of fakes by kind; `scores_of` takes what `fixed_pairs` shows of n faces."""
    bona_fide, fakes = defaultdict(list), defaultdict(list)
    for couple, pair in pairs:
        real, fake = scores_of(np.stack([pair.real, pair.fake]))
        bona_fide[couple.source].append(real)
        fakes[couple.kind].append(fake)
    return {name: np.array(some) for name, some in bona_fide.items()}, {name: np.array(some) for name, some in fakes.items()}


def areas(scores_of: Callable[[np.ndarray], np.ndarray], pairs: list[tuple[Couple, Pair]]) -> dict[str, float]:
    """AUC by kind, each against the faces that its fakes come with."""
    found: dict[str, float] = {}
    for kind in dict.fromkeys(couple.kind for couple, _ in pairs):
        bona_fide, fakes = score_pairs(scores_of, [one for one in pairs if one[0].kind == kind])
        found[kind] = auc(np.concatenate(list(bona_fide.values())), fakes[kind]).value
    return found


def summary(bona_fide: Scores, fakes: Scores, calibration: Calibration | None) -> dict[str, object]:
    """AUC by kind and source, the equal error rate, and APCER and BPCER at each threshold, with intervals."""
    real, fake = np.concatenate(list(bona_fide.values())), np.concatenate(list(fakes.values()))
    result: dict[str, object] = {
        "auc": as_json(auc(real, fake)),
        "eer": equal_error(bona_fide, fakes)[1],
        "aucByKind": {kind: as_json(auc(real, scores)) for kind, scores in fakes.items()},
        "aucBySource": {source: as_json(auc(scores, fake)) for source, scores in bona_fide.items()},
    }
    if calibration:
        for name, threshold in calibration.entry()["thresholds"].items():
            result[name] = {
                "apcer": {kind: as_json(apcer(scores, threshold)) for kind, scores in fakes.items()},
                "bpcer": {source: as_json(bpcer(scores, threshold)) for source, scores in bona_fide.items()},
            }
    return result

