"""A citizen votes on a telephone: from the landing page to where they stand, and back by code on another one."""

import pytest

from minka.contributions.models import Contribution
from minka.opinions.models import Vote, Voter
from minka.processes.models import Activity
from minka.web.memory import memory
from tests.journeys.conftest import Open, World
from tests.journeys.walk import AT_A_DESK, ON_A_PHONE, ON_A_PLAIN_PHONE, SMALLEST, Walk, Way
from tests.make.opinions import make_map, make_opinions

pytestmark = [pytest.mark.journey]

MINE = "Las acequias deben limpiarse dos veces al año con ayuda de la municipalidad."
IN_THE_DARK = Way("chico-oscuro", SMALLEST, scheme="dark")
BUTTONS = ("De acuerdo", "En desacuerdo", "Paso, no sé")


@pytest.mark.parametrize("way", [ON_A_PHONE, ON_A_PLAIN_PHONE, IN_THE_DARK, AT_A_DESK], ids=lambda way: way.name)
def test_votes_are_kept_changed_placed_and_found_again(world: World, open_browser: Open, way: Way) -> None:
    water = make_opinions(world.process, moderation="after", enough=7)
    make_map(water)
    memory.clear()
    walk = open_browser(way)

    assert walk.go(f"{world.address}{water.slug}/") == 200
    walk.reads("¿Qué hacemos con el agua?", "12 afirmaciones", "Lee y vota.", "Abierto hasta")
    walk.stop("actividad")
    walk.press("Votar", exact=True)
    vote_on_some(walk)
    write_one(walk, water)
    code = keep_the_code(walk)
    change_one(walk)
    stand(walk)
    come_back(walk, code)


def vote_on_some(walk: Walk) -> None:
    walk.reads("0 de unas", "Al votar, aceptas")
    walk.stop("primera-afirmacion")
    walk.press("Saltarla por ahora")
    for count in range(1, 8):
        answer(walk, BUTTONS[count % 3], count)
        if count in {1, 3, 5, 7}:
            walk.stop(f"despues-de-{count}")
    walk.reads("7 de unas", "Ya puedes ver tu lugar")
    assert Vote.objects.count() == 7
    assert Voter.objects.count() == 1


def answer(walk: Walk, words: str, count: int) -> None:
    before = walk.page.locator(".vote__words").inner_text()
    if walk.way.scripts:
        walk.page.locator("minka-vote:not([data-fresh])").wait_for()  # sooner, a press is not meant for this one
    walk.press(words, exact=True)
    walk.page.locator(".vote__progress strong", has_text=str(count)).wait_for()
    assert walk.page.locator(".vote__words").inner_text() != before


def write_one(walk: Walk, water: Activity) -> None:
    walk.go(f"/cajamarca/procesos/{water.process.slug}/{water.slug}/nueva/")
    walk.write("Tu afirmación", "¿Y si limpiamos las acequias?")
    walk.press("Revisar mi afirmación")
    walk.reads("Parece una pregunta")
    walk.stop("escribir-con-error")
    walk.write("Tu afirmación", MINE)
    walk.press("Revisar mi afirmación")
    walk.reads("Revisa tu afirmación", MINE)
    walk.stop("revisar")
    walk.press("Enviar mi afirmación")
    walk.reads("Recibimos tu afirmación")
    walk.press("Ver mi voz publicada")
    walk.reads(MINE, "Los votos", "Todavía no tiene respuesta")
    walk.stop("pagina-de-la-afirmacion")
    walk.press("Votar esta afirmación")
    walk.reads("Esta la escribiste tú")
    walk.press("De acuerdo", exact=True)
    walk.page.locator(".vote__progress strong", has_text="8").wait_for()
    assert Vote.objects.filter(statement__contribution=Contribution.objects.get(text=MINE)).count() == 1


def keep_the_code(walk: Walk) -> str:
    walk.press("Mis votos", exact=True)
    walk.reads("Vale la última respuesta", MINE)
    walk.stop("mis-votos")
    walk.press("Ver mi código")
    walk.reads("Guarda tu código")
    walk.stop("mi-codigo")
    return walk.page.locator(".code__value").inner_text()


def change_one(walk: Walk) -> None:
    walk.page.go_back()
    walk.press("Cambiar mi voto")
    walk.reads("Dijiste: de acuerdo. Puedes cambiarlo.")
    walk.stop("cambiar")
    walk.press("En desacuerdo", exact=True)
    walk.reads("Cambiamos tu voto.")


def stand(walk: Walk) -> None:
    walk.go(walk.page.url.replace("mis-votos", "mi-lugar"))
    walk.reads("Lo que une a todos", "Lo que piensa tu grupo", "Lo que piensan los demás")
    walk.stop("mi-lugar")


def come_back(walk: Walk, code: str) -> None:
    walk.press("Mi voz", inside="header")
    walk.reads("Votaste en 8 de 1", MINE)
    walk.stop("mi-voz")
    walk.press("Terminar", inside=".participant-bar")
    walk.write("código", code)
    walk.press("Entrar con mi código")
    walk.reads("Votaste en 8 de 1")
    walk.press("Retirar mis votos")
    walk.stop("retirar")
    walk.press("Sí, retirar y borrar mis votos")
    walk.reads("Retiraste tus votos.")
    assert not Vote.objects.exists()
