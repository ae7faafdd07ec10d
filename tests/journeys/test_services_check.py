"""What a page of a service tells before it is sent: questions that follow, faults in the server's words, values."""

import json
from pathlib import Path

import pytest

from minka.services.models import Application
from tests.journeys.conftest import Open, World
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, PHONE, Walk, Way
from tests.make.services import make_application, make_service
from tests.people import Cast, as_participant

pytestmark = [pytest.mark.journey]

FAIR = Path(__file__).parents[2] / "data" / "services_demonstration" / "feria.json"
BASE = "/cajamarca/servicios/feria/"
DARK = Way("telefono-oscuro", PHONE, scheme="dark")
WAYS = pytest.mark.parametrize("way", [ON_A_PHONE, DARK, AT_A_DESK], ids=lambda way: way.name)
FIRST = {
    "of_age": True,
    "selling_place": "public_space",
    "in_district": True,
    "own_products": True,
    "who_for": "me",
    "fair_has": ["nothing"],
}


@pytest.fixture
def cast(world: World) -> Cast:
    document = json.loads(FAIR.read_text("utf-8"))
    document.pop("workflow", None)
    service = make_service(world.cast.cajamarca, document=document)
    make_application(service, world.cast.rosa, answers=FIRST)
    return world.cast


def open_it(open_browser: Open, way: Way, cast: Cast) -> Walk:
    walk = open_browser(way)
    for name, cookie in as_participant(cast.rosa).cookies.items():
        walk.page.context.add_cookies([{"name": name, "value": cookie.value, "url": walk.home}])
    return walk


@WAYS
def test_a_question_follows_from_an_answer_of_its_page(open_browser: Open, cast: Cast, way: Way) -> None:
    walk = open_it(open_browser, way, cast)
    walk.go(f"{BASE}paso/contact_page/")
    follows = walk.page.get_by_text("¿Aceptas que la respuesta te llegue por correo?", exact=True)
    assert follows.is_hidden()

    walk.write("¿A qué celular te avisamos?", "12")
    walk.write("¿Tienes un correo?", "rosa@correo.pe")
    walk.page.locator(".field__error", has_text="Escribe un número de teléfono").wait_for()
    follows.wait_for()
    walk.stop("sigue-otra-pregunta")
    walk.write("¿A qué celular te avisamos?", "987654321")
    assert walk.page.locator(".field__error").count() == 0
    walk.press("Guardar y seguir")
    walk.reads("Elige una opción para continuar.")
    walk.stop("sigue-sin-responder")
    walk.tick("Sí")
    walk.press("Guardar y seguir")

    assert Application.objects.get().answers["accepts_email"] is True


@WAYS
def test_a_rule_is_told_before_sending_and_a_value_as_one_types(open_browser: Open, cast: Cast, way: Way) -> None:
    walk = open_it(open_browser, way, cast)
    walk.go(f"{BASE}paso/dates_page/")
    write_days(walk, ("20", "1", "2099"), ("18", "1", "2099"))
    walk.page.locator(".field__error", has_text="La feria termina antes de empezar.").wait_for()
    walk.stop("regla-en-la-pagina")

    write_days(walk, ("20", "1", "2099"), ("22", "1", "2099"))
    walk.page.get_by_text("Días que dura la feria: 3").wait_for()
    assert walk.page.locator(".field__error").count() == 0
    walk.stop("valor-en-la-pagina")
    walk.write("¿De qué hora a qué hora?", "8 a 5")
    walk.press("Guardar y seguir")

    assert Application.objects.get().answers["last_day"] == "2099-01-22"


def write_days(walk: Walk, first: tuple[str, ...], last: tuple[str, ...]) -> None:
    for name, day in (("first_day", first), ("last_day", last)):
        for part, words in zip(("day", "month", "year"), day, strict=True):
            walk.page.locator(f"[name=q-{name}_{part}]").fill(words)
    walk.page.locator("[name=q-opening]").focus()


def test_what_the_browser_finds_wrong_can_be_sent_all_the_same(open_browser: Open, cast: Cast) -> None:
    walk = open_it(open_browser, ON_A_PHONE, cast)
    walk.go(f"{BASE}paso/contact_page/")
    walk.write("¿A qué celular te avisamos?", "12")
    walk.press("Guardar y seguir")

    walk.reads("Falta arreglar una cosa")
    walk.stop("lo-dice-la-plataforma")


def test_without_scripts_a_question_follows_on_the_next_press(open_browser: Open, cast: Cast) -> None:
    walk = open_it(open_browser, ON_A_PLAIN_PHONE, cast)
    walk.go(f"{BASE}paso/contact_page/")
    walk.never_reads("¿Aceptas que la respuesta te llegue por correo?")
    walk.write("¿Tienes un correo?", "rosa@correo.pe")
    walk.press("Guardar y seguir")
    walk.reads("¿Aceptas que la respuesta te llegue por correo?")
    walk.never_reads("Falta arreglar")
    walk.stop("sin-js-sigue-otra")
    walk.tick("Sí")
    walk.press("Guardar y seguir")

    assert Application.objects.get().answers["accepts_email"] is True
