"""Where a term ends and how much of it is used, with the stretches in which it stands still."""

from collections.abc import Sequence
from datetime import date, timedelta

from minka.engine.clocks.calendars import Calendar
from minka.engine.terms import Term, Unit

DECEMBER = 12
SHORTEST_MONTH = 28

type Stretches = Sequence[tuple[date, date]]


def last_day(start: date, term: Term, stretches: Stretches, calendar: Calendar) -> date:
    """The last day of a term whose event was on ``start``: where it would end, or the next day that attends (134.2)."""
    return calendar.moved(unmoved_end(start, term, stretches, calendar))


def unmoved_end(start: date, term: Term, stretches: Stretches, calendar: Calendar) -> date:
    """Where a term ends before art. 134.2 moves it.

    Working days count from the next working day (arts. 133.1, 134.1); months run from date to date (133.2, 134.3).
    ``stretches`` are (last day before, last day of it), in order and apart: a stretch of k working days moves a term of
    days by exactly k, one of k days a term of months by k days.
    """
    if term.unit is Unit.WORKING_DAYS:
        return _last_working(start, term.count, stretches, calendar)
    end = start + timedelta(days=term.count) if term.unit is Unit.DAYS else months_later(start, term.count)
    for after, until in stretches:
        if end <= after:
            break
        end += until - max(after, start) if until > start else timedelta()
    return end


def _last_working(start: date, count: int, stretches: Stretches, calendar: Calendar) -> date:
    number = calendar.number
    target = number(start) + count
    for after, until in stretches:
        if target <= number(after):
            break
        if until > start:
            target += number(until) - number(max(after, start))
    return calendar.day(target)


def months_later(day: date, count: int) -> date:
    """The same day so many months later; where the month has no such day, the first of the next one (art. 134.3).

    >>> months_later(date(2027, 1, 31), 1), months_later(date(2028, 1, 29), 1)
    (datetime.date(2027, 3, 1), datetime.date(2028, 2, 29))
    """
    years, month = divmod(day.year * DECEMBER + day.month - 1 + count, DECEMBER)
    try:
        return date(years, month + 1, day.day)
    except ValueError:
        return (date(years, month + 1, SHORTEST_MONTH) + timedelta(days=4)).replace(day=1)


def used(start: date, day: date, term: Term, stretches: Stretches, calendar: Calendar) -> int:
    """How many days of the term have run by the end of ``day``: working days, or days for the other units."""
    if day <= start:
        return 0
    if term.unit is Unit.WORKING_DAYS:
        gone = calendar.number(day) - calendar.number(start)
        still = sum(
            calendar.number(min(until, day)) - calendar.number(max(after, start))
            for after, until in stretches
            if after < day and until > start
        )
        return gone - still
    still_days = sum(
        ((min(until, day) - max(after, start)) for after, until in stretches if after < day and until > start),
        timedelta(),
    )
    return (day - start - still_days).days


def days_in(start: date, end: date, *, unit: Unit, calendar: Calendar) -> int:
    """How many days of this unit lie after ``start`` up to ``end``; 0 when it is not later."""
    if end <= start:
        return 0
    return calendar.number(end) - calendar.number(start) if unit is Unit.WORKING_DAYS else (end - start).days
