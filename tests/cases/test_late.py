"""A late case is never hidden, and nothing that an official does after the last day takes it out of the law's reach."""

import datetime as dt

import pytest
import time_machine

from minka.cases.actions.sweeping import sweep
from minka.cases.models import Case
from minka.engine.workflows.defaults import default_document
from tests.cases.test_acting import do, observation
from tests.make.cases import licence, make_case, make_version
from tests.people import Cast, as_participant, as_person

MONDAY = dt.date(2026, 3, 2)
DAY_AFTER = dt.date(2026, 3, 24)  # fifteen working days end on the 23rd, silence acts on the 31st
SILENCE = dt.date(2026, 3, 31)
QUESTION = {"unit": "Sunarp", "question": "¿Está inscrita?", "legal_ground": "art. 76", "reason": "Falta saberlo."}


def on(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(15), tzinfo=dt.UTC), tick=False)


def in_review(cast: Cast, **more: object) -> Case:
    """A case that was filed on Monday and is looked at on the day after its term."""
    with on(MONDAY):
        case = make_case(make_version(cast.cajamarca, licence(**more)), cast.rosa, filed=MONDAY)
    with on(DAY_AFTER):
        sweep(today=DAY_AFTER)
        do(as_person(cast.official), case, "start_review")
    return case


def listed_as_late(cast: Cast, case: Case) -> bool:
    return case.number in as_person(cast.official).get("/cajamarca/tramites/?plazo=vencidos").content.decode()


@pytest.mark.parametrize("regime", ["positive", "negative"])
def test_an_observation_after_the_last_day_is_refused_and_says_why(cast: Cast, regime: str) -> None:
    case = in_review(cast, regime=regime)

    with on(DAY_AFTER):
        status = do(as_person(cast.official), case, "observe", **observation())
        page = as_person(cast.official).get(f"/cajamarca/tramites/{case.pk}/atender/").content.decode()

        assert (status, case.state) == (409, "in_review")
        assert "El plazo ya venció y nada lo detiene" in page
        assert listed_as_late(cast, case)


def test_nobody_takes_a_case_out_of_the_reach_of_silence(cast: Cast) -> None:
    case = in_review(cast)

    with on(DAY_AFTER):
        tries = [do(as_person(cast.official), case, "observe", **observation())]
        tries += [do(as_person(cast.official), case, "ask_entity", **QUESTION)]
        errand = as_participant(cast.rosa).get(f"/cajamarca/tramites/{case.pk}/hacer/ask_errand/")
    with on(SILENCE):
        sweep(today=SILENCE)

    case.refresh_from_db()
    assert (tries, errand.status_code) == ([409, 409], 404)
    assert (case.state, case.outcome) == ("approved_by_silence", "silence")


def test_a_service_with_a_table_of_its_own_hides_no_late_case_either(cast: Cast) -> None:
    table = default_document("positive")
    observe = next(row for row in table["actions"] if row["id"] == "observe")  # type: ignore[attr-defined]
    observe["guard"] = ["not_observed", "silence_not_passed"]
    case = in_review(cast, workflow=table)

    with on(DAY_AFTER):
        status = do(as_person(cast.official), case, "observe", **observation())

        assert (status, case.state, case.due_on) == (302, "observed", dt.date(2026, 3, 23))
        assert listed_as_late(cast, case)


def test_on_the_day_of_silence_one_act_follows_another_without_a_false_alarm(cast: Cast) -> None:
    case = in_review(cast, regime="negative")

    with on(DAY_AFTER):
        acts = [do(as_person(cast.official), case, "deny", reason="La zona no lo permite.", legal_ground="Ley 28976")]
        acts += [do(as_person(cast.official), case, "notify_denial", how="page")]

    assert (acts, case.state) == ([302, 302], "denied_notified")
