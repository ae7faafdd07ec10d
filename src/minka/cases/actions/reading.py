"""Reading a letter is its acknowledgement: a notice by e-mail counts from then on (art. 20.4)."""

from django.db import transaction
from django.utils import timezone

from minka.cases.actions.keeping import Happened, add_event, hold, restate
from minka.cases.models import Case, Letter
from minka.cases.queries.standing import standing_of
from minka.people.models import Participant
from minka.records.actions import write_audit

ACKNOWLEDGED = "acknowledged"


def acknowledge_letters(*, case: Case, by: Participant) -> None:
    """Note that the person has the letters that were notified to them. Once: later readings change nothing."""
    unread = Letter.objects.filter(case=case, notified_at__isnull=False, acknowledged_at__isnull=True)
    if not unread.exists():
        return
    with transaction.atomic():
        held, now = hold(case, None), timezone.now()
        if unread.update(acknowledged_at=now):
            add_event(held, Happened(action=ACKNOWLEDGED, by=by, role="citizen", on=timezone.localdate(now)))
            restate(standing_of(held, timezone.localdate(now)))
            write_audit(site=case.site.slug, by=by, action="case.letter-read", subject=case.ref)
