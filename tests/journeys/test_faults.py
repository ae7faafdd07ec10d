"""What goes wrong between a thumb and a server: nothing written is lost, nothing is received twice."""

import datetime as dt
from contextlib import suppress

import pytest
from django.utils import timezone
from playwright.sync_api import Error

from minka.contributions.models import Contribution
from minka.processes.models import Phase
from tests.journeys.conftest import Open, World
from tests.journeys.walk import ON_A_PHONE, ON_A_PLAIN_PHONE, Walk, Way

pytestmark = [pytest.mark.journey]
TITLE = "Un puente para el camión de la leche"
TEXT = "En tiempo de lluvias el camión no puede cruzar el río y la leche se queda en la casa."
WAYS = pytest.mark.parametrize("way", [ON_A_PHONE, ON_A_PLAIN_PHONE], ids=lambda way: way.name)


def write(walk: Walk, world: World) -> None:
    walk.go(f"{world.address}{world.activity.slug}/nueva/")
    walk.write("Tu idea en pocas palabras", TITLE)
    walk.write("Cuéntala", TEXT)


def received() -> int:
    return Contribution.objects.filter(title=TITLE).count()


@WAYS
def test_a_page_that_stood_open_too_long_sends_its_text_again(world: World, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)
    write(walk, world)
    walk.page.context.clear_cookies()

    walk.press("Revisar mi idea")
    walk.reads("Falta un paso para enviar", "Todavía no enviamos nada")
    assert TEXT in [box.input_value() for box in walk.page.locator("textarea").all()]
    walk.stop("permiso-vencido")
    walk.press("Enviar otra vez")
    walk.press("Enviar mi idea")

    walk.reads("Recibimos tu idea")
    assert received() == 1


@WAYS
def test_going_back_and_sending_again_is_received_once(world: World, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)
    write(walk, world)
    walk.press("Revisar mi idea")
    with walk.page.expect_request("**/enviar/") as sent:
        walk.press("Enviar mi idea")
    code = walk.page.locator(".code__value").inner_text()

    form = {"content-type": sent.value.headers["content-type"]}
    again = walk.page.context.request.post(sent.value.url, data=sent.value.post_data_buffer, headers=form)

    assert code in again.text()  # what a browser sends once more when somebody goes back and confirms
    assert received() == 1


def test_going_back_from_the_receipt_leads_to_an_empty_page_to_write(world: World, open_browser: Open) -> None:
    walk = open_browser(ON_A_PHONE)
    write(walk, world)
    walk.press("Revisar mi idea")
    walk.press("Enviar mi idea")
    walk.reads("Recibimos tu idea")

    walk.page.go_back()

    walk.reads("Tu idea en pocas palabras")
    assert TEXT not in [box.input_value() for box in walk.page.locator("textarea").all()]
    assert received() == 1


def test_without_scripts_going_back_shows_the_page_again_until_the_phone_is_left(
    world: World, open_browser: Open
) -> None:
    walk = open_browser(ON_A_PLAIN_PHONE)
    write(walk, world)
    walk.press("Revisar mi idea")
    walk.press("Enviar mi idea")
    walk.reads("Recibimos tu idea")

    walk.page.go_back()
    walk.reads("Enviar mi idea")
    walk.press("Enviar mi idea")
    walk.reads("Recibimos tu idea")
    assert received() == 1

    walk.press("Terminar", inside=".participant-bar")
    for _ in range(walk.page.evaluate("history.length") - 1):
        with suppress(Error):  # the browser's own page, which asks whether to send a form again, is no page of ours
            walk.page.go_back(timeout=3000)
        assert TEXT not in what_stands(walk)


def what_stands(walk: Walk) -> str:
    """What the browser shows now, also while it is changing pages."""
    walk.page.wait_for_load_state()
    return walk.page.locator("body").inner_text()


@WAYS
def test_an_impatient_thumb_is_received_once(world: World, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)
    write(walk, world)
    walk.press("Revisar mi idea")

    walk.thing("Enviar mi idea").dblclick()
    walk.page.locator(".code__value").wait_for()

    assert received() == 1


@WAYS
def test_a_phase_that_closes_meanwhile_gives_the_text_back(world: World, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)
    write(walk, world)
    walk.press("Revisar mi idea")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Phase.objects.filter(process=world.process).update(closes_on=yesterday)

    walk.press("Enviar mi idea")

    walk.reads("Ya no podemos recibir ideas aquí", "No la enviamos, y tu texto está aquí")
    assert TEXT in walk.page.locator("textarea").input_value()
    assert received() == 0
    walk.stop("etapa-cerrada")


@WAYS
def test_an_empty_idea_says_what_is_missing_and_keeps_the_rest(world: World, open_browser: Open, way: Way) -> None:
    walk = open_browser(way)
    write(walk, world)
    walk.write("Tu idea en pocas palabras", "")
    walk.press("Revisar mi idea")

    walk.reads("Ponle un título corto")
    assert walk.field("Cuéntala").input_value() == TEXT
    walk.stop("falta-el-titulo")
