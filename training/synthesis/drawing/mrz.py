"""The machine readable zone: ICAO Doc 9303-3 (check digits), -4 (TD3), -5 (TD1)."""

from dataclasses import dataclass

from training.synthesis.drawing.transliteration import transliterate

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Holder:
    """What the zone says. Names as printed, in any alphabet; dates as YYMMDD; sex 'M', 'F' or '<'."""

    state: str
    surname: str
    given: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    optional: str = ""


def check_digit(text: str) -> str:
    """Weights 7, 3, 1 over 0..9, A=10..Z=35, filler 0, modulo 10 (Doc 9303-3, 4.9)."""
    return str(sum((7, 3, 1)[at % 3] * (0 if letter == "<" else _ALPHABET.index(letter)) for at, letter in enumerate(text)) % 10)


def td3(holder: Holder, kind: str = "P") -> list[str]:
    """The two lines of 44 on a passport's page."""
    number = _filled(holder.number, 9)
    optional = _filled(holder.optional, 14)
    head = number + check_digit(number)
    middle = holder.birth + check_digit(holder.birth)
    tail = holder.expiry + check_digit(holder.expiry)
    optional += check_digit(optional) if holder.optional else "<"
    composite = check_digit(head + middle + tail + optional)
    return [
        _filled(kind, 2) + _filled(holder.state, 3) + _names(holder, 39),
        head + _filled(holder.nationality, 3) + middle + holder.sex + tail + optional + composite,
    ]


def td1(holder: Holder, kind: str = "I") -> list[str]:
    """The three lines of 30 on a card. A number of more than 9 characters runs on in the optional data."""
    (number, rest) = (_filled(holder.number[:9], 9), holder.number[9:])
    digit = check_digit(number) if not rest else "<" + rest + check_digit(holder.number)
    first = _filled(kind, 2) + _filled(holder.state, 3) + number + digit
    first = _filled(first + ("<" if rest else "") + holder.optional, 30)
    dates = holder.birth + check_digit(holder.birth) + holder.sex + holder.expiry + check_digit(holder.expiry)
    second = dates + _filled(holder.nationality, 3) + "<" * 11
    composite = check_digit(first[5:] + dates[:7] + dates[8:15] + second[18:29])
    return [first, second + composite, _names(holder, 30)]


def _filled(text: str, length: int) -> str:
    return text[:length].ljust(length, "<")


def _names(holder: Holder, length: int) -> str:
    """Surname, two fillers, given names. Where they don't fit, Doc 9303 wants a letter of the given names kept."""
    surname = _filler(transliterate(holder.surname, holder.state))
    given = _filler(transliterate(holder.given, holder.state))
    return _filled(surname[: length - 3] + "<<" + given, length)


def _filler(name: str) -> str:
    return "<".join(name.replace("-", " ").split())
