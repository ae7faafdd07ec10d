"""What the journeys share: one Chromium, a small region with its people, and a process that is open today."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from minka.contributions.models import Contribution
from minka.people.models import Person
from minka.processes.models import Activity, Process
from minka.web.memory import memory
from tests.conftest import chromium
from tests.journeys.walk import Walk, Way, begin
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.make.reference import load_tables, make_district
from tests.people import Cast, as_person, make_cast

IDEAS = (
    ("Un tanque frío por caserío", "Si la leche se enfría el mismo día que se ordeña, la planta no la rechaza."),
    ("Pagar por calidad", "Que la planta pague más por la leche limpia y diga cada semana cuánto y por qué."),
    (
        "Talleres de ordeño",
        "Enseñar a lavarse las manos y los baldes antes del ordeño, en cada comunidad y en quechua.",
    ),
    ("Pruebas de mastitis", "Que un técnico visite dos veces al mes y deje las tiras de prueba en la casa comunal."),
    ("Camino a Pariamarca", "En lluvias el camión no entra y la leche se pierde: hay que arreglar el puente."),
)


@dataclass(frozen=True)
class World:
    """Cajamarca, its people, and an open process in which neighbours already spoke."""

    cast: Cast
    process: Process
    activity: Activity
    ideas: list[Contribution]

    @property
    def address(self) -> str:
        return f"/cajamarca/procesos/{self.process.slug}/"


@pytest.fixture
def world(transactional_db: None) -> World:  # noqa: ARG001 - the server reads what is committed
    cache.clear()
    memory.clear()
    load_tables("process_templates", "consent_texts")
    make_district(name="Baños del Inca", inei="060108", reniec="060108", province="Cajamarca")
    make_district(name="Jaén", inei="060801", reniec="060801", province="Jaén")
    people = make_cast()
    process = make_process(people.cajamarca, title="Leche que llega buena a la planta")
    activity = make_activity(process)
    Activity.objects.filter(pk=activity.pk).update(
        title="Ideas para mejor leche", prompt="¿Qué haría falta para vender mejor leche?"
    )
    ideas = [make_contribution(activity, title=title, text=text) for title, text in IDEAS]
    return World(people, process, Activity.objects.get(pk=activity.pk), ideas)


@pytest.fixture(scope="package")
def started() -> Iterator[Browser]:
    """The one Chromium of all journeys here."""
    yield from chromium()


Open = Callable[[Way], Walk]


@pytest.fixture
def open_browser(
    started: Browser, live_server: LiveServer, settings: Settings, request: pytest.FixtureRequest
) -> Iterator[Open]:
    """Give a way of looking, get a browser that remembers nothing. All are closed at the end, and none complained."""
    settings.DEMONSTRATION = True  # its outbox shows what would have been sent
    settings.MAILERS = {"default": {"BACKEND": "minka.notices.simulator.EmailBackend"}}
    walks: list[Walk] = []
    journey = request.module.__name__.rpartition("test_")[2]

    def open_one(way: Way) -> Walk:
        walks.append(begin(started, live_server.url, way, journey))
        return walks[-1]

    yield open_one
    for walk in walks:
        walk.page.context.close()


def sign_in(walk: Walk, person: Person) -> Walk:
    """Let this browser be one in which the person has already signed in."""
    cookie = as_person(person).cookies["minka_session"].value
    walk.page.context.add_cookies([{"name": "minka_session", "value": cookie, "url": walk.home}])
    return walk


def prove_mailbox(walk: Walk, email: str) -> None:
    """Sign in on the page that asks for it. The code is in the mail; here, in the simulator's outbox."""
    walk.write("Tu correo", email)
    walk.press("Continuar")
    here = walk.page.url
    walk.go("/bandeja-de-salida/")
    found = re.search(r"Tu código: (\S+)", walk.page.inner_text("main"))
    assert found
    walk.go(here)
    walk.write("Código que recibiste", found[1])
    walk.press("Confirmar")
