"""What a phone kept without network is answered in plain facts, so that no portal in between can pass for us."""

import pytest
from django.test import Client

from minka.services.models import Application, Service
from tests.make.services import make_application
from tests.people import Cast, as_participant
from tests.services.filling import BASE, only, seen

OUTBOX = {"Minka-Outbox": "1"}


def test_a_page_that_waited_is_kept_and_said_to_be_kept(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)

    said = phone.post(f"{BASE}paso/size/", {"q-metres": "5", "seen": seen(phone, f"{BASE}paso/size/")}, headers=OUTBOX)

    assert said.json() == {"minka": "kept", "revision": 1, "next": f"{BASE}revisar/"}


def test_only_filing_says_filed_and_a_second_time_too(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)
    typed = {"filing_key": "envio", "is_true": "on"}

    first, second = (phone.post(f"{BASE}revisar/", typed, headers=OUTBOX).json() for _time in range(2))

    assert (first["minka"], second["minka"]) == ("filed", "filed")
    assert first["next"] == second["next"] == f"{BASE}enviada/{only().pk}/"


def test_an_answer_that_comes_after_filing_is_refused(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa, state=Application.State.FILED)

    late = as_participant(cast.rosa).post(f"{BASE}paso/size/", {"q-metres": "5"}, headers=OUTBOX)

    assert late.status_code == 409
    assert only().answers["metres"] == "4"


@pytest.mark.usefixtures("service")
def test_the_worker_is_served_where_its_scope_ends() -> None:
    script = Client().get("/cajamarca/servicios/sin-conexion.js")

    assert script.headers["Content-Type"].startswith("text/javascript")
    assert "self.registration.scope" in script.text
    assert Client().get("/nowhere/servicios/sin-conexion.js").status_code == 404
