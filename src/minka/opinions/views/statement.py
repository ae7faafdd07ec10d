"""The page of one statement: what it says, what became of it, and how people vote on it once that may be seen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.contributions.access import is_author, may_read
from minka.contributions.queries.fate import fate_of
from minka.contributions.queries.states import arrival_words, mark_of
from minka.opinions.access import get_statement_said, rules_of, shows_results, voter_of, voting_participant
from minka.opinions.drawing import agreement_picture
from minka.opinions.drawing.words import is_small
from minka.opinions.models import Vote
from minka.opinions.queries.maps import newest_map
from minka.opinions.views.places import place_values
from minka.processes.access import today
from minka.sites.access import may
from minka.web.sharing import shared


@require_safe
@shared
def statement(request: HttpRequest, site: str, process: str, activity: str, number: int) -> HttpResponse:
    """One statement with its state, its answer and, once results may be seen, its votes."""
    said = get_statement_said(request, site, process, activity, number)
    place = said.activity
    voter = voter_of(place, voting_participant(request, place))
    votes = Vote.objects.filter(activity=place, voter=voter).count() if voter else 0
    sees = shows_results(place, today(), votes=votes) or may(request.user, "see_desk", said.site)
    newest = newest_map(place) if sees else None
    result = newest.results.get(said.statement.number) if newest else None
    can_vote = said.visibility == said.Visibility.VISIBLE and said.state != said.State.MERGED
    values = place_values(place) | {
        "said": said,
        "number": said.statement.number,
        "is_seed": said.statement.is_seed,
        "rules": rules_of(place),
        "fate": fate_of(said),
        "mark": mark_of(said),
        "arrival": arrival_words(said),
        "may_read": may_read(request, said),
        "is_own": is_author(request, said),
        "can_vote": can_vote,
        "sees_results": sees,
        "is_small": result is not None and is_small(result["all"]),
        "picture": agreement_picture(result, newest.names, name="votos") if result and newest else None,
    }
    return render(request, "opinions/statement.html", values)
