"""What a person does to what they fill in: begin, answer a page, let it go."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from minka.contributions.actions.newcomer import newcomer
from minka.engine.ledger.codes import make_code
from minka.people.models import Participant
from minka.records.actions import SYSTEM, write_audit
from minka.services.actions.steps import Note, note_steps
from minka.services.actions.uploads import drop_all, drop_unused
from minka.services.models import Application, Service, Version

PREFIX = "web:"
DAYS_KEPT = 90  # without a touch; the page with the code says so


class ServicePaused(Exception):  # noqa: N818 - a state, not a mistake
    """Nobody can begin now; whoever began goes on."""


class ChangedElsewhere(Exception):  # noqa: N818 - a state, not a mistake
    """Another phone changed the application, or filed it, since it was read."""


def begin(
    *, service: Service, version: Version, idempotency_key: str, by: Participant | None, language: str
) -> Application:
    """Open an application with a code of its own. The same form again, or one begun already, gives the first.

    Raises:
        ServicePaused: the service takes no new ones.
    """
    if service.status != Service.Status.LIVE:
        raise ServicePaused
    key = PREFIX + idempotency_key
    earlier = _begun(service, key, by)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            participant = by or newcomer(idempotency_key=idempotency_key, language=language)
            application = Application.objects.create(
                site=service.site,
                service=service,
                version=version,
                participant=participant,
                code=make_code(secrets.token_bytes(16)),
                language=language,
                idempotency_key=key,
            )
            write_audit(
                site=service.site.slug,
                by=participant,
                action="application.begun",
                subject=application_ref(application),
                changes={"service": service.slug, "version": version.number},
            )
            return application
    except IntegrityError:
        earlier = _begun(service, key, by)
        if earlier is None:
            raise
        return earlier


def keep_answers(
    *, application: Application, answers: Mapping[str, object], page: str, notes: Sequence[Note], seconds: int | None
) -> None:
    """Keep all answers as they are after one page, with what is to be counted of it.

    Pages are not audited one by one: their steps are counted without a name, and filing is audited.

    Raises:
        ChangedElsewhere: somebody else wrote in between; nothing is kept.
    """
    now = timezone.now()
    with transaction.atomic():
        mine = Application.objects.filter(
            pk=application.pk, revision=application.revision, state=Application.State.FILLING
        )
        if not mine.update(answers=dict(answers), revision=F("revision") + 1, touched_at=now):
            raise ChangedElsewhere
        note_steps(application=application, page=page, notes=notes, seconds=seconds)
        drop_unused(application=application, answers=answers)
    application.answers, application.touched_at = dict(answers), now
    application.revision += 1


def discard(*, application: Application, by: Participant) -> None:
    """Let an application go before it is filed: answers and files are destroyed. Repeating it changes nothing."""
    with transaction.atomic():
        held = Application.objects.select_for_update(of=("self",)).filter(pk=application.pk).first()
        if held is None or held.state != Application.State.FILLING or held.participant_id != by.pk:
            return
        drop_all(application=held)
        write_audit(
            site=application.site.slug, by=by, action="application.discarded", subject=application_ref(application)
        )
        held.delete()


def forget_stale(*, now: dt.datetime) -> None:
    """Destroy what nobody touched for ``DAYS_KEPT`` days and never filed: it was nobody's file yet."""
    untouched = Application.objects.filter(state=Application.State.FILLING, is_made_up=False)
    for application in untouched.filter(touched_at__lt=now - dt.timedelta(days=DAYS_KEPT)).select_related("site"):
        with transaction.atomic():
            write_audit(
                site=application.site.slug,
                by=SYSTEM,
                action="application.discarded",
                subject=application_ref(application),
            )
            drop_all(application=application)
            application.delete()


def application_ref(application: Application) -> str:
    """How the public log and the audit trail name an application; it holds nothing personal."""
    return f"application:{application.pk}"


def _begun(service: Service, key: str, by: Participant | None) -> Application | None:
    found = Application.objects.select_related("version", "service__site").filter(service=service)
    earlier = found.filter(idempotency_key=key).first()
    if earlier is None and by is not None:
        earlier = found.filter(participant=by, state=Application.State.FILLING).order_by("-touched_at").first()
    return earlier
