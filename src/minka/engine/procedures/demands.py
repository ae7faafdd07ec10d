"""What one requirement demands that the law forbids or leaves open, by patterns of official Spanish.

Patterns see words, not facts: a document named in another way is not found, and neither is who issues it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from minka.engine.procedures.detectors import (
    DETECTORS,
    FOR_OTHERS,
    NOT_ASKED,
    NUMBER_AND_DATE,
    OF_A_PERSON,
    OF_A_THING,
    PAID_ELSEWHERE,
    PERSONAL_LICENCE,
    PHOTO,
    PROOF,
    TOLD_BEFORE,
    Detector,
)
from minka.engine.procedures.numerals import NUMERAL, number_of
from minka.engine.procedures.wording import plain, quote

MOST_EXEMPLARS: Final = 2
SAME_SENTENCE: Final = (
    300  # letters before a match that are looked at, so that long lines cost no more than their length
)

_EXEMPLARS = re.compile(rf"\b({NUMERAL}) (?:\w+ )?(?:copias|ejemplares|juegos|tantos)\b(?: (?:originales|iguales))?")
_ORIGINAL_AND = re.compile(rf"\boriginal(?:es)? y ({NUMERAL}) copias?\b")
_MANY_IN_A_WORD = re.compile(r"\bpor (?:triplicado|cuadruplicado|quintuplicado)\b")

type _Found = Iterator[tuple[str, int, int]]  # code, and the place of the words that show it


@dataclass(frozen=True, slots=True)
class Demand:
    """A rule that a requirement meets (a code of ``RULES``) and the words that show it."""

    code: str
    quote: str


def demands_of(requirement: str, title: str = "") -> Iterator[Demand]:
    """What a requirement demands, each rule once.

    Args:
        requirement: one line of the list.
        title: the name of the procedure, which makes some demands lawful (photographs for a personal licence).

    >>> [demand.code for demand in demands_of("Tres (03) copias legalizadas de la libreta militar")]
    ['identity_other', 'legalised', 'copies']
    >>> list(demands_of("Exhibir el DNI e indicar número y fecha del pago"))
    []
    """
    text, seen = plain(requirement), set[str]()
    for code, start, end in _found(text, plain(title)):
        if code not in seen and not NOT_ASKED.search(text, max(0, start - SAME_SENTENCE), start):
            seen.add(code)
            yield Demand(code, quote(requirement, start, end))


def _found(text: str, title: str) -> _Found:
    for detector in DETECTORS:
        if detector.unless is None or not (detector.unless.search(text) or detector.unless.search(title)):
            yield from _detected(detector, text)
    yield from _photos(text, title)
    yield from _exemplars(text)
    yield from _payments(text)


def _detected(detector: Detector, text: str) -> _Found:
    for match in detector.pattern.finditer(text):
        if not (detector.is_told and TOLD_BEFORE.search(text, max(0, match.start() - SAME_SENTENCE), match.start())):
            yield detector.code, *match.span()


def _photos(text: str, title: str) -> _Found:
    """Only photographs of persons are forbidden, and not for documents and licences of a person."""
    match = PHOTO.search(text)
    if match is None or PERSONAL_LICENCE.search(title):
        return
    if OF_A_PERSON.search(text):
        yield "photo_of_person", *match.span()
    elif not OF_A_THING.search(text):
        yield "photo_unclear", *match.span()


def _exemplars(text: str) -> _Found:
    """More than two of one document; an original with two copies makes three."""
    if FOR_OTHERS.search(text):
        return
    for pattern, most in ((_EXEMPLARS, MOST_EXEMPLARS), (_ORIGINAL_AND, MOST_EXEMPLARS - 1)):
        for match in pattern.finditer(text):
            if number_of(match[1]) > most:
                yield "copies", *match.span()
    for match in _MANY_IN_A_WORD.finditer(text):
        yield "copies", *match.span()


def _payments(text: str) -> _Found:
    match = PROOF.search(text)
    if match is not None and not NUMBER_AND_DATE.search(text):
        yield "payment_elsewhere" if PAID_ELSEWHERE.search(text) else "payment_proof", *match.span()
