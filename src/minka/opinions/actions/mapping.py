"""Making the map of an activity from its votes, and throwing away maps that nobody will look for.

Only the worker and the commands import this module: it brings numpy along.
"""

import datetime as dt
from typing import Final

from django.utils import timezone

from minka.engine.opinions.document import VERSION
from minka.engine.opinions.mapping import digest_of
from minka.engine.opinions.votes import Votes, digest
from minka.engine.opinions.whole import map_whole
from minka.opinions.models import GroupName, OpinionMap
from minka.opinions.queries.cast import counted_votes
from minka.opinions.queries.live import live_map
from minka.processes.models import Activity

METHOD: Final = OpinionMap.Method.MINKA
SEED: Final = 0
KEPT_NEWEST: Final = 20
KEPT_HOURS: Final = dt.timedelta(days=2)


def refresh_map(
    *, activity: Activity, votes: Votes | None = None, as_of: dt.datetime | None = None
) -> OpinionMap | None:
    """The newest map is that of the votes as they are now. Nothing is stored when votes and method are the same.

    Args:
        activity: the activity.
        votes: those that count, for whoever holds them in memory; read anew when absent.
        as_of: the moment before they were read, by which the public file of the map's votes is made.

    Returns:
        The newest map; nothing while nobody voted.
    """
    moment = as_of or timezone.now()
    counted = counted_votes(activity) if votes is None else votes
    newest = live_map(activity)
    if not len(counted):
        return newest
    if newest is not None and _is_same(newest, digest(counted)):
        return newest
    document = map_whole(counted, seed=SEED, previous=newest.document if newest else None)
    return OpinionMap.objects.create(
        site=activity.site,
        activity=activity,
        method=METHOD,
        method_version=str(VERSION),
        seed=SEED,
        votes_digest=document["votes"]["digest"],
        digest=digest_of(document),
        vote_count=document["votes"]["votes"],
        voter_count=document["votes"]["people"],
        document=document,
        computed_at=moment,
    )


def prune_maps(*, activity: Activity, now: dt.datetime) -> int:
    """Of the maps nobody published or named groups on, the newest stay, and the last of each hour and of each day.

    Returns:
        How many went.
    """
    named = GroupName.objects.filter(activity=activity).values("opinion_map")
    loose = OpinionMap.objects.filter(activity=activity, published_at=None).exclude(pk__in=named)
    rows = list(loose.order_by("-pk").values_list("pk", "computed_at"))
    kept = {pk for pk, _at in rows[:KEPT_NEWEST]}
    seen: set[tuple[object, ...]] = set()
    for pk, at in rows:
        local = timezone.localtime(at)
        stretch = (local.date(), local.hour) if now - at < KEPT_HOURS else (local.date(),)
        if stretch not in seen:
            seen.add(stretch)
            kept.add(pk)
    gone = [pk for pk, _at in rows if pk not in kept]
    OpinionMap.objects.filter(pk__in=gone).delete()
    return len(gone)


def _is_same(newest: OpinionMap, votes_digest: str) -> bool:
    return (newest.votes_digest, newest.method, newest.method_version) == (votes_digest, METHOD, str(VERSION))
