"""How many voices an activity has, counted at most every few seconds."""

from dataclasses import dataclass

from django.db.models import Count, Q

from minka.contributions.models import Contribution
from minka.processes.models import Activity
from minka.web.memory import memory

SECONDS = 10


@dataclass(frozen=True)
class Counts:
    """Voices that ask for an answer and were not withdrawn; of them answered, and still waiting.

    A voice merged into another is answered with it.
    """

    voices: int
    answered: int

    @property
    def waiting(self) -> int:
        return self.voices - self.answered


def counts_of(activity: Activity) -> Counts:
    """The counts of one activity, at most ``SECONDS`` old."""
    key = f"contributions.counts.{activity.pk}"
    found: Counts | None = memory.get(key)
    if found is None:
        found = _counted(activity)
        memory.set(key, found, SECONDS)
    return found


def _counted(activity: Activity) -> Counts:
    row = (
        Contribution.objects.asking()
        .filter(activity=activity)
        .aggregate(voices=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)))
    )
    return Counts(voices=row["voices"], answered=row["answered"])
