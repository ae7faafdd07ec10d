"""What a voter has here: the list of their votes, the code that brings them back, their district, the way out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from minka.contributions.queries.receipt import sms_text
from minka.opinions.access import get_opinions, rules_of, voter_of, voting_participant
from minka.opinions.actions.place import say_place
from minka.opinions.actions.withdraw import withdraw_votes
from minka.opinions.forms.voting import VoterPlaceForm
from minka.opinions.kind import place_of
from minka.opinions.models import OpinionMap, Voter
from minka.opinions.queries.votes import votes_of
from minka.opinions.views.places import place_values
from minka.processes.models import Activity
from minka.reference.models import Coding
from minka.reference.queries import find_place

UNPROCESSABLE = 422
SMS_WORDS, SMS_LOOK = gettext_lazy("Minka: guardamos tus votos."), gettext_lazy("Vuelve a ellos en")


@never_cache
@require_safe
def votes(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Everything this voter said, the last word first, each with the way to change it."""
    place = get_opinions(request, site, process, activity)
    voter = voter_of(place, voting_participant(request, place))
    page = request.GET.get("pagina", "")
    values = place_values(place) | {"voter": voter, "rules": rules_of(place)}
    values["votes"] = votes_of(voter, page=page) if voter else None
    return render(request, "opinions/votes.html", values)


@never_cache
@require_safe
def code(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """The code large, its QR, and other ways to take it home."""
    place, voter = _own(request, site, process, activity)
    address = request.build_absolute_uri(reverse("contributions:code"))
    values = place_values(place) | {
        "voter": voter,
        "qr": f"{address}#{voter.code}",
        "code_address": address,
        "sms": sms_text(voter.code, address, words=SMS_WORDS, look=SMS_LOOK),
    }
    return render(request, "opinions/code.html", values)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Ask for the district once; leaving it empty forgets it."""
    here, voter = _own(request, site, process, activity)
    form = VoterPlaceForm(here, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["place"]
        say_place(voter=voter, place_code=found.inei_code if found else "", by=voter.participant)
        messages.success(request, _("Gracias. Guardamos tu distrito.") if found else _("Listo. No guardamos distrito."))
        return redirect("opinions:vote", *place_of(here))
    said = find_place(code=voter.place_code, coding=Coding.INEI)
    values = place_values(here) | {"form": form, "said": said}
    return render(request, "opinions/place.html", values, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Take all votes back, after a page that says what goes and what stays."""
    here, voter = _own(request, site, process, activity)
    if request.method == "POST":
        withdraw_votes(voter=voter, by=voter.participant)
        messages.success(request, _("Retiraste tus votos. Los borramos."))
        return redirect("opinions:activity", *place_of(here))
    values = place_values(here) | {
        "votes": votes_of(voter),
        "was_published": OpinionMap.objects.filter(activity=here, published_at__isnull=False).exists(),
    }
    return render(request, "opinions/withdraw.html", values)


def _own(request: HttpRequest, site: str, process: str, activity: str) -> tuple[Activity, Voter]:
    """The activity and the voter of this browser, or 404: there is nothing here for anybody else."""
    here = get_opinions(request, site, process, activity)
    voter = voter_of(here, voting_participant(request, here))
    if voter is None:
        raise Http404
    voter.activity = here
    return here, voter
