"""Every public page, on the smallest screen, enlarged four times, and in the dark."""

import pytest
from django.urls import reverse

from minka.records.actions import sequence_records
from tests.contributions.test_answer import REPLY, compose
from tests.journeys.conftest import Open, World
from tests.journeys.walk import DESKTOP, SMALLEST, Way, axe_complaints
from tests.people import as_person

pytestmark = [pytest.mark.journey]
ENLARGED = (320, 256)  # 1280 by 1024 at 400 %, as WCAG 1.4.10 counts it


def public_pages(world: World) -> list[str]:
    ideas = f"{world.address}{world.activity.slug}/"
    return [
        "/",
        "/cajamarca/",
        "/cajamarca/datos/",
        "/cajamarca/registro/",
        "/cajamarca/moderacion/",
        world.address,
        ideas,
        f"{ideas}?orden=apoyadas",
        f"{ideas}?q=nada+parecido",
        f"{ideas}nueva/",
        f"{ideas}{world.ideas[0].pk}/",
        f"/cajamarca/aportes/{world.ideas[0].pk}/comentar/",
        f"/cajamarca/aportes/{world.ideas[0].pk}/avisar/",
        "/mi-voz/",
        "/registro/",
        "/registro/comprobar/",
        "/ayuda/",
        "/cuenta/login/",
        "/no/existe/",
    ]


def settle(world: World) -> None:
    official = as_person(world.cast.official)
    carried = compose(official, world.activity, world.ideas[0])
    page = reverse("contributions:answer", args=["cajamarca", world.process.slug])
    assert official.post(page, {**carried, **REPLY, "paso": "publish"}).status_code == 302
    sequence_records()


@pytest.mark.parametrize(
    "way", [Way("320", SMALLEST), Way("400-por-ciento", ENLARGED, scripts=False)], ids=lambda way: way.name
)
def test_no_public_page_scrolls_sideways(world: World, open_browser: Open, way: Way) -> None:
    settle(world)
    walk = open_browser(way)

    wide = {}
    for page in public_pages(world):
        walk.go(page)
        wide[page] = walk.sideways()
        walk.stops += 1
        walk.picture(page.strip("/").replace("/", "-") or "red")

    assert {page: found for page, found in wide.items() if found} == {}
    walk.quiet()


@pytest.mark.parametrize("way", [Way("oscuro", DESKTOP, scheme="dark")], ids=lambda way: way.name)
def test_every_public_page_can_be_read_in_the_dark(world: World, open_browser: Open, way: Way) -> None:
    settle(world)
    walk = open_browser(way)

    unread = {}
    for page in public_pages(world):
        walk.go(page)
        unread[page] = axe_complaints(walk.page)
        walk.stops += 1
        walk.picture(page.strip("/").replace("/", "-") or "red")

    assert {page: found for page, found in unread.items() if found} == {}
    walk.quiet()
