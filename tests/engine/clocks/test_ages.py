"""From when on something is at most so many business days old."""

import datetime as dt
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import ages, business_days_between
from minka.engine.clocks.ages import earliest_day_of_age

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


@given(today=DAYS, age=st.integers(0, 40), holidays=st.frozensets(DAYS, max_size=20))
def test_it_is_the_first_day_of_that_age_and_the_day_before_is_older(
    today: dt.date, age: int, holidays: frozenset[dt.date]
) -> None:
    first = earliest_day_of_age(today, age, holidays)

    assert business_days_between(first, today, holidays) <= age
    assert business_days_between(first - dt.timedelta(days=1), today, holidays) > age


@pytest.mark.parametrize("age", [-1, 5_001])
def test_an_impossible_age_is_refused(age: int) -> None:
    with pytest.raises(ValueError, match="business days"):
        earliest_day_of_age(dt.date(2026, 11, 23), age, ())


def test_the_example_of_the_docstring_holds() -> None:
    assert doctest.testmod(ages).failed == 0
