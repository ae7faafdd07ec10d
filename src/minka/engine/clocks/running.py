"""The legal clock: from what happened, the calendar and the regime to the dates that bind both sides."""

from dataclasses import dataclass, replace
from datetime import date

from minka.engine.clocks.articles import ARTICLES
from minka.engine.clocks.calendars import ONE_DAY, Calendar
from minka.engine.clocks.cases import Clock, ClockCase, ClockState, Note, SilenceDate
from minka.engine.clocks.events import (
    LAST_DAY,
    MOST_DAYS,
    ClockInvalid,
    EventKind,
    Timeline,
    arrange,
    counts_from,
)
from minka.engine.clocks.pauses import Pause, merged, suspensions
from minka.engine.clocks.regimes import AfterCorrection, Silence, Term, Unit
from minka.engine.clocks.spans import days_in, last_day, used

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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known by the day of the count, before any term is computed."""

    case: ClockCase
    calendar: Calendar
    as_of: date
    timeline: Timeline
    filed_on: date
    received_on: date


@dataclass(frozen=True, slots=True)
class _Running:
    """The entity's term: its length, the day it counts from, what stops it and its last day."""

    term: Term
    start: date
    pauses: tuple[Pause, ...]
    due: date

    @property
    def open_pauses(self) -> list[Pause]:
        return [pause for pause in self.pauses if pause.is_open]


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
    known = _known(case, calendar, as_of, timeline)
    return _automatic(known) if case.regime.silence is Silence.AUTOMATIC else _evaluated(known)


def _check(case: ClockCase) -> None:
    term, regime = case.regime.term, case.regime
    if term is None and regime.silence is not Silence.AUTOMATIC:
        raise ClockInvalid("term_missing", "Un procedimiento de evaluación previa necesita un plazo.", "regime.term")
    if term is not None and not 1 <= term.count <= MOST_DAYS:
        raise ClockInvalid("term_out_of_range", f"El plazo debe ser de 1 a {MOST_DAYS}.", "regime.term")
    if not 0 <= case.distance_days <= MOST_DAYS:
        raise ClockInvalid("distance_out_of_range", f"El término de la distancia va de 0 a {MOST_DAYS} días.")
    if case.desk.closes_at is not None and not case.desk.ground:
        text = "La mesa de partes digital atiende las 24 horas (art. 117.1): otra hora de cierre necesita su norma."
        raise ClockInvalid("closing_hour_without_ground", text, "desk.ground")


def _not_started(case: ClockCase, calendar: Calendar, as_of: date) -> Clock:
    known = _known(case, calendar, as_of, arrange(case.events, case.desk, case.zone, LAST_DAY))
    first = min(days[0] for days in known.timeline.days.values())
    return Clock(
        case, calendar, as_of, ClockState.NOT_STARTED, known.filed_on, known.received_on, known.received_on,
        changes_on=first,
    )  # fmt: skip


def _known(case: ClockCase, calendar: Calendar, as_of: date, timeline: Timeline) -> _Known:
    kinds = [kind for kind in (EventKind.HANDED_IN, EventKind.RECEIVED) if kind in timeline.days]
    counted = [
        counts_from(timeline.days[kind][0], after_hours=kind in timeline.late_hours, calendar=calendar)
        for kind in kinds
    ]
    return _Known(case, calendar, as_of, timeline, counted[0], counted[-1])


def _evaluated(known: _Known) -> Clock:
    """Prior evaluation: the term runs, stops, ends, and silence follows."""
    observation, correction_by, not_filed_on = _observation(known)
    running, notes = _run(known, observation)
    if observation is not None and observation not in running.pauses:
        # An observation after the last day stops nothing, so nothing follows from leaving it uncorrected.
        correction_by = not_filed_on = None
    notify_by = _notify_by(known, running)
    silence = () if running.open_pauses else _silence_dates(known, running, notify_by)
    silence_on = next((each.day for each in silence if each.fires), None)
    state, ended_on = _end(known, silence_on, not_filed_on) or (_state(known, running, silence_on), None)
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
        is_provisional=bool(running.open_pauses) and ended_on is None,
        notify_by=notify_by,
        silence_dates=silence,
        silence_on=silence_on,
        fires=silence_on is not None and silence_on <= known.as_of and state not in _SPOKEN,
        pauses=running.pauses,
        correction_by=correction_by,
        appeal_by=_appeal_by(known) if state is ClockState.NOTIFIED else None,
        changes_on=None if ended_on else _changes_on(known, running, silence_on),
        ended_on=ended_on,
        notes=(*notes, *_notes(known, running, correction_by)),
        days_total=total,
        days_used=gone,
        days_left=total - gone,
        days_late=late,
    )


_SPOKEN = {ClockState.NOTIFIED, ClockState.NOT_FILED, ClockState.WITHDRAWN}


def _observation(known: _Known) -> tuple[Pause | None, date | None, date | None]:
    """The pause of the one observation, the last day to correct, and since when the case counts as not filed."""
    notified = known.timeline.first(EventKind.OBSERVATION_NOTIFIED)
    if notified is None:
        return None, None, None
    latest = correction_by(known.case, known.timeline, known.calendar)
    corrected = known.timeline.first(EventKind.CORRECTION_RECEIVED)
    if corrected is not None and corrected <= latest:
        late = EventKind.CORRECTION_RECEIVED in known.timeline.late_hours
        until = counts_from(corrected, after_hours=late, calendar=known.calendar)
        return Pause("observation", notified, until, latest, is_open=False), latest, None
    is_open = known.as_of <= latest
    pause = Pause("observation", notified, min(known.as_of, latest), latest, is_open)
    return pause, latest, None if is_open else latest + ONE_DAY


def correction_by(case: ClockCase, timeline: Timeline, calendar: Calendar) -> date:
    """The last day to correct what was observed: two working days and the distance term (arts. 125.6 and 135.1)."""
    notified = timeline.days[EventKind.OBSERVATION_NOTIFIED][0]
    days = timeline.events[EventKind.OBSERVATION_NOTIFIED].days or case.regime.days.correction
    latest = calendar.add(notified, days + case.distance_days)
    if case.promised is not None and case.promised.correction_by is not None:
        latest = max(latest, case.promised.correction_by)
    expired = timeline.first(EventKind.CORRECTION_EXPIRED)
    if expired is not None and expired <= latest:
        text = f"El plazo para subsanar vence el {latest}: no puede darse por vencido antes."
        raise ClockInvalid("expired_too_early", text)
    return latest


def _run(known: _Known, observation: Pause | None) -> tuple[_Running, list[Note]]:
    """The term with the pauses that stop it, and notes on what came too late to stop anything."""
    case, calendar = known.case, known.calendar
    assert case.regime.term is not None  # noqa: S101 - checked at the door; automatic approval does not come here
    pauses = suspensions(known.timeline, case.regime, calendar, known.as_of)
    pauses += [observation] if observation else []
    start = known.received_on if case.regime.silence is Silence.POSITIVE else known.filed_on
    term, kept, notes = case.regime.term, list[Pause](), list[Note]()
    for pause in sorted(pauses, key=lambda each: each.after):
        if last_day(start, term, merged(kept), calendar) <= pause.after:
            notes.append(
                _note("too_late_to_stop", f"Lo del {pause.after} llegó con el plazo vencido: no lo detiene.", "stopped")
            )
            continue
        kept.append(pause)
        if pause is observation and case.regime.after_correction is AfterCorrection.BEGINS_ANEW:
            start = max(start, pause.until)
    term = _extended(known, term, last_day(start, term, merged(kept), calendar))
    return _Running(term, start, tuple(kept), last_day(start, term, merged(kept), calendar)), notes


def _extended(known: _Known, term: Term, due: date) -> Term:
    """The term with its one extension, which was asked for before the end (arts. 136.1 to 136.3)."""
    at = known.timeline.first(EventKind.EXTENDED)
    if at is None:
        return term
    event = known.timeline.events[EventKind.EXTENDED]
    if at > due:
        raise ClockInvalid("extended_too_late", f"El plazo venció el {due}: ya no se puede ampliar (art. 136.2).")
    if not (event.ground or known.case.regime.extension):
        text = "Un plazo fijado por norma no se amplía sin una norma que lo permita (art. 136.1): cítala."
        raise ClockInvalid("extended_without_ground", text)
    if event.days is None or term.unit is Unit.MONTHS:
        raise ClockInvalid("extended_without_days", "Di cuántos días se amplía; un plazo en meses no admite días.")
    return replace(term, count=term.count + event.days)


def _notify_by(known: _Known, running: _Running) -> date:
    """The last day to notify: five working days more under positive silence, and again after an unread e-mail."""
    days, calendar = known.case.regime.days, known.calendar
    if known.case.regime.silence is not Silence.POSITIVE:
        return running.due
    latest = calendar.add(running.due, days.notice)
    unread = known.timeline.first(EventKind.NOTICE_UNACKNOWLEDGED)
    if unread is None:
        return latest
    sent = known.timeline.events[EventKind.NOTICE_UNACKNOWLEDGED].of
    expired = calendar.add(sent, days.acknowledgement) if sent else unread
    return max(latest, calendar.add(expired, days.notice)) if (sent or unread) <= latest else latest


def _silence_dates(known: _Known, running: _Running, notify_by: date) -> tuple[SilenceDate, ...]:
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


def _still_holds(known: _Known, told_on: date) -> bool:
    return all(days[-1] <= told_on for kind, days in known.timeline.days.items() if kind in SHIFTING)


def _end(known: _Known, silence_on: date | None, not_filed_on: date | None) -> tuple[ClockState, date] | None:
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


def _state(known: _Known, running: _Running, silence_on: date | None) -> ClockState:
    """Where a case stands that has not ended."""
    if running.open_pauses:
        return ClockState.STOPPED
    if known.case.regime.silence is Silence.NEGATIVE and silence_on is not None and silence_on <= known.as_of:
        return ClockState.NEGATIVE_SILENCE
    if EventKind.DECIDED in known.timeline.days:
        return ClockState.DECIDED
    return ClockState.LATE if known.as_of > running.due else ClockState.RUNNING


def _appeal_by(known: _Known) -> date:
    """The last day to ask for reconsideration or to appeal: fifteen working days and the distance term (art. 207.2)."""
    notified = known.timeline.days[EventKind.NOTIFIED][0]
    latest = known.calendar.add(notified, known.case.regime.days.appeal + known.case.distance_days)
    promised = known.case.promised
    return max(latest, promised.appeal_by) if promised and promised.appeal_by else latest


def _changes_on(known: _Known, running: _Running, silence_on: date | None) -> date | None:
    days = [pause.latest + ONE_DAY for pause in running.open_pauses]
    if not days:
        days = [running.due + ONE_DAY, *([silence_on] if silence_on else [])]
    return min((day for day in days if day > known.as_of), default=None)


def _days(known: _Known, running: _Running, ended_on: date | None) -> tuple[int, int, int]:
    """Days of the term: in all, used and late, by the day of the count or of the end."""
    last = min(known.as_of, ended_on or known.as_of)
    stretches, calendar, term = merged(list(running.pauses)), known.calendar, running.term
    total = term.count if term.unit is not Unit.MONTHS else used(running.start, running.due, term, stretches, calendar)
    gone = min(total, used(running.start, last, term, stretches, calendar))
    late = days_in(running.due, last, unit=term.unit, calendar=calendar)
    return total, gone, late


def _note(code: str, text: str, article: str) -> Note:
    return Note(code, text, ARTICLES[article])


def _notes(known: _Known, running: _Running, latest: date | None) -> list[Note]:
    """What a person should look at: nothing here changes a date."""
    timeline, notes = known.timeline, []
    notified = timeline.first(EventKind.OBSERVATION_NOTIFIED)
    if notified and notified > known.calendar.add(running.start, known.case.regime.days.observation):
        text = "La observación llegó después de los dos días hábiles que la ley da para pedir correcciones."
        notes.append(_note("observation_late", text, "observation"))
    came, arrived = timeline.first(EventKind.HANDED_IN), timeline.first(EventKind.RECEIVED)
    if came and arrived and arrived > came + ONE_DAY:
        text = "Quien recibió la solicitud debía enviarla a la entidad dentro de las veinticuatro horas."
        notes.append(_note("forwarded_late", text, "forwarding"))
    corrected = timeline.first(EventKind.CORRECTION_RECEIVED)
    if corrected and latest and corrected > latest:
        notes.append(_note("correction_late", f"La subsanación llegó después del {latest}.", "not_filed"))
    if known.case.regime.silence is not Silence.POSITIVE and EventKind.COOPERATION_ASKED in timeline.days:
        text = "Pedir algo a otra entidad solo detiene el plazo cuando hay silencio positivo."
        notes.append(_note("runs_on", text, "cooperation"))
    return notes


def _automatic(known: _Known) -> Clock:
    """Automatic approval: approved as it comes in, unless a correction is pending (arts. 31 and 125.3.2)."""
    observation, latest, not_filed_on = _observation(known)
    approved_on = observation.until if observation else known.received_on
    is_open = observation is not None and observation.is_open
    withdrawn = known.timeline.first(EventKind.WITHDRAWN)
    state, ended_on = ClockState.APPROVED, approved_on
    if not_filed_on is not None:
        state, ended_on = ClockState.NOT_FILED, not_filed_on
    elif withdrawn is not None and (is_open or withdrawn < approved_on):
        state, ended_on = ClockState.WITHDRAWN, withdrawn
    waits = is_open and state is ClockState.APPROVED
    document_by = known.calendar.add(approved_on, known.case.regime.days.document)
    return Clock(
        case=known.case,
        calendar=known.calendar,
        as_of=known.as_of,
        state=ClockState.STOPPED if waits else state,
        filed_on=known.filed_on,
        received_on=known.received_on,
        counted_from=approved_on,
        pauses=(observation,) if observation else (),
        correction_by=latest,
        document_by=document_by if state is ClockState.APPROVED and not waits else None,
        changes_on=latest + ONE_DAY if waits and latest else None,
        ended_on=None if waits else ended_on,
    )
