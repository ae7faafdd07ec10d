"""Statements that say nearly the same as one that is being written."""

from dataclasses import dataclass

from minka.contributions.queries.similar import similar_contributions
from minka.opinions.models import Statement
from minka.processes.models import Activity


@dataclass(frozen=True)
class SimilarStatement:
    """One of them, with the number under which it is voted on."""

    number: int
    text: str
    language: str


def similar_statements(activity: Activity, text: str, limit: int = 3) -> list[SimilarStatement]:
    """Statements of the activity that resemble the text, best first."""
    found = [each.contribution for each in similar_contributions(activity=activity, text=text, limit=limit)]
    numbers = dict(Statement.objects.filter(contribution__in=found).values_list("contribution", "number"))
    return [SimilarStatement(numbers[each.pk], each.text, each.language) for each in found if each.pk in numbers]
