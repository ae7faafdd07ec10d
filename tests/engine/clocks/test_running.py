"""The clock on the check vectors, and on what it must never do."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import (
    AUTOMATIC,
    NEGATIVE,
    POSITIVE,
    Calendar,
    ClockCase,
    ClockInvalid,
    ClockState,
    DayOff,
    Event,
    EventKind,
    Regime,
    Silence,
    Term,
    Unit,
    run_clock,
)
from minka.engine.clocks.spans import months_later

NO_DAYS_OFF = Calendar()
MONDAY = date(2026, 3, 2)
FAR = date(2027, 1, 1)

some_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
some_calendars = st.sets(some_days, max_size=40).map(lambda days: Calendar(map(DayOff, days)))


def filed(*more: Event, regime: Regime = POSITIVE, on: date = MONDAY) -> ClockCase:
    return ClockCase(regime, (Event("handed_in", on), *more))


def test_ninety_days_end_where_the_check_vector_says() -> None:
    national = [date(2025, 10, 8), date(2025, 12, 8), date(2025, 12, 9), date(2025, 12, 25), date(2026, 1, 1)]
    decreed = [date(2025, 12, 26), date(2026, 1, 2)]

    assert Calendar().add(date(2025, 9, 9), 90) == date(2026, 1, 13)
    assert Calendar(map(DayOff, national)).add(date(2025, 9, 9), 90) == date(2026, 1, 20)
    assert Calendar(map(DayOff, national + decreed)).add(date(2025, 9, 9), 90) == date(2026, 1, 22)


def test_positive_silence_tells_both_days_and_fires_only_after_the_later() -> None:
    clock = run_clock(filed(), NO_DAYS_OFF, date(2026, 4, 14))

    assert (clock.due_on, clock.notify_by) == (NO_DAYS_OFF.add(MONDAY, 30), NO_DAYS_OFF.add(MONDAY, 35))
    assert [(each.day, each.article.law, each.fires) for each in clock.silence_dates] == [
        (date(2026, 4, 14), "33-A.1", False),
        (date(2026, 4, 21), "188.1", True),
    ]
    assert clock.state is ClockState.LATE
    assert not clock.fires
    assert run_clock(filed(), NO_DAYS_OFF, date(2026, 4, 20)).state is ClockState.LATE
    assert run_clock(filed(), NO_DAYS_OFF, date(2026, 4, 21)).fires


def test_nothing_fires_while_a_correction_is_awaited() -> None:
    case = filed(Event("observation_notified", date(2026, 4, 10), days=20))

    assert run_clock(case, NO_DAYS_OFF, date(2026, 4, 24)).state is ClockState.STOPPED
    assert run_clock(case, NO_DAYS_OFF, date(2026, 4, 24)).silence_on is None
    assert run_clock(case, NO_DAYS_OFF, FAR).state is ClockState.NOT_FILED


def test_automatic_approval_comes_with_the_filing() -> None:
    clock = run_clock(filed(regime=AUTOMATIC), NO_DAYS_OFF, MONDAY)

    assert (clock.state, clock.document_by) == (ClockState.APPROVED, date(2026, 3, 9))


def test_negative_silence_is_no_end() -> None:
    clock = run_clock(filed(Event("decided", date(2026, 6, 1)), regime=NEGATIVE), NO_DAYS_OFF, FAR)

    assert (clock.state, clock.silence_on, clock.has_ended) == (
        ClockState.NEGATIVE_SILENCE,
        date(2026, 4, 14),
        False,
    )


@given(some_calendars, some_days, st.integers(1, 60), st.integers(0, 200), st.integers(0, 200))
def test_a_later_day_never_brings_a_date_forward(
    calendar: Calendar, on: date, term: int, asked_after: int, more: int
) -> None:
    asked = on + timedelta(days=asked_after)
    events = (Event("cooperation_asked", asked), Event("cooperation_answered", asked + timedelta(days=more % 12)))
    case = filed(*events, regime=Regime(Silence.POSITIVE, Term(term)), on=on)
    clocks = [run_clock(case, calendar, on + timedelta(days=day)) for day in range(0, 220, 3)]

    for earlier, later in pairwise(clocks):
        assert later.due_on is not None
        assert earlier.due_on is not None
        assert later.due_on >= earlier.due_on
        assert later.days_used >= earlier.days_used


@given(
    some_calendars,
    st.lists(
        st.builds(
            Event,
            kind=st.sampled_from([kind for kind in EventKind if kind not in {"handed_in", "notice_unacknowledged"}]),
            at=st.dates(date(2026, 3, 3), date(2026, 6, 30)),
            days=st.sampled_from([None, 3, 8]),
            ground=st.just("Ley de ejemplo"),
        ),
        max_size=5,
        unique_by=lambda event: event.kind,
    ),
    st.builds(Regime, st.sampled_from([Silence.POSITIVE, Silence.NEGATIVE]), st.builds(Term, st.integers(1, 45))),
)
def test_what_has_ended_stays_ended_whatever_happens_later(
    calendar: Calendar, events: list[Event], regime: Regime
) -> None:
    with suppress(ClockInvalid):
        clocks = [
            run_clock(filed(*events, regime=regime), calendar, MONDAY + timedelta(days=n)) for n in range(0, 200, 7)
        ]

        ends = [(clock.state, clock.ended_on) for clock in clocks if clock.has_ended]
        assert len(set(ends)) <= 1
        assert [clock.has_ended for clock in clocks] == sorted(clock.has_ended for clock in clocks)


@given(some_calendars, some_days, st.integers(1, 60), st.sampled_from(Unit), some_days)
def test_one_more_day_off_never_makes_a_term_end_earlier(
    calendar: Calendar, on: date, count: int, unit: Unit, more: date
) -> None:
    case = filed(regime=Regime(Silence.POSITIVE, Term(count, unit)), on=on)
    longer = Calendar([*calendar.days_off(), DayOff(more)])
    before, after = run_clock(case, calendar, FAR), run_clock(case, longer, FAR)

    assert before.due_on is not None
    assert after.due_on is not None
    assert after.due_on >= before.due_on


@given(some_calendars, some_days, st.integers(0, 40), st.integers(0, 30))
def test_a_pause_of_k_working_days_moves_the_end_by_k(calendar: Calendar, on: date, after: int, length: int) -> None:
    plain = run_clock(filed(on=on), calendar, on)
    start = calendar.add(plain.counted_from, after % 30)
    end = calendar.add(start, length)
    paused = filed(Event("errand_started", start), Event("errand_ended", end), on=on)

    clock = run_clock(paused, calendar, date(2030, 1, 1))

    assert clock.due_on == calendar.add(plain.counted_from, 30 + length)


@given(st.permutations(range(5)))
def test_the_order_in_which_events_are_told_does_not_matter(order: list[int]) -> None:
    events = [
        Event("handed_in", MONDAY),
        Event("observation_notified", date(2026, 3, 4)),
        Event("correction_received", date(2026, 3, 6)),
        Event("errand_started", date(2026, 3, 20)),
        Event("errand_ended", date(2026, 3, 27)),
    ]
    case = ClockCase(POSITIVE, tuple(events))

    told = replace(case, events=tuple(events[place] for place in order))

    assert run_clock(told, NO_DAYS_OFF, FAR).due_on == run_clock(case, NO_DAYS_OFF, FAR).due_on


@given(some_days, st.integers(1, 120))
def test_a_month_ends_on_the_same_day_or_on_the_first_of_the_next(day: date, count: int) -> None:
    later = months_later(day, count)

    months = (later.year - day.year) * 12 + later.month - day.month
    assert (months, later.day) in {(count, day.day), (count + 1, 1)}


def test_changes_of_the_clock_time_move_no_day() -> None:
    """Chile set its clocks back in the night to 5 April 2026: a moment counts on its day there, and then as all do."""
    spring, autumn = timezone(timedelta(hours=-3)), timezone(timedelta(hours=-4))
    moments = [datetime(2026, 4, 4, 23, 30, tzinfo=spring), datetime(2026, 4, 4, 23, 30, tzinfo=autumn)]

    due = {
        run_clock(ClockCase(POSITIVE, (Event("handed_in", at),), zone=at.tzinfo or spring), NO_DAYS_OFF, FAR).due_on
        for at in moments
    }

    assert due == {NO_DAYS_OFF.add(date(2026, 4, 6), 30)}


@pytest.mark.parametrize("calendar", [NO_DAYS_OFF, Calendar([DayOff(date(2026, 4, 2)), DayOff(date(2026, 4, 3))])])
def test_counting_by_numbers_equals_walking_day_by_day(calendar: Calendar) -> None:
    day, walked = date(2026, 1, 1), 0
    for _ in range(400):
        day += timedelta(days=1)
        walked += calendar.is_working(day)
        assert calendar.number(day) - calendar.number(date(2026, 1, 1)) == walked
        assert calendar.is_working(calendar.day(calendar.number(day)))
