"""Cases as a lawyer would work them: each row shows one rule, on the calendar of ``calendar_2026``."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from minka.engine.clocks import (
    AUTOMATIC,
    NEGATIVE,
    POSITIVE,
    AfterCorrection,
    ClockCase,
    Event,
    FrontDesk,
    Regime,
    Silence,
    Term,
    run_clock,
)
from tests.engine.clocks.calendar_2026 import CALENDAR
from tests.engine.clocks.worked import FILED, OBSERVED, STATES, TERMS, Case, case, event, on

ENDS: list[Case] = [
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


@pytest.mark.parametrize(
    ("shows", "told", "as_of", "expected"), [*TERMS, *ENDS], ids=lambda each: each if isinstance(each, str) else ""
)
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
