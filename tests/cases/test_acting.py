"""Officials at work: one act at a time, what the table and the law allow, and the other one is told."""

import datetime as dt
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client

from minka.cases.models import Case, CaseEvent, Letter, Observation
from minka.cases.papers import sealed_facts
from minka.engine.ledger import commit, make_seal, verify_seal
from minka.engine.ledger.heads import public_key
from minka.notices.models import Notice
from minka.records.models import AuditEntry, Record
from tests.make.cases import licence, make_case, make_version
from tests.people import Cast, as_person

MONDAY = dt.date(2026, 3, 2)
REASON = {"reason": "Cumple todo lo que pide la ley."}


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY)


def url(case: Case, action: str) -> str:
    return f"/cajamarca/tramites/{case.pk}/atender/hacer/{action}/"


def do(client: Client, case: Case, action: str, **typed: object) -> int:
    """Send the form of an action as the page makes it, seeing the letter first where there is one."""
    case.refresh_from_db()
    typed = {"revision": case.revision, **typed}
    answer = client.post(url(case, action), {**typed, "ver": "1"})
    if answer.status_code == 200 and (form := answer.context["form"]).is_sending:
        letter = {"subject": form["subject"].value(), "text": form["text"].value()}
        answer = client.post(url(case, action), {**typed, **letter, "enviar": "1"})
    case.refresh_from_db()
    return answer.status_code


def observation(item: int = 1) -> dict[str, str]:
    return {f"mark-{item}": "on", f"code-{item}": "illegible", f"text-{item}": "Sube una foto más clara."}


def test_case_is_reviewed_granted_and_notified(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)

    statuses = [
        do(official, case, "start_review"),
        do(official, case, "grant", **REASON),
        do(official, case, "notify_grant", how="page"),
    ]

    assert statuses == [302, 302, 302]
    assert (case.state, case.is_open, case.outcome) == ("granted_notified", False, "granted")
    letter = case.letters.get()
    assert letter.kind == Letter.Kind.DECISION
    assert letter.notified_by == "page"
    assert letter.signed_name == "Funcionario"
    assert "Rosa Quispe" in letter.text
    assert REASON["reason"] in letter.text
    assert AuditEntry.objects.filter(action="case.acted", subject=case.ref).count() == 3
    assert Notice.objects.filter(participant=cast.rosa, link=f"/cajamarca/tramites/{case.pk}/").count() == 3
    ended = Record.objects.get(kind="case.ended")
    assert ended.body["outcome"] == commit(bytes.fromhex(case.seal), "granted")
    assert "Rosa" not in str(ended.body)


def test_observation_stops_the_clock_and_is_the_only_one(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)

    sent = do(official, case, "observe", **observation())

    assert sent == 302
    assert (case.state, case.clock_stopped, case.due_on, case.silence_on) == ("observed", True, None, None)
    found = Observation.objects.get()
    assert found.due_on == dt.date(2026, 3, 4)
    assert found.items[0]["requirement"] == "plan_paper"
    assert found.items[0]["questions"] == ["plan_number"]
    assert [each["state"] for each in case.requirements] == ["met", "observed"]
    again = do(official, case, "observe", **observation(0))
    assert again == 409
    assert Observation.objects.count() == 1
    assert case.events.filter(action="observe").count() == 1


def test_observation_without_anything_marked_is_refused_and_keeps_what_was_typed(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)

    nothing = official.post(url(case, "observe"), {"revision": case.revision, "ver": "1"})
    without_words = official.post(url(case, "observe"), {"revision": case.revision, "mark-0": "on", "ver": "1"})

    assert (nothing.status_code, without_words.status_code) == (422, 422)
    assert "Marca al menos una cosa por corregir." in nothing.content.decode()
    assert "checked" in without_words.content.decode()


def test_of_two_officials_the_second_sees_what_happened_and_keeps_what_was_typed(cast: Cast, case: Case) -> None:
    official, coordinator = as_person(cast.official), as_person(cast.coordinator)
    do(official, case, "start_review")
    shown = case.revision
    do(official, case, "grant", **REASON)

    late = coordinator.post(
        url(case, "deny"),
        {
            "revision": shown,
            "reason": "No cumple con la zonificación.",
            "legal_ground": "Ley 28976, art. 6",
            "subject": "x",
            "text": "y",
            "enviar": "1",
        },
    )

    assert late.status_code == 409
    assert "Algo pasó con este trámite mientras lo mirabas" in late.content.decode()
    assert Case.objects.get().state == "granted"
    assert case.letters.count() == 1


def test_form_of_an_older_revision_is_shown_again_with_what_happened(cast: Cast, case: Case) -> None:
    official, coordinator = as_person(cast.official), as_person(cast.coordinator)
    do(official, case, "start_review")
    shown = case.revision
    do(coordinator, case, "extend", reason="Falta un informe", legal_ground="Ley 28976, art. 8", days=5)

    late = official.post(
        url(case, "grant"), {"revision": shown, **REASON, "subject": "Mi asunto", "text": "Mi carta", "enviar": "1"}
    )

    page = late.content.decode()
    assert late.status_code == 409
    assert "Otra persona trabajó en este trámite mientras escribías" in page
    assert "Ampliar el plazo una vez" in page
    assert "Mi carta" in page
    assert Case.objects.get().state == "in_review"


def test_extension_is_the_coordinators_once_and_before_the_term_ends(cast: Cast, case: Case) -> None:
    official, coordinator = as_person(cast.official), as_person(cast.coordinator)
    do(official, case, "start_review")
    why = {"reason": "Falta un informe", "legal_ground": "Ley 28976, art. 8", "days": 5}

    by_official = do(official, case, "extend", **why)
    first = do(coordinator, case, "extend", **why)
    after_first = case.due_on
    second = do(coordinator, case, "extend", **why)

    assert (by_official, first, second) == (404, 302, 409)
    assert after_first == dt.date(2026, 3, 30)
    assert case.due_on == after_first


def test_another_entity_stops_the_clock_with_its_ground_and_its_answer_starts_it(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    do(official, case, "start_review")
    asked = {"unit": "Defensa Civil", "question": "¿Es segura la zona?"}

    without_ground = do(official, case, "ask_entity", **asked)
    with_ground = do(official, case, "ask_entity", **asked, legal_ground="Ley 27444, art. 76.3")
    request = case.unit_requests.get()

    assert (without_ground, with_ground) == (422, 302)
    assert (case.state, case.clock_stopped, request.stops_clock) == ("waiting_entity", True, True)
    assert request.due_on == dt.date(2026, 3, 11)
    assert do(official, case, "record_answer", answer="Es segura.") == 302
    assert (case.state, case.clock_stopped) == ("in_review", False)
    assert case.unit_requests.get().answer == "Es segura."


def test_report_of_another_unit_must_come_before_the_decision(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    do(official, case, "start_review")
    here = f"/cajamarca/tramites/{case.pk}/atender/"
    official.post(f"{here}pedir/", {"unit": "Catastro", "question": "¿Cuánto mide?"})

    too_early = do(official, case, "grant", **REASON)
    request = case.unit_requests.get()
    answered = official.post(f"{here}pedir/{request.pk}/", {"answer": "120 metros"}).status_code
    twice = official.post(f"{here}pedir/{request.pk}/", {"answer": "130 metros"}).status_code

    assert (too_early, answered, twice) == (409, 302, 409)
    assert case.due_on == dt.date(2026, 3, 23)
    assert do(official, case, "grant", **REASON) == 302


def test_notes_and_assignment_stay_with_the_team(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    here = f"/cajamarca/tramites/{case.pk}/atender/"

    official.post(f"{here}nota/", {"note": "Llamar a Catastro"})
    official.post(f"{here}encargar/", {"revision": case.revision, "persona": cast.official.pk})
    to_a_facilitator = official.post(f"{here}encargar/", {"revision": 2, "persona": cast.facilitator.pk})

    case.refresh_from_db()
    assert case.assignee == cast.official
    assert to_a_facilitator.status_code == 422
    assert "Llamar a Catastro" in official.get(here).content.decode()
    assert not CaseEvent.objects.filter(action="assigned", is_public=True).exists()


def test_own_words_of_the_service_make_the_letter_and_values_are_no_templates(cast: Cast) -> None:
    letters = {"decision_granted": {"es": "Señor(a) {applicant}: {reason} {unknown}"}}
    version = make_version(cast.cajamarca, licence(letters=letters), slug="otra")
    case = make_case(version, cast.rosa, {"applicant_name": "{number}", "street": "x", "large": False}, filed=MONDAY)
    official = as_person(cast.official)
    do(official, case, "start_review")

    do(official, case, "grant", **REASON)

    assert case.letters.get().text == "Señor(a) {number}: Cumple todo lo que pide la ley. {unknown}"


def test_letter_that_is_sent_keeps_the_articles_it_was_shown_with(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    case.refresh_from_db()
    shown = official.post(url(case, "observe"), {"revision": case.revision, **observation(), "ver": "1"})

    do(official, case, "observe", **observation())

    assert shown.context["citations"]
    assert tuple(case.letters.get().citations) == shown.context["citations"]


def test_letter_is_a_pdf_for_those_who_handle_the_case(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    do(official, case, "observe", **observation())
    address = f"/cajamarca/tramites/{case.pk}/atender/carta-1.pdf"

    answer = official.get(address)

    assert answer.content.startswith(b"%PDF")
    assert as_person(cast.stranger).get(address).status_code == 404
    assert as_person(cast.facilitator).get(address).status_code == 403
    assert official.get(address.replace("-1.", "-9.")).status_code == 404


def test_seal_of_a_letter_names_nobody_and_fits_its_qr(cast: Cast, case: Case) -> None:
    do(as_person(cast.official), case, "observe", **observation())
    case.organization.name = "Municipalidad Provincial de nombre larguísimo " * 4

    facts = sealed_facts(case.letters.get(), case)

    assert "Rosa" not in str(facts)
    assert verify_seal(make_seal(facts, bytes(32)), public_key(bytes(32))).facts["number"] == case.number


def test_an_observation_sent_twice_is_one(cast: Cast, case: Case) -> None:
    official = as_person(cast.official)
    form = {"revision": case.revision, **observation(), "subject": "Falta", "text": "Falta el plano.", "enviar": "1"}

    statuses = [official.post(url(case, "observe"), form).status_code for _time in range(2)]

    assert statuses == [302, 409]
    assert (Observation.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "title", ["<script>x</script>", "\"'&]]>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "{{ 7 }}%s"]
)
def test_words_of_a_service_stay_words_in_its_pictures_and_files(cast: Cast, title: str) -> None:
    case = make_case(make_version(cast.cajamarca, licence(title={"es": title})), cast.rosa, filed=MONDAY)
    official, desk = as_person(cast.official), f"/cajamarca/tramites/{case.pk}/atender/"

    pages = [official.get(f"{desk}{name}") for name in ("", "camino/")]
    bpmn = official.get(f"{desk}camino.bpmn")

    assert not [page for page in pages if "<script>x" in page.text or "<!ENTITY" in page.text]
    read = ET.fromstring(bpmn.content)  # noqa: S314 - written by ourselves a line above
    assert title in [each.get("name") for each in read.findall("{*}process")]
    assert bpmn.headers["Content-Disposition"].startswith("attachment")
