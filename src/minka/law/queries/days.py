"""The days that a site, and those above it, noted for an entity."""

import datetime as dt
from collections.abc import Iterable, Sequence

from minka.law.models import CalendarDay
from minka.sites.models import Organization, Site


def calendar_days(site: Site, organization: Organization | None, seat: str) -> Sequence[CalendarDay]:
    """The days that hold for an entity: those its site and the sites above noted, withdrawn ones as well."""
    sites = chain_of(site)
    rows = CalendarDay.objects.filter(site__in=sites).order_by("day", "pk")
    return [each for each in rows if _holds(each, site, organization, seat)]


def in_force(days: Iterable[CalendarDay], at: dt.datetime | None = None) -> list[CalendarDay]:
    """Those in force now, or those that were known at a moment."""
    if at is None:
        return [each for each in days if each.withdrawn_at is None]
    return [each for each in days if each.added_at <= at and (each.withdrawn_at is None or each.withdrawn_at > at)]


def chain_of(site: Site) -> list[Site]:
    """The site and those above it."""
    chain: list[Site] = []
    here: Site | None = site
    while here is not None and here not in chain:
        chain.append(here)
        here = here.parent
    return chain


def _holds(day: CalendarDay, site: Site, organization: Organization | None, seat: str) -> bool:
    if day.scope == CalendarDay.Scope.ENTITY:
        return day.site_id == site.pk and day.organization_id in {None, organization.pk if organization else None}
    return day.scope == CalendarDay.Scope.NATIONAL or (seat or site.place_code).startswith(day.place_code)
