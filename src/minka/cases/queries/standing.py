"""Where a case stands for the law and for its workflow on one day: what every page and every act begins with."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from minka.cases.models import Case, CaseEvent
from minka.cases.queries.calendars import calendar_of
from minka.cases.queries.regimes import desk_kept, distance_ground, regime_of
from minka.cases.queries.workflows import workflow_of
from minka.engine.clocks import Calendar, Clock, ClockCase, Event, EventKind, Promised, run_clock
from minka.engine.clocks.words import later_words
from minka.engine.forms import Definition
from minka.engine.workflows import Facts, State, Workflow
from minka.services.queries.definitions import definition_of

ONE_DAY = dt.timedelta(days=1)
CALENDAR_CHANGED = "calendar_changed"
SILENCE_NOTED = "silence_noted"
BY_EMAIL = "e-mail"


@dataclass(frozen=True)
class Standing:
    """A case with the table it moves by, the clock it runs by, and what the guards look at."""

    case: Case
    definition: Definition
    workflow: Workflow
    state: State
    clock: Clock
    events: Sequence[CaseEvent]
    today: dt.date

    @cached_property
    def open_requests(self) -> int:
        """Reports of other units that have not come. Asked of the database only when a guard is looked at."""
        return self.case.unit_requests.filter(answered_at__isnull=True).count() if self.case.pk else 0

    @property
    def facts(self) -> Facts:
        """What the guards of the workflow look at. The law's dates count, not whether a machine has noticed them."""
        clock, case = self.clock, self.case
        return Facts(
            observations=self.count(EventKind.OBSERVATION_NOTIFIED),
            extensions=self.count(EventKind.EXTENDED),
            errands=self.count(EventKind.ERRAND_STARTED),
            open_requests=self.open_requests,
            is_past_due=clock.due_on is not None and not clock.is_stopped and self.today > clock.due_on,
            silence_has_come=clock.silence_on is not None and clock.silence_on <= self.today,
            correction_is_over=self.correction_is_over,
            suspension_is_over=self.is_waiting and not any(pause.is_open for pause in clock.pauses),
            appeal_is_over=clock.appeal_by is not None and self.today > clock.appeal_by,
            notice_is_unacknowledged=case.outcome == Case.Outcome.DENIED and self.unread_since is not None,
        )

    @property
    def correction_is_over(self) -> bool:
        latest = self.clock.correction_by
        return latest is not None and self.today > latest and not self.count(EventKind.CORRECTION_RECEIVED)

    @property
    def is_waiting(self) -> bool:
        """Whether the clock stands still for somebody else's part."""
        return self.state.clock == "stopped" and not self.is_observed

    @property
    def is_observed(self) -> bool:
        return self.last(EventKind.OBSERVATION_NOTIFIED) is not None and not (
            self.count(EventKind.CORRECTION_RECEIVED) or self.count(EventKind.CORRECTION_EXPIRED)
        )

    @property
    def counted_later(self) -> str:
        """Why the filing counts as of a later day than it came, with the norm; empty when it counts as of its own."""
        filed = self.clock.filed_on
        if filed == self.case.filed_on or self.last(EventKind.HANDED_IN) is None:
            return ""
        return later_words(self.clock, self.case.filed_on, filed)

    @property
    def acknowledge_by(self) -> dt.date | None:
        """The last day to acknowledge a notice by e-mail (art. 20.4); None when it needs no more acknowledging."""
        notice = self.last(EventKind.NOTIFIED)
        if notice is None or notice.data.get("how") != BY_EMAIL or self.has_acknowledged(notice):
            return None
        return self.clock.calendar.add(notice.on, self.clock.case.regime.days.acknowledgement)

    @property
    def unread_since(self) -> dt.date | None:
        """The day since when the last notice counts as not acknowledged."""
        latest = self.acknowledge_by
        return latest + ONE_DAY if latest is not None and self.today > latest else None

    def acts_on(self, after: dt.date | None = None) -> dt.date | None:
        """The first day, later than ``after``, on which the law changes something without anybody doing anything."""
        return min((day for day in self._law_days() if after is None or day > after), default=None)

    def count(self, kind: str) -> int:
        return sum(1 for event in self.events if event.clock_event == kind)

    def last(self, kind: str) -> CaseEvent | None:
        return next((event for event in reversed(self.events) if event.clock_event == kind), None)

    def has_acknowledged(self, notice: CaseEvent) -> bool:
        return any(event.action == "acknowledged" and event.number > notice.number for event in self.events)

    def with_event(self, event: Event) -> Clock:
        """The clock as it would be if this happened as well: what a letter says before it is sent."""
        return run_clock(
            replace(self.clock.case, events=(*self.clock.case.events, event)), self.clock.calendar, self.today
        )

    def _law_days(self) -> Iterable[dt.date]:
        clock = self.clock
        if self.state.is_final:
            return
        if clock.silence_on is not None and self.state.clock == "runs":
            yield clock.silence_on
        if self.is_observed and clock.correction_by is not None:
            yield clock.correction_by + ONE_DAY
        if self.is_waiting:
            yield from (pause.latest + ONE_DAY for pause in clock.pauses if pause.is_open)
        if self.case.outcome == Case.Outcome.DENIED:
            latest = (clock.appeal_by, self.acknowledge_by)
            yield from (day + ONE_DAY for day in latest if day is not None)


def standing_of(case: Case, today: dt.date, events: Sequence[CaseEvent] | None = None) -> Standing:
    """The standing of a case: one query for its events, none when they are given."""
    told = list(case.events.all()) if events is None else events
    workflow = workflow_of(case)
    state = workflow.state(case.state)
    assert state is not None, "a case is only ever in a state of its own workflow"  # noqa: S101
    return Standing(
        case=case,
        definition=definition_of(case.version_id),
        workflow=workflow,
        state=state,
        clock=clock_of(case, told, calendar_of(case.service), today),
        events=told,
        today=today,
    )


def clock_of(case: Case, events: Sequence[CaseEvent], calendar: Calendar, today: dt.date) -> Clock:
    """The legal clock of a case on a day."""
    told = ClockCase(
        regime=regime_of(case.regime),
        events=tuple(_clock_events(events)),
        distance_days=case.distance_days,
        distance_ground=distance_ground(case.regime),
        desk=desk_kept(case.regime),
        promised=_promised(events),
    )
    return run_clock(told, calendar, today)


def _clock_events(events: Sequence[CaseEvent]) -> Iterable[Event]:
    """What the clock is told of the log."""
    for each in events:
        if each.clock_event:
            data = each.data
            ground = data.get("legal_ground", "")
            hour = data.get("hour")
            at = dt.datetime.combine(each.on, dt.time.fromisoformat(hour)) if hour else each.on
            yield Event(each.clock_event, at, days=data.get("days"), of=_day(data.get("of")), ground=ground)


def _promised(events: Sequence[CaseEvent]) -> Promised | None:
    """The dates that were told before days off changed, and stay."""
    for each in reversed(events):
        if each.action == CALENDAR_CHANGED and each.data.get("promised"):
            kept = each.data["promised"]
            return Promised(
                told_on=each.on,
                correction_by=_day(kept.get("correction_by")),
                silence_on=_day(kept.get("silence_on")),
                appeal_by=_day(kept.get("appeal_by")),
            )
    return None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
