"""Ending messages by one channel, and asking for them again. The page keeps every notice all the same."""

from django.db import transaction

from minka.notices.models import Delivery, Silence
from minka.notices.queries.reach import PURPOSES
from minka.notices.stops import Stop
from minka.people.actions import withdraw_consent
from minka.people.models import Participant, Person
from minka.records.actions import write_audit


def stop_messages(*, stop: Stop) -> None:
    """Nothing more leaves to this reader by this channel; a participant's contact is forgotten with the permission."""
    if isinstance(stop.reader, Participant):
        purpose = PURPOSES[Delivery.Channel(stop.channel)]
        withdraw_consent(participant=stop.reader, purpose=purpose, by=stop.reader)
    else:
        choose_mail(wants=False, by=stop.reader)


def choose_mail(*, wants: bool, by: Person) -> None:
    """A person with an account reads notices also by mail, or only on the page."""
    with transaction.atomic():
        if wants:
            changed = bool(Silence.objects.filter(person=by, channel=Delivery.Channel.EMAIL).delete()[0])
        else:
            _silence, changed = Silence.objects.get_or_create(person=by, channel=Delivery.Channel.EMAIL)
        if changed:
            action = "notices.mail-chosen" if wants else "notices.mail-stopped"
            write_audit(site="", by=by, action=action, subject=by.actor_key)
