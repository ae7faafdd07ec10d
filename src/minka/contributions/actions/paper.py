"""Sheets of paper whose receipt codes exist before anybody wrote on them."""

import uuid

from django.db import transaction

from minka.contributions.actions.bulk import free_codes
from minka.contributions.models import PaperSheet
from minka.people.models import Person
from minka.processes.models import Activity
from minka.records.actions import write_audit
from minka.sites.access import require

MOST_SHEETS = 200
NAMESPACE = uuid.UUID("6f0f6dfb-2a8c-4a86-9a5e-6d2f0d0a71c4")  # any, ours: makes a form's key a batch


def prepare_sheets(*, activity: Activity, count: int, idempotency_key: str, by: Person) -> uuid.UUID:
    """Set aside so many codes for sheets of one activity. The same form again gives back the same batch."""
    require(by, "enter_paper", activity.site)
    batch = uuid.uuid5(NAMESPACE, f"{by.pk}:{activity.pk}:{idempotency_key}")
    with transaction.atomic():
        Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)  # a double press waits for the first
        if PaperSheet.objects.filter(batch=batch).exists():
            return batch
        PaperSheet.objects.bulk_create(
            [
                PaperSheet(site=activity.site, activity=activity, batch=batch, number=number, code=code, printed_by=by)
                for number, code in enumerate(free_codes(min(count, MOST_SHEETS)), start=1)
            ]
        )
        write_audit(
            site=activity.site.slug,
            by=by,
            action="sheets.prepared",
            subject=f"batch:{batch}",
            changes={"activity": activity.slug, "count": count},
        )
    return batch
