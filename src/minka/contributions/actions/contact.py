"""A participant's contact: kept only with a yes to its use, gone when that yes is withdrawn."""

from collections.abc import Mapping

from django.db import transaction

from minka.contributions.actions.voice import Agreed, agree
from minka.notices.actions.proving import ask_for_proof
from minka.people.actions import change_contact, withdraw_consent
from minka.people.models import Participant
from minka.records.actions import write_audit

PURPOSES = {"email": "notices-email", "phone": "notices-sms"}


def keep_contact(*, participant: Participant, contact: Mapping[str, str], versions: Mapping[str, str]) -> None:
    """Keep an e-mail and a mobile number for notices, or forget what was left empty. A new e-mail gets its proof first.

    ``versions`` names, for each purpose, the text that was shown beside the field.
    """
    with transaction.atomic():
        for name, purpose in PURPOSES.items():
            if contact[name]:
                agree(participant=participant, agreed=[Agreed(purpose, versions[purpose])])
            else:
                withdraw_consent(participant=participant, purpose=purpose, by=participant)
        change_contact(participant=participant, contact=contact)
        if needs_proof(participant, contact["email"]):
            ask_for_proof(participant=participant)
        write_audit(
            site="",
            by=participant,
            action="contact.kept",
            subject=participant.actor_key,
            changes={name: bool(contact[name]) for name in PURPOSES},
        )


def needs_proof(participant: Participant, email: str) -> bool:
    """Whether keeping this e-mail sends a mail with a link to it. ``participant`` as it was before."""
    return bool(email) and (email != participant.email or participant.email_proven_at is None)
