"""The audit trail of an act that touches many contributions at once, written in one statement."""

from collections.abc import Iterable

from minka.contributions.models import Contribution
from minka.engine.ledger.canonical import Json
from minka.records.actions import Actor
from minka.records.models import AuditEntry


def note_each(
    *, site: str, by: Actor, action: str, contributions: Iterable[Contribution], changes: dict[str, Json] | None = None
) -> None:
    """Leave one audit entry on every contribution, so that each can tell its own history."""
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(site_key=site, actor=by.actor_key, action=action, subject=each.ref, changes=changes or {})
            for each in contributions
        ]
    )
