"""The inbox of a site: open cases by legal risk."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.cases.forms.inbox import BULK_ACTS, InboxForm
from minka.cases.queries.inbox import LATE, MINE, NOBODY, SOON, STOPPED, InboxFilters, inbox_page
from minka.cases.queries.workload import coming_week, groups, workload
from minka.cases.views.staff import inbox_trail
from minka.contributions.views.staff import person_of
from minka.sites.access import get_site_for


@require_safe
def inbox(request: HttpRequest, site: str) -> HttpResponse:
    """What is late first, then by due day and by the chance to miss it."""
    place = get_site_for(request, site, "handle_case")
    by, today = person_of(request), timezone.localdate()
    filters = InboxFilters.read(request.GET)
    counts = workload(place, by, today)
    values = {
        "site": place,
        "trail": inbox_trail(place),
        "filters": filters,
        "form": InboxForm(filters, place),
        "page": inbox_page(place, filters, by, today, request.GET.get("desde", "")),
        "is_first": not request.GET.get("desde"),
        "counts": counts,
        "tallies": _tallies(filters, counts.by_filter, counts.total),
        "week": coming_week(place, today),
        "groups": groups(place),
        "address": urlencode(filters.chosen),
        "acts": BULK_ACTS,
    }
    return render(request, "cases/inbox.html", values)


def _tallies(filters: InboxFilters, counts: dict[str, int], total: int) -> list[tuple[str, int, str, bool, bool]]:
    """The counts above the list, each a filter: words, count, address, whether it is on, whether it warns."""
    names = (
        (_("fuera de plazo"), "plazo", LATE),
        (_("vencen en siete días"), "plazo", SOON),
        (_("con plazo detenido"), "plazo", STOPPED),
        (_("a tu cargo"), "quien", MINE),
        (_("sin encargar"), "quien", NOBODY),
    )
    found = [
        (name, counts[word], f"?{field}={word}", getattr(filters, field) == word, word == LATE and counts[word] > 0)
        for name, field, word in names
    ]
    return [(_("abiertos"), total, "?", not filters.chosen, False), *found]
