"""Counting a map again, here and from the files that anybody downloads."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from minka.engine.opinions.document import VERSION
from minka.engine.opinions.mapping import digest_of
from minka.engine.opinions.reading import read_votes
from minka.engine.opinions.whole import map_whole
from minka.opinions.models import OpinionMap, Recount, Vote, Voter
from minka.opinions.queries.public_files import votes_file
from minka.opinions.tasks import recount
from minka.processes.models import Activity, Process
from minka.sites.models import Site
from tests.house.sources import ROOT
from tests.make.map_documents import STATEMENTS
from tests.make.opinions import make_opinions, make_statement, make_vote
from tests.make.processes import make_process
from tests.people import Cast, as_person, make_cast
from tests.shared import kept_for_all

pytestmark = pytest.mark.usefixtures("row")
PAGE = "/cajamarca/procesos/leche/opiniones/informe/"


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:  # noqa: ARG001
    yield from kept_for_all(django_db_blocker, make_cast)


@pytest.fixture(scope="module")
def counted(cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[OpinionMap]:
    yield from kept_for_all(django_db_blocker, lambda: make_real_map(make_camps(cast.cajamarca)))


@pytest.fixture
def row(counted: OpinionMap, db: None) -> OpinionMap:  # noqa: ARG001 - what a test changes, the next one must not see
    return OpinionMap.objects.select_related("activity__site", "activity__process").get(pk=counted.pk)


@pytest.fixture
def water(row: OpinionMap) -> Activity:
    return row.activity


def make_camps(site: Site) -> Activity:
    """Sixty people in two camps voted on ten statements: enough for a second layer, and nothing exactly as large as
    something else, where the order of axes would be the processor's.
    """
    chance = Random(20261129)  # noqa: S311 - made-up votes, no secrets
    activity = make_opinions(make_process(site), results="always")
    statements = [make_statement(activity, text) for text, _ in STATEMENTS[:10]]
    for person in range(60):
        voter = make_vote(statements[0], None, 1).voter
        for place, statement in enumerate(statements[1:], 1):
            camp = 1 if (place + person) % 2 else -1
            value = 0 if chance.random() < 0.2 else camp
            make_vote(statement, voter.participant, value)
    return activity


def make_real_map(activity: Activity) -> OpinionMap:
    """The map of the votes as they are now."""
    now = timezone.now()
    row = OpinionMap(
        site=activity.site, activity=activity, method_version=str(VERSION), computed_at=now, published_at=now
    )
    row.document = {"statements": [{"number": number} for number in range(1, 11)]}
    row.document = map_whole(read_votes(votes_file(row)).votes())
    row.votes_digest, row.digest = row.document["votes"]["digest"], digest_of(row.document)
    row.vote_count, row.voter_count = row.document["votes"]["votes"], row.document["votes"]["people"]
    row.save()
    return row


def press(browser: Client | None = None) -> int:
    return (browser or Client()).post(f"{PAGE}contar/").status_code


def work() -> Recount:
    """What the worker does with the last question."""
    asked = Recount.objects.latest("pk")
    recount(asked.pk)
    asked.refresh_from_db()
    return asked


def said() -> str:
    return Client().get(f"{PAGE}contado/").content.decode()


def download(name: str) -> bytes:
    answer = Client().get(f"{PAGE}{name}")
    assert answer.status_code == 200
    return answer.getvalue()


def test_the_same_votes_give_the_same_bytes(row: OpinionMap) -> None:
    assert press() == 302
    assert "Estamos contando" in said()
    assert work().outcome == "same"

    assert "Igual, byte por byte" in said()
    assert row.digest in said()


def test_votes_cast_after_the_map_do_not_count_in_it(cast: Cast, water: Activity) -> None:
    before = download("votos.csv")
    Vote.objects.filter(statement__number=2).exclude(value=0).update(value=0, at=timezone.now())
    make_vote(water.statements.get(number=3), cast.rosa, 1)

    press()

    assert work().outcome == "same"
    assert download("votos.csv") == before


def test_withdrawn_votes_are_missed_and_said(water: Activity) -> None:
    Voter.objects.filter(activity=water).order_by("pk").first().votes.all().delete()

    press()

    assert work().outcome == "votes"
    assert "Los votos ya no son los mismos" in said()


def test_a_map_that_somebody_changed_is_found_out(row: OpinionMap) -> None:
    row.digest = "0" * 64
    row.save()

    press()

    assert work().outcome == "different"
    assert "El equipo tiene que explicar por qué" in said()


def test_a_map_of_an_earlier_version_of_the_method_is_not_held_against_the_team(row: OpinionMap) -> None:
    row.method_version, row.digest = str(VERSION - 1), "0" * 64
    row.save()

    press()

    assert work().outcome == "different"
    assert "Salió distinto porque el método cambió" in said()


def test_pressing_twice_asks_once_and_hurrying_is_slowed() -> None:
    assert {press() for _ in range(10)} == {302}
    assert press() == 429
    assert Recount.objects.count() == 1


def test_nothing_is_counted_that_may_not_be_seen(water: Activity) -> None:
    water.settings = {"results": "closed"}
    water.save()

    assert press() == 404
    assert not Recount.objects.exists()


def test_public_votes_have_a_random_number_and_no_moment() -> None:
    lines = download("votos.csv").decode().splitlines()

    assert lines[0] == "voter-id,comment-id,vote"
    assert len(lines) == 601
    people = [int(line.split(",")[0]) for line in lines[1:]]
    assert people == sorted(people)
    assert set(people) == set(Voter.objects.values_list("number", flat=True))


def test_the_votes_of_a_live_map_wait_until_it_stands_still(water: Activity) -> None:
    OpinionMap.objects.update(published_at=None)

    live, page = Client().get(f"{PAGE}votos.csv").status_code, Client().get(PAGE).content.decode()
    Process.objects.filter(pk=water.process_id).update(status="closed", closed_at=timezone.now())
    closed = Client().get(f"{PAGE}votos.csv").status_code

    assert (live, closed) == (404, 200)
    assert "sale cuando el equipo publica un mapa" in page
    assert "opinions map votos.csv" not in page


def test_a_machine_that_downloads_without_end_waits_and_a_class_does_not(cast: Cast) -> None:
    names = ("informe/votos.csv", "informe.pdf")

    files = [Client().get(PAGE.replace("informe/", name)).status_code for name in names for _ in range(40)]
    while Client().get(f"{PAGE}votos.csv").status_code == 200:
        files.append(200)
    refused = [Client().get(PAGE.replace("informe/", name)) for name in names]
    of_a_person = as_person(cast.analyst).get(f"{PAGE}votos.csv")

    assert set(files) == {200}
    assert 120 <= len(files) < 200
    assert [answer.status_code for answer in refused] == [429, 429]
    assert int(refused[0]["Retry-After"]) > 0
    assert of_a_person.status_code == 200


def test_of_fewer_than_five_people_there_are_no_files() -> None:
    OpinionMap.objects.update(voter_count=4)

    answers = [Client().get(f"{PAGE}{name}").status_code for name in ("votos.csv", "afirmaciones.csv", "mapa.json")]

    assert answers == [404, 404, 404]
    assert "Votaron muy pocas personas" in Client().get(PAGE).content.decode()


def test_files_and_the_line_of_the_report_make_the_map_again(tmp_path: Path, row: OpinionMap) -> None:
    for name in ("votos.csv", "mapa.json", "afirmaciones.csv"):
        (tmp_path / name).write_bytes(download(name))
    page = Client().get(PAGE).content.decode()
    line = "opinions map votos.csv --method minka --seed 0 --previous mapa.json --json"

    made = subprocess.run(
        [sys.executable, "-m", "minka", *line.split()],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        check=True,
    )

    assert "factors" in row.document
    assert f"./minka {line}" in page
    assert made.stdout == (tmp_path / "mapa.json").read_bytes()
    assert digest_of(row.document) == row.digest
    assert io.BytesIO((tmp_path / "afirmaciones.csv").read_bytes()).read().count(b"\r\n") == 11
