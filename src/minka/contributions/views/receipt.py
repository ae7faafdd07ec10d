"""The receipt: shown right after a voice is received, and whenever its author asks for it again."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from minka.contributions.access import get_own_contribution
from minka.contributions.actions.submission import Submitted
from minka.contributions.models import Contribution
from minka.contributions.queries.addresses import trail_of
from minka.contributions.queries.receipt import receipt_page
from minka.contributions.views.arriving import has_left, take_up
from minka.records.actions import LogDoubted, LogHalted, sequence_records
from minka.records.actions.sequencing import KeyChanged
from minka.records.queries import receipt_of

FRESH = dt.timedelta(minutes=10)  # an older receipt leaves alone what is being written now


def received(request: HttpRequest, submitted: Submitted) -> HttpResponse:
    """Answer a form that handed in a voice: lead to its receipt, and let this browser hold its author."""
    participant = submitted.contribution.participant
    if has_left(request, participant):
        messages.info(request, _("Esta voz ya la recibimos. Para verla, escribe su código."))
        return redirect("contributions:code")
    return take_up(request, redirect("contributions:receipt", submitted.contribution.pk), participant)


@never_cache
@require_safe
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """The code large, its QR, what to do with it and what happens next."""
    contribution = get_own_contribution(request, number)
    address = request.build_absolute_uri(reverse("contributions:code"))
    values = {
        "site": contribution.site,
        "process": contribution.process,
        "activity": contribution.activity,
        "contribution": contribution,
        "trail": trail_of(contribution.activity, inside=True),
        "receipt": receipt_page(contribution, address),
        "code_address": address,
        "voice_url": reverse("contributions:voice"),
        "draft": draft_of(contribution),
        "is_fresh": timezone.now() - contribution.received_at < FRESH,
    }
    return render(request, "contributions/receipt.html", values)


def _placed_now(contribution: Contribution) -> dict[str, object] | None:
    """Ask for the voice's place in the log at once, for somebody who comes before the sequencer did."""
    try:
        sequence_records()
    except (LogDoubted, LogHalted, KeyChanged, OSError):  # or the disk is full; the voice itself is safe
        return None
    return receipt_of(contribution)


def draft_of(contribution: Contribution) -> str:
    """The name under which the phone kept what was being written, and may now forget it."""
    if contribution.parent_id is not None:
        return f"comment-{contribution.parent_id}"
    return f"{contribution.kind}-{contribution.activity_id}"


@never_cache
@require_safe
def receipt_file(request: HttpRequest, number: int) -> HttpResponse:
    """receipt.json, with the proof that the voice is in the public log."""
    contribution = get_own_contribution(request, number)
    content = receipt_of(contribution) or _placed_now(contribution)
    if content is None:
        messages.info(
            request, _("El registro público está en revisión. Tu voz está guardada: vuelve a probar más tarde.")
        )
        return redirect("contributions:receipt", number)
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="recibo.json"'
    return response
