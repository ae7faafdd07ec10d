"""What goes wrong while somebody writes: two tabs at once, and a file that only calls itself a photo."""

import io
import zipfile

import pytest

from minka.contributions.models import Contribution
from minka.people.models import Participant
from tests.journeys.conftest import Open, World
from tests.journeys.walk import ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]

TITLE = "Un reservorio para la sequía"
OTHER = "Sombra para el ganado"
TEXT = "En agosto no hay agua para los animales. Propongo un reservorio pequeño en la parte alta."
WAYS = pytest.mark.parametrize("way", [ON_A_PHONE, ON_A_PLAIN_PHONE], ids=lambda way: way.name)


def write(walk: Walk, world: World, title: str = TITLE) -> None:
    walk.go(f"{world.address}{world.activity.slug}/nueva/")
    walk.write("Tu idea en pocas palabras", title)
    walk.write("Cuéntala", TEXT)


@WAYS
def test_ideas_begun_in_two_tabs_both_arrive_at_one_person(world: World, open_browser: Open, way: Way) -> None:
    tab = open_browser(way)
    other = Walk(tab.page.context.new_page(), tab.home, way, tab.journey)
    people = Participant.objects.count()
    write(tab, world)
    write(other, world, OTHER)

    for each in (tab, other):
        each.press("Revisar mi idea")
    for each in (tab, other):
        each.press("Enviar mi idea")
        each.reads("Recibimos tu idea")

    tab.go("/mi-voz/")
    tab.reads(TITLE, OTHER)
    tab.stop("las-dos")
    assert Participant.objects.count() == people + 1
    assert Contribution.objects.filter(title__in=[TITLE, OTHER]).count() == 2


@WAYS
def test_a_zip_that_calls_itself_a_photo_is_refused_and_the_text_goes_on(
    world: World, open_browser: Open, way: Way
) -> None:
    walk = open_browser(way)
    write(walk, world)
    walk.press("Agregar una foto")
    walk.page.locator("main input[type=file]").set_input_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": a_zip()}
    )

    walk.press("Revisar mi idea")

    walk.reads("No pudimos recibir tu foto", "Tu texto está guardado. Elige otra o continúa sin foto.")
    assert walk.field("Cuéntala").input_value() == TEXT
    walk.stop("no-es-una-foto")
    walk.press("Revisar mi idea")
    walk.reads("Revisa tu idea", TITLE, TEXT)


def a_zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("nota.txt", "no soy una foto")
    return content.getvalue()
