"""Thresholds for requests with the domain DESKTOP: set by webcams that no network was trained on. Each webcam is also judged by the thresholds of the others."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.face_pad.baseline import MODELS
from training.face_pad.evaluate import Face, Judge, Scored, calibrated, report, scored
from training.face_pad.fused import CONTEXT_SLOPE

ENTRIES = {entry["name"]: entry for entry in json.loads((MODELS / "manifest.json").read_text())["models"] if entry.get("type") == "PRESENTATION_ATTACK"}
BOTH = "/both/Concat_output_0"
"""The value in the graph of `pad-r-1` that holds what our network and `pad-m-1` score, [n, 2]."""


def ask_shipped(faces: Sequence[Face]) -> dict[str, Scored]:
    """What the pipelines that ship score, by their names, with what the SDK adds for missing surroundings."""
    model = onnx.load(MODELS / ENTRIES["pad-r-1"]["file"])
    weights = {one.name: numpy_helper.to_array(one).astype(float) for one in model.graph.initializer if one.name in ("slopes", "shift")}
    model.graph.ClearField("output")
    model.graph.output.append(helper.make_tensor_value_info(BOTH, TensorProto.FLOAT, None))
    with tempfile.TemporaryDirectory() as folder:
        onnx.save(model, Path(folder) / "both.onnx")
        judge = Judge(Path(folder) / "both.onnx", np.array([0, CONTEXT_SLOPE]))
        both = np.concatenate([judge.scores([face.read()]) for face in faces])
    return {"pad-r-1": scored(both @ weights["slopes"] + weights["shift"], faces), "pad-m-1": scored(both[:, 1], faces)}


def transfer(answers: Scored, general: dict[str, float]) -> dict[str, dict]:
    """By data set: AUC, EER, and the rates at `general` thresholds and at those that the other sets make."""
    results = {}
    for source in sorted(set(answers.sources)):
        others = calibrated(without(answers, source)).entry()["thresholds"]
        results[source] = {domain: report(answers.of(source), thresholds)[source] for domain, thresholds in (("GENERAL", general), ("DESKTOP", others))}
    return results


def without(answers: Scored, source: str) -> Scored:
    """Those of all other data sets."""
    kept = answers.sources != source
    return Scored(answers.scores[kept], answers.attacks[kept], answers.sources[kept])


def summary(results: dict[str, dict]) -> dict[str, dict]:
    """Means over data sets of BPCER, APCER and ACER, and the worst ACER, for each domain and calibration."""
    return {domain: {name: _means([one[domain][name] for one in results.values()]) for name in ("SOFT", "REGULAR", "HARD")} for domain in ("GENERAL", "DESKTOP")}


def _means(rates: list[dict]) -> dict[str, float]:
    refused = np.array([one["bpcer"]["value"] for one in rates])
    passed = np.array([max(kind["value"] for kind in one["apcer"].values()) for one in rates])
    means = {"bpcer": refused.mean(), "apcer": passed.mean(), "acer": (refused + passed).mean() / 2, "acerOfWorst": (refused + passed).max() / 2}
    return {name: round(float(value), 4) for name, value in means.items()}


def measured(answers: dict[str, Scored], also: dict[str, Scored]) -> dict[str, dict]:
    """By pipeline: what ships as `desktop` in the manifest, how well that way of setting thresholds goes on webcams left out, and what `also` comes to at what ships."""
    found = {}
    for name, one in answers.items():
        results, curve = transfer(one, ENTRIES[name]["calibration"]["thresholds"]), calibrated(one).entry()
        found[name] = {"desktop": curve, "summary": summary(results), "leftOut": results, "also": report(also[name], curve["thresholds"]) if also else {}}
    return found
