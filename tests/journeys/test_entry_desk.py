"""The entry desk by keyboard alone, and a file of another platform from the upload to the desk."""

import pytest

from minka.contributions.models import Contribution, Import, PaperSheet
from minka.contributions.tasks import import_file
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_PLAIN_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]

SAID = "Que el camión de la leche llegue también a Chetilla, aunque sea un día sí y un día no."
PLACE = "Baños del Inca, Cajamarca"
FILE = """id;Título;Cuerpo;Votos
1;Agua limpia;Que llegue agua limpia al caserío;12
2;Camino;Arreglar el camino y también el puente;0
3;;;
2;Camino;Arreglar el camino y también el puente;0
""".encode("cp1252")


@pytest.mark.parametrize("way", [ON_A_PHONE, AT_A_PLAIN_DESK], ids=lambda way: way.name)
def test_a_batch_is_typed_in_without_touching_a_mouse(world: World, open_browser: Open, way: Way) -> None:
    walk = sign_in(open_browser(way), world.cast.facilitator)
    base = f"/cajamarca/gestion/{world.process.slug}/"
    walk.go(f"{base}hojas/")
    walk.press("Preparar las hojas")
    first, second = PaperSheet.objects.order_by("pk").values_list("code", flat=True)[:2]

    walk.go(f"{base}digitar/")
    type_in(walk, first.upper(), place=PLACE)
    walk.reads("Guardado", first, "1 hoy")
    assert standing_on(walk) == "code"
    walk.stop("guardado")
    type_in(walk, second)
    walk.reads("Guardado", second, "2 hoy")

    assert set(Contribution.objects.filter(channel="paper").values_list("text", "place_code")) == {(SAID, "060108")}
    walk.page.keyboard.type(first)
    save(walk)
    walk.reads("Esa hoja ya está digitada")
    walk.stop("ya-digitada")


def type_in(walk: Walk, code: str, *, place: str = "") -> None:
    """A scanner is a keyboard too. What the last one had stays for the next."""
    keys = walk.page.keyboard
    keys.type(code)
    go_on(walk, to="place")
    keys.type(place)
    go_on(walk, to="text")
    keys.type(SAID)
    save(walk)


def save(walk: Walk) -> None:
    """Control and Enter save from anywhere; without scripts, Enter on the button does."""
    with walk.page.expect_navigation():
        if walk.way.scripts:
            walk.page.keyboard.press("Control+Enter")
        elif standing_on(walk) == "text":
            walk.page.keyboard.press("Tab")
            walk.page.keyboard.press("Enter")
        else:
            walk.page.keyboard.press("Enter")


def go_on(walk: Walk, *, to: str) -> None:
    for _step in range(12):
        walk.page.keyboard.press("Enter" if walk.way.scripts else "Tab")
        if standing_on(walk) == to:
            return
    pytest.fail(f"the keyboard never came to {to}")


def standing_on(walk: Walk) -> str:
    """The name of the control that the keyboard writes into."""
    name: str = walk.page.evaluate("document.activeElement.name || ''")
    return name


@pytest.mark.parametrize("way", [ON_A_PHONE, ON_A_PLAIN_PHONE], ids=lambda way: way.name)
def test_a_file_is_looked_through_line_by_line_before_it_is_received(
    world: World, open_browser: Open, way: Way
) -> None:
    walk = sign_in(open_browser(way), world.cast.facilitator)
    walk.go(f"/cajamarca/gestion/{world.process.slug}/importar/")
    walk.field("Archivo").set_input_files({"name": "ideas.csv", "mimeType": "text/csv", "buffer": FILE})
    walk.write("¿De dónde viene?", "Taller de Chetilla")
    walk.press("Subir y elegir columnas")
    walk.reads("¿Qué hay en cada columna?", "Agua limpia")
    walk.press("Revisar sin importar")
    walk.reads("Qué pasará con cada línea", "Líneas que no se importan, con su razón")
    walk.stop("ensayo")

    walk.press("Importar 2 aportes")
    walk.reads("Importando")
    walk.stop("importando")
    import_file(Import.objects.get().pk)  # what the worker does, behind the page
    if not way.scripts:
        walk.press("Actualizar ahora")
    walk.page.get_by_text("Se recibieron 2 aportes").wait_for()
    walk.stop("importado")
    walk.press("Verlos en la mesa")
    walk.reads("Agua limpia", "Camino")
