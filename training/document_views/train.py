"""From cached samples to a network as it ships, with what weighs its parts and its thresholds."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from training.document_views.beginning import begin_at
from training.document_views.cache import path_of, read_shard
from training.document_views.evaluate import Scored, report
from training.document_views.fit import Losses, Part, answers_of, saved, train_part
from training.document_views.fuse import REGULAR_BPCER, calibrated, fuse
from training.document_views.network import Telling, ViewsNetwork
from training.document_views.views import SIDE, VIEWS
from training.document_views.windows import read_pictures
from training.export import exported


def training_arguments(parser: ArgumentParser, parts: dict[str, Part]) -> None:
    """Which of these parts learn, and for how long, for `parts_asked`."""
    parser.add_argument("--parts", nargs="*", choices=list(parts), default=list(parts), help="the others stay what they were")
    parser.add_argument("--steps", type=int, help="of each of these parts, where not as many as sources.py says")
    parser.add_argument("--rate", type=float, help="of each of these parts at most, where not as sources.py says")
    parser.add_argument("--seed", type=int, default=1, help="another one to train on what is trained")


def parts_asked(options: Namespace, parts: dict[str, Part]) -> dict[str, Part]:
    return {name: replace(parts[name], steps=options.steps or parts[name].steps, rate=options.rate or parts[name].rate) for name in options.parts}


def train_parts(work: Path, name: str, sources: Sequence[str], shards: int, weights: dict[str, float], parts: dict[str, Part], losses: Losses = Losses(), beginning: Path | None = None, seed: int = 1) -> ViewsNetwork:
    """Trains these parts on the cached shards of these sources, `texture` on their pictures, the others staying what they were, and keeps them in WORK/NAME.pt.

    `beginning`: an exported network whose weights are learnt on from, where there is no WORK/NAME.pt. `seed`: another one where a part
    that was trained is trained on, so that it sees other samples."""
    cached = [read_shard(work, source, shard) for source in sources for shard in range(shards) if (path_of(work, source, shard) / "real.npy").exists()]
    torch.manual_seed(0)
    network = ViewsNetwork()
    path = work / f"{name}.pt"
    if path.exists():
        network.load_state_dict(torch.load(path))
    elif beginning is not None:
        begin_at(network, beginning, cached)
    for part, how in parts.items():
        learnt = [read_pictures(work, source) for source in sources] if part == "texture" else cached
        train_part(network, part, learnt, weights, how, seed, losses)
        saved(network, path)
    return network


def export_weighed(work: Path, name: str, network: ViewsNetwork, calibration: Sequence[str], shards: int, regular_bpcer: float | None = REGULAR_BPCER) -> dict:
    """Weighs the parts and sets the thresholds on sources that none was trained on, and exports WORK/NAME.onnx. What the manifest needs, the weights, and how
    it does on these sources, by which one network is to be chosen over another."""
    cached = [read_shard(work, source, shard) for shard in range(shards) for source in calibration]
    answers = np.concatenate([answers_of(network, shard) for shard in cached])
    real = np.concatenate([shard.real for shard in cached])
    sources = np.concatenate([[shard.source] * len(shard.real) for shard in cached])
    fuse(network, answers, real, sources)
    facts = exported(Telling(network), torch.rand(VIEWS, 3, SIDE, SIDE) * 2 - 1, work / f"{name}.onnx", "views", "score", "map")
    weights = [*network.score.weight[0].tolist(), *network.score.bias.tolist()]
    # Shard 0: the pictures as they are.
    as_they_are = slice(0, sum(len(shard.real) for shard in cached[: len(calibration)]))
    scores = answers[as_they_are] @ np.array(weights[:-1]) + weights[-1]
    scored = Scored(scores, real[as_they_are], sources[as_they_are])
    entry = calibrated(scored, regular_bpcer).entry()
    return facts | {"weights": weights, "calibration": entry, "calibratedOn": report(scored, entry["thresholds"])}
