"""The worker at work: what the law does by itself happens on its own day, however late or often anybody looks."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minka.cases.actions.erasing import erase_old
from minka.cases.actions.foretelling import foretell_all
from minka.cases.actions.recounting import recount_changed
from minka.cases.actions.sweeping import sweep
from minka.cases.models import Case, CaseEvent, Forecast, Observation
from minka.cases.queries.calendars import forget_calendars
from minka.engine.ledger import commit
from minka.notices.models import Notice
from minka.records.models import Record
from minka.reference.models import Calendar, Holiday
from tests.cases.test_acting import do, observation
from tests.make.cases import licence, make_case, make_version
from tests.people import Cast, as_person

MONDAY = dt.date(2026, 3, 2)


def on(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(15), tzinfo=dt.UTC), tick=False)


def filed(cast: Cast, **more: object) -> Case:
    with on(MONDAY):
        return make_case(make_version(cast.cajamarca, licence(**more)), cast.rosa, filed=MONDAY)


def make_day_off(day: dt.date) -> None:
    calendar, _made = Calendar.objects.get_or_create(
        key="peru", defaults={"name": "Perú", "valid_from": dt.date(2025, 1, 1), "source": "prueba"}
    )
    Holiday.objects.create(
        calendar=calendar, day=day, kind=Holiday.Kind.PUBLIC_SECTOR_DAY_OFF, name="Día no laborable",
        valid_from=dt.date(2025, 1, 1), source="Decreto de prueba",
    )  # fmt: skip
    forget_calendars()


def test_positive_silence_fires_on_its_own_day_though_the_worker_was_dead_for_two(cast: Cast) -> None:
    case = filed(cast)
    assert case.silence_on == dt.date(2026, 3, 31)

    with on(dt.date(2026, 3, 30)):
        early = sweep(today=dt.date(2026, 3, 30))
    with on(dt.date(2026, 4, 2)):
        late = sweep(today=dt.date(2026, 4, 2))
        again = sweep(today=dt.date(2026, 4, 2))

    case.refresh_from_db()
    event = case.events.get(action="approve_by_silence")
    assert (early.fired, late.fired, again.fired) == (0, 1, 0)
    assert (event.on, event.at.date()) == (dt.date(2026, 3, 31), dt.date(2026, 4, 2))
    assert (case.outcome, case.is_open) == ("silence", False)
    letter = case.letters.get()
    assert letter.kind == "silence"
    assert "martes 31 de marzo" in letter.text
    ended = Record.objects.get(kind="case.ended").body
    assert ended["outcome"] == commit(bytes.fromhex(case.seal), "silence")


def test_official_who_decides_after_silence_finds_that_the_law_was_first(cast: Cast) -> None:
    case = filed(cast)
    with on(MONDAY):
        do(as_person(cast.official), case, "start_review")

    with on(dt.date(2026, 4, 1)):
        status = do(as_person(cast.official), case, "deny", reason="Tarde", legal_ground="Ley")

    assert status == 409
    assert case.outcome in {"", "silence"}
    assert not case.events.filter(action="deny").exists()


def test_negative_silence_is_noted_once_and_ends_nothing(cast: Cast) -> None:
    case = filed(cast, regime="negative")

    with on(dt.date(2026, 4, 10)):
        sweep(today=dt.date(2026, 4, 10))
        sweep(today=dt.date(2026, 4, 10))

    case.refresh_from_db()
    assert case.is_open
    assert case.events.get(action="silence_noted").on == dt.date(2026, 3, 24)
    assert Notice.objects.filter(participant=cast.rosa, title__contains="no respondió a tiempo").count() == 1


def test_observation_left_unanswered_makes_the_case_not_filed_on_the_day_after(cast: Cast) -> None:
    case = filed(cast)
    with on(MONDAY):
        do(as_person(cast.official), case, "observe", **observation())

    with on(dt.date(2026, 3, 9)):
        sweep(today=dt.date(2026, 3, 9))

    case.refresh_from_db()
    assert (case.state, case.outcome) == ("not_filed", "not_filed")
    assert case.events.get(action="expire_correction").on == dt.date(2026, 3, 5)
    assert Observation.objects.get().expired_at is not None
    assert case.letters.filter(kind="not_filed").exists()


def test_answer_that_never_came_sets_the_clock_going_again(cast: Cast) -> None:
    case = filed(cast)
    with on(MONDAY):
        official = as_person(cast.official)
        do(official, case, "start_review")
        do(official, case, "ask_entity", unit="Defensa Civil", question="¿Es segura?", legal_ground="art. 76.3")

    with on(dt.date(2026, 3, 20)):
        sweep(today=dt.date(2026, 3, 20))

    case.refresh_from_db()
    assert case.state == "in_review"
    assert case.due_on == dt.date(2026, 4, 1)  # seven working days of waiting later than the 23rd of March
    assert case.unit_requests.get().answered_at is not None


def test_denial_by_email_that_nobody_acknowledged_is_to_be_notified_again(cast: Cast) -> None:
    case = filed(cast)
    with on(MONDAY):
        official = as_person(cast.official)
        do(official, case, "start_review")
        do(official, case, "deny", reason="No cumple", legal_ground="Ley 28976, art. 6")
        do(official, case, "notify_denial", how="e-mail")
    assert (case.state, case.is_open) == ("denied_notified", False)

    with on(dt.date(2026, 3, 6)):
        sweep(today=dt.date(2026, 3, 6))
        case.refresh_from_db()
        state_then = case.state
        do(as_person(cast.official), case, "notify_denial", how="paper")
    with on(dt.date(2026, 3, 31)):
        sweep(today=dt.date(2026, 3, 31))

    case.refresh_from_db()
    assert state_then == "denied"
    assert case.events.get(action="notify_again").on == dt.date(2026, 3, 5)
    assert case.state == "denied_finally"
    assert case.events.get(action="let_appeal_pass").on == dt.date(2026, 3, 28)


def test_leap_day_counts_as_any_other(cast: Cast) -> None:
    with on(dt.date(2028, 2, 28)):
        case = make_case(make_version(cast.cajamarca, licence(days=2)), cast.rosa, filed=dt.date(2028, 2, 28))

    assert case.due_on == dt.date(2028, 3, 1)


def test_new_day_off_moves_the_entitys_day_and_nobody_loses_a_promised_one(cast: Cast) -> None:
    case = filed(cast)
    with on(MONDAY):
        make_day_off(dt.date(2026, 3, 10))
        first, second = recount_changed(today=MONDAY), recount_changed(today=MONDAY)

    case.refresh_from_db()
    event = case.events.get(action="calendar_changed")
    assert (first, second) == (1, 0)
    assert (case.due_on, case.silence_on) == (dt.date(2026, 3, 24), dt.date(2026, 3, 31))
    assert "así queda" in " ".join(event.data["changes"])
    assert Notice.objects.filter(participant=cast.rosa, title__contains="volvieron a contar").count() == 1


def test_correction_term_promised_stays_when_a_day_off_is_taken_back(cast: Cast) -> None:
    with on(MONDAY):
        make_day_off(dt.date(2026, 3, 4))
    case = filed(cast)
    with on(MONDAY):
        do(as_person(cast.official), case, "observe", **observation())
        assert Observation.objects.get().due_on == dt.date(2026, 3, 5)
        Holiday.objects.all().delete()
        forget_calendars()
        recount_changed(today=MONDAY)

    assert Observation.objects.get().due_on == dt.date(2026, 3, 5)
    with on(dt.date(2026, 3, 5)):
        assert sweep(today=dt.date(2026, 3, 5)).fired == 0
    with on(dt.date(2026, 3, 6)):
        assert sweep(today=dt.date(2026, 3, 6)).fired == 1
    assert Case.objects.get(pk=case.pk).state == "not_filed"


def test_reminders_are_sent_once_to_whoever_handles_the_case(cast: Cast) -> None:
    case = filed(cast)
    Case.objects.filter(pk=case.pk).update(assignee=cast.official)

    for day in (dt.date(2026, 3, 20), dt.date(2026, 3, 21)):
        with on(day):
            sweep(today=day)

    assert Notice.objects.filter(person=cast.official, kind="case.due").count() == 1
    assert not Notice.objects.filter(person=cast.stranger).exists()


def test_answers_are_erased_when_their_time_is_over_and_the_log_stays(cast: Cast) -> None:
    case = filed(cast)
    with on(dt.date(2026, 4, 2)):
        sweep(today=dt.date(2026, 4, 2))
        soon = erase_old(now=dt.datetime(2026, 4, 3, tzinfo=dt.UTC))

    late = erase_old(now=dt.datetime(2032, 4, 3, tzinfo=dt.UTC))
    again = erase_old(now=dt.datetime(2032, 4, 3, tzinfo=dt.UTC))

    case.refresh_from_db()
    assert (soon, late, again) == (0, 1, 0)
    assert (case.answers, case.applicant, case.seal, case.application.answers) == ({}, "", "", {})
    assert Record.objects.get(kind="case.filed").body["answers"]
    assert case.events.filter(action="erased").exists()


def test_expected_day_is_told_only_from_forty_answers_on_and_held_against_what_came(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    today = dt.date(2026, 3, 20)
    with on(MONDAY):
        cases = [make_case(version, cast.julio, filed=MONDAY) for _number in range(40)]
        waiting = make_case(version, cast.rosa, filed=MONDAY)
    ended = {"is_open": False, "outcome": "granted", "state": "granted_notified", "due_on": None, "acts_on": None}
    for number, case in enumerate(cases):
        closed = dt.datetime(2026, 3, 4 + number % 12, 12, tzinfo=dt.UTC)
        Case.objects.filter(pk=case.pk).update(**ended, closed_at=closed)
    Case.objects.filter(pk=cases[0].pk).update(is_open=True, outcome="", closed_at=None, state="in_review")

    with on(today):
        foretell_all(today=today)
        too_few = Forecast.objects.count()
        Case.objects.filter(pk=cases[0].pk).update(**ended, closed_at=dt.datetime(2026, 3, 19, tzinfo=dt.UTC))
        foretell_all(today=dt.date(2026, 3, 3))
        foretell_all(today=dt.date(2026, 3, 5))

    assert too_few == 0
    assert all(each.finished >= 40 for each in waiting.forecasts.all())


def test_sweep_reads_only_what_is_due(cast: Cast) -> None:
    version = make_version(cast.cajamarca)
    with on(MONDAY):
        for _number in range(5):
            make_case(version, cast.rosa, filed=MONDAY)

        with CaptureQueriesContext(
            connection,
        ) as captured:
            sweep(today=MONDAY)

    assert len(captured) <= 6
    assert not CaseEvent.objects.exclude(action="filed").exists()


@pytest.mark.parametrize("change", ["update cases_caseevent set action = 'x'", "delete from cases_caseevent"])
def test_database_lets_nobody_change_what_happened(cast: Cast, change: str) -> None:
    filed(cast)

    with pytest.raises(Exception, match="only added"), connection.cursor() as cursor:
        cursor.execute(change)
