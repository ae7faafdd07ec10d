"""The pages of simulated institutions: they say what they are, and no money moves."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.notices.simulator import is_outbox_open
from minka.services.bridges.simulators import find_order, pay


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def simulated_payment(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a fee is paid in the demonstration."""
    order = find_order(reference) if is_outbox_open() else None
    if order is None:
        raise Http404
    if request.method == "POST":
        pay(reference)
        return redirect(order.facts["come_back"])
    return render(request, "services/simulated_payment.html", {"order": order})
