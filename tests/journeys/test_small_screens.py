"""A small telephone at night: the pages of the team fit and are readable, and a thumb hits what it aims at."""

import pytest

from tests.contributions.moderating import hidden, reported
from tests.journeys.conftest import Open, World, sign_in
from tests.journeys.walk import SMALLEST, Walk, Way
from tests.make.contributions import make_contribution

pytestmark = [pytest.mark.journey]

AT_NIGHT = Way("de-noche", SMALLEST, scheme="dark")
ENLARGED = Way("400-por-ciento", (320, 200), scripts=False)  # 1280 by 800, four times as large
LONG = "Electrificacióndelalecheríacomunitariadesantarosadechontapampaaltaybaja"

TEAM = (
    "/mi-trabajo/",
    "/mi-trabajo/avisos/",
    "/cuenta/",
    "/cajamarca/gestion/procesos/",
    "/cajamarca/gestion/procesos/nuevo/",
    "/cajamarca/gestion/procesos/{slug}/",
    "/cajamarca/gestion/{slug}/mesa/",
    "/cajamarca/gestion/{slug}/mesa/{idea}/",
    "/cajamarca/gestion/{slug}/hojas/",
    "/cajamarca/gestion/{slug}/digitar/",
    "/cajamarca/gestion/{slug}/importar/",
    "/cajamarca/gestion/{slug}/pendientes/",
    "/cajamarca/gestion/{slug}/repetidos/",
    "/cajamarca/gestion/{slug}/cerrar/",
    "/cajamarca/gestion/moderacion/",
    "/cajamarca/gestion/moderacion/{reported}/",
    "/cajamarca/gestion/personas/",
    "/cajamarca/gestion/sedes/",
    "/cajamarca/gestion/organizaciones/",
    "/cajamarca/gestion/avisos/",
    "/cajamarca/gestion/auditoria/",
)
LONG_WORDS = ("{process}{ideas}/", "{process}{ideas}/{idea}/", "{process}{ideas}/{hidden}/", "/mi-voz/", "/codigo/")
CITIZEN = ("/", "/cajamarca/", "{process}", "{process}{ideas}/", "{process}{ideas}/nueva/", "{process}{ideas}/{idea}/")


@pytest.fixture
def names(world: World) -> dict[str, object]:
    """What the addresses speak of; one idea has a word that no line holds."""
    idea = make_contribution(world.activity, title=LONG, text=f"{LONG} https://www.gob.pe/{LONG}")
    make_contribution(world.activity, parent=idea, kind="comment", title="", text=LONG, needs_answer=False)
    reported(world.ideas[0])
    return {
        "process": world.address,
        "slug": world.process.slug,
        "ideas": world.activity.slug,
        "idea": idea.pk,
        "reported": world.ideas[0].pk,
        "hidden": hidden(world.ideas[1], by=world.cast.moderator).pk,
    }


def test_the_pages_of_the_team_fit_the_smallest_telephone_at_night(
    world: World, open_browser: Open, names: dict[str, object]
) -> None:
    walk = sign_in(open_browser(AT_NIGHT), world.cast.coordinator)

    assert look_at(walk, TEAM, names) == []


@pytest.mark.parametrize("way", [ENLARGED, Way("320", SMALLEST)], ids=lambda way: way.name)
def test_a_word_that_no_line_holds_makes_no_page_wider(open_browser: Open, names: dict[str, object], way: Way) -> None:
    assert look_at(open_browser(way), LONG_WORDS, names) == []


def test_a_thumb_hits_everything_on_the_way_of_a_citizen(open_browser: Open, names: dict[str, object]) -> None:
    walk = open_browser(Way("pulgar", SMALLEST))
    small = {}

    for address in CITIZEN:
        walk.go(address.format(**names))
        small[address] = walk.page.evaluate(SMALL)

    assert {address: found for address, found in small.items() if found} == {}


def look_at(walk: Walk, addresses: tuple[str, ...], names: dict[str, object]) -> list[str]:
    """All that is wrong: a page that does not answer, is too wide, or has something that axe finds."""
    wrong: list[str] = []
    for address in addresses:
        here = address.format(**names)
        status = walk.go(here)
        if status != 200:
            wrong.append(f"{here} answers {status}")
        try:
            walk.stop(here.strip("/").replace("/", "_") or "inicio")
        except AssertionError as problem:
            wrong.append(f"{here}: {str(problem)[:600]} {walk.sideways()}")
    return wrong


# What is pressed and is less than 44 px high or wide. A link inside a sentence is as high as its line; a small box
# is as large as the label that it is pressed by.
SMALL = """() => {
  const pressed = "button, summary, select, textarea, input:not([type=hidden]), a.button, nav a, header a, .card a";
  const inSentence = (link) => link.matches("a") && !link.closest("nav, header")
    && getComputedStyle(link).display === "inline";
  return [...document.querySelectorAll(pressed)]
    .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden, .skip, [class*=skip]"))
    .filter((element) => !inSentence(element))
    .map((element) => [element, element.matches("[type=checkbox], [type=radio]") ? element.closest("label") : null])
    .map(([element, area]) => [element, (area || element).getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
    .map(([element, box]) => `${element.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}"""
