"""Pages of a person's account, and of what is held about a person or a participant."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minka.people.access import acting_person
from minka.people.actions import StillNeeded, erase_participant, erase_person, withdraw_consent
from minka.people.forms import ConsentForm, ErasureForm, NameForm
from minka.people.models import Participant
from minka.people.participation import forget, participant_in
from minka.people.personal_data import held_about, what_stays
from minka.people.queries import consents_in_force, everything_as_json


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The person's own account: name, ways of signing in, data."""
    form = NameForm(request.POST or None, instance=acting_person(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Guardamos tu nombre."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "people/data.html", {"held": held_about(acting_person(request))})


@login_required
@never_cache
@require_safe
def data_download(request: HttpRequest) -> HttpResponse:
    return _attachment(everything_as_json(acting_person(request)))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def data_erase(request: HttpRequest) -> HttpResponse:
    """Close the account for good."""
    form, person = ErasureForm(request.POST or None), acting_person(request)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(person=person, with_texts=form.with_texts, by=person)
        except StillNeeded as needed:
            form.add_error(None, str(needed))
        else:
            logout(request)
            messages.success(request, _("Tu cuenta y tus datos ya no están."))
            return forget(redirect("/"))
    values = {"form": form, "stays": what_stays(person)}
    return render(request, "people/data_erase.html", values, status=422 if form.errors else 200)


@never_cache
@require_safe
def voice_data(request: HttpRequest) -> HttpResponse:
    """What is held about whoever takes part from this phone."""
    participant = participant_in(request)
    held = held_about(participant) if participant else []
    consents = consents_in_force(participant) if participant else []
    return render(request, "people/voice_data.html", {"held": held, "consents": consents})


@never_cache
@require_safe
def voice_data_download(request: HttpRequest) -> HttpResponse:
    return _attachment(everything_as_json(_participant(request)))


@never_cache
@require_http_methods(["GET", "POST"])
def voice_data_erase(request: HttpRequest) -> HttpResponse:
    """Leave for good: every phone loses its hold, this one at once."""
    participant = _participant(request)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase_participant(participant=participant, with_texts=form.with_texts, by=participant)
        messages.success(request, _("Tus datos ya no están."))
        return forget(redirect("/"))
    values = {"form": form, "stays": what_stays(participant)}
    return render(request, "people/voice_data_erase.html", values, status=422 if form.errors else 200)


@require_POST
def consent_withdraw(request: HttpRequest) -> HttpResponse:
    """End one permission. The one without which no voice can be kept leads to erasing."""
    participant = _participant(request)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        raise Http404
    if form.cleaned_data["purpose"] == "participate":
        return redirect("people:voice-data-erase")
    withdraw_consent(participant=participant, purpose=form.cleaned_data["purpose"], by=participant)
    messages.success(request, _("Retiraste ese permiso. Lo que solo él permitía ya no se guarda."))
    return redirect("people:voice-data")


def _participant(request: HttpRequest) -> Participant:
    """The participant this phone holds, or 404: there is nothing here for anybody else."""
    participant = participant_in(request)
    if participant is None:
        raise Http404
    return participant


def _attachment(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="mis-datos.json"'
    return response
