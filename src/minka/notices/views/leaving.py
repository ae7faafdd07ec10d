"""What leaves the machine: ending it by a link, seeing what did not leave, and the outbox of the simulator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from minka.notices.actions.silence import stop_messages
from minka.notices.models import Delivery
from minka.notices.queries.deliveries import newest_simulated, outgoing_of
from minka.notices.simulator import is_outbox_open
from minka.notices.stops import stop_of
from minka.sites.access import get_site_for


@csrf_exempt  # a mail program presses the button (RFC 8058); the signed token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End these messages. Looking at the page changes nothing, because mail scanners look too."""
    stop = stop_of(token)
    if stop is not None and request.method == "POST":
        stop_messages(stop=stop)
    values = {
        "known": stop is not None,
        "done": stop is not None and request.method == "POST",
        "channel": Delivery.Channel(stop.channel).label if stop else "",
    }
    return render(request, "notices/unsubscribe.html", values)


@require_safe
def deliveries(request: HttpRequest, site: str) -> HttpResponse:
    """What left this site and what did not, for those who look after it."""
    found = get_site_for(request, site, "see_audit")
    return render(request, "notices/deliveries.html", {"site": found, "outgoing": outgoing_of(found)})


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What the simulator kept. Only where the whole installation is for looking around."""
    if not is_outbox_open():
        raise Http404
    return render(request, "notices/outbox.html", {"sent": newest_simulated()})
