"""Things that are no documents. Each is a function of (rng, backgrounds)."""

from training.synthesis.scene.things import paper

SUBJECTS = {"printed sheet": paper.printed, "blank sheet": paper.blank, "photo": paper.photo}
AROUND = {"printed sheet": paper.printed, "blank sheet": paper.blank, "photo": paper.photo}
ON_TOP = {}
