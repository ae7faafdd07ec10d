"""The days off of about a year, as the page of the rules shows them: whose, by which norm, and who checked them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from minka.law.models import CalendarDay
from minka.law.queries.days import chain_of
from minka.reference.models import Calendar, Checked, Holiday
from minka.services.models import Service
from minka.sites.models import Site

BEHIND, AHEAD = dt.timedelta(days=60), dt.timedelta(days=400)


@dataclass(frozen=True)
class DayRule:
    """One day that does not count, whoever says so."""

    day: dt.date
    name: str
    kind: str
    norm: str
    checked: str
    is_compensable: bool = False
    published_on: dt.date | None = None
    where: str = ""


def days_of(site: Site, today: dt.date) -> list[DayRule]:
    """The days off of about a year: those of the calendars in use, then those that the site noted, by date."""
    span = (today - BEHIND, today + AHEAD)
    keys = _with_extended(set(Service.objects.filter(site=site).values_list("calendar", flat=True)) or {"peru"})
    shipped = Holiday.objects.filter(calendar__key__in=keys, day__range=span, valid_to=None).select_related("calendar")
    noted = CalendarDay.objects.filter(site__in=chain_of(site), day__range=span, withdrawn_at=None)
    days = [_shipped(each) for each in shipped] + [_noted(each) for each in noted.select_related("organization")]
    return sorted(days, key=lambda each: (each.day, each.name))


def _with_extended(keys: set[str]) -> set[str]:
    extends: Mapping[str, str] = dict(Calendar.objects.values_list("key", "extends"))
    found, left = set[str](), list(keys)
    while left:
        key = left.pop()
        if key and key not in found:
            found.add(key)
            left.append(extends.get(key, ""))
    return found


def _shipped(day: Holiday) -> DayRule:
    checked = Checked.READ if day.is_verified else Checked.UNCHECKED
    return DayRule(
        day.day, day.name, str(day.get_kind_display()), day.source, str(checked.label), where=day.calendar.name
    )


def _noted(day: CalendarDay) -> DayRule:
    where = str(day.organization) if day.organization else str(day.get_scope_display())
    return DayRule(
        day.day,
        day.name,
        str(day.get_kind_display()),
        day.norm,
        str(day.get_checked_display()),
        day.is_compensable,
        day.published_on,
        where,
    )
