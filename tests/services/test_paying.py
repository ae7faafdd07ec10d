"""A fee is paid on the way, by a simulated bank that says so, and its number and day are put where they are asked."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.make.services import ask, es, make_service, page, permit
from tests.people import Cast, as_participant
from tests.services.filling import BASE, begin, only

PAY = f"{BASE}paso/payment/"


@pytest.fixture(autouse=True)
def _sold(cast: Cast, settings: Settings) -> None:
    """The permit, beginning with the page of the payment."""
    settings.DEMONSTRATION = True
    document = permit()
    number = ask("paid_number", "short_text", "Número del pago", requirement="paid")
    day = ask("paid_on", "date", "Día del pago", requirement="paid")
    document["pages"] = [page("payment", "El pago", number, day), *document["pages"]]
    document["requirements"].append({"id": "paid", "text": es("Pago"), "kind": "payment"})
    make_service(cast.cajamarca, document=document)


def test_somebody_pays_and_comes_back_with_number_and_day() -> None:
    phone = Client()
    begin(phone)

    asked = phone.get(PAY)
    bank = phone.post(f"{PAY}pagar/")
    back = phone.post(bank.url)
    done = phone.get(back.url, follow=True)

    assert "Son S/ 12.50." in asked.text
    assert "el pago es simulado" in asked.text
    assert "Esto no es un banco" in phone.get(bank.url).text
    assert "El pago consta" in done.text
    assert only().answers["paid_number"].startswith("SIM-")
    assert set(only().answers) == {"paid_number", "paid_on"}


def test_whoever_comes_back_without_paying_is_told_and_loses_nothing() -> None:
    phone = Client()
    begin(phone)
    phone.post(f"{PAY}pagar/")

    back = phone.get(f"{PAY}pagar/", follow=True)

    assert "Todavía no consta el pago" in back.text
    assert only().answers == {}


def test_paying_twice_asks_for_one_payment() -> None:
    phone = Client()
    begin(phone)

    first, second = phone.post(f"{PAY}pagar/"), phone.post(f"{PAY}pagar/")

    assert first.url == second.url


def test_where_nobody_takes_payments_the_page_says_how_to_go_on(settings: Settings) -> None:
    settings.DEMONSTRATION = settings.DEBUG = False
    phone = Client()
    begin(phone)

    told = phone.post(f"{PAY}pagar/", follow=True)

    assert "Ahora no se puede pagar en línea" in told.text


def test_nobody_pays_on_a_page_that_asks_for_no_payment_nor_for_somebody_else(cast: Cast) -> None:
    phone = Client()
    begin(phone)

    assert phone.post(f"{BASE}paso/sells/pagar/").status_code == 404
    assert as_participant(cast.julio).post(f"{PAY}pagar/").status_code == 302
