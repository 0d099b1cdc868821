"""Names in the letters of the machine readable zone: ICAO Doc 9303-3, section 6 (Latin A, Cyrillic B); Greek by ELOT 743."""

import unicodedata

_LATIN = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Ö": "OE", "Ø": "OE", "Ü": "UE", "Þ": "TH", "ß": "SS", "ẞ": "SS", "Đ": "D", "Ħ": "H",
    "ı": "I", "Ĳ": "IJ", "Ł": "L", "Ŋ": "N", "Œ": "OE", "Ŧ": "T", "Ə": "E",
}
_CYRILLIC = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ж": "ZH", "З": "Z", "И": "I", "Й": "I", "К": "K", "Л": "L", "М": "M",
    "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH",
    "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Ь": "", "Э": "E", "Ю": "IU", "Я": "IA", "Ё": "E", "Ђ": "D", "Є": "IE", "Ѕ": "DZ", "І": "I",
    "Ї": "I", "Ј": "J", "Љ": "LJ", "Њ": "NJ", "Ќ": "K", "Ў": "U", "Џ": "DZ", "Ґ": "G", "Ѓ": "G", "Ћ": "C",
}
# What Doc 9303 has for one country alone.
_BY_STATE = {
    "UKR": {"Г": "H", "И": "Y"},
    "BGR": {"Щ": "SHT", "Ъ": "A", "Х": "H", "Ю": "YU", "Я": "YA", "Й": "Y"},
    "SRB": {"Х": "H", "Ж": "Z", "Ц": "C", "Ч": "C", "Ш": "S"},
    "MKD": {"Х": "H", "Ж": "Z", "Ц": "C", "Ч": "C", "Ш": "S"},
}
_GREEK = {
    "Α": "A", "Β": "V", "Γ": "G", "Δ": "D", "Ε": "E", "Ζ": "Z", "Η": "I", "Θ": "TH", "Ι": "I", "Κ": "K", "Λ": "L", "Μ": "M", "Ν": "N",
    "Ξ": "X", "Ο": "O", "Π": "P", "Ρ": "R", "Σ": "S", "Τ": "T", "Υ": "Y", "Φ": "F", "Χ": "CH", "Ψ": "PS", "Ω": "O",
}
_GREEK_PAIRS = {"ΟΥ": "OU", "ΜΠ": "B", "ΓΓ": "NG", "ΑΥ": "AV", "ΕΥ": "EV", "ΓΚ": "GK"}


def transliterate(name: str, state: str = "") -> str:
    """A name in A to Z, hyphens and spaces; apostrophes fall away. state: three letters, for its own rules."""
    text = name.replace("ß", "SS").upper()
    own = _BY_STATE.get(state, {})
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    if any(letter in _GREEK for letter in plain):
        for pair, latin in _GREEK_PAIRS.items():
            plain = plain.replace(pair, latin)
        text = plain
    return "".join(_letter(letter, own) for letter in text)


def _letter(letter: str, own: dict[str, str]) -> str:
    for table in (own, _LATIN, _CYRILLIC, _GREEK):
        if letter in table:
            return table[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if "A" <= base <= "Z" or base in " -" or base.isascii() and base.isdigit():
        return base
    for table in (own, _LATIN, _CYRILLIC, _GREEK):
        if base in table:
            return table[base]
    return ""
