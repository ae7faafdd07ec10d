"""The curve of waits is that of Kaplan and Meier, over a window, whatever the order of the cases."""

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.forecasts import Curve, DayCount, Kind, Span, fit_curve
from minka.engine.forecasts.curves import curve_of

KIND, DAYS, MONDAY = Kind("leche"), DayCount(), date(2026, 3, 2)
TODAY = date(2026, 6, 30)
WAITS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30)
SPANS = st.lists(
    st.builds(
        lambda start, wait, is_answer: Span(
            KIND,
            date(2026, 1, 1) + timedelta(days=start),
            None if wait is None else date(2026, 1, 1) + timedelta(days=start + wait),
            is_answer,
        ),
        st.integers(0, 200),
        st.none() | st.integers(0, 120),
        st.booleans(),
    ),
    max_size=40,
)


def waited(*waits: tuple[int, bool]) -> Curve:
    return curve_of([(-1, wait, is_answer) for wait, is_answer in waits])


def test_the_example_worked_by_hand_comes_out() -> None:
    """Ten cases, six answered: 1 - 1/10, then 2 of 9, 1 of 6, 2 of 4; the open ones leave in between."""
    curve = waited(
        (1, True), (2, True), (2, True), (2, False), (4, True), (5, False), (6, True), (6, True), (6, False), (9, False)
    )

    assert curve.days == (1, 2, 4, 6)
    assert curve.waiting == pytest.approx((9 / 10, 9 / 10 * 7 / 9, 0.7 * 5 / 6, 0.7 * 5 / 6 * 2 / 4))
    assert curve.finished == 6


def test_without_open_cases_it_is_the_share_that_waited_longer() -> None:
    waits = [0, 1, 1, 3, 8]

    curve = waited(*((wait, True) for wait in waits))

    assert [curve.after(day) for day in range(9)] == pytest.approx(
        [sum(wait > day for wait in waits) / 5 for day in range(9)]
    )


def test_who_was_last_seen_on_a_day_of_answers_was_waiting_on_it() -> None:
    assert waited((3, True), (3, False)).waiting == (0.5,)


def test_nobody_one_open_and_one_answered_case_make_a_curve() -> None:
    assert curve_of([]) == Curve((), (), 0)
    assert waited((4, False)) == Curve((), (), 0)
    assert waited((4, True)) == Curve((4,), (0.0,), 1)
    assert curve_of([]).day_by(0.8, None) is None


@given(WAITS)
def test_a_curve_falls_from_one_and_never_below_none(waits: list[tuple[int, bool]]) -> None:
    curve = waited(*waits)

    shares = [1.0, *curve.waiting]
    assert all(0 <= later <= earlier for earlier, later in pairwise(shares))
    assert list(curve.days) == sorted(set(curve.days))


@given(WAITS, st.sampled_from([0.5, 0.8, 0.9]), st.none() | st.integers(0, 12))
def test_the_day_by_which_a_share_is_answered_is_the_first_one(
    waits: list[tuple[int, bool]], share: float, since: int | None
) -> None:
    curve = waited(*waits)
    day = curve.day_by(share, since)

    reached = [each for each in range(14) if each in curve.days and curve.chance_after(each, since) <= 1 - share + 1e-9]
    assert day == (reached[0] if reached else None)
    assert day is None or since is None or day > since, "what has passed is no forecast"


@given(WAITS, st.integers(0, 12), st.integers(0, 12))
def test_the_chance_of_more_waiting_is_the_rest_of_the_curve(
    waits: list[tuple[int, bool]], since: int, more: int
) -> None:
    curve = waited(*waits)

    assert curve.chance_after(since, since) == 1
    if curve.after(since) > 0:
        assert curve.chance_after(since + more, since) * curve.after(since) == pytest.approx(curve.after(since + more))


@given(SPANS, st.data())
def test_the_order_of_the_cases_changes_nothing(spans: list[Span], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(spans))

    assert fit_curve(shuffled, DAYS, TODAY) == fit_curve(spans, DAYS, TODAY)


@given(SPANS)
def test_what_comes_later_is_not_known_yet(spans: list[Span]) -> None:
    """The same curve from cases whose later ends, and from later cases, are cut away."""
    known = [
        replace(span, ended_on=span.ended_on if span.ended_on and span.ended_on <= TODAY else None)
        for span in spans
        if span.started_on <= TODAY
    ]

    assert fit_curve(known, DAYS, TODAY) == fit_curve(spans, DAYS, TODAY)


@given(SPANS)
def test_the_window_holds_the_answers_of_ninety_days(spans: list[Span]) -> None:
    curve = fit_curve(spans, DAYS, TODAY, window=90)

    first = TODAY - timedelta(days=90)
    inside = [span for span in spans if span.answered_by(TODAY) and span.ended_on and span.ended_on > first]
    assert len(inside) - curve.finished in range(len([s for s in inside if s.started_on <= first]) + 1)
    assert all(math.isfinite(share) for share in curve.waiting)


def test_a_long_wait_counts_only_for_its_days_in_the_window() -> None:
    long_ago = Span(KIND, TODAY - timedelta(days=182), TODAY - timedelta(days=7))
    recent = [Span(KIND, TODAY - timedelta(days=14), TODAY - timedelta(days=7 - wait)) for wait in (0, 1)]

    curve = fit_curve([long_ago, *recent], DAYS, TODAY)

    assert curve.days == (5, 6, 125)
    assert curve.waiting == (0.5, 0.0, 0.0), "on day 5 only the two recent ones were waiting in the window"


def test_a_case_that_ends_without_an_answer_is_seen_until_then() -> None:
    spans = [
        Span(KIND, MONDAY, MONDAY + timedelta(days=2), was_answered=False),
        Span(KIND, MONDAY, MONDAY + timedelta(days=3)),
    ]

    assert fit_curve(spans, DAYS, TODAY, window=None) == Curve((3,), (0.0,), 1)
