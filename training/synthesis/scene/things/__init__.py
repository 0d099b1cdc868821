"""Things that are no documents. Each is a function of (rng, backgrounds), `backgrounds` being picture files that a photo or poster may show."""

from training.synthesis.scene.props import DrawThing
from training.synthesis.scene.things import paper, tools

# What may take a document's place in a photo without one.
SUBJECTS: dict[str, DrawThing] = {
    "printed sheet": paper.printed,
    "blank sheet": paper.blank,
    "photo": paper.photo,
    "book": paper.book,
    "playing card": paper.playing_card,
    "banknote": paper.banknote,
    "sticky note": paper.sticky_note,
    "notebook": paper.notebook,
    "phone": tools.phone,
    "laptop": tools.laptop,
    "box": tools.box,
}
# What lies around.
AROUND: dict[str, DrawThing] = {
    **SUBJECTS,
    "more print": paper.printed,
    "more blank sheets": paper.blank,
    "pen": tools.pen,
    "another pen": tools.pen,
    "cup": tools.cup,
    "coin": tools.coin,
    "ruler": tools.ruler,
    "eraser": tools.eraser,
    "clip": tools.clip,
    "cable": tools.cable,
}
# What may lie on a document.
ON_TOP: dict[str, DrawThing] = {
    "pen": tools.pen,
    "clip": tools.clip,
    "sticker": paper.sticker,
    "sticky note": paper.sticky_note,
    "coin": tools.coin,
    "eraser": tools.eraser,
    "sheet": paper.blank,
    "cable": tools.cable,
}
