"""What the pages of paper and of the entry desk show."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Max, Min
from django.utils import timezone

from minka.contributions.models import Contribution, PaperSheet
from minka.people.models import Person
from minka.processes.kinds import find_kind
from minka.processes.models import Activity, Process

TYPED = (Contribution.Channel.PAPER, Contribution.Channel.DESK)


@dataclass(frozen=True)
class Batch:
    """Sheets that were prepared together."""

    batch: uuid.UUID
    activity: str
    count: int
    used: int
    at: dt.datetime


def batches_of(process: Process) -> list[Batch]:
    """The batches of a process, newest first."""
    rows = (
        PaperSheet.objects.filter(activity__process=process)
        .values("batch")
        .annotate(count=Count("pk"), used=Count("contribution"), at=Max("printed_at"), activity=Min("activity__title"))
        .order_by("-at")[:50]
    )
    return [Batch(**row) for row in rows]


def sheets_of(process: Process, batch: uuid.UUID) -> list[PaperSheet]:
    """The sheets of a batch that nobody typed in yet, in order."""
    found = PaperSheet.objects.filter(activity__process=process, batch=batch, contribution__isnull=True)
    return list(found.select_related("activity__process__site").order_by("number"))


def activities_on_paper(process: Process) -> list[Activity]:
    """The activities of the process whose voices come on sheets, with all that an act on them reads."""
    rows = process.activities.select_related("process__site", "site", "phase").order_by("phase__order", "order")
    return [activity for activity in rows if (kind := find_kind(activity.kind)) is None or not kind.has_own_paper]


def sheet_with_code(code: str) -> PaperSheet | None:
    return PaperSheet.objects.filter(code=code).select_related("activity__process", "contribution__recorded_by").first()


def contribution_with_code(process: Process, code: str) -> Contribution | None:
    return Contribution.objects.defer("search").filter(process=process, code=code).first()


def typed_today(process: Process, person: Person) -> int:
    """How many voices the person typed in today."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        Contribution.objects.filter(process=process, recorded_by=person, channel__in=TYPED, received_at__gte=start)
        .exclude(visibility=Contribution.Visibility.WITHDRAWN)
        .count()
    )


def typed_last(process: Process, person: Person, number: object) -> Contribution | None:
    """The voice that this person typed in last, if it is theirs."""
    if not isinstance(number, int):
        return None
    return (
        Contribution.objects.defer("search")
        .select_related("site", "activity")
        .filter(pk=number, process=process, recorded_by=person, channel__in=TYPED)
        .first()
    )
