"""The facilitator of a map of opinions writes, looks, names, decides, publishes; on a phone, and without scripts."""

import pytest

from minka.opinions.models import Statement
from minka.processes.models import Activity
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_PLAIN_DESK, ON_A_PHONE, Walk, Way
from tests.make.map_documents import STATEMENTS
from tests.make.opinions import make_map, make_opinions

pytestmark = [pytest.mark.journey]
LINES = "\n".join(words for words, _rates in STATEMENTS)


@pytest.fixture
def opinions(world: World) -> Activity:
    return make_opinions(world.process)


@pytest.mark.parametrize("way", [ON_A_PHONE, AT_A_PLAIN_DESK], ids=lambda way: way.name)
def test_a_map_is_led_from_the_first_statement_to_its_publication(
    world: World, opinions: Activity, open_browser: Open, way: Way
) -> None:
    walk = sign_in(open_browser(way), world.cast.facilitator)
    walk.go(f"{world.address}opiniones/")
    walk.press("Para tu equipo")
    walk.reads("Todavía no hay un mapa")
    walk.stop("sin-mapa")

    write(walk)
    make_map(opinions)
    name(walk)
    decide(walk)
    publish(walk)
    leave_out(walk)
    take_along(walk)


def write(walk: Walk) -> None:
    walk.press("Escribir", inside=".tabs")
    walk.write("Afirmaciones, una por línea", f"{LINES}\n{'y' * 150}")
    walk.press("Revisar línea por línea")
    walk.reads("tiene 150 letras y caben 140")
    walk.stop("una-linea-mal")
    walk.write("Afirmaciones, una por línea", LINES)
    walk.press("Revisar línea por línea")
    walk.stop("lineas-listas")
    walk.press(f"Publicar {len(STATEMENTS)} afirmaciones")
    walk.reads(STATEMENTS[0][0])
    walk.stop("afirmaciones")


def name(walk: Walk) -> None:
    walk.press("Nombrar grupos", inside=".tabs")
    walk.write("Nombre del grupo", "Agua de todos")
    walk.stop("nombrar")
    walk.press("Guardar el nombre del grupo A")
    walk.reads("Guardamos el nombre del grupo A.")
    walk.press("Mapa en vivo", inside=".tabs")
    walk.reads("Hay 3 grupos de opinión", "Agua de todos")
    walk.stop("mapa")


def decide(walk: Walk) -> None:
    walk.press(Statement.objects.earliest("number").contribution.text)
    walk.write("¿Qué se decidió?", "Turnos de riego públicos")
    walk.write("¿Dónde se puede leer?", "https://example.org/acta")
    walk.stop("afirmacion")
    walk.press("Enlazar la decisión")
    walk.reads("Avisamos a quienes votaron", "Turnos de riego públicos")


def publish(walk: Walk) -> None:
    walk.press("Mapa en vivo", inside=".tabs")
    walk.press("Publicar el mapa de ahora")
    walk.reads("Su huella está en el registro público")


def leave_out(walk: Walk) -> None:
    walk.press("Votantes", inside=".tabs")
    walk.write("Número o código del votante", "1")
    walk.press("Buscar al votante")
    walk.reads("Nadie votó aquí con ese número")
    walk.stop("votantes")


def take_along(walk: Walk) -> None:
    walk.press("Importar", inside=".tabs")
    walk.stop("importar")
    walk.press("Descargar", inside=".tabs")
    walk.stop("descargar")
    with walk.page.expect_download() as begun:
        walk.press("Afirmaciones comments.csv")
    assert STATEMENTS[0][0] in begun.value.path().read_text("utf-8")
