"""Leaving voters out of the map and letting them back in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.actions.voters import CannotReturn, exclude_voter, include_voter
from minka.opinions.forms.team import ExclusionForm, VoterForm
from minka.opinions.queries.voters import VoterView, excluded_voters, find_voter, get_voter
from minka.opinions.views.team import around
from minka.processes.models import Activity

UNPROCESSABLE = 422


@require_POST
def find(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Look a voter up. By POST, because a code is a key and does not belong in an address."""
    place = get_opinions_for(request, site, process, activity, "edit_process")
    form = VoterForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, status=UNPROCESSABLE)
    found = find_voter(place, form.cleaned_data["quien"])
    if found is None:
        form.add_error("quien", _("Nadie votó aquí con ese número o código. Compáralo otra vez."))
        return _page(request, place, form, status=UNPROCESSABLE)
    return _page(request, place, form, found)


@require_safe
def voters(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Who is not counted and why, and the way to look somebody up."""
    place = get_opinions_for(request, site, process, activity, "edit_process")
    return _page(request, place, VoterForm())


@require_POST
def exclude(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """Leave one voter out of every map from now on, for a reason."""
    place = get_opinions_for(request, site, process, activity, "edit_process")
    voter = get_voter(place, number)
    form = ExclusionForm(request.POST)
    if not form.is_valid():
        return _page(request, place, VoterForm(), find_voter(place, number), form, status=UNPROCESSABLE)
    exclude_voter(voter=voter, reason=form.cleaned_data["reason"], by=person_of(request))
    messages.success(request, _("El votante %(number)s no se cuenta desde el próximo mapa.") % {"number": number})
    return redirect("opinions:team-voters", site, process, activity)


@require_POST
def include(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """Count somebody's votes again."""
    place = get_opinions_for(request, site, process, activity, "edit_process")
    try:
        include_voter(voter=get_voter(place, number), by=person_of(request))
    except CannotReturn:
        messages.warning(request, _("Esa persona pidió borrar sus votos: no hay nada que volver a contar."))
    else:
        messages.success(request, _("El votante %(number)s se cuenta otra vez.") % {"number": number})
    return redirect("opinions:team-voters", site, process, activity)


def _page(
    request: HttpRequest,
    activity: Activity,
    form: VoterForm,
    found: VoterView | None = None,
    why: ExclusionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    values = {
        **around(request, activity, "team-voters", _("Votantes")),
        "form": form,
        "found": found,
        "why": why or ExclusionForm(),
        "excluded": excluded_voters(activity),
    }
    return render(request, "opinions/team_voters.html", values, status=status)
