"""Made-up cases say that they are, follow the default workflow, and come from their seed alone."""

from datetime import date

import pytest

from minka.engine.forecasts import DayCount, Kind
from minka.engine.forecasts.made_up import LABEL, MadeUpLog, Office, make_case_log
from minka.engine.workflows import Facts, default_workflow, step
from minka.engine.workflows.table import NEEDS, ROLES, Role

FIRST, LAST = date(2026, 1, 5), date(2026, 6, 30)
HOLIDAYS = {date(2026, 4, 2), date(2026, 4, 3), date(2026, 5, 1), date(2026, 6, 29)}


@pytest.fixture(scope="module")
def log() -> MadeUpLog:
    return make_case_log(7, first=FIRST, last=LAST, kind=Kind("leche"), holidays=HOLIDAYS)


def test_a_log_says_that_it_is_made_up_and_from_which_seed(log: MadeUpLog) -> None:
    assert (log.label, log.seed) == (LABEL, 7)
    assert "inventados" in log.label


def test_the_same_seed_gives_the_same_log_and_another_another(log: MadeUpLog) -> None:
    again, other = (
        make_case_log(seed, first=FIRST, last=LAST, kind=Kind("leche"), holidays=HOLIDAYS) for seed in (7, 8)
    )

    assert again == log
    assert other.cases != log.cases


def test_every_case_goes_a_way_that_the_default_workflow_allows(log: MadeUpLog) -> None:
    workflow = default_workflow("positive")

    for case in log.cases:
        state = workflow.start
        for _, action in case.happened:
            row = workflow.action(action)
            assert row is not None
            role: Role = next(each for each in ROLES if each in row.roles)
            facts = Facts(correction_is_over=action == "expire_correction")
            state = step(workflow, state, action, role, facts, given=NEEDS).id


def test_nothing_happens_before_filing_on_days_off_or_after_the_last_day(log: MadeUpLog) -> None:
    days = DayCount(HOLIDAYS)

    for case in log.cases:
        happened = [day for day, _ in case.happened]
        assert happened == sorted(happened)
        assert FIRST <= case.started_on <= happened[0]
        assert happened[-1] <= LAST
        assert all(days.after(day, 0) == day for day in happened)


def test_a_log_has_all_that_a_service_will_see(log: MadeUpLog) -> None:
    actions = {action for case in log.cases for _, action in case.happened}

    assert {"observe", "correct", "expire_correction", "ask_entity", "record_answer", "grant", "deny"} <= actions
    assert any(case.ended_on is None for case in log.cases)
    assert any(not case.was_answered for case in log.cases)
    assert {name for case in log.cases for name in case.observations} == {"plan", "proof", "statement"}
    assert all(bool(case.observations) == any(what == "observe" for _, what in case.happened) for case in log.cases)


def test_the_clock_that_stood_still_moves_the_due_date(log: MadeUpLog) -> None:
    days, office = DayCount(HOLIDAYS), Office()

    terms = {days.between(case.started_on, case.due_on) for case in log.cases}
    assert min(terms) == office.term < max(terms)


def test_an_office_with_less_to_do_is_faster() -> None:
    def waits(office: Office) -> float:
        cases = make_case_log(3, first=FIRST, last=LAST, office=office).cases
        ended = [DayCount().between(case.started_on, case.ended_on) for case in cases if case.ended_on]
        return sum(ended) / len(ended)

    assert waits(Office(capacity=8)) < waits(Office(capacity=4.4))
