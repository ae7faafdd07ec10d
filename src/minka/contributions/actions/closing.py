"""Closing a process: nobody is left without an answer in silence, and what was learned stays."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.contributions.models import Contribution
from minka.notices.actions import Message, notify_all
from minka.people.models import Person
from minka.processes.kinds import tell_of_closing
from minka.processes.models import Phase, Process
from minka.records.actions import write_audit, write_record
from minka.sites.access import require
from minka.web.language import for_everybody

SHORTEST = 40  # letters of each part of the memory, and of the reason for leaving somebody unanswered


class NotOpen(Exception):  # noqa: N818 - a state, not a mistake
    """Only an open process can be closed."""


class MemoryTooShort(Exception):  # noqa: N818 - a state, not a mistake
    """A part of the memory says next to nothing."""


class LeftUnanswered(Exception):  # noqa: N818 - a state, not a mistake
    """Contributions wait for an answer and no reason is given for leaving them without."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class Memory:
    """What was tried, what was decided, what was learned; and why some stay without an answer, if any do."""

    tried: str
    decided: str
    learned: str
    unanswered_reason: str = ""


def unanswered(process: Process) -> QuerySet[Contribution]:
    """The contributions of the process that have a right to an answer and none yet."""
    return Contribution.objects.asking().filter(process=process, answer__isnull=True)


def close_process(*, process: Process, memory: Memory, by: Person) -> Process:
    """The process is closed, its phases end today, its memory is public, and so is why some have no answer.

    Raises:
        NotOpen: it is a draft or closed already.
        MemoryTooShort: tried, decided or learned has fewer than ``SHORTEST`` letters.
        LeftUnanswered: some wait for an answer and the reason is missing or too short.
    """
    require(by, "close_process", process.site)
    if min(len(memory.tried), len(memory.decided), len(memory.learned)) < SHORTEST:
        raise MemoryTooShort
    with transaction.atomic():
        held = Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
        if held.status != Process.Status.OPEN:
            raise NotOpen
        left = list(unanswered(held).defer("search", "text", "body"))
        if left and len(memory.unanswered_reason) < SHORTEST:
            raise LeftUnanswered(len(left))
        _close(held, memory, by, is_anyone_left=bool(left))
        _publish(held, len(left))
        tell_of_closing(held.activities.select_related("process__site"))
        with for_everybody():
            notify_all(site=held.site, messages=[_message(held, each) for each in left if each.channel != "import"])
    return held


def _close(process: Process, memory: Memory, by: Person, *, is_anyone_left: bool) -> None:
    now = timezone.now()
    process.status = Process.Status.CLOSED
    process.closed_at = now
    process.memory_tried, process.memory_decided = memory.tried, memory.decided
    process.memory_learned = memory.learned
    process.unanswered_reason = memory.unanswered_reason if is_anyone_left else ""
    process.save()
    day = timezone.localdate(now)
    still_running = Q(closes_on__isnull=True) | Q(closes_on__gt=day)
    Phase.objects.filter(still_running, process=process, opens_on__lte=day).update(closes_on=day)
    write_audit(site=process.site.slug, by=by, action="process.closed", subject=process.ref)


def _publish(process: Process, left: int) -> None:
    counts = Contribution.objects.filter(process=process).aggregate(
        voices=Count("pk"), answered=Count("pk", filter=Q(needs_answer=True, answer__isnull=False))
    )
    write_record(
        site=process.site.slug,
        kind="process.closed",
        subject=process.ref,
        body={
            "tried": process.memory_tried,
            "decided": process.memory_decided,
            "learned": process.memory_learned,
            "voices": counts["voices"],
            "answered": counts["answered"],
            "unanswered": left,
            "unanswered_reason": process.unanswered_reason,
        },
        at=process.closed_at,
    )


def _message(process: Process, contribution: Contribution) -> Message:
    return Message(
        participant_id=contribution.participant_id,
        kind="process.closed",
        title=_("El proceso «%(title)s» cerró sin responder tu aporte") % {"title": process.title},
        body=process.unanswered_reason,
        link="/mi-voz/",
        key=f"closed:{process.pk}:{contribution.ref}",
    )
