"""A person with a browser: what they press and write, and what every page they stop at must be."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

PICTURES = os.environ.get("MINKA_PICTURES", "")  # a folder: each stop leaves a picture there, for the eye
ANSWERED = re.compile(r"responded with a status of 4\d\d")  # the browser tells of every refused form; the page explains
PHONE, DESKTOP, SMALLEST = (360, 740), (1280, 800), (320, 640)


@dataclass(frozen=True)
class Way:
    """How somebody looks at the product."""

    name: str
    size: tuple[int, int]
    scripts: bool = True
    scheme: str = "light"


ON_A_PHONE = Way("telefono", PHONE)
ON_A_PLAIN_PHONE = Way("telefono-sin-js", PHONE, scripts=False)
AT_A_DESK = Way("escritorio", DESKTOP)
AT_A_PLAIN_DESK = Way("escritorio-sin-js", DESKTOP, scripts=False)


@dataclass
class Walk:
    """One browser of one person. It notes every complaint and every request that leaves for another host."""

    page: Page
    home: str
    way: Way
    journey: str
    complaints: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)
    presses: int = 0
    stops: int = 0
    left: Response | None = None

    def go(self, address: str) -> int:
        """Open an address; the status of the answer."""
        self.left = self.page.goto(address)
        return self.left.status if self.left else 0

    def press(self, words: str, *, inside: str = "main", exact: bool = False) -> None:
        """Press the button, link or folded part with these words."""
        self.presses += 1
        self.thing(words, inside=inside, exact=exact).click()
        self.page.wait_for_load_state()

    def thing(self, words: str, *, inside: str = "main", exact: bool = False) -> Locator:
        """What can be pressed and bears these words; the first one, as the eye finds it."""
        where = self.page.locator(inside)
        pressable = where.get_by_role("button", name=words, exact=exact).or_(
            where.get_by_role("link", name=words, exact=exact)
        )
        return pressable.or_(where.locator("summary", has_text=words)).first

    def write(self, label: str, words: str) -> None:
        self.field(label).fill(words)

    def tick(self, label: str) -> None:
        self.field(label).check()

    def choose(self, label: str, value: str) -> None:
        self.field(label).select_option(value)

    def field(self, label: str) -> Locator:
        """The control that bears this label; a section may bear the same words."""
        return self.page.locator("main").get_by_label(label).and_(self.page.locator("input, textarea, select")).first

    def reads(self, *words: str) -> None:
        """The page says all of this, where eyes can see it."""
        text = self.page.locator("body").inner_text()
        for each in words:
            assert each in text, f"«{each}» is not on {self.page.url}:\n{text}"

    def never_reads(self, *words: str) -> None:
        text = self.page.locator("body").inner_text()
        for each in words:
            assert each not in text, f"«{each}» is on {self.page.url}"

    def stop(self, name: str) -> None:
        """Look around: nothing hidden sideways, axe silent, no complaint, nobody else asked for anything."""
        self.stops += 1
        self.page.wait_for_load_state()
        self.picture(name)
        assert self.sideways() == [], f"wider than the screen at {name}"
        if self.way.scripts:  # axe is a script itself; without scripts the server sends the same page
            found = axe_complaints(self.page)
            assert found == [], f"{name}: {found}"
        self.quiet()

    def quiet(self) -> None:
        assert self.complaints == [], self.complaints
        assert self.abroad == []

    def picture(self, name: str) -> None:
        if PICTURES:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{self.journey}-{self.way.name}-{self.stops:02d}-{name}.png"
            self.page.screenshot(path=file, full_page=True)

    def sideways(self) -> list[str]:
        """What makes the page wider than the screen; nothing on a page that fits."""
        found: list[str] = self.page.evaluate(WIDE)
        return found


WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => `${element.tagName}.${element.className} ${Math.round(element.getBoundingClientRect().right)}`)
    .slice(0, 8);
}"""


def axe_complaints(page: Page) -> list[tuple[str, str]]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [(each["id"], node["html"][:300]) for each in found for node in each["nodes"]]


def begin(browser: Browser, home: str, way: Way, journey: str) -> Walk:
    """A new browser that remembers nothing."""
    width, height = way.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        base_url=home,
        java_script_enabled=way.scripts,
        color_scheme="dark" if way.scheme == "dark" else "light",
        locale="es-PE",
        timezone_id="America/Lima",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    walk = Walk(context.new_page(), home, way, journey)

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not ANSWERED.search(message.text):
            walk.complaints.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            walk.abroad.append(request.url)

    walk.page.on("console", heard)
    walk.page.on("pageerror", lambda error: walk.complaints.append(str(error)))
    walk.page.on("request", asked)
    return walk
