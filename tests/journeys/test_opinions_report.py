"""A journalist reads and doubts a report, a room looks at its screen, and a sheet of paper is typed in."""

import pytest
from django.core.cache import cache

from minka.contributions.models import PaperSheet
from minka.opinions.models import Vote
from minka.processes.models import Activity
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_DESK, AT_A_PLAIN_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, SMALLEST, Way
from tests.make.opinions import make_map, make_opinions

pytestmark = [pytest.mark.journey]
IN_THE_DARK = Way("chico-oscuro", SMALLEST, scheme="dark")
EVERY_WAY = [ON_A_PHONE, ON_A_PLAIN_PHONE, IN_THE_DARK, AT_A_DESK]


@pytest.fixture
def water(world: World) -> Activity:
    activity = make_opinions(world.process, results="always")
    make_map(activity)
    cache.clear()
    return activity


@pytest.mark.parametrize("way", EVERY_WAY, ids=lambda way: way.name)
def test_a_journalist_reads_the_report_and_asks_for_a_recount(
    world: World, water: Activity, open_browser: Open, way: Way
) -> None:
    walk = open_browser(way)

    assert walk.go(f"{world.address}{water.slug}/informe/") == 200
    walk.reads(
        "Lo que une",
        "En cada grupo, al menos",
        "Lo que divide",
        "Vemos 3 grupos de opinión",
        "Lo que este informe no dice",
    )
    walk.press("Ver como tabla")
    walk.press("Pruebas estadísticas")
    walk.stop("informe")
    walk.press("Contar de nuevo")
    walk.reads("Estamos contando")
    walk.stop("contando")
    walk.press("Volver al informe")
    walk.reads("Contar de nuevo")


@pytest.mark.parametrize("verdict", ["one_crowd", "too_few"])
def test_a_report_without_groups_is_read_too(world: World, water: Activity, open_browser: Open, verdict: str) -> None:
    make_map(water, verdict=verdict)
    walk = open_browser(ON_A_PHONE)

    walk.go(f"{world.address}{water.slug}/informe/")
    walk.stop(f"informe-{verdict}")


@pytest.mark.parametrize("way", [*EVERY_WAY, AT_A_PLAIN_DESK], ids=lambda way: way.name)
def test_the_room_sees_its_votes(world: World, water: Activity, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)

    walk.go(f"{world.address}{water.slug}/sala/")
    walk.reads("Vota desde tu teléfono", "Vemos 3 grupos de opinión")
    walk.stop("sala")
    walk.press("Mostrar solo el conteo")
    walk.never_reads("Vemos 3 grupos de opinión")
    if way.scripts:
        with walk.page.expect_response(lambda answer: "/sala/?ver=conteo" in answer.url):
            pass
    walk.press("Actualizar")
    walk.stop("sala-conteo")


@pytest.mark.parametrize("way", [AT_A_DESK, AT_A_PLAIN_DESK, ON_A_PHONE], ids=lambda way: way.name)
def test_a_sheet_is_printed_and_typed_in_by_keyboard(
    world: World, water: Activity, open_browser: Open, way: Way
) -> None:
    walk = sign_in(open_browser(way), world.cast.facilitator)
    walk.go(f"{world.address}{water.slug}/hojas/")
    walk.write("¿Cuántas hojas?", "2")
    walk.press("Preparar las hojas")
    walk.stop("hojas")
    code = PaperSheet.objects.earliest("number").code

    walk.press("Digitar", inside=".tabs")
    walk.write("Código de la hoja", code.replace("-", " ").upper())
    walk.write("Respuestas", "1a 2d 99p")
    walk.press("Guardar y seguir")
    walk.reads("no hay afirmación con este número: 99")
    walk.stop("digitar-error")
    walk.write("Respuestas", "1a 2d 3p")
    if way.scripts:
        walk.page.keyboard.press("Control+Enter")
    else:
        walk.press("Guardar y seguir")
    walk.page.get_by_text("Guardamos 3 respuestas.").wait_for()
    walk.reads("La última hoja, como quedó", code)
    walk.stop("digitado")
    assert Vote.objects.count() == 3
