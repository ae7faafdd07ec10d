"""What the inbox says above its rows: how many wait, what comes due next week, which cases are alike."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min, Q, Sum

from minka.cases.models import Case
from minka.cases.queries.inbox import LATE, MINE, NOBODY, SOON, STOPPED, WEEK
from minka.cases.queries.workflows import state_labels
from minka.people.models import Person
from minka.sites.models import Site
from minka.web.memory import memory

SECONDS: Final = 20
ALIKE: Final = 3  # so many are worth a group
MOST_GROUPS: Final = 6


@dataclass(frozen=True)
class Workload:
    """Open cases of a site, counted once and each way that the filters can show."""

    total: int
    late: int
    soon: int
    stopped: int
    mine: int
    nobody: int

    @property
    def by_filter(self) -> dict[str, int]:
        return {LATE: self.late, SOON: self.soon, STOPPED: self.stopped, MINE: self.mine, NOBODY: self.nobody}


@dataclass(frozen=True)
class DueDay:
    """One day of the coming week: cases due on it, and how many of them are expected to miss it."""

    day: dt.date
    due: int
    expected_late: float


@dataclass(frozen=True)
class Group:
    """Cases that stand alike: same service, same state, same findings on the same requirements."""

    kin: str
    service: str
    state: str
    count: int


def workload(site: Site, by: Person, today: dt.date) -> Workload:
    """Counts over the site's open cases; each process counts again after some seconds."""
    key = f"cases.workload.{site.pk}.{by.pk}.{today}"
    kept: Workload | None = memory.get(key)
    if kept is None:
        late, soon = Q(due_on__lt=today), Q(due_on__gte=today, due_on__lte=today + WEEK)
        mine, nobody = Q(assignee=by), Q(assignee__isnull=True)
        counts = Case.objects.filter(site=site, is_open=True).aggregate(
            total=Count("pk"),
            late=Count("pk", filter=late),
            soon=Count("pk", filter=soon),
            stopped=Count("pk", filter=Q(clock_stopped=True)),
            mine=Count("pk", filter=mine),
            nobody=Count("pk", filter=nobody),
        )
        kept = Workload(**counts)
        memory.set(key, kept, SECONDS)
    return kept


def coming_week(site: Site, today: dt.date) -> list[DueDay]:
    """The days from today to a week from now on which something is due."""
    due = Case.objects.filter(site=site, is_open=True, due_on__gte=today, due_on__lte=today + WEEK)
    rows = due.values_list("due_on").annotate(count=Count("pk"), risk=Sum("risk")).order_by("due_on")
    return [DueDay(day, count, risk or 0.0) for day, count, risk in rows]


def groups(site: Site) -> Sequence[Group]:
    """The largest groups of alike open cases."""
    key = f"cases.groups.{site.pk}"
    kept: list[tuple[str, int, int]] | None = memory.get(key)
    if kept is None:
        alike = Case.objects.filter(site=site, is_open=True).exclude(kin="").values("kin")
        counted = alike.annotate(count=Count("pk"), first=Min("pk")).filter(count__gte=ALIKE).order_by("-count", "kin")
        kept = [(row["kin"], row["count"], row["first"]) for row in counted[:MOST_GROUPS]]
        memory.set(key, kept, SECONDS)
    examples = Case.objects.filter(pk__in=[first for _kin, _count, first in kept]).select_related("service")
    cases = {each.pk: each for each in examples.only("state", "regime", "version_id", "service__title")}
    labels = state_labels(cases.values())
    return [
        Group(kin, cases[first].service.title, labels[cases[first].version_id, cases[first].state], count)
        for kin, count, first in kept
        if first in cases
    ]


def forget_counts(site: Site, by: Person, today: dt.date) -> None:
    """Whoever acted sees the counts as they are now."""
    memory.delete(f"cases.workload.{site.pk}.{by.pk}.{today}")
    memory.delete(f"cases.groups.{site.pk}")
