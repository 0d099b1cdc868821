"""Layouts of cards whose top is a short side, beside `card_upright`: drawn where a set asks for `side="upright"`, so that other sets stay as they were drawn."""

from training.synthesis.documents.draft import Draft, column, ghost, ground, header, put_portrait, sign, small_emblem
from training.synthesis.drawing import marks

_FIELDS = ["birth", "sex", "nationality", "number", "personal", "issue", "expiry", "authority", "place"]


def _fields(draft: Draft, low: int, high: int) -> list[str]:
    count = int(draft.rng.integers(low, high + 1))
    return ["surname", "given", *(_FIELDS[i] for i in sorted(draft.rng.permutation(len(_FIELDS))[:count].tolist()))]


def headed(draft: Draft, least: float, most: float, lowest: float) -> float:
    """Ground and header; how far down the header reaches, between `least` and `most`. `lowest`: how far from the top it may begin."""
    ground(draft)
    top = draft.rng.uniform(least, most)
    header(draft, "card", 0, draft.rng.uniform(0.5, lowest), draft.canvas.width, top)
    return top


def beside(draft: Draft) -> None:
    """The portrait at one side under the header, some fields beside it, more below."""
    (rng, canvas) = (draft.rng, draft.canvas)
    top = headed(draft, 7, 13, 3)
    width = rng.uniform(17, 25)
    height = width * rng.uniform(1.2, 1.35)
    right = rng.random() < 0.4
    margin, y = rng.uniform(2.5, 4), top + rng.uniform(4, 8)
    put_portrait(draft, canvas.width - margin - width if right else margin, y, width, height, str(rng.choice(["box", "soft", "oval"], p=[0.7, 0.15, 0.15])))
    left, room = (margin if right else margin + width + 2), canvas.width - width - 2 * margin - 2
    names = _fields(draft, 3, 7)
    upper = int(rng.integers(1, 4))
    column(draft, names[-upper:], left, y, room, height, "above", rng.uniform(2.2, 3))
    end = canvas.height - rng.uniform(3, 12)
    column(draft, names[:-upper], margin, y + height + 3, canvas.width - 2 * margin, end - y - height - 4, "above" if rng.random() < 0.7 else "left", rng.uniform(2.6, 4))
    if rng.random() < 0.4:
        sign(draft, margin, end - 6, rng.uniform(18, 30), 6)
    if rng.random() < 0.3:
        ghost(draft, canvas.width - 14, end - 16, 11)


def large(draft: Draft) -> None:
    """A portrait nearly as wide as the card, the name in large letters, hardly more."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    top = headed(draft, 6, 12, 2)
    width = rng.uniform(28, 40)
    height = min(width * rng.uniform(1.1, 1.3), 46)
    put_portrait(draft, (canvas.width - width) / 2 + rng.uniform(-3, 3), top + rng.uniform(3, 5), width, height, "soft" if rng.random() < 0.25 else "box")
    y = top + 6 + height
    name = f"{draft.say('given')} {draft.say('surname')}"
    canvas.text(canvas.width / 2, y + 3.5, name, theme.title_font, rng.uniform(3.2, 5), theme.value, "m", canvas.width - 6)
    column(draft, _fields(draft, 1, 3)[2:], rng.uniform(3, 10), y + 6, canvas.width - 14, canvas.height - y - 9, "above" if rng.random() < 0.5 else "none", rng.uniform(2.4, 3.4))


def licence(draft: Draft) -> None:
    """Title and state on a band, numbered fields in narrow lines about the portrait, at times a line that says until when somebody is a minor, and a code at the foot."""
    (rng, canvas, theme, locale) = (draft.rng, draft.canvas, draft.theme, draft.locale)
    ground(draft)
    band = rng.uniform(9, 15)
    canvas.box(0, 0, canvas.width, band, theme.accent, rng.uniform(0.5, 1))
    light = (20.0, 20.0, 30.0) if theme.dark else (252.0, 252.0, 248.0)
    canvas.text(canvas.width / 2, band * 0.48, locale.country, theme.title_font, band * 0.4, light, "m", canvas.width - 6)
    canvas.text(canvas.width / 2, band * 0.85, locale.title("licence"), theme.title_font, band * 0.26, light, "m", canvas.width - 6)
    width = rng.uniform(20, 27)
    height = width * rng.uniform(1.2, 1.3)
    right, y = rng.random() < 0.5, band + rng.uniform(2, 16)
    put_portrait(draft, canvas.width - 3 - width if right else 3, y, width, height)
    rows = [("4d", "number"), ("3", "birth"), ("4b", "expiry"), ("4a", "issue"), ("15", "sex")]
    size, left = rng.uniform(2.2, 3), 3 if right else width + 5
    for i, (number, name) in enumerate(rows[: int(rng.integers(3, 6))]):
        canvas.text(left, y + 3 + i * 5, f"{number} {draft.caption(name)}", theme.caption_font, size * 0.6, theme.caption, room=canvas.width - width - 8)
        canvas.text(left, y + 5.4 + i * 5, draft.say(name), theme.value_font, size, theme.value, room=canvas.width - width - 8)
    below = y + height + 3
    if rng.random() < 0.4:
        canvas.box(3, below - 1, canvas.width - 6, 4, (190, 30, 40), 0.9)
        canvas.text(canvas.width / 2, below + 2, f"21: {draft.person.values['expiry']}", theme.title_font, 2.8, (250, 250, 250), "m", canvas.width - 8)
        below += 6
    column(draft, ["surname", "given", "address", "place"][: int(rng.integers(2, 5))], 3, below, canvas.width - 6, min(20, canvas.height - below - 10), "none" if rng.random() < 0.5 else "above", rng.uniform(2.5, 3.4))
    if rng.random() < 0.4:
        marks.bars(rng, canvas, 6, canvas.height - 8, canvas.width - 12, 5, (15, 15, 15))
    elif rng.random() < 0.6:
        ghost(draft, canvas.width - 13 if rng.random() < 0.5 else 4, canvas.height - 16, 9)


def banded(draft: Draft) -> None:
    """A band of full colour along a side or across the card, the portrait over its edge."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    if rng.random() < 0.5:
        ground(draft)
    else:
        canvas.pixels[:] = theme.paper[0]
    across = rng.random() < 0.6
    share = rng.uniform(0.25, 0.45) * (canvas.height if across else canvas.width)
    if across:
        canvas.box(0, 0, canvas.width, share, theme.accent, rng.uniform(0.6, 1))
    else:
        canvas.box(0, 0, share, canvas.height, theme.accent, rng.uniform(0.6, 1))
    small_emblem(draft, rng.uniform(2, canvas.width - 14), 2, rng.uniform(7, 11))
    light = (20.0, 20.0, 30.0) if theme.dark else (252.0, 252.0, 248.0)
    canvas.text(canvas.width / 2, rng.uniform(9, 14), draft.locale.title("card"), theme.title_font, rng.uniform(3, 4.5), light if across else theme.value, "m", canvas.width - 6)
    width = rng.uniform(20, 30)
    y = rng.uniform(16, 22)
    x = (canvas.width - width) / 2 if across or rng.random() < 0.3 else share - width * rng.uniform(0, 0.4)
    x = min(max(x, 2), canvas.width - width - 2)
    height = width * rng.uniform(1.15, 1.3)
    put_portrait(draft, x, y, width, height, "oval" if rng.random() < 0.3 else "box")
    below = max(y + height + 3, share + 2 if across else 0)
    left = 4 if across else min(share + 2, canvas.width - 26)
    column(draft, _fields(draft, 2, 5), left, below, canvas.width - left - 3, canvas.height - below - 4, "above" if rng.random() < 0.7 else "left", rng.uniform(2.5, 3.6))


def coded(draft: Draft) -> None:
    """Header, portrait, a few fields, and at the foot a square code beside the number."""
    (rng, canvas, theme) = (draft.rng, draft.canvas, draft.theme)
    top = headed(draft, 7, 11, 2)
    width = rng.uniform(22, 28)
    height = width * rng.uniform(1.2, 1.3)
    y = top + rng.uniform(3, 7)
    put_portrait(draft, rng.uniform(3, canvas.width - width - 3), y, width, height)
    foot = rng.uniform(12, 17)
    column(draft, _fields(draft, 2, 4), 3, y + height + 2, canvas.width - 6, canvas.height - y - height - foot - 4, "above", rng.uniform(2.4, 3.2))
    marks.square_code(rng, canvas, canvas.width - foot - 1, canvas.height - foot, foot - 3, (15, 15, 15))
    canvas.text(3, canvas.height - foot / 2, draft.say("number"), theme.value_font, rng.uniform(3, 4.5), theme.value, room=canvas.width - foot - 6)


LAYOUTS = [beside, large, licence, banded, coded]
