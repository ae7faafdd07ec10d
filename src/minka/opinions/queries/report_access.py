"""Which map a reader may see, and when."""

import datetime as dt
from typing import cast

from django.http import Http404, HttpRequest

from minka.engine.equity.counts import SMALL
from minka.engine.opinions.document import MapDocument
from minka.opinions.access import is_over, rules_of, shows_results, voting_participant
from minka.opinions.models import OpinionMap, Vote
from minka.processes.access import today
from minka.processes.models import Activity
from minka.sites.access import may


def may_see_report(request: HttpRequest, activity: Activity) -> bool:
    """Whether the rules of the activity show the results to this reader now; the team always sees them."""
    day = today()
    if shows_results(activity, day, votes=0) or may(request.user, "see_desk", activity.process.site):
        return True
    return rules_of(activity).results == "voted" and shows_results(activity, day, votes=_votes_of(request, activity))


def map_for(request: HttpRequest, activity: Activity) -> OpinionMap:
    """The map that the report shows, or 404 alike when there is none and when it is not for this reader."""
    if not may_see_report(request, activity):
        raise Http404
    found = shown_map(activity, today())
    if found is None:
        raise Http404
    return found


def shown_map(activity: Activity, day: dt.date) -> OpinionMap | None:
    """Once voting is over the published map, if one was published; until then the newest."""
    maps = OpinionMap.objects.filter(activity=activity).order_by("-pk")
    if is_over(activity, day):
        published = maps.filter(published_at__isnull=False).first()
        if published is not None:
            return published
    return maps.first()


def gives_files(row: OpinionMap) -> bool:
    """Whether the map's files are given at all: so few people would be recognised in them."""
    return row.voter_count >= SMALL


def gives_votes(row: OpinionMap, day: dt.date) -> bool:
    """Whether the votes themselves are given: of a map that stands still.

    Who fetched those of a live map every few seconds would see which row came while somebody beside them voted.
    """
    return gives_files(row) and (row.published_at is not None or is_over(row.activity, day))


def files_for(request: HttpRequest, activity: Activity) -> OpinionMap:
    """The map that the report shows, if its files may be taken, or 404."""
    found = map_for(request, activity)
    if not gives_files(found):
        raise Http404
    return found


def votes_for(request: HttpRequest, activity: Activity) -> OpinionMap:
    """The map that the report shows, if its votes may be taken, or 404."""
    found = files_for(request, activity)
    found.activity = activity
    if not gives_votes(found, today()):
        raise Http404
    return found


def document_of(row: OpinionMap) -> MapDocument:
    """What the engine wrote, as the database gives it back."""
    return cast("MapDocument", row.document)


def _votes_of(request: HttpRequest, activity: Activity) -> int:
    """How much whoever holds this browser voted here, as far as the rules ask."""
    participant = voting_participant(request, activity)
    if participant is None:
        return 0
    own = Vote.objects.filter(activity=activity, voter__participant=participant, voter__activity=activity)
    return own[: rules_of(activity).enough].count()
