"""Business days as Ley 27444 counts them: weekdays that are no holiday, from the day after the event.

The holidays are the caller's: national, regional and decreed days off of the entity that must act. A calendar
without the decreed days off of the public sector gives a wrong legal date.
"""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5
LONGEST_TERM = 5_000
ONE_DAY = timedelta(days=1)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    """Whether a day counts: Monday to Friday and not among the holidays."""
    return day.weekday() < SATURDAY and day not in holidays


def add_business_days(day: date, count: int, holidays: Collection[date]) -> date:
    """The last day of a term of ``count`` business days that starts with an event on ``day``.

    Counting begins on the business day after the event (art. 133). A term of no days ends on the day itself, or on
    the next business day when it is none (art. 134). Raises ValueError for a negative or absurdly long term, and
    OverflowError past the last day of the calendar.

    >>> add_business_days(date(2025, 9, 9), 90, set())
    datetime.date(2026, 1, 13)
    """
    if not 0 <= count <= LONGEST_TERM:
        message = f"a term has 0 to {LONGEST_TERM} business days, not {count}"
        raise ValueError(message)
    known = frozenset(holidays)
    left = count
    while left:
        day += ONE_DAY
        left -= is_business_day(day, known)
    while not is_business_day(day, known):
        day += ONE_DAY
    return day


def business_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """How many business days lie after ``start``, up to and including ``end``; 0 when ``end`` is not later.

    >>> business_days_between(date(2025, 9, 9), date(2026, 1, 13), set())
    90
    """
    known = frozenset(holidays)
    span = max((end - start).days, 0)
    whole_weeks, rest = divmod(span, 7)
    tail = sum((start + timedelta(days=number)).weekday() < SATURDAY for number in range(1, rest + 1))
    off = sum(start < day <= end and day.weekday() < SATURDAY for day in known)
    return whole_weeks * 5 + tail - off
