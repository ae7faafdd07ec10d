"""Receiving thousands of voices at once. Beside ``submission``: the rows it leaves are the same, only sooner."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from minka.contributions.actions.submission import PhaseClosed, Voice, new_contribution, public_body, was_open
from minka.contributions.models import Contribution, PaperSheet
from minka.engine.ledger.codes import make_code
from minka.people.models import Participant, Person
from minka.processes.access import stays_unclosed
from minka.processes.models import Activity
from minka.records.actions import Actor, write_records
from minka.records.models import AuditEntry


def submit_many(
    *,
    activity: Activity,
    voices: Mapping[str, Voice],
    by: Actor,
    held: bool = False,
    authors: Mapping[str, Participant] | None = None,
    before_opening: bool = False,
) -> list[Contribution]:
    """Receive each voice once under its idempotency key, all or nothing; who has no author gets a new participant.

    Voices whose key, or whose row of the source, was received before are passed over. Give at most some
    thousands at a time. ``before_opening`` is for what a team prepares.

    Returns:
        The contributions that this call made.

    Raises:
        PhaseClosed: the activity is not open for one of them.
    """
    if not before_opening and not all(was_open(activity, voice) for voice in voices.values()):
        raise PhaseClosed
    with transaction.atomic():
        if not stays_unclosed(activity.process):
            raise PhaseClosed
        Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)  # two imports of one file take turns
        fresh = _unknown(activity, voices)
        return _receive_all(activity, fresh, by, _with_authors(fresh, authors or {}), held=held) if fresh else []


def free_codes(count: int) -> list[str]:
    """So many receipt codes that nobody holds and no sheet carries."""
    codes: set[str] = set()
    while len(codes) < count:
        made = {make_code(secrets.token_bytes(16)) for _ in range(count - len(codes))}
        taken = {
            *Contribution.objects.filter(code__in=made).values_list("code", flat=True),
            *PaperSheet.objects.filter(code__in=made).values_list("code", flat=True),
        }
        codes |= made - taken
    return list(codes)


def _unknown(activity: Activity, voices: Mapping[str, Voice]) -> dict[str, Voice]:
    keys = set(Contribution.objects.filter(idempotency_key__in=voices).values_list("idempotency_key", flat=True))
    named = [voice.source_key for voice in voices.values() if voice.source_key]
    rows = set(Contribution.objects.filter(activity=activity, source_key__in=named).values_list("source", "source_key"))
    return {
        key: voice for key, voice in voices.items() if key not in keys and (voice.source, voice.source_key) not in rows
    }


def _with_authors(voices: Mapping[str, Voice], known: Mapping[str, Participant]) -> dict[str, Participant]:
    new = {key: Participant(language=voice.language) for key, voice in voices.items() if key not in known}
    Participant.objects.bulk_create(new.values())
    return {**known, **new}


def _receive_all(
    activity: Activity, voices: Mapping[str, Voice], by: Actor, authors: Mapping[str, Participant], *, held: bool
) -> list[Contribution]:
    now = timezone.now()
    codes = free_codes(len(voices))
    contributions = [
        new_contribution(
            activity=activity,
            voice=voice if voice.code else replace(voice, code=code),
            idempotency_key=key,
            by=by,
            participant=authors[key],
            held=held,
            now=now,
        )
        for (key, voice), code in zip(voices.items(), codes, strict=True)
    ]
    Contribution.objects.bulk_create(contributions)
    _write_down(activity, contributions, by, held=held)
    return contributions


def _write_down(activity: Activity, contributions: Sequence[Contribution], by: Actor, *, held: bool) -> None:
    site = activity.site.slug
    write_records(
        site=site,
        kind="contribution.received",
        bodies={each.ref: public_body(each) for each in contributions},  # type: ignore[misc]
        at=contributions[0].received_at,
        withheld=held,
    )
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                site_key=site,
                actor=(by if isinstance(by, Person) else each.participant).actor_key,
                action="contribution.received",
                subject=each.ref,
                changes={"channel": each.channel},
            )
            for each in contributions
        ]
    )
