"""The days off that a service's cases are counted with, each with its reason."""

from django.db.models import Count, Max

from minka.engine.clocks import Calendar, DayKind, DayOff
from minka.reference.models import Calendar as DaysOff
from minka.reference.models import Holiday
from minka.web.memory import memory

SECONDS = 10
KEPT: dict[tuple[str, str], Calendar] = {}
MOST = 64


def calendar_of(key: str) -> Calendar:
    """The calendar with this key and all that it extends. Each process asks again after some seconds."""
    remembered = f"cases.calendar.{key}"
    stamp: str | None = memory.get(remembered)
    if stamp is None:
        stamp = _stamp()
        memory.set(remembered, stamp, SECONDS)
    found = KEPT.get((key, stamp))
    if found is None:
        if len(KEPT) >= MOST:
            KEPT.clear()
        found = KEPT[key, stamp] = Calendar(_days_off(key))
    return found


def forget_calendars() -> None:
    """Ask the database again, at once: for whoever has just changed a day off."""
    for key in DaysOff.objects.values_list("key", flat=True):
        memory.delete(f"cases.calendar.{key}")


def _stamp() -> str:
    """A value that changes with any day off: rows are only ever replaced, never altered in place."""
    found = Holiday.objects.aggregate(last=Max("pk"), rows=Count("pk"))
    return f"{found['last']}:{found['rows']}"


def _days_off(key: str) -> list[DayOff]:
    """The days off in force, with the kind that the law tells apart."""
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
