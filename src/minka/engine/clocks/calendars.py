"""The days off of one entity, prepared once, and the arithmetic of working days on them without walking.

A working day has a number: how many working days lie between 0001-01-01 and it, itself included. Counting a term is
then one subtraction and finding its end one search, however long the term is.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
WEEK, WORKING = 7, 5


class DayKind(StrEnum):
    """Why a day is not like others. All but ``CLOSED`` are left out of terms in days (arts. 134.1 and 137).

    ``ENTITY`` is a day on which the service does not work by a norm that can be cited; ``CLOSED`` one on which it did
    not attend although it should have: it counts, but no term ends on it (art. 134.2).
    """

    NATIONAL = "national"
    REGIONAL = "regional"
    DECREED = "decreed"
    ENTITY = "entity"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DayOff:
    """One day that is not like others in an entity's calendar, with its name and the norm that says so."""

    day: date
    kind: DayKind = DayKind.NATIONAL
    name: str = ""
    source: str = ""


_RANK = {kind: place for place, kind in enumerate(DayKind)}


class Calendar:
    """The working days of one entity: Monday to Friday without its days off.

    A day given twice keeps the reason that comes first in ``DayKind``. ``digest`` names the content, so that dates
    computed earlier can be told apart from those of a changed calendar.

    >>> calendar = Calendar([DayOff(date(2025, 12, 25), name="Navidad")])
    >>> calendar.add(date(2025, 12, 24), 1)
    datetime.date(2025, 12, 26)
    """

    __slots__ = ("_before", "_closed", "_off", "_ordinals", "digest")

    def __init__(self, days_off: Iterable[DayOff] = ()) -> None:
        self._off: dict[date, DayOff] = {}
        for each in sorted(days_off, key=lambda each: (each.day, _RANK[each.kind], each.name, each.source)):
            self._off.setdefault(each.day, each)
        self._closed = frozenset(day for day, each in self._off.items() if each.kind is DayKind.CLOSED)
        self._ordinals = [day.toordinal() for day in self._off if day.weekday() < WORKING and day not in self._closed]
        # How many working days lie before each day off: what turns a number back into a day.
        self._before = [_weekdays(ordinal) - 1 - place for place, ordinal in enumerate(self._ordinals)]
        rows = [f"{each.day} {each.kind} {each.name}\t{each.source}" for each in self._off.values()]
        self.digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()

    def day_off(self, day: date) -> DayOff | None:
        """What the calendar says of a day; None when nothing."""
        return self._off.get(day)

    def days_off(self) -> tuple[DayOff, ...]:
        """All days that are not like others, earliest first, one reason for each."""
        return tuple(self._off.values())

    def is_working(self, day: date) -> bool:
        """Whether the day counts in a term of days."""
        return day.weekday() < WORKING and (day not in self._off or day in self._closed)

    def number(self, day: date) -> int:
        """How many working days there are up to and including this day, since the year 1."""
        ordinal = day.toordinal()
        return _weekdays(ordinal) - bisect_right(self._ordinals, ordinal)

    def day(self, number: int) -> date:
        """The working day with this number: the inverse of ``number`` on working days."""
        week, rest = divmod(number + bisect_left(self._before, number) - 1, WORKING)
        return date.fromordinal(week * WEEK + rest + 1)

    def add(self, day: date, count: int) -> date:
        """The last day of a term of ``count`` working days whose event was on ``day``: arts. 133.1, 134.1 and 134.2."""
        return self.moved(self.day(self.number(day) + count) if count else day)

    def next_working(self, day: date) -> date:
        """The day itself when it is a working day, else the next one that is."""
        return day if self.is_working(day) else self.day(self.number(day) + 1)

    def moved(self, day: date) -> date:
        """Where a term ends whose last day would be this one: the next working day that attends (art. 134.2)."""
        day = self.next_working(day)
        while day in self._closed:
            day = self.next_working(day + ONE_DAY)
        return day


def _weekdays(ordinal: int) -> int:
    """Weekdays up to and including the ordinal: day 1 of the year 1 is a Monday."""
    weeks, rest = divmod(ordinal - 1, WEEK)
    return weeks * WORKING + min(rest + 1, WORKING)
