"""By when cases like this one are answered: "8 of 10 by the 14th", or nothing where too few tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from minka.engine.forecasts.cases import LEVELS, Kind, Level, Span, of_level
from minka.engine.forecasts.counting import DayCount
from minka.engine.forecasts.curves import Curve, fit_curve

FEWEST_FINISHED = 40
COVERAGE = 0.8


@dataclass(frozen=True, slots=True)
class Forecast:
    """When to expect the answer of one case, in working days from its filing.

    Attributes:
        low: the day by which two of ten like it are answered (at a coverage of 0.8).
        at_most: the day by which eight of ten are.
        coverage: the share that ``at_most`` is meant to hold for.
        level: the share the curve was asked for, so that it does.
        finished: how many answers it stands on.
        source: whose answers: of the service, of the entity, or of its family of services.
        is_past_due: ``at_most`` is later than the legal due date: say so, and never show it alone.
        chance_late: the chance of an answer after the legal due date; None where no due date is given.
    """

    low: int
    at_most: int
    coverage: float
    level: float
    finished: int
    source: Level
    is_past_due: bool
    chance_late: float | None


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt until one day about one kind of case; small, to be kept and asked many times."""

    curve: Curve
    source: Level
    coverage: float
    level: float

    def forecast(self, waited: int | None, due_in: int | None = None) -> Forecast | None:
        """The forecast for a case.

        Args:
            waited: working days it has waited, still open at the end of the last of them; None before filing.
            due_in: working days from filing to the legal due date, where there is one.

        Returns:
            None where the curve knows of no end: nobody, or too few, ever waited so long.
        """
        at_most = self.curve.day_by(self.level, waited)
        low = self.curve.day_by(1 - self.coverage, waited)
        if at_most is None or low is None:
            return None
        return Forecast(
            low=min(low, at_most),
            at_most=at_most,
            coverage=self.coverage,
            level=self.level,
            finished=self.curve.finished,
            source=self.source,
            is_past_due=due_in is not None and at_most > due_in,
            chance_late=None if due_in is None else self.curve.chance_after(due_in, waited),
        )


def learn(
    spans: Sequence[Span],
    kind: Kind,
    *,
    as_of: date,
    days: DayCount,
    coverage: float = COVERAGE,
    level: float | None = None,
) -> Model | None:
    """Learn from the last ninety days of the service; where it has under 40 answers, of the entity, then of the family.

    Args:
        spans: cases of the family or of more, in any order.
        kind: of the cases to be forecast.
        as_of: the last day that is known.
        days: the calendar.
        coverage: the nominal share, above 0.5 and below 1.
        level: where the adaptive level stands (``replay``); the nominal share where nothing was replayed yet.

    Returns:
        None where even the family has under 40 answers: then only the legal term can be told.

    Raises:
        ValueError: a coverage out of its range.
    """
    if not 0.5 < coverage < 1:  # noqa: PLR2004 - under a half it would be a lower bound
        message = f"a coverage is above 0.5 and below 1, not {coverage}"
        raise ValueError(message)
    for source in LEVELS:
        curve = fit_curve(of_level(spans, kind, source), days, as_of)
        if curve.finished >= FEWEST_FINISHED:
            return Model(curve, source, coverage, coverage if level is None else level)
    return None


def waiting(
    spans: Sequence[Span],
    kind: Kind,
    *,
    as_of: date,
    days: DayCount,
    waited: int | None = None,
    coverage: float = COVERAGE,
) -> Forecast | None:
    """Learn and forecast in one go, for one case without a due date. Arguments as in ``learn`` and ``Model.forecast``.

    >>> kind, filed = Kind("leche"), date(2026, 3, 2)
    >>> spans = [Span(kind, filed, date(2026, 3, 3 + number % 4)) for number in range(60)]
    >>> found = waiting(spans, kind, as_of=date(2026, 3, 20), days=DayCount())
    >>> found.low, found.at_most, found.finished
    (1, 4, 60)
    """
    model = learn(spans, kind, as_of=as_of, days=days, coverage=coverage)
    return model.forecast(waited) if model else None
