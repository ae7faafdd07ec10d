"""How old things are in business days, turned around: from when on is something at most so old."""

from collections.abc import Collection
from datetime import date, timedelta

from minka.engine.clocks.days import is_business_day

LONGEST_AGE = 5_000
ONE_DAY = timedelta(days=1)


def earliest_day_of_age(today: date, age: int, holidays: Collection[date]) -> date:
    """The first day whose things are at most ``age`` business days old on ``today``.

    Weekends and holidays age nothing: what came on a Saturday is on Monday one business day old, as is what came on
    the Friday before. Raises ValueError for a negative or absurdly high age.

    >>> earliest_day_of_age(date(2026, 11, 23), 1, set())
    datetime.date(2026, 11, 20)
    """
    if not 0 <= age <= LONGEST_AGE:
        message = f"an age has 0 to {LONGEST_AGE} business days, not {age}"
        raise ValueError(message)
    known = frozenset(holidays)
    day = today
    left = age
    while left or not is_business_day(day, known):
        left -= is_business_day(day, known)
        day -= ONE_DAY
    return day
