"""Ending messages by a link, seeing what did not leave, and the simulator's outbox."""

import re

import pytest
from django.core import mail
from django.test import Client

from minka.notices.models import Delivery, SimulatedMessage
from minka.people.models import Participant
from tests.make.notices import make_notice, make_reachable
from tests.notices.worker import work
from tests.people import Cast, as_person


def stop_link() -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/avisos/baja/\S+)", str(mail.outbox[-1].body))[1]  # type: ignore[index]


def test_looking_at_the_link_changes_nothing_and_one_press_ends_the_mails(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")
    make_notice(cast.cajamarca, participant=cast.rosa)
    work()
    link, browser = stop_link(), Client(enforce_csrf_checks=True)

    assert "¿Dejamos de escribirte?" in browser.get(link).content.decode()
    assert Participant.objects.get(pk=cast.rosa.pk).email == "rosa@example.org"

    pressed = browser.post(link, {"List-Unsubscribe": "One-Click"})
    make_notice(cast.cajamarca, participant=cast.rosa)
    work()

    assert "ya no te escribimos" in pressed.content.decode()
    assert Participant.objects.get(pk=cast.rosa.pk).email == ""
    assert len(mail.outbox) == 1
    assert "ya no hace falta" in browser.get(link).content.decode()


def test_staff_end_their_mails_and_keep_their_inbox(cast: Cast) -> None:
    make_notice(cast.cajamarca, person=cast.facilitator)
    work()

    Client().post(stop_link())
    make_notice(cast.cajamarca, person=cast.facilitator)
    work()

    assert len(mail.outbox) == 1
    assert "Tienes 2 avisos" in as_person(cast.facilitator).get("/mi-trabajo/avisos/").content.decode()


def test_a_forged_link_or_one_to_an_earlier_address_ends_nothing(cast: Cast) -> None:
    make_reachable(cast.rosa, email="rosa@example.org")
    make_notice(cast.cajamarca, participant=cast.rosa)
    work()
    Participant.objects.filter(pk=cast.rosa.pk).update(email="otra@example.org")

    for link in (stop_link(), "/avisos/baja/inventado/", "/avisos/baja/" + "a" * 400 + "/"):
        assert "ya no hace falta" in Client().post(link).content.decode()

    assert Participant.objects.get(pk=cast.rosa.pk).email == "otra@example.org"


@pytest.mark.parametrize(("demonstration", "status"), [(True, 200), (False, 404)])
@pytest.mark.django_db
def test_the_outbox_exists_only_where_nothing_is_real(settings: object, demonstration: bool, status: int) -> None:
    settings.DEMONSTRATION, settings.DEBUG = demonstration, False  # type: ignore[attr-defined]
    SimulatedMessage.objects.create(channel="sms", address="+51976123456", text="Hola <script>")

    response = Client().get("/bandeja-de-salida/")

    assert response.status_code == status
    if demonstration:
        page = response.content.decode()
        assert "nada salió de esta máquina" in page
        assert "Hola &lt;script&gt;" in page


def test_failures_are_seen_by_those_who_look_after_the_site_without_an_address(cast: Cast) -> None:
    make_reachable(cast.rosa, phone="+51976123456")
    make_notice(cast.cajamarca, participant=cast.rosa)
    work()

    page = as_person(cast.coordinator).get("/cajamarca/gestion/avisos/").content.decode()

    assert Delivery.objects.get().status == "failed"
    assert "no gateway" in page
    assert "976123456" not in page
    assert "no gateway" not in as_person(cast.stranger).get("/tacna/gestion/avisos/").content.decode()
