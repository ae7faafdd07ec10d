"""The legal regime of a procedure: which silence, which term, and the days the law gives to each act."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from minka.engine.clocks.articles import ARTICLES, Article
from minka.engine.saying import phrase
from minka.engine.terms import LONGEST_TERM, MOST_MONTHS, Term, Unit

LONGEST_WITHOUT_LAW = 30
LONGEST_COOPERATION = 10  # seven days and three more: art. 132.3, to which art. 76.3 refers


class Silence(StrEnum):
    """What happens when the entity says nothing in time: approved, free to appeal, or approved at filing already."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    AUTOMATIC = "automatic"


class AfterCorrection(StrEnum):
    """Whether the term goes on where it stopped (arts. 125.3.1 and 126.1) or begins anew (art. 131.1)."""

    GOES_ON = "goes_on"
    BEGINS_ANEW = "begins_anew"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that Ley 27444 gives to each act, all of them working days; a special law may give others."""

    notice: int = 5
    correction: int = 2
    observation: int = 2
    cooperation: int = 7
    errand: int = 30
    acknowledgement: int = 2
    document: int = 5
    appeal: int = 15


@dataclass(frozen=True, slots=True)
class Regime:
    """What the law says of one procedure.

    ``term`` is None only for automatic approval. ``basis`` is the norm that allows more than thirty working days or
    calendar days ("Ley …, art. …"), ``extension`` the norm that allows the term to be lengthened; empty when there is
    none. ``check_regime`` tells what is unlawful in one.
    """

    silence: Silence
    term: Term | None = None
    basis: str = ""
    extension: str = ""
    after_correction: AfterCorrection = AfterCorrection.GOES_ON
    days: Days = field(default_factory=Days)


POSITIVE = Regime(Silence.POSITIVE, Term(30))
NEGATIVE = Regime(Silence.NEGATIVE, Term(30))
AUTOMATIC = Regime(Silence.AUTOMATIC)

IMPOSSIBLE_TERM = phrase("El plazo debe ser de 1 a {days} días o a {months} meses.").fill(
    days=LONGEST_TERM, months=MOST_MONTHS
)
# Working days in a month and in a week of seven days: to compare terms of other units with the thirty days of art. 35.
MONTH_OF_WORKING_DAYS = 21
WEEK_OF_WORKING_DAYS, WEEK = 5, 7


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a regime: a code, a Spanish sentence that says what to do, and the article."""

    code: str
    text: str
    article: Article


def check_regime(regime: Regime) -> tuple[Fault, ...]:
    """What the law does not allow in a regime; empty when nothing was found, which is no legal opinion.

    >>> [fault.code for fault in check_regime(Regime(Silence.POSITIVE, Term(45)))]
    ['over_thirty_days_without_law']
    """
    return tuple(Fault(code, text, ARTICLES[article]) for code, text, article in _faults(regime))


def _faults(regime: Regime) -> Iterator[tuple[str, str, str]]:
    if regime.silence is Silence.AUTOMATIC:
        if regime.term is not None:
            text = phrase("La aprobación automática ocurre al presentar la solicitud: quita el plazo.")
            yield "automatic_with_term", text, "automatic"
    elif regime.term is None:
        yield "term_missing", phrase("Di en cuántos días decide la entidad."), "maximum"
    else:
        yield from _faults_of_term(regime.term, regime.basis)
    yield from _faults_of_days(regime.days)


def _faults_of_term(term: Term, basis: str) -> Iterator[tuple[str, str, str]]:
    if not term.is_possible:
        yield "term_out_of_range", IMPOSSIBLE_TERM, "maximum"
    elif working_days_about(term) > LONGEST_WITHOUT_LAW and not basis:
        text = phrase("Pasa de treinta días hábiles: cita la ley o el decreto legislativo que lo permite, o acórtalo.")
        yield "over_thirty_days_without_law", text, "maximum"
    if term.unit is Unit.DAYS and not basis:
        text = phrase("Los días se cuentan hábiles: cita la ley que los cuenta calendario, o cambia la unidad.")
        yield "calendar_days_without_law", text, "calendar_days"


def working_days_about(term: Term) -> float:
    """About how many working days a term is, without any calendar: exact for working days."""
    if term.unit is Unit.MONTHS:
        return term.count * MONTH_OF_WORKING_DAYS
    return term.count * WEEK_OF_WORKING_DAYS / WEEK if term.unit is Unit.DAYS else term.count


def _faults_of_days(days: Days) -> Iterator[tuple[str, str, str]]:
    """The days of the law bind the entity at most so long and give the person at least so long."""
    law = Days()
    for name, article in (
        ("notice", "notice"),
        ("observation", "observation"),
        ("errand", "errand"),
        ("document", "document"),
    ):
        if getattr(days, name) > getattr(law, name):
            yield (
                f"{name}_too_long",
                phrase("La ley da como máximo {days} días hábiles.").fill(days=getattr(law, name)),
                article,
            )
    for name, article in (("correction", "observation"), ("appeal", "appeal"), ("acknowledgement", "email")):
        if getattr(days, name) < getattr(law, name):
            yield (
                f"{name}_too_short",
                phrase("La ley da al menos {days} días hábiles.").fill(days=getattr(law, name)),
                article,
            )
    if days.cooperation > LONGEST_COOPERATION:
        text = phrase("Esperar a otra entidad detiene el plazo hasta {days} días hábiles.").fill(
            days=LONGEST_COOPERATION
        )
        yield "cooperation_too_long", text, "cooperation"
