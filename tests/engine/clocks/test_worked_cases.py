"""Cases as a lawyer would work them: each row shows one rule, on the calendar of ``calendar_2026``."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from minka.engine.clocks import (
    AUTOMATIC,
    NEGATIVE,
    POSITIVE,
    AfterCorrection,
    ClockCase,
    ClockState,
    Event,
    FrontDesk,
    Regime,
    Silence,
    Term,
    Unit,
    run_clock,
)
from tests.engine.clocks.calendar_2026 import CALENDAR

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


CASES: list[tuple[str, ClockCase, date, dict[str, object]]] = [
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
    (
        "a correction in time moves the end by the days it took (125.3.1, 126.1)",
        case(FILED, OBSERVED, event("correction_received", 3, 6)),
        on(3, 9),
        {"state": STATES.RUNNING, "filed_on": on(3, 2), "due_on": on(4, 17), "days_used": 3},
    ),
    (
        "a correction on its last day is in time even after the desk closed, and stops the term one day more",
        case(
            FILED,
            OBSERVED,
            Event("correction_received", datetime(2026, 3, 6, 19)),  # noqa: DTZ001
            desk=FrontDesk(time(18), "Directiva de ejemplo"),
        ),
        on(3, 10),
        {"state": STATES.RUNNING, "due_on": on(4, 20)},
    ),
    (
        "while a correction is awaited the clock stands still and silence has no date (125.3.1)",
        case(FILED, OBSERVED),
        on(3, 5),
        {
            "state": STATES.STOPPED,
            "correction_by": on(3, 6),
            "silence_on": None,
            "days_used": 2,
            "is_provisional": True,
        },
    ),
    (
        "not corrected in two days, it counts as not filed (125.4)",
        case(FILED, OBSERVED),
        on(3, 20),
        {"state": STATES.NOT_FILED, "ended_on": on(3, 7), "silence_on": None, "fires": False},
    ),
    (
        "the distance term is added to the days the person has to correct (135.1)",
        case(FILED, OBSERVED, distance_days=3),
        on(3, 11),
        {"state": STATES.STOPPED, "correction_by": on(3, 11)},
    ),
    (
        "a decreed day between the two days to correct does not count, nor do the holidays beside it (134.1, 137.1)",
        case(event("handed_in", 7, 20), event("observation_notified", 7, 22)),
        on(7, 29),
        {"state": STATES.STOPPED, "correction_by": on(7, 30)},
    ),
    (
        "the distance term is added to the fifteen days to appeal (135.1, 207.2)",
        case(FILED, event("decided", 4, 15), event("notified", 4, 22), distance_days=3),
        on(4, 30),
        {"appeal_by": on(5, 20)},
    ),
    (
        "distance, two suspensions, positive silence: 30 days, 5 and 3 stopped, 5 to notify (135, 125.3, 76.3, 188.1)",
        case(
            FILED,
            OBSERVED,
            event("correction_received", 3, 11),
            event("cooperation_asked", 3, 17),
            event("cooperation_answered", 3, 20),
            distance_days=3,
        ),
        on(3, 25),
        {
            "state": STATES.RUNNING,
            "correction_by": on(3, 11),
            "due_on": on(4, 27),
            "notify_by": on(5, 5),
            "silence_on": on(5, 6),
        },
    ),
    (
        "the distance term gives the entity no day more to decide",
        case(FILED, distance_days=3),
        on(3, 11),
        {"due_on": on(4, 15)},
    ),
    (
        "a correction after its last day saves nothing",
        case(FILED, OBSERVED, event("correction_received", 3, 9)),
        on(3, 20),
        {"state": STATES.NOT_FILED, "ended_on": on(3, 7)},
    ),
    (
        "where a regime follows art. 131.1, the term begins anew with the correction",
        case(
            FILED,
            OBSERVED,
            event("correction_received", 3, 6),
            regime=replace(POSITIVE, after_correction=AfterCorrection.BEGINS_ANEW),
        ),
        on(3, 20),
        {"due_on": on(4, 21), "days_used": 10},
    ),
    (
        "the answer of another entity stops positive silence for as long as it takes (76.3)",
        case(FILED, event("cooperation_asked", 3, 10), event("cooperation_answered", 3, 13)),
        on(3, 20),
        {"due_on": on(4, 20)},
    ),
    (
        "another entity that never answers stops it for seven working days at most (76.3, 132.3)",
        case(FILED, event("cooperation_asked", 3, 10)),
        on(4, 1),
        {"state": STATES.RUNNING, "due_on": on(4, 24), "silence_on": on(5, 5)},
    ),
    (
        "each asking of another entity has its own days (132.3)",
        case(
            FILED,
            event("cooperation_asked", 3, 3, days=10),
            event("cooperation_answered", 3, 16),
            event("cooperation_asked", 3, 17),
        ),
        on(4, 14),
        {"due_on": on(5, 8)},
    ),
    (
        "under negative silence another entity stops nothing",
        case(FILED, event("cooperation_asked", 3, 10), regime=NEGATIVE),
        on(3, 12),
        {"state": STATES.RUNNING, "due_on": on(4, 15)},
    ),
    (
        "the person's errand stops it for thirty working days at most (136.4)",
        case(FILED, event("errand_started", 3, 10)),
        on(5, 2),
        {"state": STATES.RUNNING, "due_on": on(5, 29)},
    ),
    (
        "pauses that overlap are counted once",
        case(
            FILED,
            event("errand_started", 3, 10),
            event("errand_ended", 3, 17),
            event("cooperation_asked", 3, 12),
            event("cooperation_answered", 3, 19),
        ),
        on(3, 25),
        {"due_on": on(4, 24)},
    ),
    (
        "an extension with its norm, asked before the end, adds its days (136)",
        case(FILED, event("extended", 4, 10, days=10, ground="Ley de ejemplo, art. 1")),
        on(4, 13),
        {"due_on": on(4, 29), "days_total": 40},
    ),
    (
        "a law may give more than thirty days (35)",
        case(FILED, regime=Regime(Silence.POSITIVE, Term(45), basis="Ley de ejemplo, art. 1")),
        on(3, 3),
        {"due_on": on(5, 7)},
    ),
    (
        "decided in the term and notified within five days more, it ends, and fifteen to appeal run (24.1, 207.2)",
        case(FILED, event("decided", 4, 15), event("notified", 4, 22)),
        on(4, 30),
        {"state": STATES.NOTIFIED, "ended_on": on(4, 22), "appeal_by": on(5, 14), "fires": False, "days_late": 0},
    ),
    (
        "decided in the term and notified a day too late, silence came first (33-A.1, 188.1)",
        case(FILED, event("decided", 4, 15), event("notified", 4, 23)),
        on(4, 30),
        {"state": STATES.POSITIVE_SILENCE, "ended_on": on(4, 23), "fires": True},
    ),
    (
        "on day 30 the earlier reading of silence fires nothing",
        case(FILED),
        on(4, 22),
        {"state": STATES.LATE, "fires": False, "days_late": 5, "changes_on": on(4, 23)},
    ),
    (
        "an e-mail nobody acknowledged in two days gives five days more to notify on paper (20.4)",
        case(FILED, event("decided", 4, 14), event("notice_unacknowledged", 4, 23, of=on(4, 20))),
        on(4, 24),
        {"notify_by": on(4, 29), "silence_on": on(4, 30), "state": STATES.DECIDED},
    ),
    (
        "a notice nobody acknowledged counts for nothing, the one on paper does (20.4)",
        case(
            FILED,
            event("decided", 4, 14),
            event("notified", 4, 20),
            event("notice_unacknowledged", 4, 23),
            event("notified", 4, 28),
        ),
        on(4, 30),
        {"state": STATES.NOTIFIED, "ended_on": on(4, 28), "notify_by": on(4, 29), "appeal_by": on(5, 21)},
    ),
    (
        "an e-mail sent after the last day gives no day more",
        case(FILED, event("decided", 4, 23), event("notice_unacknowledged", 4, 27, of=on(4, 23))),
        on(4, 28),
        {"state": STATES.POSITIVE_SILENCE, "ended_on": on(4, 23)},
    ),
    (
        "negative silence lets the person appeal, and the entity must still decide (188.3, 188.4)",
        case(FILED, regime=NEGATIVE),
        on(6, 1),
        {"state": STATES.NEGATIVE_SILENCE, "silence_on": on(4, 16), "ended_on": None, "appeal_by": None, "fires": True},
    ),
    (
        "a decision after negative silence still ends the case (188.4)",
        case(FILED, event("decided", 6, 1), event("notified", 6, 3), regime=NEGATIVE),
        on(6, 4),
        {"state": STATES.NOTIFIED, "ended_on": on(6, 3)},
    ),
    (
        "automatic approval comes with the filing, its document within five days (31)",
        case(FILED, regime=AUTOMATIC),
        on(3, 2),
        {"state": STATES.APPROVED, "ended_on": on(3, 2), "document_by": on(3, 9)},
    ),
    (
        "nothing is approved automatically while a correction is awaited (125.3.2)",
        case(FILED, event("observation_notified", 3, 2), regime=AUTOMATIC),
        on(3, 3),
        {"state": STATES.STOPPED, "document_by": None, "changes_on": on(3, 5)},
    ),
    (
        "corrected, it is approved automatically",
        case(FILED, event("observation_notified", 3, 2), event("correction_received", 3, 4), regime=AUTOMATIC),
        on(3, 5),
        {"state": STATES.APPROVED, "ended_on": on(3, 4)},
    ),
    (
        "an automatic approval is not undone by an observation after the two days for it (125.6)",
        case(FILED, event("observation_notified", 3, 9), regime=AUTOMATIC),
        on(3, 10),
        {"state": STATES.APPROVED, "ended_on": on(3, 2), "correction_by": None},
    ),
    (
        "who withdraws ends the case (189.5)",
        case(FILED, event("withdrawn", 3, 10)),
        on(3, 12),
        {"state": STATES.WITHDRAWN, "ended_on": on(3, 10), "changes_on": None},
    ),
    (
        "an observation after the last day stops nothing",
        case(FILED, event("observation_notified", 4, 16)),
        on(4, 23),
        {"state": STATES.POSITIVE_SILENCE, "ended_on": on(4, 23), "correction_by": None},
    ),
    ("before the filing nothing runs", case(FILED), on(3, 1), {"state": STATES.NOT_STARTED, "changes_on": on(3, 2)}),
]


@pytest.mark.parametrize(("shows", "told", "as_of", "expected"), CASES, ids=[row[0] for row in CASES])
def test_the_clock_says_what_the_law_says(
    shows: str, told: ClockCase, as_of: date, expected: dict[str, object]
) -> None:
    clock = run_clock(told, CALENDAR, as_of)

    assert {name: getattr(clock, name) for name in expected} == expected, shows


@pytest.mark.parametrize(
    ("events", "regime", "code"),
    [
        ((event("observation_notified", 3, 9),), POSITIVE, "observation_late"),
        ((OBSERVED, event("correction_received", 3, 9)), POSITIVE, "correction_late"),
        ((event("observation_notified", 4, 16),), POSITIVE, "too_late_to_stop"),
        ((event("cooperation_asked", 3, 9),), NEGATIVE, "runs_on"),
        ((event("received", 3, 4),), POSITIVE, "forwarded_late"),
    ],
)
def test_what_somebody_should_look_at_is_noted(events: tuple[Event, ...], regime: Regime, code: str) -> None:
    clock = run_clock(case(FILED, *events, regime=regime), CALENDAR, on(4, 20))

    assert code in {note.code for note in clock.notes}
