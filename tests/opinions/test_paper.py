"""Statements on paper: printed with a code, typed in once."""

import datetime as dt
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from django.test import Client
from django.utils import timezone

from minka.contributions.models import PaperSheet
from minka.opinions.models import Vote, Voter
from minka.processes.models import Activity, Process
from minka.records.models import AuditEntry
from tests.make.opinions import make_map, make_opinions, make_statement
from tests.make.processes import make_process
from tests.people import Cast, as_person

HERE = "/cajamarca/procesos/leche/opiniones/"
TODAY = timezone.localdate


@pytest.fixture
def water(cast: Cast) -> Activity:
    activity = make_opinions(make_process(cast.cajamarca))
    for words in ("El agua es de todos.", "Los turnos deben ser públicos.", "Hay que medir el caudal."):
        make_statement(activity, words)
    return activity


@pytest.fixture
def desk(cast: Cast) -> Client:
    return as_person(cast.facilitator)


def prepare(desk: Client, count: object = 2, key: str = "k" * 32) -> int:
    return desk.post(f"{HERE}hojas/", {"count": count, "idempotency_key": key}).status_code


def sheet() -> PaperSheet:
    return PaperSheet.objects.order_by("number").first()


def type_in(desk: Client, votes: str, *, day: object = None, code: str = "", **more: str) -> tuple[int, str]:
    data = {"code": code or sheet().code, "handed_in_on": str(day or TODAY()), "votes": votes, **more}
    answer = desk.post(f"{HERE}digitar/", data)
    return answer.status_code, " ".join(answer.content.decode().split())


def kept() -> dict[int, int]:
    return dict(Vote.objects.values_list("statement__number", "value"))


@pytest.mark.usefixtures("water")
def test_sheets_are_prepared_once_for_a_form_and_printed(desk: Client) -> None:
    assert prepare(desk) == prepare(desk) == 302
    address = re.search(r'action="([^"]+\.pdf)"', desk.get(f"{HERE}hojas/").content.decode())

    assert PaperSheet.objects.count() == 2
    assert address
    assert desk.get(address[1], {"afirmaciones": "40"}).content.startswith(b"%PDF-")
    assert desk.get(address[1], {"afirmaciones": "-1; drop"}).status_code == 200
    assert prepare(desk, count=0, key="z" * 32) == prepare(desk, count="muchas", key="z" * 32) == 422


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_sheet_has_each_statement_its_boxes_and_its_code_twice(water: Activity, desk: Client, tmp_path: Path) -> None:
    make_map(water)
    prepare(desk, count=1)
    (tmp_path / "hojas.pdf").write_bytes(desk.get(f"{HERE}hojas/{sheet().batch}.pdf").content)

    words = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "hojas.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout

    assert all(text in words for text in ("El agua es de todos.", "De acuerdo", "En desacuerdo", "Paso"))
    assert words.count(sheet().code) >= 2


@pytest.mark.usefixtures("water")
def test_what_is_typed_is_kept_with_both_dates_and_who_typed(cast: Cast, desk: Client) -> None:
    prepare(desk)
    yesterday = TODAY() - dt.timedelta(days=1)

    assert type_in(desk, "1a, 2D  3-p", day=yesterday)[0] == 302

    voter = Voter.objects.get()
    page = desk.get(f"{HERE}digitar/").content.decode()
    entry = AuditEntry.objects.filter(action="votes.entered").get()
    assert kept() == {1: 1, 2: -1, 3: 0}
    assert (voter.code, voter.channel, voter.recorded_by) == (sheet().code, "paper", cast.facilitator)
    assert entry.changes["handed_in"].startswith(str(yesterday))
    assert "Guardamos 3 respuestas." in page
    assert "Los turnos deben ser públicos." in page


@pytest.mark.usefixtures("water")
def test_a_sheet_typed_twice_changes_nothing(desk: Client) -> None:
    prepare(desk)
    type_in(desk, "1a 2d")

    same, _ = type_in(desk, "2d 1a")
    after = desk.get(f"{HERE}digitar/").content.decode()
    other, words = type_in(desk, "1d")

    assert (same, other) == (302, 422)
    assert "Esa hoja ya estaba digitada igual: no cambió nada." in after
    assert "ya está digitada con otras respuestas: la registró Facilitadora" in words
    assert kept() == {1: 1, 2: -1}
    assert Voter.objects.count() == 1


@pytest.mark.usefixtures("water")
def test_a_mistake_of_the_desk_can_be_corrected(desk: Client) -> None:
    prepare(desk)
    type_in(desk, "1a 2d")

    assert type_in(desk, "1d 3a", corrects="on")[0] == 302

    assert kept() == {1: -1, 2: -1, 3: 1}


@pytest.mark.usefixtures("water")
def test_an_answer_typed_for_another_statement_is_taken_away_and_no_other(desk: Client) -> None:
    prepare(desk)
    type_in(desk, "1a 2d")

    status, _ = type_in(desk, "2x 3d", corrects="on")
    page = desk.get(f"{HERE}digitar/").content.decode()

    assert status == 302
    assert "Corregimos 2 respuestas." in page
    assert kept() == {1: 1, 3: -1}


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ("", "Escribe las respuestas que marcó."),
        ("1a 2z", "«2z» no se entiende."),
        ("1a 2x", "La x borra una respuesta ya digitada."),
        ("hola", "«hola» no se entiende."),
        ("1a 1d", "La 1 está dos veces, con respuestas distintas."),
        ("1a 99d", "Aquí no hay afirmación con este número: 99."),
        ("<script>1a", "«&lt;script&gt;» no se entiende."),
        ("1a " * 1500, "4000"),
        ("999999999999a", "no se entiende"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept_or_lost(desk: Client, votes: str, said: str) -> None:
    prepare(desk)

    status, page = type_in(desk, votes)

    assert status == 422
    assert said in page
    assert (votes.strip().replace("<", "&lt;").replace(">", "&gt;")[:30]) in page
    assert not Vote.objects.exists()
    assert not Voter.objects.exists()


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize("days", [-400, -30, 1])
def test_a_day_on_which_nobody_could_vote_is_refused(desk: Client, days: int) -> None:
    prepare(desk)

    status, page = type_in(desk, "1a", day=TODAY() + dt.timedelta(days=days))

    assert status == 422
    assert re.search("Revisa la fecha", page)
    assert not Vote.objects.exists()


def test_codes_of_elsewhere_are_refused(cast: Cast, water: Activity, desk: Client) -> None:
    prepare(desk)
    other = make_opinions(water.process, slug="otra")
    prepared = desk.post(f"/cajamarca/procesos/leche/{other.slug}/hojas/", {"count": 1, "idempotency_key": "o" * 32})
    foreign = PaperSheet.objects.get(activity=other).code

    assert prepared.status_code == 302
    assert "no es de ninguna hoja de «Mapa»" in type_in(desk, "1a", code=foreign)[1]
    assert type_in(desk, "1a", code="no es un código")[0] == 422
    assert as_person(cast.analyst).get(f"{HERE}digitar/").status_code == 403
    assert as_person(cast.stranger).get(f"{HERE}hojas/").status_code == 404


def test_nothing_is_typed_in_once_the_process_is_closed(water: Activity, desk: Client) -> None:
    prepare(desk)
    Process.objects.filter(pk=water.process_id).update(status=Process.Status.CLOSED, closed_at=timezone.now())

    status, page = type_in(desk, "1a")

    assert status == 422
    assert "el proceso ya cerró" in page
    assert not Voter.objects.exists()
