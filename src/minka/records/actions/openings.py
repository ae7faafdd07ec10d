"""What the public may still read of a record. Its leaf, and so the tree, never changes."""

from django.db import transaction
from django.utils import timezone

from minka.records.actions.writing import write_record
from minka.records.models import Record

BLANKED = "record.blanked"


def blank_record(*, subject: str, reason: str) -> int:
    """Destroy nonce and words in all of a subject's records, for good, and say so in the log.

    Args:
        subject: the ref of what is withdrawn, such as ``contribution:12``.
        reason: a short code or a few words, shown in place of what was there.

    Returns:
        How many records were blanked; repeating it blanks nothing more.
    """
    with transaction.atomic():
        blanked = Record.objects.filter(subject=subject, blank_reason="").exclude(kind=BLANKED)
        site = blanked.order_by("id").values_list("site_key", flat=True).first()
        count = blanked.update(nonce="", body=None, blanked_at=timezone.now(), blank_reason=reason)
        if count and site:
            write_record(site=site, kind=BLANKED, subject=subject, body={"reason": reason, "records": count})
        return count


def withhold(*, subject: str) -> int:
    """Keep a subject's words out of the public log for now: held or hidden by moderation. Nothing is destroyed."""
    return Record.objects.filter(subject=subject, kind__endswith=".received").update(is_withheld=True)


def restore(*, subject: str) -> int:
    """Show again what was withheld."""
    return Record.objects.filter(subject=subject, kind__endswith=".received").update(is_withheld=False)
