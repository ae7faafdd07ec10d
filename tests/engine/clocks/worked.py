"""What the worked cases are told with, and those of how a term is begun and counted (Ley 27444, arts. 117 to 139)."""

from datetime import UTC, date, datetime, time
from typing import Any

from minka.engine.clocks import (
    AUTOMATIC,
    POSITIVE,
    ClockCase,
    ClockState,
    Event,
    FrontDesk,
    Regime,
    Silence,
    Term,
    Unit,
)

FILED = Event("handed_in", date(2026, 3, 2))  # thirty working days end on 15 April, thirty-five on 22 April
OBSERVED = Event("observation_notified", date(2026, 3, 4))
STATES = ClockState


def on(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


def event(kind: str, month: int, day: int, **more: Any) -> Event:
    return Event(kind, on(month, day), **more)


def case(*events: Event, regime: Regime = POSITIVE, **more: Any) -> ClockCase:
    return ClockCase(regime, events, **more)


def filed(month: int, day: int, count: int = 30, *, year: int = 2026, unit: Unit = Unit.WORKING_DAYS) -> ClockCase:
    return case(Event("handed_in", on(month, day, year)), regime=Regime(Silence.POSITIVE, Term(count, unit)))


type Case = tuple[str, ClockCase, date, dict[str, object]]

TERMS: list[Case] = [
    (
        "the count starts on the next working day, and five days to notify follow the thirty (133.1, 188.1)",
        filed(1, 7),
        on(1, 20),
        {"starts_on": on(1, 8), "due_on": on(2, 18), "notify_by": on(2, 25), "silence_on": on(2, 26), "days_used": 9},
    ),
    ("national holidays do not count (134.1)", filed(3, 16, 15), on(3, 20), {"due_on": on(4, 8)}),
    ("regional holidays do not count (134.1)", filed(9, 10, 5), on(9, 20), {"due_on": on(9, 18)}),
    ("days that a decree declares off do not count (137.1)", filed(7, 20, 10), on(7, 21), {"due_on": on(8, 10)}),
    (
        "days on which the service does not work by norm do not count (134.1)",
        filed(4, 30, 10),
        on(5, 2),
        {"due_on": on(5, 18)},
    ),
    (
        "a term that ends on a day without attention moves on (134.2)",
        filed(10, 5, 4),
        on(10, 6),
        {"due_on": on(10, 13)},
    ),
    ("the turn of the year is a day off like others", filed(12, 22, 5), on(12, 22), {"due_on": on(12, 30)}),
    (
        "what comes in on a Saturday counts as of Monday (117.1)",
        filed(6, 6),
        on(6, 8),
        {"filed_on": on(6, 8), "due_on": on(7, 21), "notify_by": on(8, 3)},
    ),
    (
        "what comes in after a closing hour that a norm sets counts as of the next working day",
        case(
            Event("handed_in", datetime(2026, 3, 2, 18, 30)),  # noqa: DTZ001 - a moment without zone is local
            regime=Regime(Silence.POSITIVE, Term(3)),
            desk=FrontDesk(time(18), "Directiva de ejemplo"),
        ),
        on(3, 3),
        {"filed_on": on(3, 3), "due_on": on(3, 6)},
    ),
    (
        "what comes in on a Friday evening after the closing hour counts as of Monday (117.1)",
        case(
            Event("handed_in", datetime(2026, 3, 6, 18, 42)),  # noqa: DTZ001
            regime=Regime(Silence.POSITIVE, Term(3)),
            desk=FrontDesk(time(18), "Directiva de ejemplo"),
        ),
        on(3, 9),
        {"filed_on": on(3, 9), "starts_on": on(3, 10), "due_on": on(3, 12)},
    ),
    (
        "what comes in after hours on the eve of holidays counts as of the next day that works",
        case(
            Event("handed_in", datetime(2026, 4, 1, 18, 1)),  # noqa: DTZ001
            regime=Regime(Silence.POSITIVE, Term(3)),
            desk=FrontDesk(time(18), "Directiva de ejemplo"),
        ),
        on(4, 6),
        {"filed_on": on(4, 6), "due_on": on(4, 9)},
    ),
    (
        "the digital front desk is open all day: a minute before midnight is in time (117.1)",
        case(Event("handed_in", datetime(2026, 3, 2, 23, 59)), regime=Regime(Silence.POSITIVE, Term(3))),  # noqa: DTZ001
        on(3, 3),
        {"filed_on": on(3, 2), "due_on": on(3, 5)},
    ),
    (
        "a moment told in another zone counts on its day in Peru",
        case(Event("handed_in", datetime(2026, 3, 3, 4, 30, tzinfo=UTC)), regime=Regime(Silence.POSITIVE, Term(3))),
        on(3, 3),
        {"filed_on": on(3, 2), "due_on": on(3, 5)},
    ),
    (
        "filed elsewhere, the person keeps the first date and positive silence runs from the destination (122)",
        case(event("handed_in", 3, 6), event("received", 3, 12), regime=Regime(Silence.POSITIVE, Term(15))),
        on(3, 13),
        {"filed_on": on(3, 6), "received_on": on(3, 12), "starts_on": on(3, 13), "due_on": on(4, 6)},
    ),
    (
        "filed elsewhere and lost on its way, nothing is approved by silence: the entity never had it (122)",
        case(event("handed_in", 3, 6, is_elsewhere=True)),
        on(9, 1),
        {"state": STATES.ON_THE_WAY, "filed_on": on(3, 6), "due_on": None, "silence_on": None, "fires": False},
    ),
    (
        "before the destination receives it, an automatic approval waits too",
        case(event("handed_in", 3, 6), event("received", 3, 12), regime=AUTOMATIC),
        on(3, 10),
        {"state": STATES.ON_THE_WAY, "document_by": None},
    ),
    (
        "filed elsewhere under negative silence, the term runs from the first date (122)",
        case(event("handed_in", 3, 6), event("received", 3, 12), regime=Regime(Silence.NEGATIVE, Term(15))),
        on(3, 13),
        {"due_on": on(3, 27), "silence_on": on(3, 28)},
    ),
    (
        "months run from date to date, and move from a Saturday to Monday (134.3, 134.2)",
        filed(5, 13, 1, unit=Unit.MONTHS),
        on(5, 14),
        {"due_on": on(6, 15)},
    ),
    (
        "a month without such a day ends on the first working day of the next (134.3)",
        filed(1, 31, 1, year=2028, unit=Unit.MONTHS),
        on(2, 1, 2028),
        {"due_on": on(3, 1, 2028)},
    ),
    (
        "two months from 29 December end on the leap day where there is one (134.3)",
        filed(12, 29, 2, year=2027, unit=Unit.MONTHS),
        on(2, 1, 2028),
        {"due_on": on(2, 29, 2028)},
    ),
    (
        "a month from Saturday 29 January counts from Monday 31, ends on 1 March, not on the leap day (117.1, 134.3)",
        filed(1, 29, 1, year=2028, unit=Unit.MONTHS),
        on(2, 1, 2028),
        {"filed_on": on(1, 31, 2028), "due_on": on(3, 1, 2028)},
    ),
    (
        "a month from 29 January ends on the first working day of March in a year without leap day (134.3)",
        filed(1, 29, 1, year=2027, unit=Unit.MONTHS),
        on(2, 1, 2027),
        {"due_on": on(3, 1, 2027)},
    ),
    (
        "a year from 28 February of a leap year ends on 28 February (134.3)",
        filed(2, 28, 12, year=2028, unit=Unit.MONTHS),
        on(3, 1, 2028),
        {"due_on": on(2, 28, 2029)},
    ),
    (
        "a year from a leap day ends on 1 March (134.3)",
        filed(2, 29, 12, year=2028, unit=Unit.MONTHS),
        on(3, 1, 2028),
        {"due_on": on(3, 1, 2029)},
    ),
    (
        "calendar days, where a law says so, count all days and the end still moves on (139.1, 134.2)",
        filed(3, 2, 33, unit=Unit.DAYS),
        on(3, 3),
        {"due_on": on(4, 6)},
    ),
]
