"""Somebody fills in for another: it is written down, and the person has the last word."""

import pytest
from django.test import Client

from minka.services.models import Application, Service
from tests.make.services import make_application, make_version
from tests.people import Cast, as_participant, as_person
from tests.services.filling import BASE, file, only

FAMILY = {"helped_by": "family", "helper_name": "Luz, su hija"}


@pytest.fixture
def helped(cast: Cast, service: Service) -> Client:
    """The phone of Rosa's daughter, on which Rosa's application is filled in."""
    make_application(service, cast.rosa)
    phone = as_participant(cast.rosa)
    phone.post(f"{BASE}ayuda/", FAMILY)
    return phone


def test_the_helper_is_noted_and_the_person_confirms_with_the_end_of_their_document(helped: Client) -> None:
    without = file(helped)
    wrong = file(helped, agrees="on", digits="000")
    right = file(helped, agrees="on", digits="678")

    assert "La persona tiene que estar de acuerdo" in without.text
    assert "Estos números no coinciden" in wrong.text
    assert right.status_code == 302
    assert (only().helper_name, only().confirmed_how) == ("Luz, su hija", "document")
    assert only().confirmed_at is not None


def test_help_once_noted_stays_noted_and_is_confirmed(helped: Client) -> None:
    undone = helped.post(f"{BASE}ayuda/", {"helped_by": "none"})

    assert undone.status_code == 422
    assert "La misma persona" not in helped.get(f"{BASE}ayuda/").text
    assert "Ya quedó anotado que alguien ayudó" in helped.get(f"{BASE}ayuda/").text
    assert only().helper_name == "Luz, su hija"


@pytest.mark.usefixtures("helped")
def test_on_their_own_phone_a_yes_is_enough() -> None:
    own = Client()
    own.post("/codigo/", {"code": only().code})

    asked = own.get(f"{BASE}revisar/").text
    file(own, agrees="on")

    assert "Lo llenó con ayuda de Luz, su hija" in asked
    assert 'name="digits"' not in asked
    assert only().confirmed_how == "phone"


def test_without_a_document_the_end_of_the_code_confirms(cast: Cast, service: Service) -> None:
    document = service.versions.get().document
    document["pages"][3]["questions"].pop(1)
    make_version(service, document)
    answers = {name: kept for name, kept in make_application(service, cast.julio).answers.items() if name != "dni"}
    Application.objects.update(answers=answers)
    phone = as_participant(cast.julio)
    phone.post(f"{BASE}ayuda/", FAMILY)

    file(phone, agrees="on", digits=only().code[-3:])

    assert only().confirmed_how == "code"


def test_only_members_of_the_site_help_as_staff(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)
    member, stranger = as_person(cast.facilitator), as_person(cast.stranger)
    for phone in (member, stranger):
        phone.cookies.update(as_participant(cast.rosa).cookies)

    refused = stranger.post(f"{BASE}ayuda/", {"helped_by": "staff"})
    taken = member.post(f"{BASE}ayuda/", {"helped_by": "staff"})

    assert refused.status_code == 422
    assert taken.status_code == 302
    assert (only().helper, only().helped_by) == (cast.facilitator, Application.Help.STAFF)


def test_a_helper_without_a_name_is_asked_for_it(cast: Cast, service: Service) -> None:
    make_application(service, cast.rosa)

    page = as_participant(cast.rosa).post(f"{BASE}ayuda/", {"helped_by": "family"})

    assert page.status_code == 422
    assert "Escribe el nombre de quien ayuda" in page.text
