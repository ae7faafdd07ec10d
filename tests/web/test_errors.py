"""When something goes wrong, every page says what happened, what is kept and what to do; none is a dead end."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from pytest_django import DjangoAssertNumQueries

from minka.web import errors

pytestmark = pytest.mark.django_db

TEXT = "Quiero que arreglen el canal de riego de Pariamarca\nporque se pierde la mitad del agua."
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def receive(_request: object) -> HttpResponse:
    return HttpResponse("recibido")


def refuse(_request: object) -> HttpResponse:
    raise PermissionDenied


def doubt(_request: object) -> HttpResponse:
    raise SuspiciousOperation


def break_down(_request: object) -> HttpResponse:
    raise RuntimeError


def lose_the_database(_request: object) -> HttpResponse:
    raise OperationalError


urlpatterns = [
    path("prueba/recibe/", receive),
    path("prueba/prohibido/", refuse),
    path("prueba/dudoso/", doubt),
    path("prueba/roto/", break_down),
    path("prueba/sin-base/", lose_the_database),
    path("idioma/", include("django.conf.urls.i18n")),
    path("", include("minka.web.urls")),
]
handler500 = errors.failed


@pytest.fixture
def strict_client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.urls(__name__)
def test_absent_page_says_what_to_do(client: Client) -> None:
    answer = client.get("/no/existe/esta/pagina/de/verdad/")

    assert answer.status_code == 404
    assert "No encontramos esta página" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/prueba/dudoso/", 400), ("/prueba/prohibido/", 403)])
def test_refusals_lead_on(client: Client, address: str, status: int) -> None:
    answer = client.get(address)

    assert answer.status_code == status
    assert "Ir al inicio" in answer.content.decode()


def test_too_large_says_what_to_choose() -> None:
    answer = errors.too_large(RequestFactory().post("/x/"))

    assert answer.status_code == 413
    assert "Elige otra foto" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_our_own_fault_is_admitted_and_needs_no_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        answer = client.get("/prueba/roto/")

    assert answer.status_code == 500
    assert "Algo falló de nuestro lado" in answer.content.decode()
    assert "minka.css" in answer.content.decode()


def test_a_pause_says_that_we_come_back() -> None:
    answer = errors.unavailable(RequestFactory().get("/x/"))

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "Volvemos en un momento" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_lost_database_is_a_pause_and_the_same_form_can_be_sent_again(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.post("/prueba/sin-base/", {"text": TEXT, "idempotency_key": "abcdefgh12345678"}, headers=FROM_HERE)
    page = answer.content.decode()

    assert answer.status_code == 503
    assert "canal de riego de Pariamarca" in page
    assert '<input type="hidden" name="idempotency_key" value="abcdefgh12345678">' in page
    assert 'action="/prueba/sin-base/"' in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_too_many_without_a_number_of_seconds_asks_for_a_minute() -> None:
    assert "en 60 segundos" in errors.too_many(RequestFactory().get("/x/")).content.decode()


def test_too_many_says_when_to_try_again_and_gives_the_text_back() -> None:
    answer = errors.too_many(RequestFactory().post("/x/", {"text": TEXT}), seconds=90)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "90"
    assert "en 90 segundos" in answer.content.decode()
    assert "canal de riego de Pariamarca" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_old_token_gives_the_text_back_and_sends_it_with_a_new_one(strict_client: Client) -> None:
    answer = strict_client.post("/prueba/recibe/?desde=qr", {"text": TEXT, "place_code": "060101"}, headers=FROM_HERE)
    page = answer.content.decode()

    assert answer.status_code == 403
    assert "Tu texto está guardado aquí" in page
    assert "canal de riego de Pariamarca" in page
    assert '<input type="hidden" name="place_code" value="060101">' in page
    assert 'action="/prueba/recibe/?desde=qr"' in page

    token = page.split('name="csrfmiddlewaretoken" value="')[-1].split('"')[0]
    again = {"text": TEXT, "place_code": "060101", "csrfmiddlewaretoken": token}
    assert strict_client.post("/prueba/recibe/", again).content == b"recibido"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://otro.example"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_form_of_another_site_is_never_offered_for_sending(strict_client: Client, headers: dict[str, str]) -> None:
    page = strict_client.post("/prueba/recibe/", {"text": TEXT}, headers=headers).content.decode()

    assert 'action="/prueba/recibe/"' not in page
    assert "Enviar otra vez" not in page


@pytest.mark.urls(__name__)
def test_what_opens_a_door_is_not_shown_back(strict_client: Client) -> None:
    posted = {"text": TEXT, "password": "correcto caballo batería grapa", "receipt_code": "kudu yeme sife 311"}
    page = strict_client.post("/prueba/recibe/", posted, headers=FROM_HERE).content.decode()

    assert "correcto caballo" not in page
    assert "kudu yeme" not in page


@pytest.mark.urls(__name__)
def test_text_with_markup_comes_back_as_text(strict_client: Client) -> None:
    evil = "</textarea><script>alert(1)</script>" + "x" * 50
    page = strict_client.post("/prueba/recibe/", {"text": evil}, headers=FROM_HERE).content.decode()

    assert "<script>alert" not in page


@pytest.mark.urls(__name__)
def test_lost_file_is_named(strict_client: Client) -> None:
    photo = BytesIO(b"x" * 10)
    photo.name = "foto.jpg"
    page = strict_client.post("/prueba/recibe/", {"text": TEXT, "photo": photo}, headers=FROM_HERE).content.decode()

    assert "Tu foto o archivo no viaja" in page
