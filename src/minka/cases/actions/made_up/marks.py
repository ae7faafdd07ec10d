"""What made-up people leave behind besides their cases: steps through the pages, ratings, forecasts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from minka.cases.actions.made_up.people import Way
from minka.cases.models import Case, Forecast, Rating
from minka.cases.queries.figures import DRIVERS
from minka.engine.forecasts import DayCount, Span, replay
from minka.services.models import Application, Step

RATED: Final = 0.35
GOOD_IN_TIME, GOOD_LATE = 0.82, 0.35
REFUSED: Final = 0.08  # share of pages that refuse a first answer
WARMING: Final = dt.timedelta(days=60)  # what is known before the first forecast
WINDOW: Final = dt.timedelta(days=90)
COVERAGE: Final = 0.8
PAGE_SECONDS: Final = 30.0


def steps_of(application: Application, way: Way, chance: np.random.Generator) -> list[Step]:
    """Every page on the way until the filing, or until somebody stopped."""
    answered = set(application.answers)
    draft = f"{application.idempotency_key[-16:]:>16}"
    found: list[Step] = []
    for page in way.pages:
        asked = [question for place, question in way.questions if place == page]
        found.append(_step(application, draft, page, Step.Kind.SERVED))
        if asked and chance.random() < REFUSED:
            found.append(_step(application, draft, page, Step.Kind.REFUSED, question=asked[0], rule="required"))
        if application.filed_at is None and not answered.intersection(asked):
            return found
        seconds = round(float(chance.exponential(PAGE_SECONDS)))
        found.append(_step(application, draft, page, Step.Kind.ANSWERED, seconds=seconds))
    if application.filed_at is not None:
        found.append(_step(application, draft, way.pages[-1], Step.Kind.FILED))
    return found


def _step(application: Application, draft: str, page: str, kind: str, **fields: object) -> Step:
    return Step(
        service=application.service,
        version_number=application.version.number,
        draft=draft,
        page=page,
        kind=kind,
        at=application.started_at,
        is_made_up=True,
        **fields,
    )


def ratings_of(case: Case, chance: np.random.Generator) -> list[Rating]:
    """Whether somebody said how it went, when filing and when it ended."""
    was_late = case.closed_at is not None and case.outcome == Case.Outcome.SILENCE
    moments = [(Rating.Moment.FILED, False)] + ([(Rating.Moment.DECIDED, was_late)] if case.closed_at else [])
    return [
        Rating(
            case=case,
            moment=moment,
            is_good=bool(chance.random() < (GOOD_LATE if is_late else GOOD_IN_TIME)),
            drivers=sorted(chance.choice(list(DRIVERS), int(chance.integers(1, 3)), replace=False).tolist()),
            at=case.closed_at if moment == Rating.Moment.DECIDED and case.closed_at else case.opened_at,
        )
        for moment, is_late in moments
        if chance.random() < RATED
    ]


def forecasts_of(cases: Sequence[Case], spans: Sequence[Span], days: DayCount, *, today: dt.date) -> list[Forecast]:
    """What would have been shown to each at the filing, from what was known then, held against what came."""
    order = sorted(range(len(spans)), key=lambda place: _order(spans[place]))
    if not order:
        return []
    first = spans[order[0]].started_on + WARMING
    told = iter(replay(spans, days, first=first, last=today).predictions)
    ended = sorted(span.ended_on for span in spans if span.ended_on is not None)
    upcoming = next(told, None)
    found: list[Forecast] = []
    for place in order:
        if upcoming is None:
            break
        day = spans[place].started_on
        if day != upcoming.started_on:
            continue
        found.append(
            Forecast(
                case=cases[place],
                made_on=day,
                coverage=COVERAGE,
                ends_by=days.after(day, upcoming.at_most),
                basis="service",
                finished=_finished(ended, day),
                came_true=upcoming.held,
            )
        )
        upcoming = next(told, None)
    return found


def _order(span: Span) -> tuple[dt.date, dt.date, bool]:
    return span.started_on, span.ended_on or dt.date.max, span.was_answered


def _finished(ended: Iterable[dt.date], day: dt.date) -> int:
    return sum(day - WINDOW < each <= day for each in ended)
