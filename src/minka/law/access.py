"""The door to one rule of a site."""

from django.http import Http404

from minka.law.actions import Rule
from minka.law.models import CalendarDay, DistanceTable, FrontDeskRule
from minka.sites.models import Site

KINDS: dict[str, type[Rule]] = {"mesa": FrontDeskRule, "dia": CalendarDay, "distancias": DistanceTable}


def get_rule(site: Site, kind: str, number: int) -> Rule:
    """A rule that the site itself noted, or 404. The site comes from a door that asked for the right."""
    model = KINDS.get(kind)
    found = model._default_manager.filter(site=site, pk=number).first() if model else None
    if found is None:
        raise Http404
    return found


def get_table(site: Site, number: int) -> DistanceTable:
    """A table of distances of the site, or 404."""
    found = DistanceTable.objects.filter(site=site, pk=number).first()
    if found is None:
        raise Http404
    return found
