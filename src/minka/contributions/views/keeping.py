"""Keeping in an account what was said from a phone, only when its owner asks for it, and taking it out again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from minka.contributions.queries.keeping import said_by
from minka.notices.access import get_person
from minka.people.actions import KeptElsewhere, keep_in_account, take_out_of_account
from minka.people.models import Participant
from minka.people.participation import kept_by, participant_in, participants_in


@never_cache
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What this phone holds and the account does not, with the question whose it is; and what the account keeps."""
    person = get_person(request)
    held = participant_in(request)
    offered = held if held is not None and held.person_id is None else None
    values = {
        "offered": said_by([offered])[0] if offered else None,
        "elsewhere": held is not None and held.person_id not in {None, person.pk},
        "kept": said_by(kept_by(person)),
        "held": held,
    }
    return render(request, "contributions/kept.html", values)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what the page showed. When the phone has changed hands since, nothing is kept."""
    person = get_person(request)
    held = participant_in(request)
    if held is None or str(held.key) != request.POST.get("who", ""):
        messages.warning(
            request, _("No guardamos nada: este teléfono ya no tiene los aportes que viste. Míralo otra vez.")
        )
        return redirect("contributions:voice-kept")
    try:
        keep_in_account(participant=held, by=person)
    except KeptElsewhere:
        messages.warning(request, _("No los guardamos: ya están en otra cuenta."))
    else:
        messages.success(request, _("Guardamos en tu cuenta lo que dijiste desde este teléfono."))
    return redirect("contributions:voice-kept")


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Take what a participant said out of the account that keeps it: by its owner, or by the phone that holds it."""
    participant = _own(request, request.POST.get("who", ""))
    by_account = request.user.is_authenticated and participant in kept_by(get_person(request))
    if take_out_of_account(participant=participant, by=get_person(request) if by_account else participant):
        messages.success(request, _("Los sacamos de la cuenta. Sus códigos siguen sirviendo."))
    return redirect("contributions:voice-kept" if by_account else "contributions:voice")


def _own(request: HttpRequest, key: str) -> Participant:
    """The participant with this key, among those that the reader may call their own; or 404."""
    found = next((each for each in participants_in(request) if str(each.key) == key), None)
    if found is None:
        raise Http404
    return found
