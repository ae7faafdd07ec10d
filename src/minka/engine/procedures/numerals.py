"""Whole numbers as official Spanish writes them: ``30``, ``treinta``, ``treinta (30)``, ``30 (treinta)``."""

import re

from minka.engine.texts import fold

_ONES = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince".split()  # noqa: SIM905
_JOINED = {
    16: "dieciseis", 17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 21: "veintiuno", 22: "veintidos",
    23: "veintitres", 24: "veinticuatro", 25: "veinticinco", 26: "veintiseis", 27: "veintisiete", 28: "veintiocho",
    29: "veintinueve",
}  # fmt: skip
_TENS = {
    20: "veinte", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta", 80: "ochenta",
    90: "noventa",
}  # fmt: skip

WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: number for number, word in _JOINED.items()},
    **{word: number for number, word in _TENS.items()},
    **{f"{ten} y {_ONES[one]}": tens + one for tens, ten in _TENS.items() if tens > 20 for one in range(1, 10)},  # noqa: PLR2004
    "un": 1, "una": 1, "veintiun": 21, "ciento veinte": 120, "cien": 100, "ciento ochenta": 180,
}  # fmt: skip
LARGEST = 9_999

# Longer words first, so that "treinta y uno" is not read as thirty.
NUMERAL = rf"(?:\d{{1,4}}|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b)(?:\s*\([^()]{{1,30}}\))?"
_FIRST = re.compile(rf"\b({NUMERAL})")


def number_of(numeral: str) -> int:
    """The value of a text that ``NUMERAL`` matches.

    >>> [number_of(text) for text in ("30", "treinta (30)", "03 (tres)", "cuarenta y cinco")]
    [30, 30, 3, 45]
    """
    plain = fold(numeral).partition("(")[0].strip()
    return int(plain) if plain.isdecimal() else WORDS[plain]


def first_number(text: str) -> tuple[int, str] | None:
    """The first number of a text and the folded words after it; None when it has none.

    >>> first_number("Treinta (30) días hábiles")
    (30, 'dias habiles')
    """
    plain = fold(text)
    found = _FIRST.search(plain)
    return (number_of(found[1]), plain[found.end() :].strip()) if found else None
