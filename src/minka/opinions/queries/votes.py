"""The list of one voter's votes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from minka.opinions.models import Vote, Voter
from minka.people.models import Participant
from minka.processes.models import Activity

PER_PAGE = 50
MOST_DIGITS = 6
MOST_ACTIVITIES = 30


@dataclass(frozen=True)
class OwnVote:
    """One vote with the words it is about, unless they are no longer shown."""

    number: int
    text: str
    language: str
    value: int
    can_change: bool


@dataclass(frozen=True)
class Voted:
    """What one participant did in one activity: how often they voted, and the code they got for it."""

    activity: Activity
    code: str
    votes: int
    is_excluded: bool


@dataclass(frozen=True)
class OwnVotes:
    """One page of them, the last word first; ``more`` is the number of the next page, or nothing."""

    rows: Sequence[OwnVote]
    total: int
    more: int | None


def votes_of(voter: Voter, *, page: str = "") -> OwnVotes:
    """What one voter said, newest first. Two queries however many there are."""
    number = int(page) if page.isascii() and page.isdigit() and 0 < len(page) <= MOST_DIGITS else 1
    start = (max(number, 1) - 1) * PER_PAGE
    own = Vote.objects.filter(activity=voter.activity_id, voter=voter)
    found = list(
        own.select_related("statement__contribution")
        .defer("statement__contribution__search")
        .order_by("-at", "-statement__number")[start : start + PER_PAGE + 1]
    )
    more = number + 1 if len(found) > PER_PAGE else None
    return OwnVotes([_row(vote) for vote in found[:PER_PAGE]], own.count(), more)


def voted_by(own: Sequence[Participant]) -> list[Voted]:
    """The activities in which somebody voted, newest first, in one query."""
    votes = Vote.objects.filter(activity=OuterRef("activity"), voter=OuterRef("pk")).order_by()
    counted = votes.values("voter").annotate(count=Count("statement")).values("count")
    voters = (
        Voter.objects.filter(participant__in=own)
        .select_related("activity__process__site")
        .annotate(votes_cast=Coalesce(Subquery(counted), 0))
        .order_by("-pk")[:MOST_ACTIVITIES]
    )
    return [Voted(each.activity, each.code, each.votes_cast, each.is_excluded) for each in voters if each.votes_cast]


def _row(vote: Vote) -> OwnVote:
    said = vote.statement.contribution
    is_shown = said.visibility == said.Visibility.VISIBLE
    return OwnVote(
        number=vote.statement.number,
        text=said.text if is_shown else "",
        language=said.language,
        value=vote.value,
        can_change=is_shown and said.state != said.State.MERGED,
    )
