"""Where a participant wants to be told: asked for after the receipt, never before; a mail box is proven first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from minka.contributions.actions.contact import PURPOSES, keep_contact, needs_proof
from minka.contributions.forms.voice import ContactForm
from minka.contributions.views.consent import text_for, version_shown
from minka.notices.actions.proving import ask_for_proof
from minka.people.models import Participant
from minka.people.pace import TooFast, address_of, mailbox_of, spend
from minka.people.participation import participant_in


@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Leave, change or take back an e-mail and a mobile number."""
    participant = participant_in(request)
    if participant is None:
        return redirect("contributions:voice")
    form = ContactForm(request.POST or None, initial=_contact_of(participant))
    if request.method != "POST" or not form.is_valid():
        return _page(request, participant, form, status=422 if form.errors else 200)
    proving = needs_proof(participant, form.cleaned_data["email"])
    try:
        if proving:
            _spend(request, participant, form.cleaned_data["email"])
    except TooFast as fast:
        return _page(request, participant, form, status=429, wait=fast.wait)
    versions = {purpose: version_shown(purpose) for purpose in PURPOSES.values()}
    keep_contact(participant=participant, contact=form.cleaned_data, versions=versions)
    messages.success(request, _sent() if proving else _("Guardamos tus cambios."))
    return redirect("contributions:voice-contact" if proving else "contributions:voice")


@require_POST
def contact_again(request: HttpRequest) -> HttpResponse:
    """Send the mail with the link once more."""
    participant = participant_in(request)
    if participant is None or not needs_proof(participant, participant.email):
        return redirect("contributions:voice-contact")
    try:
        _spend(request, participant, participant.email)
    except TooFast as fast:
        form = ContactForm(initial=_contact_of(participant))
        return _page(request, participant, form, status=429, wait=fast.wait)
    ask_for_proof(participant=participant)
    messages.success(request, _sent())
    return redirect("contributions:voice-contact")


def _sent() -> str:
    return _("Te enviamos un correo con un enlace. Ábrelo y toca «Sí, es mi correo».")


def _spend(request: HttpRequest, participant: Participant, email: str) -> None:
    """Count a mail that somebody has sent to an address of which nobody knows yet whose it is."""
    spend("contact", participant.actor_key)
    spend("contact-mailbox", mailbox_of(email))
    spend("contact-address", address_of(request))


def _page(
    request: HttpRequest, participant: Participant, form: ContactForm, *, status: int, wait: int = 0
) -> HttpResponse:
    values = {
        "form": form,
        "texts": [text for purpose in PURPOSES.values() if (text := text_for(purpose))],
        "pending": participant.email if needs_proof(participant, participant.email) else "",
        "minutes": -(-wait // 60),
    }
    response = render(request, "contributions/contact.html", values, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _contact_of(participant: Participant) -> dict[str, str]:
    return {"email": participant.email, "phone": participant.phone.removeprefix("+51")}
