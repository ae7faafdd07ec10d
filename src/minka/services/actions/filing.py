"""Filing: the one transaction after which an application is in the entity's hands, or not at all."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from minka.engine.forms import Context, journey
from minka.engine.ledger.canonical import Json, commit
from minka.people.models import Participant
from minka.records.actions import write_audit, write_record
from minka.services.actions.filling import application_ref
from minka.services.actions.steps import Kind, Note, note_steps
from minka.services.actions.uploads import drop_stray
from minka.services.handling import handling
from minka.services.models import Application
from minka.services.queries.definitions import definition_of

PREFIX = "web:"
LONGEST_KEY = 80
CHECK = "revisar"  # the page of the steps that filing belongs to


class NotComplete(Exception):  # noqa: N818 - a state, not a mistake
    """Something is missing or wrong: the answers say where."""


class NotConfirmed(Exception):  # noqa: N818 - a state, not a mistake
    """Somebody else filled it in, and the person has not said that it is as they want it."""


@dataclass(frozen=True)
class Filed:
    """The filed application, and whether this very call filed it."""

    application: Application
    is_new: bool


def file_application(
    *, application: Application, filing_key: str, by: Participant, context: Context, confirmed_how: str = ""
) -> Filed:
    """Hand an application over: its answers that count, its record, its audit entry and its case, or nothing.

    A second press, or another phone that comes second, gets what was filed first. The version is the one it began
    with, and hidden answers are left behind, whatever the form said.

    Raises:
        NotComplete: an answer is missing or wrong.
        NotConfirmed: it was filled in with help and the person did not confirm.
    """
    with transaction.atomic():
        held = (
            Application.objects.select_for_update(of=("self",))
            .select_related("version", "service__site", "service__organization", "participant")
            .defer("version__document", "version__differences", "service__draft")
            .get(pk=application.pk, participant=by)
        )
        if held.state == Application.State.FILED:
            return Filed(held, is_new=False)
        if held.helped_by != Application.Help.NONE and not confirmed_how:
            raise NotConfirmed
        now = timezone.now()
        held.answers = _answers_that_count(held, context)
        held.state, held.filed_at, held.touched_at = Application.State.FILED, now, now
        held.filing_key = f"{PREFIX}{held.pk}:{filing_key}"[:LONGEST_KEY]  # of this application: no key blocks another
        if confirmed_how:
            held.confirmed_at, held.confirmed_how = now, confirmed_how
        held.save()
        drop_stray(application=held)
        _tell(held, by, now)
    return Filed(held, is_new=True)


def commitment_of(application: Application) -> str:
    """What the public log holds of the answers: a mark that proves them to whoever has them, and tells nobody else."""
    nonce = hashlib.sha256(b"minka.application:" + application.key.bytes).digest()
    return commit(nonce, application.answers)


def _answers_that_count(application: Application, context: Context) -> dict[str, object]:
    found = journey(definition_of(application.version_id), application.answers, context)
    if not found.complete or found.faults:
        raise NotComplete
    return dict(found.answered)


def _tell(application: Application, by: Participant, now: dt.datetime) -> None:
    """Whoever takes it in hand, the public log, the audit trail and the count of steps."""
    ref, site = application_ref(application), application.service.site.slug
    body: Mapping[str, Json] = {
        "service": application.service.slug,
        "version": application.version.number,
        "digest": application.version.digest,
        "commitment": commitment_of(application),
    }
    handling().take(application, at=now)
    write_record(site=site, kind="application.filed", subject=ref, body=dict(body), at=now)
    changes: dict[str, Json] = {"version": application.version.number, "helped": application.helped_by}
    write_audit(site=site, by=by, action="application.filed", subject=ref, changes=changes)
    note_steps(application=application, page=CHECK, notes=[Note(Kind.FILED)])
