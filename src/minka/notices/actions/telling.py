"""Telling people something once. The key makes a repetition harmless, also when two workers say it at one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from minka.notices.models import Delivery, Notice
from minka.notices.queries.reach import reach_of
from minka.people.models import Participant, Person
from minka.sites.models import Site

LONGEST_TITLE = 200
TASK = "notices.deliver"  # by its name: the task stands above this action


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
    """Tell many readers, each their own thing; the same few statements for one as for thousands.

    What leaves by mail or phone is scheduled in the same transaction: nothing is sent for an act that was rolled back.
    """
    told = sorted(messages, key=lambda message: message.key)  # in one order, so that two at once wait for each other
    if not told:
        return
    with transaction.atomic():
        Notice.objects.bulk_create([_notice(site, message) for message in told], ignore_conflicts=True)
        _schedule([message.key for message in told])


def _notice(site: Site, message: Message) -> Notice:
    return Notice(
        site=site,
        participant_id=message.participant_id,
        person_id=message.person_id,
        kind=message.kind,
        title=" ".join(message.title.split())[:LONGEST_TITLE],
        body=message.body,
        link=message.link,
        key=message.key,
    )


def _schedule(keys: Sequence[str]) -> None:
    """Have the worker carry each notice to wherever its reader wants it; one that was scheduled before is left."""
    fresh = Notice.objects.filter(key__in=keys, deliveries__isnull=True).select_related("participant", "person")
    reach = reach_of(list(fresh))
    deliveries = Delivery.objects.bulk_create(
        [Delivery(notice_id=number, channel=channel) for number, ways in reach.items() for channel in ways]
    )
    tasks: list[dict[str, JSONValue]] = [{"delivery_id": each.pk} for each in deliveries]
    if tasks:
        app.configure_task(TASK).batch_defer(*tasks)
