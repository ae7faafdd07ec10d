"""The signed words in the link that ends messages: whose, by which channel, to which address."""

from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from minka.notices.models import Delivery, Notice
from minka.people.models import Participant, Person

SALT = "minka.notices.stop"
FIELDS = {Delivery.Channel.EMAIL: "email", Delivery.Channel.SMS: "phone", Delivery.Channel.CHAT: "phone"}


@dataclass(frozen=True)
class Stop:
    """Who wants silence, and by which channel."""

    reader: Participant | Person
    channel: str


def stop_token(notice: Notice, channel: str, address: str) -> str:
    """The token names the reader by number and the address by its hash, so a mail that is passed on tells nothing."""
    whose = ["p", notice.participant_id] if notice.participant_id else ["c", notice.person_id]
    return signing.dumps([*whose, channel, _hash(address)], salt=SALT)


def stop_of(token: str) -> Stop | None:
    """What the token asks for; None when it is forged or the address has changed since. It does not expire."""
    try:
        kind, number, channel, hashed = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    table = Participant if kind == "p" else Person
    reader = table.objects.filter(pk=number, erased_at__isnull=True).first()
    if reader is None or channel not in FIELDS:
        return None
    address = getattr(reader, FIELDS[channel], "")
    return Stop(reader, channel) if address and constant_time_compare(_hash(address), hashed) else None


def _hash(address: str) -> str:
    return salted_hmac(SALT, address.lower(), algorithm="sha256").hexdigest()[:20]
