"""An official asks other institutions about a case: simulators that say so, or a sentence that nobody is there."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings

from minka.cases.models import Case
from minka.records.models import AuditEntry
from minka.services.models import SimulatedExchange
from tests.cases.test_acting import MONDAY, REASON, do
from tests.make.cases import ANSWERS, licence, make_case, make_version
from tests.people import Cast, as_person


@pytest.fixture(autouse=True)
def _monday(settings: Settings) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    """A licence whose form asks for a document as well."""
    document = licence()
    question = {"id": "document", "type": "document", "label": {"es": "Tu documento"}}
    document["pages"][0]["questions"].append(question)
    answers = {**ANSWERS, "document": {"kind": "dni", "number": "42388604"}}
    return make_case(make_version(cast.cajamarca, document), cast.rosa, answers, filed=MONDAY)


def here(case: Case, more: str = "") -> str:
    return f"/cajamarca/tramites/{case.pk}/atender/{more}"


def test_the_page_says_that_nobody_is_connected(cast: Cast, case: Case) -> None:
    page = as_person(cast.official).get(here(case)).text

    assert "son simuladores, y nada sale de aquí" in page


def test_the_filing_desk_gives_one_number_and_the_log_says_so_once(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)

    told = [official.post(here(case, "puente/mesa/"), follow=True).text for _each in range(2)]

    number = f"SIM-{SimulatedExchange.objects.get(bridge='filing-desk').pk:06d}"
    assert all(number in page for page in told)
    assert case.events.filter(action="handed_over").count() == 1
    assert not case.events.get(action="handed_over").is_public


def test_a_register_is_asked_and_the_trail_keeps_no_document(cast: Cast, case: Case) -> None:
    page = as_person(cast.official).post(here(case, "puente/registro/"), follow=True).text

    assert "figura en el registro" in page
    entry = AuditEntry.objects.get(action="case.looked-up")
    assert entry.changes == {}
    assert set(case.events.get(action="looked_up").data) == {"register", "found"}


def test_a_letter_goes_into_the_mailbox_with_its_test_signature(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    do(official, case, "start_review")
    do(official, case, "grant", **REASON)
    do(official, case, "notify_grant", how="page")

    told = official.post(here(case, "puente/casilla/"), follow=True).text
    paper, again = (official.get(here(case, "carta-1.pdf")).content for _each in range(2))

    assert "está en la casilla" in told
    assert case.events.filter(action="deposited").count() == 1
    assert paper == again
    [signature] = PdfFileReader(BytesIO(paper)).embedded_signatures
    assert "sin valor legal" in signature.signer_cert.subject.human_friendly


def test_a_case_that_names_no_document_says_so(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)

    page = as_person(cast.official).post(here(case, "puente/registro/"), follow=True).text

    assert "no dice ningún documento" in page


def test_where_no_institution_is_connected_nothing_happens(cast: Cast, case: Case, settings: Settings) -> None:
    settings.DEMONSTRATION = settings.DEBUG = False

    page = as_person(cast.official).post(here(case, "puente/mesa/"), follow=True).text

    assert "no está conectada" in page
    assert not case.events.filter(action="handed_over").exists()


def test_there_is_no_letter_to_put_nor_another_institution(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)

    assert official.post(here(case, "puente/casilla/")).status_code == 404
    assert official.post(here(case, "puente/notaria/")).status_code == 404
    assert as_person(cast.stranger).post(here(case, "puente/mesa/")).status_code == 404


def test_the_simulated_desk_gives_a_receipt_that_says_what_it_is_and_names_nobody(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    before = official.get(here(case, "mesa.pdf")).status_code
    page = official.post(here(case, "puente/mesa/"), follow=True).text

    papers = [official.get(here(case, "mesa.pdf")) for _each in range(2)]

    number = f"SIM-{SimulatedExchange.objects.get(bridge='filing-desk').pk:06d}"
    text = words_in(papers[0].content)
    assert before == 404
    assert here(case, "mesa.pdf") in page
    assert papers[0].content == papers[1].content
    assert papers[0].headers["Content-Type"] == "application/pdf"
    assert all(each in text for each in ("DATO DE DEMOSTRACI", number, case.number, "ninguna entidad recibi"))
    assert "Rosa" not in text
    assert as_person(cast.facilitator).get(here(case, "mesa.pdf")).status_code == 403


def words_in(paper: bytes) -> str:
    """What is drawn on the first page, near enough to be searched."""
    return PdfFileReader(BytesIO(paper)).root["/Pages"]["/Kids"][0]["/Contents"].data.decode("latin-1")
