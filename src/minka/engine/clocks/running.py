"""The legal clock: from what happened, the calendar and the regime to the dates that bind both sides."""

from dataclasses import replace
from datetime import date

from minka.engine.clocks.calendars import ONE_DAY, Calendar
from minka.engine.clocks.cases import Clock, ClockCase, ClockState
from minka.engine.clocks.correcting import Correction, correction_of
from minka.engine.clocks.ending import (
    end_of,
    last_day_to_appeal,
    last_day_to_notify,
    next_change,
    silence_dates,
    state_of,
)
from minka.engine.clocks.events import LAST_DAY, MOST_DAYS, ClockInvalid, EventKind, arrange
from minka.engine.clocks.facts import Known, Running, known_by
from minka.engine.clocks.noting import notes_on
from minka.engine.clocks.pauses import Pause, merged, suspensions
from minka.engine.clocks.regimes import IMPOSSIBLE_TERM, AfterCorrection, Silence
from minka.engine.clocks.spans import days_in, last_day, unmoved_end, used
from minka.engine.saying import phrase
from minka.engine.terms import Term, Unit

# Ends of a case in which the entity spoke, or the person left: silence that came before has no effect any more.
SPOKEN = {ClockState.NOTIFIED, ClockState.NOT_FILED, ClockState.WITHDRAWN}


def run_clock(case: ClockCase, calendar: Calendar, as_of: date) -> Clock:
    """Say what the law says of a case on one day, from what had happened by then.

    A later ``as_of`` never brings a date of the term forward. Raises ClockInvalid for a case that cannot be.

    >>> from minka.engine.clocks.regimes import POSITIVE
    >>> from minka.engine.clocks.events import Event
    >>> case = ClockCase(POSITIVE, (Event("handed_in", date(2026, 3, 2)),))
    >>> clock = run_clock(case, Calendar(), date(2026, 3, 20))
    >>> clock.state.value, str(clock.due_on), str(clock.notify_by), str(clock.silence_on), clock.days_used
    ('running', '2026-04-13', '2026-04-20', '2026-04-21', 14)
    """
    _check(case)
    timeline = arrange(case.events, case.desk, case.zone, as_of)
    if not {EventKind.HANDED_IN, EventKind.RECEIVED} & timeline.days.keys():
        return _not_started(case, calendar, as_of)
    known = known_by(case, calendar, as_of, timeline)
    if timeline.is_on_the_way and case.regime.silence is not Silence.NEGATIVE:
        return _on_the_way(known)
    return _automatic(known) if case.regime.silence is Silence.AUTOMATIC else _evaluated(known)


def _check(case: ClockCase) -> None:
    term, regime = case.regime.term, case.regime
    if term is None and regime.silence is not Silence.AUTOMATIC:
        raise ClockInvalid(
            "term_missing", phrase("Un procedimiento de evaluación previa necesita un plazo."), "regime.term"
        )
    if term is not None and not term.is_possible:
        raise ClockInvalid("term_out_of_range", IMPOSSIBLE_TERM, "regime.term")
    if not 0 <= case.distance_days <= MOST_DAYS:
        raise ClockInvalid(
            "distance_out_of_range",
            phrase("El término de la distancia va de 0 a {most} días.").fill(most=MOST_DAYS),
        )
    if case.desk.closes_at is not None and not case.desk.ground:
        text = phrase(
            "La mesa de partes digital atiende las 24 horas (art. 117.1): otra hora de cierre necesita su norma."
        )
        raise ClockInvalid("closing_hour_without_ground", text, "desk.ground")


def _not_started(case: ClockCase, calendar: Calendar, as_of: date) -> Clock:
    known = known_by(case, calendar, as_of, arrange(case.events, case.desk, case.zone, LAST_DAY))
    return Clock(
        case=case,
        calendar=calendar,
        as_of=as_of,
        state=ClockState.NOT_STARTED,
        filed_on=known.filed_on,
        received_on=known.received_on,
        counted_from=known.received_on,
        changes_on=min(days[0] for days in known.timeline.days.values()),
    )


def _on_the_way(known: Known) -> Clock:
    """Handed in elsewhere and not received yet: positive silence and automatic approval wait for that (art. 122)."""
    withdrawn = known.timeline.first(EventKind.WITHDRAWN)
    return Clock(
        case=known.case,
        calendar=known.calendar,
        as_of=known.as_of,
        state=ClockState.WITHDRAWN if withdrawn else ClockState.ON_THE_WAY,
        filed_on=known.filed_on,
        received_on=known.as_of,
        counted_from=known.as_of,
        ended_on=withdrawn,
    )


def _evaluated(known: Known) -> Clock:
    """Prior evaluation: the term runs, stops, ends, and silence follows."""
    correction = correction_of(known)
    running, stops_nothing = _run(known, correction)
    if correction is not None and correction.pause in stops_nothing:
        correction = None  # an observation after the last day stops nothing, and nothing follows from it
    correction_by = correction.latest if correction else None
    notify_by = last_day_to_notify(known, running)
    silence = () if running.open_pauses else silence_dates(known, running, notify_by)
    silence_on = next((each.day for each in silence if each.fires), None)
    if silence_on is not None and known.case.regime.silence is Silence.POSITIVE:
        notify_by = silence_on - ONE_DAY  # a promised day of silence also says until when to notify
    end = end_of(known, silence_on, correction.not_filed_on if correction else None)
    state, ended_on = end or (state_of(known, running, silence_on), None)
    if ended_on is not None and silence_on is not None and silence_on > ended_on:
        silence, silence_on = (), None  # the case ended before silence could take effect
    total, gone, late = _days(known, running, ended_on)
    return Clock(
        case=known.case,
        calendar=known.calendar,
        as_of=known.as_of,
        state=state,
        filed_on=known.filed_on,
        received_on=known.received_on,
        counted_from=running.start,
        starts_on=known.calendar.next_working(running.start + ONE_DAY),
        due_on=running.due,
        is_provisional=bool(running.open_pauses) and end is None,
        notify_by=notify_by,
        silence_dates=silence,
        silence_on=silence_on,
        fires=silence_on is not None and silence_on <= known.as_of and state not in SPOKEN,
        days_total=total,
        days_used=gone,
        days_left=total - gone,
        days_late=late,
        pauses=running.pauses,
        correction_by=correction_by,
        appeal_by=last_day_to_appeal(known) if state is ClockState.NOTIFIED else None,
        changes_on=None if end else next_change(known, running, silence_on),
        ended_on=ended_on,
        notes=notes_on(known, running.start, stops_nothing, correction_by),
    )


def _run(known: Known, correction: Correction | None) -> tuple[Running, list[Pause]]:
    """The term with the pauses that stop it, and those that came too late to stop anything."""
    case, calendar = known.case, known.calendar
    assert case.regime.term is not None  # noqa: S101 - checked at the door; automatic approval does not come here
    pauses = suspensions(known.timeline, case.regime, calendar, known.as_of)
    pauses += [correction.pause] if correction else []
    start = known.received_on if case.regime.silence is Silence.POSITIVE else known.filed_on
    term, kept, too_late = case.regime.term, list[Pause](), list[Pause]()
    for pause in sorted(pauses, key=lambda each: each.after):
        if last_day(start, term, merged(kept), calendar) <= pause.after:
            too_late.append(pause)
            continue
        kept.append(pause)
        if pause.rule == "observation" and case.regime.after_correction is AfterCorrection.BEGINS_ANEW:
            start = max(start, pause.until)
    stretches = merged(kept)
    term = _extended(known, term, last_day(start, term, stretches, calendar))
    return Running(term, start, tuple(kept), last_day(start, term, stretches, calendar)), too_late


def _extended(known: Known, term: Term, due: date) -> Term:
    """The term with its one extension, which was asked for before the end (arts. 136.1 to 136.3)."""
    at = known.timeline.first(EventKind.EXTENDED)
    if at is None:
        return term
    event = known.timeline.events[EventKind.EXTENDED][0]
    if at > due:
        raise ClockInvalid(
            "extended_too_late",
            phrase("El plazo venció el {day}: ya no se puede ampliar (art. 136.2).").fill(day=due.isoformat()),
        )
    if not (event.ground or known.case.regime.extension):
        text = phrase("Un plazo fijado por norma no se amplía sin una norma que lo permita (art. 136.1): cítala.")
        raise ClockInvalid("extended_without_ground", text)
    if event.days is None or term.unit is Unit.MONTHS:
        raise ClockInvalid(
            "extended_without_days", phrase("Di cuántos días se amplía; un plazo en meses no admite días.")
        )
    return replace(term, count=term.count + event.days)


def _days(known: Known, running: Running, ended_on: date | None) -> tuple[int, int, int]:
    """Days of the term: in all, used and late, by the day of the count or of the end."""
    last = min(known.as_of, ended_on or known.as_of)
    stretches, calendar, term = merged(list(running.pauses)), known.calendar, running.term
    total = term.count
    if term.unit is Unit.MONTHS:
        end = unmoved_end(running.start, term, stretches, calendar)
        total = used(running.start, end, term, stretches, calendar)
    gone = min(total, used(running.start, last, term, stretches, calendar))
    decided = known.timeline.first(EventKind.DECIDED)
    late = days_in(running.due, min(last, decided or last), unit=term.unit, calendar=calendar)
    return total, gone, late


def _automatic(known: Known) -> Clock:
    """Automatic approval: approved as it comes in, unless it is observed in time (arts. 31 and 125.3.2)."""
    found = correction_of(known)
    correction = found if found and found.pause.after <= _observable_until(known) else None
    approved_on = correction.pause.until if correction else known.received_on
    state, ended_on = _automatic_end(known, correction, approved_on)
    waits, document_by = state is ClockState.STOPPED, known.calendar.add(approved_on, known.case.regime.days.document)
    correction_by = correction.latest if correction else None
    return Clock(
        case=known.case,
        calendar=known.calendar,
        as_of=known.as_of,
        state=state,
        filed_on=known.filed_on,
        received_on=known.received_on,
        counted_from=approved_on,
        pauses=(correction.pause,) if correction else (),
        correction_by=correction_by,
        document_by=document_by if state is ClockState.APPROVED else None,
        changes_on=correction_by + ONE_DAY if waits and correction_by else None,
        ended_on=ended_on,
        notes=notes_on(known, known.received_on, [found.pause] if found and not correction else [], correction_by),
    )


def _observable_until(known: Known) -> date:
    return known.calendar.add(known.received_on, known.case.regime.days.observation)


def _automatic_end(known: Known, correction: Correction | None, approved_on: date) -> tuple[ClockState, date | None]:
    is_open = correction is not None and correction.pause.is_open
    withdrawn = known.timeline.first(EventKind.WITHDRAWN)
    if correction is not None and correction.not_filed_on is not None:
        return ClockState.NOT_FILED, correction.not_filed_on
    if withdrawn is not None and (is_open or withdrawn < approved_on):
        return ClockState.WITHDRAWN, withdrawn
    return (ClockState.STOPPED, None) if is_open else (ClockState.APPROVED, approved_on)
