"""A citizen without an account: from the link on the wall to the answer, on a telephone that is shared."""

import re

import pytest
from django.urls import reverse

from minka.contributions.models import Contribution
from tests.contributions.test_answer import REASON, REPLY, compose
from tests.journeys.conftest import Open, World
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way
from tests.people import as_person

pytestmark = [pytest.mark.journey]

TITLE = "Un tanque frío para nuestro caserío"
TEXT = "La leche se malogra porque no hay dónde enfriarla. Propongo un tanque frío compartido en el caserío."


@pytest.mark.parametrize("way", [ON_A_PHONE, ON_A_PLAIN_PHONE, AT_A_DESK], ids=lambda way: way.name)
def test_a_voice_is_written_received_followed_and_answered(world: World, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)

    assert walk.go(world.address) == 200
    walk.reads("Lo que te prometemos", "Qué se puede decidir", "Dirección Regional de Agricultura")
    walk.stop("proceso")
    code = write_and_send(walk)
    support_and_comment(walk, world)
    follow_and_finish(walk, code)
    someone_else_takes_part(walk, world)
    answer(world, code)
    come_back(walk, code)


def write_and_send(walk: Walk) -> str:
    walk.press("Escribir mi idea")
    walk.write("Tu idea en pocas palabras", TITLE)
    walk.write("Cuéntala", TEXT)
    walk.press("Agregar mi distrito")
    walk.write("Distrito", "Baños del Inca, Cajamarca")
    if walk.way.scripts:
        walk.page.get_by_text("¿Ya lo dijo alguien?").wait_for()
    walk.stop("escribir")
    walk.press("Revisar mi idea")
    walk.reads("Revisa tu idea", TITLE, TEXT, "¿Ya lo dijo alguien?", "Un tanque frío por caserío", "Baños del Inca")
    walk.stop("revisar")
    walk.press("Enviar mi idea")
    walk.reads("Recibimos tu idea", "La lee y la responde: Dirección Regional de Agricultura.")
    walk.stop("constancia")
    return walk.page.locator(".code__value").inner_text()


def support_and_comment(walk: Walk, world: World) -> None:
    walk.go(f"{world.address}{world.activity.slug}/")
    walk.stop("ideas")
    walk.press("Un tanque frío por caserío")
    walk.stop("idea-de-otra-persona")
    walk.press("Apoyar esta idea")
    walk.page.get_by_text("Tú la apoyas").wait_for()
    walk.reads("1 persona la apoya")
    walk.press("Comentar esta idea")
    walk.write("Tu comentario", "En mi caserío también hace falta, somos veinte familias.")
    walk.stop("comentar")
    walk.press("Enviar mi comentario")
    walk.reads("Recibimos tu comentario")
    walk.press("Ver mi voz publicada")
    walk.reads("somos veinte familias")
    walk.stop("idea-apoyada-y-comentada")


def follow_and_finish(walk: Walk, code: str) -> None:
    walk.press("Mi voz", inside="header")
    walk.reads(TITLE, "Recibida", code)
    walk.stop("mi-voz")
    walk.press("Terminar", inside=".participant-bar")
    walk.never_reads(TITLE, code)
    assert "minka_voice" not in {cookie["name"] for cookie in walk.page.context.cookies(walk.home)}
    walk.stop("terminado")


def someone_else_takes_part(walk: Walk, world: World) -> None:
    walk.go(f"{world.address}{world.activity.slug}/nueva/")
    assert walk.page.get_by_label("Cuéntala").input_value() == ""
    walk.write("Tu idea en pocas palabras", "Arreglar el puente antes de las lluvias")
    walk.write("Cuéntala", "Sin puente no llega el camión y toda la leche del valle se queda.")
    walk.press("Revisar mi idea")
    walk.press("Enviar mi idea")
    walk.press("Ver Mi voz")
    walk.never_reads(TITLE)
    walk.press("Terminar", inside=".participant-bar")


def answer(world: World, code: str) -> None:
    """The office answers meanwhile, and names what changed."""
    said = Contribution.objects.get(code=code)
    official = as_person(world.cast.official)
    changed = {"link_title": "Compra de seis tanques fríos", "link_target": "https://www.gob.pe/regioncajamarca"}
    carried = compose(official, world.activity, said)
    page = reverse("contributions:answer", args=["cajamarca", world.process.slug])
    assert official.post(page, {**carried, **REPLY, **changed, "paso": "publish"}).status_code == 302


def come_back(walk: Walk, code: str) -> None:
    walk.go("/mi-voz/")
    walk.write("código", re.sub(r"[^a-z0-9]", " ", code).upper())  # as it was said aloud, or copied from a paper
    walk.press("Entrar con mi código")
    walk.reads(TITLE, "Respondida: aceptada", REASON, "Compra de seis tanques fríos")
    walk.stop("respuesta")
