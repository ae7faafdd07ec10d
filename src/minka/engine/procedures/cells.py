"""What the cells of a TUPA row say: term, fee, regime, lists.

Nothing is guessed: what cannot be read stays as its text, and linting tells it.
"""

import re
from decimal import Decimal
from itertools import pairwise

from minka.engine.procedures.numerals import LARGEST, first_number
from minka.engine.procedures.rows import Fee, FeeDoubt
from minka.engine.terms import Regime, Term, Unit
from minka.engine.texts import fold

_MONTHS = re.compile(r"\W*mes(?:es)?\b")
_PLAIN_DAYS = re.compile(r"\b(?:calendario|naturales)\b")
_OTHER_UNIT = re.compile(r"^\W*(?:horas?|minutos?|semanas?|anos?|uit|%|h\b|hrs?\b)")

_FREE = re.compile(r"\b(?:gratuit[oa]|gratis|sin costo|no tiene costo|exonerad[oa]|libre de pago)\b")
_PERCENTAGE = re.compile(r"\d\s*(?:%|por ciento)|\buit\b")
_SHARE = re.compile(
    r"[\d.,]+\s*(?:%|por ciento)(?:\s*(?:de\s+)?(?:la\s+)?uit)?|[\d.,]+\s*(?:de\s+(?:la\s+|una\s+)?)?uit\b"
)
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,]\d{3})*(?:[.,]\d{1,2})?(?![\d])|(?<![\d.,])\d+(?:[.,]\d{1,2})?(?!\d)")
_CENTS = re.compile(r"[.,](\d{1,2})$")
_LONGEST_CELL = 500  # of a term or a fee: what comes after is no part of it
_BIGGEST_FEE = Decimal(10_000_000)

_EVALUATED = re.compile(r"\bevaluacion previa\b|\bprevia evaluacion\b")
_REGIMES = {
    Regime.AUTOMATIC: re.compile(r"\bautomatic[oa]s?\b|\baprobacion inmediata\b"),
    Regime.POSITIVE: re.compile(r"\bpositiv[oa]\b|\bs\.?\s?a\.?\s?p\b|\bsap\b"),
    Regime.NEGATIVE: re.compile(r"\bnegativ[oa]\b|\bs\.?\s?a\.?\s?n\b|\bsan\b"),
}

_NUMBERED = re.compile(r"(?:(?<=\s)|^)(\d{1,2})\s?(?:\.\s?-|\.\)|[.)\-–:])\s*(?=[^\s\d])", re.MULTILINE)
_BULLET = re.compile(r"^\s*[-–—•·*▪►✓+]+\s+(?=\S)", re.MULTILINE)
_LEADING = re.compile(r"^\s*(?:\d{1,2}\s?(?:\.\s?-|\.\)|[.)\-–:])\s*(?=[^\s\d])|[-–—•·*▪►✓+]+\s+)")
_SUBITEM = re.compile(r"[a-zñ](?:\.\d)?\s?[.)]\s?|[ivx]{1,4}[.)]\s")
_BETWEEN_NORMS = re.compile(r"\n|;|\s[-•]\s")


def term_of(text: str) -> Term | None:
    """The term of a cell; None when it states none that can be read.

    Days are working days unless the cell says calendar days (Ley 27444 art. 134.1).

    >>> term_of("Treinta (30) días hábiles")
    Term(count=30, unit=<Unit.WORKING_DAYS: 'working_days'>)
    >>> term_of("1 mes").unit, term_of("10 días calendario").unit, term_of("inmediato")
    (<Unit.MONTHS: 'months'>, <Unit.DAYS: 'days'>, None)
    """
    found = first_number(text[:_LONGEST_CELL])
    if found is None:
        return None
    count, rest = found
    if not 0 < count <= LARGEST or _OTHER_UNIT.match(rest):
        return None
    if _MONTHS.match(rest):
        return Term(count, Unit.MONTHS)
    return Term(count, Unit.DAYS if _PLAIN_DAYS.search(rest) else Unit.WORKING_DAYS)


def fee_of(text: str) -> Fee:
    """The fee of a cell, in soles.

    >>> fee_of("S/. 1 250,50").amount, fee_of("Gratuito").amount
    (Decimal('1250.50'), Decimal('0'))
    >>> fee_of("0.65 % UIT").doubt, fee_of("S/ 35.20 (0.65 % UIT)").amount
    (<FeeDoubt.PERCENTAGE: 'percentage'>, Decimal('35.20'))
    """
    plain = fold(text[:_LONGEST_CELL])
    if not plain.strip(" -—–"):
        return Fee(doubt=FeeDoubt.MISSING)
    amounts = {_soles(found) for found in _AMOUNT.findall(_SHARE.sub(" ", plain))}
    if len(amounts) > 1:
        return Fee(doubt=FeeDoubt.SEVERAL)
    if amounts and (amount := amounts.pop()) < _BIGGEST_FEE:
        return Fee(amount)
    if _PERCENTAGE.search(plain):
        return Fee(doubt=FeeDoubt.PERCENTAGE)
    return Fee(Decimal(0)) if _FREE.search(plain) else Fee(doubt=FeeDoubt.UNREADABLE)


def _soles(digits: str) -> Decimal:
    """A number whose last one or two digits after a sign are cents; signs before are of thousands."""
    cents = _CENTS.search(digits)
    units = re.sub(r"\D", "", digits[: cents.start()] if cents else digits)
    return Decimal(f"{units}.{cents[1]}" if cents else units)


def regimes_of(text: str) -> tuple[tuple[Regime, ...], bool]:
    """The regimes that a cell names, and whether it speaks of prior evaluation.

    >>> regimes_of("Evaluación previa - Silencio Positivo")
    ((<Regime.POSITIVE: 'positive'>,), True)
    """
    plain = fold(text)
    named = tuple(regime for regime, pattern in _REGIMES.items() if pattern.search(plain))
    return named, bool(_EVALUATED.search(plain)) or any(regime != Regime.AUTOMATIC for regime in named)


def list_of(text: str) -> tuple[str, ...]:
    """The items of a cell: numbered, with bullets or one a line. Wrapped lines and sub-items stay with their item.

    Only numbers that count up from 1 cut, so that "el artículo 35. La" does not.

    >>> list_of("1. Solicitud. 2. Copia del plano, según el numeral 7. y el anexo")
    ('Solicitud.', 'Copia del plano, según el numeral 7. y el anexo')
    >>> list_of("Solicitud\\nPlano de\\nubicación")
    ('Solicitud', 'Plano de ubicación')
    """
    cuts = _numbered_cuts(text)
    if not cuts:
        cuts = [found.start() for found in _BULLET.finditer(text)]
    pieces = _cut(text, cuts) if cuts else _lines(text)
    items = (" ".join(without_mark(piece).split()) for piece in pieces)
    return tuple(item for item in items if any(mark.isalnum() for mark in item))


def without_mark(item: str) -> str:
    """An item without its number or bullet.

    >>> without_mark("12.- Plano"), without_mark("2 copias")
    ('Plano', '2 copias')
    """
    return _LEADING.sub("", item, count=1).strip()


def norms_of(text: str) -> tuple[str, ...]:
    """The norms of a cell of legal basis, which stand on lines or between semicolons.

    >>> norms_of("Ley 27972, art. 79; Ley 28976")
    ('Ley 27972, art. 79', 'Ley 28976')
    """
    found = (" ".join(without_mark(piece).split()) for piece in _BETWEEN_NORMS.split(text))
    return tuple(norm for norm in found if norm.strip(" -–—.*"))


def _numbered_cuts(text: str) -> list[int]:
    cuts: list[int] = []
    for found in _NUMBERED.finditer(text):
        if int(found[1]) == len(cuts) + 1:
            cuts.append(found.start())
    return cuts


def _cut(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *cuts, len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def _lines(text: str) -> list[str]:
    """Lines; one that begins in lower case or as a sub-item goes on with the line before."""
    joined: list[str] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if joined and (line[0].islower() or _SUBITEM.match(fold(line))):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined
