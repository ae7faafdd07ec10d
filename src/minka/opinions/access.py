"""The one door to an activity of opinions, its statements and its voters, and what the activity allows."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from minka.opinions.models import Statement, Voter
from minka.people.models import Participant
from minka.processes.access import get_activity, get_process_for
from minka.processes.models import Activity

KIND = "opinions"


def get_opinions(request: HttpRequest, site: str, process: str, activity: str) -> Activity:
    """The activity, if it is one of opinions and this reader may see it, or 404."""
    return get_activity(request, site, process, activity, kind=KIND)


def get_opinions_for(request: HttpRequest, site: str, process: str, activity: str, right: str) -> Activity:
    """The activity for someone who holds the right at its site; 403 to members without it, 404 to the rest."""
    get_process_for(request, site, process, right)
    return get_opinions(request, site, process, activity)


def get_statement(activity: Activity, number: int) -> Statement:
    """The statement with this number if anybody may vote on it now, or 404 alike for hidden and absent."""
    found = (
        Statement.objects.select_related("contribution")
        .defer("contribution__search")
        .filter(activity=activity, number=number, contribution__visibility="visible")
        .exclude(contribution__state="merged")
        .first()
    )
    if found is None:
        raise Http404
    return found


def voter_of(activity: Activity, participant: Participant | None) -> Voter | None:
    """Who votes here from this browser, if anybody does already."""
    if participant is None:
        return None
    return Voter.objects.filter(activity=activity, participant=participant).first()


@dataclass(frozen=True)
class Rules:
    """What the people who set up an activity of opinions chose."""

    who_writes: str  # everyone or team
    moderated_first: bool
    longest: int  # characters of a statement
    needs_account: bool
    asks_place: bool
    results: str  # always, voted or closed: from when on participants and readers see the map
    enough: int  # votes after which somebody is placed on the map
    choosing: str  # map, balance or coverage: what the next statement is chosen for


def rules_of(activity: Activity) -> Rules:
    chosen = activity.settings
    return Rules(
        who_writes=chosen.get("who_writes", "everyone"),
        moderated_first=chosen.get("moderation", "before") == "before",
        longest=int(chosen.get("longest", 140)),
        needs_account=bool(chosen.get("needs_account", False)),
        asks_place=bool(chosen.get("place", True)),
        results=chosen.get("results", "voted"),
        enough=int(chosen.get("enough", 7)),
        choosing=chosen.get("choosing", "balance"),
    )
