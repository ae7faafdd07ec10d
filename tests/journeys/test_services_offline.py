"""A whole service on a telephone without network: kept, filled in, sent in order when it is back, and filed."""

import pytest

from minka.services.models import Application, Service
from tests.journeys.conftest import Open, World
from tests.journeys.offline import BASE, answer_person, come_back, go_away, keep_it, left_on_the_phone, saved
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, PHONE, Walk, Way
from tests.make.services import make_service
from tests.services.filling import photo

pytestmark = [pytest.mark.journey]

DARK = Way("telefono-oscuro", PHONE, scheme="dark")
WAITS = "Todavía no se envió"


@pytest.fixture
def fair(world: World) -> Service:
    return make_service(world.cast.cajamarca)


@pytest.mark.usefixtures("fair")
@pytest.mark.parametrize("way", [ON_A_PHONE, DARK, AT_A_DESK], ids=lambda way: way.name)
def test_a_whole_service_is_filled_in_without_network(open_browser: Open, way: Way) -> None:
    walk = open_browser(way)
    keep_it(walk)
    walk.stop("guardado-en-el-telefono")

    go_away(walk)
    fill_in(walk)
    look_at_what_waits(walk)
    unsent = Application.objects.get().answers
    come_back(walk)
    saved(walk)
    walk.stop("vuelve-la-senal")
    file_it(walk)

    assert unsent == {}
    kept = Application.objects.get()
    assert kept.state == Application.State.FILED
    assert kept.answers["helpers"] == [{"helper_name": "Luz", "helper_cooks": False}]
    assert [kept.answers[each] for each in ("food", "metres", "name", "born")] == [
        True,
        "4",
        "Rosa Quispe",
        "1985-03-27",
    ]
    assert kept.answers["card_file"][0]["name"] == "carne.jpg"
    assert left_on_the_phone(walk.page) == []


def fill_in(walk: Walk) -> None:
    walk.go(f"{BASE}paso/sells/")
    walk.tick("Sí")
    walk.press("Guardar y seguir")
    walk.write("¿Cuántos metros mide?", "4")
    walk.stop("sin-senal-pagina")
    walk.press("Guardar y seguir")
    answer_person(walk)
    walk.press("Agregar")
    walk.write("Cómo le dicen", "Luz")
    walk.tick("No")
    walk.press("Guardar", exact=True)
    walk.page.get_by_text("Luz · No").wait_for()
    walk.stop("sin-senal-filas")
    walk.press("Guardar y seguir")
    file = {"name": "carne.png", "mimeType": "image/png", "buffer": photo().read()}
    walk.page.locator("input[type=file]").set_input_files(file)
    walk.press("Guardar y seguir")
    walk.tick("Acepto las reglas de la feria")
    walk.press("Guardar y seguir")


def look_at_what_waits(walk: Walk) -> None:
    walk.page.get_by_text("Ya llenaste todo.").wait_for()
    walk.reads("Lo que espera en este teléfono", "Rosa Quispe", "DNI 12345678", "27/3/1985", "carne.jpg", WAITS)
    walk.never_reads("Enviado")
    walk.stop("sin-senal-lo-que-espera")


def file_it(walk: Walk) -> None:
    walk.press("Seguir", exact=True)
    walk.reads("Listo, falta enviar", "Rosa Quispe")
    walk.tick("Declaro que lo que puse es verdad.")
    walk.press("Enviar mi solicitud")
    walk.reads("Enviado: recibimos tu solicitud")
    walk.stop("constancia")
