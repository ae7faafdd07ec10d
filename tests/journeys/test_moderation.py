"""A neighbour reports an insult, a moderator hides it, its author appeals, and a second person decides."""

import pytest

from minka.sites.models import Role
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_DESK, ON_A_PLAIN_PHONE, Walk, Way
from tests.make.contributions import make_contribution
from tests.people import as_participant, make_member

pytestmark = [pytest.mark.journey]
TITLE = "Los de la planta son unos ladrones"


@pytest.mark.parametrize("way", [AT_A_DESK, ON_A_PLAIN_PHONE], ids=lambda way: way.name)
def test_a_hidden_message_gets_a_second_pair_of_eyes(world: World, open_browser: Open, way: Way) -> None:
    rosa, second = world.cast.rosa, make_member("segunda", world.cast.cajamarca, Role.MODERATOR)
    said = make_contribution(world.activity, participant=rosa, title=TITLE, text="Nos roban en cada balde que pesan.")
    page = f"{world.address}{world.activity.slug}/{said.pk}/"

    report(open_browser(way), page)
    hide(sign_in(open_browser(way), world.cast.moderator))
    stranger = open_browser(way)
    stranger.go(page)
    stranger.never_reads("Nos roban")
    stranger.stop("oculta")
    author = open_browser(way)
    author.page.context.add_cookies(
        [{"name": "minka_voice", "value": as_participant(rosa).cookies["minka_voice"].value, "url": author.home}]
    )
    appeal(author)
    decide(sign_in(open_browser(way), second))

    stranger.go(page)
    stranger.reads("Nos roban en cada balde")
    stranger.go("/cajamarca/moderacion/")
    stranger.stop("reglas")
    author.go("/mi-voz/")
    author.never_reads("Los demás no lo ven")


def report(walk: Walk, page: str) -> None:
    walk.go(page)
    walk.press("Avisar que rompe las reglas")
    walk.page.locator("main input[type=radio]").first.check()
    walk.stop("avisar")
    walk.press("Enviar mi aviso")
    walk.go(page)
    walk.reads("Nos roban")


def hide(walk: Walk) -> None:
    walk.go("/mi-trabajo/")
    walk.press("Atender")
    walk.stop("por-revisar")
    walk.press(TITLE)
    walk.tick("Se oculta: rompe una regla")
    walk.page.get_by_label("Regla que rompe").select_option(index=1)
    walk.write("Nota para quien lo escribió", "Di lo que pasa sin acusar a personas.")
    walk.stop("decidir")
    walk.press("Guardar la decisión")


def appeal(walk: Walk) -> None:
    walk.go("/mi-voz/")
    walk.reads("Los demás no lo ven")
    walk.press("Ver la decisión o pedir otra revisión")
    walk.write("¿Por qué crees que debe verse?", "Es una queja con hechos: pesamos el mismo balde dos veces.")
    walk.stop("apelar")
    walk.press("Pedir otra revisión")
    walk.reads("Otra persona lo revisará")


def decide(walk: Walk) -> None:
    walk.go("/cajamarca/gestion/moderacion/?ver=apelaciones")
    walk.press(TITLE)
    walk.tick("Vuelve a mostrarse: cumple las reglas")
    walk.write("Respuesta para quien lo escribió", "Tienes razón: cuentas un hecho y no insultas a nadie.")
    walk.stop("apelacion")
    walk.press("Guardar la decisión y avisar")
