"""How a service does, for everybody and for its team: counted from rows, small numbers hidden."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minka.cases.models import Case
from minka.services.models import Version
from minka.web.memory import memory
from tests.make.figures import make_application, make_closed_case, make_counted_service, make_rating, make_step
from tests.people import Cast, as_person

PAGE = "/cajamarca/servicios/licencia/numeros/"
TEAM = "/cajamarca/servicios/licencia/equipo/numeros/"


@pytest.fixture
def version(cast: Cast) -> Version:
    return make_counted_service(cast.cajamarca)


def test_a_service_nobody_used_says_so_and_what_changed(client: Client, version: Version) -> None:  # noqa: ARG001
    page = client.get(PAGE)

    assert page.status_code == 200
    assert "Todavía nadie empezó una solicitud." in page.text
    assert "Empezamos con lo que pidieron en la feria." in page.text
    assert "La escribió Ana y la aprobó Luis." in page.text


def test_starts_completions_times_and_lateness_are_counted(client: Client, version: Version) -> None:
    for number in range(20):
        make_closed_case(version, late=number < 5)
    for _each in range(20):
        make_application(version, filed=False)

    page = client.get(PAGE)

    assert "<strong>40</strong> <span>solicitudes empezadas" in page.text
    assert "<strong>20</strong> <span>presentadas" in page.text
    assert "<strong>50 %</strong> <span>de las empezadas se presentan" in page.text
    assert "<strong>12</strong> <span>minutos en llenarla" in page.text
    assert "<strong>25 %</strong> <span>pasaron su plazo" in page.text


def test_few_people_are_not_shown_as_a_number(client: Client, version: Version) -> None:
    for _each in range(4):
        make_rating(make_closed_case(version))

    page, file = client.get(PAGE), client.get(f"{PAGE}meses.csv")

    assert "<strong>pocas</strong> <span>solicitudes empezadas" in page.text
    assert "Todavía respondieron menos de diez personas" in page.text
    assert all(",4" not in line for line in file.text.splitlines())


def test_what_people_liked_is_told_with_its_interval(client: Client, version: Version) -> None:
    for number in range(20):
        make_rating(make_closed_case(version), is_good=number < 16, drivers=("ease", "humanity"))

    page = client.get(PAGE)

    assert "Bien para el 80 % de 20 respuestas (entre 58 % y 92 %" in page.text
    assert "fue fácil (20), el trato fue bueno (20)" in page.text


def test_open_data_holds_the_months(client: Client, version: Version) -> None:
    for _each in range(12):
        make_closed_case(version)

    file = client.get(f"{PAGE}meses.csv")

    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert file.text.startswith("\ufeffmes,empezadas,presentadas,terminadas")


def test_a_service_that_was_never_published_is_not_there(client: Client, cast: Cast) -> None:
    service = make_counted_service(cast.cajamarca, slug="oculto").service
    service.status = "draft"
    service.save()

    assert client.get("/cajamarca/servicios/oculto/numeros/").status_code == 404
    assert as_person(cast.stranger).get("/cajamarca/servicios/oculto/numeros/").status_code == 404
    assert as_person(cast.facilitator).get("/cajamarca/servicios/oculto/numeros/").status_code == 200


def test_a_branch_that_was_not_theirs_is_no_stopping(cast: Cast, version: Version) -> None:
    for number in range(20):
        draft = f"corto-{number}"
        make_step(version, draft, "giro", "served")
        make_step(version, draft, "giro", "answered", seconds=40)
        make_step(version, draft, "giro", "filed")
    for number in range(10):
        make_step(version, f"largo-{number}", "giro", "served")
        make_step(version, f"largo-{number}", "giro", "answered", seconds=40)
        make_step(version, f"largo-{number}", "local", "served")
        make_step(version, f"largo-{number}", "local", "refused", question="metros", rule="number")

    page = as_person(cast.facilitator).get(TEAM)

    assert "el 100 % se detiene aquí" in page.text  # of those whose way led over it
    assert "metros: number, 10 veces" in page.text
    assert "Decide qué papeles hacen falta." in page.text


def test_the_team_finds_its_pages_from_the_public_figures(client: Client, cast: Cast, version: Version) -> None:  # noqa: ARG001
    assert f'href="{TEAM}"' in as_person(cast.facilitator).get(PAGE).text
    assert TEAM not in client.get(PAGE).text
    assert TEAM not in as_person(cast.stranger).get(PAGE).text


def test_who_may_not_see_the_pages(cast: Cast, version: Version) -> None:  # noqa: ARG001
    assert as_person(cast.stranger).get(TEAM).status_code == 404
    assert as_person(cast.moderator).get(TEAM).status_code == 403
    assert as_person(None).get(TEAM).status_code == 302


def test_queries_do_not_grow_with_the_rows(client: Client, version: Version, cast: Cast) -> None:  # noqa: ARG001
    client.get(PAGE)
    counts = []
    for wanted in (1, 20):
        while version.service.cases.count() < wanted:
            make_rating(make_closed_case(version))
        memory.clear()
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"{PAGE}?{wanted}")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_made_up_numbers_say_so_in_the_file_and_in_its_name(client: Client, version: Version) -> None:
    for _each in range(12):
        make_closed_case(version)
    real = client.get(f"{PAGE}meses.csv")
    Case.objects.update(is_made_up=True)
    memory.clear()

    made_up = client.get(f"{PAGE}meses.csv")

    assert "trámites reales" in real.text
    assert "trámites reales" not in made_up.text
    assert "simulación: no son de personas reales" in made_up.text
    assert made_up.headers["Content-Disposition"].endswith('-meses-simulacion.csv"')
