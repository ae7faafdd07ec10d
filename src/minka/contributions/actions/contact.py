"""A participant's contact: kept only with a yes to its use, gone when that yes is withdrawn."""

from collections.abc import Mapping

from django.db import transaction

from minka.contributions.actions.voice import Agreed, agree
from minka.people.actions import withdraw_consent
from minka.people.models import Participant
from minka.records.actions import write_audit

PURPOSES = {"email": "notices-email", "phone": "notices-sms"}


def keep_contact(*, participant: Participant, contact: Mapping[str, str], versions: Mapping[str, str]) -> None:
    """Keep an e-mail and a mobile number for notices, or forget what was left empty.

    ``versions`` names, for each purpose, the text that was shown beside the field.
    """
    with transaction.atomic():
        for name, purpose in PURPOSES.items():
            if contact[name]:
                agree(participant=participant, agreed=[Agreed(purpose, versions[purpose])])
            else:
                withdraw_consent(participant=participant, purpose=purpose, by=participant)
        Participant.objects.filter(pk=participant.pk).update(email=contact["email"], phone=contact["phone"])
        write_audit(
            site="",
            by=participant,
            action="contact.kept",
            subject=participant.actor_key,
            changes={name: bool(contact[name]) for name in PURPOSES},
        )
