"""Groups of waiting contributions that seem to say the same, as the last search found them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from minka.contributions.models import Contribution, RepeatSearch
from minka.contributions.queries.standing import in_words, seen_of
from minka.processes.models import Process

GROUPS_SHOWN = 12
MEMBERS_SHOWN = 8
GROUPS_READ = 60
SMALLEST_GROUP = 2


@dataclass(frozen=True)
class Repeated:
    """Some contributions that resemble each other, and by how much in percent the closest two do."""

    contributions: Sequence[Contribution]
    likeness: int
    more: int  # members that do not fit on the page

    @property
    def seen(self) -> str:
        return in_words(seen_of(self.contributions))


@dataclass(frozen=True)
class Repeats:
    """The groups that are still to be looked at; ``is_fresh`` says whether every contribution was compared."""

    groups: Sequence[Repeated]
    search: RepeatSearch | None
    is_fresh: bool


def repeats_of(process: Process) -> Repeats:
    """What the last search found, without what was answered or merged since."""
    search = RepeatSearch.objects.filter(process=process).first()
    newest = newest_of(process)
    if search is None:
        return Repeats([], None, is_fresh=newest == 0)
    found = search.groups[:GROUPS_READ]
    numbers = [number for group in found for number in group["keys"]]
    waiting = Contribution.objects.waiting().filter(process=process, parent__isnull=True, pk__in=numbers)
    by_number = {each.pk: each for each in waiting.defer("search", "body")}
    groups = [_group(group["keys"], group["score"], by_number) for group in found]
    return Repeats([each for each in groups if each][:GROUPS_SHOWN], search, is_fresh=search.looked_up_to >= newest)


def newest_of(process: Process) -> int:
    """The number of the newest contribution of the process, or 0."""
    newest = Contribution.objects.filter(process=process, parent__isnull=True).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def _group(keys: Sequence[int], score: float, waiting: dict[int, Contribution]) -> Repeated | None:
    """The members that still wait, the best supported first; nothing when fewer than two are left."""
    members = sorted((waiting[key] for key in keys if key in waiting), key=lambda each: (-each.support_count, each.pk))
    if len(members) < SMALLEST_GROUP:
        return None
    return Repeated(members[:MEMBERS_SHOWN], round(score * 100), more=max(len(members) - MEMBERS_SHOWN, 0))
