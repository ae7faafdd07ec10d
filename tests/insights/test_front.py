"""The front pages: what is open, what became of what people said, how each site keeps its word."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from minka.contributions.models import Answer, Contribution
from minka.processes.models import Process
from minka.sites.models import Site
from minka.web.memory import memory
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_person


def make_answer(
    contribution: Contribution, *, days: int = 3, reason: str = "Se instalarán dos tanques en marzo."
) -> Answer:
    answer = Answer.objects.create(
        site=contribution.site,
        process=contribution.process,
        fate=Answer.Fate.ACCEPTED,
        reason=reason,
        office="Dirección Regional de Agricultura",
        idempotency_key=f"answer-{contribution.pk}",
    )
    answer.covered.create(contribution=contribution)
    Contribution.objects.filter(pk=contribution.pk).update(
        state="accepted", answer=answer, answered_at=contribution.received_at + dt.timedelta(days=days)
    )
    return answer


def page_at(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_network_shows_what_is_open_at_every_site(cast: Cast) -> None:
    make_process(cast.cajamarca)
    make_process(cast.tacna, slug="olivo", title="Olivo")

    page = page_at("/")

    assert "/cajamarca/procesos/leche/" in page
    assert "/tacna/procesos/olivo/" in page
    assert "¿Tienes un código?" in page


@pytest.mark.parametrize("address", ["/", "/cajamarca/"])
def test_drafts_are_nowhere_and_are_not_counted(cast: Cast, address: str) -> None:
    draft = make_process(cast.cajamarca, slug="secreto", status=Process.Status.DRAFT)
    make_contribution(make_activity(draft), channel="import")

    page = page_at(address)

    assert "secreto" not in page
    assert "Ahora no hay nada abierto" in page


def test_a_closed_site_is_absent(cast: Cast) -> None:
    make_process(cast.tacna)
    Site.objects.filter(pk=cast.tacna.pk).update(closed_at=timezone.now())

    assert Client().get("/tacna/").status_code == 404
    assert "/tacna/" not in page_at("/")


def test_a_site_says_how_many_voices_it_answered_of_how_many_and_how_fast(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    for days in (1, 2, 4, 8, 9):
        make_answer(make_contribution(activity), days=days)
    for _ in range(3):
        make_contribution(activity)

    page = page_at("/")

    assert "5 de 8" in page
    assert "62 %" in page
    assert "4 días" in page


def test_with_fewer_than_five_answers_no_duration_is_said(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    make_answer(make_contribution(activity))

    assert "aún sin datos suficientes" in page_at("/cajamarca/")


def test_comments_and_what_was_withdrawn_do_not_count_as_voices(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    idea = make_contribution(activity)
    make_contribution(activity, kind="comment", parent=idea, needs_answer=False)
    gone = make_contribution(activity)
    Contribution.objects.filter(pk=gone.pk).update(visibility="withdrawn", title="", text="")

    assert "0 de 1" in page_at("/")


def test_voices_of_a_demonstration_are_said_apart(cast: Cast) -> None:
    make_contribution(make_activity(make_process(cast.cajamarca, is_demonstration=True)))

    assert "1 de demostración" in page_at("/")


def test_a_site_shows_its_latest_answers_with_reason_office_and_the_voice(cast: Cast) -> None:
    idea = make_contribution(make_activity(make_process(cast.cajamarca)), title="Un tanque frío")
    make_answer(idea)

    page = page_at("/cajamarca/")

    assert "Se instalarán dos tanques en marzo." in page
    assert "Dirección Regional de Agricultura" in page
    assert f"/cajamarca/procesos/leche/ideas/{idea.pk}/" in page


def test_a_hidden_voice_is_not_an_example_of_an_answer(cast: Cast) -> None:
    idea = make_contribution(make_activity(make_process(cast.cajamarca)), title="Palabras ocultas")
    make_answer(idea)
    Contribution.objects.filter(pk=idea.pk).update(visibility="hidden")

    page = page_at("/cajamarca/")

    assert "Palabras ocultas" not in page
    assert "Se instalarán dos tanques en marzo." in page


@pytest.mark.parametrize("address", ["/", "/cajamarca/", "/cajamarca/datos/", "/cajamarca/registro/"])
def test_a_front_page_asks_the_database_as_often_for_much_as_for_little(cast: Cast, address: str) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    make_answer(make_contribution(activity))
    page_at(address)
    memory.clear()
    with CaptureQueriesContext(connection) as few:
        page_at(address)
    for number in range(6):
        other = make_activity(make_process(cast.cajamarca, slug=f"leche-{number}"))
        make_answer(make_contribution(other))
        make_contribution(activity)
    memory.clear()
    with CaptureQueriesContext(connection) as many:
        page_at(address)

    assert len(many) == len(few) <= 13


def test_work_is_for_those_who_signed_in(cast: Cast) -> None:
    response = Client().get("/mi-trabajo/")

    assert response.status_code == 302
    assert "next=/mi-trabajo/" in response["Location"]
    assert "no tiene un rol" in as_person(cast.citizen).get("/mi-trabajo/").content.decode()


def test_work_shows_what_waits_and_for_how_long(cast: Cast) -> None:
    activity = make_activity(make_process(cast.cajamarca))
    old = make_contribution(activity)
    Contribution.objects.filter(pk=old.pk).update(
        received_at=timezone.now() - dt.timedelta(days=12), assignee=cast.facilitator
    )
    make_contribution(activity, held=True)

    facilitator = as_person(cast.facilitator).get("/mi-trabajo/").content.decode()
    moderator = as_person(cast.moderator).get("/mi-trabajo/").content.decode()

    assert "2 voces esperan respuesta" in facilitator
    assert "hace 12 días" in facilitator
    assert "1 a tu cargo" in facilitator
    assert "En revisión: 1" in moderator
    assert "En revisión" not in facilitator


def test_work_shows_nothing_of_other_sites(cast: Cast) -> None:
    make_process(cast.cajamarca, title="Solo de Cajamarca")

    assert "Solo de Cajamarca" not in as_person(cast.stranger).get("/mi-trabajo/").content.decode()
