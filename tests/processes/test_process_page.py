"""The public page of a process: what is asked, what can be decided, and the one thing to do now."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from minka.processes.models import Activity, Process
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person

PAGE = "/cajamarca/procesos/leche/"


def test_anyone_reads_the_question_the_promise_and_until_when(cast: Cast) -> None:
    process = make_process(cast.cajamarca, promise_until=timezone.localdate() + dt.timedelta(days=3))
    make_activity(process)

    page = Client().get(PAGE).content.decode()

    assert "<h1>¿Cómo logramos mejor leche en los caseríos?</h1>" in page
    assert "En qué se gasta el fondo de innovación lechera" in page
    assert "quedan 3 días" in page
    assert "Estás aquí" in page


def test_the_one_open_activity_is_the_first_thing_to_do(cast: Cast) -> None:
    make_activity(make_process(cast.cajamarca))

    page = Client().get(PAGE).content.decode()

    action = page.index("Escribir mi idea")
    assert page.index("</h1>") < action < page.index("Lo que te prometemos")


def test_what_is_not_open_has_no_action(cast: Cast) -> None:
    make_activity(make_process(cast.cajamarca), begins=3, ends=9)

    page = Client().get(PAGE).content.decode()

    assert "Escribir mi idea" not in page
    assert "Se abre el" in page


def test_voices_and_answers_are_said_with_their_denominator(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    for _ in range(3):
        make_contribution(activity)

    page = Client().get(PAGE).content.decode()

    assert "Respondidas 0 de 3" in page
    assert "respondidas 0 de 3" in page


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("citizen", 404), ("analyst", 200), (None, 404)])
def test_a_draft_is_absent_for_everybody_but_the_team(cast: Cast, who: str | None, status: int) -> None:
    make_process(cast.cajamarca, status=Process.Status.DRAFT)
    client = as_person(getattr(cast, who) if who else None)

    assert client.get(PAGE).status_code == status
    assert client.get(PAGE + "afiche/").status_code == status


def test_a_closed_process_leads_to_its_memory_and_says_why_some_got_no_answer(cast: Cast) -> None:
    make_process(cast.cajamarca, status=Process.Status.CLOSED, unanswered_reason="Se repitió una pregunta.")

    page = Client().get(PAGE).content.decode()

    assert f"{PAGE}memoria/" in page
    assert "Se repitió una pregunta." in page
    assert "Corre la voz" not in page


def test_a_demonstration_says_so_and_names_its_source(cast: Cast) -> None:
    make_process(cast.cajamarca, is_demonstration=True, attribution="Datos de Decide Madrid")

    page = Client().get(PAGE).content.decode()

    assert "Esto es una demostración" in page
    assert "Datos de Decide Madrid" in page


def test_only_the_team_sees_the_way_to_the_desk(cast: Cast) -> None:
    make_process(cast.cajamarca)

    assert "Abrir la mesa" not in Client().get(PAGE).content.decode()
    assert "Abrir la mesa" in as_person(cast.facilitator).get(PAGE).content.decode()


def test_words_of_the_team_are_words_and_never_markup(cast: Cast) -> None:
    process = make_process(cast.cajamarca, title="<b>x</b>", summary="<script>alert(1)</script>")
    process.question, process.attribution, process.is_demonstration = "¿<i>Qué</i>?", "<img src=x>", True
    process.save()

    page = Client().get(PAGE).content.decode()

    assert not any(each in page for each in ("<b>x", "<script>alert", "<i>Qué", "<img src=x"))


def test_an_activity_of_a_kind_that_is_gone_does_not_break_the_page(cast: Cast) -> None:
    Activity.objects.filter(pk=make_activity(make_process(cast.cajamarca)).pk).update(kind="gone")

    assert Client().get(PAGE).status_code == 200


def test_the_poster_is_a_sheet_of_paper(cast: Cast) -> None:
    make_process(cast.cajamarca, title="x" * 140, summary="y" * 5000)

    response = Client().get(PAGE + "afiche/")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_the_page_asks_the_database_as_often_for_many_activities_as_for_one(cast: Cast) -> None:
    process = make_process(cast.cajamarca)
    make_activity(process)
    Client().get(PAGE)
    with CaptureQueriesContext(connection) as few:
        Client().get(PAGE)
    for number in range(6):
        make_activity(process, slug=f"ideas-{number}")
    Client().get(PAGE)
    with CaptureQueriesContext(connection) as many:
        Client().get(PAGE)

    assert len(many) == len(few) <= 12
