"""The services of the demonstration: nothing is wrong with them, and they promise no more than they can."""

import datetime as dt
import json
from typing import Any

import pytest

from minka.engine.forms import Context, Definition, check_case, check_definition, read_definition, run_case
from minka.engine.forms.made_up import make_up_answers
from minka.engine.procedures import read_procedures
from tests.house.sources import ROOT

FOLDER = ROOT / "data" / "services_demonstration"
NAMES = ("licencia", "feria", "duplicado")
TODAY = Context(today=dt.date(2026, 11, 24))


def load(name: str) -> Definition:
    return read_definition((FOLDER / f"{name}.json").read_bytes())


def load_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.cases.json").read_text(encoding="utf-8"))
    return cases


CASES = [pytest.param(name, case, id=case["name"]) for name in NAMES for case in load_cases(name)]


@pytest.mark.parametrize("name", NAMES)
def test_the_checks_find_nothing(name: str) -> None:
    assert [found.text for found in check_definition(load(name), TODAY).all] == []


@pytest.mark.parametrize(("name", "case"), CASES)
def test_saved_cases_come_out_as_expected(name: str, case: dict[str, Any]) -> None:
    expected = {key: value for key, value in case["expected"].items() if key != "today"}

    wrong = check_case(load(name), {"answers": case["answers"], "expect": expected, "today": case["expected"]["today"]})

    assert [each.text for each in wrong] == []


@pytest.mark.parametrize("name", NAMES)
def test_somebody_can_come_to_the_end_in_many_ways(name: str) -> None:
    definition = load(name)
    ways = [make_up_answers(definition, seed, TODAY) for seed in range(12)]

    assert all(answers is not None and run_case(definition, answers, TODAY)["complete"] for answers in ways)


@pytest.mark.parametrize("name", NAMES)
def test_three_to_six_questions_come_before_starting_one_on_a_page(name: str) -> None:
    screening = [page for page in load(name).pages if page.screening]

    assert 3 <= len(screening) <= 6
    assert {len(page.questions) for page in screening} == {1}


@pytest.mark.parametrize("name", NAMES)
def test_every_question_says_why_by_which_law_for_whom_and_how_long(name: str) -> None:
    for question in load(name).by_id.values():
        ground = question.ground

        assert ground is not None
        assert all((ground.why, ground.legal_basis, ground.used_by, ground.kept, ground.sources)), question.id


@pytest.mark.parametrize("name", NAMES)
def test_fee_term_regime_and_office_are_those_of_the_row(name: str) -> None:
    procedure = load(name).procedure
    rows = read_procedures((ROOT / "data" / "tupa_demonstration" / "procedures.json").read_bytes()).procedures
    row = next(each for each in rows if each.code == procedure.code)

    assert run_case(load(name), {}, TODAY)["fee"] == f"{row.fee.amount:.2f}"
    assert procedure.regime in row.regimes
    assert (procedure.term.count if procedure.term else None) == (row.term.count if row.term else None)
    assert (procedure.office, procedure.decides, procedure.appeal) == (row.office, row.decides, row.appeal)
    assert len(load(name).requirements) <= len(row.requirements)


def test_questions_that_they_share_mean_the_same() -> None:
    asked = [load(name).by_id for name in NAMES]
    shared = set(asked[0]) & set(asked[1])

    assert {"of_age", "who_for", "selling_place", "in_district"} <= shared
    assert {"of_age", "who_for"} <= shared & set(asked[2])
    for one in asked:
        for other in asked:
            for name in set(one) & set(other):
                assert one[name].type == other[name].type
                assert [option.id for option in one[name].options] == [option.id for option in other[name].options]


@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_has_checked_is_not_said_in_quechua(name: str) -> None:
    assert load(name).languages == ("es",)
