"""The first page of an activity of opinions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minka.opinions.access import get_opinions, is_over, rules_of, shows_results, voter_of, voting_participant
from minka.opinions.queries.counts import counts_of
from minka.opinions.queries.voting import answers_of
from minka.opinions.views.places import place_values
from minka.processes.access import today
from minka.sites.access import may
from minka.web.sharing import shared


@require_safe
@shared
def activity(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """What is asked, how it works, and the one button."""
    place = get_opinions(request, site, process, activity)
    voter = voter_of(place, voting_participant(request, place))
    done = len(answers_of(voter))
    values = place_values(place, inside=False) | {
        "counts": counts_of(place),
        "rules": rules_of(place),
        "voter": voter,
        "done": done,
        "is_over": is_over(place, today()),
        "sees_results": shows_results(place, today(), votes=done),
        "is_team": may(request.user, "see_desk", place.process.site),
    }
    return render(request, "opinions/activity.html", values)
