"""Closed cases keep nobody's words for ever: when their time is over only the log of what happened, and when, stays."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction

from minka.cases.actions.keeping import Happened, add_event, hold
from minka.cases.models import Case, CaseEvent, Observation
from minka.records.actions import SYSTEM, write_audit
from minka.services.actions.uploads import drop_all
from minka.services.models import Application, Service

ERASED = "erased"
AT_ONCE = 1_000
WORDS = ("reason", "appeal", "items", "document")  # of an event: what somebody wrote; the database lets these go alone


def erase_old(*, now: dt.datetime, limit: int = AT_ONCE) -> int:
    """Erase what has been kept for as long as its service says; as many as fit, the rest next time."""
    done = 0
    for service in Service.objects.filter(cases__is_open=False).only("retention_days").distinct():
        until = now - dt.timedelta(days=service.retention_days)
        old = Case.objects.filter(service=service, closed_at__lt=until, erased_at__isnull=True, is_open=False)
        for pk in list(old.order_by("pk").values_list("pk", flat=True)[: limit - done]):
            _erase(pk, now)
            done += 1
    return done


def _erase(pk: int, now: dt.datetime) -> None:
    """The public log keeps the commitment, which says nothing without the nonce and the answers: both go."""
    with transaction.atomic():
        case = hold(Case(pk=pk), None)
        if case.erased_at is not None:
            return
        case.answers, case.applicant, case.seal, case.erased_at = {}, "", "", now
        case.save(update_fields=["answers", "applicant", "seal", "erased_at"])
        _erase_words(case)
        drop_all(application=case.application)
        Application.objects.filter(pk=case.application_id).update(answers={}, helper_name="")
        add_event(case, Happened(action=ERASED, by=SYSTEM, role="system", on=now.date()))
        write_audit(site=case.site.slug, by=SYSTEM, action="case.erased", subject=case.ref)


def _erase_words(case: Case) -> None:
    """Letters, notes, observations and reports keep their dates and kinds; a letter keeps its mark (``digest``) too."""
    for event in CaseEvent.objects.filter(case=case, data__has_any_keys=WORDS):
        event.data = {name: value for name, value in event.data.items() if name not in WORDS}
        event.save(update_fields=["data"])
    for observation in Observation.objects.filter(case=case):
        observation.items = [each | {"text": ""} for each in observation.items]
        observation.corrections = {}
        observation.save(update_fields=["items", "corrections"])
    case.notes.all().delete()
    case.unit_requests.update(question="", answer="")
    letters = list(case.letters.all())
    for letter in letters:
        letter.subject, letter.text = letter.get_kind_display(), ""
        letter.save(update_fields=["subject", "text"])
    transaction.on_commit(lambda: _drop_papers([letter.pk for letter in letters]))


def _drop_papers(letters: Sequence[int]) -> None:
    for letter in letters:
        for path in (Path(settings.MEDIA_ROOT) / "letters").glob(f"{letter}-*.pdf"):
            path.unlink(missing_ok=True)
