"""Working days by number are the working days of the legal terms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import add_business_days, business_days_between, is_business_day
from minka.engine.forecasts import DayCount

DATES = st.dates(date(2023, 1, 1), date(2028, 12, 31))
HOLIDAYS = st.sets(DATES, max_size=40)


@given(DATES, DATES, HOLIDAYS)
def test_a_wait_is_as_long_as_the_legal_count(start: date, end: date, holidays: set[date]) -> None:
    days = DayCount(holidays)

    assert max(0, days.between(start, end)) == business_days_between(start, end, holidays)
    assert days.between(start, end) == -days.between(end, start)


@given(DATES, st.integers(1, 90), HOLIDAYS)
def test_the_day_after_so_many_is_the_end_of_a_legal_term(start: date, count: int, holidays: set[date]) -> None:
    days = DayCount(holidays)

    assert days.after(start, count) == add_business_days(start, count, holidays)
    assert is_business_day(days.after(start, 0), holidays)
    assert days.after(start, 0) <= start


@pytest.mark.parametrize("shift", range(14))
def test_without_holidays_ten_days_are_two_weeks(shift: int) -> None:
    start = date(2026, 11, 2) + timedelta(days=shift)

    assert DayCount().between(start, start + timedelta(days=14)) == 10
