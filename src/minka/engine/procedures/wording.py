"""Folded text that keeps the places of the original, and patterns that quote what they find in it."""

import re
from functools import lru_cache

from minka.engine.texts import fold

LONGEST_QUOTE = 80


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """The text without case and accents, each letter in its place.

    >>> plain("Según el Nº 5…")
    'segun el no 5.'
    """
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join((fold(mark) or mark)[0] for mark in text)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Whole words of plain text: any of some patterns.

    >>> bool(any_of("actas?", "partidas?").search("el acta")), bool(any_of("acta").search("exacta"))
    (True, False)
    """
    return re.compile(rf"\b(?:{'|'.join(alternatives)})(?!\w)")


def quote(text: str, start: int, end: int) -> str:
    """The original words of a place, cut where they are too many to repeat.

    >>> quote("Copia del DNI vigente", 0, 13)
    'Copia del DNI'
    """
    words = " ".join(text[start:end].split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()}…"
