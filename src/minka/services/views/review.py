"""Checking everything, filing it, and the receipt."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from minka.people.pace import TooFast, spend
from minka.services.access import get_filed
from minka.services.actions.filing import CHECK, NotComplete, NotConfirmed, file_application
from minka.services.actions.steps import Kind, Note, note_steps
from minka.services.forms.filing import FilingForm
from minka.services.handling import handling
from minka.services.queries.filling import Filling, filling_of
from minka.services.queries.receipt import filed_receipt
from minka.services.queries.review import often_corrected, review_of
from minka.services.views.helping import proof_for
from minka.services.views.here import (
    CONFLICT,
    TOO_MANY,
    UNPROCESSABLE,
    all_seen_now,
    filling_page,
    is_behind,
    place_values,
)
from minka.services.views.waiting import kept


@filling_page
def check(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Everything that will be sent, with the way to change it; a POST files it, as it was shown and not otherwise."""
    if not filling.journey.complete:
        messages.info(request, _("Falta responder esta página antes de enviar."))
        return redirect(filling.next_address())
    proof = proof_for(request, filling.application)
    if request.method == "POST" and is_behind(request, filling):
        return _check_page(request, filling, FilingForm(proof=proof), status=CONFLICT, changed=True)
    if request.method == "POST":
        return _file(request, filling, FilingForm(request.POST, proof=proof))
    note_steps(application=filling.application, page=CHECK, notes=[Note(Kind.SERVED)])
    return _check_page(request, filling, FilingForm(proof=proof))


@gzip_page
@never_cache
@require_safe
def filed(request: HttpRequest, site: str, service: str, number: int) -> HttpResponse:
    """The receipt, shown only for what the server has: the code, its QR, what happens next."""
    filling = filling_of(get_filed(request, site, service, number))
    address = request.build_absolute_uri(reverse("contributions:code"))
    values = place_values(filling) | {
        "receipt": filed_receipt(filling, address),
        "code_address": address,
        "case_url": handling().page(filling.application),
        "paper_url": handling().paper(filling.application),
        "counted_later": handling().counted_later(filling.application),
    }
    return render(request, "services/filed.html", values)


def _file(request: HttpRequest, filling: Filling, form: FilingForm) -> HttpResponse:
    application = filling.application
    if not form.is_valid():
        return _check_page(request, filling, form, status=UNPROCESSABLE)
    try:
        spend("contribute", application.participant.actor_key)
        done = file_application(
            application=application,
            filing_key=form.cleaned_data["filing_key"],
            by=application.participant,
            context=filling.context,
            confirmed_how=form.confirmed_how,
        )
    except TooFast as fast:
        return _check_page(request, filling, form, status=TOO_MANY, wait=fast.wait)
    except (NotComplete, NotConfirmed):
        messages.info(request, _("Algo cambió en otro teléfono. Revisa esta página antes de enviar."))
        return redirect(filling.next_address())
    return kept(request, filling, filling.address("filed", done.application.pk), filed=True)


def _check_page(
    request: HttpRequest,
    filling: Filling,
    form: FilingForm,
    *,
    status: int = 200,
    wait: int = 0,
    changed: bool = False,
) -> HttpResponse:
    values = place_values(filling) | {
        "parts": review_of(filling),
        "often": often_corrected(filling),
        "form": form,
        "seen": all_seen_now(filling),
        "changed": changed,
        "minutes": -(-wait // 60),
        "back_url": filling.address_of(filling.journey.pages[-1]),
        "procedure": filling.definition.procedure,
    }
    response = render(request, "services/check.html", values, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
