"""The screen of a workshop."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from minka.processes.models import Activity
from tests.make.opinions import make_map, make_opinions, make_statement, make_vote
from tests.make.processes import make_process
from tests.people import Cast, as_person

PAGE = "/cajamarca/procesos/leche/opiniones/sala/"


@pytest.fixture
def water(cast: Cast) -> Activity:
    activity = make_opinions(make_process(cast.cajamarca), results="voted")
    make_vote(make_statement(activity), cast.rosa, 1)
    return activity


def read(browser: Client | None = None, query: str = "", **headers: str) -> str:
    answer = (browser or Client()).get(f"{PAGE}{query}", headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def counts(page: str) -> list[str]:
    return re.findall(r"<dd>([^<]+)</dd>", page)


@pytest.mark.usefixtures("water")
def test_room_shows_the_way_in_and_how_many_are_voting() -> None:
    page = read()

    assert 'aria-label="Código QR para votar"' in page
    assert ">testserver/<wbr>cajamarca/<wbr>procesos/<wbr>leche/<wbr>opiniones</a>" in page
    assert counts(page) == ["1", "1", "1"]
    assert 'hx-trigger="every 3s"' in page


@pytest.mark.usefixtures("water")
def test_the_live_part_comes_alone_and_a_link_does_it_without_scripts() -> None:
    part = read(**{"HX-Request": "true"})

    assert part.startswith("<section")
    assert "<h1" not in part
    assert f'<a href="{PAGE}?ver=conteo">Actualizar</a>' in part


def test_a_screen_reads_the_votes_once_for_all_who_look(
    water: Activity, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_map(water)
    read()

    with django_assert_num_queries(1):
        read(**{"HX-Request": "true"})


@pytest.mark.parametrize(
    ("results", "everybody", "team"), [("always", True, True), ("voted", False, True), ("closed", False, False)]
)
def test_the_map_is_on_the_screen_only_where_the_rules_let_it(
    cast: Cast, water: Activity, results: str, everybody: bool, team: bool
) -> None:
    make_map(water)
    water.settings = {"results": results}
    water.save()

    assert ('data-kind="map"' in read(query="?ver=mapa")) is everybody
    assert ('data-kind="map"' in read(as_person(cast.facilitator), "?ver=mapa")) is team
    assert ('data-kind="map"' in read(as_person(cast.stranger), "?ver=mapa")) is everybody


def test_the_facilitator_switches_the_map_off_and_on(cast: Cast, water: Activity) -> None:
    make_map(water)
    browser = as_person(cast.facilitator)

    shown, hidden = read(browser), read(browser, "?ver=conteo")

    assert "Mostrar solo el conteo" in shown
    assert "Vemos 3 grupos de opinión" in shown
    assert "Mostrar el mapa" in hidden
    assert "Vemos 3 grupos" not in hidden


def test_before_the_first_map_the_screen_says_so(cast: Cast, water: Activity) -> None:  # noqa: ARG001
    assert "El mapa aparecerá aquí con los primeros votos" in read(as_person(cast.facilitator))
