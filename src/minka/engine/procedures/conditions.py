"""Requirements that hold only for some: the words that say so, the case they name, and what is asked in that case."""

import re
from dataclasses import dataclass

from minka.engine.procedures.wording import any_of, plain

_IS_SO = "(?:el caso|necesario|aplicable|requerid[oa]|pertinente)"
_UNNAMED = any_of(
    f"(?:de|en caso de) (?:ser {_IS_SO}|corresponder|aplicar|requerirse)",
    "(?:cuando|segun|si|donde|en lo que) (?:asi )?(?:corresponda|corresponde|correspondiera|aplique|proceda)",
    f"(?:cuando|segun|si|donde) (?:sea|fuera|fuese) {_IS_SO}",
    "segun (?:el|sea el) caso",
    r"en (?:los|aquellos) casos (?:en )?que (?:se|lo|asi se) (?:requier|exij|necesit)\w+",
)
_START = r"(?:^|[,;:(.]\s*)"
_GROUPS = r"(?=(?:personas? (?:juridicas?|naturales)|extranjer|menores? de edad|empresas\b|asociaciones\b|casad|viud))"
_NAMED = re.compile(
    r"\ben (?:el |los |aquellos )?casos? (?:de |en )?(?:que )?(?!contrario\b|afirmativo\b|negativo\b)"
    r"|\btratandose de(?:l)? "
    r"|\b(?:solo|unicamente|solamente|siempre y cuando|siempre) (?:si|cuando|que) "
    rf"|{_START}si (?!bien\b|no procede\b)"
    r"|(?:^|\s)cuando (?!menos\b|mas\b)"
    rf"|{_START}(?:para|por) (?:el caso de |los casos de |las? |los? |el )?{_GROUPS}"
)
_END = re.compile(r"[,;:.)]")
_EDGES = " ,;:.()-–"
_LONGEST_CASE = 160


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in a requirement.

    Attributes:
        start, end: where its words stand in the requirement, as in a slice.
        words: those words.
        case: the case it names, in the words of the requirement; "" where it names none.
        rest: what is asked in that case.
    """

    start: int
    end: int
    words: str
    case: str
    rest: str

    @property
    def is_named(self) -> bool:
        return bool(self.case)


def condition_of(requirement: str) -> Condition | None:
    """The first condition of a requirement; None when it holds for everyone.

    >>> found = condition_of("En caso de personas jurídicas, copia del plano")
    >>> found.case, found.rest
    ('personas jurídicas', 'Copia del plano')
    >>> condition_of("Plano de ubicación, de ser el caso").is_named
    False
    """
    text = plain(requirement)
    for named in _NAMED.finditer(text):
        if not _UNNAMED.match(text, named.start() + len(named[0]) - len(named[0].lstrip(_EDGES))):
            return _named(requirement, text, named)
    if (unnamed := _UNNAMED.search(text)) is not None:
        rest = requirement[: unnamed.start()].rstrip(_EDGES) + requirement[unnamed.end() :]
        return Condition(*unnamed.span(), requirement[slice(*unnamed.span())], "", _sentence(rest))
    return None


def _named(requirement: str, text: str, found: re.Match[str]) -> Condition | None:
    """The case goes on to the next stop; what stands before the words, or after that stop, is what is asked."""
    stop = _END.search(text, found.end())
    end = min(stop.start() if stop else len(text), found.end() + _LONGEST_CASE)
    case = requirement[found.end() : end].strip(_EDGES)
    if not any(mark.isalpha() for mark in case):
        return None
    before, after = requirement[: found.start()].strip(_EDGES), requirement[end:].strip(_EDGES)
    words = requirement[found.start() : end].strip(_EDGES)
    return Condition(found.start(), end, words, case, _sentence(before or after or requirement))


def _sentence(text: str) -> str:
    words = " ".join(text.split()).strip(_EDGES)
    return words[:1].upper() + words[1:]
