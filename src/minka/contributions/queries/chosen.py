"""The contributions that somebody ticked, as the next page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Left

from minka.contributions.models import Answer, Contribution
from minka.contributions.queries.desk import GLIMPSE
from minka.contributions.queries.search import Found
from minka.contributions.queries.standing import MOST_AT_ONCE, in_words, seen_of
from minka.processes.models import Process

EXAMPLES = 5
COMPARED = 30
LOOKED_AT, OFFERED = 30, 4


@dataclass(frozen=True)
class Chosen:
    """The chosen ones that can be acted on, the voices behind them, and what had to be left out."""

    contributions: Sequence[Contribution]
    originals: int
    answered: int
    left_out: int

    @property
    def seen(self) -> str:
        return in_words(seen_of(self.contributions))

    @property
    def examples(self) -> Sequence[Contribution]:
        return self.contributions[:EXAMPLES]

    @property
    def more(self) -> int:
        return max(len(self.contributions) - EXAMPLES, 0)

    @property
    def voices(self) -> int:
        return len(self.contributions) + self.originals


def chosen_contributions(process: Process, ids: Iterable[int]) -> Chosen:
    """Those of the process with these numbers; withdrawn ones, parts of others and comments are left out."""
    numbers = set(ids)
    usable = Contribution.objects.asking().filter(merged_into__isnull=True, process=process, pk__in=numbers)
    unread = ("search", "body") if len(numbers) <= EXAMPLES else ("search", "body", "text")
    found = list(usable.order_by("pk").annotate(glimpse=Left("text", GLIMPSE)).defer(*unread))
    originals = Contribution.objects.filter(merged_into__in=[each.pk for each in found])
    behind = originals.exclude(visibility=Contribution.Visibility.WITHDRAWN).aggregate(count=Count("pk"))["count"]
    answered = sum(each.answer_id is not None for each in found)
    return Chosen(found, originals=behind, answered=answered, left_out=len(numbers) - len(found))


def all_of(found: Found) -> list[int]:
    """The numbers of all that the desk would show; one more than can be treated tells of too many."""
    return list(found.contributions.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])


def reasons_given(process: Process) -> list[Answer]:
    """The latest answers of the process that differ in their reason, to be said again."""
    latest = Answer.objects.filter(process=process).order_by("-pk")[:LOOKED_AT]
    distinct = {each.reason: each for each in reversed(latest)}
    return sorted(distinct.values(), key=lambda each: -each.pk)[:OFFERED]


def whole_contributions(process: Process, ids: Iterable[int]) -> list[Contribution]:
    """A few contributions with their full texts, the best supported first, to be compared."""
    found = Contribution.objects.filter(process=process, pk__in=list(ids)[:COMPARED], parent__isnull=True)
    return list(found.defer("search", "body").order_by("-support_count", "pk"))
