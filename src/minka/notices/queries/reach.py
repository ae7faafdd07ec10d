"""Where a reader wants to be told besides the page: read anew at each use, so that a withdrawn yes counts at once."""

from collections.abc import Sequence

from minka.notices.models import Delivery, Notice, Silence
from minka.people.models import Consent, Participant, Person

Channel = Delivery.Channel
PURPOSES = {Channel.EMAIL: "notices-email", Channel.SMS: "notices-sms", Channel.CHAT: "notices-chat"}

type Ways = dict[str, str]  # channel → address


def reach_of(notices: Sequence[Notice]) -> dict[int, Ways]:
    """For each notice the channels its reader said yes to, with the address. Two queries at most, however many."""
    participants = {each.participant_id: each.participant for each in notices if each.participant}
    persons = {each.person_id: each.person for each in notices if each.person}
    agreed = _agreed([each for each in participants.values() if each.email or each.phone])
    silent = _silent(list(persons.values()))
    found: dict[int, Ways] = {}
    for notice in notices:
        if notice.participant:
            found[notice.pk] = _ways_to_participant(notice.participant, agreed.get(notice.participant.pk, set()))
        elif notice.person:
            found[notice.pk] = _ways_to_person(notice.person, silent.get(notice.person.pk, set()))
    return found


def wants_mail(person: Person) -> bool:
    """Whether notices also go to the person's mail box."""
    return Channel.EMAIL in _ways_to_person(person, _silent([person]).get(person.pk, set()))


def _ways_to_participant(participant: Participant, agreed: set[str]) -> Ways:
    email = participant.email if participant.email_proven_at else ""
    addresses = {Channel.EMAIL: email, Channel.SMS: participant.phone, Channel.CHAT: participant.phone}
    if participant.erased_at is not None:
        return {}
    return {channel: address for channel, address in addresses.items() if address and PURPOSES[channel] in agreed}


def _ways_to_person(person: Person, silent: set[str]) -> Ways:
    if not person.is_active or Channel.EMAIL in silent:
        return {}
    return {Channel.EMAIL: person.email}


def _agreed(participants: Sequence[Participant]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    if participants:
        rows = Consent.objects.filter(
            participant__in=participants, purpose__in=PURPOSES.values(), withdrawn_at__isnull=True
        )
        for participant, purpose in rows.values_list("participant", "purpose"):
            found.setdefault(participant, set()).add(purpose)
    return found


def _silent(persons: Sequence[Person]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    if persons:
        for person, channel in Silence.objects.filter(person__in=persons).values_list("person", "channel"):
            found.setdefault(person, set()).add(channel)
    return found
