"""A filed application is a case at once: numbered without gaps, dated, with the papers that apply."""

import datetime as dt

from django.db import transaction

from minka.cases.models import Case, CaseSeries
from minka.engine.ledger.canonical import commit
from minka.records.models import AuditEntry, Record
from minka.services.handling import handling
from minka.services.models import Application
from tests.make.cases import ANSWERS, licence, make_application, make_case, make_version
from tests.people import Cast

MONDAY = dt.date(2026, 3, 2)


def test_case_has_number_dates_and_the_requirements_that_apply(cast: Cast) -> None:
    version = make_version(cast.cajamarca)

    large = make_case(version, cast.rosa, filed=MONDAY)
    small = make_case(version, cast.julio, {**ANSWERS, "large": False, "plan_number": None}, filed=MONDAY)

    assert (large.number, small.number) == ("2026-000001", "2026-000002")
    assert [each["id"] for each in large.requirements] == ["form", "plan_paper"]
    assert [each["id"] for each in small.requirements] == ["form"]
    assert (large.applicant, large.filed_on, large.received_on) == ("Rosa Quispe", MONDAY, MONDAY)
    assert large.due_on == dt.date(2026, 3, 23)
    assert large.silence_on == dt.date(2026, 3, 31)
    assert large.kin != small.kin


def test_filing_on_a_sunday_is_received_on_monday(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca), cast.rosa, filed=MONDAY - dt.timedelta(days=1))

    assert (case.filed_on, case.received_on) == (dt.date(2026, 3, 1), MONDAY)


def test_public_log_knows_the_answers_only_by_their_commitment(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca), cast.rosa)

    record = Record.objects.get(kind="case.filed")

    assert record.body == {
        "service": "cajamarca/servicios/licencia",
        "version": 1,
        "answers": commit(bytes.fromhex(case.seal), case.answers),
    }
    assert "Rosa" not in str(record.body)
    assert AuditEntry.objects.filter(action="case.filed", subject=case.ref).count() == 1


def test_automatic_approval_decides_at_once_and_owes_the_document(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca, licence(regime="automatic")), cast.rosa, filed=MONDAY)

    assert case.state == "granted"
    assert case.due_on == dt.date(2026, 3, 9)
    assert [event.action for event in case.events.all()] == ["filed", "approve"]


def test_number_of_a_filing_that_failed_is_given_to_the_next(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    application = make_application(version, cast.rosa)

    with transaction.atomic():
        handling().take(application, at=application.started_at)
        transaction.set_rollback(True)

    assert not Case.objects.exists()
    assert not CaseSeries.objects.exists()
    assert make_case(version, cast.julio, filed=MONDAY).number == "2026-000001"


def test_whoever_filed_is_led_to_the_page_of_the_case(cast: Cast) -> None:
    case = make_case(make_version(cast.cajamarca), cast.rosa)

    assert handling().page(Application.objects.get()) == f"/cajamarca/tramites/{case.pk}/"
