"""Which cases will be late: by what they have waited, and by week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.forecasts import Curve, DayCount, OpenCase, breaches

DAYS, TODAY = DayCount(), date(2026, 3, 11)  # a Wednesday
CURVES = {"leche": Curve((2, 5, 10, 20), (0.8, 0.5, 0.25, 0.05), 60)}


def case(key: int, waited: int, due_in: int | None, kind: str = "leche") -> OpenCase[int]:
    return OpenCase(key, kind, DAYS.after(TODAY, -waited), None if due_in is None else DAYS.after(TODAY, due_in))


@pytest.mark.parametrize(
    ("waited", "due_in", "chance"),
    [(0, 5, 0.5), (5, 5, 0.5), (10, 10, 0.2), (10, 1, 1.0), (10, 0, 1.0), (30, -10, 1.0), (5, None, None)],
)
def test_the_chance_to_be_late_grows_with_what_was_waited(
    waited: int, due_in: int | None, chance: float | None
) -> None:
    found = breaches([case(1, waited, due_in)], CURVES, as_of=TODAY, days=DAYS)

    assert found.chances == {1: pytest.approx(chance)}


def test_the_weeks_begin_on_monday_and_count_each_case_once() -> None:
    cases = [case(1, 5, 2), case(2, 5, 5), case(3, 10, 10), case(4, 9, -1), case(5, 3, None), case(6, 3, 3, "agua")]

    found = breaches(cases, CURVES, as_of=TODAY, days=DAYS)

    assert [(week.first_day, week.due) for week in found.weeks[:3]] == [
        (date(2026, 3, 9), 1),
        (date(2026, 3, 16), 1),
        (date(2026, 3, 23), 1),
    ]
    assert found.weeks[0].expected_late == 1.0, "nobody was ever answered between day 5 and day 7"
    assert found.weeks[1].expected_late == pytest.approx(0.5)
    assert (found.already_late, found.untold) == (1, 2)


def test_no_cases_make_weeks_of_nothing() -> None:
    found = breaches([], CURVES, as_of=TODAY, days=DAYS, weeks=2)

    assert [(week.due, week.expected_late) for week in found.weeks] == [(0, 0), (0, 0)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(-5, 30)), max_size=20))
def test_no_more_are_expected_late_than_are_due(given_: list[tuple[int, int]]) -> None:
    cases = [case(number, waited, due_in) for number, (waited, due_in) in enumerate(given_)]

    found = breaches(cases, CURVES, as_of=TODAY, days=DAYS, weeks=8)

    assert all(0 <= week.expected_late <= week.due for week in found.weeks)
    assert found.already_late + sum(week.due for week in found.weeks) == len(cases)
    assert found == breaches(cases[::-1], CURVES, as_of=TODAY, days=DAYS, weeks=8)
    assert all(week.first_day.weekday() == 0 for week in found.weeks)
    assert found.weeks[1].first_day - found.weeks[0].first_day == timedelta(days=7)
