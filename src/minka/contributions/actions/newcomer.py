"""Somebody takes part for the first time from a browser."""

import uuid

from django.utils.crypto import salted_hmac

from minka.people.models import Participant

SALT = "minka.contributions.newcomer"


def newcomer(*, idempotency_key: str, language: str = "es") -> Participant:
    """The participant that this form brings: sending it twice brings one. Nobody can name a key of somebody else."""
    key = newcomer_key(idempotency_key)
    # Made or found in one statement: whoever comes second writes the same key back and gets the first one's row.
    [participant] = Participant.objects.bulk_create(
        [Participant(key=key, language=language)], update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )
    return participant


def newcomer_key(idempotency_key: str) -> uuid.UUID:
    """The key of the participant that a form brings, before there is one."""
    digest = salted_hmac(SALT, idempotency_key, algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16], version=4)
