"""What is known of a case by the day of the count, and the term that runs on it."""

from dataclasses import dataclass
from datetime import date

from minka.engine.clocks.calendars import Calendar
from minka.engine.clocks.cases import ClockCase
from minka.engine.clocks.events import EventKind, Timeline, counts_from
from minka.engine.clocks.pauses import Pause
from minka.engine.terms import Term


@dataclass(frozen=True, slots=True)
class Known:
    """What is known by the day of the count, before any term is computed."""

    case: ClockCase
    calendar: Calendar
    as_of: date
    timeline: Timeline
    filed_on: date
    received_on: date


@dataclass(frozen=True, slots=True)
class Running:
    """The entity's term: its length, the day it counts from, what stops it and its last day."""

    term: Term
    start: date
    pauses: tuple[Pause, ...]
    due: date

    @property
    def open_pauses(self) -> list[Pause]:
        """The pauses that have not ended by the day of the count."""
        return [pause for pause in self.pauses if pause.is_open]


def known_by(case: ClockCase, calendar: Calendar, as_of: date, timeline: Timeline) -> Known:
    """The days of filing as they count: the person's own, and the destination's, which is the same when it is one."""
    kinds = [kind for kind in (EventKind.HANDED_IN, EventKind.RECEIVED) if kind in timeline.days]
    counted = [
        counts_from(timeline.days[kind][0], after_hours=kind in timeline.late_hours, calendar=calendar)
        for kind in kinds
    ]
    return Known(case, calendar, as_of, timeline, counted[0], counted[-1])
