"""Anybody checks on the page what the QR of a paper says."""

import pytest
from django.test import Client, RequestFactory

from minka.records.seals import masked, seal_address


@pytest.fixture
def address(db: None) -> str:  # noqa: ARG001
    request = RequestFactory().get("/")
    return seal_address(request, {"about": "Cargo", "number": "2026-000123", "on": "2026-11-24"})


def test_a_seal_that_was_scanned_says_what_was_signed(client: Client, address: str) -> None:
    page = client.post("/registro/comprobar/", {"text": address})

    assert page.status_code == 200
    assert "El sello es auténtico" in page.text
    assert "2026-000123" in page.text


def test_a_seal_that_somebody_changed_says_so_and_shows_nothing_of_it(client: Client, address: str) -> None:
    page = client.post("/registro/comprobar/", {"text": address[:-3] + "AAA"})

    assert "El sello no es válido" in page.text
    assert "2026-000123" not in page.text


def test_the_seal_stands_where_no_server_logs_it(address: str) -> None:
    path, mark, seal = address.partition("#")

    assert path == "http://testserver/registro/comprobar/"
    assert mark
    assert seal.startswith("MINKA1.")


def test_of_a_document_only_the_end_is_shown() -> None:
    assert masked("42388604") == "*****604"
    assert masked("04") == "04"


def test_a_seal_among_the_words_of_a_receipt_does_not_stand_in_for_its_check(client: Client, address: str) -> None:
    page = client.post("/registro/comprobar/", {"text": f'{{"record": {{"body": "{address}"}}}}'})

    assert "El sello es auténtico" not in page.text
