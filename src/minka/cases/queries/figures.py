"""How a service does, in numbers that everybody may see: each is counted from rows, small ones are hidden.

How each is counted is said below it on the page (``templates/cases/figures.html``).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Avg, Count, Q, QuerySet, Value
from django.db.models.functions import TruncDate, TruncMonth
from django.utils.translation import gettext_lazy as _

from minka.cases.models import Case, Forecast, Rating
from minka.cases.queries.calendars import calendar_of
from minka.engine.clocks import DayKind, business_days_between
from minka.engine.equity import Days, Rate, SafeCounts, hide_small_counts, rate, typical_days
from minka.services.models import Application, Service, Version
from minka.web.kept import kept

SMALL: Final = 10  # fewer than so many people are not shown as a number
SPAN: Final = dt.timedelta(days=365)
SETTLED: Final = dt.timedelta(days=7)  # a filling in begun later than this may still be filed
ANSWERED: Final = (Case.Outcome.GRANTED, Case.Outcome.DENIED, Case.Outcome.SILENCE, Case.Outcome.AUTOMATIC)
DRIVERS: Final = {
    "ease": _("fue fácil"),
    "effectiveness": _("resolvió lo que necesitaba"),
    "efficiency": _("fue rápido"),
    "humanity": _("el trato fue bueno"),
    "transparency": _("se entendió qué pasaba"),
}


@dataclass(frozen=True)
class Month:
    """One month of a service; None where a number is hidden."""

    first: dt.date
    started: int | None
    filed: int | None
    decided: int | None


@dataclass(frozen=True)
class Liking:
    """How many found the service good at one moment, and which drivers the others named."""

    moment: str
    good: Rate | None
    answers: int | None
    drivers: tuple[tuple[str, int], ...]  # words and count, the named most first; small ones left out


@dataclass(frozen=True)
class Figures:
    """Twelve months of one service."""

    months: tuple[Month, ...]
    started: int | None
    filed: int | None
    completion: Rate | None
    minutes: Days | None  # from beginning to filing; a unit of minutes, whatever the name of the type
    decided: int | None
    days: Days | None  # working days from filing to the end
    late: Rate | None  # of those whose term is over or whose case ended
    open_late: int
    outcomes: tuple[tuple[str, int | None], ...]
    liking: tuple[Liking, ...]
    coverage: tuple[tuple[dt.date, int, float, float], ...]  # month, forecasts, promised and realised share
    made_up: int


def figures_of(service: Service, today: dt.date) -> Figures:
    """The figures of the service, counted at most every few seconds."""
    return kept(f"cases.figures.{service.pk}.{today}", lambda: count_figures(service, today))


def count_figures(service: Service, today: dt.date) -> Figures:
    """Count them from the rows of the last twelve months."""
    since = today - SPAN
    begun = Application.objects.filter(service=service, started_at__date__gte=since)
    cases = Case.objects.filter(service=service, filed_on__gte=since)
    ended = cases.filter(is_open=False)
    filling, handling = _filling(begun, today), _handling(cases, today)
    return Figures(
        months=_months(begun, ended),
        started=_shown(filling["begun"]),
        filed=_shown(filling["filed"]),
        completion=rate(filling["settled_filed"], filling["settled"], minimum=SMALL),
        minutes=_minutes(begun),
        decided=_shown(handling["decided"]),
        days=_days(service, ended),
        late=rate(handling["late"], handling["judged"], minimum=SMALL),
        open_late=handling["open_late"],
        outcomes=_outcomes(ended),
        liking=_liking(service),
        coverage=_coverage(service),
        made_up=handling["made_up"],
    )


def versions_of(service: Service) -> Sequence[Version]:
    """What changed and why, the newest first."""
    return list(service.versions.defer("document").order_by("-number"))


def _months(begun: QuerySet[Application], ended: QuerySet[Case]) -> tuple[Month, ...]:
    kinds = {
        "started": _by_month(begun, "started_at", "started"),
        "filed": _by_month(begun.filter(filed_at__isnull=False), "filed_at", "filed"),
        "decided": _by_month(ended, "closed_at", "decided"),
    }
    started, *others = kinds.values()
    counted: dict[str, dict[dt.date, int]] = {kind: {} for kind in kinds}
    for month, count, kind in started.union(*others, all=True):
        counted[kind][month] = count
    firsts = sorted(set().union(*counted.values()))
    columns = [hide_small_counts([each.get(first, 0) for first in firsts], SMALL).counts for each in counted.values()]
    return tuple(Month(first, *(column[place] for column in columns)) for place, first in enumerate(firsts))


def _by_month(rows: QuerySet[Application] | QuerySet[Case], moment: str, kind: str) -> "QuerySet[Any, Any]":
    """Rows of a month, its count and what is counted."""
    counted = rows.order_by().annotate(month=TruncMonth(TruncDate(moment))).values("month")
    return counted.annotate(n=Count("id"), kind=Value(kind)).values_list("month", "n", "kind")


def _filling(begun: QuerySet[Application], today: dt.date) -> dict[str, int]:
    """How many began and filed; of those who began at least a week ago, how many filed."""
    filed, settled = Q(state=Application.State.FILED), Q(started_at__date__lte=today - SETTLED)
    return begun.aggregate(
        begun=Count("id"),
        filed=Count("id", filter=filed),
        settled=Count("id", filter=settled),
        settled_filed=Count("id", filter=settled & filed),
    )


def _handling(cases: QuerySet[Case], today: dt.date) -> dict[str, int]:
    """How many ended, and of the cases that got their answer or whose term is over, how many passed it."""
    ended, open_late = Q(is_open=False), Q(is_open=True, due_on__lt=today, clock_stopped=False)
    answered = ended & Q(outcome__in=ANSWERED)
    return cases.aggregate(
        decided=Count("id", filter=ended),
        judged=Count("id", filter=answered | open_late),
        late=Count("id", filter=(answered & Q(days_late__gt=0)) | open_late),
        open_late=Count("id", filter=open_late),
        made_up=Count("id", filter=Q(is_made_up=True)),
    )


def _minutes(begun: QuerySet[Application]) -> Days | None:
    spans = begun.filter(filed_at__isnull=False).values_list("started_at", "filed_at")
    return typical_days(((end - start).total_seconds() / 60 for start, end in spans if end), minimum=SMALL)


def _days(service: Service, ended: QuerySet[Case]) -> Days | None:
    """Working days by the service's own calendar, from the filing to the end."""
    off = frozenset(each.day for each in calendar_of(service).days_off() if each.kind is not DayKind.CLOSED)
    spans = ended.values_list("filed_on", TruncDate("closed_at")).annotate(n=Count("id"))
    lengths = ((business_days_between(start, end, off), count) for start, end, count in spans)
    return typical_days((float(length) for length, count in lengths for _each in range(count)), minimum=SMALL)


def _outcomes(ended: QuerySet[Case]) -> tuple[tuple[str, int | None], ...]:
    counted = dict(ended.values_list("outcome").annotate(n=Count("id")).order_by("-n"))
    safe: SafeCounts = hide_small_counts(list(counted.values()), SMALL)
    return tuple(zip((str(Case.Outcome(key).label) for key in counted), safe.counts, strict=True))


def _liking(service: Service) -> tuple[Liking, ...]:
    ratings = Rating.objects.filter(case__service=service).values_list("moment", "is_good", "drivers")
    by_moment: dict[str, list[tuple[bool, list[str]]]] = {}
    for moment, is_good, drivers in ratings.iterator():
        by_moment.setdefault(moment, []).append((is_good, drivers))
    return tuple(_liked(moment, by_moment[moment]) for moment in Rating.Moment.values if moment in by_moment)


def _liked(moment: str, answers: list[tuple[bool, list[str]]]) -> Liking:
    good = sum(is_good for is_good, _drivers in answers)
    named = {driver: sum(driver in drivers for _good, drivers in answers) for driver in DRIVERS}
    shown = sorted(((str(DRIVERS[key]), count) for key, count in named.items() if count >= SMALL), key=_by_count)
    return Liking(
        moment=str(Rating.Moment(moment).label),
        good=rate(good, len(answers), minimum=SMALL),
        answers=_shown(len(answers)),
        drivers=tuple(shown),
    )


def _by_count(row: tuple[str, int]) -> int:
    return -row[1]


def _coverage(service: Service) -> tuple[tuple[dt.date, int, float, float], ...]:
    """Month by month, what was promised of forecasts and what came: only months with enough of them."""
    known = Forecast.objects.filter(case__service=service, came_true__isnull=False)
    monthly = known.annotate(month=TruncMonth("made_on")).values("month")
    rows = monthly.annotate(n=Count("id"), promised=Avg("coverage"), true=Count("id", filter=Q(came_true=True)))
    return tuple(
        (row["month"], row["n"], row["promised"], row["true"] / row["n"])
        for row in rows.order_by("month")
        if row["n"] >= SMALL
    )


def _shown(count: int) -> int | None:
    """A count that may be shown: none at all, or enough."""
    return count if count == 0 or count >= SMALL else None
