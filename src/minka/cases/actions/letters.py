"""Letters: numbered in their case, sealed by their digest, notified and acknowledged."""

import datetime as dt
import hashlib

from minka.cases.models import Case, Letter
from minka.cases.queries.given import Draft
from minka.engine.ledger.canonical import canonical
from minka.people.models import Person
from minka.records.actions import Actor


def write_letter(*, case: Case, kind: str, draft: Draft, by: Actor) -> Letter:
    """Keep a letter of a held case as it goes out."""
    last = case.letters.order_by("-number").values_list("number", flat=True).first() or 0
    signer = by if isinstance(by, Person) else None
    return Letter.objects.create(
        case=case,
        kind=kind,
        number=last + 1,
        subject=draft.subject,
        text=draft.text,
        citations=list(draft.citations),
        digest=digest_of(draft),
        signed_by=signer,
        signed_name=str(signer)[:120] if signer else "",
    )


def digest_of(draft: Draft) -> str:
    """SHA-256 of what the letter says: whoever holds a copy can see that nothing was changed."""
    return hashlib.sha256(canonical([draft.subject, draft.text, list(draft.citations)])).hexdigest()


def notify_letters(case: Case, *, how: str, at: dt.datetime) -> None:
    """Mark what was written and not yet notified as notified in this way."""
    case.letters.filter(notified_at__isnull=True).update(notified_at=at, notified_by=how)
