"""Carrying out: each message leaves once, whatever happens to the worker; trouble is written down."""

import asyncio
import datetime as dt
import logging
import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import procrastinate
import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from minka.notices.actions.delivery import TryLater, carry_delivery
from minka.notices.base import NotCarried, Parcel, Unsure
from minka.notices.models import Delivery, SimulatedMessage
from minka.notices.queries.parcels import one_sms
from minka.notices.registry import CARRIERS, register
from minka.people.actions import withdraw_consent
from tests.make.notices import make_notice, make_reachable
from tests.notices.worker import work
from tests.people import Cast, make_cast

PHONE = "+51976123456"


class Gateway:
    """Somebody's own SMS gateway: a registered carrier that fails as told."""

    may_repeat = False
    is_simulated = False

    def __init__(self, channel: str, *, troubles: list[Exception], may_repeat: bool = False) -> None:
        self.channel = channel
        self.troubles = troubles
        self.may_repeat = may_repeat
        self.carried: list[Parcel] = []

    def carry(self, parcel: Parcel) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.carried.append(parcel)


@pytest.fixture(autouse=True)
def _same_carriers_afterwards() -> Iterator[None]:
    before = dict(CARRIERS)
    yield
    CARRIERS.update(before)


@pytest.fixture
def demonstration(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]


def status() -> str:
    return Delivery.objects.get().status


def test_a_mail_says_what_happened_where_to_look_and_how_to_end_them(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")
    make_notice(cast.cajamarca, participant=cast.rosa, title="Respondimos a tu aporte «Agua & luz»")

    work()

    sent = mail.outbox[0]
    assert sent.to == ["rosa@example.org"]
    assert sent.subject == "Respondimos a tu aporte «Agua & luz»"
    assert "«Agua & luz»" in str(sent.body)
    assert "http://127.0.0.1:8000/mi-voz/" in str(sent.body)
    assert "/avisos/baja/" in str(sent.body)
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert status() == Delivery.Status.SENT


def test_a_title_cannot_smuggle_a_line_into_the_head_of_a_mail(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")
    make_notice(cast.cajamarca, participant=cast.rosa, title="Hola\nBcc: todos@example.org")

    work()

    assert mail.outbox[0].recipients() == ["rosa@example.org"]
    assert "\n" not in mail.outbox[0].subject


@pytest.mark.usefixtures("demonstration")
def test_an_sms_of_a_demonstration_is_kept_and_said_to_be_simulated(cast: Cast) -> None:
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)

    work(times=2)

    kept = SimulatedMessage.objects.get()
    assert (kept.channel, kept.address) == ("sms", PHONE)
    assert len(kept.text) <= 160
    assert status() == Delivery.Status.SIMULATED


@pytest.mark.usefixtures("demonstration")
def test_chat_goes_by_its_own_carrier_to_who_said_yes_to_it(cast: Cast) -> None:
    make_reachable(cast.rosa, phone=PHONE, chat=True)
    make_notice(cast.cajamarca, participant=cast.rosa)

    work()

    assert SimulatedMessage.objects.get().channel == "chat"


def test_without_a_gateway_an_sms_fails_openly_and_nothing_is_kept(cast: Cast) -> None:
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)

    work()

    assert status() == Delivery.Status.FAILED
    assert SimulatedMessage.objects.count() == 0


def test_who_said_no_in_the_meantime_gets_nothing(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")
    make_notice(cast.cajamarca, participant=cast.rosa)
    withdraw_consent(participant=cast.rosa, purpose="notices-email", by=cast.rosa)

    work()

    assert mail.outbox == []
    assert status() == Delivery.Status.DROPPED


def test_a_gateway_that_is_away_is_asked_again_and_the_message_leaves_once(cast: Cast) -> None:
    gateway = Gateway("sms", troubles=[NotCarried("busy", again=True), NotCarried("busy", again=True)])
    register(gateway)
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)

    again = work(times=5)

    assert again == 2
    assert len(gateway.carried) == 1
    assert status() == Delivery.Status.SENT


def test_a_gateway_that_stays_away_ends_as_a_visible_failure(cast: Cast) -> None:
    gateway = Gateway("sms", troubles=[NotCarried("busy", again=True) for _ in range(20)])
    register(gateway)
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)

    assert work(times=10) == 7

    failed = Delivery.objects.get()
    assert (failed.status, failed.failure, failed.attempts) == (Delivery.Status.FAILED, "busy", 8)


def test_a_line_that_breaks_after_handing_over_is_not_tried_again(cast: Cast) -> None:
    gateway = Gateway("sms", troubles=[Unsure("timeout")])
    register(gateway)
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)

    work(times=3)

    assert gateway.carried == []
    assert status() == Delivery.Status.UNKNOWN


class WorkerKilled(BaseException):
    """What a SIGKILL looks like from inside: nothing after it runs."""


@pytest.mark.parametrize(("may_repeat", "carried", "ends"), [(False, 0, "unknown"), (True, 1, "sent")])
def test_a_worker_that_dies_in_mid_send(cast: Cast, may_repeat: bool, carried: int, ends: str) -> None:
    """Whether the message left, nobody knows: an SMS is not repeated, a mail is."""
    gateway = Gateway("sms", troubles=[WorkerKilled()], may_repeat=may_repeat)  # type: ignore[list-item]
    register(gateway)
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)
    with pytest.raises(WorkerKilled):
        work()

    at_once = work()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=4)):
        work(times=3)

    assert at_once == 1  # the other might still be at it
    assert len(gateway.carried) == carried
    assert status() == ends


def test_a_slow_worker_cannot_overwrite_what_another_did_since(cast: Cast) -> None:
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)

    class Slow(Gateway):
        def carry(self, parcel: Parcel) -> None:
            Delivery.objects.filter(pk=parcel.number).update(status="unknown", attempts=9)

    register(Slow("sms", troubles=[]))
    work()

    assert status() == Delivery.Status.UNKNOWN


@pytest.mark.parametrize(
    ("trouble", "ends", "again"),
    [
        (smtplib.SMTPRecipientsRefused({"rosa@example.org": (550, b"no such user rosa")}), "failed", 0),
        (smtplib.SMTPRecipientsRefused({"rosa@example.org": (451, b"later")}), "waiting", 1),
        (smtplib.SMTPDataError(554, b"rosa@example.org refused"), "failed", 0),
        (ConnectionRefusedError("10.0.0.1"), "waiting", 1),
    ],
)
def test_what_a_mail_server_says_is_understood_and_no_address_is_written_down(
    cast: Cast, settings: object, caplog: pytest.LogCaptureFixture, trouble: Exception, ends: str, again: int
) -> None:
    settings.MAILERS = {
        "default": {"BACKEND": "tests.notices.broken_mail.EmailBackend", "OPTIONS": {"trouble": trouble}}
    }  # type: ignore[attr-defined]
    make_reachable(cast.rosa, email="rosa@example.org")
    make_notice(cast.cajamarca, participant=cast.rosa)

    with caplog.at_level(logging.DEBUG):
        assert work() == again

    assert status() == ends
    assert "rosa@" not in Delivery.objects.get().failure + caplog.text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sí, respondió la señora Núñez", "Si, respondio la señora Nuñez /v/"),
        ("«Agua» — ya…", '"Agua" - ya... /v/'),
        ("a" * 300, "a" * 153 + "... /v/"),
        ("🙂 listo", " listo /v/".strip()),
    ],
)
def test_an_sms_fits_and_keeps_the_signs_that_cost_nothing(words: str, expected: str) -> None:
    said = one_sms(words, "/v/")

    assert said.strip() == expected
    assert len(said) <= 160


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_one_moment_one_sends() -> None:
    cast = make_cast()
    gateway = Gateway("sms", troubles=[])
    register(gateway)
    make_reachable(cast.rosa, phone=PHONE)
    make_notice(cast.cajamarca, participant=cast.rosa)
    delivery = Delivery.objects.get()

    def carry(_number: int) -> None:
        try:
            carry_delivery(delivery_id=delivery.pk)
        except TryLater:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(carry, range(12)))

    assert len(gateway.carried) == 1
    assert status() == Delivery.Status.SENT


@pytest.mark.django_db(transaction=True)
def test_the_real_worker_carries_what_waits_and_stays_quiet_afterwards(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")
    make_notice(cast.cajamarca, participant=cast.rosa)

    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        asyncio.run(_work_once(worker_app))

    assert len(mail.outbox) == 1
    assert status() == Delivery.Status.SENT


async def _work_once(worker_app: procrastinate.App) -> None:
    async with worker_app.open_async():
        await worker_app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)
