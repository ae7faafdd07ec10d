"""Business days against the published date of DS 115-2025-PCM and the law's rules of counting."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import add_business_days, business_days_between, days, is_business_day

PUBLISHED = date(2025, 9, 9)
NATIONAL = {date(2025, 10, 8), date(2025, 12, 8), date(2025, 12, 9), date(2025, 12, 25), date(2026, 1, 1)}
DECREED = {date(2025, 12, 26), date(2026, 1, 2)}

some_days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
some_holidays = st.sets(some_days, max_size=60)


@pytest.mark.parametrize(
    ("holidays", "due"),
    [
        (set(), date(2026, 1, 13)),
        (NATIONAL, date(2026, 1, 20)),
        (NATIONAL | DECREED, date(2026, 1, 22)),
    ],
    ids=["weekends only", "national holidays", "decreed days off too"],
)
def test_ninety_days_end_where_the_check_vector_says(holidays: set[date], due: date) -> None:
    assert add_business_days(PUBLISHED, 90, holidays) == due
    assert business_days_between(PUBLISHED, due, holidays) == 90


def test_a_term_of_no_days_moves_to_the_next_business_day() -> None:
    assert add_business_days(date(2025, 12, 6), 0, NATIONAL) == date(2025, 12, 10)
    assert add_business_days(PUBLISHED, 0, NATIONAL) == PUBLISHED


@pytest.mark.parametrize("count", [-1, 5_001])
def test_absurd_terms_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="business days"):
        add_business_days(PUBLISHED, count, set())


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert business_days_between(date(2026, 1, 5), date(2026, 1, 1), NATIONAL) == 0
    assert business_days_between(date(2026, 1, 5), date(2026, 1, 5), set()) == 0


@given(some_days, st.integers(0, 300), some_holidays)
def test_the_last_day_of_a_term_is_a_business_day(day: date, count: int, holidays: set[date]) -> None:
    assert is_business_day(add_business_days(day, count, holidays), holidays)


@given(some_days, st.integers(1, 300), some_holidays)
def test_counting_back_gives_the_term(day: date, count: int, holidays: set[date]) -> None:
    assert business_days_between(day, add_business_days(day, count, holidays), holidays) == count


@given(some_days, some_days, some_holidays)
def test_counting_by_weeks_equals_counting_day_by_day(start: date, end: date, holidays: set[date]) -> None:
    walked = sum(is_business_day(start + timedelta(days=n), holidays) for n in range(1, max((end - start).days, 0) + 1))

    assert business_days_between(start, end, holidays) == walked


@given(some_days, st.integers(0, 100), some_holidays, some_days)
def test_one_more_holiday_never_shortens_a_term(day: date, count: int, holidays: set[date], more: date) -> None:
    assert add_business_days(day, count, holidays | {more}) >= add_business_days(day, count, holidays)


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(days).failed == 0
