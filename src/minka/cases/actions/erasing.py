"""Closed cases do not keep answers and files for ever: when their time is over only the log of what happened stays."""

import datetime as dt

from django.db import transaction

from minka.cases.actions.keeping import Happened, add_event, hold
from minka.cases.models import Case, Observation
from minka.records.actions import SYSTEM, write_audit
from minka.services.actions.uploads import drop_all
from minka.services.models import Application, Service

ERASED = "erased"
AT_ONCE = 1_000


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
        Observation.objects.filter(case=case).update(corrections={})
        drop_all(application=case.application)
        Application.objects.filter(pk=case.application_id).update(answers={}, helper_name="")
        add_event(case, Happened(action=ERASED, by=SYSTEM, role="system", on=now.date()))
        write_audit(site=case.site.slug, by=SYSTEM, action="case.erased", subject=case.ref)
