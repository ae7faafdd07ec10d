"""Where I stand among the groups, in words and as a picture."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from minka.opinions.access import get_opinions, rules_of, shows_results, voter_of, voting_participant
from minka.opinions.queries.standing import standing_page
from minka.opinions.queries.voting import answers_of
from minka.opinions.views.places import place_values
from minka.processes.access import today


@never_cache
@require_safe
def standing(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """My group, what it believes, what the others do, what unites everybody; or why that cannot be said yet."""
    place = get_opinions(request, site, process, activity)
    voter = voter_of(place, voting_participant(request, place))
    answers = answers_of(voter)
    rules = rules_of(place)
    waits = rules.results == "closed" and not shows_results(place, today(), votes=len(answers))
    values = place_values(place) | {
        "voter": voter,
        "done": len(answers),
        "rules": rules,
        "waits": waits,
        "page": None if voter is None or waits else standing_page(place, answers),
    }
    return render(request, "opinions/standing.html", values)
