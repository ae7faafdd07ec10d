"""What is printed on sheets of statements, and what the desk shows of those that were typed in."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from minka.contributions.models import Contribution, PaperSheet
from minka.contributions.queries.paper import Batch, batches_of
from minka.opinions.models import Statement, Vote, Voter
from minka.opinions.queries.report_access import document_of
from minka.people.models import Person
from minka.processes.models import Activity


@dataclass(frozen=True)
class Typed:
    """One answer of a sheet as it was kept."""

    number: int
    text: str
    value: int

    @property
    def said(self) -> str:
        return str(Vote.Value(self.value).label)


def statements_to_print(activity: Activity, most: int) -> list[tuple[int, str]]:
    """Number and words of the statements that tell most, in the order of their numbers; the new ones come first."""
    rows = (
        Statement.objects.filter(activity=activity, contribution__visibility=Contribution.Visibility.VISIBLE)
        .exclude(contribution__state="merged")
        .values_list("number", "contribution__text")
    )
    newest = activity.opinion_maps.order_by("-pk").first()
    known = {each["number"]: each["priority"] for each in document_of(newest)["statements"]} if newest else {}
    chosen = sorted(rows, key=lambda row: (-known.get(row[0], float("inf")), row[0]))[:most]
    return sorted((number, " ".join(text.split())) for number, text in chosen)


def opinion_batches(activity: Activity) -> list[Batch]:
    """The sheets prepared for the activity, with how many were typed in: whose code a voter has."""
    codes = dict(PaperSheet.objects.filter(activity=activity).values_list("code", "batch"))
    typed = Voter.objects.filter(activity=activity, code__in=codes).values_list("code", flat=True)
    used: dict[uuid.UUID, int] = {}
    for code in typed:
        used[codes[code]] = used.get(codes[code], 0) + 1
    return [
        Batch(each.batch, each.activity, each.count, used.get(each.batch, 0), each.at)
        for each in batches_of(activity.process)
        if each.batch in set(codes.values())
    ]


def empty_sheets(activity: Activity, batch: uuid.UUID) -> list[PaperSheet]:
    """The sheets of a batch that nobody typed in yet, in order."""
    sheets = list(PaperSheet.objects.filter(activity=activity, batch=batch).order_by("number"))
    codes = [sheet.code for sheet in sheets]
    typed = set(Voter.objects.filter(activity=activity, code__in=codes).values_list("code", flat=True))
    return [sheet for sheet in sheets if sheet.code not in typed]


def voter_of_sheet(sheet: PaperSheet) -> Voter | None:
    return Voter.objects.filter(activity=sheet.activity_id, code=sheet.code).select_related("recorded_by").first()


def votes_of(voter: Voter) -> Mapping[int, int]:
    """What the voter says, by number of statement."""
    return dict(Vote.objects.filter(activity=voter.activity_id, voter=voter).values_list("statement__number", "value"))


def typed_of(activity: Activity, code: str, person: Person) -> Sequence[Typed]:
    """The answers of a sheet that this person typed in."""
    rows = Vote.objects.filter(activity=activity, voter__code=code, voter__recorded_by=person)
    columns = ("statement__number", "statement__contribution__text", "value")
    return [Typed(*row) for row in rows.order_by("statement__number").values_list(*columns)]


def typed_today(activity: Activity, person: Person) -> int:
    """How many sheets the person typed in today."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Voter.objects.filter(activity=activity, recorded_by=person, joined_at__gte=start).count()
