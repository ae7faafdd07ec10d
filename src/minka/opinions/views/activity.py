"""The first page of an activity of opinions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.contributions.queries.addresses import trail_of
from minka.opinions.access import get_opinions
from minka.opinions.queries.counts import counts_of
from minka.processes.access import is_open, today
from minka.processes.queries.states import state_words
from minka.web.sharing import shared


@require_safe
@shared
def activity(request: HttpRequest, site: str, process: str, activity: str, number: int | None = None) -> HttpResponse:
    """What is asked, how it works, and the one button."""
    place = get_opinions(request, site, process, activity)
    values = {
        "site": place.process.site,
        "process": place.process,
        "activity": place,
        "trail": trail_of(place),
        "counts": counts_of(place),
        "is_open": is_open(place, today()),
        "state": state_words(place, today()),
        "number": number,
    }
    return render(request, "opinions/activity.html", values)
