"""What a vote costs: through the view, through the short way before it, and as the bare upsert of the database.

Run from the repository: ``PYTHONPATH=src python -m benchmarks.votes [votes] [statements] [voters]``.
"""

import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.presses import Pressed, press_many
from benchmarks.product import Product, running_product, use_django
from benchmarks.tables import mark, percentile, print_machine, print_table

VOTES, STATEMENTS, VOTERS = 40_000, 200, 2_000
EARLIER, WARM, VIEW_PART, CONNECTIONS, THREADS_OF_PGBENCH = 10, 2_000, 8, 32, 2
LEAST_RATE, MOST_P99 = 2_000.0, 50.0
TOKEN = "b" * 32
UPSERT = """\\set voter random(:first_voter, :last_voter)
\\set statement random(:first_statement, :last_statement)
\\set value random(-1, 1)
insert into opinions_vote (activity_id, voter_id, statement_id, value, at)
values (:activity, :voter, :statement, :value, now())
on conflict (activity_id, voter_id, statement_id) do update set value = excluded.value, at = excluded.at;
"""


def main(votes: int, statements: int, voters: int) -> None:
    print_machine()
    with running_product() as product:
        use_django(product)
        world = make_world(statements, voters)
        requests = world.requests(product.port)
        press_many(product.port, list(islice(requests, WARM)), CONNECTIONS)
        by_view = world.requests(product.port, is_plain=False)
        rows = [
            measure("view", product, list(islice(by_view, votes // VIEW_PART))),
            measure("short way", product, list(islice(requests, votes))),
        ]
        check(world.cast)
        rows.append(bare(product, world))
    header = ["way", "web ms", "db ms", "CPU ms", "per s", "p50 ms", "p99 ms", "met"]
    print_table(f"votes over {CONNECTIONS} connections, {statements} statements, fsync on", header, rows)


class World:
    """An activity with statements and voters, and what each voter said so far."""

    def __init__(self, path: str, cookies: list[str], statements: int) -> None:
        self.path, self.cookies, self.statements = path, cookies, statements
        self.cast: dict[tuple[int, int], int] = {}
        self.limits: dict[str, int] = {}

    def requests(self, port: int, *, is_plain: bool = True) -> Iterator[bytes]:
        """Votes as phones send them: each voter goes through all statements, another one each time.

        One that skipped a statement before is not plain, and goes to the view.
        """
        for turn in range(EARLIER, self.statements):
            for voter, cookie in enumerate(self.cookies):
                number, value = self.number(voter, turn), secrets.randbelow(3) - 1
                self.cast[voter, number] = value
                yield self._request(port, cookie, f"{number}&value={value}{'' if is_plain else '&saltar=0'}", voter)

    def number(self, voter: int, turn: int) -> int:
        """The statement that a voter comes to in a turn."""
        return (voter * 7 + turn) % self.statements + 1

    def _request(self, port: int, cookie: str, vote: str, voter: int) -> bytes:
        body = f"csrfmiddlewaretoken={TOKEN}&afirmacion={vote}"
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHX-Request: true\r\n"
            f"Cookie: csrftoken={TOKEN}; {cookie}\r\nX-Forwarded-For: 10.9.{voter // 250}.{voter % 250}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return (head + body).encode()


def make_world(statements: int, voters: int) -> World:
    from django.db import connection
    from django.http import HttpResponse

    from benchmarks import seeding
    from minka.opinions.models import Statement, Vote, Voter
    from minka.people.models import Participant
    from minka.people.participation import COOKIE, remember

    activity = seeding.make_opinions(seeding.make_world(), statements)
    people = Participant.objects.bulk_create([Participant() for _ in range(voters)])
    Voter.objects.bulk_create(
        Voter(site=activity.site, activity=activity, participant=each, number=number, code=f"v{number}")
        for number, each in enumerate(people)
    )
    values = [remember(HttpResponse(), each).cookies[COOKIE].value for each in people]
    path = f"/{activity.site.slug}/procesos/{activity.process.slug}/{activity.slug}/votar/"
    world = World(path, [f"{COOKIE}={value}" for value in values], statements)
    keys = Statement.objects.filter(activity=activity).order_by("pk").values_list("pk", flat=True)
    drawn = Voter.objects.filter(activity=activity).order_by("pk").values_list("pk", flat=True)
    world.limits = {"activity": activity.pk, "first_statement": keys[0], "last_statement": keys[len(keys) - 1]}
    statement_of = dict(enumerate(keys, 1))
    Vote.objects.bulk_create(
        (
            Vote(activity=activity, voter_id=voter, statement_id=statement_of[world.number(place, turn)], value=1)
            for turn in range(EARLIER)
            for place, voter in enumerate(drawn)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # as the database does by itself a minute later
    world.cast = {(place, world.number(place, turn)): 1 for turn in range(EARLIER) for place in range(voters)}
    world.limits |= {"first_voter": drawn[0], "last_voter": drawn[len(drawn) - 1]}
    return world


def measure(name: str, product: Product, requests: list[bytes]) -> list[object]:
    before, start = product.cpu(), time.monotonic()
    pressed: list[Pressed] = press_many(product.port, requests, CONNECTIONS)
    took, spent = time.monotonic() - start, product.cpu() - before
    refused = {each.status for each in pressed} - {200}
    assert not refused, refused
    per = 1000 / len(requests)
    times = [each.seconds * 1000 for each in pressed]
    rate, p99 = len(requests) / took, percentile(times, 0.99)
    numbers = [spent.web * per, spent.database * per, (spent.web + spent.database) * per, rate]
    numbers += [percentile(times, 0.5), p99]
    met = mark(met=rate >= LEAST_RATE and p99 <= MOST_P99)
    return [name, *(f"{number:.2f}" for number in numbers), met]


def check(cast: dict[tuple[int, int], int]) -> None:
    """Every vote that was answered is there, once."""
    from minka.opinions.models import Vote

    rows = Vote.objects.values_list("voter__number", "statement__number", "value")
    kept = {(voter, number): value for voter, number, value in rows}
    assert kept == cast, f"{len(kept)} rows of {len(cast)} votes"


def bare(product: Product, world: World) -> list[object]:
    """PostgreSQL's own pgbench with the same upsert on the same table: one commit for each vote."""
    from minka.config.postgres.programs import find_programs

    seconds = 10
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "upsert.sql"
        script.write_text(UPSERT)
        command = [
            find_programs().path("pgbench"),
            "--no-vacuum",
            "-M",
            "prepared",
            "-T",
            str(seconds),
            "-f",
            str(script),
        ]
        command += ["-c", str(CONNECTIONS), "-j", str(THREADS_OF_PGBENCH), "--log", "--log-prefix", f"{folder}/log"]
        command += [f"-D{name}={value}" for name, value in world.limits.items()]
        before = product.cpu()
        subprocess.run([*command, product.database()], check=True, capture_output=True)
        spent = product.cpu() - before
        times = [
            int(line.split()[2]) / 1000 for log in Path(folder).glob("log.*") for line in log.read_text().splitlines()
        ]
    cpu = spent.database * 1000 / len(times)
    numbers = [0.0, cpu, cpu, len(times) / seconds, percentile(times, 0.5), percentile(times, 0.99)]
    return ["pgbench, bare upsert", *(f"{number:.2f}" for number in numbers), ""]


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [VOTES, STATEMENTS, VOTERS][len(given) :]))
