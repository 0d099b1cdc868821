"""Who a document is about, and what is printed on it."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from training.synthesis.drawing.mrz import Holder

# What a field's caption may be, in the order in which a locale lists them.
FIELDS = ("surname", "given", "birth", "place", "sex", "nationality", "issue", "expiry", "authority", "number", "personal", "address", "signature")
ENGLISH = dict(zip(FIELDS, "Surname|Given names|Date of birth|Place of birth|Sex|Nationality|Date of issue|Date of expiry|Authority|Document No.|Personal No.|Address|Holder's signature".split("|"), strict=True))
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


@dataclass(frozen=True)
class Locale:
    """One state's language and names. Lists are separated by commas, captions (in the order of FIELDS) by '|'."""

    code: str
    country: str
    english: str
    titles: str
    """Identity card, passport, driving licence."""
    captions: str
    male: str
    female: str
    surnames: str
    female_surnames: str
    """Empty where women bear the same names."""
    places: str
    authority: str
    nationality: str
    streets: str

    def title(self, kind: str) -> str:
        return self.titles.split("|")[("card", "passport", "licence").index(kind)]

    def caption(self, field: str) -> str:
        return self.captions.split("|")[FIELDS.index(field)]


@dataclass(frozen=True)
class Person:
    """Values as printed, by field, and what the machine readable zone says."""

    values: dict[str, str]
    holder: Holder


def invent(rng: np.random.Generator, locale: Locale) -> Person:
    """Somebody who does not exist: names, dates and numbers of that state's kind."""
    woman = rng.random() < 0.5
    given = _some(rng, locale.female if woman else locale.male, 1 if rng.random() < 0.55 else 2)
    surname = _some(rng, locale.female_surnames if woman and locale.female_surnames else locale.surnames, 1)
    if rng.random() < 0.08:
        surname += "-" + _some(rng, locale.female_surnames if woman and locale.female_surnames else locale.surnames, 1)
    birth = date(1940, 1, 1) + timedelta(days=int(rng.integers(0, 24000)))
    issue = date(2008, 1, 1) + timedelta(days=int(rng.integers(0, 6400)))
    expiry = issue.replace(year=issue.year + int(rng.choice([5, 10, 10, 15])), day=min(issue.day, 28))
    style = int(rng.integers(6))
    letters = "".join(rng.choice(list("ABCDEFGHJKLMNPRSTUVWXYZ"), int(rng.integers(0, 4))))
    number = letters + "".join(str(digit) for digit in rng.integers(0, 10, 9 - len(letters) - int(rng.integers(0, 3))))
    personal = "".join(str(digit) for digit in rng.integers(0, 10, int(rng.integers(8, 13))))
    if rng.random() < 0.4:
        personal = personal[:6] + str(rng.choice(list("-/ "))) + personal[6:]
    capital = (lambda text: text.upper()) if rng.random() < 0.7 else (lambda text: text)
    values = {
        "surname": capital(surname),
        "given": capital(given),
        "birth": _dated(birth, style),
        "place": capital(_some(rng, locale.places, 1)),
        "sex": str(rng.choice(["F", "F/F", "Ž/F", "K/F"] if woman else ["M", "M/M", "M/H"])),
        "nationality": capital(locale.nationality) if rng.random() < 0.6 else locale.code.strip("<"),
        "issue": _dated(issue, style),
        "expiry": _dated(expiry, style),
        "authority": capital(locale.authority),
        "number": number,
        "personal": personal,
        "address": f"{_some(rng, locale.streets, 1)} {int(rng.integers(1, 180))}, {_some(rng, locale.places, 1)}",
    }
    digits = "".join(letter for letter in personal if letter.isdigit())
    holder = Holder(locale.code, surname, given, number, locale.code, birth.strftime("%y%m%d"), "F" if woman else "M", expiry.strftime("%y%m%d"), digits if rng.random() < 0.5 else "")
    return Person(values, holder)


def _some(rng: np.random.Generator, names: str, count: int) -> str:
    chosen = rng.choice(names.split(","), count, replace=False)
    return " ".join(str(name).strip() for name in chosen)


def _dated(day: date, style: int) -> str:
    (d, m, y) = (f"{day.day:02d}", f"{day.month:02d}", str(day.year))
    return [f"{d}.{m}.{y}", f"{d}/{m}/{y}", f"{d} {m} {y}", f"{d} {_MONTHS[day.month - 1]} {y}", f"{d}-{m}-{y}", f"{y}-{m}-{d}"][style]
