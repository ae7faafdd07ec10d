"""What cannot have happened is refused with a code and a sentence, quickly, and never with another error."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import (
    NEGATIVE,
    POSITIVE,
    Calendar,
    ClockCase,
    ClockInvalid,
    Event,
    EventKind,
    FrontDesk,
    Regime,
    Silence,
    Term,
    Unit,
    add_business_days,
    day_lines,
    run_clock,
)

FILED = Event("handed_in", date(2026, 3, 2))
AS_OF = date(2026, 6, 1)


def refusal(*events: Event, regime: Regime = POSITIVE, distance: int = 0, desk: FrontDesk | None = None) -> str:
    with pytest.raises(ClockInvalid) as refused:
        run_clock(ClockCase(regime, events, distance, desk or FrontDesk()), Calendar(), AS_OF)
    assert refused.value.text.endswith(".")
    return refused.value.code


def at(kind: str, month: int, day: int) -> Event:
    return Event(kind, date(2026, month, day))


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([], "no_filing"),
        ([at("decided", 3, 9)], "no_filing"),
        ([FILED, at("decided", 3, 1)], "event_before_filing"),
        ([FILED, at("observation_notified", 2, 27)], "event_before_filing"),
        ([FILED, FILED], "happened_twice"),
        ([FILED, at("notified", 3, 9), at("notified", 3, 10)], "happened_twice"),
        ([FILED, at("observation_notified", 3, 4), at("observation_notified", 3, 9)], "second_observation"),
        ([at("handed_in", 3, 4), at("received", 3, 2)], "received_before_handed_in"),
        ([at("handed_in", 3, 2), at("received", 5, 1), at("observation_notified", 3, 3)], "act_before_received"),
        ([at("handed_in", 3, 2), at("received", 3, 9), at("decided", 3, 6)], "act_before_received"),
        ([FILED, at("correction_received", 3, 9)], "correction_without_observation"),
        ([FILED, at("correction_expired", 3, 9)], "correction_without_observation"),
        ([FILED, at("observation_notified", 3, 4), at("correction_expired", 3, 5)], "expired_too_early"),
        ([FILED, at("cooperation_answered", 3, 9)], "answer_without_question"),
        ([FILED, at("cooperation_asked", 3, 9), at("cooperation_asked", 3, 10)], "already_asked"),
        ([FILED, at("errand_ended", 3, 9)], "end_without_start"),
        ([FILED, Event("errand_started", date(2026, 3, 9), days=31)], "errand_too_long"),
        ([FILED, Event("cooperation_asked", date(2026, 3, 9), days=11)], "cooperation_too_long"),
        ([FILED, at("decided", 3, 9), at("notified", 3, 6)], "notified_before_decided"),
        ([FILED, Event("extended", date(2026, 4, 20), days=5, ground="Ley")], "extended_too_late"),
        ([FILED, Event("extended", date(2026, 3, 20), days=5)], "extended_without_ground"),
        ([FILED, Event("extended", date(2026, 3, 20), ground="Ley")], "extended_without_days"),
        ([FILED, Event("observation_notified", date(2026, 3, 9), days=0)], "days_out_of_range"),
        ([FILED, Event("observation_notified", date(2026, 3, 9), days=10**9)], "days_out_of_range"),
        ([FILED, at("revoked'; drop table", 3, 9)], "unknown_event"),
        ([Event("handed_in", date(1, 1, 1))], "date_out_of_range"),
        ([Event("handed_in", date(9999, 12, 31))], "date_out_of_range"),
        ([FILED, Event("notice_unacknowledged", date(2026, 3, 9), of=date(9999, 12, 31))], "date_out_of_range"),
        ([FILED, Event("notice_unacknowledged", date(2026, 3, 9), of=date(2026, 3, 10))], "sent_later"),
        ([FILED] * 10_000, "too_many_events"),
    ],
)
def test_what_cannot_be_is_refused_with_its_code(events: list[Event], code: str) -> None:
    assert refusal(*events) == code


@pytest.mark.parametrize(
    ("regime", "distance", "desk", "code"),
    [
        (Regime(Silence.POSITIVE), 0, None, "term_missing"),
        (Regime(Silence.POSITIVE, Term(0)), 0, None, "term_out_of_range"),
        (Regime(Silence.NEGATIVE, Term(10**12)), 0, None, "term_out_of_range"),
        (Regime(Silence.NEGATIVE, Term(241, Unit.MONTHS)), 0, None, "term_out_of_range"),
        (POSITIVE, -1, None, "distance_out_of_range"),
        (POSITIVE, 0, FrontDesk(datetime(2026, 1, 1, 18).time()), "closing_hour_without_ground"),  # noqa: DTZ001
    ],
)
def test_what_makes_no_term_is_refused(regime: Regime, distance: int, desk: FrontDesk | None, code: str) -> None:
    assert refusal(FILED, regime=regime, distance=distance, desk=desk) == code


@given(
    st.lists(
        st.builds(
            Event,
            kind=st.sampled_from(EventKind),
            at=st.dates() | st.datetimes(),
            days=st.none() | st.integers(-5, 6_000),
            of=st.none() | st.dates(),
            ground=st.sampled_from(["", "Ley"]),
        ),
        max_size=12,
    ),
    st.sampled_from([POSITIVE, NEGATIVE])
    | st.builds(Regime, st.sampled_from(Silence), st.builds(Term, st.integers(-2, 6_000), st.sampled_from(Unit))),
    st.dates(),
)
def test_whatever_is_told_the_answer_is_a_clock_or_a_refusal(events: list[Event], regime: Regime, as_of: date) -> None:
    with suppress(ClockInvalid):
        clock = run_clock(ClockCase(regime, tuple(events)), Calendar(), as_of)

        assert 0 <= clock.days_used <= clock.days_total
        days = [line.day for line in day_lines(clock)]
        assert days == sorted(days)


def test_the_longest_term_ends_where_counting_says() -> None:
    case = ClockCase(Regime(Silence.POSITIVE, Term(5_000)), (FILED,))

    assert run_clock(case, Calendar(), date(2199, 1, 1)).due_on == add_business_days(date(2026, 3, 2), 5_000, ())
