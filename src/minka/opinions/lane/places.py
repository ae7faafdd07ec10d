"""Which activity an address of voting names, as this process remembers it for a few seconds."""

from dataclasses import dataclass

from minka.opinions.access import KIND, rules_of
from minka.opinions.models import Statement
from minka.opinions.queries.hints import CODE_AFTER, PLACE_AFTER
from minka.opinions.queries.memory import Memory
from minka.processes.models import Activity, Process


@dataclass(frozen=True)
class Place:
    """An activity that visitors may see, the number of each of its statements by key, and when the card has a hint."""

    activity: Activity
    numbers: dict[int, int]
    hinted: frozenset[int]


_PLACES: Memory[Place | None] = Memory()


def place_at(site: str, process: str, activity: str) -> Place | None:
    """The activity with this address, if anybody may vote there without an account."""
    return _PLACES.get((site, process, activity), lambda: _read(site, process, activity))


def _read(site: str, process: str, activity: str) -> Place | None:
    found = (
        Activity.objects.select_related("process__site__parent", "phase")
        .filter(kind=KIND, process__site__slug=site, process__slug=process, slug=activity)
        .filter(process__site__closed_at=None)
        .exclude(process__status=Process.Status.DRAFT)
        .first()
    )
    if found is None or rules_of(found).needs_account:
        return None
    found.site = found.process.site
    numbers = dict(Statement.objects.filter(activity=found).values_list("pk", "number"))
    return Place(found, numbers, frozenset({CODE_AFTER, PLACE_AFTER, rules_of(found).enough}))
