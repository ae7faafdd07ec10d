"""The screen of a workshop: how to get in, how many are voting, and the map."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from minka.opinions.access import get_opinions
from minka.opinions.kind import place_of
from minka.opinions.queries.room import may_show_map, room_of
from minka.processes.access import today
from minka.processes.models import Activity
from minka.processes.queries.states import state_words
from minka.sites.access import may

MAP, COUNTS = "mapa", "conteo"


@never_cache
@require_safe
def room(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The whole screen; ``ver`` says what it shows besides the way in. An htmx request gets the live part alone."""
    place = get_opinions(request, site, process, activity)
    is_team = may(request.user, "see_desk", place.process.site)
    can_show = may_show_map(place, today(), is_team=is_team)
    with_map = can_show and request.GET.get("ver", MAP) == MAP
    here = reverse("opinions:room", args=place_of(place))
    address = request.build_absolute_uri(reverse("opinions:activity", args=place_of(place)))
    values = {
        **_around(place),
        "room": room_of(place, today(), with_map=with_map),
        "with_map": with_map,
        "can_show": can_show,
        "here": f"{here}?ver={MAP if with_map else COUNTS}",
        "other": f"{here}?ver={COUNTS if with_map else MAP}",
        "address": address,
        "short": _short(address),
    }
    part = "#live" if request.headers.get("HX-Request") else ""
    return render(request, f"opinions/room.html{part}", values)


def _around(place: Activity) -> dict[str, object]:
    return {
        "site": place.process.site,
        "process": place.process,
        "activity": place,
        "state": state_words(place, today()),
    }


def _short(address: str) -> list[str]:
    """What somebody types who has no camera: without what a browser adds by itself, in pieces a line can end after."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path.rstrip('/')}".split("/")
