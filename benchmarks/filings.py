"""Nothing that was filed is lost or doubled, whatever is killed between the press and the receipt.

Writers file applications that are ready, each under its own key, and press again until they are led to the receipt;
meanwhile parts of the product are ended with SIGKILL. Run from the repository:
``PYTHONPATH=src python -m benchmarks.filings [filings] [kills] [seed]``.
"""

import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlencode

import psycopg

from benchmarks.acknowledged import one
from benchmarks.kills import Story, strike
from benchmarks.product import ROOT, Product, running_product, use_django
from benchmarks.tables import print_machine, print_table

FILINGS, KILLS, SEED, WRITERS = 1_000, 10, 1, 4
PATH = "/cajamarca/servicios/licencia/revisar/"
RECEIPT = re.compile(r"/enviada/([0-9]+)/")
TOKEN = "b" * 32
PAUSE, PATIENCE = 0.2, 180.0
# What every application has exactly once when it was filed, and never before.
WRONG: dict[str, LiteralString] = {
    "not filed": "select count(*) from services_application where state <> 'filed'",
    "records": "select count(*) from services_application a where 1 <> (select count(*) from records_record r"
    " where r.subject = 'application:' || a.id and r.kind = 'application.filed')",
    "audit entries": "select count(*) from services_application a where 1 <> (select count(*) from"
    " records_auditentry e where e.subject = 'application:' || a.id and e.action = 'application.filed')",
    "cases": "select count(*) from services_application a where 1 <> (select count(*) from cases_case c"
    " where c.application_id = a.id)",
    "gaps in the numbers": "select coalesce(max(last), 0) - (select count(*) from cases_case) from cases_caseseries",
}


def run(product: Product, *, filings: int, kills: int, seed: int) -> tuple[Story, dict[str, int]]:
    """File, kill, bring back, and compare what people were told with what the database holds."""
    waiting = make_ready(product, filings)
    story, lock = Story(), threading.Lock()
    writers = [threading.Thread(target=write, args=[product, waiting, lock, story]) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    strike(product, story, random.Random(seed), [filings * (n + 1) // (kills + 1) for n in range(kills)])
    for writer in writers:
        writer.join()
    with psycopg.connect(product.database(), autocommit=True) as connection:
        return story, {name: one(connection, query) for name, query in WRONG.items()}


def make_ready(product: Product, filings: int) -> list[str]:
    """So many applications with everything answered, from a process of its own; gives the cookies of their phones."""
    command = [sys.executable, "-m", "benchmarks.filings", "--world", str(product.data), str(filings)]
    path = {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    made = subprocess.run(command, env=product.environment() | path, cwd=ROOT, check=True, capture_output=True)
    cookies: list[str] = json.loads(made.stdout)
    return cookies


def write(product: Product, waiting: list[str], lock: threading.Lock, story: Story) -> None:
    """One phone after the other, each pressing until it is led to its receipt, and then once more."""
    while True:
        with lock:
            if not waiting:
                return
            cookie = waiting.pop()
        number = press_until_filed(product, cookie, story)
        story.receipts[cookie] = number
        if press_until_filed(product, cookie, story) != number:
            story.contradictions.append(cookie)


def press_until_filed(product: Product, cookie: str, story: Story) -> int:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        outcome = press(product.port, cookie)
        if isinstance(outcome, int):
            return outcome
        story.failures[outcome] += 1
        time.sleep(PAUSE)
    raise TimeoutError


def press(port: int, cookie: str) -> int | str:
    """File once: the number on the receipt, or what went wrong."""
    form = {"csrfmiddlewaretoken": TOKEN, "filing_key": cookie[-40:], "is_true": "on"}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={TOKEN}; {cookie}"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", PATH, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()
    found = RECEIPT.search(answer.getheader("Location", ""))
    return int(found[1]) if found else str(answer.status)


def world(filings: int) -> list[str]:
    """Applications that only have to be sent."""
    from django.http import HttpResponse

    from benchmarks import seeding
    from benchmarks.service import ANSWERS, publish
    from minka.people.models import Participant
    from minka.people.participation import COOKIE, remember
    from minka.services.actions.filling import begin
    from minka.services.models import Application

    service = publish(seeding.make_world().site)
    people = Participant.objects.bulk_create([Participant() for _ in range(filings)])
    for number, each in enumerate(people):
        begin(service=service, version=service.versions.get(), idempotency_key=f"t-{number}", by=each, language="es")
    Application.objects.update(answers=ANSWERS)
    return [f"{COOKIE}={remember(HttpResponse(), each).cookies[COOKIE].value}" for each in people]


def main(filings: int, kills: int, seed: int) -> None:
    print_machine()
    with running_product() as product:
        story, wrong = run(product, filings=filings, kills=kills, seed=seed)
    rows = [["acknowledged", len(story.receipts)], ["told two things", len(story.contradictions)]]
    rows += [[f"wrong: {name}", count] for name, count in wrong.items()]
    print_table(f"{filings} filings, {kills} kills, seed {seed}", ["what", "how many"], rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--world"]:
        use_django(Product(data=Path(sys.argv[2]), port=0))
        print(json.dumps(world(int(sys.argv[3]))))
    else:
        main(*[*map(int, sys.argv[1:]), FILINGS, KILLS, SEED][:3])
