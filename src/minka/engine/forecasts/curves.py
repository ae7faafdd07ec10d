"""How many wait longer than so many working days, from the last ninety days, with what open cases tell.

The estimator of Kaplan and Meier (1958, JASA 53, 457-481) over a window of calendar time: a case counts as waiting only
for the days of its wait that lie in the window (left truncation, as in the period analysis of Brenner and Gefeller,
1996, Cancer 78, 2004-2010). So the curve says how waits go now, and a case that began long ago tells of long waits.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from minka.engine.forecasts.cases import Span
from minka.engine.forecasts.counting import DayCount

WINDOW = 90  # calendar days
BEFORE = -1  # the age before the first day: a case that began in the window has waited for no day of it


@dataclass(frozen=True, slots=True)
class Curve:
    """A survival curve in working days.

    Attributes:
        days: ascending, those on which an answer came out; 0 is the day of filing.
        waiting: the share that still waits after each of them, falling from 1.
        finished: how many answers of the window it stands on.
    """

    days: tuple[int, ...]
    waiting: tuple[float, ...]
    finished: int

    def after(self, day: int) -> float:
        """The share that still waits at the end of a day of waiting; 1 before any."""
        place = bisect_right(self.days, day)
        return self.waiting[place - 1] if place else 1.0

    def chance_after(self, day: int, waited: int | None) -> float:
        """The chance that a case which has waited so long, and waits still, waits longer than ``day``.

        ``waited`` is None for one that is not filed yet. Where nobody ever waited so long, the chance is 1: the curve
        knows of no end.

        >>> Curve((2, 5), (0.5, 0.25), 3).chance_after(5, waited=2)
        0.5
        """
        if waited is None:
            return self.after(day)
        now = self.after(waited)
        if day <= waited or now <= 0:
            return 1.0
        return self.after(day) / now

    def day_by(self, share: float, waited: int | None) -> int | None:
        """The first day of waiting by which at least so many of ten, of a hundred, are answered; None: not known.

        >>> curve = Curve((2, 5), (0.5, 0.25), 3)
        >>> curve.day_by(0.5, None), curve.day_by(0.5, waited=2), curve.day_by(0.9, None)
        (2, 5, None)
        """
        now = 1.0 if waited is None else self.after(waited)
        first = 0 if waited is None else bisect_right(self.days, waited)
        if now <= 0:
            return None
        left = (1 - share) * now + TINY
        return next(
            (day for day, still in zip(self.days[first:], self.waiting[first:], strict=True) if still <= left), None
        )


TINY = 1e-12  # what rounding may add to a product of shares


def fit_curve(spans: Iterable[Span], days: DayCount, as_of: date, window: int | None = WINDOW) -> Curve:
    """The curve as it could be known at the end of a day.

    Args:
        spans: cases in any order; what happened after ``as_of`` is not looked at.
        days: the calendar.
        as_of: the last day that is known.
        window: calendar days before and including ``as_of`` that count; None for all.

    Ties: who is answered on a day was waiting on it, and so was who was last seen on it.

    >>> from minka.engine.forecasts.cases import Kind
    >>> began, kind = date(2026, 3, 2), Kind("leche")
    >>> spans = [Span(kind, began, date(2026, 3, end)) for end in (3, 4, 4)] + [Span(kind, began)]
    >>> fit_curve(spans, DayCount(), date(2026, 3, 6))
    Curve(days=(1, 2), waiting=(0.75, 0.25), finished=3)
    """
    first = None if window is None else as_of - timedelta(days=window)
    seen = [age for span in spans if (age := _seen(span, days, as_of, first)) is not None]
    return curve_of(seen)


def curve_of(seen: Sequence[tuple[int, int, bool]]) -> Curve:
    """The estimator: for each case after which day it is seen, until which, and whether it was answered then.

    >>> curve_of([(-1, 1, True), (-1, 2, False), (-1, 3, True), (-1, 4, True), (1, 4, False)]).waiting
    (0.75, 0.5, 0.25)
    """
    answered = Counter(until for _, until, is_answer in seen if is_answer)
    entered = sorted(after for after, _, _ in seen)
    left = sorted(until for _, until, _ in seen)
    still, shares = 1.0, []
    for day in sorted(answered):
        at_risk = _below(entered, day) - _below(left, day)
        still *= 1 - answered[day] / at_risk
        shares.append(still)
    return Curve(tuple(sorted(answered)), tuple(shares), sum(answered.values()))


def _below(ordered: Sequence[int], day: int) -> int:
    """How many of the numbers are below the day."""
    return bisect_right(ordered, day - 1)


def _seen(span: Span, days: DayCount, as_of: date, first: date | None) -> tuple[int, int, bool] | None:
    """The part of a wait that lies in the window: after which day of it, until which, and whether it ended answered."""
    if span.started_on > as_of or (first is not None and span.ended_on is not None and span.ended_on <= first):
        return None
    start = days.number(span.started_on)
    is_over = span.ended_on is not None and span.ended_on <= as_of
    last = span.ended_on if is_over and span.ended_on is not None else as_of
    until = max(0, days.number(last) - start)
    after = BEFORE if first is None or span.started_on > first else max(0, days.number(first) - start)
    if after >= until and after != BEFORE:
        return None
    return after, until, is_over and span.was_answered
