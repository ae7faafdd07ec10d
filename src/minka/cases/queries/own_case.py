"""What whoever filed a case sees: where it stands in plain words, what comes next and when, and what they can do."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from minka.cases.models import Case, Forecast, Letter, Observation, Rating
from minka.cases.queries.case_page import OfferedAction, ToldEvent, offered, told_events
from minka.cases.queries.coverage import Coverage, coverage_of
from minka.cases.queries.standing import Standing
from minka.engine.clocks import ClockState, Line, Side, day_lines, told
from minka.engine.workflows import say

# What a state means for the person, by who has to act; the state's own name stands above it.
MEANINGS = {
    "open": gettext_noop("La entidad tiene tu solicitud y debe responderte. No tienes que hacer nada."),
    "waiting_citizen": gettext_noop("Te toca a ti: mira abajo qué falta."),
    "waiting_other": gettext_noop("La entidad espera la respuesta de otra. Mientras tanto el plazo está detenido."),
}
OUTCOME_MEANINGS = {
    "granted": gettext_noop("Te concedieron lo que pediste. La carta lo demuestra."),
    "denied": gettext_noop("Te denegaron lo que pediste. La carta dice por qué y hasta cuándo puedes recurrir."),
    "silence": gettext_noop("La entidad no respondió a tiempo: por ley, lo que pediste está aprobado."),
    "automatic": gettext_noop("Lo que pediste está aprobado desde que lo presentaste."),
    "not_filed": gettext_noop("Faltó corregir a tiempo. Puedes presentarlo de nuevo cuando quieras."),
    "withdrawn": gettext_noop("Desististe de tu solicitud. Puedes presentarla de nuevo cuando quieras."),
}


CORRECT = "correct"  # has a page of its own


@dataclass(frozen=True)
class NextDate:
    """The date that matters now: a sentence, the day, and the rule with its article."""

    words: str
    day: dt.date
    article: str


@dataclass(frozen=True)
class OwnCase:
    """Everything on the person's page of their case."""

    standing: Standing
    state: str
    meaning: str
    next_date: NextDate | None
    lines: Sequence[Line]
    forecast: Forecast | None
    coverage: Coverage | None
    observation: Observation | None
    actions: Sequence[OfferedAction]
    letters: Sequence[Letter]
    events: Sequence[ToldEvent]
    moment: str

    @property
    def is_expected_late(self) -> bool:
        due = self.standing.clock.due_on
        return self.forecast is not None and due is not None and self.forecast.ends_by > due

    @property
    def has_unread(self) -> bool:
        return any(each.notified_at and not each.acknowledged_at for each in self.letters)


def own_case(standing: Standing) -> OwnCase:
    """Read a case for whoever filed it: a fixed number of queries."""
    case = standing.case
    rated = set(case.ratings.values_list("moment", flat=True))
    moment = moment_of(case)
    forecast = case.forecasts.order_by("-made_on").first() if case.is_open and not standing.clock.is_stopped else None
    return OwnCase(
        standing=standing,
        state=say(standing.state.label, get_language() or "es"),
        meaning=_meaning(standing),
        next_date=_next_date(standing),
        lines=told(day_lines(standing.clock, Side.PERSON)),
        forecast=forecast,
        coverage=coverage_of(case.service, standing.today) if forecast else None,
        observation=Observation.objects.filter(case=case).first(),
        actions=[each for each in offered(standing, "citizen") if not each.refusals and each.id != CORRECT],
        letters=list(case.letters.filter(notified_at__isnull=False).order_by("-number")),
        events=[each for each in told_events(standing) if each.event.is_public],
        moment="" if moment in rated else moment,
    )


def moment_of(case: Case) -> str:
    """Of which moment somebody speaks who says now how it went."""
    return Rating.Moment.FILED if case.is_open else Rating.Moment.DECIDED


def _meaning(standing: Standing) -> str:
    case = standing.case
    if case.outcome:
        return _(OUTCOME_MEANINGS[case.outcome])
    if standing.clock.state is ClockState.NEGATIVE_SILENCE:
        return _("La entidad no respondió a tiempo. Puedes recurrir ya, o esperar: todavía debe responderte.")
    if standing.clock.state is ClockState.APPROVED:
        return _("Lo que pediste ya está aprobado. Falta que la entidad te entregue el documento.")
    return _(MEANINGS.get(standing.state.kind, MEANINGS["open"]))


def _next_date(standing: Standing) -> NextDate | None:
    clock, state = standing.clock, standing.clock.state
    by_article = {line.rule: line.article.words for line in day_lines(clock, Side.PERSON)}
    is_open, is_owed = standing.case.is_open, state is ClockState.APPROVED
    dates = (
        (standing.is_observed, _("Puedes corregir hasta el"), clock.correction_by, "correction_by"),
        (is_open and is_owed, _("Deben entregarte el documento hasta el"), clock.document_by, "document_by"),
        (standing.case.outcome == "denied", _("Puedes presentar un recurso hasta el"), clock.appeal_by, "appeal_by"),
        (is_open and not clock.is_stopped, _("La entidad debe decidir hasta el"), clock.due_on, "due"),
    )
    return next(
        (NextDate(words, day, by_article.get(rule, "")) for is_now, words, day, rule in dates if is_now and day), None
    )
