"""The log for people: entries as sentences, newest first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from minka.engine.ledger.canonical import Json
from minka.records.models import Record
from minka.records.queries.publication import blank_of
from minka.records.sentences import reason_words, sentence, shortened

PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a person reads it."""

    position: int
    at: dt.datetime
    site: str
    kind: str
    subject: str
    sentence: str
    words: str  # what was said, where it is public
    blank: str  # why the words are not shown, or nothing


def latest_lines(*, site: str = "", before: int | None = None, subject: str = "", size: int = PAGE) -> list[Line]:
    """The newest entries in order, those before a position when one is given."""
    records = Record.objects.filter(position__isnull=False)
    if site:
        records = records.filter(site_key=site)
    if subject:
        records = records.filter(subject=subject)
    if before is not None:
        records = records.filter(position__lt=before)
    return lines_of(records.order_by("-position")[:size])


def lines_of(records: Iterable[Record]) -> list[Line]:
    return [_line(record) for record in records]


def entry_at(position: int) -> Record | None:
    """The record at a position of the log."""
    return Record.objects.filter(position=position).first()


def _line(record: Record) -> Line:
    blank = blank_of(record) or ""
    body: dict[str, Json] = {} if blank or not isinstance(record.body, dict) else record.body
    return Line(
        position=record.position or 0,
        at=record.at,
        site=record.site_key,
        kind=record.kind,
        subject=record.subject,
        sentence=sentence(record.kind, body),
        words=shortened(str(body.get("title") or body.get("text") or body.get("reason") or "")),
        blank=reason_words(blank),
    )
