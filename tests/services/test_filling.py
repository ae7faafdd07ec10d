"""Filling in a service without scripts and without an account."""

import pytest
from django.test import Client

from minka.services.models import Application
from tests.services.filling import BASE, begin, file, fill, only

pytestmark = pytest.mark.usefixtures("service")


def test_somebody_without_account_goes_from_the_start_page_to_the_receipt() -> None:
    phone = Client()

    start = phone.get(BASE)
    first = begin(phone)
    ready = fill(phone)
    check = phone.get(ready.url)
    sent = file(phone)
    receipt = phone.get(sent.url)

    assert "S/ 12.50" in start.content.decode()
    assert first.url == f"{BASE}paso/sells/"
    assert ready.url == f"{BASE}revisar/"
    assert "Listo, falta enviar" in check.content.decode()
    assert "Enviado" not in check.content.decode()
    assert "Enviado: recibimos tu solicitud" in receipt.content.decode()
    assert only().state == Application.State.FILED
    assert only().code in receipt.content.decode()
