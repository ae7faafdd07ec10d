"""Keeping maps fresh: the votes of every open activity in memory, a new map soon after new votes.

Only the worker imports this module. What it holds is a copy: killed, it reads again and makes the same map.
"""

import datetime as dt
import logging
import math
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Max, Sum
from django.utils import timezone

from minka.engine.opinions.state import LiveMap, SnapshotInvalid
from minka.engine.opinions.votes import make_votes
from minka.opinions.actions.mapping import prune_maps, refresh_map
from minka.opinions.models import Statement, Vote, Voter
from minka.opinions.queries.cast import counted, read_cast
from minka.processes.models import Activity, Process

log = logging.getLogger(__name__)
PAUSE: Final = 1.0  # seconds between two looks at an activity
REST: Final = 4  # times what making its map took, so that no activity takes the machine for itself
OVERLAP: Final = dt.timedelta(seconds=30)  # a vote committed late has an earlier moment than one that is known
LOOK: Final = 5.0  # seconds between two looks at what is hidden and who is excluded
COUNT: Final = 30.0  # seconds between two counts of all votes
QUICKLY_COUNTED: Final = 200_000
WRITE: Final = 60.0  # seconds between two snapshots
PRUNE: Final = 600.0
BROKEN: Final = 60.0  # seconds until an activity is looked at again whose map could not be made
MARK_BYTES: Final = 8
EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND: Final = dt.timedelta(microseconds=1)


@dataclass
class Kept:
    """The votes of one activity, up to which moment they are known, and when what was last done (seconds)."""

    live: LiveMap
    mark: dt.datetime
    seen: tuple[object, ...] = ()
    looked: float = 0.0
    counted: float = 0.0
    written: float = field(default_factory=time.monotonic)
    pruned: float = field(default_factory=time.monotonic)
    due: float = 0.0


class Keeper:
    """Everything that is kept, by activity."""

    def __init__(self) -> None:
        self.kept: dict[int, Kept] = {}
        self.broken: dict[int, float] = {}  # until when an activity is left alone

    def look_round(self) -> int:
        """Bring the map of every open activity up to date whose time has come; how many there are."""
        found = Activity.objects.filter(kind="opinions", process__status=Process.Status.OPEN)
        activities = list(found.select_related("process__site", "site"))
        self._forget_all_but({each.pk for each in activities})
        for each in activities:
            self._look_safely(each)
        return len(activities)

    def _forget_all_but(self, known: set[int]) -> None:
        """Let go of the votes of every other activity, also of what an earlier worker wrote down of them."""
        for gone in self.kept.keys() - known:
            del self.kept[gone]
        for path in snapshot_of(0).parent.glob("*.*"):
            if path.stem not in {str(each) for each in known}:
                path.unlink(missing_ok=True)

    def _look_safely(self, activity: Activity) -> None:
        """What is wrong with one activity keeps the maps of no other from being made."""
        if time.monotonic() < self.broken.get(activity.pk, -math.inf):
            return
        try:
            self._look(activity)
        except DatabaseError:
            raise
        except Exception:
            log.exception("The map of activity %s could not be made", activity.pk)
            self.kept.pop(activity.pk, None)
            self.broken[activity.pk] = time.monotonic() + BROKEN

    def _look(self, activity: Activity) -> None:
        now, moment = time.monotonic(), timezone.now()
        kept = self.kept.get(activity.pk)
        if kept is not None and now < kept.due:
            return
        newest = Vote.objects.filter(activity=activity).aggregate(at=Max("at"))["at"]
        if kept is None:
            if newest is None:
                return
            kept = self.kept[activity.pk] = _begin(activity)
        if _is_changed(kept, activity, newest, now):
            refresh_map(activity=activity, votes=counted(activity, kept.live.votes), as_of=moment)
        _tidy(kept, activity)
        kept.due = time.monotonic() + max(PAUSE, REST * (time.monotonic() - now))


def keep_maps_forever(stop: threading.Event | None = None) -> None:
    """Keep maps fresh until told to stop."""
    ending, keeper = stop or threading.Event(), Keeper()
    while not ending.wait(PAUSE):
        try:
            close_old_connections()
            keeper.look_round()
        except DatabaseError as trouble:
            log.warning("The maps of opinions wait for the database: %s", trouble)
            connection.close()
    connection.close()


def snapshot_of(activity: int) -> Path:
    """Where the votes of an activity are written down, so that a restart need not read them all again."""
    return Path(settings.DATA) / "opinions" / f"{activity}.votes"


def _begin(activity: Activity) -> Kept:
    """What was written down, if the database has the very same number of votes; all of them otherwise."""
    written = _restored(activity)
    if written is None:
        return _read_anew(activity)
    _apply(written, activity)
    return written if _count(activity) == len(written.live.votes) else _read_anew(activity)


def _is_changed(kept: Kept, activity: Activity, newest: dt.datetime | None, now: float) -> bool:
    """Take in what is new; whether the map may be another one."""
    if newest is not None and newest > kept.mark:
        _apply(kept, activity)
    is_small = len(kept.live.votes) <= QUICKLY_COUNTED
    if now - kept.counted > (LOOK if is_small else COUNT):
        kept.counted = now
        if _count(activity) != len(kept.live.votes):  # votes were withdrawn, or came with moments of long ago
            anew = _read_anew(activity)
            kept.live, kept.mark = anew.live, anew.mark
    outside = kept.seen[2:]
    if not outside or now - kept.looked > LOOK:
        kept.looked, outside = now, _outside(activity)
    seen = (kept.mark, len(kept.live.votes), *outside)
    was, kept.seen = kept.seen, seen
    return was != seen


def _apply(kept: Kept, activity: Activity) -> None:
    fresh = read_cast(activity, since=kept.mark - OVERLAP)
    if len(fresh):
        kept.live.apply(fresh.people, fresh.statements, fresh.values)
        kept.mark = max(kept.mark, fresh.last)


def _read_anew(activity: Activity) -> Kept:
    cast = read_cast(activity)
    return Kept(LiveMap(make_votes(cast.people, cast.statements, cast.values)), cast.last if len(cast) else EPOCH)


def _outside(activity: Activity) -> tuple[object, ...]:
    """What else a map depends on: who is excluded, and which statements can be voted on."""
    excluded = Voter.objects.filter(activity=activity, is_excluded=True).aggregate(sum=Sum("number"))["sum"]
    shown = Statement.objects.filter(activity=activity, contribution__visibility="visible")
    told = tuple(shown.exclude(contribution__state="merged").order_by("number").values_list("number", flat=True))
    return excluded, told


def _count(activity: Activity) -> int:
    return Vote.objects.filter(activity=activity).count()


def _tidy(kept: Kept, activity: Activity) -> None:
    now = time.monotonic()
    if now - kept.written > WRITE:
        kept.written = now
        _write(kept, activity)
    if now - kept.pruned > PRUNE:
        kept.pruned = now
        prune_maps(activity=activity, now=timezone.now())


def _write(kept: Kept, activity: Activity) -> None:
    """Under another name first: a file that was cut short never has this one."""
    path = snapshot_of(activity.pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    mark = ((kept.mark - EPOCH) // MICROSECOND).to_bytes(MARK_BYTES, "big", signed=True)
    fresh.write_bytes(mark + kept.live.snapshot())
    fresh.replace(path)


def _restored(activity: Activity) -> Kept | None:
    try:
        raw = snapshot_of(activity.pk).read_bytes()
        live = LiveMap.restore(raw[MARK_BYTES:])
    except (OSError, SnapshotInvalid):
        return None
    mark = EPOCH + int.from_bytes(raw[:MARK_BYTES], "big", signed=True) * MICROSECOND
    return Kept(live, mark)
