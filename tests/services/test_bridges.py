"""What stands in for other institutions keeps what a real one must keep, and is closed where nobody would know."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from minka.services.bridges import BridgeClosed, PaymentOrder, bridges, install
from minka.services.bridges.simulators import pay
from minka.web.pdf import Sheet

ORDER = PaymentOrder("orden-1", Decimal("15.30"), "Derecho de trámite", "/volver/")


@pytest.fixture
def shown(settings: Settings, db: None) -> None:  # noqa: ARG001
    settings.DEMONSTRATION = True


@pytest.fixture
def paper() -> bytes:
    sheet = Sheet(title="Resolución")
    sheet.text("Se concede.")
    return sheet.finish()


@pytest.mark.usefixtures("shown")
def test_a_case_handed_over_twice_gets_one_number(paper: bytes) -> None:
    desk = bridges().filing_desk

    first = desk.hand_over("2026-000001", "Licencia", paper)

    assert first.startswith("SIM-")
    assert desk.hand_over("2026-000001", "Licencia", paper) == first
    assert desk.hand_over("2026-000002", "Licencia", paper) != first


@pytest.mark.usefixtures("shown")
def test_a_fee_is_paid_once_and_has_number_and_date() -> None:
    payments = bridges().payments

    payments.address(ORDER)
    assert payments.receipt("orden-1") is None
    pay("orden-1")
    paid = payments.receipt("orden-1")
    pay("orden-1")

    assert paid is not None
    assert payments.receipt("orden-1") == paid


@pytest.mark.usefixtures("shown")
def test_nobody_pays_an_order_that_nobody_made() -> None:
    pay("orden-9")

    assert bridges().payments.receipt("orden-9") is None


@pytest.mark.usefixtures("shown")
def test_the_simulated_bank_says_what_it_is_and_leads_back(client: Client) -> None:
    page = bridges().payments.address(ORDER)

    shown = client.get(page)
    pressed = client.post(page)

    assert "Esto no es un banco" in shown.text
    assert "S/ 15.30" in shown.text
    assert pressed.headers["Location"] == "/volver/"
    assert bridges().payments.receipt("orden-1") is not None
    assert "Ya está pagado" in client.get(page).text
    assert client.get("/pago-simulado/orden-9/").status_code == 404


@pytest.mark.usefixtures("shown")
def test_a_letter_is_put_into_a_mailbox_once(paper: bytes) -> None:
    first = bridges().mailbox.put("carta-1", "42388604", "Decisión", paper)

    assert bridges().mailbox.put("carta-1", "42388604", "Decisión", paper) == first
    assert first.opened_at is None


@pytest.mark.usefixtures("shown")
def test_a_register_knows_or_does_not_know() -> None:
    assert bridges().registers.look_up("dni", "42388604") == {"registro": "dni", "estado": "figura (simulado)"}
    assert bridges().registers.look_up("dni", "42388600") is None


@pytest.mark.django_db
def test_where_nobody_could_see_that_they_are_simulators_they_are_closed(settings: Settings, paper: bytes) -> None:
    settings.DEMONSTRATION = settings.DEBUG = False

    with pytest.raises(BridgeClosed):
        bridges().payments.address(ORDER)
    with pytest.raises(BridgeClosed):
        bridges().registers.look_up("dni", "42388604")
    with pytest.raises(BridgeClosed):
        bridges().filing_desk.hand_over("2026-000001", "Licencia", paper)


def test_an_installation_puts_its_own_bridge_in_place_of_the_simulator() -> None:
    before = bridges()

    class Own:
        is_simulated = False

        def sign(self, paper: bytes, *, reason: str) -> bytes:  # noqa: ARG002
            return paper

    install(replace(before, signer=Own()))
    try:
        assert bridges().signer.is_simulated is False
        assert bridges().payments is before.payments
    finally:
        install(before)


def test_a_signed_paper_is_whole_and_says_that_the_signature_is_a_test(paper: bytes) -> None:
    signed = bridges().signer.sign(paper, reason="Decisión 2026-000001")

    [signature] = PdfFileReader(BytesIO(signed)).embedded_signatures
    certificate = signature.signer_cert
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[certificate], allow_fetching=False))

    assert signed.startswith(paper)
    assert status.intact
    assert status.valid
    assert status.trusted
    assert "sin valor legal" in certificate.subject.human_friendly


def test_a_changed_paper_loses_its_signature(paper: bytes) -> None:
    signed = bytearray(bridges().signer.sign(paper, reason="Decisión"))
    signed[len(paper) // 2] ^= 1

    [signature] = PdfFileReader(BytesIO(bytes(signed))).embedded_signatures

    assert not validate_pdf_signature(
        signature, ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    ).intact
