"""What comes in after the hour that a norm sets counts as of the next working day, and everybody is told why."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from minka.cases.actions.filing import open_case
from minka.cases.models import Case
from minka.cases.papers import _receipt_facts
from minka.cases.queries.standing import standing_of
from tests.cases.test_acting import do, observation
from tests.cases.test_sweep import on
from tests.make.cases import LIMA, licence, make_application, make_organization, make_version
from tests.make.law import make_desk
from tests.people import Cast, as_participant, as_person

FRIDAY_EVENING = dt.datetime(2026, 3, 6, 18, 42, tzinfo=LIMA)
MONDAY = dt.date(2026, 3, 9)
WHY = "después de las 18:00, la hora de cierre que fija Directiva de prueba 2"


def file_at(cast: Cast, at: dt.datetime) -> Case:
    """A case filed at a moment, as the action of filing does it."""
    application = make_application(make_version(cast.cajamarca, licence(days=3)), cast.rosa)
    with time_machine.travel(at, tick=False), transaction.atomic():
        return open_case(application=application, at=at)


def test_filing_after_hours_counts_from_monday_and_page_desk_and_receipt_say_so(cast: Cast) -> None:
    make_desk(cast.cajamarca)
    case = file_at(cast, FRIDAY_EVENING)

    with on(MONDAY):
        own = as_participant(cast.rosa).get(f"/cajamarca/tramites/{case.pk}/").content.decode()
        desk = as_person(cast.official).get(f"/cajamarca/tramites/{case.pk}/atender/").content.decode()
        facts = dict(_receipt_facts(standing_of(case, MONDAY)))

    assert (case.filed_on, case.received_on) == (dt.date(2026, 3, 6), MONDAY)
    assert case.due_on == dt.date(2026, 3, 12)
    assert WHY in own
    assert WHY in desk
    assert WHY in str(facts["Desde cuándo cuenta"])
    assert "art. 117.1" in str(facts["Desde cuándo cuenta"])


@pytest.mark.parametrize("hour", [dt.time(0, 0), dt.time(12, 0), dt.time(18, 0)])
def test_filing_until_the_hour_counts_as_of_its_day(cast: Cast, hour: dt.time) -> None:
    make_desk(cast.cajamarca)

    case = file_at(cast, dt.datetime.combine(dt.date(2026, 3, 6), hour, tzinfo=LIMA))

    assert case.received_on == dt.date(2026, 3, 6)
    assert standing_of(case, MONDAY).counted_later == ""


def test_without_a_rule_a_minute_before_midnight_is_in_time_and_a_sunday_counts_from_monday(cast: Cast) -> None:
    late = file_at(cast, dt.datetime(2026, 3, 6, 23, 59, tzinfo=LIMA))
    with time_machine.travel(dt.datetime(2026, 3, 8, 9, tzinfo=LIMA), tick=False):
        late.service.slug = "otra"
        late.service.save(update_fields=["slug"])
        sunday = file_at(cast, dt.datetime(2026, 3, 8, 9, tzinfo=LIMA))

    assert late.received_on == dt.date(2026, 3, 6)
    assert sunday.received_on == MONDAY
    assert "día no hábil; la mesa de partes digital recibe siempre" in standing_of(sunday, MONDAY).counted_later


def test_open_cases_keep_the_rule_of_their_day_and_the_entitys_own_comes_first(cast: Cast) -> None:
    entity = make_organization(cast.cajamarca)
    make_desk(cast.cajamarca, dt.time(16), valid_from=dt.date(2026, 3, 7))
    make_desk(cast.cajamarca, dt.time(20), organization=entity, norm="Ordenanza de la entidad")

    case = file_at(cast, FRIDAY_EVENING)
    make_desk(cast.cajamarca, dt.time(12), organization=entity, valid_from=dt.date(2026, 3, 6))

    assert case.received_on == dt.date(2026, 3, 6)
    assert standing_of(case, MONDAY).clock.case.desk.ground == "Ordenanza de la entidad"


def test_correction_after_hours_is_in_time_and_stops_the_term_one_day_more(cast: Cast) -> None:
    make_desk(cast.cajamarca)
    case = file_at(cast, dt.datetime(2026, 3, 2, 10, tzinfo=LIMA))
    with on(dt.date(2026, 3, 2)):
        do(as_person(cast.official), case, "observe", **observation())
    with time_machine.travel(dt.datetime(2026, 3, 4, 19, tzinfo=LIMA), tick=False):
        case.refresh_from_db()
        typed = {"revision": case.revision, "q-plan_number": "P-99", "q-street": "", "q-applicant_name": "Rosa"}
        answer = as_participant(cast.rosa).post(f"/cajamarca/tramites/{case.pk}/corregir/", typed)

    case.refresh_from_db()
    assert answer.status_code == 302
    assert case.events.get(clock_event="correction_received").data["hour"].startswith("19:00")
    assert case.due_on == dt.date(2026, 3, 10)  # three days, and three stopped: 3, 4 and 5 March
