"""Which cases were counted again because days off changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minka.cases.queries.case_page import moves
from minka.cases.queries.recounts import MOST, recounts_of
from minka.cases.views.staff import inbox_trail
from minka.sites.access import get_site_for


@require_safe
def recounts(request: HttpRequest, site: str) -> HttpResponse:
    """The differences of the last three months, case by case."""
    here = get_site_for(request, site, "handle_case")
    trail = [*inbox_trail(here), (_("Vueltos a contar"), "")]
    values = {
        "site": here,
        "events": [(each, moves(each)) for each in recounts_of(here, timezone.localdate())],
        "most": MOST,
        "trail": trail,
    }
    return render(request, "cases/recounts.html", values)
