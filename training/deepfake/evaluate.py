"""What the network answers to pairs of people that it was not trained on."""

from collections import defaultdict

import numpy as np

from training.calibration import Calibration
from training.deepfake.judge import Judge
from training.deepfake.samples import Faces, PairMaker
from training.metrics import apcer, as_json, auc, bpcer, equal_error

SEED = 77
Scores = dict[str, np.ndarray]


def score_pairs(judge: Judge, faces: Faces, of_each_kind: int) -> tuple[Scores, Scores]:
    """Scores of bona fide faces by source, and of fakes by kind; always of the same pairs."""
    maker = PairMaker(faces)
    bona_fide, fakes = defaultdict(list), defaultdict(list)
    for number, kind in enumerate(faces.kinds()):
        rng = np.random.default_rng([SEED, number])
        for _ in range(of_each_kind):
            couple, pair = maker.make(kind, rng)
            real, fake = judge.scores(np.stack([pair.real, pair.fake]))
            bona_fide[couple.source].append(real)
            fakes[kind].append(fake)
    return {name: np.array(some) for name, some in bona_fide.items()}, {name: np.array(some) for name, some in fakes.items()}


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

