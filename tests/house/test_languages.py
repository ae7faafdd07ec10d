"""Every page of the product, asked for in another language than Spanish."""

import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from minka.web.catalogues import Entry, read
from tests.house.browsers import Browsers, same_as
from tests.house.rights import COORDINATOR, VISITOR, VOICE, Row
from tests.house.test_catalogues import written
from tests.house.test_rights import TABLE
from tests.house.world import World

pytestmark = pytest.mark.django_db

HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]")
FEW_WORDS = 3
READ_ALOUD = {"aria-label", "title", "alt", "placeholder", "data-label"}
TOLD = "Esta página todavía no está en quechua. ¿Nos ayudas?"
PAGES = sorted(
    name
    for name, row in TABLE.items()
    if row.method == "get" and 200 in {row.statuses[COORDINATOR], row.statuses[VOICE]}
)

type PageOf = Callable[..., str]


class Words(HTMLParser):
    """What a page says: its text, piece by piece, and what its attributes say aloud."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.said.append(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "button" or not any(name == "lang" for name, _ in attrs):
            self.said += [value for name, value in attrs if name in READ_ALOUD and value]


@cache
def spanish() -> list[tuple[re.Pattern[str], str]]:
    """What would be Spanish on a page: each text whose English is another one."""
    entries = read(written("en")).entries.values()
    return [(as_pattern(form), form) for entry in entries for form in sources(entry) if form not in entry.forms]


def sources(entry: Entry) -> list[str]:
    return [entry.text.one, entry.text.many] if entry.text.many else [entry.text.one]


def as_pattern(text: str) -> re.Pattern[str]:
    """A text with few words of its own around what is filled in is looked for with numbers only."""
    parts = [re.escape(part.replace("%%", "%")) for part in HOLE.split(text.strip())]
    filled = ".+" if len(re.findall(r"\w+", " ".join(parts))) > FEW_WORDS else r"[\d.,\s]+"
    return re.compile(filled.join(parts))


@pytest.fixture
def page_of(world: World, browsers: Browsers) -> PageOf:
    """Give a page's name, a language, and who asks, get the page."""

    def ask(name: str, language: str, *, of: str = "") -> str:
        row: Row = TABLE[name]
        browser = same_as(browsers[of or (COORDINATOR if row.statuses[COORDINATOR] == 200 else VOICE)])
        browser.cookies["django_language"] = language
        page = browser.get(reverse(name, kwargs=row.at(world)) + row.query)
        is_page = page.headers["Content-Type"].startswith("text/html") and not page.streaming
        return page.content.decode() if is_page else ""

    return ask


@cache
def is_spanish(piece: str) -> bool:
    return any(pattern.fullmatch(piece) for pattern, text in spanish() if text.strip("%s«»() "))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_says_nothing_of_the_product_in_spanish(name: str, page_of: PageOf) -> None:
    page = page_of(name, "en")

    assert [piece for piece in Words(page).said if piece and is_spanish(piece)] == []


@pytest.mark.parametrize("name", ["insights:network", "insights:site", "web:help", "account_login"])
def test_a_page_in_quechua_says_in_spanish_how_much_is_missing(name: str, page_of: PageOf) -> None:
    page = page_of(name, "qvc", of=VISITOR)

    assert TOLD in page
    assert "Está traducido el 0 % de los textos." in page
    assert "Ningún hablante lo revisó todavía." in page
    assert '<html lang="es"' in page, "until most of it is in Quechua, it must be pronounced as what it is"
    assert TOLD not in page_of(name, "es", of=VISITOR)


def test_quechua_writes_days_and_numbers_as_the_country_does(page_of: PageOf) -> None:
    without_note = re.compile(r"<aside>.*?</aside>|<form class=\"language\".*?</form>", re.DOTALL)

    in_spanish, in_quechua = (
        without_note.sub("", page_of("processes:process", language, of=VISITOR)) for language in ("es", "qvc")
    )

    assert Words(in_quechua).said == Words(in_spanish).said


def test_choosing_a_language_leads_back_to_the_same_page(world: World, client: Client) -> None:
    ideas = reverse("ideas:list", kwargs=TABLE["ideas:list"].at(world)) + "?orden=apoyos"

    switch = client.get(ideas).content.decode()
    answer = client.post("/idioma/setlang/", {"language": "qvc", "next": ideas})

    assert f'name="next" value="{ideas}"' in switch
    assert answer.headers["Location"] == ideas
    assert client.cookies["django_language"].value == "qvc"


@pytest.mark.parametrize("language", ["es", "en", "qvc"])
def test_each_language_is_offered_by_its_own_name(language: str, page_of: PageOf) -> None:
    page = page_of("web:help", language, of=VISITOR)

    names = re.findall(r'<button name="language" value="(\w+)" lang="\w+" title="([^"]+)"', page)

    assert names == [("es", "Español"), ("en", "English"), ("qvc", "Qichwa (Kashamarka)")]


def test_nobody_is_led_elsewhere_by_choosing_a_language(client: Client) -> None:
    answer = client.post("/idioma/setlang/", {"language": "en", "next": "https://example.org/"})

    assert answer.headers["Location"] == "/"
