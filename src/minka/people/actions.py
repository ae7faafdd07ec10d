"""What people do with their own data: change it, withdraw a permission, have it erased."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from minka.people.models import Consent, Pace, Participant, Person
from minka.people.personal_data import HOLDINGS
from minka.records.actions import Actor, write_audit

CONTACT_OF = {"notices-email": "email", "notices-sms": "phone"}
Level = Participant.Level


class NotYours(Exception):  # noqa: N818 - a state
    """Only the participant, or the person behind the participant, may do this."""


class KeptElsewhere(Exception):  # noqa: N818 - a state
    """Another account keeps this participant's voice, or the participant asked to be forgotten."""


class StillNeeded(Exception):  # noqa: N818 - a state
    """The account cannot go yet: somebody else has to take over first. The message says what."""


def withdraw_consent(*, participant: Participant, purpose: str, by: Actor) -> bool:
    """End one permission, and what only it allowed: a contact, a photo shown to all. False when it was not in force."""
    with transaction.atomic():
        ended = Consent.objects.filter(participant=participant, purpose=purpose, withdrawn_at=None).update(
            withdrawn_at=timezone.now()
        )
        if ended and purpose in CONTACT_OF:
            change_contact(participant=participant, contact={CONTACT_OF[purpose]: ""})
        if ended:
            for holding in HOLDINGS.values():
                holding.end_permission(participant, purpose)
            write_audit(
                site="", by=by, action="consent.withdrawn", subject=participant.actor_key, changes={"purpose": purpose}
            )
    return bool(ended)


def change_contact(*, participant: Participant, contact: Mapping[str, str]) -> None:
    """The e-mail or phone is this now; another e-mail than before has yet to be proven. Part of an act that is noted.

    Repeating it changes nothing.
    """
    with transaction.atomic():
        held = Participant.objects.select_for_update().get(pk=participant.pk)
        if contact.get("email", held.email) != held.email:
            held.email_proven_at = None
            held.level = Level.NONE if held.level == Level.CONTACT else held.level
        held.email, held.phone = contact.get("email", held.email), contact.get("phone", held.phone)
        held.save(update_fields=["email", "phone", "email_proven_at", "level"])


def prove_email(*, participant: Participant, email: str, at: dt.datetime) -> bool:
    """The e-mail is the participant's own: its link was pressed. False when it is another by now, or proven already."""
    with transaction.atomic():
        held = Participant.objects.select_for_update().get(pk=participant.pk)
        if held.email_proven_at is not None or held.email != email or not email:
            return False
        held.email_proven_at = at
        held.level = Level.CONTACT if held.level == Level.NONE else held.level
        held.save(update_fields=["email_proven_at", "level"])
        write_audit(site="", by=held, action="contact.proven", subject=held.actor_key)
    return True


def keep_in_account(*, participant: Participant, by: Person) -> bool:
    """The account keeps what the participant said; it never takes that from another account. False when it had it.

    The audit trail says that an account does, not whose: the trail outlives the wish to be found there.

    Raises:
        KeptElsewhere: another account keeps it, or there is nobody left to keep.
    """
    with transaction.atomic():
        free = Participant.objects.filter(pk=participant.pk, person=None, erased_at=None)
        if free.update(person=by):
            write_audit(site="", by=participant, action="participant.kept", subject=participant.actor_key)
            return True
    if not by.participants.filter(pk=participant.pk).exists():
        raise KeptElsewhere
    return False


def take_out_of_account(*, participant: Participant, by: Actor) -> bool:
    """No account keeps the participant any longer; phones and codes do as before. False when none did.

    Raises:
        NotYours: neither the participant nor the person whose account it is.
    """
    with transaction.atomic():
        held = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
        if held.person_id is None:
            return False
        if by.actor_key not in {held.actor_key, f"person:{held.person_id}"}:
            raise NotYours
        held.person = None
        held.save(update_fields=["person"])
        write_audit(site="", by=held, action="participant.taken_out", subject=held.actor_key)
    return True


def erase_participant(*, participant: Participant, with_texts: bool, by: Actor) -> None:
    """Leave of the participant an empty shell that names nobody; with ``with_texts`` their words go as well.

    Every phone loses its hold. What the public log committed to keeps its place, blank where the words were.
    """
    if by.actor_key not in {participant.actor_key, f"person:{participant.person_id}"}:
        raise NotYours
    with transaction.atomic():
        held = Participant.objects.select_for_update().get(pk=participant.pk)
        for holding in HOLDINGS.values():
            holding.erase_participant(held, with_texts)
        held.alias = held.email = held.phone = ""
        held.email_proven_at = None
        held.person = None
        held.level = Level.NONE
        held.epoch += 1
        held.erased_at = timezone.now()
        held.save()
        Pace.objects.filter(key__endswith=str(held.key)).delete()
        write_audit(site="", by=by, action="participant.erased", subject=held.actor_key, changes={"texts": with_texts})


def erase_person(*, person: Person, with_texts: bool, by: Person) -> None:
    """Close the account and leave an empty shell; participants it holds go the same way.

    Raises:
        StillNeeded: the person is the last coordinator of a site.
    """
    if by.pk != person.pk:
        raise NotYours
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        for participant in held.participants.filter(erased_at=None):
            erase_participant(participant=participant, with_texts=with_texts, by=by)
        for holding in HOLDINGS.values():
            holding.erase_person(held, with_texts)
        held.email = f"borrada-{held.pk}@minka.invalid"
        held.name = gettext("Cuenta borrada")
        held.is_active = held.is_operator = False
        held.erased_at = timezone.now()
        held.set_unusable_password()
        held.save()
        write_audit(site="", by=by, action="person.erased", subject=held.actor_key)
