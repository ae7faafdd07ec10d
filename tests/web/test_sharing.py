"""Visitors whom nothing tells apart see one copy; whoever holds anything sees a page of their own."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path

from minka.people.participation import COOKIE
from minka.web import errors
from minka.web.sharing import SHELF, shared
from tests.people import Cast, as_participant, as_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
VALUES = re.compile(r'name="(csrfmiddlewaretoken|idempotency_key)" value="([^"]+)"')
made: list[str] = []


@shared
def page(request: HttpRequest) -> HttpResponse:
    if "roto" in made:
        raise OperationalError
    made.append(request.get_full_path())
    response = render(request, "ui/language_switch.html")
    response.content += b'<input type="hidden" name="idempotency_key" value="clave-de-quien-vino-antes">'
    return response


@shared
def greeting(_request: HttpRequest) -> HttpResponse:
    made.append("saludo")
    response = HttpResponse("hola")
    response.set_cookie("minka_voice", "x")
    return response


urlpatterns = [
    path("pagina/", page),
    path("saludo/", greeting),
    path("idioma/", include("django.conf.urls.i18n")),
    path("", include("minka.web.urls")),
]
handler500 = errors.failed


@pytest.fixture(autouse=True)
def _empty_shelf(settings: Any) -> Iterator[None]:
    settings.SHARED_SECONDS = 60
    SHELF.clear()
    made.clear()
    yield
    SHELF.clear()


def values_of(answer: HttpResponse) -> dict[str, str]:
    return dict(VALUES.findall(answer.content.decode()))


def test_visitors_share_one_copy_and_each_form_keeps_values_of_its_own() -> None:
    answers = [Client().get("/pagina/") for _ in range(3)]

    assert made == ["/pagina/"]
    assert len({answer["Content-Type"] for answer in answers}) == 1
    assert len({values_of(answer)["csrfmiddlewaretoken"] for answer in answers}) == 3
    assert len({values_of(answer)["idempotency_key"] for answer in answers}) == 3
    assert VALUES.sub("", answers[0].content.decode()) == VALUES.sub("", answers[2].content.decode())


def test_the_token_of_a_copy_opens_the_form() -> None:
    Client().get("/pagina/")
    visitor = Client(enforce_csrf_checks=True)
    token = values_of(visitor.get("/pagina/"))["csrfmiddlewaretoken"]

    answer = visitor.post("/idioma/setlang/", {"language": "en", "csrfmiddlewaretoken": token})

    assert made == ["/pagina/"]
    assert answer.status_code == 302


def test_who_holds_a_voice_or_has_signed_in_is_never_shown_a_copy_nor_leaves_one(cast: Cast) -> None:
    for browser in (as_participant(cast.rosa), as_person(cast.facilitator)):
        browser.get("/pagina/")
    Client().get("/pagina/")
    Client(headers={"cookie": f"{COOKIE}=cualquiera"}).get("/pagina/")

    assert len(made) == 4


def test_another_question_or_language_is_another_page() -> None:
    spoken = Client()
    spoken.cookies["django_language"] = "en"
    for visitor, address in ((Client(), "/pagina/"), (Client(), "/pagina/?q=agua"), (spoken, "/pagina/")):
        visitor.get(address)

    assert len(made) == 3


def test_an_answer_with_a_cookie_is_for_one_reader_alone() -> None:
    assert [Client().get("/saludo/").status_code for _ in range(2)] == [200, 200]
    assert made == ["saludo", "saludo"]


def test_a_part_of_a_page_and_a_post_are_made_for_who_asks() -> None:
    Client().get("/pagina/")
    Client().get("/pagina/", headers={"HX-Request": "true"})
    Client().post("/pagina/")

    assert len(made) == 3


def test_while_the_database_is_away_the_last_copy_is_shown(settings: Any) -> None:
    Client().get("/pagina/")
    settings.SHARED_SECONDS = 0.000_001
    made.append("roto")

    assert Client().get("/pagina/").status_code == 200
    other = Client()
    other.raise_request_exception = False
    assert other.get("/pagina/?q=otra").status_code == 503
