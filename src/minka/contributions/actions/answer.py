"""Answering: one reasoned fate for one or for many, and everybody it concerns is told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from minka.contributions.actions.standing import Outdated, check_unchanged, lock
from minka.contributions.actions.trail import note_each
from minka.contributions.models import Answer, AnsweredContribution, Contribution, Link
from minka.contributions.queries.standing import Seen
from minka.notices.actions import Message, notify_all
from minka.people.models import Person
from minka.processes.models import Process
from minka.records.actions import write_record
from minka.sites.access import require
from minka.web.language import for_everybody


class CannotBeAnswered(Exception):  # noqa: N818 - a state, not a mistake
    """Among the chosen there is one that was withdrawn, is part of another, or asks for no answer."""


@dataclass(frozen=True)
class Reply:
    """What an office says, and, where there is one, the thing that changed."""

    fate: str
    reason: str
    office: str
    link_title: str = ""
    link_target: str = ""


@dataclass(frozen=True)
class Answered:
    """The answer, and whether this very call gave it (a repetition finds the first one)."""

    answer: Answer
    is_new: bool


def answer_contributions(*, process: Process, chosen: Seen, reply: Reply, idempotency_key: str, by: Person) -> Answered:
    """Give one answer to all that were chosen, and to what was merged into them. An earlier answer stays as history.

    Raises:
        Outdated: one of them was answered, merged or withdrawn since it was shown.
        CannotBeAnswered: one of them takes no answer.
    """
    require(by, "answer", process.site)
    earlier = Answer.objects.filter(idempotency_key=idempotency_key, process=process).first()
    if earlier is not None:
        return Answered(earlier, is_new=False)
    try:
        with transaction.atomic():
            return Answered(_publish(process, chosen, reply, idempotency_key, by), is_new=True)
    except (IntegrityError, Outdated):  # the same form was sent twice at one moment
        earlier = Answer.objects.filter(idempotency_key=idempotency_key, process=process).first()
        if earlier is None:
            raise
        return Answered(earlier, is_new=False)


def cover(*, answer: Answer, mains: Sequence[Contribution], originals: Sequence[Contribution], by: Person) -> None:
    """Put the answer in force for contributions that are held: rows, audit entries and notices."""
    everyone = [*mains, *originals]
    AnsweredContribution.objects.bulk_create(
        [AnsweredContribution(answer=answer, contribution=each) for each in everyone], ignore_conflicts=True
    )
    now = timezone.now()
    in_force = {"answer": answer, "answered_at": Coalesce(F("answered_at"), Value(now))}
    read = {"read_at": Coalesce(F("read_at"), Value(now))}
    Contribution.objects.filter(pk__in=[each.pk for each in mains]).update(state=answer.fate, **in_force, **read)
    if originals:
        Contribution.objects.filter(pk__in=[each.pk for each in originals]).update(**in_force, **read)
    note_each(
        site=answer.site.slug,
        by=by,
        action="contribution.answered",
        contributions=everyone,
        changes={"answer": answer.pk, "fate": answer.fate},
    )
    with for_everybody():
        notify_all(site=answer.site, messages=[_message(answer, each) for each in everyone if _is_reachable(each)])


def _publish(process: Process, chosen: Seen, reply: Reply, key: str, by: Person) -> Answer:
    held = lock(process, chosen)
    mains = [each for number, each in held.items() if number in chosen]
    merged = [each for number, each in held.items() if number not in chosen]
    check_unchanged(mains, chosen)
    if len(mains) != len(chosen) or not mains or not all(_takes_an_answer(each) for each in mains):
        raise CannotBeAnswered
    originals = [each for each in merged if each.visibility != Contribution.Visibility.WITHDRAWN]
    answer = Answer.objects.create(
        site=process.site,
        process=process,
        fate=reply.fate,
        reason=reply.reason,
        office=reply.office,
        answered_by=by,
        idempotency_key=key,
    )
    replaced = sorted({each.answer_id for each in chain(mains, originals) if each.answer_id is not None})
    cover(answer=answer, mains=mains, originals=originals, by=by)
    _link(answer, mains, reply, by)
    write_record(
        site=process.site.slug,
        kind="answer.published",
        subject=f"answer:{answer.pk}",
        body={
            "process": process.slug,
            "fate": answer.fate,
            "reason": answer.reason,
            "office": answer.office,
            "covers": [each.ref for each in chain(mains, originals)],
            "replaces": [f"answer:{number}" for number in replaced],
            "changed": {"title": reply.link_title, "target": reply.link_target} if reply.link_target else None,
        },
        at=answer.at,
    )
    return answer


def _takes_an_answer(contribution: Contribution) -> bool:
    return contribution.is_asking and contribution.merged_into_id is None


def _link(answer: Answer, mains: Sequence[Contribution], reply: Reply, by: Person) -> None:
    if not reply.link_target:
        return
    Link.objects.bulk_create(
        [
            Link(site=answer.site, source=each.ref, target=reply.link_target, title=reply.link_title, created_by=by)
            for each in mains
        ],
        ignore_conflicts=True,
    )


def _is_reachable(contribution: Contribution) -> bool:
    """Nobody holds the receipt of a voice that came in a file."""
    return contribution.channel != Contribution.Channel.IMPORT


def _message(answer: Answer, contribution: Contribution) -> Message:
    corrected = contribution.answer_id is not None
    title = _("Corregimos la respuesta a tu aporte") if corrected else _("Respondimos a tu aporte")
    return Message(
        participant_id=contribution.participant_id,
        kind="contribution.answered",
        title=f"{title} «{contribution.title}»" if contribution.title else title,
        body=answer_words(fate=answer.get_fate_display(), reason=answer.reason, office=answer.office),
        link="/mi-voz/",
        key=f"answer:{answer.pk}:{contribution.ref}",
    )


def answer_words(*, fate: str, reason: str, office: str) -> str:
    """What the author reads: the fate, the reason, and who says so."""
    return _("Tu aporte fue %(fate)s. %(reason)s — %(office)s") % {"fate": fate, "reason": reason, "office": office}
