"""What a whole service of ten pages weighs on the first visit, and whether it works on a line of 2G.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.service_weight``. A browser with an empty cache, without
scripts, goes from the start page to the receipt. The slow line has 50 kbit/s and 600 ms a round trip. The peers are
their own script and style as published, compressed, without a single page. The worker for pages without network is left
out: it carries nothing else.
"""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.first_view import browser
from benchmarks.product import running_product, use_django
from benchmarks.tables import mark, print_machine, print_table

SLOW = (50_000, 600)
FIRST_MOST, WHOLE_MOST = 30_000, 150_000
PEERS = {
    "Open Forms SDK 3.3.0": 1_043 + 84,
    "Form.io 5.6, all of it": 479 + 24,
    "SurveyJS 3.1": 327 + 70 + 49,
    "form-js viewer": 289,
    "GOV.UK Frontend 6.6, script optional": 11 + 16,
}


@dataclass
class Trip:
    """What came over the wire so far, and how long it took."""

    sent: int = 0
    requests: int = 0
    pages: list[int] = field(default_factory=list)
    seconds: float = 0.0


def main() -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        from benchmarks import seeding
        from benchmarks.service import publish

        publish(seeding.make_world().site)
        base = f"http://127.0.0.1:{product.port}/cajamarca/servicios/licencia/"
        with browser() as chromium:
            rows = [row(chromium, base, name, **way) for name, way in WAYS.items()]
    print_table("A service of ten pages, empty cache", HEADER, rows)
    print_table("Peers: script and style alone", ["engine", "kB"], [[name, kb] for name, kb in PEERS.items()])


HEADER = ["way", "first kB", "whole kB", "requests", "seconds", "ended at", "met"]
WAYS: dict[str, dict[str, bool]] = {
    "without scripts": {"scripts": False, "slow": False},
    "with scripts": {"scripts": True, "slow": False},
    "without scripts, 50 kbit/s, 600 ms": {"scripts": False, "slow": True},
}


def row(chromium: Browser, base: str, name: str, *, scripts: bool, slow: bool) -> list[object]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 640},
        java_script_enabled=scripts,
        is_mobile=True,
        device_scale_factor=2,
        service_workers="block",
    )
    context.set_default_timeout(120_000)
    page, trip = context.new_page(), Trip()
    listen(context.new_cdp_session(page), trip, slow=slow)
    start = time.monotonic()
    walk(page, base, trip)
    trip.seconds = time.monotonic() - start
    ended = page.locator("h1").inner_text()
    context.close()
    met = trip.pages[0] <= FIRST_MOST and trip.sent <= WHOLE_MOST
    numbers = [f"{trip.pages[0] / 1000:.1f}", f"{trip.sent / 1000:.1f}", trip.requests, f"{trip.seconds:.1f}"]
    return [name, *numbers, ended, mark(met=met)]


def walk(page: Page, base: str, trip: Trip) -> None:
    """Everything that one person opens: the start page, ten pages, their list, the check page, the receipt."""
    from benchmarks.service import TYPED

    page.goto(base)
    settle(page, trip)
    press(page, trip)
    for name, typed in TYPED.items():
        if "/mi-lista/" in page.url:
            page.locator("main a.button[data-kind=primary]").click()
            settle(page, trip)
        assert f"/{name}/" in page.url, page.url
        for control, words in typed.items():
            answer(page, control, words)
        press(page, trip)
    assert page.url.endswith("/revisar/"), page.url
    page.locator("input[name=is_true]").check()
    press(page, trip)


def answer(page: Page, control: str, words: str) -> None:
    found = page.locator(f"main [name={control}]")
    if found.first.get_attribute("type") == "radio":
        page.locator(f"main [name={control}][value={words}]").check()
    elif found.get_attribute("type") == "checkbox":
        found.check()
    else:
        found.fill(words)


def press(page: Page, trip: Trip) -> None:
    page.locator("main form button[data-kind=primary]").click()
    settle(page, trip)


def settle(page: Page, trip: Trip) -> None:
    page.wait_for_load_state("networkidle")
    trip.pages.append(trip.sent - sum(trip.pages))


def listen(session: CDPSession, trip: Trip, *, slow: bool) -> None:
    """Count all that arrives, redirects with it."""
    session.send("Network.enable")
    bits, milliseconds = SLOW
    if slow:
        speed = bits / 8
        limits = {"offline": False, "latency": milliseconds, "downloadThroughput": speed, "uploadThroughput": speed}
        session.send("Network.emulateNetworkConditions", limits)

    def count(event: dict[str, float]) -> None:
        trip.sent += int(event["encodedDataLength"])

    def begin(event: dict[str, dict[str, float]]) -> None:
        trip.requests += 1
        trip.sent += int(event.get("redirectResponse", {}).get("encodedDataLength", 0))

    def cached(_event: dict[str, str]) -> None:
        trip.requests -= 1

    session.on("Network.requestServedFromCache", cached)
    session.on("Network.loadingFinished", count)
    session.on("Network.requestWillBeSent", begin)


if __name__ == "__main__":
    main()
