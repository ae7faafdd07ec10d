"""Who takes part in an activity of opinions: day by day and from where, with small counts protected."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncDate

from minka.contributions.queries.desk import place_names
from minka.engine.equity import hide_small_counts
from minka.opinions.models import Vote, Voter
from minka.processes.models import Activity
from minka.web.memory import memory

SECONDS = 30
MOST_DAYS = 31
MOST_PLACES = 30


@dataclass(frozen=True)
class Participation:
    """Votes of each of the last days, and voters by district; None where a count is protected."""

    days: Sequence[tuple[dt.date, int | None]]
    places: Sequence[tuple[str, int | None]]
    unplaced: int | None


def participation_of(activity: Activity) -> Participation:
    """Counted at most every ``SECONDS``."""
    key = f"opinions.participation.{activity.pk}"
    found: Participation | None = memory.get(key)
    if found is None:
        found = _counted(activity)
        memory.set(key, found, SECONDS)
    return found


def _counted(activity: Activity) -> Participation:
    by_day = _days(activity)
    days = sorted(by_day)
    counted = hide_small_counts([by_day[day] for day in days]).counts
    named, unplaced = _places(activity)
    return Participation(days=list(zip(days, counted, strict=True)), places=named, unplaced=unplaced)


def _days(activity: Activity) -> dict[dt.date, int]:
    """The last days on which somebody voted; days between them without a vote count none."""
    votes = Vote.objects.filter(activity=activity, voter__is_excluded=False)
    rows = votes.annotate(day=TruncDate("at")).values("day").annotate(votes=Count("value")).order_by("-day")[:MOST_DAYS]
    counts = {row["day"]: row["votes"] for row in rows}
    if not counts:
        return {}
    last = max(counts)
    first = max(min(counts), last - dt.timedelta(days=MOST_DAYS - 1))
    return {
        day: counts.get(day, 0) for day in (first + dt.timedelta(days=past) for past in range((last - first).days + 1))
    }


def _places(activity: Activity) -> tuple[list[tuple[str, int | None]], int | None]:
    voters = Voter.objects.filter(activity=activity, is_excluded=False)
    counts: dict[str, int] = dict(voters.values_list("place_code").annotate(Count("pk")))
    codes = sorted(counts, key=lambda code: (-counts[code], code))
    shown = dict(zip(codes, hide_small_counts([counts[code] for code in codes]).counts, strict=True))
    unplaced = shown.pop("", 0)
    names = place_names() if shown else {}
    return [(names.get(code) or code, count) for code, count in shown.items()][:MOST_PLACES], unplaced
