"""What it costs to keep one page of a service: through HTTP, checked by the engine, kept, counted, led on.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.filling [submissions]``.
"""

import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from urllib.parse import urlencode

from benchmarks.presses import press_many
from benchmarks.product import Product, running_product, use_django
from benchmarks.tables import mark, percentile, print_machine, print_table

SUBMISSIONS, WARM, CONNECTIONS, PEOPLE = 6_000, 300, 16, 400
LEAST_RATE, MOST_P99 = 200.0, 200.0
TOKEN = "b" * 32
BASE = "/cajamarca/servicios/licencia/paso/"
PAGES = ("who", "identity", "birth", "contact", "where", "hours", "money")


def main(submissions: int) -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        cookies = make_people()
        requests = pages_of(product.port, cookies)
        press_many(product.port, list(islice(requests, WARM)), CONNECTIONS)
        row = measure(product, list(islice(requests, submissions)))
        check(submissions + WARM)
    header = ["way", "web ms", "db ms", "CPU ms", "per s", "p50 ms", "p99 ms", "met"]
    print_table(f"{submissions} pages of a service over {CONNECTIONS} connections, fsync on", header, [row])


def make_people() -> list[str]:
    """Applications begun, each with the cookie of the phone that holds it."""
    from django.http import HttpResponse

    from benchmarks import seeding
    from benchmarks.service import publish
    from minka.people.models import Participant
    from minka.people.participation import COOKIE, remember
    from minka.services.actions.filling import begin
    from minka.services.models import Application

    service = publish(seeding.make_world().site)
    people = Participant.objects.bulk_create([Participant() for _ in range(PEOPLE)])
    for number, each in enumerate(people):
        begin(service=service, version=service.versions.get(), idempotency_key=f"t-{number}", by=each, language="es")
    Application.objects.update(answers={"shop_kind": "food", "metres": "40"})
    return [f"{COOKIE}={remember(HttpResponse(), each).cookies[COOKIE].value}" for each in people]


def pages_of(port: int, cookies: list[str]) -> Iterator[bytes]:
    """Each person sends one page after the other, and begins again with the first."""
    from benchmarks.service import TYPED

    for number in count():
        name, cookie = PAGES[number // len(cookies) % len(PAGES)], cookies[number % len(cookies)]
        body = urlencode({"csrfmiddlewaretoken": TOKEN, "seen": "999999.0.0", **TYPED[name]})
        head = (
            f"POST {BASE}{name}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: csrftoken={TOKEN}; {cookie}\r\n"
            f"X-Forwarded-For: 10.9.{number // 250 % 250}.{number % 250}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        yield (head + body).encode()


def measure(product: Product, requests: list[bytes]) -> list[object]:
    before, start = product.cpu(), time.monotonic()
    answers = press_many(product.port, requests, CONNECTIONS)
    took, spent = time.monotonic() - start, product.cpu() - before
    assert {each.status for each in answers} == {302}, {each.status for each in answers}
    per, rate = 1000 / len(requests), len(requests) / took
    times = [each.seconds * 1000 for each in answers]
    last = percentile(times, 0.99)
    numbers = [spent.web * per, spent.database * per, (spent.web + spent.database) * per, rate]
    numbers += [percentile(times, 0.5), last]
    return ["minka, HTTP", *(f"{n:.1f}" for n in numbers), mark(met=rate >= LEAST_RATE and last <= MOST_P99)]


def check(expected: int) -> None:
    """Each page that was acknowledged was counted, and every application holds what was sent."""
    from minka.services.models import Application, Step

    assert Step.objects.filter(kind=Step.Kind.ANSWERED).count() == expected
    assert not Application.objects.exclude(answers__has_key="name").exists()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS)
