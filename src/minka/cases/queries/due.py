"""By when the entity owes something, in words: the same in the list, on the page of a case and beside its forms."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minka.cases.models import Case
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.standing import Standing
from minka.engine.clocks import ClockState
from minka.web.dates import day_in_words

GIVEN = {Case.Outcome.GRANTED, Case.Outcome.SILENCE, Case.Outcome.AUTOMATIC}
SHORT = 3  # working days left that are shown as a warning


@dataclass(frozen=True)
class Due:
    """How a case stands in time: words with the kind of badge that says so, and what is owed by its day."""

    words: str
    kind: str
    owed: str


def due_of(standing: Standing) -> Due:
    """For the head of a case: its end, how late it is or that time stands still, else the day by which what is owed."""
    case, owed = standing.case, _owed(standing)
    if not case.is_open:
        return Due(case.get_outcome_display(), "good" if case.outcome in GIVEN else "warm", owed)
    words, kind = due_words(case, standing.today)
    if case.due_on is not None and kind in {"", "warm"} and case.due_on > standing.today:
        words, kind = f"{owed} {day_in_words(case.due_on, today=standing.today)}", ""
    return Due(words, kind, owed)


def due_words(case: Case, today: dt.date) -> tuple[str, str]:
    """How much of the term is left in working days, or how late it is, and the kind of badge that says so."""
    if case.clock_stopped:
        return _("Plazo detenido"), "neutral"
    if case.due_on is None:
        return "—", ""
    calendar = calendar_of(case.service)
    left = calendar.number(case.due_on) - calendar.number(today)
    if left < 0:
        return ngettext("Tarde: %(days)s día hábil", "Tarde: %(days)s días hábiles", -left) % {"days": -left}, "danger"
    if case.due_on < today:  # on a weekend no working day has passed yet, and the term is over all the same
        return _("Venció el %(day)s") % {"day": date_format(case.due_on, "MONTH_DAY_FORMAT")}, "danger"
    if left == 0:
        return _("Vence hoy"), "warm"
    words = ngettext("queda %(days)s día hábil", "quedan %(days)s días hábiles", left) % {"days": left}
    return words, "warm" if left <= SHORT else ""


def _owed(standing: Standing) -> str:
    """What the entity owes by the day of the case, as ``actions.keeping`` writes that day down."""
    if standing.state.clock == "runs":
        return _("Hay que decidir hasta el")
    if standing.clock.state is ClockState.APPROVED:
        return _("Hay que entregar el documento hasta el")
    if any(event.data.get("is_appeal") for event in standing.events):
        return _("Hay que responder el recurso hasta el")
    return _("Hay que decidir hasta el")
