"""“¿Qué más me corresponde?”: one question on a page, what each service says so far, and nothing kept anywhere."""

import json
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minka.people.models import Participant
from minka.services.models import Application, Service, Step
from minka.services.queries.definitions import definition_of
from tests.house.sources import ROOT
from tests.make.services import ask, es, make_service, page, permit
from tests.people import Cast

HERE = "/cajamarca/servicios/que-me-corresponde/"
NAMES = ("licencia", "feria", "duplicado")
MOST_QUERIES = 4  # the site, its services, their newest versions, and whether places changed


@pytest.fixture
def services(cast: Cast) -> list[Service]:
    """The three of the demonstration."""
    folder = ROOT / "data" / "services_demonstration"
    documents = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES}
    return [make_service(cast.cajamarca, document=document, slug=name) for name, document in documents.items()]


def field(response: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.text)
    return found[1] if found else ""


def answer(client: Client, shown: HttpResponse, *, act: str = "", typed: object = None) -> HttpResponse:
    """Press a button of the page that is shown, with something chosen or nothing."""
    asked = field(shown, "asked")
    sent: dict[str, Any] = {"carried": field(shown, "carried"), "asked": asked, "act": act}
    return client.post(HERE, sent if typed is None else {**sent, f"q-{asked}": typed})


def walk(client: Client, answers: dict[str, str]) -> HttpResponse:
    """Answer what is asked, whatever it is, as long as there is an answer for it."""
    shown = client.get(HERE)
    while field(shown, "asked") in answers:
        shown = answer(client, shown, typed=answers[field(shown, "asked")])
    return shown


def section(shown: HttpResponse, name: str) -> str:
    found = re.search(rf'aria-labelledby="{name}">(.*?)</section>', shown.text, re.DOTALL)
    return found[1] if found else ""


SELLER = {"of_age": "si", "selling_place": "public_space", "in_district": "si", "own_products": "si"}


@pytest.mark.usefixtures("services")
def test_it_first_asks_what_settles_most_and_says_that_it_decides_nothing(client: Client) -> None:
    shown = client.get(HERE)

    assert field(shown, "asked") == "of_age"
    assert "una orientación, no una decisión" in shown.text
    assert section(shown, "depende").count("<li>") == 3


@pytest.mark.usefixtures("services")
def test_answers_sort_the_services_and_say_why(client: Client) -> None:
    shown = walk(client, {**SELLER, "what_happened": "never"})

    assert "Permiso para una feria de productores" in section(shown, "si")
    assert "El lugar está libre esos días" in section(shown, "si")
    assert "Es solo si: Vas a vender o atender en un local." in section(shown, "no")
    assert "En una plaza, una calle o un parque." in section(shown, "no")
    assert "Copia nueva de un documento" in section(shown, "no")
    assert field(shown, "asked") == ""


@pytest.mark.usefixtures("services")
def test_a_question_can_be_passed_and_what_hangs_on_it_stays_open(client: Client) -> None:
    shown = answer(client, client.get(HERE), act="pass")

    assert field(shown, "asked") != "of_age"
    while field(shown, "asked"):
        shown = answer(client, shown, act="pass")

    assert section(shown, "depende").count("<li>") == 3
    assert "¿18 años o más?" in section(shown, "depende")
    assert "Pasaste alguna pregunta" in shown.text


@pytest.mark.usefixtures("services")
def test_going_back_asks_the_last_question_with_its_answer(client: Client) -> None:
    shown = answer(client, client.get(HERE), typed="no")

    shown = answer(client, shown, act="back")

    assert field(shown, "asked") == "of_age"
    assert re.search(r'value="no"[^>]*checked', shown.text)
    assert section(shown, "no") == ""


@pytest.mark.usefixtures("services")
def test_no_answer_is_told_and_what_was_answered_before_stays(client: Client) -> None:
    shown = answer(client, client.get(HERE), typed="si")

    refused = answer(client, shown)

    assert refused.status_code == 422
    assert field(refused, "asked") == field(shown, "asked")
    assert "Lo que respondiste" in refused.text


@pytest.mark.usefixtures("services")
def test_nothing_is_kept(client: Client) -> None:
    walk(client, SELLER)

    assert [model.objects.count() for model in (Application, Step, Participant)] == [0, 0, 2]  # the two of the cast
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("carried", ["x", "eyJhIjoxfQ:1:forged", "z" * 30_000], ids=["noise", "forged", "too long"])
@pytest.mark.usefixtures("services")
def test_what_was_changed_on_the_way_is_not_believed(client: Client, carried: str) -> None:
    shown = client.post(HERE, {"carried": carried, "asked": "of_age", "q-of_age": "si"})

    assert shown.status_code == 200
    assert "Empecemos de nuevo." in shown.text
    assert field(shown, "asked") == "of_age"


@pytest.mark.usefixtures("services")
def test_answers_of_another_site_are_not_carried_over(client: Client, cast: Cast) -> None:
    make_service(cast.tacna, document=permit(), slug="feria")
    shown = answer(client, client.get(HERE), typed="si")

    elsewhere = client.post(
        HERE.replace("cajamarca", "tacna"), {"carried": field(shown, "carried"), "asked": "food", "q-food": "si"}
    )

    assert "Empecemos de nuevo." in elsewhere.text


@pytest.mark.parametrize("asked", ["nobody_asks_this", "producers", "sketch", "truth", "'"])
@pytest.mark.usefixtures("services")
def test_what_cannot_be_asked_here_is_not_asked(client: Client, asked: str) -> None:
    shown = client.post(HERE, {"carried": "", "asked": asked, f"q-{asked}": "si"})

    assert field(shown, "asked") == "of_age"


def test_only_services_that_can_be_begun_are_offered(client: Client, services: list[Service]) -> None:
    Service.objects.filter(pk=services[0].pk).update(status="paused", pause_reason="Cambia la norma")
    Service.objects.filter(pk=services[1].pk).update(status="draft")

    shown = client.get(HERE)

    assert services[0].title not in section(shown, "depende")
    assert section(shown, "depende").count("<li>") == 1


def test_a_service_without_conditions_is_left_to_a_person(client: Client, cast: Cast) -> None:
    make_service(cast.cajamarca, document=permit())

    shown = client.get(HERE)

    assert "Permiso para vender en la feria" in section(shown, "persona")
    assert field(shown, "asked") == ""


def test_a_site_without_services_says_so(client: Client, cast: Cast) -> None:
    assert "Todavía no hay servicios" in client.get(f"/{cast.cajamarca.slug}/servicios/que-me-corresponde/").text


@pytest.mark.usefixtures("services")
def test_the_list_of_services_leads_here(client: Client) -> None:
    assert HERE in client.get("/cajamarca/servicios/").text


def test_more_services_do_not_ask_the_database_more(
    client: Client, cast: Cast, services: list[Service], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for each in services:
        definition_of(each.versions.get().pk)
    client.get(HERE)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(HERE)
    for number in range(5):
        more = page("more", "Más", ask(f"more_{number}", "yes_no", "¿Te toca?"))
        condition = {"id": "more_condition", "text": es("Te toca"), "expr": {"answer": f"more_{number}"}}
        document = permit(pages=[more], requirements=[], eligibility={"conditions": [condition]})
        extra = make_service(cast.cajamarca, document=document, slug=f"otro-{number}")
        definition_of(extra.versions.get().pk)

    with django_assert_max_num_queries(MOST_QUERIES):
        shown = client.get(HERE)

    assert section(shown, "depende").count("<li>") == 8
