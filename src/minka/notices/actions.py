"""Telling people something once. The key makes a repetition harmless, also when two workers say it at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from minka.notices.models import Notice
from minka.people.models import Participant, Person
from minka.sites.models import Site


@dataclass(frozen=True)
class Message:
    """What is told to whom. Exactly one of participant and person reads it; the link is a path of the site."""

    kind: str
    title: str
    body: str
    link: str
    key: str
    participant_id: int | None = None
    person_id: int | None = None


def notify(
    *,
    site: Site,
    participant: Participant | None = None,
    person: Person | None = None,
    kind: str,
    title: str,
    body: str = "",
    link: str = "",
    key: str,
) -> None:
    """Tell one reader one thing, once. Inside the act's transaction it is told when the act is."""
    message = Message(
        kind=kind,
        title=title,
        body=body,
        link=link,
        key=key,
        participant_id=participant.pk if participant else None,
        person_id=person.pk if person else None,
    )
    notify_all(site=site, messages=[message])


def notify_all(*, site: Site, messages: Iterable[Message]) -> None:
    """Tell many readers, each their own thing, in one statement."""
    Notice.objects.bulk_create(
        [
            Notice(
                site=site,
                participant_id=message.participant_id,
                person_id=message.person_id,
                kind=message.kind,
                title=message.title[:200],
                body=message.body,
                link=message.link,
                key=message.key,
            )
            for message in messages
        ],
        ignore_conflicts=True,
    )
