"""From a row of a TUPA to a published service: one designs, another approves; phone, desk, and without scripts."""

from pathlib import Path

import pytest

from minka.services.models import Service
from minka.sites.models import Organization
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]
TUPA = Path(__file__).parents[2] / "data" / "tupa_demonstration" / "procedures.json"
MOST_WARNINGS = 40


@pytest.fixture
def entity(world: World) -> Organization:
    return Organization.objects.create(site=world.cast.cajamarca, name="Municipalidad (demostración)", sector="state")


@pytest.mark.parametrize("way", [ON_A_PHONE, AT_A_DESK, ON_A_PLAIN_PHONE], ids=lambda way: way.name)
def test_a_row_of_a_tupa_becomes_a_published_service(
    world: World, entity: Organization, open_browser: Open, way: Way
) -> None:
    walk = sign_in(open_browser(way), world.cast.facilitator)
    bring(walk, entity)
    draft(walk)
    change(walk)
    try_out(walk)
    propose(walk)

    approve(sign_in(open_browser(way), world.cast.official))


def bring(walk: Walk, entity: Organization) -> None:
    walk.go("/mi-trabajo/")
    walk.press("Servicios digitales")
    walk.reads("Todavía no hay servicios")
    walk.stop("sin-servicios")
    walk.press("Empezar de un procedimiento")
    walk.press("Traer un TUPA")
    walk.choose("¿Qué entidad lo atiende?", str(entity.pk))
    walk.tick("Son procedimientos de demostración")
    walk.field("Archivo del TUPA").set_input_files(TUPA)
    walk.stop("subir")
    walk.press("Subir y revisar")
    walk.reads("Todavía no se guardó nada")
    walk.stop("leido")
    walk.press("Guardar 3 procedimientos")
    walk.stop("procedimientos")


def draft(walk: Walk) -> None:
    walk.page.locator("main tbody a").first.click()
    walk.page.wait_for_load_state()
    walk.reads("Qué dice la ley")
    walk.stop("procedimiento")
    walk.press("Hacer un servicio de este procedimiento")
    walk.reads("El borrador está listo", "Hasta publicar", "Todos los caminos")
    walk.stop("borrador")


def change(walk: Walk) -> None:
    walk.page.locator(".draft-page summary").first.click()
    walk.page.locator(".draft-questions a").first.click()
    walk.page.wait_for_load_state()
    walk.stop("pregunta")
    walk.press("Versión corta y audio")
    walk.write("Versión corta", "Tu caso")
    walk.press("Guardar la pregunta")
    walk.press("Agregar una página")
    walk.write("Título de la página", "Contacto")
    walk.stop("pagina-nueva")
    walk.press("Guardar la página")
    walk.page.locator("#contacto").get_by_role("link", name="Agregar una pregunta").click()
    walk.page.wait_for_load_state()
    walk.stop("tipos")
    walk.press("Teléfono")
    walk.press("Guardar la pregunta")
    walk.reads("Escribe la pregunta.")
    walk.stop("pregunta-sin-palabras")
    walk.write("La pregunta", "¿A qué teléfono te llamamos?")
    walk.write("¿Por qué se pregunta?", "Para avisarte si falta algo.")
    walk.write("Base legal", "Ley 27444, art. 124")
    walk.press("Guardar la pregunta")
    walk.reads("¿A qué teléfono te llamamos?")
    look_around(walk)


def look_around(walk: Walk) -> None:
    walk.press("Requisitos y reglas", inside=".tabs")
    walk.stop("partes")
    walk.press("Datos y cartas", inside=".tabs")
    walk.stop("datos")
    walk.press("Cartas del trámite")
    walk.stop("cartas")
    walk.press("Cambios", inside=".tabs")
    walk.reads("¿A qué teléfono te llamamos?")
    walk.stop("cambios")


def try_out(walk: Walk) -> None:
    walk.press("Probar", inside=".tabs")
    walk.press("Probar como ciudadano")
    walk.reads("Nada de lo que escribas se guarda")
    walk.stop("vista-previa")
    walk.press("Guardar estas respuestas como caso")
    walk.reads("Guardamos el caso")
    walk.write("Nombre del caso", "Nadie respondió nada")
    walk.stop("caso")
    walk.press("Guardar el caso")
    walk.reads("Pasa")
    walk.stop("casos")


def propose(walk: Walk) -> None:
    walk.press("Publicar", inside=".tabs")
    walk.write("¿Por qué se publica?", "La feria lo pidió en la asamblea de mayo.")
    for each in walk.page.get_by_label("¿Por qué se publica así?").all()[:MOST_WARNINGS]:
        each.fill("Lo revisó la oficina.")
    walk.stop("pedir")
    walk.press("Pedir publicación")
    walk.reads("Lo pediste tú: tiene que aprobarlo otra persona")
    walk.stop("pedido")


def approve(walk: Walk) -> None:
    service = Service.objects.get()
    walk.go(f"/cajamarca/servicios/{service.slug}/equipo/publicar/")
    walk.reads("La feria lo pidió en la asamblea de mayo.")
    walk.stop("por-aprobar")
    walk.press("Aprobar y publicar")
    walk.reads("Publicamos la versión 1.")
    walk.press("Ver las versiones publicadas")
    walk.reads("La feria lo pidió en la asamblea de mayo.", "Huella SHA-256")
    walk.stop("versiones")
