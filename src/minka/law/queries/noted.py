"""What a site noted, for its pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minka.law.models import CalendarDay, DistanceTable, FrontDeskRule
from minka.reference.models import Place
from minka.sites.models import Site


@dataclass(frozen=True)
class NotedRules:
    """The rules of a site, newest first; days by their date."""

    desks: Sequence[FrontDeskRule]
    days: Sequence[CalendarDay]
    tables: Sequence[DistanceTable]


def noted_of(site: Site) -> NotedRules:
    """All that a site noted itself, withdrawn rules as well."""
    return NotedRules(
        list(FrontDeskRule.objects.filter(site=site).select_related("organization")),
        list(CalendarDay.objects.filter(site=site).select_related("organization").order_by("-day", "-pk")),
        list(DistanceTable.objects.filter(site=site).select_related("organization")),
    )


def named_rows(rows: Iterable[Sequence[object]]) -> list[tuple[str, str, object]]:
    """The rows of a table of distances with the names of their places; a code without a place stays a code."""
    told = list(rows)
    codes = {str(code) for row in told for code in row[:2]}
    places = Place.objects.valid_on().filter(inei_code__in=codes)
    names = {each.inei_code: f"{each.name} ({each.get_level_display()})" for each in places}
    return [(names.get(str(place), str(place)), names.get(str(seat), str(seat)), days) for place, seat, days in told]
