"""How many legal clocks a second one core runs, beside walking day by day and beside numpy and holidays.

Run from the repository: ``PYTHONPATH=src:. python benchmarks/clocks.py``. Times are processor time, the best of three
rounds. Each way first shows that it finds the same last days; ``holidays`` is measured where it is installed.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from importlib.util import find_spec

import numpy as np

from benchmarks.tables import mark, print_machine, print_table
from minka.engine.clocks import POSITIVE, Calendar, ClockCase, DayOff, Event, day_lines, run_clock

CASES, ROUNDS, WANTED = 20_000, 3, 10_000
FIRST = date(2026, 1, 5)
NATIONAL = [
    *((1, 1), (4, 2), (4, 3), (5, 1), (6, 7), (6, 29), (7, 23), (7, 28)),
    *((7, 29), (8, 6), (8, 30), (10, 8), (11, 1), (12, 8), (12, 9), (12, 25)),
]
DAYS_OFF = frozenset(date(2026, *day) for day in NATIONAL)
CALENDAR = Calendar(map(DayOff, sorted(DAYS_OFF)))
FILED = [day for n in range(CASES) if CALENDAR.is_working(day := FIRST + timedelta(days=n % 300))]
LATER = date(2027, 6, 1)

type Way = Callable[[Sequence[date]], Sequence[date]]


def walked(days: Sequence[date]) -> list[date]:
    """The plain loop: thirty working days after each filing, one day after the other."""
    ends = []
    for day in days:
        left = 30
        while left:
            day += timedelta(days=1)  # noqa: PLW2901 - the plain loop, as people write it
            left -= day.weekday() < 5 and day not in DAYS_OFF
        ends.append(day)
    return ends


def clocks(days: Sequence[date]) -> list[date]:
    """Whole clocks: both silence dates, days used and left, state and next change, not the last day alone."""
    ran = [run_clock(ClockCase(POSITIVE, (Event("handed_in", day),)), CALENDAR, LATER) for day in days]
    return [clock.due_on for clock in ran if clock.due_on]


def numbered(days: Sequence[date]) -> list[date]:
    """Only the arithmetic of our calendar."""
    return [CALENDAR.add(day, 30) for day in days]


def with_numpy(days: Sequence[date]) -> list[date]:
    """numpy one term at a time, as a clock would ask; all at once it is far faster and tells only last days."""
    off = np.busdaycalendar(holidays=sorted(DAYS_OFF))
    return [np.busday_offset(day, 30, roll="forward", busdaycal=off).item() for day in days]


def with_numpy_at_once(days: Sequence[date]) -> list[date]:
    off = np.busdaycalendar(holidays=sorted(DAYS_OFF))
    ends: list[date] = np.busday_offset(np.array(days, "datetime64[D]"), 30, roll="forward", busdaycal=off).tolist()
    return ends


def with_holidays(days: Sequence[date]) -> list[date]:
    """The peer's own search, on its own holidays of Peru: they are those of our list."""
    import holidays

    peru = holidays.country_holidays("PE", years=[2026, 2027])
    return [peru.get_nth_working_day(day, 30) for day in days]


def eventful() -> list[ClockCase]:
    """Cases that were observed, corrected, waited for another entity and were decided and notified."""
    gaps = [("handed_in", 0), ("observation_notified", 2), ("correction_received", 4), ("cooperation_asked", 12)]
    gaps += [("cooperation_answered", 16), ("decided", 30), ("notified", 33)]
    made = [tuple(Event(kind, day + timedelta(days=gap)) for kind, gap in gaps) for day in FILED]
    return [ClockCase(POSITIVE, events) for events in made]


def rate(work: Callable[[], object], count: int) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return count / best


def main() -> None:
    print_machine()
    ways: list[tuple[str, Way]] = [
        ("whole clock", clocks),
        ("last day only", numbered),
        ("plain loop, last day only", walked),
        ("numpy.busday_offset, one by one", with_numpy),
        ("numpy.busday_offset, all at once", with_numpy_at_once),
    ]
    if find_spec("holidays"):
        ways.append(("holidays, last day only", with_holidays))
    expected, rows = walked(FILED), []
    for name, way in ways:
        same = list(way(FILED)) == expected
        speed = rate(lambda way=way: way(FILED), len(FILED))  # type: ignore[misc]
        rows.append([name, f"{speed:,.0f}", mark(met=same), mark(met=speed >= WANTED) if way is clocks else ""])
    cases = eventful()
    speed = rate(lambda: [run_clock(case, CALENDAR, LATER) for case in cases], len(cases))
    rows.append(["whole clock, seven events", f"{speed:,.0f}", "", mark(met=speed >= WANTED)])
    some = [run_clock(case, CALENDAR, LATER) for case in cases[:500]]
    speed = rate(lambda: [day_lines(clock) for clock in some], len(some))
    rows.append(["every day's line, on demand", f"{speed:,.0f}", "", ""])
    title = f"Terms of thirty working days, each second on one core ({len(FILED):,} cases; wanted {WANTED:,})"
    print_table(title, ["", "a second", "same days", "reached"], rows)


if __name__ == "__main__":
    main()
