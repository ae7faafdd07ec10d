"""Bringing in a conversation held on Pol.is, and taking it along again: not a row is lost or made up."""

import gzip
from pathlib import Path

import pytest

from minka.contributions.models import Contribution, Import
from minka.opinions.models import EarlierVote, Statement, Vote, Voter
from minka.opinions.tasks import bring_brought, check_brought
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from tests.make.opinions import make_opinions, make_statement
from tests.make.processes import make_process
from tests.opinions.conversations import (
    BASE,
    COMMENTS,
    VOTES,
    bring,
    exported,
    rows_of,
    shipped,
    unpacked,
    upload,
)
from tests.people import Cast, as_person


@pytest.fixture
def opinions(cast: Cast) -> Activity:
    return make_opinions(make_process(cast.cajamarca))


pytestmark = pytest.mark.usefixtures("opinions")


@pytest.fixture(autouse=True)
def _kept_here(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def test_the_files_are_looked_through_first_and_brought_in_on_demand(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, VOTES.encode(), COMMENTS.encode())
    file = Import.objects.get()
    assert 'hx-trigger="every 3s"' in browser.get(f"{BASE}importar/{file.pk}/").content.decode()
    check_brought(file.pk)

    page = browser.get(f"{BASE}importar/{file.pk}/").content.decode()

    assert "Importar 3 afirmaciones y 4 votos" in page
    assert "1 se publican, 1 esperan a moderación y 1 quedan ocultas" in page
    assert "1 voto fue cambiado después" in page
    assert (Statement.objects.count(), Voter.objects.count(), Vote.objects.count()) == (0, 0, 0)


def test_what_is_brought_in_stands_as_it_did_there(cast: Cast) -> None:
    file = bring(as_person(cast.facilitator), VOTES.encode(), COMMENTS.encode())

    shown, held, hidden = Contribution.objects.order_by("statement__number")
    assert [each.visibility for each in (shown, held, hidden)] == ["visible", "held", "hidden"]
    assert (shown.kind, shown.channel, shown.source, shown.language) == ("statement", "import", "Pol.is", "en")
    assert shown.participant == Voter.objects.get(number=0).participant
    assert Vote.objects.get(voter__number=1, statement__number=0).value == 1
    assert EarlierVote.objects.get().value == -1
    assert Record.objects.filter(kind="contribution.received", is_withheld=False).count() == 1
    assert AuditEntry.objects.get(action="import.done").changes["voters"] == 2
    assert (file.status, file.report["new"]) == ("done", 3)


def test_the_same_files_again_bring_nothing_and_a_newer_file_brings_what_is_new(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    bring(browser, VOTES.encode(), COMMENTS.encode())
    counts = (Statement.objects.count(), Voter.objects.count(), Vote.objects.count(), EarlierVote.objects.count())

    again = bring(browser, VOTES.encode(), COMMENTS.encode(), key="o" * 32)
    assert (again.report["new"], again.report["new_statements"]) == (0, 0)
    assert counts == (
        Statement.objects.count(),
        Voter.objects.count(),
        Vote.objects.count(),
        EarlierVote.objects.count(),
    )

    later = (
        VOTES + "1500239999999,Sun Jul 16 21:19:59 UTC 2017,0,0,1\n1500239999999,Sun Jul 16 21:19:59 UTC 2017,1,7,0\n"
    )
    assert bring(browser, later.encode(), COMMENTS.encode(), key="p" * 32).report["new"] == 1
    assert Vote.objects.get(voter__number=0, statement__number=0).value == 1
    assert EarlierVote.objects.filter(voter__number=0).get().value == 0


def test_a_task_that_runs_a_second_time_brings_nothing_more(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    file = bring(browser, VOTES.encode(), COMMENTS.encode())
    Import.objects.update(status="running")

    bring_brought(file.pk)

    file.refresh_from_db()
    assert (file.status, Vote.objects.count(), EarlierVote.objects.count()) == ("done", 3, 1)


@pytest.mark.parametrize("conversation", ["brexit-consensus", "scoop-hivemind.biodiversity"])
def test_a_real_conversation_goes_out_as_it_came_in(cast: Cast, conversation: str) -> None:
    browser = as_person(cast.facilitator)
    votes, comments = shipped(conversation, "votes"), shipped(conversation, "comments")
    bring(browser, votes.read_bytes(), comments.read_bytes())

    def in_order(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return sorted(tuple(row.values()) for row in rows)

    assert in_order(exported(browser, "votes")) == in_order(rows_of(unpacked(votes)))
    assert in_order(exported(browser, "comments")) == in_order(rows_of(unpacked(comments)))


def test_lines_that_cannot_be_read_are_named_and_the_others_come_in(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    odd = VOTES + "1,x,0,3,5\n1,x,99,3,1\nnada\n"
    upload(browser, odd.encode(), (COMMENTS + ",,2,0,0,0,1,Otra vez\n").encode())
    file = Import.objects.get()
    check_brought(file.pk)

    page = browser.get(f"{BASE}importar/{file.pk}/").content.decode()
    assert "«5» no es un voto" in page
    assert "Tiene más o menos celdas" in page
    assert "La afirmación 2 ya apareció" in page
    assert "1 voto es sobre una afirmación que no está en el archivo" in page

    browser.post(f"{BASE}importar/{file.pk}/empezar/")
    bring_brought(file.pk)
    assert (Vote.objects.count(), Statement.objects.count()) == (3, 3)


@pytest.mark.parametrize(
    ("votes", "comments", "told"),
    [
        (b"a,b,c\n1,2,3\n", COMMENTS.encode(), "Falta la columna"),
        (VOTES.encode(), b"\x00\x01\x02", "No es un archivo de texto"),
        (gzip.compress(VOTES.encode(), mtime=0)[:60], COMMENTS.encode(), "cortado o dañado"),
        (VOTES.encode(), COMMENTS.replace(",2,0,0,0,-1", ",99999999999,0,0,0,-1").encode(), "demasiado grande"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(cast: Cast, votes: bytes, comments: bytes, told: str) -> None:
    browser = as_person(cast.facilitator)
    upload(browser, votes, comments)
    file = Import.objects.get()
    check_brought(file.pk)

    assert told in browser.get(f"{BASE}importar/{file.pk}/").content.decode()
    assert Statement.objects.count() == 0


def test_numbers_of_two_conversations_do_not_meet_in_one_activity(cast: Cast, opinions: Activity) -> None:
    make_statement(opinions)
    browser = as_person(cast.facilitator)
    upload(browser, VOTES.encode(), COMMENTS.encode())
    file = Import.objects.get()
    check_brought(file.pk)

    assert "ya tiene afirmaciones propias" in browser.get(f"{BASE}importar/{file.pk}/").content.decode()


def test_an_empty_form_comes_back_with_what_is_missing(cast: Cast) -> None:
    answer = as_person(cast.facilitator).post(f"{BASE}importar/", {})

    assert answer.status_code == 422
    assert "Elige el archivo de votos" in answer.content.decode()


def test_the_terms_of_what_was_brought_in_are_shown_with_the_files(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    bring(browser, VOTES.encode(), COMMENTS.encode())

    assert "CC BY 4.0" in browser.get(f"{BASE}descargar/").content.decode()
    assert browser.get(f"{BASE}descargar/otra.csv").status_code == 404
    matrix = exported(browser, "participants-votes")
    assert [(row["participant"], row["n-votes"], row["0"], row["1"]) for row in matrix] == [
        ("0", "1", "0", ""),
        ("1", "2", "1", "1"),
    ]
    assert [row["topic"] for row in exported(browser, "summary")][:3] == ["url", "voters", "voters-in-conv"]
    assert AuditEntry.objects.filter(action="opinions.exported").count() == 2
