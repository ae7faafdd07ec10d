"""A coordinator opens a second site, invites somebody by mail, and everybody sees the network."""

import re

import pytest

from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import AT_A_DESK, ON_A_PLAIN_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]
INVITED = "ana@example.org"


@pytest.mark.parametrize("way", [AT_A_DESK, ON_A_PLAIN_PHONE], ids=lambda way: way.name)
def test_jaen_opens_its_own_site_and_its_coordinator_joins(world: World, open_browser: Open, way: Way) -> None:
    walk = sign_in(open_browser(way), world.cast.coordinator)
    walk.go("/mi-trabajo/")
    walk.press("Sedes")
    walk.stop("sedes")
    walk.press("Abrir una sede")
    walk.write("Nombre", "Laboratorio de Jaén")
    walk.choose("Nivel", "local")
    walk.write("frase", "Escuchamos a Jaén y respondemos.")
    walk.write("Correo de quien", INVITED)
    walk.stop("sede-nueva")
    walk.press("Abrir la sede")
    walk.reads("Laboratorio de Jaén")
    walk.stop("sede-abierta")

    accept(open_browser(way))

    visitor = open_browser(way)
    visitor.go("/")
    visitor.reads("Laboratorio de Jaén", "Laboratorio de Cajamarca")
    visitor.stop("red")
    visitor.press("Laboratorio de Cajamarca", inside="table")
    visitor.stop("sede")


def accept(walk: Walk) -> None:
    """By the link of the mail, on another machine."""
    walk.go("/bandeja-de-salida/")
    found = re.search(r"/invitacion/[^\s/]+/", walk.page.inner_text("main"))
    assert found
    walk.go(found[0])
    walk.stop("invitacion")
    walk.press("Enviarme el código")
    here = walk.page.url
    walk.go("/bandeja-de-salida/")
    code = re.search(r"Tu código: (\S+)", walk.page.inner_text("main"))
    assert code
    walk.go(here)
    walk.write("Código que recibiste", code[1])
    walk.press("Confirmar")
    walk.press("Aceptar la invitación")
    walk.go("/mi-trabajo/")
    walk.reads("Laboratorio de Jaén")
    walk.stop("trabajo-de-la-invitada")
