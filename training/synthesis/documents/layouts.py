"""Layouts of the training documents. Each draws onto a draft whose canvas has the document's own size."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from training.synthesis.documents import upright
from training.synthesis.documents.draft import Draft, column, ghost, ground, header, put_portrait, sign, small_emblem, zone
from training.synthesis.documents.theme import MONO
from training.synthesis.drawing import marks

_NAMES = ["surname", "given"]
_REST = ["birth", "place", "sex", "nationality", "number", "personal", "issue", "expiry", "authority"]


def _pick(draft: Draft, low: int, high: int) -> list[str]:
    """Names, and some of the other fields in the usual order."""
    count = int(draft.rng.integers(low, high + 1))
    chosen = set(draft.rng.permutation(len(_REST))[: count - 2].tolist()) | {0}
    return _NAMES + [name for i, name in enumerate(_REST) if i in chosen]


def _card(draft: Draft, right: bool, width: float, columns: int, fields: tuple[int, int], shape: str = "box", foot: float = 0, banner: float | None = None, inset: float = 0) -> None:
    """Header, portrait at one side, the fields beside it.

    width: of the portrait. foot, inset: what stays free at the bottom and at the left.
    """
    (rng, canvas) = (draft.rng, draft.canvas)
    ground(draft)
    top = banner if banner is not None else rng.uniform(6, 11)
    header(draft, "card", 0, rng.uniform(0.5, 2), canvas.width, top)
    top += rng.uniform(2, 4)
    margin = rng.uniform(2.5, 5)
    height = min(width * rng.uniform(1.2, 1.35), canvas.height - top - foot - 2)
    width = min(width, height / 1.15)
    x = canvas.width - margin - width if right else margin
    free = canvas.height - top - foot - height - 1.5
    y = top + rng.uniform(0, max(0.0, min(free, 4)))
    put_portrait(draft, x, y, width, height, shape)
    left = margin + inset if right else x + width + rng.uniform(2, 4)
    room = (x - 2 if right else canvas.width - margin) - left
    names = _pick(draft, *fields)
    below = canvas.height - top - foot - 3
    signed = rng.random() < 0.7
    if signed:
        if free > 9 and rng.random() < 0.6:
            sign(draft, x, y + height + 0.5, width, min(free - 2, 9))
        else:
            share = rng.uniform(0.3, 0.5)
            sign(draft, left + room * (1 - share), canvas.height - foot - 10, room * share, 7)
            below -= 8
    style = "left" if columns == 1 and rng.random() < 0.2 else "above"
    if columns == 1:
        wide = room * (0.72 if rng.random() < 0.5 else 1)
        column(draft, names, left, top, wide, below, style)
        if wide < room and rng.random() < 0.7:
            ghost(draft, left + wide + 1, top + rng.uniform(0, below * 0.5), min(room - wide - 1, 13))
    else:
        half = (len(names) + 1) // 2
        size = rng.uniform(2.3, 3)
        column(draft, names[:half], left, top, room * 0.52, below, style, size)
        column(draft, names[half:], left + room * 0.55, top, room * 0.45, below, style, size)
    if "number" not in draft.printed or rng.random() < 0.3:
        at = canvas.width - 3 if rng.random() < 0.6 else canvas.width / 2
        canvas.text(at, canvas.height - foot - 1.6, draft.say("number"), MONO[0][1] if rng.random() < 0.5 else draft.theme.title_font, rng.uniform(2.6, 4.2), draft.theme.value, "r")
    if rng.random() < 0.25:
        marks.electronic_sign(canvas, canvas.width - 12, 2.5, 7, draft.theme.accent)


def card_left(draft: Draft) -> None:
    _card(draft, False, draft.rng.uniform(20, 26), 1, (5, 7))


def card_right(draft: Draft) -> None:
    _card(draft, True, draft.rng.uniform(20, 27), 1, (5, 7))


def card_large(draft: Draft) -> None:
    """A portrait almost as high as the card, as newer cards have."""
    _card(draft, bool(draft.rng.random() < 0.25), draft.rng.uniform(30, 36), int(draft.rng.integers(1, 3)), (5, 8), "box" if draft.rng.random() < 0.5 else "soft", banner=draft.rng.uniform(4, 6))


def card_crowded(draft: Draft) -> None:
    """A small portrait, and many fields in two columns."""
    _card(draft, bool(draft.rng.random() < 0.3), draft.rng.uniform(15, 20), 2, (8, 11))


def card_oval(draft: Draft) -> None:
    _card(draft, bool(draft.rng.random() < 0.4), draft.rng.uniform(22, 28), 1, (5, 7), "oval")


def card_with_chip(draft: Draft) -> None:
    """Contacts among the fields, in the place that ISO/IEC 7816-2 gives them."""
    _card(draft, True, draft.rng.uniform(20, 24), 1, (4, 6), inset=20)
    marks.chip(draft.rng, draft.canvas, draft.rng.uniform(8.5, 9.5), draft.rng.uniform(18, 20))


def card_with_zone(draft: Draft) -> None:
    """A three-line zone on the front, below a small portrait."""
    _card(draft, bool(draft.rng.random() < 0.3), draft.rng.uniform(17, 21), int(draft.rng.integers(1, 3)), (5, 7), foot=14.5)
    zone(draft, "td1", draft.canvas.height - 0.8)


def card_banded(draft: Draft) -> None:
    """Bands of full colour at the top, the foot or a side."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    foot = rng.uniform(4, 9)
    _card(draft, bool(rng.random() < 0.5), rng.uniform(19, 24), 1, (4, 6), foot=foot, banner=rng.uniform(8, 12))
    canvas.box(0, canvas.height - foot, canvas.width, foot, theme.accent, rng.uniform(0.7, 1))
    light = (250.0, 250.0, 250.0) if not theme.dark else (15.0, 15.0, 20.0)
    canvas.text(canvas.width / 2, canvas.height - foot * 0.3, draft.locale.title("card"), theme.title_font, foot * 0.55, light, "m", canvas.width - 8)
    if rng.random() < 0.4:
        canvas.box(0, canvas.height - foot - 1, canvas.width, 0.6, theme.inks[1])


def card_sparse(draft: Draft) -> None:
    """Hardly more than a portrait and a name, much of the card empty."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    if rng.random() < 0.4:
        ground(draft)
    else:
        canvas.pixels[:] = theme.paper[0]
    width = rng.uniform(16, 25)
    x = rng.uniform(3, 8) if rng.random() < 0.7 else canvas.width - width - rng.uniform(3, 8)
    y = rng.uniform(8, 18)
    put_portrait(draft, x, y, width, min(width * 1.28, canvas.height - y - 3))
    left = x + width + 4 if x < 40 else 5
    column(draft, _NAMES + (["number"] if rng.random() < 0.5 else ["expiry"]), left, rng.uniform(14, 24), canvas.width - width - 18, 24, "above" if rng.random() < 0.6 else "none", rng.uniform(2.8, 4.5))
    canvas.text(rng.uniform(4, 10) if rng.random() < 0.5 else left, rng.uniform(5, 8), draft.locale.title("card"), theme.title_font, rng.uniform(3, 5), theme.accent, room=60)
    if rng.random() < 0.5:
        canvas.box(0, 0 if rng.random() < 0.5 else canvas.height - 3, canvas.width, rng.uniform(1.5, 3), theme.accent)
    if rng.random() < 0.4:
        small_emblem(draft, canvas.width - 14, 3, 10)


def card_upright(draft: Draft) -> None:
    """A card whose top is a short side."""
    (rng, canvas) = (draft.rng, draft.canvas)
    ground(draft)
    top = rng.uniform(8, 14)
    header(draft, "card", 0, rng.uniform(1, 5), canvas.width, top)
    width = rng.uniform(21, 30)
    height = width * rng.uniform(1.15, 1.3)
    x = (canvas.width - width) / 2 if rng.random() < 0.6 else rng.uniform(3, canvas.width - width - 3)
    y = top + rng.uniform(5, 7)
    put_portrait(draft, x, y, width, height, "oval" if rng.random() < 0.15 else "box")
    below = y + height + 2
    end = canvas.height - 3
    if rng.random() < 0.4:
        end -= 8
        marks.bars(rng, canvas, 8, canvas.height - 9, canvas.width - 16, 6, (15, 15, 15))
    column(draft, _pick(draft, 3, 5), 4, below, canvas.width - 8, end - below, "above" if rng.random() < 0.7 else "left", rng.uniform(2.6, 3.8))
    if rng.random() < 0.3:
        sign(draft, canvas.width - 24, end - 7, 20, 6)


def licence(draft: Draft) -> None:
    """The kind of directive 2006/126/EC: numbered fields, a letter for the state in a corner, categories at the foot."""
    (rng, canvas, theme, locale) = (draft.rng, draft.canvas, draft.theme, draft.locale)
    ground(draft)
    canvas.box(2.5, 2.5, 10, 7.5, (20, 50, 145))
    canvas.text(7.5, 8, locale.code.strip("<"), theme.title_font, 3.6, (250, 250, 250), "m", 8)
    canvas.text(15, 6.5, locale.title("licence"), theme.title_font, rng.uniform(3.2, 4.6), theme.accent, room=44)
    canvas.text(canvas.width - 3, 5, locale.country, theme.title_font, 2.3, theme.accent, "r", 26)
    width = rng.uniform(20, 25)
    right = rng.random() < 0.15
    x = canvas.width - width - 3 if right else rng.uniform(3, 5)
    put_portrait(draft, x, rng.uniform(12, 15), width, width * rng.uniform(1.2, 1.32), "soft" if rng.random() < 0.4 else "box")
    left = 4 if right else x + width + 3
    room = canvas.width - width - 14
    rows = [("1.", "surname"), ("2.", "given"), ("3.", "birth"), ("4a.", "issue"), ("4c.", "authority"), ("4b.", "expiry"), ("4d.", "personal"), ("5.", "number")]
    step = rng.uniform(3.7, 4.3)
    size = rng.uniform(2.5, 3.1)
    for i, (number, name) in enumerate(rows):
        y = 14 + i * step
        canvas.text(left, y, number, theme.caption_font, size * 0.75, theme.caption)
        canvas.text(left + 5, y, draft.say(name) + (", " + draft.say("place") if name == "birth" and rng.random() < 0.7 else ""), theme.value_font, size, theme.value, room=room - 5)
    canvas.text(left, 14 + 8 * step, "7.", theme.caption_font, size * 0.75, theme.caption)
    marks.signature(rng, canvas, left + 5, 11.5 + 8 * step, 22, 6, theme.value)
    canvas.text(left, canvas.height - 2, "9.  " + "/".join(["AM", "B", "BE", "C1", "C", "A2"][: int(rng.integers(1, 7))]), theme.value_font, size, theme.value)
    if rng.random() < 0.5:
        ghost(draft, canvas.width - 15 if not right else 45, 34, 11)


def passport(draft: Draft) -> None:
    """A data page as Doc 9303-4 lays it out: portrait left, fields beside it, two lines at the foot."""
    (rng, canvas, theme, locale) = (draft.rng, draft.canvas, draft.theme, draft.locale)
    ground(draft)
    top = zone(draft, "td3", canvas.height - rng.uniform(1.5, 4))
    header(draft, "passport", 0, rng.uniform(1, 4), canvas.width, rng.uniform(7, 10))
    y = rng.uniform(14, 19)
    width = rng.uniform(28, 37)
    height = min(width * rng.uniform(1.22, 1.32), top - y - 2)
    x = rng.uniform(3, 8)
    put_portrait(draft, x, y, width, height, "soft" if rng.random() < 0.25 else "box")
    left = x + width + rng.uniform(3, 7)
    room = canvas.width - left - 4
    for i, (caption, value) in enumerate([("Type", "P"), ("Code", locale.code.strip("<")), ("Passport No.", draft.say("number"))]):
        canvas.text(left + i * room * 0.25, y - 1.6, caption, theme.caption_font, 1.6, theme.caption)
        canvas.text(left + i * room * 0.25, y + 1.6, value, theme.value_font, 3.1, theme.value)
    below = top - y - 4
    size = rng.uniform(2.7, 3.4)
    if rng.random() < 0.5:
        column(draft, ["surname", "given", "nationality", "birth", "place", "issue", "expiry", "authority"][: int(rng.integers(6, 9))], left, y + 3, room * 0.66, below, size=size)
        column(draft, ["sex", "personal"], left + room * 0.7, y + 16, room * 0.3, below * 0.5, size=size)
        if rng.random() < 0.6:
            ghost(draft, canvas.width - 19, y + rng.uniform(0, 26), rng.uniform(10, 15))
        if rng.random() < 0.7:
            sign(draft, left + room * 0.6, top - 11, room * 0.38, 8)
    else:
        column(draft, ["surname", "given", "nationality"], left, y + 3, room, below * 0.4, size=size)
        column(draft, ["birth", "sex", "issue", "expiry"], left, y + 3 + below * 0.42, room * 0.48, below * 0.58, size=size)
        column(draft, ["place", "personal", "authority"], left + room * 0.52, y + 3 + below * 0.42, room * 0.48, below * 0.45, size=size)
        if rng.random() < 0.6:
            sign(draft, x, y + height - 0.5, width, max(3.0, min(8.0, top - y - height - 2)))
    if rng.random() < 0.4:
        canvas.text(canvas.width - 2.2, rng.uniform(20, 30), draft.say("number"), theme.value_font, 3.2, (150, 30, 40), "l", angle=-90)


def passport_modern(draft: Draft) -> None:
    """A page of polycarbonate: large engraved portrait, no band for the zone, a second portrait at the other side."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    ground(draft)
    top = zone(draft, "td3", canvas.height - rng.uniform(1.5, 3))
    canvas.text(rng.uniform(4, 8), 7, draft.locale.title("passport"), theme.title_font, rng.uniform(4, 6), theme.accent, room=44)
    canvas.text(canvas.width - 5, 6.5, draft.locale.country, theme.title_font, rng.uniform(2.8, 4), theme.accent, "r", 66)
    width = rng.uniform(35, 42)
    right = rng.random() < 0.25
    x = canvas.width - width - 4 if right else rng.uniform(2, 6)
    height = min(width * 1.28, top - 11)
    put_portrait(draft, x, rng.uniform(9, 10), width, height, "soft" if rng.random() < 0.6 else "box")
    left = 6 if right else x + width + 5
    room = (x if right else canvas.width) - left - 5
    column(draft, _pick(draft, 6, 9), left, 11, room * 0.7, top - 14, "above", rng.uniform(2.6, 3.4))
    if rng.random() < 0.8:
        ghost(draft, left + room * 0.72, rng.uniform(14, 30), room * 0.26)
    if rng.random() < 0.5:
        sign(draft, left + room * 0.55, top - 10, room * 0.4, 7)
    if rng.random() < 0.5:
        marks.electronic_sign(canvas, canvas.width / 2 - 4, 2.5, 8, theme.accent)


def internal_passport(draft: Draft) -> None:
    """An older page of paper: few lines, a number along the edge, an ornament, much empty space."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    ground(draft)
    bottom = canvas.height - 2
    if rng.random() < 0.4:
        bottom = zone(draft, "td3", canvas.height - 2)
    elif rng.random() < 0.5:
        bottom -= rng.uniform(12, 28)
    if rng.random() < 0.7:
        x = np.linspace(0, canvas.width, 500)
        length = rng.uniform(3, 9)
        for y in (1.5, 4.5) if rng.random() < 0.5 else (2.5,):
            for phase in np.linspace(0, 2 * np.pi, int(rng.integers(2, 7)), endpoint=False):
                canvas.lines([np.stack([x, y + 1.3 * np.sin(2 * np.pi * x / length + phase)], -1)], theme.accent, 2, 0.7)
    width = rng.uniform(30, 37)
    x = rng.uniform(4, 10) if rng.random() < 0.8 else canvas.width - width - 10
    y = rng.uniform(14, 22)
    put_portrait(draft, x, y, width, min(width * 1.28, bottom - y - 1))
    left = x + width + 6 if x < 40 else 8
    room = canvas.width - width - 28
    names = ["surname", "given", "sex", "birth", "place"]
    step = (bottom - 14) / 6.5
    for i, name in enumerate(names):
        line = 14 + (i + 0.7) * step
        canvas.text(left, line, draft.locale.caption(name), theme.caption_font, 1.9, theme.caption, room=room * 0.24)
        canvas.text(left + room * 0.62, line, draft.say(name), theme.value_font, rng.uniform(3.2, 4), theme.value, "m", room * 0.7)
        if rng.random() < 0.8:
            canvas.lines([np.array([[left + room * 0.25, line + 1], [left + room, line + 1]])], theme.caption, 1, 0.7)
    number = draft.say("number")
    red = (170.0, 40.0, 45.0) if rng.random() < 0.6 and not theme.dark else theme.value
    if rng.random() < 0.7:
        canvas.text(canvas.width - 3 if x < 40 else 6, rng.uniform(45, 60), number, theme.value_font, 4.2, red, "m", angle=90)
    else:
        canvas.text(left, 10, number, theme.value_font, 4.2, red)
    if rng.random() < 0.3:
        marks.stamp(rng, canvas, x + width * rng.uniform(0.5, 1), y + 40, rng.uniform(9, 13), draft.locale.english, theme.caption_font)


def back_with_zone(draft: Draft) -> None:
    """The back of a card: fields, a zone, often a chip or a barcode."""
    (rng, canvas) = (draft.rng, draft.canvas)
    ground(draft)
    top = zone(draft, "td1", canvas.height - rng.uniform(0.8, 3))
    chip = rng.random() < 0.4
    if chip:
        marks.chip(rng, canvas, rng.uniform(8.5, 10), rng.uniform(16, 18))
    left = 26 if chip else rng.uniform(4, 8)
    column(draft, ["address", "authority", "issue", "personal"][: int(rng.integers(2, 5))], left, rng.uniform(3, 6), rng.uniform(34, 48), top - 8)
    if rng.random() < 0.5:
        marks.bars(rng, canvas, canvas.width - 10, 4, 6, top - 7, (20, 20, 20), upright=True)
    elif rng.random() < 0.5:
        marks.square_code(rng, canvas, canvas.width - 22, 5, rng.uniform(12, 18), (20, 20, 20))
    else:
        small_emblem(draft, canvas.width - 22, 5, rng.uniform(10, 18))


def back_with_code(draft: Draft) -> None:
    """The back of a card: rules in small print above or below a stacked barcode."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    ground(draft)
    height = rng.uniform(9, 16)
    y = rng.uniform(4, 8) if rng.random() < 0.5 else canvas.height - height - 4
    canvas.box(4, y - 1, canvas.width - 8, height + 2, (250, 250, 250))
    (marks.stacked if rng.random() < 0.7 else marks.bars)(rng, canvas, 6, y, canvas.width - 12, height, (15, 15, 15))
    start = y + height + 5 if y < 20 else 5
    for i in range(int(rng.integers(3, 8))):
        text = f"{draft.locale.authority} · {draft.locale.english} · {draft.locale.caption('authority')} {draft.locale.title('card')}"
        canvas.text(6, start + i * 2.6, text[int(rng.integers(0, 12)) :], theme.caption_font, 1.7, theme.caption, room=canvas.width - 12)
    column(draft, ["address", "number"], 6, start + 19, 50, max(6.0, min(14.0, canvas.height - start - 22)))


def back_of_licence(draft: Draft) -> None:
    """The table of categories with its dates."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    ground(draft)
    rows = ["AM", "A1", "A2", "A", "B1", "B", "C1", "C", "D1", "D", "BE", "C1E", "CE", "T"][: int(rng.integers(9, 15))]
    (left, right, top) = (rng.uniform(4, 22), canvas.width - 3, rng.uniform(3, 6))
    step = (canvas.height - top - 6) / (len(rows) + 1)
    edges = [left, left + 8, left + 20, left + 20 + (right - left - 20) / 3, left + 20 + (right - left - 20) * 2 / 3, right]
    lines = [np.array([[left, top + i * step], [right, top + i * step]]) for i in range(len(rows) + 2)]
    canvas.lines(lines + [np.array([[x, top], [x, top + (len(rows) + 1) * step]]) for x in edges], theme.caption, 1, 0.8)
    for i, heading in enumerate(["9.", "", "10.", "11.", "12."]):
        canvas.text(edges[i] + 1, top + step * 0.75, heading, theme.caption_font, step * 0.65, theme.caption)
    for i, name in enumerate(rows):
        y = top + (i + 1.75) * step
        canvas.text(edges[0] + 1, y, name, theme.value_font, step * 0.75, theme.value)
        if rng.random() < 0.4:
            canvas.text(edges[2] + 1, y, draft.person.values["issue"], theme.value_font, step * 0.7, theme.value, room=edges[3] - edges[2] - 2)
            canvas.text(edges[3] + 1, y, draft.person.values["expiry"], theme.value_font, step * 0.7, theme.value, room=edges[4] - edges[3] - 2)


def back_with_stripe(draft: Draft) -> None:
    """A magnetic stripe, a white strip for the signature, a code."""
    (rng, canvas) = (draft.rng, draft.canvas)
    ground(draft)
    y = rng.uniform(4, 6)
    canvas.box(0, y, canvas.width, rng.uniform(9.5, 12.7), (28, 24, 22))
    canvas.box(5, y + 15, rng.uniform(40, 60), 8, (246, 246, 242))
    marks.signature(rng, canvas, 8, y + 15, 32, 8, (20, 25, 90))
    column(draft, ["number", "address"], 5, y + 27, 46, 16)
    if rng.random() < 0.6:
        marks.square_code(rng, canvas, canvas.width - 18, canvas.height - 18, 14, (15, 15, 15))
    else:
        marks.bars(rng, canvas, canvas.width - 35, canvas.height - 10, 30, 7, (15, 15, 15))


@dataclass(frozen=True)
class Layout:
    draw: Callable[[Draft], None]
    format: str
    weight: float
    upright: bool = False
    """Its top is a short side."""


FRONTS = [
    Layout(card_left, "ID-1", 1.3),
    Layout(card_right, "ID-1", 1.1),
    Layout(card_large, "ID-1", 1.2),
    Layout(card_crowded, "ID-1", 0.8),
    Layout(card_oval, "ID-1", 0.5),
    Layout(card_with_chip, "ID-1", 0.6),
    Layout(card_with_zone, "ID-1", 0.7),
    Layout(card_banded, "ID-1", 0.7),
    Layout(card_sparse, "ID-1", 0.8),
    Layout(card_upright, "ID-1", 1.0, True),
    Layout(licence, "ID-1", 1.0),
    Layout(passport, "ID-3", 2.2),
    Layout(passport_modern, "ID-3", 1.2),
    Layout(internal_passport, "ID-3", 1.4),
]
BACKS = [Layout(back_with_zone, "ID-1", 2), Layout(back_with_code, "ID-1", 1), Layout(back_of_licence, "ID-1", 1), Layout(back_with_stripe, "ID-1", 0.6)]
UPRIGHTS = [Layout(draw, "ID-1", 1.0, True) for draw in (card_upright, *upright.LAYOUTS)]
"""Drawn where a set asks for them; `FRONTS` has one of them, and stays as it is, so that what a seed draws does."""
