"""What every page of an activity of opinions tells its template, and the pages that say why nothing can be done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minka.contributions.queries.addresses import trail_of
from minka.processes.access import is_open, today
from minka.processes.models import Activity
from minka.processes.queries.states import state_words

CONFLICT, FORBIDDEN = 409, 403


def place_values(activity: Activity, *, inside: bool = True) -> dict[str, object]:
    """Where the page is, and whether people can take part there today."""
    return {
        "site": activity.process.site,
        "process": activity.process,
        "activity": activity,
        "trail": trail_of(activity, inside=inside),
        "is_open": is_open(activity, today()),
        "state": state_words(activity, today()),
    }


def closed_page(request: HttpRequest, activity: Activity, typed: str = "") -> HttpResponse:
    """The stage is closed: what was typed comes back to be copied, with what can be done now."""
    values = place_values(activity) | {"typed": typed}
    template = "opinions/closed_card.html" if request.htmx else "opinions/closed.html"  # type: ignore[attr-defined]
    return render(request, template, values, status=CONFLICT)


def account_page(request: HttpRequest, activity: Activity, *, status: int = 200) -> HttpResponse:
    """Here only accounts vote: how to get in, and back."""
    return render(request, "opinions/account.html", place_values(activity), status=status)
