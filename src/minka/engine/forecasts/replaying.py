"""What earlier forecasts were worth: made again week by week from what was known then, and held against what came.

This is the coverage that is published, and where the adaptive level comes from.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from minka.engine.forecasts.cases import Span
from minka.engine.forecasts.counting import DayCount
from minka.engine.forecasts.curves import WINDOW, fit_curve
from minka.engine.forecasts.levels import adapt
from minka.engine.forecasts.waiting import COVERAGE, FEWEST_FINISHED

WEEK = timedelta(days=7)
FEWEST_IN_MONTH = 20  # outcomes; under it a share says nothing and is not told


@dataclass(frozen=True, slots=True)
class Prediction:
    """One bound, made before its case was filed.

    ``held`` and ``known_on`` are None while neither the answer nor the bound has come, and for good when the case ended
    without an answer before.
    """

    started_on: date
    at_most: int
    level: float
    held: bool | None
    known_on: date | None


@dataclass(frozen=True, slots=True)
class Replay:
    """All predictions by the day of filing, and where the level stands after the last outcome."""

    predictions: tuple[Prediction, ...]
    level: float


@dataclass(frozen=True, slots=True)
class Month:
    """What the predictions for the cases filed in a month were worth.

    ``coverage`` is None under twenty outcomes; ``mean_bound`` is in working days.
    """

    first_day: date
    predictions: int
    outcomes: int
    held: int
    mean_bound: float
    coverage: float | None


def replay(
    spans: Sequence[Span],
    days: DayCount,
    *,
    first: date,
    last: date,
    coverage: float = COVERAGE,
    window: int | None = WINDOW,
    is_adaptive: bool = True,
) -> Replay:
    """Forecast every case at its filing, with a curve fitted anew each week on what was known at its beginning.

    Args:
        spans: the cases of one kind, in any order.
        days: the calendar.
        first: the last day known to the first fit; cases filed after it are forecast.
        last: the last day that is known at all.
        coverage: the nominal share.
        window: calendar days the curve looks back; None for everything, to compare with.
        is_adaptive: whether the level learns; otherwise it is the nominal share.

    Weeks with under 40 answers in the window make no forecast.
    """
    level, made, due = coverage, [], defaultdict[date, list[bool]](list)
    filed = sorted(spans, key=lambda span: (span.started_on, span.ended_on or date.max, span.was_answered))
    as_of = first
    while as_of < last:
        known = [day for day in sorted(due) if day <= as_of]
        outcomes = [held for day in known for held in due.pop(day)]
        level = adapt(level, outcomes, coverage) if is_adaptive else level
        curve = fit_curve(filed, days, as_of, window)
        bound = curve.day_by(level, None) if curve.finished >= FEWEST_FINISHED else None
        for span in filed if bound is not None else ():
            if as_of < span.started_on <= min(as_of + WEEK, last):
                prediction = _predict(span, bound or 0, level, days, last)
                made.append(prediction)
                if prediction.known_on is not None:
                    due[prediction.known_on].append(prediction.held is True)
        as_of += WEEK
    return Replay(tuple(made), level)


def _predict(span: Span, at_most: int, level: float, days: DayCount, last: date) -> Prediction:
    """Hold a bound against what came: the answer, or the first day after the bound without one."""
    missed_on = days.after(span.started_on, at_most + 1)
    end = span.ended_on if span.ended_on is not None and span.ended_on <= last else None
    if end is not None and end < missed_on:
        held, known_on = (True, end) if span.was_answered else (None, None)
    else:
        held, known_on = (False, missed_on) if missed_on <= last else (None, None)
    return Prediction(span.started_on, at_most, level, held, known_on)


def realised_coverage(predictions: Sequence[Prediction]) -> tuple[Month, ...]:
    """The published table: by month of filing, how many bounds held.

    >>> held = [Prediction(date(2026, 3, 2), 5, 0.8, number < 16, date(2026, 3, 9)) for number in range(20)]
    >>> realised_coverage(held)[0].coverage
    0.8
    """
    by_month: defaultdict[date, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        by_month[prediction.started_on.replace(day=1)].append(prediction)
    return tuple(_month(first_day, by_month[first_day]) for first_day in sorted(by_month))


def _month(first_day: date, predictions: Sequence[Prediction]) -> Month:
    held = [each.held for each in predictions if each.held is not None]
    return Month(
        first_day=first_day,
        predictions=len(predictions),
        outcomes=len(held),
        held=sum(held),
        mean_bound=sum(each.at_most for each in predictions) / len(predictions),
        coverage=sum(held) / len(held) if len(held) >= FEWEST_IN_MONTH else None,
    )
