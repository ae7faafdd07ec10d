"""What the public page of a process shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minka.processes.kinds import Card, find_kind
from minka.processes.models import Activity, Phase, Process
from minka.web.dates import day_in_words, deadline_in_words


@dataclass(frozen=True)
class ActivityRow:
    """One activity with its one action."""

    activity: Activity
    card: Card


@dataclass(frozen=True)
class ProcessPage:
    """A process as anyone reads it."""

    process: Process
    phases: Sequence[dict[str, str]]
    rows: Sequence[ActivityRow]

    @property
    def main(self) -> ActivityRow | None:
        """The one thing to do now, when there is only one."""
        active = [row for row in self.rows if row.card.action]
        return active[0] if len(active) == 1 else None

    @property
    def voices(self) -> int:
        return sum(row.card.voices for row in self.rows)

    @property
    def answered(self) -> int:
        return sum(row.card.answered for row in self.rows)


def process_page(process: Process, today: dt.date) -> ProcessPage:
    """The page of a process that came with its phases and activities."""
    phases = {phase.pk: phase for phase in process.phases.all()}
    for phase in phases.values():
        phase.process = process
    activities = [_known(activity, process, phases) for activity in process.activities.all()]
    activities.sort(key=lambda activity: (activity.phase.order, activity.order, activity.pk))
    rows = [
        ActivityRow(activity, kind.card(activity, today))
        for activity in activities
        if (kind := find_kind(activity.kind)) is not None
    ]
    return ProcessPage(process, [_phase(phase, process, today) for phase in phases.values()], rows)


def current_phase(phases: Sequence[Phase], today: dt.date) -> Phase | None:
    """The last phase that is open on a day."""
    return next((phase for phase in reversed(phases) if phase.is_open(today)), None)


def _known(activity: Activity, process: Process, phases: dict[int, Phase]) -> Activity:
    """Put in what is already in memory, so that nobody asks the database again."""
    activity.process, activity.site, activity.phase = process, process.site, phases[activity.phase_id]
    return activity


def _phase(phase: Phase, process: Process, today: dt.date) -> dict[str, str]:
    state = _state(phase, process, today)
    words = {"title": phase.name, "state": state, "dates": _dates(phase, today)}
    return words | {"text": phase.purpose} if state == "now" else words


def _state(phase: Phase, process: Process, today: dt.date) -> str:
    is_over = phase.closes_on is not None and phase.closes_on < today
    if process.status == Process.Status.CLOSED or is_over:
        return "done"
    return "now" if process.status == Process.Status.OPEN and phase.is_open(today) else "next"


def _dates(phase: Phase, today: dt.date) -> str:
    if phase.opens_on is None:
        return _("fecha por decidir")
    if phase.closes_on is not None and phase.closes_on < today:
        return _("terminó el %(day)s") % {"day": day_in_words(phase.closes_on, today=today)}
    if phase.opens_on > today:
        return _("desde el %(day)s") % {"day": day_in_words(phase.opens_on, today=today)}
    if phase.closes_on is None:
        return _("sin fecha de cierre")
    return _("hasta el %(day)s") % {"day": deadline_in_words(phase.closes_on, today=today)}
