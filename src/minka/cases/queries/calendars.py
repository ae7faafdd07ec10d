"""The days off that a service's cases are counted with, each with its reason and its norm."""

from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from minka.engine.clocks import Calendar, DayKind, DayOff
from minka.law.models import CalendarDay
from minka.law.queries.days import calendar_days, in_force
from minka.law.queries.rules import seat_of
from minka.reference.models import Calendar as DaysOff
from minka.reference.models import Holiday
from minka.services.models import Service
from minka.web.memory import memory

type Whose = tuple[str, int, int]

SECONDS = 10
STAMP = "cases.calendar"
KEPT: dict[tuple[Whose, str], Calendar] = {}
MOST = 256
STAMP_SQL = """
select (select (max(id), count(*)) from reference_holiday),
       (select (max(id), count(*), max(withdrawn_at)) from law_calendarday),
       (select (max(id), max(withdrawn_at)) from law_frontdeskrule)
"""


def whose(service: Service) -> Whose:
    """What makes two services have the same days off: the calendar, the site and the entity."""
    return service.calendar, service.site_id, service.organization_id


def calendar_of(service: Service) -> Calendar:
    """The days off of a service: of its calendar, and those its site, and the sites above, noted.

    Each process asks again after some seconds.
    """
    stamp: str | None = memory.get(STAMP)
    if stamp is None:
        stamp = _stamp()
        memory.set(STAMP, stamp, SECONDS)
    key = whose(service), stamp
    found = KEPT.get(key)
    if found is None:
        if len(KEPT) >= MOST:
            KEPT.clear()
        found = KEPT[key] = calendar_with(service, in_force(noted_days(service)))
    return found


def calendar_with(service: Service, noted: Sequence[CalendarDay]) -> Calendar:
    """The calendar of a service with exactly these days that its site noted."""
    own = [DayOff(each.day, DayKind(each.kind), each.name, each.norm) for each in noted]
    return Calendar([*_shipped(service.calendar), *own])


def noted_days(service: Service) -> Sequence[CalendarDay]:
    """The days that a site noted for a service's entity, withdrawn ones as well."""
    seat = seat_of(service.site, service.organization, timezone.localdate())
    return calendar_days(service.site, service.organization, seat)


def forget_calendars() -> None:
    """Ask the database again, at once: for whoever has just changed a day off."""
    memory.delete(STAMP)


def _stamp() -> str:
    """A value that changes with any day off: rows are added, replaced and withdrawn, never altered in place."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP_SQL)
        return f"{cursor.fetchone()}:{timezone.localdate()}"


def _shipped(key: str) -> list[DayOff]:
    """The days off of a calendar and of those it extends, with the kind that the law tells apart."""
    calendars = {each.key: each for each in DaysOff.objects.all()}
    chain: list[DaysOff] = []
    here = calendars.get(key)
    while here is not None and here not in chain:
        chain.append(here)
        here = calendars.get(here.extends)
    rows = Holiday.objects.filter(calendar__in=chain, valid_to__isnull=True).select_related("calendar")
    return [DayOff(each.day, _kind(each), each.name, each.source) for each in rows]


def _kind(day: Holiday) -> DayKind:
    if day.kind == Holiday.Kind.PUBLIC_SECTOR_DAY_OFF:
        return DayKind.DECREED
    return DayKind.REGIONAL if day.calendar.place_id else DayKind.NATIONAL
