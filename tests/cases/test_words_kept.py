"""What people wrote in a case: shown to whom it is for, on paper as it was filed, and gone when its time is over."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from minka.cases.actions.erasing import erase_old
from minka.cases.models import Case, CaseEvent, CaseNote, Letter, Observation, UnitRequest
from minka.cases.papers import receipt_facts, sealed_facts
from minka.cases.personal_data import case_rows
from minka.engine.ledger import make_seal
from minka.records.models import Record
from minka.records.signing import private_key
from tests.cases.test_acting import do, observation
from tests.make.cases import es, licence, make_case, make_version
from tests.people import Cast, as_participant, as_person

MONDAY = dt.date(2026, 3, 2)
MARK = "Rosa vive en la esquina de la bodega"


def on(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(15), tzinfo=dt.UTC), tick=False)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with on(MONDAY):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)


def here(case: Case, more: str = "") -> str:
    return f"/cajamarca/tramites/{case.pk}/{more}"


def deny_with_words(cast: Cast, case: Case) -> None:
    """A note, an observation, a report, a correction, a letter that was opened and an appeal, each with the mark."""
    official, rosa = as_person(cast.official), as_participant(cast.rosa)
    official.post(here(case, "atender/nota/"), {"note": MARK})
    official.post(here(case, "atender/pedir/"), {"unit": "Catastro", "question": MARK})
    asked = UnitRequest.objects.get()
    official.post(here(case, f"atender/pedir/{asked.pk}/"), {"answer": MARK})
    do(official, case, "observe", **observation() | {"text-1": MARK})
    rosa.post(here(case, "corregir/"), {"revision": case.revision, "q-plan_number": "P-99", "note": MARK})
    do(official, case, "start_review")
    do(official, case, "deny", reason=MARK, legal_ground="Ley 28976")
    do(official, case, "notify_denial", how="page")
    assert rosa.get(here(case, "carta-2.pdf")).status_code == 200
    rosa.post(here(case, "hacer/appeal/"), {"revision": case.revision, "appeal": MARK})
    do(as_person(cast.coordinator), case, "dismiss_appeal", reason=MARK, legal_ground="Ley 28976")


def everything_said(case: Case) -> str:
    rows = [Case, CaseEvent, CaseNote, Letter, Observation, UnitRequest]
    return str([list(model.objects.filter(**_of(model, case)).values()) for model in rows])


def _of(model: type, case: Case) -> dict[str, object]:
    return {"pk": case.pk} if model is Case else {"case": case}


def test_nothing_that_anybody_wrote_outlives_its_time(
    cast: Cast, case: Case, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    deny_with_words(cast, case)
    case.refresh_from_db()
    letters = Path(settings.MEDIA_ROOT) / "letters"
    named = [f"{letter.pk}-*.pdf" for letter in case.letters.all()]
    assert (case.is_open, MARK in everything_said(case), any(list(letters.glob(name)) for name in named)) == (
        False, True, True,
    )  # fmt: skip
    before = list(case.events.values_list("action", "on", "by"))

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase_old(now=dt.datetime(2032, 4, 3, tzinfo=dt.UTC))

    assert MARK not in everything_said(case)
    assert not any(list(letters.glob(name)) for name in named)
    assert list(case.events.values_list("action", "on", "by"))[:-1] == before
    assert Record.objects.filter(kind="case.ended").exists()


def test_an_erased_case_still_opens_and_says_that_its_words_are_gone(cast: Cast, case: Case) -> None:
    deny_with_words(cast, case)
    erase_old(now=dt.datetime(2032, 4, 3, tzinfo=dt.UTC))
    rosa, official = as_participant(cast.rosa), as_person(cast.official)

    page = rosa.get(here(case))

    assert "Pasó el tiempo de guardar lo que presentaste" in page.text
    assert official.get(here(case, "atender/")).status_code == 200
    papers = [rosa.get(here(case, name)).status_code for name in ("cargo.pdf", "carta-1.pdf")]
    papers += [official.get(here(case, "atender/carta-1.pdf")).status_code]
    papers += [official.post(here(case, "atender/puente/mesa/")).status_code]
    assert papers == [404, 404, 404, 404]


@pytest.mark.parametrize(
    "change",
    [
        "update cases_caseevent set data = '{}'",
        "update cases_caseevent set data = data - 'how'",
        """update cases_caseevent set data = '{"reason": "otra"}'""",
        "update cases_caseevent set data = data - 'reason', role = 'system'",
        "delete from cases_caseevent",
    ],
)
def test_the_database_lets_words_go_and_nothing_else(cast: Cast, case: Case, change: str) -> None:
    deny_with_words(cast, case)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_decision_that_was_not_notified_is_in_nobodys_copy_of_their_data(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "start_review")
    do(as_person(cast.official), case, "grant", reason=MARK)
    before = str(case_rows(cast.rosa))
    do(as_person(cast.official), case, "notify_grant", how="page")

    assert (MARK in before, MARK in str(case_rows(cast.rosa))) == (False, True)


def test_the_receipt_stays_that_of_what_was_filed_whatever_was_corrected(cast: Cast, case: Case) -> None:
    before = receipt_facts(case)
    do(as_person(cast.official), case, "observe", **observation())
    as_participant(cast.rosa).post(here(case, "corregir/"), {"revision": case.revision, "q-plan_number": "P-99"})

    case.refresh_from_db()
    filed = Record.objects.get(kind="case.filed").body["answers"]
    assert case.answers["plan_number"] == "P-99"
    assert receipt_facts(case) == before
    assert filed.startswith(before["digest"])


@pytest.mark.parametrize("title", ["😀" * 60, '"' * 140, "\\" * 140, "ñ" * 140])
def test_any_name_of_a_service_fits_the_seal_of_its_papers(cast: Cast, title: str) -> None:
    case = make_case(make_version(cast.cajamarca, licence(title=es(title))), cast.rosa, filed=MONDAY)
    do(as_person(cast.official), case, "observe", **observation())

    papers = [as_participant(cast.rosa).get(here(case, name)) for name in ("cargo.pdf", "carta-1.pdf")]

    assert [paper.status_code for paper in papers] == [200, 200]
    assert all("no-store" in paper.headers["Cache-Control"] for paper in papers)


def test_a_seal_of_a_demonstration_says_so_wherever_it_is_checked(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca, is_demonstration=True), cast.rosa, filed=MONDAY)
    do(as_person(cast.official), case, "observe", **observation())

    for facts in (receipt_facts(case), sealed_facts(case.letters.get(), case)):
        page = as_person(None).post("/registro/comprobar/", {"text": make_seal(facts, private_key())})
        assert "de demostración, sin valor" in page.text
