"""Mi voz: what one participant said and what became of it; bringing it back by code; leaving a shared phone."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.contributions.access import get_own_contribution
from minka.contributions.actions.voice import withdraw_contribution
from minka.contributions.forms.voice import CodeForm
from minka.contributions.queries.codes import participant_with_code
from minka.contributions.queries.voice import voice_of
from minka.contributions.views.arriving import leave
from minka.people.alarms import note_failed_code
from minka.people.models import Participant
from minka.people.pace import TooFast, address_of, spend
from minka.people.participation import participant_in, participants_in, remember
from minka.web.numbers import number_in
from minka.web.sharing import shared

ACCOUNT = "cuenta"  # the address asks for what the account keeps, not for what the phone holds


@never_cache
@require_safe
@shared
def voice(request: HttpRequest) -> HttpResponse:
    """Everything this reader said; for a browser that knows of nobody, where to write a code."""
    held, own = participant_in(request), participants_in(request)
    start = number_in(request.GET.get("antes", ""))
    values: dict[str, object] = {"code_form": CodeForm(auto_id="codigo_%s"), "held": held}
    if own:
        shown = _shown(request, held, own)
        values |= {"voice": voice_of(shown, before=start), "first_page": start is None, "is_whole": shown == own}
        values["of_account"] = held not in shown
    return render(request, "contributions/voice.html", values)


def _shown(request: HttpRequest, held: Participant | None, own: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The voice that the account keeps, as a whole. What only the phone holds may be another's: it stands by itself."""
    if held is None or (request.user.is_authenticated and held.person_id == request.user.pk):
        return own
    kept = own[1:]
    return kept if kept and request.GET.get("de") == ACCOUNT else (held,)


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Leave a shared phone: this browser forgets who took part, also somebody who had signed in."""
    response = leave(request, redirect("contributions:voice"))
    if request.user.is_authenticated:
        logout(request)
    messages.success(request, _("Listo. Este teléfono ya no guarda nada tuyo. Ya puede participar otra persona."))
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shared
def code(request: HttpRequest) -> HttpResponse:
    """Bring a participant back by a receipt code."""
    if request.method != "POST":
        return render(request, "contributions/code.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    try:
        spend("code-address", address_of(request))
        participant = participant_with_code(form.cleaned_data["code"]) if form.is_valid() else None
    except TooFast as fast:
        minutes = -(-fast.wait // 60)
        response = render(request, "contributions/code.html", {"form": form, "minutes": minutes}, status=429)
        response.headers["Retry-After"] = str(fast.wait)
        return response
    if participant is None:
        if not form.errors:
            note_failed_code()
            form.add_error("code", _("No encontramos este código. Compáralo con tu papel o tu foto, letra por letra."))
        return render(request, "contributions/code.html", {"form": form}, status=422)
    return remember(redirect("contributions:voice"), participant)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a voice back, after a page that says what goes and what stays."""
    contribution = get_own_contribution(request, number)
    if request.method == "POST":
        withdraw_contribution(contribution=contribution, by=contribution.participant)
        messages.success(request, _("Retiraste tu voz. Borramos lo que escribiste."))
        return redirect("contributions:voice")
    return render(request, "contributions/withdraw.html", {"contribution": contribution, "site": contribution.site})
