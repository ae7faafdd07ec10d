"""What the memory and the archive say of a process. Only what is public."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db.models import Count, Max, Q, QuerySet, Sum

from minka.contributions.models import Answer, Attachment, Contribution, Link
from minka.contributions.models.contribution import ASKS_FOR_ANSWER
from minka.engine.ledger.log import entry_line
from minka.processes.models import Phase, Process
from minka.records.models import Record
from minka.records.queries.publication import entry_of

AT_A_TIME = 500


@dataclass(frozen=True)
class Numbers:
    """How much came in and what became of it."""

    voices: int
    asking: int
    answered: int
    supports: int
    fates: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Memory:
    """A process as it ended."""

    process: Process
    phases: Sequence[Phase]
    numbers: Numbers

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The parts of the memory by name, those that were written."""
        process = self.process
        return [
            (name, text)
            for name, text in (
                ("tried", process.memory_tried),
                ("decided", process.memory_decided),
                ("learned", process.memory_learned),
            )
            if text
        ]


def memory_of(process: Process) -> Memory:
    """The memory and its numbers, read in two statements."""
    rows = Contribution.objects.filter(process=process)
    counts = rows.aggregate(
        voices=Count("pk"),
        asking=Count("pk", filter=ASKS_FOR_ANSWER),
        answered=Count("pk", filter=ASKS_FOR_ANSWER & Q(answer__isnull=False)),
        supports=Sum("support_count", filter=Q(merged_into__isnull=True)),
    )
    by_fate = dict(rows.filter(answer__isnull=False).values_list("answer__fate").annotate(Count("pk")).order_by())
    fates = [(str(name), by_fate[fate]) for fate, name in Answer.Fate.choices if fate in by_fate]
    numbers = Numbers(counts["voices"], counts["asking"], counts["answered"], counts["supports"] or 0, fates)
    return Memory(process, list(process.phases.all()), numbers)


def contributions_of(process: Process) -> QuerySet[Contribution]:
    """Everything the process received, comments too, in the order in which it came."""
    found = Contribution.objects.filter(process=process).defer("search", "body")
    return found.select_related("activity", "answer").order_by("pk")


def answers_of(process: Process) -> QuerySet[Answer]:
    return Answer.objects.filter(process=process).annotate(covers=Count("covered")).order_by("pk")


def links_of(process: Process) -> Iterator[Link]:
    """What contributions changed. A link names its source by reference, so the numbers are matched here."""
    numbers = set(Contribution.objects.filter(process=process).values_list("pk", flat=True))
    for link in Link.objects.filter(site=process.site, source__startswith="contribution:").order_by("pk").iterator():
        if int(link.source.partition(":")[2]) in numbers:
            yield link


def record_lines(process: Process) -> Iterator[bytes]:
    """The lines of the public log that speak of this process, each as the log has it."""
    subjects = [process.ref, *(f"answer:{number}" for number in answers_of(process).values_list("pk", flat=True))]
    numbers = Contribution.objects.filter(process=process).order_by("pk").values_list("pk", flat=True)
    subjects += [f"contribution:{number}" for number in numbers]
    placed = Record.objects.filter(position__isnull=False)
    positions = sorted(
        position or 0
        for some in batched(subjects, AT_A_TIME)
        for position in placed.filter(subject__in=some).values_list("position", flat=True)
    )
    for some in batched(positions, AT_A_TIME):
        for record in placed.filter(position__in=some).order_by("position"):
            entry = entry_of(record)
            yield entry_line(entry["position"], entry["leaf"], entry["opening"], entry["blank"])


@dataclass(frozen=True)
class Photos:
    """The photos that everybody may see: how many, and what they weigh."""

    count: int
    size: int


def photos_of(process: Process) -> QuerySet[Attachment]:
    """The photos of the process that their authors let everybody see, of contributions that are shown."""
    shown = Attachment.objects.filter(contribution__process=process, is_public=True)
    return shown.filter(contribution__visibility=Contribution.Visibility.VISIBLE).order_by("contribution", "pk")


def photos_counted(process: Process) -> Photos:
    counts = photos_of(process).order_by().aggregate(count=Count("pk"), size=Sum("size"))
    return Photos(counts["count"], counts["size"] or 0)


def stamp_of(process: Process) -> str:
    """A short name of what the archive would say now: a withdrawal or a late answer makes it another."""
    rows = Contribution.objects.filter(process=process)
    visible = Q(visibility=Contribution.Visibility.VISIBLE)
    now = rows.aggregate(
        newest=Max("pk"),
        visible=Count("pk", filter=visible),
        which=Sum("pk", filter=visible),  # one hidden and another shown leave the count as it was
        named=Count("pk", filter=visible & ~Q(spoken_by="")),
        withdrawn=Count("pk", filter=Q(visibility=Contribution.Visibility.WITHDRAWN)),
        merged=Count("pk", filter=Q(state=Contribution.State.MERGED)),
        supports=Sum("support_count"),
        answer=Max("answer"),
    )
    photos = photos_of(process).order_by().aggregate(count=Count("pk"), which=Sum("pk"))
    said = f"{now}{photos}{process.status}{process.closed_at}{process.memory_learned}{process.title}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
