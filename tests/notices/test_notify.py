"""Telling: once per key, many at the price of one, and nothing for an act that was rolled back."""

import pytest
from django.core import mail
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from minka.notices.actions import Message, notify_all
from minka.notices.models import Delivery, Notice
from minka.people.models import Participant
from tests.make.notices import make_notice, make_reachable
from tests.notices.worker import waiting_tasks, work
from tests.people import Cast


def messages_to(readers: list[Participant], *, act: str) -> list[Message]:
    return [
        Message(kind="test", title="Hola", body="", link="/mi-voz/", key=f"{act}:{each.pk}", participant_id=each.pk)
        for each in readers
    ]


def test_a_repeated_key_tells_once_and_sends_once(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")

    for _ in range(3):
        make_notice(cast.cajamarca, participant=cast.rosa, key="answer:1:contribution:2")
    work(times=3)

    assert Notice.objects.count() == 1
    assert len(mail.outbox) == 1


def test_who_left_no_contact_reads_it_on_the_page_and_nothing_leaves(cast: Cast) -> None:
    make_notice(cast.cajamarca, participant=cast.rosa)

    assert Notice.objects.get().participant == cast.rosa
    assert waiting_tasks() == []


def test_a_contact_without_a_yes_is_not_used(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org", phone="+51976123456")
    cast.rosa.consents.update(withdrawn_at="2026-01-01T00:00Z")

    make_notice(cast.cajamarca, participant=cast.rosa)

    assert Delivery.objects.count() == 0


def test_an_act_that_was_rolled_back_tells_nobody(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")

    with transaction.atomic():
        make_notice(cast.cajamarca, participant=cast.rosa)
        transaction.set_rollback(True)

    assert Notice.objects.count() == 0
    assert waiting_tasks() == []


@pytest.mark.parametrize("readers", [1, 100])
def test_a_hundred_readers_cost_as_many_queries_as_one(
    cast: Cast, readers: int, django_assert_num_queries: type[CaptureQueriesContext]
) -> None:
    people = [make_reachable(Participant.objects.create(), email=f"p{n}@example.org") for n in range(readers)]

    with django_assert_num_queries(7):  # begin, notices, who wants them, consents, deliveries, tasks, end
        notify_all(site=cast.cajamarca, messages=messages_to(people, act="answer:1"))

    assert len(waiting_tasks()) == readers


def test_nobody_to_tell_asks_the_database_nothing(
    cast: Cast, django_assert_num_queries: type[CaptureQueriesContext]
) -> None:
    with django_assert_num_queries(0):
        notify_all(site=cast.cajamarca, messages=[])
