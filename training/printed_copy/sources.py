"""What is trained on, and what is kept from it. Documents are split by the batches that share their designs, DLC by clips, things by who took them."""

from pathlib import Path

from training.document_attacks.photos import BATCH
from training.document_views.fit import Losses, Part
from training.document_views.index import Label

GENUINE, COPIES, THINGS, DLC, PLACED = "genuine", "copies", "things", "dlc", "placed"
MORE, FINISHED, MORE_COPIES = "more", "finished", "more-copies"
"""Documents drawn for one photo each: genuine ones that `portrait_substitution` draws, and copies by other printers."""
HELD_OUT = "-held-out"
LABELS: dict[str, Label] = {GENUINE: "real", COPIES: "attack", MORE: "real", FINISHED: "real", MORE_COPIES: "attack"}
"""Of sets of drawn photos."""
CALIBRATION = tuple(f"{source}-calibration" for source in (*LABELS, DLC))
"""Not trained on: what weighs the parts of the network, and its thresholds, are from these."""
TRAINED = (GENUINE, COPIES, THINGS, DLC, PLACED, MORE, FINISHED, MORE_COPIES)
COUNTS = {GENUINE: 37 * BATCH, COPIES: 18 * BATCH, MORE: 16 * BATCH, FINISHED: 14 * BATCH, MORE_COPIES: 25 * BATCH, f"{GENUINE}{HELD_OUT}": 10 * BATCH, f"{COPIES}{HELD_OUT}": 5 * BATCH}
FIRST_CALIBRATED = {GENUINE: 31 * BATCH, COPIES: 15 * BATCH, MORE: 14 * BATCH, FINISHED: 12 * BATCH, MORE_COPIES: 22 * BATCH}
"""Numbers from which on photos are for calibration."""
THINGS_USED, PLACES_USED = 60, 120
"""Pictures of things, and real photos whose copies are trained on and replaced."""
SHARDS = {COPIES: 3, DLC: 2, PLACED: 2}
"""Alterations of each picture that are trained on, where more than one."""
PORTRAITS = 0.75
"""Share of the portraits; the others are on held-out documents."""
WEIGHTS = {GENUINE: 3.0, COPIES: 3.0, THINGS: 0.6, DLC: 0.6, PLACED: 0.8, MORE: 1.5, FINISHED: 1.2, MORE_COPIES: 3.0}
"""How often a source is trained on. Of the labels each comes every other time."""
REGULAR_BPCER = None
"""REGULAR is at equal error: on what is calibrated on, every ninth honest document is refused there, and every ninth copy passes; at a BPCER of 5 % every sixth does."""
LOSSES = Losses(colour=0.3, pixels=0.15)
"""A grey photo of a document is no copy, and one whose pixels were lost is no document."""
BEGINNING = Path("public/models/screen-replay.onnx")
"""From the project's root: the network whose weights are learnt on from."""
PARTS = {"peaks": Part(5000, 40, 2e-3), "whole": Part(3600, 32, 2e-3), "texture": Part(700, 20, 8e-4)}
