"""What a room sees while it votes: counts, and the map where it may be seen. Read at most every two seconds."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from minka.opinions.access import rules_of, shows_results
from minka.opinions.drawing import Drawing, map_picture
from minka.opinions.models import Statement, Vote, Voter
from minka.opinions.queries.report import names_of
from minka.opinions.queries.report_access import document_of, shown_map
from minka.opinions.queries.report_words import verdict_words
from minka.processes.models import Activity
from minka.web.memory import memory

SECONDS = 2  # a room of phones and its screen share one reading
MOST_COUNTED = 100_000  # votes; beyond, the newest map says how many


@dataclass(frozen=True)
class Room:
    """The state of the voting at one moment."""

    voters: int
    votes: int
    statements: int
    at: dt.datetime
    picture: Drawing | None
    title: str


def may_show_map(activity: Activity, day: dt.date, *, is_team: bool) -> bool:
    """Whether the screen may show the map now: where everybody may see it, or where the team shares what voters see."""
    return shows_results(activity, day, votes=0) or (is_team and rules_of(activity).results == "voted")


def room_of(activity: Activity, day: dt.date, *, with_map: bool) -> Room:
    """Read for all who look within two seconds."""
    return _kept(f"opinions.room.{activity.pk}.{with_map}", lambda: _read(activity, day, with_map=with_map))


def _read(activity: Activity, day: dt.date, *, with_map: bool) -> Room:
    row = shown_map(activity, day) if with_map else None
    document = document_of(row) if row else None
    return Room(
        voters=Voter.objects.filter(activity=activity, is_excluded=False).count(),
        votes=_votes(activity),
        statements=Statement.objects.filter(activity=activity, contribution__visibility="visible").count(),
        at=timezone.now(),
        picture=map_picture(document, names_of(activity), name="sala") if document else None,
        title=verdict_words(document)[0] if document else "",
    )


def _votes(activity: Activity) -> int:
    counted = Vote.objects.filter(activity=activity).order_by()[:MOST_COUNTED].count()
    if counted < MOST_COUNTED:
        return counted
    newest = activity.opinion_maps.order_by("-pk").values_list("vote_count", flat=True).first()
    return max(counted, newest or 0)


def _kept(key: str, read: Callable[[], Room]) -> Room:
    found: Room | None = memory.get(key)
    if found is None:
        found = read()
        memory.set(key, found, SECONDS)
    return found
