"""What the inbox and the sweep cost with a hundred thousand open cases.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.inbox [cases]``.
"""

import datetime as dt
import random
import sys
import time
import uuid
from itertools import batched

from benchmarks.load import Request, ask_many
from benchmarks.pages import Page, queries, session_of
from benchmarks.product import Product, running_product, use_django
from benchmarks.tables import mark, percentile, print_machine, print_table

CASES, DUE_TODAY = 100_000, 200
CHUNK, COUNTED, CONNECTIONS = 5_000, 300, 2
MOST_QUERIES, MOST_P99, MOST_SWEEP = 12, 150.0, 5.0
SESSION_QUERIES = 2  # who is signed in is read on every page
INBOX = "/cajamarca/tramites/"
PAGES = (
    ("inbox", INBOX),
    ("late", f"{INBOX}?plazo=vencidos"),
    ("mine", f"{INBOX}?quien=mios"),
    ("one state", f"{INBOX}?estado=in_review"),
)


def main(cases: int) -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        from benchmarks import seeding

        world = seeding.make_world()
        version = make_version(world.site)
        fill(version, 10)
        few = {name: queries(Page(name, path, is_staff=True), world.facilitator) for name, path in PAGES}
        fill(version, cases)
        deep = [*PAGES, ("page 1,000", f"{INBOX}?desde={cursor(50_000)}")]
        many = {name: queries(Page(name, path, is_staff=True), world.facilitator) for name, path in deep}
        cookie = session_of(world.facilitator)
        rows = [measure(product, name, path, few.get(name, many[name]), many[name], cookie) for name, path in deep]
        swept = sweep_all()
    header = ["page", "queries 10", f"{cases}", "web CPU ms", "db CPU ms", "p50 ms", "p99 ms", "worst", "met"]
    print_table(f"{cases} open cases, {CONNECTIONS} officials at once", header, rows)
    print_table("sweep", ["what", "cases fired", "own CPU s", "seconds", "met"], swept)


def make_version(site: object) -> object:
    from tests.make.cases import make_version as published

    return published(site)  # type: ignore[arg-type]


def fill(version: object, count: int, seed: int = 7) -> None:
    """Open cases spread over seventy days around today; most run, some stand still, a few hundred are due today."""
    from django.db import connection

    chance = random.Random(seed)
    from minka.people.models import Participant

    participant = Participant.objects.create()
    for numbers in batched(range(count), CHUNK):
        _fill_some(version, participant, numbers, chance)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze cases_case")


def _fill_some(version: object, participant: object, numbers: tuple[int, ...], chance: random.Random) -> None:
    from django.utils import timezone

    from minka.cases.models import Case, CaseEvent
    from minka.services.models import Application

    today, now = timezone.localdate(), timezone.now()
    service = version.service  # type: ignore[attr-defined]
    applications = Application.objects.bulk_create(
        Application(
            site=service.site, service=service, version=version, participant=participant, code=uuid.uuid4().hex[:20],
            idempotency_key=uuid.uuid4().hex, state="filed", filed_at=now, is_made_up=True,
        )
        for _number in numbers
    )  # fmt: skip
    cases = Case.objects.bulk_create(
        _case(version, participant, application, number, chance, today)
        for application, number in zip(applications, numbers, strict=True)
    )
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case, number=1, action="filed", clock_event="handed_in", on=case.filed_on, by="system", role="citizen"
        )
        for case in cases
    )


def _case(
    version: object, participant: object, application: object, number: int, chance: random.Random, today: dt.date
) -> object:
    from minka.cases.models import Case

    is_stopped = chance.random() < 0.1
    is_due = number < DUE_TODAY
    filed = today - dt.timedelta(days=35 if is_due else chance.randint(0, 20))
    due = filed + dt.timedelta(days=21)
    service = version.service  # type: ignore[attr-defined]
    return Case(
        site=service.site, organization=service.organization, service=service, version=version,
        application=application, participant=participant, number=f"{uuid.uuid4().hex[:20]}",
        applicant=f"Persona inventada {number}", state=chance.choice(("received", "in_review")), is_made_up=True,
        regime={"silence": "positive", "term": {"count": 15, "unit": "working_days"}},
        filed_on=filed, received_on=filed, due_on=None if is_stopped and not is_due else due,
        silence_on=filed + dt.timedelta(days=29), acts_on=today if is_due else today + dt.timedelta(days=9),
        clock_stopped=is_stopped and not is_due, risk=round(chance.random(), 3), kin=f"{chance.randint(0, 40):032d}",
        seal="00" * 32, revision=1,
    )  # fmt: skip


def cursor(place: int) -> str:
    from urllib.parse import quote

    from django.db.models import F

    from minka.cases.models import Case
    from minka.cases.queries.inbox import cursor_of

    ordered = Case.objects.filter(is_open=True).order_by(F("due_on").asc(nulls_last=True), "-risk", "pk")
    found = ordered[min(place, ordered.count() - 2)]
    return quote(cursor_of(found))


def measure(product: Product, name: str, path: str, few: int, many: int, cookie: str) -> list[object]:
    """Time of answers to officials who look at once; the counts above the list are counted anew every few seconds."""
    asked = [Request(path, headers={"Cookie": cookie})] * COUNTED
    ask_many(product.port, asked[:10], CONNECTIONS)
    before = product.cpu()
    answers = ask_many(product.port, asked, CONNECTIONS)
    spent = product.cpu() - before
    times = [answer.seconds * 1000 for answer in answers]
    good = all(answer.status == 200 for answer in answers)
    p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
    met = good and many <= MOST_QUERIES + SESSION_QUERIES and p99 < MOST_P99
    cpu = [f"{part * 1000 / COUNTED:.1f}" for part in (spent.web, spent.database)]
    return [name, few, many, *cpu, f"{p50:.1f}", f"{p99:.1f}", f"{max(times):.1f}", mark(met=met)]


def sweep_all() -> list[list[object]]:
    """The first sweep fires what the law did today, each with its letter and notice; the second finds nothing."""
    from django.utils import timezone

    from minka.cases.actions.sweeping import sweep

    rows: list[list[object]] = []
    for name in ("what is due", "again"):
        begun, spent = time.perf_counter(), time.process_time()
        fired = sweep(today=timezone.localdate()).fired
        seconds, own = time.perf_counter() - begun, time.process_time() - spent
        rows.append([name, fired, f"{own:.2f}", f"{seconds:.2f}", mark(met=seconds < MOST_SWEEP)])
    return rows


if __name__ == "__main__":
    main(*([int(word) for word in sys.argv[1:]] or [CASES]))
