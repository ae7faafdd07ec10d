"""Readers and notices of the tests."""

import uuid

from django.utils import timezone

from minka.notices.actions import notify
from minka.notices.models import Notice
from minka.people.models import Consent, Participant, Person
from minka.sites.models import Site


def make_reachable(participant: Participant, *, email: str = "", phone: str = "", chat: bool = False) -> Participant:
    """Let the participant leave a contact, prove it and say yes to its use."""
    participant.email, participant.phone = email, phone
    participant.email_proven_at = timezone.now() if email else None
    participant.save(update_fields=["email", "phone", "email_proven_at"])
    said_yes = {"notices-email": bool(email), "notices-sms": bool(phone) and not chat, "notices-chat": chat}
    for purpose in [name for name, yes in said_yes.items() if yes]:
        Consent.objects.create(participant=participant, purpose=purpose, text_version="1")
    return participant


def make_notice(
    site: Site,
    *,
    participant: Participant | None = None,
    person: Person | None = None,
    title: str = "Respondimos a tu aporte",
    body: str = "Tu aporte fue aceptado.",
    link: str = "/mi-voz/",
    key: str = "",
) -> Notice:
    key = key or uuid.uuid4().hex
    notify(
        site=site, participant=participant, person=person, kind="test.told", title=title, body=body, link=link, key=key
    )
    return Notice.objects.get(key=key)
