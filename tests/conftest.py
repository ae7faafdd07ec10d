"""What every test gets: a real database, no network beyond this machine, nothing left of the last run's files."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from minka.web.memory import memory
from tests.people import cast  # noqa: F401 - a fixture

# How long an example takes says what else the machine is doing, and nothing about the code.
settings.register_profile("minka", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("minka")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


LAUNCH = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Browser journeys share one process: two browsers on two cores only wait for each other."""
    no_browser = pytest.mark.skip(reason="no Chromium on this machine")
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.xdist_group("journeys"))
            if not browser():
                item.add_marker(no_browser)
    yield
    items.sort(key=when)


def when(item: pytest.Item) -> tuple[bool, str]:
    """What is slow begins first: at the end all would wait for it. Journeys of one folder share a browser."""
    return item.get_closest_marker("slow") is None, str(item.path.parent) if item.get_closest_marker("journey") else ""


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # tests and models stay: looking through them again and again is a fortieth of the run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "no Chromium" in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"NOT RUN: {len(skipped)} browser journeys, because there is no Chromium (apt install chromium).", red=True
        )


def browser() -> str | None:
    return os.environ.get("MINKA_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    """The one Chromium of a file."""
    yield from chromium()


def chromium() -> Iterator[Browser]:
    """A Chromium, closed at the end. Two at once in a process are refused by Playwright."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in this thread; the tests do not
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser(), args=list(LAUNCH))
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Counts, names and readings of words are remembered for seconds; each test begins without."""
    memory.clear()


class NetworkUsed(Exception):  # noqa: N818 - a state
    """A test tried to talk to another machine."""


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise NetworkUsed(address)
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()
