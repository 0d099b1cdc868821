"""What is trained on, and what is kept from it. Documents are split by the batches that share their designs, DLC by clips, things by who took them."""

from pathlib import Path

from training.document_attacks.photos import BATCH
from training.document_views.fit import Part

GENUINE, COPIES, THINGS, DLC, PLACED = "genuine", "copies", "things", "dlc", "placed"
HELD_OUT = "-held-out"
CALIBRATION = (f"{GENUINE}-calibration", f"{COPIES}-calibration", f"{DLC}-calibration")
"""Not trained on: what weighs the parts of the network, and its thresholds, are from these."""
TRAINED = (GENUINE, COPIES, THINGS, DLC, PLACED)
COUNTS = {GENUINE: 37 * BATCH, COPIES: 18 * BATCH, f"{GENUINE}{HELD_OUT}": 10 * BATCH, f"{COPIES}{HELD_OUT}": 5 * BATCH}
FIRST_CALIBRATED = {GENUINE: 31 * BATCH, COPIES: 15 * BATCH}
"""Numbers from which on photos are for calibration."""
THINGS_USED, PLACES_USED = 60, 120
"""Pictures of things, and real photos whose copies are trained on and replaced."""
SHARDS = {COPIES: 3, DLC: 2, PLACED: 2}
"""Alterations of each picture that are trained on, where more than one."""
PORTRAITS = 0.75
"""Share of the portraits; the others are on held-out documents."""
WEIGHTS = {GENUINE: 3.0, COPIES: 3.0, THINGS: 0.6, DLC: 0.6, PLACED: 0.8}
"""How often a source is trained on. Of the labels each comes every other time."""
COLOURLESS = 0.3
"""Share of samples of either label that lose their colour: a grey photo of a document is no copy."""
BEGINNING = Path("public/models/screen-replay.onnx")
"""From the project's root: the network whose weights are learnt on from."""
PARTS = {"peaks": Part(5000, 40, 2e-3), "whole": Part(3600, 32, 2e-3), "texture": Part(700, 20, 8e-4)}
