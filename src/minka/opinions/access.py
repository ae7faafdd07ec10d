"""The one door to an activity of opinions, its statements and its voters, and what the activity allows."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest

from minka.contributions.access import get_contribution
from minka.contributions.actions.newcomer import newcomer_key
from minka.contributions.models import Contribution
from minka.engine.opinions.routing import Choosing
from minka.opinions.models import Statement, Voter
from minka.people.models import Participant, Person
from minka.people.participation import participant_in, participants_in
from minka.processes.access import get_activity, get_process_for
from minka.processes.models import Activity, Process

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


def get_statement_said(request: HttpRequest, site: str, process: str, activity: str, number: int) -> Contribution:
    """The statement's contribution at exactly this address, or 404 alike for hidden and absent."""
    said = get_contribution(request, site, number)
    place = (said.process.slug, said.activity.slug, said.activity.kind)
    if place != (process, activity, KIND) or not hasattr(said, "statement"):
        raise Http404
    return said


def voting_participant(request: HttpRequest, activity: Activity) -> Participant | None:
    """As whom this browser votes here, if anybody: where an account is asked for, the person who signed in.

    A browser that holds nobody votes as whom the reader's account keeps, if that participant voted here.
    """
    if not rules_of(activity).needs_account:
        kept = () if participant_in(request) else participants_in(request)
        voted = Participant.objects.filter(pk__in=[each.pk for each in kept], voters__activity=activity)
        return participant_in(request) or (voted.first() if kept else None)
    if not isinstance(request.user, Person):
        return None
    return Participant.objects.filter(key=newcomer_key(account_key(request.user)), erased_at=None).first()


def account_key(person: Person) -> str:
    """What stands for the form's key where an account votes. No form can send it: it would not be a key."""
    return f"person:{person.pk}"


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
    choosing: Choosing  # map, balance or coverage: what the next statement is chosen for


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
        choosing=cast("Choosing", chosen.get("choosing", "balance")),  # one of the choices of the settings form
    )


def is_over(activity: Activity, day: dt.date) -> bool:
    """Whether voting ended for good: not while it only pauses, nor before it began."""
    closes_on = activity.phase.closes_on
    return activity.process.status == Process.Status.CLOSED or (closes_on is not None and closes_on < day)


def shows_results(activity: Activity, day: dt.date, *, votes: int) -> bool:
    """Whether somebody who cast so many votes may see the map and the numbers now. The team always may."""
    rules = rules_of(activity)
    if rules.results == "always" or is_over(activity, day):
        return True
    return rules.results == "voted" and votes >= rules.enough
