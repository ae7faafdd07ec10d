"""Which rules hold for an entity of a site on a day."""

import datetime as dt

from django.db.models import Q, QuerySet

from minka.engine.clocks import Days
from minka.law.models import DistanceTable, FrontDeskRule
from minka.reference.models import LegalRule
from minka.sites.models import Organization, Site


def desk_rule(site: Site, organization: Organization | None, day: dt.date) -> FrontDeskRule | None:
    """The newest rule of the front desk in force on a day, the entity's own before the site's; None for the law's."""
    return first_own(FrontDeskRule.objects.filter(valid_from__lte=day), site, organization)


def seat_of(site: Site, organization: Organization | None, day: dt.date) -> str:
    """The INEI code of the place where the front desk stands: as its rule says, else the site's own."""
    rule = desk_rule(site, organization, day)
    return (rule.seat_code if rule else "") or site.place_code


def days_given(day: dt.date) -> Days:
    """The days that the law in force on a day gives to each act; those of the engine where no row says otherwise."""
    rows = (
        LegalRule.objects.valid_on(day).filter(group=LegalRule.Group.DAYS, value__isnull=False).order_by("valid_from")
    )
    known = Days.__dataclass_fields__
    return Days(**{each.key: each.value for each in rows if each.key in known and each.value is not None})


def first_own[Row: (FrontDeskRule, DistanceTable)](
    rows: QuerySet[Row], site: Site, organization: Organization | None
) -> Row | None:
    found = list(
        rows.filter(Q(organization=None) | Q(organization=organization), site=site, withdrawn_at=None).order_by(
            "-valid_from", "-pk"
        )
    )
    own = next((each for each in found if each.organization_id is not None), None)
    return own or next(iter(found), None)
