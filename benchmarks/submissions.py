"""What it costs to hand in an idea: through HTTP with its receipt, audit entry and record, next to the bare inserts.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.submissions [submissions]``.
"""

import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
from psycopg import sql

from benchmarks.load import Answer, Request, ask_many
from benchmarks.product import Product, running_product, use_django
from benchmarks.tables import mark, percentile, print_machine, print_table

SUBMISSIONS, WARM, CONNECTIONS = 3_000, 100, 16
MOST_CPU, LEAST_RATE = 12.0, 150.0
TOKEN = "b" * 32  # a browser's own secret; the form repeats it, as the page would have told it to
PATH = "/cajamarca/procesos/leche/ideas/enviar/"
ROWS = ("people_participant", "people_consent", "contributions_contribution", "records_record", "records_auditentry")
UNIQUE = {
    "key": "gen_random_uuid()",
    "code": "substr(gen_random_uuid()::text, 1, 24)",
    "idempotency_key": "gen_random_uuid()::text",
}


def main(submissions: int) -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        from benchmarks import seeding

        seeding.make_world()
        writer = seeding.Writer(3)
        requests = ideas(writer)
        ask_many(product.port, [next(requests) for _ in range(WARM)], CONNECTIONS)
        rows = [through_http(product, [next(requests) for _ in range(submissions)]), bare(product, submissions)]
        check(submissions + WARM)
    header = ["way", "web ms", "db ms", "CPU ms", "worker ms", "per s", "p50 ms", "p99 ms", "met"]
    print_table(f"{submissions} ideas over {CONNECTIONS} connections, fsync on", header, rows)


def ideas(writer: object, keys: Iterator[str] | None = None) -> Iterator[Request]:
    """Forms as phones send them, each from an address of its own."""
    for number in count():
        text = writer.write()  # type: ignore[attr-defined]
        yield idea(text.title, text.body, next(keys) if keys else uuid.uuid4().hex, number)


def idea(title: str, body: str, key: str, number: int) -> Request:
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return Request(
        PATH,
        "POST",
        headers={"Cookie": f"csrftoken={TOKEN}", "X-Forwarded-For": address},
        form={"title": title, "text": body, "idempotency_key": key, "csrfmiddlewaretoken": TOKEN},
    )


def through_http(product: Product, requests: list[Request]) -> list[object]:
    before, start = product.cpu(), time.monotonic()
    answers = ask_many(product.port, requests, CONNECTIONS)
    took, spent = time.monotonic() - start, product.cpu() - before
    refused = [answer.status for answer in answers if not is_receipt(answer)]
    assert not refused, f"{len(refused)} refused: {set(refused)}"
    per = 1000 / len(requests)
    cpu, rate = (spent.web + spent.database) * per, len(requests) / took
    times = [answer.seconds * 1000 for answer in answers]
    numbers = [spent.web * per, spent.database * per, cpu, spent.worker * per, rate]
    numbers += [percentile(times, 0.5), percentile(times, 0.99)]
    return ["minka, HTTP", *(f"{n:.1f}" for n in numbers), mark(met=cpu <= MOST_CPU and rate >= LEAST_RATE)]


def is_receipt(answer: Answer) -> bool:
    return answer.status == 302 and "/mi-voz/recibo/" in answer.headers.get("location", "")


def bare(product: Product, transactions: int) -> list[object]:
    """The same rows, copied by plain SQL in one transaction each: what the database alone can do."""
    with psycopg.connect(product.database()) as connection:
        statements = [copy_of(connection, table) for table in ROWS]
    before, start = product.cpu(), time.monotonic()
    share = transactions // CONNECTIONS
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        times = [
            seconds * 1000
            for some in pool.map(lambda _: insert(product, statements, share), range(CONNECTIONS))
            for seconds in some
        ]
    took, spent = time.monotonic() - start, product.cpu() - before
    cpu = spent.database * 1000 / len(times)
    numbers = [0.0, cpu, cpu, 0.0, len(times) / took, percentile(times, 0.5), percentile(times, 0.99)]
    return ["bare inserts", *(f"{n:.1f}" for n in numbers), ""]


def insert(product: Product, statements: list[str], transactions: int) -> list[float]:
    times = []
    with psycopg.connect(product.database(), autocommit=True) as connection:
        for _ in range(transactions):
            start = time.perf_counter()
            with connection.transaction(), connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
            times.append(time.perf_counter() - start)
    return times


def copy_of(connection: "psycopg.Connection[tuple[str]]", table: str) -> str:
    """An insert of one more row like the newest, under keys of its own."""
    columns = [
        row[0]
        for row in connection.execute(
            "select column_name from information_schema.columns where table_name = %s"
            " and is_generated = 'NEVER' and column_name not in ('id', 'position')",
            [table],
        )
    ]
    newest = connection.execute(sql.SQL("select max(id) from {}").format(sql.Identifier(table))).fetchone()
    values = UNIQUE | (
        {"participant_id": "currval(pg_get_serial_sequence('people_participant', 'id'))"}
        if table == "people_consent"
        else {}
    )
    chosen = sql.SQL(", ").join(sql.SQL(values[name]) if name in values else sql.Identifier(name) for name in columns)
    return (
        sql.SQL("insert into {table} ({columns}) select {chosen} from {table} where id = {newest}")
        .format(
            table=sql.Identifier(table),
            columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
            chosen=chosen,
            newest=sql.Literal(newest[0] if newest else 0),
        )
        .as_string(connection)
    )


def check(expected: int) -> None:
    """What was acknowledged is there, with its record and its audit entry. The bare copies have no such keys."""
    from minka.contributions.models import Contribution

    made = Contribution.objects.filter(idempotency_key__startswith="web:").count()
    assert made == expected, f"{made} of {expected}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS)
