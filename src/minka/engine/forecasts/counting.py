"""Working days as whole numbers, so that waits are differences and a hundred thousand of them cost little."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date, timedelta
from functools import cached_property

WEEK, WORKING = 7, 5


class DayCount:
    """Numbers the working days of a calendar: Monday to Friday without the holidays.

    The difference of two numbers is the count of working days after the first day up to the second, as
    ``engine.clocks`` counts them.

    >>> days = DayCount({date(2026, 7, 28), date(2026, 7, 29)})
    >>> days.between(date(2026, 7, 27), date(2026, 7, 31)), days.after(date(2026, 7, 27), 2)
    (2, datetime.date(2026, 7, 31))
    """

    def __init__(self, holidays: Collection[date] = ()) -> None:
        self._off = sorted({day.toordinal() for day in holidays if day.weekday() < WORKING})

    @cached_property
    def _off_numbers(self) -> list[int]:
        """The number of weekdays before each holiday, less the holidays before it: ascending."""
        return [_weekdays(day) - place - 1 for place, day in enumerate(self._off)]

    def number(self, day: date) -> int:
        """How many working days there are up to and including the day, from the first of the calendar."""
        ordinal = day.toordinal()
        return _weekdays(ordinal) - bisect_right(self._off, ordinal)

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` is before it."""
        return self.number(end) - self.number(start)

    def day(self, number: int) -> date:
        """The working day of a number."""
        weekday = number + bisect_left(self._off_numbers, number)
        weeks, rest = divmod(weekday - 1, WORKING)
        return date.fromordinal(1) + timedelta(days=weeks * WEEK + rest)

    def after(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days after the day; for 0, the last one that is not after it."""
        return self.day(self.number(day) + count)


def _weekdays(ordinal: int) -> int:
    """Mondays to Fridays from day 1, which was a Monday, up to and including the day."""
    weeks, rest = divmod(ordinal, WEEK)
    return weeks * WORKING + min(rest, WORKING)
