"""How much an activity of opinions has, counted at most every few seconds."""

from dataclasses import dataclass

from django.db.models import Count, Q

from minka.contributions.queries.counts import counts_of as contributions_of
from minka.opinions.models import Statement, Voter
from minka.processes.models import Activity
from minka.web.memory import memory

SECONDS = 10


@dataclass(frozen=True)
class Counts:
    """People who voted, statements that can be voted on, and of those that ask for an answer the answered ones."""

    voters: int
    statements: int
    answered: int
    waiting: int


def counts_of(activity: Activity) -> Counts:
    """The counts of one activity, at most ``SECONDS`` old."""
    key = f"opinions.counts.{activity.pk}"
    found: Counts | None = memory.get(key)
    if found is None:
        found = _counted(activity)
        memory.set(key, found, SECONDS)
    return found


def _counted(activity: Activity) -> Counts:
    shown = Q(contribution__visibility="visible") & ~Q(contribution__state="merged")
    statements = Statement.objects.filter(activity=activity).aggregate(shown=Count("pk", filter=shown))["shown"]
    voters = Voter.objects.filter(activity=activity, is_excluded=False).count()
    asked = contributions_of(activity)
    return Counts(voters=voters, statements=statements, answered=asked.answered, waiting=asked.waiting)
