"""Whoever filed a case follows it, corrects what was observed, appeals, withdraws; nobody else sees it."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from minka.cases.actions.sweeping import sweep
from minka.cases.models import Case, Forecast, Observation, Rating
from minka.cases.papers import receipt_facts
from minka.engine.ledger import make_seal
from minka.records.signing import private_key
from tests.cases.test_acting import do, observation
from tests.make.cases import licence, make_case, make_version
from tests.people import Cast, as_participant, as_person

MONDAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)


def here(case: Case, more: str = "") -> str:
    return f"/cajamarca/tramites/{case.pk}/{more}"


def deny(cast: Cast, case: Case, how: str = "page") -> None:
    official = as_person(cast.official)
    do(official, case, "start_review")
    do(official, case, "deny", reason="La zona no lo permite.", legal_ground="Ley 28976, art. 6")
    do(official, case, "notify_denial", how=how)


def test_only_whoever_filed_sees_the_page_and_its_days(cast: Cast, case: Case) -> None:
    page = as_participant(cast.rosa).get(here(case)).content.decode()

    assert "lunes 23 de marzo" in page
    assert "art. 134.1 de la Ley 27444" in page
    assert "Nota" not in page
    for other in (as_participant(cast.julio), as_person(cast.official), as_person(cast.stranger), as_person(None)):
        assert other.get(here(case)).status_code == 404


def test_correction_changes_only_what_was_observed_and_keeps_what_stood_there(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "observe", **observation())
    rosa = as_participant(cast.rosa)
    shown = rosa.get(here(case, "corregir/")).content.decode()

    answer = rosa.post(
        here(case, "corregir/"),
        {"revision": case.revision, "q-plan_number": "P-99", "q-street": "Otra calle", "q-applicant_name": "Otra"},
    )

    case.refresh_from_db()
    found = Observation.objects.get()
    assert answer.status_code == 302
    assert "¿Qué número tiene el plano?" in shown
    assert "¿En qué calle está?" not in shown
    assert (case.answers["plan_number"], case.answers["street"]) == ("P-99", "Jr. Lima 100")
    assert found.corrections == {"plan_number": "P-88"}
    assert (case.state, case.clock_stopped) == ("in_review", False)
    assert case.due_on == dt.date(2026, 3, 23)
    assert rosa.get(here(case, "corregir/")).status_code == 404


def test_correction_that_changes_nothing_or_comes_from_somebody_else_is_refused(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "observe", **observation())
    same = {"revision": case.revision, "q-plan_number": "P-88"}

    nothing = as_participant(cast.rosa).post(here(case, "corregir/"), same)
    julio = as_participant(cast.julio).post(here(case, "corregir/"), same | {"q-plan_number": "X"})

    assert (nothing.status_code, julio.status_code) == (422, 404)
    assert "Todavía no cambiaste nada" in nothing.content.decode()
    assert Case.objects.get().answers["plan_number"] == "P-88"


def test_correction_in_words_is_enough_for_a_paper_that_was_taken_there(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "observe", **observation())

    answer = as_participant(cast.rosa).post(
        here(case, "corregir/"), {"revision": case.revision, "q-plan_number": "P-88", "q-note": "Llevé el plano."}
    )

    case.refresh_from_db()
    assert answer.status_code == 302
    assert case.events.get(action="correct").data["reason"] == "Llevé el plano."


def test_answer_that_brings_another_question_has_it_answered_as_well(cast: Cast) -> None:
    small = {"applicant_name": "Rosa", "street": "Jr. Lima", "large": False}
    case = make_case(make_version(cast.cajamarca), cast.rosa, small, filed=MONDAY)
    do(as_person(cast.official), case, "observe", **observation(2))  # the page about the shop
    rosa, typed = as_participant(cast.rosa), {"revision": case.revision, "q-street": "Jr. Lima", "q-large": "si"}

    first = rosa.post(here(case, "corregir/"), typed)
    second = rosa.post(here(case, "corregir/"), typed | {"mas": "plan_number", "q-plan_number": "P-5"})

    case.refresh_from_db()
    assert (first.status_code, second.status_code) == (422, 302)
    assert "¿Qué número tiene el plano?" in first.content.decode()
    assert (case.answers["large"], case.answers["plan_number"]) == (True, "P-5")


def test_correction_after_its_day_is_too_late_whether_or_not_the_sweep_came(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "observe", **observation())

    with time_machine.travel(dt.datetime(2026, 3, 6, 15, tzinfo=dt.UTC), tick=False):
        late = as_participant(cast.rosa).post(
            here(case, "corregir/"), {"revision": case.revision, "q-plan_number": "P-99"}
        )

    assert late.status_code == 404
    assert Case.objects.get().answers["plan_number"] == "P-88"


def test_denied_person_appeals_in_time_and_the_coordinator_decides(cast: Cast, case: Case) -> None:
    deny(cast, case)
    rosa = as_participant(cast.rosa)
    closed = case.is_open

    empty = rosa.post(here(case, "hacer/appeal/"), {"revision": case.revision})
    sent = rosa.post(here(case, "hacer/appeal/"), {"revision": case.revision, "appeal": "La zona sí lo permite."})
    case.refresh_from_db()
    open_again, due_on = case.is_open, case.due_on
    upheld = do(as_person(cast.coordinator), case, "uphold_appeal", reason="Tiene razón.")

    assert (closed, empty.status_code, sent.status_code, open_again) == (False, 422, 302, True)
    assert due_on == dt.date(2026, 4, 13)  # thirty working days
    assert upheld == 302
    assert (case.outcome, case.is_open) == ("granted", False)


def test_person_may_withdraw_before_the_decision_and_not_after(cast: Cast, case: Case) -> None:
    rosa = as_participant(cast.rosa)

    done = rosa.post(here(case, "hacer/withdraw/"), {"revision": case.revision})
    again = rosa.post(here(case, "hacer/withdraw/"), {"revision": case.revision})

    case.refresh_from_db()
    assert (done.status_code, again.status_code) == (302, 404)
    assert case.outcome == "withdrawn"


@pytest.mark.parametrize("action", ["grant", "deny", "approve_by_silence", "observe", "notify_grant", "nothing"])
def test_citizen_can_do_nothing_that_is_the_entitys(cast: Cast, case: Case, action: str) -> None:
    answer = as_participant(cast.rosa).post(here(case, f"hacer/{action}/"), {"revision": case.revision})

    assert answer.status_code == 404
    assert case.events.count() == 1


def test_reading_a_letter_sent_by_email_is_its_acknowledgement(cast: Cast, case: Case) -> None:
    deny(cast, case, how="e-mail")
    rosa = as_participant(cast.rosa)

    read = rosa.post(here(case, "leida/"))
    sweep(today=dt.date(2026, 3, 6))

    case.refresh_from_db()
    assert read.status_code == 302
    assert case.state == "denied_notified"
    assert case.letters.get().acknowledged_at is not None
    assert rosa.get(here(case, "carta-1.pdf")).content.startswith(b"%PDF")


def test_letter_that_was_not_notified_is_nobodys_yet(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    do(official, case, "start_review")
    do(official, case, "deny", reason="No", legal_ground="Ley")

    assert as_participant(cast.rosa).get(here(case, "carta-1.pdf")).status_code == 404
    assert "Cartas para ti" not in as_participant(cast.rosa).get(here(case)).content.decode()


def test_rating_is_kept_once_for_each_moment(cast: Cast, case: Case) -> None:
    rosa = as_participant(cast.rosa)

    without = rosa.post(here(case, "opinion/"), {"moment": "decided"})
    with_drivers = rosa.post(
        here(case, "opinion/"), {"moment": "decided", "good": "si", "drivers": ["ease", "humanity"]}
    )

    rating = Rating.objects.get()
    assert (without.status_code, with_drivers.status_code) == (422, 302)
    assert (rating.moment, rating.is_good, rating.drivers) == ("filed", True, ["ease", "humanity"])
    assert "¿Cómo te fue?" not in rosa.get(here(case)).content.decode()


def test_expected_day_later_than_the_law_says_so(cast: Cast, case: Case) -> None:
    Forecast.objects.create(
        case=case, made_on=MONDAY, coverage=0.8, ends_by=dt.date(2026, 4, 6), basis="service", finished=50
    )

    page = as_participant(cast.rosa).get(here(case)).content.decode()

    assert "más tarde que el plazo legal" in page
    assert "Según 50 trámites terminados" in page


def test_silence_gives_the_person_a_certificate_with_the_count_of_days(cast: Cast, case: Case) -> None:
    with time_machine.travel(dt.datetime(2026, 4, 2, 15, tzinfo=dt.UTC), tick=False):
        sweep(today=dt.date(2026, 4, 2))
        rosa = as_participant(cast.rosa)
        page = rosa.get(here(case)).content.decode()

        assert "por ley, lo que pediste está aprobado" in page
        assert "Constancia de silencio positivo" in page
        assert rosa.get(here(case, "carta-1.pdf")).content.startswith(b"%PDF")


def test_automatic_approval_says_until_when_the_document_comes(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca, licence(regime="automatic")), cast.rosa, filed=MONDAY)

    page = as_participant(cast.rosa).get(here(case)).content.decode()

    assert "Lo que pediste ya está aprobado" in page
    assert "lunes 9 de marzo" in page


def test_the_receipt_is_a_paper_whose_seal_anybody_checks(cast: Cast, case: Case) -> None:
    paper = as_participant(cast.rosa).get(here(case, "cargo.pdf"))

    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    seal = make_seal(receipt_facts(case), private_key())
    checked = as_person(None).post("/registro/comprobar/", {"text": seal}).text
    assert "El sello es auténtico" in checked
    assert case.number in checked
    assert case.applicant not in checked
    for other in (as_participant(cast.julio), as_person(cast.official), as_person(None)):
        assert other.get(here(case, "cargo.pdf")).status_code == 404


def test_person_stops_the_clock_once_for_an_errand_of_theirs_and_starts_it_again(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "start_review")
    rosa, offered = as_participant(cast.rosa), "Pedir que se detenga el plazo por una gestión mía"
    before = rosa.get(here(case)).text

    asked = rosa.get(here(case, "hacer/ask_errand/"))
    rosa.post(here(case, "hacer/ask_errand/"), {"revision": case.revision})
    case.refresh_from_db()
    stopped, desk = rosa.get(here(case)).text, as_person(cast.official).get(here(case, "atender/")).text
    with time_machine.travel(dt.datetime(2026, 3, 6, 15, tzinfo=dt.UTC), tick=False):
        assert (case.state, case.clock_stopped, case.due_on) == ("waiting_errand", True, None)
        rosa.post(here(case, "hacer/finish_errand/"), {"revision": case.revision})
        case.refresh_from_db()
        again = rosa.post(here(case, "hacer/ask_errand/"), {"revision": case.revision})

    assert offered in before
    assert offered in asked.text
    assert "Avisar que la gestión terminó" in stopped
    assert "En espera de una gestión tuya" in desk
    assert (case.state, case.clock_stopped) == ("in_review", False)
    assert case.due_on is not None
    assert case.due_on > dt.date(2026, 3, 23)
    assert again.status_code == 404
    assert case.events.filter(action="ask_errand", role="citizen").count() == 1


def test_nobody_else_stops_the_clock_for_an_errand_of_the_person(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "start_review")

    julio = as_participant(cast.julio).post(here(case, "hacer/ask_errand/"), {"revision": case.revision})
    official = as_person(cast.official).post(here(case, "atender/hacer/ask_errand/"), {"revision": case.revision})

    case.refresh_from_db()
    assert (julio.status_code, official.status_code, case.state) == (404, 404, "in_review")
