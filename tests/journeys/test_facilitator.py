"""A facilitator: in by a code, a process open in a few presses, the desk, a merge, an answer, a closing with memory."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.contributions.test_answer import REASON
from tests.contributions.test_closing import MEMORY, WHY
from tests.journeys.conftest import Open, World, prove_mailbox
from tests.journeys.walk import AT_A_DESK, AT_A_PLAIN_DESK, ON_A_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]

START = {
    "Nombre del proceso": "Riego para la sequía",
    "La pregunta": "¿Qué hacemos para que el agua alcance hasta octubre?",
    "¿Qué se puede decidir con los aportes?": "Qué canales se arreglan primero con el fondo de riego.",
    "¿Quién decide?": "La junta de usuarios y la Dirección Regional de Agricultura.",
    "¿Qué pasa después?": "Se publica el orden de las obras y cada voz recibe su respuesta.",
}
FEW = 10


@pytest.mark.parametrize("way", [AT_A_DESK, AT_A_PLAIN_DESK], ids=lambda way: way.name)
def test_a_process_is_opened_from_a_template_in_few_presses(world: World, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)
    enter_by_code(walk, world.cast.facilitator.email)
    walk.stop("mi-trabajo")

    walk.presses = 0
    walk.press("Procesos", exact=True)
    walk.press("Abrir un proceso")
    walk.stop("plantillas")
    walk.press("Reto público")
    for label, words in START.items():
        walk.write(label, words)
    walk.stop("pregunta-y-promesa")
    walk.press("Crear el borrador")
    walk.stop("borrador")
    walk.press("Publicar el proceso")

    walk.reads("Tu proceso está publicado", START["La pregunta"])
    assert walk.presses < FEW
    walk.stop("publicado")
    walk.press("Fechas y propósito")
    walk.stop("fase")


@pytest.mark.parametrize("way", [ON_A_PHONE, AT_A_PLAIN_DESK], ids=lambda way: way.name)
def test_the_desk_sorts_merges_answers_and_closes(world: World, open_browser: Open, way: Way, tmp_path: Path) -> None:
    walk = open_browser(way)
    enter_by_code(walk, world.cast.facilitator.email)
    walk.press(world.process.title)
    walk.reads("5 aportes")
    walk.stop("mesa")

    look_for(walk, "ordeno")
    merge(walk)
    close_too_early(walk)
    answer_all_but_one(walk)
    close(walk, tmp_path)


def enter_by_code(walk: Walk, email: str) -> None:
    walk.go("/cuenta/login/")
    prove_mailbox(walk, email)
    walk.reads("Mi trabajo")


def look_for(walk: Walk, word: str) -> None:
    """Without accents and in another form than it was written."""
    walk.press("Filtrar y buscar")
    walk.write("que dicen", word)
    walk.press("Ver estos")
    walk.reads("Talleres de ordeño")
    walk.never_reads("Camino a Pariamarca")
    walk.stop("mesa-busqueda")
    walk.press("Mesa", inside=".tabs")


def pick(walk: Walk, *titles: str) -> None:
    for title in titles:
        walk.page.locator("tr", has=walk.page.get_by_role("link", name=title)).get_by_role("checkbox").check()


def act(walk: Walk, name: str) -> None:
    walk.page.get_by_label("Qué hacer con los marcados").select_option(label=name)
    walk.press("Continuar")


def merge(walk: Walk) -> None:
    pick(walk, "Un tanque frío por caserío", "Pruebas de mastitis")
    act(walk, "Unir repetidos")
    walk.stop("unir")
    walk.press("Unir los marcados")
    walk.reads("4 aportes")


def close_too_early(walk: Walk) -> None:
    walk.press("Cerrar", inside=".tabs")
    walk.reads("esperan respuesta")
    for label, words in zip(("¿Qué se hizo?", "¿Qué se decidió?", "¿Qué se aprendió?"), MEMORY.values(), strict=True):
        walk.write(label, words)
    walk.stop("cerrar")
    walk.press("Cerrar y publicar la memoria")
    walk.reads("tienes que publicar por qué quedan aportes sin respuesta")
    walk.stop("no-se-cierra")


def answer_all_but_one(walk: Walk) -> None:
    walk.press("Mesa", inside=".tabs")
    pick(walk, "Pagar por calidad", "Talleres de ordeño", "Un tanque frío por caserío")
    act(walk, "Responder")
    walk.tick("Aceptado: se hará o ya se hizo")
    walk.write("¿Por qué?", REASON)
    walk.write("¿Qué oficina responde?", "Dirección Regional de Agricultura")
    walk.stop("responder")
    walk.press("Revisar antes de publicar")
    walk.reads("4 voces", REASON)
    walk.stop("asi-la-leeran")
    walk.press("Publicar para 4 voces")
    walk.reads("1 aporte")
    walk.press("Camino a Pariamarca")
    walk.stop("un-aporte")


def close(walk: Walk, folder: Path) -> None:
    walk.page.go_back()
    walk.press("Cerrar", inside=".tabs")
    for label, words in zip(("¿Qué se hizo?", "¿Qué se decidió?", "¿Qué se aprendió?"), MEMORY.values(), strict=True):
        walk.write(label, words)
    walk.write("¿Por qué quedan aportes sin respuesta?", WHY)
    walk.press("Cerrar y publicar la memoria")
    walk.go(re.sub(r"/gestion/(.*?)/.*", r"/procesos/\1/memoria/", walk.page.url))
    walk.reads(MEMORY["learned"], WHY)
    walk.stop("memoria")
    with walk.page.expect_download() as begun:
        walk.press("Descargar el archivo completo")
    begun.value.save_as(folder / "archivo.zip")
    names = zipfile.ZipFile(io.BytesIO((folder / "archivo.zip").read_bytes())).namelist()
    assert any(name.endswith("index.html") for name in names)
