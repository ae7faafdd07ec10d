"""Marking notices as read."""

from django.utils import timezone

from minka.notices.models import Notice
from minka.notices.queries.inbox import Reader, notices_of


def mark_read(*, by: Reader, up_to: int, only: Notice | None = None) -> int:
    """The reader has read one notice, or all up to the newest that was on the page. Repeating it changes nothing."""
    unread = notices_of(by).filter(read_at__isnull=True, pk__lte=up_to)
    if only is not None:
        unread = unread.filter(pk=only.pk)
    return unread.update(read_at=timezone.now())
