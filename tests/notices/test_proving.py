"""A mail box is proven by its link before anything else is sent to it."""

import datetime as dt
import re
import smtplib

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from minka.notices.models import Delivery
from minka.people.models import Participant
from minka.records.models import AuditEntry
from tests.make.notices import make_notice
from tests.notices.worker import send_proofs, work
from tests.people import Cast, as_participant

CONTACT, AGAIN = "/mi-voz/contacto/", "/mi-voz/contacto/otra-vez/"
ROSA = "rosa@example.org"


def leave(participant: Participant, email: str = ROSA, phone: str = "") -> str:
    return as_participant(participant).post(CONTACT, {"email": email, "phone": phone}, follow=True).text


def link() -> str:
    """The link of the newest mail."""
    send_proofs()
    return re.search(r"http://127\.0\.0\.1:8000(/avisos/correo/\S+)", str(mail.outbox[-1].body))[1]  # type: ignore[index]


def rosa() -> Participant:
    return Participant.objects.get(email=ROSA)


def test_nothing_but_the_link_is_sent_before_it_was_pressed(cast: Cast) -> None:
    page = leave(cast.rosa)
    make_notice(cast.cajamarca, participant=cast.rosa)
    pressed, browser = link(), Client(enforce_csrf_checks=False)
    work()

    assert "Falta confirmar tu correo" in page
    assert "Falta confirmar tu correo" in as_participant(cast.rosa).get("/mi-voz/").text
    assert [sent.subject for sent in mail.outbox] == ["¿Este correo es tuyo? Confírmalo para que te avisemos"]
    assert not Delivery.objects.exists()

    assert "¿Este correo es tuyo?" in browser.get(pressed).text
    assert rosa().email_proven_at is None
    assert "Tu correo está confirmado" in browser.post(pressed).text
    assert rosa().level == Participant.Level.CONTACT

    make_notice(cast.cajamarca, participant=cast.rosa)
    work()
    assert len(mail.outbox) == 2
    assert "Te avisamos a: rosa@example.org" in as_participant(cast.rosa).get("/mi-voz/").text


def test_the_link_names_nobody_and_its_page_shows_nothing_they_said(cast: Cast) -> None:
    leave(cast.rosa)

    assert "rosa" not in link()
    assert ROSA not in Client().get(link()).text
    assert str(cast.rosa.key) not in link()


def test_a_pressed_link_says_so_when_it_is_pressed_again(cast: Cast) -> None:
    leave(cast.rosa)
    Client().post(link())
    moment = rosa().email_proven_at

    assert "Tu correo está confirmado" in Client().post(link()).text
    assert rosa().email_proven_at == moment
    assert AuditEntry.objects.filter(action="contact.proven").count() == 1


def test_a_link_that_cannot_be_used_says_why(cast: Cast) -> None:
    leave(cast.rosa)
    first = link()
    with time_machine.travel(timezone.now() + dt.timedelta(days=3, minutes=1)):
        old = Client().post(first)
    broken = [Client().post(f"/avisos/correo/{words}/") for words in (first.split("/")[3][:-4], "x", "a" * 400, "%00")]
    leave(cast.rosa, "otra@example.org")
    changed = Client().post(first)

    assert (old.status_code, "ya venció" in old.text) == (410, True)
    assert [(each.status_code, "no está completo" in each.text) for each in broken] == [(404, True)] * 4
    assert (changed.status_code, "ya no guardamos" in changed.text) == (410, True)
    assert Participant.objects.get(pk=cast.rosa.pk).email_proven_at is None


def test_another_address_has_to_be_proven_anew_and_the_same_one_not(cast: Cast) -> None:
    leave(cast.rosa)
    Client().post(link())

    assert "Guardamos tus cambios" in leave(cast.rosa, phone="976123456")
    assert rosa().email_proven_at is not None

    assert "Falta confirmar" in leave(cast.rosa, "otra@example.org")
    now = Participant.objects.get(pk=cast.rosa.pk)
    assert (now.email_proven_at, now.level) == (None, Participant.Level.NONE)


def test_a_proof_goes_with_its_address(cast: Cast) -> None:
    leave(cast.rosa)
    Client().post(link())

    leave(cast.rosa, "")

    now = Participant.objects.get(pk=cast.rosa.pk)
    assert (now.email, now.email_proven_at, now.level) == ("", None, Participant.Level.NONE)


def test_a_verified_identity_is_not_lowered_by_a_contact(cast: Cast) -> None:
    Participant.objects.filter(pk=cast.rosa.pk).update(level=Participant.Level.IDENTITY)
    leave(cast.rosa)
    Client().post(link())
    leave(cast.rosa, "")

    assert Participant.objects.get(pk=cast.rosa.pk).level == Participant.Level.IDENTITY


def test_the_link_is_sent_again_when_asked_and_not_without_end(cast: Cast) -> None:
    leave(cast.rosa)
    phone = as_participant(cast.rosa)

    answers = [phone.post(AGAIN).status_code for _ in range(4)]
    waiting = phone.post(AGAIN)

    assert answers == [302, 302, 429, 429]
    assert "Espera" in waiting.text
    assert int(waiting.headers["Retry-After"]) > 0
    assert send_proofs() == 0
    assert len(mail.outbox) == 3


def test_one_mail_box_cannot_be_filled_from_many_phones(cast: Cast) -> None:
    answers = []
    for _ in range(5):
        phone = as_participant(Participant.objects.create())
        answers.append(phone.post(CONTACT, {"email": ROSA.upper(), "phone": "976123456"}))

    assert [each.status_code for each in answers] == [302, 302, 302, 429, 429]
    assert "976123456" in answers[-1].text
    assert ROSA.upper() in answers[-1].text
    assert cast.rosa.email == ""


def test_whoever_has_nothing_to_prove_sends_nothing(cast: Cast) -> None:
    for phone in (as_participant(cast.rosa), Client()):
        assert phone.post(AGAIN).status_code == 302
    leave(cast.rosa)
    proven = link()
    Client().post(proven)
    as_participant(cast.rosa).post(AGAIN)
    send_proofs()

    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_is_asked_again_and_a_refusal_is_not(
    cast: Cast, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    leave(cast.rosa)
    for trouble, again in (
        (smtplib.SMTPServerDisconnected(), 1),
        (smtplib.SMTPRecipientsRefused({ROSA: (550, b"no such user")}), 0),
    ):
        settings.MAILERS = {
            "default": {"BACKEND": "tests.notices.broken_mail.EmailBackend", "OPTIONS": {"trouble": trouble}}
        }
        assert send_proofs() == again

    assert "550" in caplog.text
    assert ROSA not in caplog.text
