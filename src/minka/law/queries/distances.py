"""The distance term of a person: what the table of the entity, or of the judiciary, adds for where they live."""

import datetime as dt

from minka.engine.clocks import Distance, distance_days
from minka.law.models import DistanceTable
from minka.law.queries.rules import first_own, seat_of
from minka.reference.models import DistanceTerm
from minka.sites.models import Organization, Site

PROVINCE = 4  # digits of its INEI code


def distance_table(site: Site, organization: Organization | None, day: dt.date) -> DistanceTable | None:
    """The table of distances in force on a day, the entity's own before the site's."""
    return first_own(DistanceTable.objects.filter(valid_from__lte=day), site, organization)


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


def _general(day: dt.date) -> list[Distance]:
    rows = DistanceTerm.objects.valid_on(day)
    return [Distance(each.place_inei, each.seat_inei, each.days, each.source) for each in rows]
