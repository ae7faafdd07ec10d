"""What is published of forecasts is what they were worth: made from what was known, held against what came."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from minka.engine.forecasts import DayCount, Kind, Prediction, Replay, Span, realised_coverage, replay
from minka.engine.forecasts.made_up import Office, make_case_log

DAYS, KIND = DayCount(), Kind("leche")
FIRST, SPLIT, LAST = date(2025, 1, 2), date(2025, 6, 30), date(2026, 6, 30)


def made_up_spans(seed: int, office: Office | None = None) -> list[Span]:
    return [case.span() for case in make_case_log(seed, first=FIRST, last=LAST, kind=KIND, office=office).cases]


def permits(began: str, ended: str) -> list[Span]:
    """Real permits of a municipality; without an end they were open when the log was taken."""
    with (Path(__file__).parents[3] / "data" / "permit_log" / "cases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ends = [date.fromisoformat(row[ended]) if row[ended] else None for row in rows]
    return [Span(KIND, date.fromisoformat(row[began]), end) for row, end in zip(rows, ends, strict=True)]


def share_held(found: Replay) -> float:
    held = [each.held for each in found.predictions if each.held is not None]
    return sum(held) / len(held)


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("drift", [-0.15, 0.0, 0.08])
def test_eight_of_ten_is_about_eight_of_ten_while_the_office_changes(seed: int, drift: float) -> None:
    found = replay(made_up_spans(seed, Office(drift=drift)), DAYS, first=SPLIT, last=LAST)

    assert len(found.predictions) > 1_000
    assert 0.70 <= share_held(found) <= 0.90


@pytest.mark.parametrize("split", [date(2010, 12, 31), date(2011, 1, 31), date(2011, 3, 31)])
@pytest.mark.parametrize("columns", [("received_on", "receipt_ended_on"), ("filed_on", "ended_on")])
def test_eight_of_ten_real_permits_are_answered_by_the_day_they_were_told(
    columns: tuple[str, str], split: date
) -> None:
    spans = permits(*columns)

    found = replay(spans, DAYS, first=split, last=max(span.ended_on or span.started_on for span in spans))

    assert 0.78 <= share_held(found) <= 0.88


def test_real_permits_are_told_a_nearer_day_than_all_history_would() -> None:
    spans = permits("received_on", "receipt_ended_on")
    last = max(span.ended_on or span.started_on for span in spans)

    ours, history = (
        replay(
            spans, DAYS, first=date(2011, 1, 31), last=last, window=window, is_adaptive=window is not None
        ).predictions
        for window in (90, None)
    )

    assert len(ours) == len(history) > 1_000
    assert sum(each.at_most for each in ours) < 0.65 * sum(each.at_most for each in history)


def test_the_level_comes_back_where_the_curve_alone_would_keep_missing() -> None:
    """The office slows down all the time: an old curve promises too much, the level makes up for some of it."""
    slowing = [
        Span(KIND, start, DAYS.after(start, 2 + number // 60 + number % 5))
        for number in range(1_500)
        if (start := FIRST + timedelta(days=number // 4)) <= LAST
    ]

    fixed, adaptive = (replay(slowing, DAYS, first=SPLIT, last=LAST, is_adaptive=is_so) for is_so in (False, True))

    assert share_held(fixed) < share_held(adaptive) <= 0.9
    assert adaptive.level > 0.8


def test_nothing_known_later_changes_a_forecast_made_before() -> None:
    spans = made_up_spans(21)
    middle = date(2025, 12, 28)

    early = replay(spans, DAYS, first=SPLIT, last=middle).predictions
    late = replay(spans, DAYS, first=SPLIT, last=LAST).predictions

    assert [each.at_most for each in late[: len(early)]] == [each.at_most for each in early]


def test_the_order_of_the_cases_changes_nothing() -> None:
    spans = made_up_spans(22)

    assert replay(spans[::-1], DAYS, first=SPLIT, last=LAST) == replay(spans, DAYS, first=SPLIT, last=LAST)


def test_few_answers_make_no_forecast() -> None:
    few = [Span(KIND, SPLIT - timedelta(days=number), SPLIT) for number in range(39)]

    assert replay([*few, Span(KIND, SPLIT + timedelta(days=1))], DAYS, first=SPLIT, last=LAST) == Replay((), 0.8)


@pytest.mark.parametrize(
    ("ended_on", "was_answered", "held", "known_on"),
    [
        (date(2026, 3, 4), True, True, date(2026, 3, 4)),
        (date(2026, 3, 9), True, True, date(2026, 3, 9)),
        (date(2026, 3, 10), True, False, date(2026, 3, 10)),
        (None, True, False, date(2026, 3, 10)),
        (date(2026, 3, 4), False, None, None),
        (date(2026, 3, 12), False, False, date(2026, 3, 10)),
    ],
    ids=["in time", "on the day", "late", "still open", "withdrawn before", "withdrawn after"],
)
def test_a_bound_is_held_against_what_came(
    ended_on: date | None, was_answered: bool, held: bool | None, known_on: date | None
) -> None:
    monday = date(2026, 3, 2)
    past = [Span(KIND, monday - timedelta(days=10), monday - timedelta(days=3)) for _ in range(50)]

    [prediction] = replay(
        [*past, Span(KIND, monday, ended_on, was_answered)], DAYS, first=date(2026, 3, 1), last=date(2026, 3, 20)
    ).predictions

    assert prediction == Prediction(monday, 5, 0.8, held, known_on)


def test_a_month_with_few_outcomes_tells_no_share() -> None:
    day = date(2026, 3, 2)
    many = [Prediction(day, 5, 0.8, number % 5 > 0, day) for number in range(20)]
    few = [Prediction(date(2026, 4, 1), 7, 0.8, held, None) for held in (True, None)]

    march, april = realised_coverage([*few, *many])

    assert (march.first_day, march.outcomes, march.coverage, march.mean_bound) == (date(2026, 3, 1), 20, 0.8, 5)
    assert (april.predictions, april.outcomes, april.held, april.coverage) == (2, 1, 1, None)
