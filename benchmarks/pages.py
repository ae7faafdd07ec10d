"""What a page costs: queries, processor time, time at 50 connections, with ten rows and with fifty thousand.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.pages [contributions] [answers]``.
"""

import sys
from dataclasses import dataclass

from benchmarks.load import Request, ask_many
from benchmarks.product import Product, running_product, use_django
from benchmarks.tables import mark, percentile, print_machine, print_table

CONTRIBUTIONS, ANSWERS = 50_000, 5_000
WARM, COUNTED, CONNECTIONS = 40, 200, 50
ROUNDS, STAFF_ROUNDS = 40, 2  # of a crowd that sees several makings of a shared page, and of a team
MOST_QUERIES, MOST_CPU, MOST_P99 = 12, 15.0, 150.0
EMPTY = "/robots.txt"


@dataclass(frozen=True)
class Page:
    """A page by its name, its address, and whether the facilitator asks for it."""

    name: str
    path: str
    is_staff: bool = False
    is_budgeted: bool = False  # the process page and the list have a budget of processor time


def main(contributions: int, answers: int) -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        from benchmarks import seeding

        world = seeding.make_world()
        seeding.fill(world, contributions=10, answers=2)
        few = {page.name: queries(page, world.facilitator) for page in pages(world)}
        seeding.fill(world, contributions=contributions, answers=answers, seed=8)
        many = {page.name: queries(page, world.facilitator) for page in pages(world)}
        cookie = session_of(world.facilitator)
        floor = measure(product, Page("", EMPTY), cookie)
        rows = [row(product, page, few[page.name], many[page.name], cookie, floor.cpu) for page in pages(world)]
    header = [
        "page",
        "queries 10",
        f"{contributions}",
        "web ms",
        "db ms",
        "CPU ms",
        "× empty",
        "shared ms",
        "p50 ms",
        "p99 ms",
        "worst",
        "kB",
        "met",
    ]
    print_table(f"{contributions} contributions, {answers} answers; empty page {floor.cpu:.1f} ms CPU", header, rows)


def pages(world: object) -> list[Page]:
    """The pages that exist, with their addresses in this world."""
    from benchmarks.places import public_pages, staff_pages

    public = [Page(name, path, is_budgeted=name in {"process", "list"}) for name, path in public_pages(world)]
    return public + [Page(name, path, is_staff=True) for name, path in staff_pages(world)]


def queries(page: Page, person: object) -> int:
    """How many questions the page asks the database, the second time it is asked for."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.raise_request_exception = False
    if page.is_staff:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(page.path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        status = client.get(page.path).status_code
    if status != 200:
        print(f"{page.name}: {status} at {page.path}")
    return len(captured)


def session_of(person: object) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"minka_session={client.cookies['minka_session'].value}"


@dataclass(frozen=True)
class Cost:
    """Milliseconds a request: made for one reader, and as visitors meet it, who share a copy for some seconds."""

    web: float
    database: float
    shared: float
    p50: float
    p99: float
    worst: float
    size: int
    failed: int

    @property
    def cpu(self) -> float:
        return self.web + self.database


def measure(product: Product, page: Page, cookie: str) -> Cost:
    headers = {"Cookie": cookie} if page.is_staff else {}
    plain = [Request(page.path, headers=headers)] * COUNTED
    joint = "&" if "?" in page.path else "?"
    single = [Request(f"{page.path}{joint}sola={number}", headers=headers) for number in range(COUNTED + WARM)]
    ask_many(product.port, single[COUNTED:], 8)
    before = product.cpu()
    answers = ask_many(product.port, single[:COUNTED], 2)
    made = product.cpu() - before
    before = product.cpu()
    crowd = ask_many(product.port, plain * (STAFF_ROUNDS if page.is_staff else ROUNDS), CONNECTIONS)
    shared = product.cpu() - before
    times = [answer.seconds * 1000 for answer in crowd]
    return Cost(
        web=made.web * 1000 / COUNTED,
        database=made.database * 1000 / COUNTED,
        shared=(shared.web + shared.database) * 1000 / len(crowd),
        p50=percentile(times, 0.5),
        p99=percentile(times, 0.99),
        worst=max(times),
        size=answers[0].size,
        failed=sum(answer.status != 200 for answer in [*answers, *crowd]),
    )


def row(product: Product, page: Page, few: int, many: int, cookie: str, floor: float) -> list[object]:
    cost = measure(product, page, cookie)
    met = few == many <= MOST_QUERIES and not cost.failed
    if page.is_budgeted:
        met = met and cost.cpu <= MOST_CPU
    if not page.is_staff:
        met = met and cost.p99 < MOST_P99
    numbers = [cost.web, cost.database, cost.cpu, cost.cpu / floor, cost.shared, cost.p50, cost.p99]
    numbers += [cost.worst, cost.size / 1000]
    return [page.name, few, many, *(f"{number:.1f}" for number in numbers), mark(met=met)]


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [CONTRIBUTIONS, ANSWERS][len(given) :]))
