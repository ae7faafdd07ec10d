"""How a case ends: by notice, by silence, by leaving an observation uncorrected, or because the person withdraws."""

from datetime import date

from minka.engine.clocks.articles import ARTICLES
from minka.engine.clocks.calendars import ONE_DAY
from minka.engine.clocks.cases import ClockState, SilenceDate
from minka.engine.clocks.events import EventKind
from minka.engine.clocks.facts import Known, Running
from minka.engine.clocks.regimes import Silence

# What may come later and stop or lengthen a term, so that a date told before no longer holds.
SHIFTING = {
    EventKind.RECEIVED,
    EventKind.OBSERVATION_NOTIFIED,
    EventKind.CORRECTION_RECEIVED,
    EventKind.COOPERATION_ASKED,
    EventKind.COOPERATION_ANSWERED,
    EventKind.ERRAND_STARTED,
    EventKind.ERRAND_ENDED,
    EventKind.EXTENDED,
    EventKind.NOTICE_UNACKNOWLEDGED,
}


def last_day_to_notify(known: Known, running: Running) -> date:
    """The last day to notify: five working days more under positive silence, and again after an unread e-mail."""
    days, calendar = known.case.regime.days, known.calendar
    if known.case.regime.silence is not Silence.POSITIVE:
        return running.due
    latest = calendar.add(running.due, days.notice)
    unread = known.timeline.first(EventKind.NOTICE_UNACKNOWLEDGED)
    if unread is None:
        return latest
    sent = known.timeline.sent
    expired = calendar.add(sent, days.acknowledgement) if sent else unread
    return max(latest, calendar.add(expired, days.notice)) if (sent or unread) <= latest else latest


def silence_dates(known: Known, running: Running, notify_by: date) -> tuple[SilenceDate, ...]:
    """Both readings of the law, the earlier first; silence takes effect only on the later day."""
    promised, day = known.case.promised, notify_by + ONE_DAY
    if promised is not None and promised.silence_on is not None and _still_holds(known, promised.told_on):
        day = promised.silence_on
    if known.case.regime.silence is Silence.NEGATIVE:
        return (SilenceDate(day, ARTICLES["negative"], fires=True),)
    return (
        SilenceDate(running.due + ONE_DAY, ARTICLES["silence_term"], fires=False),
        SilenceDate(day, ARTICLES["silence_notice"], fires=True),
    )


def _still_holds(known: Known, told_on: date) -> bool:
    return all(days[-1] <= told_on for kind, days in known.timeline.days.items() if kind in SHIFTING)


def end_of(known: Known, silence_on: date | None, not_filed_on: date | None) -> tuple[ClockState, date] | None:
    """Which of the things that end a case came first; on one day silence, which needs nobody, comes before the rest."""
    is_positive = known.case.regime.silence is Silence.POSITIVE
    ends = (
        (silence_on if is_positive else None, ClockState.POSITIVE_SILENCE),
        (not_filed_on, ClockState.NOT_FILED),
        (known.timeline.first(EventKind.NOTIFIED), ClockState.NOTIFIED),
        (known.timeline.first(EventKind.WITHDRAWN), ClockState.WITHDRAWN),
    )
    came = [(day, place, state) for place, (day, state) in enumerate(ends) if day is not None and day <= known.as_of]
    if not came:
        return None
    day, _, state = min(came, key=lambda each: each[:2])
    return state, day


def state_of(known: Known, running: Running, silence_on: date | None) -> ClockState:
    """Where a case stands that has not ended."""
    if running.open_pauses:
        return ClockState.STOPPED
    if known.case.regime.silence is Silence.NEGATIVE and silence_on is not None and silence_on <= known.as_of:
        return ClockState.NEGATIVE_SILENCE
    if EventKind.DECIDED in known.timeline.days:
        return ClockState.DECIDED
    return ClockState.LATE if known.as_of > running.due else ClockState.RUNNING


def last_day_to_appeal(known: Known) -> date:
    """The last day to ask for reconsideration or to appeal: fifteen working days and the distance term (art. 207.2)."""
    notified = known.timeline.days[EventKind.NOTIFIED][0]
    latest = known.calendar.add(notified, known.case.regime.days.appeal + known.case.distance_days)
    promised = known.case.promised
    return max(latest, promised.appeal_by) if promised and promised.appeal_by else latest


def next_change(known: Known, running: Running, silence_on: date | None) -> date | None:
    days = [pause.latest + ONE_DAY for pause in running.open_pauses]
    if not days:
        days = [running.due + ONE_DAY, *([silence_on] if silence_on else [])]
    return min((day for day in days if day > known.as_of), default=None)
