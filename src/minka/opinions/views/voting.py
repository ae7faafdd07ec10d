"""Voting: one statement, three buttons, and the next one. Works as one form without scripts; htmx swaps the card."""

import secrets
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.contributions.actions.newcomer import newcomer_key
from minka.contributions.actions.submission import PhaseClosed
from minka.contributions.views.arriving import has_left, take_up
from minka.contributions.views.consent import Purpose, agreement_shown, text_for
from minka.opinions.access import get_opinions, rules_of, voter_of, voting_participant
from minka.opinions.actions.join import participant_with_account
from minka.opinions.actions.vote import Cast, StatementGone, cast_vote
from minka.opinions.forms.voting import VoteForm, numbers_in
from minka.opinions.kind import place_of
from minka.opinions.models import Voter
from minka.opinions.queries.hints import hint_after
from minka.opinions.queries.voting import Turn, answers_of, turn_of
from minka.opinions.views.places import FORBIDDEN, account_page, closed_page, place_values
from minka.people.models import Participant, Person
from minka.people.pace import TooFast, address_of, spend
from minka.processes.access import is_open, today
from minka.processes.models import Activity
from minka.web.keys import new_key
from minka.web.sharing import shared

UNPROCESSABLE, CONFLICT, TOO_MANY = 422, 409, 429
LIST = "mis-votos"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shared
def vote(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Show the next statement, or the one that is asked for; keep what is said of it."""
    place = get_opinions(request, site, process, activity)
    if rules_of(place).needs_account and not isinstance(request.user, Person):
        return account_page(request, place, status=FORBIDDEN if request.method == "POST" else 200)
    participant = voting_participant(request, place)
    if request.method == "POST":
        return _keep(request, place, participant)
    if not is_open(place, today()):
        return closed_page(request, place)
    wanted = numbers_in(request.GET.get("afirmacion", ""))
    return _page(request, place, participant, wanted=wanted[0] if wanted else None)


def _keep(request: HttpRequest, place: Activity, participant: Participant | None) -> HttpResponse:
    needs_key = participant is None and not rules_of(place).needs_account
    form = VoteForm(request.POST, needs_key=needs_key)
    wanted = numbers_in(request.POST.get("afirmacion", ""))
    number = wanted[0] if wanted else None
    if not form.is_valid():
        words = _("No entendimos tu respuesta. Toca otra vez uno de los tres botones.")
        return _page(request, place, participant, wanted=number, problem=words, status=UNPROCESSABLE)
    key = form.cleaned_data.get("idempotency_key", "")
    if needs_key and has_left(request, Participant(key=newcomer_key(key))):
        words = _("En este teléfono terminó la participación anterior. Si votas ahora, empiezas de nuevo.")
        return _page(request, place, None, wanted=number, problem=words, status=CONFLICT)
    try:
        cast = _cast(request, place, participant, form)
    except PhaseClosed:
        return closed_page(request, place)
    except StatementGone:
        words = _("Esa afirmación ya no se puede votar: la retiraron o la unieron a otra. Sigue con esta.")
        return _page(request, place, participant, problem=words, status=CONFLICT)
    except TooFast as fast:
        words = _("Vas muy rápido. Espera un momento y vuelve a tocar tu respuesta: todavía no la guardamos.")
        response = _page(request, place, participant, wanted=number, problem=words, status=TOO_MANY)
        response.headers["Retry-After"] = str(fast.wait)
        return response
    return take_up(request, _answer(request, place, cast, form), cast.participant)


def _cast(request: HttpRequest, place: Activity, participant: Participant | None, form: VoteForm) -> Cast:
    _keep_pace(request, participant)
    if participant is None and isinstance(request.user, Person) and rules_of(place).needs_account:
        participant = participant_with_account(by=request.user)
    return cast_vote(
        activity=place,
        number=form.cleaned_data["afirmacion"],
        value=form.cleaned_data["value"],
        by=participant,
        idempotency_key=form.cleaned_data.get("idempotency_key", ""),
        # The page with a key shows the text.
        agreed=agreement_shown(Purpose.VOTE) if "idempotency_key" in request.POST else (),
        language=get_language() or "es",
    )


def _keep_pace(request: HttpRequest, participant: Participant | None) -> None:
    """Count one press. A room that votes behind one address has space, hundreds of newcomers from it have less."""
    if participant is not None:
        spend("vote", participant.actor_key)
    else:
        spend("join-address", address_of(request))
    spend("vote-address", address_of(request))


def _answer(request: HttpRequest, place: Activity, cast: Cast, form: VoteForm) -> HttpResponse:
    """The next statement: in its card for htmx, or at an address of its own."""
    if form.cleaned_data["volver"] == LIST:
        messages.success(request, _("Cambiamos tu voto."))
        return redirect("opinions:votes", *place_of(place))
    skipped = numbers_in(request.POST.get("saltar", ""))
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        turn = _turn(place, cast.answers, cast.participant, skipped=skipped)
        voter = Voter(pk=cast.voter_id, activity=place, participant=cast.participant, is_excluded=cast.is_excluded)
        return render(request, "opinions/card.html", place_values(place) | _values(place, turn, voter))
    query = f"?{urlencode({'saltar': ','.join(map(str, skipped))})}" if skipped else ""
    return redirect(f"{reverse('opinions:vote', args=place_of(place))}{query}#tarjeta")


def _page(
    request: HttpRequest,
    place: Activity,
    participant: Participant | None,
    *,
    wanted: int | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    voter = voter_of(place, participant)
    skipped = numbers_in((request.POST if request.method == "POST" else request.GET).get("saltar", ""))
    turn = _turn(place, answers_of(voter), participant, skipped=skipped, wanted=wanted)
    values = place_values(place) | _values(place, turn, voter) | {"problem": problem}
    values["back"] = LIST if request.GET.get("volver") == LIST or request.POST.get("volver") == LIST else ""
    template = "opinions/card.html" if request.htmx else "opinions/vote.html"  # type: ignore[attr-defined]
    return render(request, template, values, status=status)


def _turn(
    place: Activity,
    answers: Mapping[int, int],
    participant: Participant | None,
    *,
    skipped: list[int],
    wanted: int | None = None,
) -> Turn:
    draw = secrets.SystemRandom().random()
    return turn_of(place, answers, participant=participant, draw=draw, skipped=skipped, wanted=wanted)


def _values(place: Activity, turn: Turn, voter: Voter | None) -> dict[str, object]:
    return {
        "turn": turn,
        "voter": voter,
        "rules": rules_of(place),
        "hint": hint_after(place, voter, turn.done) if voter else None,
        "consent": None if voter else text_for(Purpose.VOTE),
        "key": "" if voter else new_key(),
    }
