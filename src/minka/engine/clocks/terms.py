"""The other terms of Ley 27444: what must happen within an entity, and what a person may still do."""

from dataclasses import dataclass
from datetime import date, timedelta

from minka.engine.clocks.articles import ARTICLES, Article
from minka.engine.clocks.calendars import Calendar
from minka.engine.saying import phrase
from minka.engine.terms import Term, Unit


@dataclass(frozen=True, slots=True)
class OtherTerm:
    """A term that begins with an act. ``is_persons`` terms are lengthened by the distance term (art. 135.1)."""

    term: Term
    article: Article
    text: str
    is_persons: bool = False


def _term(days: int, article: str, text: str, *, is_persons: bool = False, unit: Unit = Unit.WORKING_DAYS) -> OtherTerm:
    return OtherTerm(Term(days, unit), ARTICLES[article], text, is_persons)


OTHER_TERMS = {
    "routing": _term(0, "routing", phrase("Recibir un escrito y enviarlo a la unidad competente: el mismo día.")),
    "forwarding": _term(1, "forwarding", phrase("Enviar a la entidad lo recibido por otra: 24 horas."), unit=Unit.DAYS),
    "simple_act": _term(3, "simple_act", phrase("Actos de mero trámite: tres días hábiles.")),
    "report": _term(7, "report", phrase("Informes, dictámenes y peritajes: siete días hábiles.")),
    "report_away": _term(10, "report", phrase("Informes que exigen un traslado o a terceros: diez días hábiles.")),
    "person_act": _term(
        10, "person_act", phrase("Lo que la entidad pide a la persona: diez días hábiles."), is_persons=True
    ),
    "observation": _term(2, "observation", phrase("Observar un trámite electrónico: dos días hábiles.")),
    "correction": _term(2, "observation", phrase("Subsanar lo observado: dos días hábiles."), is_persons=True),
    "cooperation_told": _term(
        3, "cooperation_told", phrase("Avisar que se pidió algo a otra entidad: tres días hábiles.")
    ),
    "notice": _term(5, "notice", phrase("Notificar lo decidido: cinco días hábiles.")),
    "document": _term(5, "document", phrase("Dar el documento de una aprobación automática: cinco días hábiles.")),
    "complaint": _term(3, "complaint", phrase("Resolver una queja por demora: tres días hábiles.")),
    "appeal": _term(15, "appeal", phrase("Pedir reconsideración o apelar: quince días hábiles."), is_persons=True),
    "reconsideration_decided": _term(15, "appeal", phrase("Resolver una reconsideración: quince días hábiles.")),
    "appeal_decided": _term(30, "appeal", phrase("Resolver una apelación: treinta días hábiles.")),
}


def term_end(name: str, day: date, calendar: Calendar, distance_days: int = 0) -> date:
    """The last day of one of ``OTHER_TERMS`` that begins with an act on ``day``. Raises KeyError for another name.

    >>> term_end("simple_act", date(2026, 3, 6), Calendar())
    datetime.date(2026, 3, 11)
    """
    other = OTHER_TERMS[name]
    if other.term.unit is Unit.DAYS:
        return day + timedelta(days=other.term.count)
    return calendar.add(day, other.term.count + (distance_days if other.is_persons else 0))
