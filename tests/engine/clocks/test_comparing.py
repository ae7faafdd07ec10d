"""A calendar changed under an open case: what moves, and what was told stays."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import (
    NEGATIVE,
    POSITIVE,
    Calendar,
    Clock,
    ClockCase,
    ClockState,
    DayOff,
    Event,
    Promised,
    Regime,
    compare,
    has_fired,
    keep,
    must_count,
    run_clock,
)

FILED = Event("handed_in", date(2026, 3, 2))
EMPTY = Calendar()
ONE_MORE = Calendar([DayOff(date(2026, 4, 9), name="Feriado olvidado")])
some_days = st.dates(date(2026, 3, 1), date(2026, 7, 31))
some_calendars = st.sets(some_days, max_size=12).map(lambda days: Calendar(map(DayOff, days)))


def both(case: ClockCase, before: Calendar, after: Calendar, as_of: date = date(2026, 4, 1)) -> tuple[Clock, Clock]:
    return run_clock(case, before, as_of), run_clock(case, after, as_of)


@pytest.mark.parametrize(
    ("before", "after", "by_norm", "holds"),
    [
        (EMPTY, ONE_MORE, False, date(2026, 4, 21)),
        (ONE_MORE, EMPTY, False, date(2026, 4, 22)),
        (EMPTY, ONE_MORE, True, date(2026, 4, 22)),
    ],
    ids=["a forgotten holiday moves no silence told", "nor does a wrong one", "a norm moves it for both"],
)
def test_silence_stays_as_told_unless_a_norm_moves_it(
    before: Calendar, after: Calendar, by_norm: bool, holds: date
) -> None:
    case = ClockCase(POSITIVE, (FILED,))

    promised = compare(*both(case, before, after), by_norm=by_norm).promised

    assert promised.silence_on == holds
    assert run_clock(replace(case, promised=promised), after, date(2026, 4, 5)).silence_on == holds


def test_negative_silence_opens_the_appeal_on_the_earlier_day() -> None:
    case = ClockCase(NEGATIVE, (FILED,))

    assert compare(*both(case, EMPTY, ONE_MORE)).promised.silence_on == date(2026, 4, 14)
    assert compare(*both(case, ONE_MORE, EMPTY), by_norm=True).promised.silence_on == date(2026, 4, 14)


def test_silence_that_fired_stays_even_against_a_norm() -> None:
    before, after = both(ClockCase(POSITIVE, (FILED,)), EMPTY, ONE_MORE, date(2026, 4, 21))

    assert (before.state, after.state) == (ClockState.POSITIVE_SILENCE, ClockState.LATE)
    assert compare(before, after, by_norm=True).promised.silence_on == date(2026, 4, 21)


@given(some_calendars, some_calendars, st.sampled_from([POSITIVE, NEGATIVE]), st.booleans())
def test_nobody_loses_a_day_they_were_told(before: Calendar, after: Calendar, regime: Regime, by_norm: bool) -> None:
    events = (FILED, Event("observation_notified", date(2026, 3, 10), days=10))
    earlier, later = both(ClockCase(regime, events), before, after, date(2026, 3, 12))
    promised = compare(earlier, later, by_norm=by_norm).promised

    kept = run_clock(replace(later.case, promised=promised), after, date(2026, 3, 12))

    assert earlier.correction_by is not None
    assert later.correction_by is not None
    assert kept.correction_by == max(earlier.correction_by, later.correction_by)


@given(some_calendars, some_calendars)
def test_a_wrong_calendar_never_makes_the_person_wait_longer(before: Calendar, after: Calendar) -> None:
    told, now = both(ClockCase(POSITIVE, (FILED,)), before, after, date(2026, 3, 3))

    assert compare(told, now).promised.silence_on == told.silence_on


def test_a_told_day_of_silence_ends_when_something_stops_the_term() -> None:
    promised = Promised(told_on=date(2026, 4, 1), silence_on=date(2026, 4, 21))
    case = ClockCase(POSITIVE, (FILED, Event("errand_started", date(2026, 4, 6), days=3)), promised=promised)

    assert run_clock(case, ONE_MORE, date(2026, 5, 1)).silence_on == date(2026, 4, 25)


def test_the_difference_is_told_in_words() -> None:
    changes = compare(*both(ClockCase(POSITIVE, (FILED,)), EMPTY, ONE_MORE)).changes

    assert [change.name for change in changes] == ["due_on", "notify_by", "silence_on"]
    assert changes[0].text == (
        "El último día de la entidad para decidir era lunes 13 de abril de 2026; ahora es martes 14 de abril de 2026."
    )
    assert changes[2].text == (
        "El día en que el silencio surte efecto se dijo martes 21 de abril de 2026, y así queda, "
        "aunque el calendario cambiado daría miércoles 22 de abril de 2026."
    )


def test_the_same_calendar_changes_nothing() -> None:
    assert compare(*both(ClockCase(POSITIVE, (FILED,)), EMPTY, EMPTY)).changes == ()


def test_a_sweep_that_comes_days_late_finds_silence_on_its_true_day() -> None:
    kept = keep(run_clock(ClockCase(POSITIVE, (FILED,)), EMPTY, date(2026, 3, 3)))

    assert not has_fired(kept, date(2026, 4, 20))
    assert has_fired(kept, date(2026, 4, 23))
    assert kept.silence_on == date(2026, 4, 21)


@pytest.mark.parametrize("events", [(), (Event("observation_notified", date(2026, 3, 4)),)])
def test_the_clock_moves_by_itself_only_on_the_day_it_told(events: tuple[Event, ...]) -> None:
    case, day = ClockCase(POSITIVE, (FILED, *events)), date(2026, 3, 4)
    clock = run_clock(case, EMPTY, day)
    while clock.changes_on is not None:
        before = run_clock(case, EMPTY, date.fromordinal(clock.changes_on.toordinal() - 1))
        after = run_clock(case, EMPTY, clock.changes_on)
        assert before.state is clock.state
        assert after.state is not before.state
        assert must_count(keep(clock), clock.changes_on)
        clock = after

    assert not must_count(keep(clock), date(2030, 1, 1))


def test_nothing_fires_from_what_was_kept_while_the_term_stands_still() -> None:
    case = ClockCase(POSITIVE, (FILED, Event("observation_notified", date(2026, 3, 4))))

    assert not has_fired(keep(run_clock(case, EMPTY, date(2026, 3, 5))), date(2030, 1, 1))
