"""Which open cases will pass their legal due date, and how many in each of the next weeks.

The chance of one case comes from the curve of its kind, given how long it has waited already. Chances of cases at one
desk rise and fall together, so their sum is an expectation and no more: no interval is claimed.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from minka.engine.forecasts.counting import DayCount
from minka.engine.forecasts.curves import Curve

WEEKS = 4
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OpenCase[K: Hashable]:
    """A case without its answer. ``kind`` finds its curve; ``due_on`` is None while its clock stands still."""

    key: K
    kind: str
    started_on: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Week:
    """The cases that are due from a Monday to the Sunday after it, and how many of them are expected to be late."""

    first_day: date
    due: int
    expected_late: float


@dataclass(frozen=True, slots=True)
class Breaches[K: Hashable]:
    """What is to come.

    Attributes:
        chances: of being answered after the due date, by case: 1 where it has passed, None where nothing can be told
            (no due date, or no curve for its kind).
        already_late: cases whose due date has passed.
        untold: cases without a chance.
        weeks: this one and the next, without the cases of ``already_late`` and ``untold``.
    """

    chances: Mapping[K, float | None]
    already_late: int
    untold: int
    weeks: tuple[Week, ...]


def breaches[K: Hashable](
    cases: Sequence[OpenCase[K]],
    curves: Mapping[str, Curve],
    *,
    as_of: date,
    days: DayCount,
    weeks: int = WEEKS,
) -> Breaches[K]:
    """How likely each open case is to be late, and how many cases are expected to be in each week.

    Args:
        cases: open at the end of ``as_of``, with different keys.
        curves: by kind.
        as_of: today.
        days: the calendar.
        weeks: how many, this one included.

    >>> curve = Curve((5, 10, 20), (0.6, 0.3, 0.1), 60)
    >>> case = OpenCase("c", "leche", started_on=date(2026, 3, 2), due_on=date(2026, 3, 16))
    >>> found = breaches([case], {"leche": curve}, as_of=date(2026, 3, 10), days=DayCount(), weeks=2)
    >>> found.chances, found.weeks[1]
    ({'c': 0.5}, Week(first_day=datetime.date(2026, 3, 16), due=1, expected_late=0.5))
    """
    chances = {case.key: _chance(case, curves.get(case.kind), as_of, days) for case in cases}
    monday = as_of - timedelta(days=as_of.weekday())
    to_come = [case for case in cases if case.due_on is not None and case.due_on > as_of]
    late = sum(case.due_on is not None and case.due_on <= as_of for case in cases)
    return Breaches(
        chances=chances,
        already_late=late,
        untold=sum(chance is None for chance in chances.values()),
        weeks=tuple(_week(monday + number * WEEK, to_come, chances) for number in range(weeks)),
    )


def _chance[K: Hashable](case: OpenCase[K], curve: Curve | None, as_of: date, days: DayCount) -> float | None:
    if case.due_on is None:
        return None
    if case.due_on <= as_of:
        return 1.0
    if curve is None:
        return None
    waited = max(0, days.between(case.started_on, as_of))
    return curve.chance_after(days.between(case.started_on, case.due_on), waited)


def _week[K: Hashable](first_day: date, cases: Sequence[OpenCase[K]], chances: Mapping[K, float | None]) -> Week:
    due = [
        chance
        for case in cases
        if case.due_on is not None and first_day <= case.due_on < first_day + WEEK
        if (chance := chances[case.key]) is not None
    ]
    return Week(first_day, len(due), sum(due))
