"""Writing to the public log and to the audit trail: always inside the transaction of the act itself."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Protocol

from django.utils import timezone

from minka.engine.ledger.canonical import NONCE_BYTES, Json, commit
from minka.engine.ledger.log import hash_of_leaf
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
    """Commit the public body of an act to the log. The sequencer gives it its position a moment later.

    Raises:
        LeafInvalid, NotCanonical: a name or a value that the log cannot hold.
    """
    record = _new_record(site=site, kind=kind, subject=subject, body=body, at=at or timezone.now(), withheld=withheld)
    record.save(force_insert=True)
    return record


def write_records(
    *, site: str, kind: str, bodies: Mapping[str, dict[str, Json]], at: dt.datetime, withheld: bool = False
) -> None:
    """Commit many acts of one kind, each under its subject, in one statement: the same rows as one by one.

    Raises:
        LeafInvalid, NotCanonical: a name or a value that the log cannot hold; nothing is written.
    """
    Record.objects.bulk_create(
        [
            _new_record(site=site, kind=kind, subject=subject, body=body, at=at, withheld=withheld)
            for subject, body in bodies.items()
        ]
    )


def _new_record(
    *, site: str, kind: str, subject: str, body: dict[str, Json], at: dt.datetime, withheld: bool
) -> Record:
    moment = at.astimezone(dt.UTC).replace(microsecond=0)
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
    record.leaf_hash = hash_of_leaf(record.leaf).hex()
    return record


def write_audit(*, site: str, by: Actor, action: str, subject: str, changes: dict[str, Json] | None = None) -> None:
    """Note who did what to which thing. ``changes`` holds codes, counts and keys, never what a person wrote."""
    AuditEntry.objects.create(site_key=site, actor=by.actor_key, action=action, subject=subject, changes=changes or {})
