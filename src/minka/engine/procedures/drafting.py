"""From a row of a TUPA to the draft of a service: pages, uploads, fee, term, conditions, letters.

A draft is for a person to go on with. What the row leaves open, and what the law forbids, is listed beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from minka.engine.procedures.applicants import closing_page, pages_about_who
from minka.engine.procedures.conditions import condition_of
from minka.engine.procedures.demands import demands_of
from minka.engine.procedures.evidence import Line, questions_of
from minka.engine.procedures.keeping import say_keeping
from minka.engine.procedures.kinds import NEVER, RequirementKind, kind_of
from minka.engine.procedures.letters import letters_of
from minka.engine.procedures.linting import lint
from minka.engine.procedures.parts import LONGEST_LINE, Json, es, page, shorten
from minka.engine.procedures.rows import Procedure, Way
from minka.engine.procedures.rules import Severity
from minka.engine.procedures.screening import Screening, screen
from minka.engine.procedures.wording import plain
from minka.engine.saying import listed, phrase
from minka.engine.terms import Regime

FORMAT: Final = "minka-service/1"
LONGEST_BY_LAW: Final = 30
MOST_REQUIREMENTS: Final = 200
MOST_NORMS: Final = 50
LONGEST_CODE: Final = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A service definition as JSON, and what a person must still look at, in Spanish, heaviest first."""

    definition: Json
    open_points: tuple[str, ...]


def draft_service(procedure: Procedure) -> Draft:
    """Draft a service from a row.

    What the law never lets be asked is left out; what the State holds is listed and not asked; of copies, signatures
    and payments only the lawful form is asked. Every question carries the legal basis of the row or of the law on
    requests as its ground, and a first word on how long its answer is kept, which a person has to confirm.

    >>> draft = draft_service(Procedure(line=1, title="Constancia", requirements=("Solicitud", "Plano")))
    >>> [page["id"] for page in draft.definition["pages"]][-2:]
    ['page_r2', 'truth_page']
    """
    lines = tuple(_lines(procedure))
    named = [line.condition for line in lines if line.condition is not None and line.condition.is_named]
    screening = screen(named, _basis(procedure), procedure.office)
    regime = procedure.regime or Regime.POSITIVE
    pages = _pages(procedure, lines, screening)
    say_keeping(pages, regime)
    definition: Json = {
        "format": FORMAT,
        "title": es(shorten(procedure.title)),
        "summary": es(shorten(procedure.description or procedure.title, LONGEST_LINE)),
        "languages": ["es"],
        "procedure": _procedure(procedure, regime),
        "pages": pages,
        "requirements": [_requirement(line, procedure, screening) for line in lines],
        "letters": letters_of(regime),
    }
    return Draft(definition, tuple(_open_points(procedure, lines, screening)))


def _lines(procedure: Procedure) -> Iterator[Line]:
    for number, text in enumerate(procedure.requirements[:MOST_REQUIREMENTS], 1):
        demands = {demand.code for demand in demands_of(text, procedure.title)}
        if not demands & NEVER:
            condition = condition_of(text)
            asked = condition.rest if condition is not None else text
            yield Line(f"r{number}", text, asked or text, kind_of(asked or text, demands), condition)


def _basis(procedure: Procedure) -> str:
    return shorten("; ".join(procedure.legal_basis), LONGEST_LINE)


def _procedure(procedure: Procedure, regime: Regime) -> Json:
    amount = procedure.fee.amount
    told: Json = {
        "code": procedure.code[:LONGEST_CODE],
        "regime": regime.value,
        "term_basis": "",
        "fee": "0.00" if amount is None else f"{amount:.2f}",
        "legal_basis": [shorten(norm, LONGEST_LINE) for norm in procedure.legal_basis[:MOST_NORMS]],
        "office": shorten(procedure.office, LONGEST_LINE),
        "decides": shorten(procedure.decides, LONGEST_LINE),
        "reconsideration": shorten(procedure.reconsideration, LONGEST_LINE),
        "appeal": shorten(procedure.appeal, LONGEST_LINE),
    }
    if regime != Regime.AUTOMATIC:
        term = procedure.term
        told["term"] = (
            {"count": LONGEST_BY_LAW, "unit": "working_days"}
            if term is None
            else {"count": min(term.count, 3_650), "unit": term.unit.value}
        )
        told["term_basis"] = "Ley 27444, art. 35 (TUO, art. 39)" if term is None else _basis(procedure)
    if where := _where(procedure):
        told["where"] = es(shorten(where, LONGEST_LINE))
    return told


def _where(procedure: Procedure) -> str:
    in_person = [channel.text for channel in procedure.channels if channel.way == Way.IN_PERSON]
    return "; ".join(filter(None, [procedure.start, *in_person]))


def _pages(procedure: Procedure, lines: tuple[Line, ...], screening: Screening) -> list[Json]:
    pages: list[Json] = []
    if screening.first:
        guidance = es("Con estas respuestas te decimos qué papeles necesitas tú, cuánto cuesta y cuánto demora.")
        pages.append(page("screening", "Antes de empezar", *screening.first, screening=True, guidance=guidance))
    asked = {str(each["id"]) for each in screening.questions}
    pages += pages_about_who(procedure.office, asked)
    pages += [page(f"page_{each['id']}", "Sobre tu caso", each) for each in screening.later]
    pages += [made for line in lines if (made := _page(line, procedure, screening)) is not None]
    return [*pages, closing_page(procedure.office)]


def _page(line: Line, procedure: Procedure, screening: Screening) -> Json | None:
    questions = list(questions_of(line, _basis(procedure), procedure.office))
    if not questions:
        return None
    when = _when(line, screening)
    return page(f"page_{line.id}", shorten(line.asked, 120), *questions, **({} if when is None else {"when": when}))


def _when(line: Line, screening: Screening) -> Json | None:
    if line.condition is None or not line.condition.is_named:
        return None
    return screening.when[plain(line.condition.case)]


def _requirement(line: Line, procedure: Procedure, screening: Screening) -> Json:
    told: Json = {
        "id": line.id,
        "text": es(line.text),
        "kind": line.kind.value,
        "legal_basis": _basis(procedure),
        "copies": 1,
    }
    first = next(questions_of(line, _basis(procedure), procedure.office), None)
    if first is not None:
        told["question"] = first["id"]
    if (when := _when(line, screening)) is not None:
        told["when"] = when
    return told


def _open_points(procedure: Procedure, lines: tuple[Line, ...], screening: Screening) -> Iterator[str]:
    for finding in lint([procedure]):
        if finding.severity != Severity.HINT:
            yield listed([finding.sentence(), finding.rule.advice], " ")
    yield from _assumed(procedure)
    kept = {line.id for line in lines}
    for number, text in enumerate(procedure.requirements, 1):
        if f"r{number}" not in kept:
            yield phrase("El requisito {number} no está en el borrador, porque no se puede pedir: «{text}».").fill(
                number=number, text=shorten(text, 120)
            )
    for line in lines:
        if line.kind == RequirementKind.OTHER:
            yield phrase("Mira si basta una declaración para esto: «{text}».").fill(text=shorten(line.text, 120))
    for asked in screening.as_written:
        yield phrase("Escribe con palabras sencillas la pregunta {asked}, que repite la fila.").fill(asked=asked)
    yield phrase("Escribe en cada pregunta cuánto tiempo se guarda la respuesta: la fila del TUPA no lo dice.")


def _assumed(procedure: Procedure) -> Iterator[str]:
    """What the draft had to put where the row says nothing."""
    if procedure.regime is None:
        yield phrase(
            "El borrador supone silencio positivo, que es la regla (Ley 27444, art. 33; TUO, art. 35). Confírmalo."
        )
    if procedure.fee.amount is None:
        yield phrase("El borrador dice 0.00 soles porque la fila no da un monto. Escríbelo antes de publicar.")
    if procedure.term is None and procedure.regime != Regime.AUTOMATIC:
        yield phrase("El borrador supone 30 días hábiles, el máximo de la ley (art. 35; TUO, art. 39). Confírmalo.")
