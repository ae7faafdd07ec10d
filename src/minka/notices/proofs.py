"""The signed words in the link that proves an address: whose, and which address. It names neither."""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from minka.people.models import Participant

SALT = "minka.notices.proof"
GOOD_FOR = dt.timedelta(days=3)  # mail is slow where the network is


@dataclass(frozen=True)
class Proof:
    """What a link says: ``open`` (may be confirmed now), ``done``, ``old``, ``changed`` or ``broken``; and of whom."""

    state: str
    participant: Participant | None = None


def proof_token(participant: Participant) -> str:
    """The participant by number, the address by its hash: a mail that is passed on, or a log, tells nothing."""
    return signing.dumps([participant.pk, _hash(participant.email)], salt=SALT)


def proof_of(token: str) -> Proof:
    """What the link of a mail is worth now."""
    try:
        number, hashed = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.SignatureExpired:
        return Proof("old")
    except (signing.BadSignature, ValueError, TypeError):
        return Proof("broken")
    found = Participant.objects.filter(pk=number, erased_at=None).exclude(email="").first()
    if found is None or not constant_time_compare(_hash(found.email), hashed):
        return Proof("changed")
    return Proof("done" if found.email_proven_at else "open", found)


def _hash(address: str) -> str:
    return salted_hmac(SALT, address.lower(), algorithm="sha256").hexdigest()[:20]
