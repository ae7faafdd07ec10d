"""What a phone carries and waits for when it opens a page for the first time, in a real Chromium with an empty cache.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.first_view``. The lines are Lighthouse's: slow 4G is
1.6 Mbit/s and 150 ms a round trip, slow 3G 400 kbit/s and 400 ms, both with a processor four times slower.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.product import running_product, use_django
from benchmarks.tables import mark, percentile, print_machine, print_table

LINES = {"fast": (0, 0, 1), "slow 4G": (1_600_000, 150, 4), "slow 3G": (400_000, 400, 4)}
MOST_BYTES, MOST_REQUESTS, MOST_SECONDS = 60_000, 10, {"fast": 1.5, "slow 4G": 1.5, "slow 3G": 4.0}
TIMES = 3
PAINT = """() => new Promise(done => new PerformanceObserver(list => {
  const paint = list.getEntriesByName("first-contentful-paint")[0]
  if (paint) done(paint.startTime)
}).observe({type: "paint", buffered: true}))"""


@dataclass
class View:
    """One first view: what came over the wire, from whom, and when something was painted."""

    sent: int = 0
    requests: int = 0
    strangers: int = 0
    painted: float = 0.0


def main() -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        from benchmarks import seeding
        from benchmarks.places import public_pages

        world = seeding.make_world()
        seeding.fill(world, contributions=200, answers=40)
        base = f"http://127.0.0.1:{product.port}"
        addresses = {name: base + path for name, path in public_pages(world) if "," not in name}
        with browser() as chromium:
            rows = [row(chromium, name, address) for name, address in addresses.items()]
    header = ["page", "kB", "requests", "third", "fast s", "slow 4G s", "slow 3G s", "axe", "met"]
    print_table(f"First view, empty cache, 360 x 640, median of {TIMES}", header, rows)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def row(chromium: Browser, name: str, address: str) -> list[object]:
    views = {line: [look(chromium, address, line) for _ in range(TIMES)] for line in LINES}
    paints = {line: percentile([view.painted for view in some], 0.5) for line, some in views.items()}
    first = views["fast"][0]
    faults = axe_nodes(chromium, address)
    light = first.sent <= MOST_BYTES and first.requests <= MOST_REQUESTS and not first.strangers
    soon = all(paints[line] < most for line, most in MOST_SECONDS.items())
    numbers = [f"{first.sent / 1000:.1f}", first.requests, first.strangers, *(f"{paints[line]:.2f}" for line in LINES)]
    return [name, *numbers, faults, mark(met=light and soon and not faults)]


def look(chromium: Browser, address: str, line: str) -> View:
    """Open the page once, in a browser profile of its own."""
    context = chromium.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    view = View()
    listen(session, view, urlsplit(address).netloc)
    slow_down(session, *LINES[line])
    page.goto(address, wait_until="load")
    view.painted = page.evaluate(PAINT) / 1000
    page.wait_for_load_state("networkidle")
    context.close()
    return view


def listen(session: CDPSession, view: View, own: str) -> None:
    session.send("Network.enable")

    def count(event: dict[str, object]) -> None:
        view.sent += int(event["encodedDataLength"])  # type: ignore[call-overload]

    def begin(event: dict[str, dict[str, str]]) -> None:
        place = urlsplit(event["request"]["url"])
        if place.scheme in {"http", "https"}:
            view.requests += 1
            view.strangers += place.netloc != own

    session.on("Network.loadingFinished", count)
    session.on("Network.requestWillBeSent", begin)


def slow_down(session: CDPSession, bits: int, milliseconds: int, slower: int) -> None:
    speed = bits / 8 if bits else -1
    limits = {"offline": False, "latency": milliseconds, "downloadThroughput": speed, "uploadThroughput": speed}
    session.send("Network.emulateNetworkConditions", limits)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})


def axe_nodes(chromium: Browser, address: str) -> int:
    """Elements that break any rule of axe, on a phone and on a desk, light and dark."""
    return sum(_axe_nodes(chromium, address, width, scheme) for width in (360, 1280) for scheme in ("light", "dark"))


def _axe_nodes(chromium: Browser, address: str, width: int, scheme: str) -> int:
    page: Page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page.goto(address)
    found = Axe().run(page).response["violations"]
    for each in found:
        print(f"{address} {width} {scheme}: {each['id']}: {each['nodes'][0]['html'][:100]}")
    page.close()
    return sum(len(each["nodes"]) for each in found)


if __name__ == "__main__":
    main()
