"""What waits for an answer, by activity, office and age, each number with the desk view behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count

from minka.contributions.models import Contribution
from minka.contributions.queries.ages import Band, age_bands
from minka.contributions.queries.desk import within
from minka.contributions.queries.filters import NONE, DeskFilters
from minka.processes.models import Process


@dataclass(frozen=True)
class Number:
    """A number and the filters that show what it counts."""

    value: int
    filters: str
    band: Band | None = None


@dataclass(frozen=True)
class Line:
    """One activity or office, how many wait in each band, and all of them together."""

    name: str
    counts: Sequence[Number]
    total: Number


@dataclass(frozen=True)
class Backlog:
    """The bands, and the lines by activity and by office; ``total`` has one number for each band."""

    bands: Sequence[Band]
    total: Line
    by_activity: Sequence[Line]
    by_office: Sequence[Line]


def backlog_of(process: Process, *, unassigned: str, everything: str) -> Backlog:
    """Count what waits. The two words name the line of no office and the line of all."""
    bands = age_bands(process.site)
    activities = {each.pk: each for each in process.activities.all()}
    counted = (
        Contribution.objects.waiting()
        .filter(process=process)
        .values_list("activity", "office")
        .annotate(**{f"band_{number}": Count("pk", filter=within(band)) for number, band in enumerate(bands)})
    )
    rows = [(activity, office, counts) for activity, office, *counts in counted.order_by()]

    def line(name: str, filters: DeskFilters, chosen: list[list[int]]) -> Line:
        counts = [sum(row[number] for row in chosen) for number, _band in enumerate(bands)]
        aged = [replace(filters, edad=band.key).in_address() for band in bands]
        return Line(
            name,
            [Number(*each) for each in zip(counts, aged, bands, strict=True)],
            Number(sum(counts), filters.in_address()),
        )

    offices = sorted({office for _activity, office, _counts in rows}, key=lambda office: (not office, office))
    return Backlog(
        bands=bands,
        total=line(everything, DeskFilters(), [counts for *_names, counts in rows]),
        by_activity=[
            line(
                each.title,
                DeskFilters(actividad=each.slug),
                [counts for activity, _office, counts in rows if activity == each.pk],
            )
            for each in activities.values()
        ],
        by_office=[
            line(
                office or unassigned,
                DeskFilters(oficina=office or NONE),
                [counts for _activity, asked, counts in rows if asked == office],
            )
            for office in offices
        ],
    )
