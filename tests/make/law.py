"""Rules of a site, each with its norm, as its people would have noted them."""

import datetime as dt

from minka.cases.queries.calendars import forget_calendars
from minka.law.models import CalendarDay, DistanceTable, FrontDeskRule
from minka.sites.models import Site

LONG_AGO = dt.date(2020, 1, 1)


def make_desk(site: Site, closes_at: dt.time | None = dt.time(18), **fields: object) -> FrontDeskRule:
    given = {"valid_from": LONG_AGO, "norm": "Directiva de prueba 2", **fields}
    return FrontDeskRule.objects.create(site=site, closes_at=closes_at, **given)


def make_day(site: Site, day: dt.date, **fields: object) -> CalendarDay:
    """A decreed day in the whole country, published long before, and in use at once."""
    given = {
        "kind": "decreed", "scope": "national", "name": "Puente de prueba", "norm": "DS 001-2026-PRUEBA",
        "published_on": LONG_AGO, **fields,
    }  # fmt: skip
    made = CalendarDay.objects.create(site=site, day=day, **given)
    forget_calendars()
    return made


def make_table(site: Site, rows: list[list[object]], **fields: object) -> DistanceTable:
    given = {"valid_from": LONG_AGO, "norm": "Ordenanza de prueba 1", **fields}
    return DistanceTable.objects.create(site=site, rows=rows, **given)
