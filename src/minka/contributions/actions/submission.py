"""Handing in: one transaction leaves the contribution, its public record and its audit entry, or nothing."""

import datetime as dt
import secrets
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from minka.contributions.models import Contribution
from minka.engine.ledger.codes import make_code
from minka.people.models import Participant, Person
from minka.processes.access import is_open, stays_unclosed
from minka.processes.models import Activity
from minka.records.actions import Actor, write_audit, write_record


class PhaseClosed(Exception):  # noqa: N818 - a state, not a mistake
    """The activity does not take contributions at this moment."""


@dataclass(frozen=True)
class Voice:
    """What somebody says, before it is anybody's contribution."""

    text: str
    title: str = ""
    kind: str = "idea"
    language: str = "es"
    channel: str = Contribution.Channel.WEB
    place_code: str = ""
    spoken_by: str = ""
    body: dict[str, object] = field(default_factory=dict)
    parent: Contribution | None = None
    needs_answer: bool = True
    handed_in_at: dt.datetime | None = None
    code: str = ""
    source: str = ""
    source_key: str = ""
    source_support_count: int = 0


@dataclass(frozen=True)
class Submitted:
    """The contribution, and whether this very call made it (a repetition finds the first one)."""

    contribution: Contribution
    is_new: bool


def submit_contribution(
    *,
    activity: Activity,
    voice: Voice,
    idempotency_key: str,
    by: Actor,
    participant: Participant | None = None,
    held: bool = False,
) -> Submitted:
    """Receive one voice once: contribution, record and audit entry are committed together or not at all.

    A key seen before returns the first contribution. Without a participant a new one is made for this voice.

    Raises:
        PhaseClosed: the activity is not open, unless the voice was handed in while it was.
    """
    try:
        with transaction.atomic():
            made = receive_contribution(
                activity=activity,
                voice=voice,
                idempotency_key=idempotency_key,
                by=by,
                participant=participant or Participant.objects.create(language=voice.language),
                held=held,
            )
            return Submitted(made, is_new=True)
    except IntegrityError:
        earlier = Contribution.objects.filter(idempotency_key=idempotency_key, activity=activity).first()
        if earlier is None:
            raise
        return Submitted(earlier, is_new=False)


def public_body(contribution: Contribution) -> dict[str, object]:
    """What the public log commits to: the words and where they were said, and no contact of anybody."""
    return {
        "activity": contribution.activity.slug,
        "process": contribution.process.slug,
        "kind": contribution.kind,
        "title": contribution.title,
        "text": contribution.text,
        "language": contribution.language,
        "channel": contribution.channel,
        "place": {"code": contribution.place_code, "coding": "INEI"} if contribution.place_code else None,
        "parent": contribution.parent.ref if contribution.parent else None,
    }


def was_open(activity: Activity, voice: Voice) -> bool:
    """Whether the activity took contributions when the voice was handed in; an import tells of elsewhere."""
    moment = voice.handed_in_at or timezone.now()
    return voice.channel == Contribution.Channel.IMPORT or is_open(activity, timezone.localdate(moment))


def new_contribution(
    *,
    activity: Activity,
    voice: Voice,
    idempotency_key: str,
    by: Actor,
    participant: Participant,
    held: bool,
    now: dt.datetime,
) -> Contribution:
    """The row of one voice, not saved yet: the same for one as for thousands."""
    return Contribution(
        site=activity.site,
        process=activity.process,
        activity=activity,
        participant=participant,
        recorded_by=by if isinstance(by, Person) else None,
        visibility=Contribution.Visibility.HELD if held else Contribution.Visibility.VISIBLE,
        idempotency_key=idempotency_key,
        received_at=now,
        handed_in_at=voice.handed_in_at or now,
        code=voice.code or make_code(secrets.token_bytes(16)),
        kind=voice.kind,
        parent=voice.parent,
        title=voice.title,
        text=voice.text,
        body=voice.body,
        language=voice.language,
        channel=voice.channel,
        place_code=voice.place_code,
        spoken_by=voice.spoken_by,
        needs_answer=voice.needs_answer,
        source=voice.source,
        source_key=voice.source_key,
        source_support_count=voice.source_support_count,
    )


def receive_contribution(
    *, activity: Activity, voice: Voice, idempotency_key: str, by: Actor, participant: Participant, held: bool
) -> Contribution:
    """One voice with its record and audit entry, for a transaction of the caller, who meets a key seen before.

    Raises:
        IntegrityError: the key was seen before.
        PhaseClosed: the activity is not open, unless the voice was handed in while it was.
    """
    if not was_open(activity, voice) or not stays_unclosed(activity.process):
        raise PhaseClosed
    now = timezone.now()
    contribution = new_contribution(
        activity=activity,
        voice=voice,
        idempotency_key=idempotency_key,
        by=by,
        participant=participant,
        held=held,
        now=now,
    )
    contribution.save(force_insert=True)
    write_record(
        site=activity.site.slug,
        kind="contribution.received",
        subject=contribution.ref,
        body=public_body(contribution),  # type: ignore[arg-type]
        at=now,
        withheld=held,
    )
    write_audit(
        site=activity.site.slug,
        by=contribution.participant if not isinstance(by, Person) else by,
        action="contribution.received",
        subject=contribution.ref,
        changes={"channel": contribution.channel},
    )
    return contribution
