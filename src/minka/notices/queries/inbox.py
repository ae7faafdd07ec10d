"""The inbox on the page: every notice of one reader, newest first."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from minka.notices.models import Notice
from minka.people.models import Participant, Person

PER_PAGE = 20

type Reader = Person | tuple[Participant, ...]  # somebody at work, or all whose voice one reader calls their own


def notices_of(reader: Reader) -> QuerySet[Notice]:
    """The reader's own notices and nobody else's."""
    if isinstance(reader, Person):
        return Notice.objects.filter(person=reader)
    return Notice.objects.filter(participant__in=reader)


def inbox_page(reader: Reader, number: str) -> Page[Notice]:
    return Paginator(notices_of(reader).select_related("site").order_by("-pk"), PER_PAGE).get_page(number)


def unread_count(reader: Reader) -> int:
    """How many notices the reader has not opened yet."""
    return notices_of(reader).filter(read_at__isnull=True).count()
