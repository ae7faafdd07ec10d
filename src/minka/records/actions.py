"""Writing to the public log and to the audit trail: always inside the transaction of the act itself."""

import datetime as dt
import secrets
from typing import Protocol

from django.utils import timezone

from minka.engine.ledger.canonical import NONCE_BYTES, Json, canonical, commit
from minka.engine.ledger.tree import leaf_hash
from minka.records.models import AuditEntry, Record


class Actor(Protocol):
    """Whoever acts: a person or a participant."""

    @property
    def actor_key(self) -> str: ...


class System:
    """The platform itself: a task, an import of the demonstration, the first start."""

    actor_key = "system"


SYSTEM = System()


def write_record(
    *, site: str, kind: str, subject: str, body: dict[str, Json], at: dt.datetime | None = None, withheld: bool = False
) -> Record:
    """Commit the public body of an act to the log. The sequencer gives it its position a moment later."""
    moment = (at or timezone.now()).astimezone(dt.UTC).replace(microsecond=0)
    nonce = secrets.token_bytes(NONCE_BYTES)
    record = Record(
        site_key=site,
        kind=kind,
        subject=subject,
        at=moment,
        nonce=nonce.hex(),
        body=body,
        commitment=commit(nonce, body),
        is_withheld=withheld,
    )
    record.leaf_hash = leaf_hash(canonical(leaf_of(record))).hex()
    record.save(force_insert=True)
    return record


def leaf_of(record: Record) -> dict[str, Json]:
    """The part of a record that never changes, in the form whose hash is in the tree."""
    return {
        "v": 1,
        "kind": record.kind,
        "site": record.site_key,
        "subject": record.subject,
        "at": record.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commitment": record.commitment,
    }


def write_audit(*, site: str, by: Actor, action: str, subject: str, changes: dict[str, Json] | None = None) -> None:
    """Note who did what to which thing. ``changes`` holds codes, counts and keys, never what a person wrote."""
    AuditEntry.objects.create(
        site_key=site, actor=by.actor_key, action=action, subject=subject, changes=changes or {}
    )
