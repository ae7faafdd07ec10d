"""Stopping for today: the code that brings it back, or letting it go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from minka.services.actions.filling import DAYS_KEPT, discard
from minka.services.queries.filling import Filling
from minka.services.queries.receipt import unfiled_code
from minka.services.views.here import filling_page, place_values


@filling_page
def saved(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The code with which to go on, and the plain words that nothing was sent."""
    address = request.build_absolute_uri(reverse("contributions:code"))
    values = place_values(filling) | {
        "taken": unfiled_code(filling, address),
        "code_address": address,
        "next_url": filling.next_address(),
        "days_kept": DAYS_KEPT,
    }
    return render(request, "services/saved.html", values)


@filling_page
def drop(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Destroy what was filled in, after a page that says what goes."""
    if request.method != "POST":
        return render(request, "services/drop.html", place_values(filling) | {"back_url": filling.next_address()})
    discard(application=filling.application, by=filling.application.participant)
    messages.success(request, _("Borramos lo que llenaste y sus archivos. No se envió nada."))
    return redirect("services:service", *filling.place)
