"""Noting how filling in goes, without anybody's name and without making anybody wait for the disk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.crypto import salted_hmac

from minka.services.models import Application, Step

SALT = "minka.services.step"
LONGEST = 1800  # seconds; a page left open over lunch says nothing about the page
Kind = Step.Kind

INSERT = """
with wait as materialized (select case when %(alone)s then set_config('synchronous_commit', 'off', true) end)
insert into services_step (service_id, version_number, draft, page, kind, question, rule, seconds, at, is_made_up)
select %(service)s, %(version)s, %(draft)s, %(page)s, kind, question, rule, %(seconds)s, now(), %(made_up)s
from wait, unnest(%(kinds)s::text[], %(questions)s::text[], %(rules)s::text[]) as t(kind, question, rule)
"""


@dataclass(frozen=True)
class Note:
    """One thing that happened on a page; a refusal names the question and the rule that refused it."""

    kind: str
    question: str = ""
    rule: str = ""


def note_steps(*, application: Application, page: str, notes: Sequence[Note], seconds: int | None = None) -> None:
    """Count what happened on a page. What a power failure takes of it harms nobody."""
    if not notes:
        return
    values: dict[str, bool | int | str | list[str] | None] = {
        "alone": not connection.in_atomic_block,
        "service": application.service_id,
        "version": application.version.number,
        "draft": draft_key(application),
        "page": page,
        "seconds": None if seconds is None else max(0, min(seconds, LONGEST)),
        "made_up": application.is_made_up,
        "kinds": [note.kind for note in notes],
        "questions": [note.question for note in notes],
        "rules": [note.rule for note in notes],
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def draft_key(application: Application) -> str:
    """A mark by which the steps of one filling in belong together, and which leads to nobody."""
    return salted_hmac(SALT, str(application.key), algorithm="sha256").hexdigest()[:16]
