"""Which rules hold for an entity of a site on a day."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from minka.engine.clocks import Days, Distance, distance_days
from minka.law.models import CalendarDay, DistanceTable, FrontDeskRule
from minka.reference.models import DistanceTerm, LegalRule
from minka.sites.models import Organization, Site

PROVINCE = 4  # digits of its INEI code


def desk_rule(site: Site, organization: Organization | None, day: dt.date) -> FrontDeskRule | None:
    """The newest rule of the front desk in force on a day, the entity's own before the site's; None for the law's."""
    return _first_own(FrontDeskRule.objects.filter(valid_from__lte=day), site, organization)


def distance_table(site: Site, organization: Organization | None, day: dt.date) -> DistanceTable | None:
    """The table of distances in force on a day, the entity's own before the site's."""
    return _first_own(DistanceTable.objects.filter(valid_from__lte=day), site, organization)


def seat_of(site: Site, organization: Organization | None, day: dt.date) -> str:
    """The INEI code of the place where the front desk stands: as its rule says, else the site's own."""
    rule = desk_rule(site, organization, day)
    return (rule.seat_code if rule else "") or site.place_code


def distance_for(site: Site, organization: Organization, place_code: str, day: dt.date) -> Distance | None:
    """The days that living in a place adds: by the entity's table, else by the judiciary's (art. 135.2).

    None when no table says it, which is not zero.
    """
    seat = seat_of(site, organization, day) if place_code else ""
    if len(seat) < PROVINCE:
        return None
    table = distance_table(site, organization, day)
    own = distance_days(rows_of(table), place_code, seat) if table else None
    return own or distance_days(_general(day), place_code, seat)


def lacks_distance(site: Site, organization: Organization, place_code: str, day: dt.date) -> bool:
    """Whether somebody lives in another province and no table says how many days that adds (art. 135)."""
    is_elsewhere = bool(place_code) and place_code[:PROVINCE] != seat_of(site, organization, day)[:PROVINCE]
    return is_elsewhere and distance_for(site, organization, place_code, day) is None


def rows_of(table: DistanceTable) -> list[Distance]:
    """The rows of a table as the clock takes them."""
    return [Distance(place, seat, days, table.norm) for place, seat, days in table.rows]


def days_given(day: dt.date) -> Days:
    """The days that the law in force on a day gives to each act; those of the engine where no row says otherwise."""
    rows = (
        LegalRule.objects.valid_on(day).filter(group=LegalRule.Group.DAYS, value__isnull=False).order_by("valid_from")
    )
    known = Days.__dataclass_fields__
    return Days(**{each.key: each.value for each in rows if each.key in known and each.value is not None})


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


def _first_own[Row: (FrontDeskRule, DistanceTable)](
    rows: QuerySet[Row], site: Site, organization: Organization | None
) -> Row | None:
    found = list(
        rows.filter(Q(organization=None) | Q(organization=organization), site=site, withdrawn_at=None).order_by(
            "-valid_from", "-pk"
        )
    )
    own = next((each for each in found if each.organization_id is not None), None)
    return own or next(iter(found), None)


def _general(day: dt.date) -> list[Distance]:
    rows = DistanceTerm.objects.valid_on(day)
    return [Distance(each.place_inei, each.seat_inei, each.days, each.source) for each in rows]
