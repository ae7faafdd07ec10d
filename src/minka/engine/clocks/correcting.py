"""The one observation of a case: what it stops, until when it can be corrected, and what follows if it is not."""

from dataclasses import dataclass
from datetime import date

from minka.engine.clocks.calendars import ONE_DAY
from minka.engine.clocks.events import ClockInvalid, EventKind, counts_from
from minka.engine.clocks.facts import Known
from minka.engine.clocks.pauses import Pause
from minka.engine.saying import phrase


@dataclass(frozen=True, slots=True)
class Correction:
    """The pause of an observation, the last day to correct, and since when the case counts as not filed, if it does."""

    pause: Pause
    latest: date
    not_filed_on: date | None = None


def correction_of(known: Known) -> Correction | None:
    """What the observation of a case brings about by the day of the count; None when there was none."""
    notified = known.timeline.first(EventKind.OBSERVATION_NOTIFIED)
    if notified is None:
        return None
    latest = _latest(known, notified)
    corrected = known.timeline.first(EventKind.CORRECTION_RECEIVED)
    if corrected is not None and corrected <= latest:
        late = EventKind.CORRECTION_RECEIVED in known.timeline.late_hours
        until = counts_from(corrected, after_hours=late, calendar=known.calendar)
        return Correction(Pause("observation", notified, until, latest, is_open=False), latest)
    is_open = known.as_of <= latest
    pause = Pause("observation", notified, min(known.as_of, latest), latest, is_open)
    return Correction(pause, latest, None if is_open else latest + ONE_DAY)


def _latest(known: Known, notified: date) -> date:
    """The last day to correct what was observed: two working days and the distance term (arts. 125.6 and 135.1)."""
    case = known.case
    days = known.timeline.events[EventKind.OBSERVATION_NOTIFIED][0].days or case.regime.days.correction
    latest = known.calendar.add(notified, days + case.distance_days)
    if case.promised is not None and case.promised.correction_by is not None:
        latest = max(latest, case.promised.correction_by)
    expired = known.timeline.first(EventKind.CORRECTION_EXPIRED)
    if expired is not None and expired <= latest:
        text = phrase("El plazo para subsanar vence el {day}: no puede darse por vencido antes.").fill(
            day=latest.isoformat()
        )
        raise ClockInvalid("expired_too_early", text)
    return latest
