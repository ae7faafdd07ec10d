"""The check of rows against the law and against themselves; ``docs/engine/procedures.md`` says what it cannot see."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from minka.engine.procedures.conditions import condition_of
from minka.engine.procedures.demands import demands_of
from minka.engine.procedures.kinds import asks_payment
from minka.engine.procedures.rows import FeeDoubt, Procedure
from minka.engine.procedures.rules import RULES, Rule, Severity
from minka.engine.procedures.wording import any_of, plain, quote
from minka.engine.saying import Said, phrase
from minka.engine.terms import Regime, Term, Unit
from minka.engine.texts import Grade, read_ease, terms

LONGEST_TERM: Final = {Unit.WORKING_DAYS: 30, Unit.DAYS: 42, Unit.MONTHS: 1}  # 30 working days are about six weeks
LONGEST_ISSUE: Final = 5  # working days for the document of an automatic approval (31.2)
LONGEST_LINE: Final = 60  # words
HARD: Final = frozenset({Grade.VERY_HARD})

_LAW = re.compile(r"\b(?:ley|decreto legislativo|d\.?\s?leg\.?|d\.?l\.?)\s*(?:n\s?[°o.]*\s*)?(\d{4,5})")
_GENERAL_LAWS: Final = frozenset(
    {"27444", "27972", "27867"}
)  # procedure, municipalities, regions: none sets a longer term
_CUT = re.compile(r"\d\s?-\s*$|\bn\s?[°o.]+\s*$")
_NO_TERM = re.compile(
    r"\W*(?:no (?:aplica|corresponde)|n\.?\s?a\.?|inmediat[oa]|automatic[oa]|en el (?:acto|dia|momento)|al momento"
    r"|el mismo dia)?\W*"
)
_GROUND_34 = any_of(
    r"salud\w*", r"sanitari\w*", r"ambient\w*", "recursos naturales", r"forestal\w*", "agua", r"miner\w*", "seguridad",
    "riesgos?", "defensa", r"financier\w*", "seguros", "mercado de valores", "patrimonio", r"cultural\w*",
    r"arqueolog\w*", "inversion privada", r"trilateral\w*", r"registral\w*", r"inscripcion\w*", "casinos?",
    "tragamonedas", r"tribut\w*", r"aduan\w*", r"transfier\w*", r"devolucion\w*", r"subsidi\w*", r"pension\w*",
    "becas?", r"recursos? (?:administrativ|de (?:apelaci|reconsid))\w*", r"art\w*\.? 3[48]", "interes publico",
)  # fmt: skip
_FEES: Final = {doubt: f"fee_{doubt}" for doubt in FeeDoubt}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend.

    Attributes:
        code: a key of ``RULES``.
        row: the line of the row in its file; ``procedure`` its code, or its name where it has none.
        requirement: the number of the requirement, from 1 on; 0 when the whole row is meant.
        quote: the words that show it; "" where something is missing.
    """

    code: str
    row: int
    procedure: str
    requirement: int = 0
    quote: str = ""

    @property
    def rule(self) -> Rule:
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def sentence(self) -> Said:
        """What is found, in one sentence.

        >>> Finding("copies", 2, "P-1", 3, "tres juegos").sentence()
        'El requisito 3 pide más de dos ejemplares del mismo documento: «tres juegos».'
        """
        what = self.rule.sentence
        if self.requirement:
            what = phrase("el requisito {number} {what}").fill(number=self.requirement, what=what)
        if self.quote:
            what = phrase("{what}: «{quote}»").fill(what=what, quote=self.quote)
        return what.raised()


def lint(procedures: Sequence[Procedure]) -> tuple[Finding, ...]:
    """Check rows, in their order; findings of a row come heaviest first, then by requirement.

    >>> row = Procedure(line=1, title="Constancia", requirements=("Tres copias del plano",))
    >>> [finding.code for finding in lint([row]) if finding.requirement]
    ['copies']
    """
    codes = Counter(plain(procedure.code) for procedure in procedures if procedure.code)
    titles = Counter(plain(procedure.title) for procedure in procedures)
    order = list(Severity)
    found: list[Finding] = []
    for procedure in procedures:
        of_row = [*_lint_lines(procedure), *_lint_row(procedure), *_lint_names(procedure, codes, titles)]
        found += sorted(of_row, key=lambda finding: (order.index(finding.severity), finding.requirement))
    return tuple(found)


def is_unlawful(findings: Sequence[Finding]) -> bool:
    """Whether something among the findings is forbidden by the law in words."""
    return any(finding.severity == Severity.UNLAWFUL for finding in findings)


def _lint_lines(procedure: Procedure) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(procedure.requirements, 1):
        found = [(demand.code, demand.quote) for demand in demands_of(line, procedure.title)]
        found += [*_condition(line), *_readability(line)]
        if procedure.fee.amount == 0 and asks_payment(line):
            found.append(("free_but_paid", quote(line, 0, len(line))))
        key = tuple(sorted(set(terms(line))))
        if key in seen:
            found.append(("duplicate_requirement", quote(line, 0, len(line))))
        seen.add(key)
        for code, words in found:
            yield _finding(code, procedure, words, number)


def _condition(line: str) -> Iterator[tuple[str, str]]:
    found = condition_of(line)
    if found is not None:
        yield (
            "condition" if found.is_named else "condition_unnamed",
            quote(found.words, 0, len(found.words)),
        )


def _readability(line: str) -> Iterator[tuple[str, str]]:
    measured = read_ease(line)
    if measured.words > LONGEST_LINE or measured.grade in HARD:
        yield "hard_to_read", quote(line, 0, len(line))


def _lint_row(procedure: Procedure) -> Iterator[Finding]:
    for code, words in (*_regime(procedure), *_term(procedure), *_fee(procedure), *_basis(procedure)):
        yield _finding(code, procedure, words)
    if not procedure.requirements:
        yield _finding("requirements_missing", procedure)
    if not procedure.decides:
        yield _finding("authority_missing", procedure)


def _regime(procedure: Procedure) -> Iterator[tuple[str, str]]:
    if len(procedure.regimes) > 1 or (procedure.is_evaluated and procedure.regime == Regime.AUTOMATIC):
        yield "regimes_conflict", ""
    elif not procedure.regimes:
        yield ("silence_missing" if procedure.is_evaluated else "regime_missing"), ""
    elif procedure.regime == Regime.NEGATIVE and not _has_ground(procedure):
        yield "negative_without_ground", ""


def _has_ground(procedure: Procedure) -> bool:
    """Whether anything but the requirements speaks of one of the goods of article 34."""
    texts = (procedure.title, procedure.description, *procedure.notes, *procedure.legal_basis)
    return any(_GROUND_34.search(plain(text)) for text in texts)


def _term(procedure: Procedure) -> Iterator[tuple[str, str]]:
    term, words = procedure.term, procedure.term_text
    is_automatic = procedure.regimes == (Regime.AUTOMATIC,)
    if term is None:
        if not _NO_TERM.fullmatch(plain(words)):
            yield "term_unreadable", words
        elif not is_automatic:
            yield "term_missing", words
    elif is_automatic:
        is_short = term.unit != Unit.MONTHS and term.count <= LONGEST_ISSUE
        yield ("automatic_with_document" if is_short else "automatic_with_term"), words
    elif _is_long(term):
        yield ("term_over_30_by_law" if _names_a_law(procedure) else "term_over_30"), words


def _is_long(term: Term) -> bool:
    return term.count > LONGEST_TERM[term.unit]


def _names_a_law(procedure: Procedure) -> bool:
    """Whether the row cites a law or legislative decree besides the general ones, which set no longer term."""
    numbers = {number for norm in procedure.legal_basis for number in _LAW.findall(plain(norm))}
    return bool(numbers - _GENERAL_LAWS)


def _fee(procedure: Procedure) -> Iterator[tuple[str, str]]:
    if procedure.fee.doubt is not None:
        yield _FEES[procedure.fee.doubt], procedure.fee_text


def _basis(procedure: Procedure) -> Iterator[tuple[str, str]]:
    if not procedure.legal_basis:
        yield "legal_basis_missing", ""
    for norm in procedure.legal_basis:
        if _CUT.search(plain(norm)):
            yield "legal_basis_cut", quote(norm, 0, len(norm))


def _lint_names(procedure: Procedure, codes: Counter[str], titles: Counter[str]) -> Iterator[Finding]:
    if procedure.code and codes[plain(procedure.code)] > 1:
        yield _finding("duplicate_code", procedure, procedure.code)
    if titles[plain(procedure.title)] > 1:
        yield _finding("duplicate_title", procedure)


def _finding(code: str, procedure: Procedure, words: str = "", requirement: int = 0) -> Finding:
    return Finding(code, procedure.line, procedure.code or procedure.title, requirement, words)
