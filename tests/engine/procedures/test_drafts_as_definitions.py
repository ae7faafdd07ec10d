"""A draft is a service definition: the engine of forms reads it, finds no error in it and walks through it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.forms import Definition, check_definition, personal_list, read_definition
from minka.engine.procedures import Procedure, draft_service
from tests.engine.procedures.demonstration import rows
from tests.engine.procedures.test_demands import DEMANDING, HARMLESS, NAMED, UNNAMED

LINES = [line for line, _ in DEMANDING] + HARMLESS + [line for line, *_ in NAMED] + UNNAMED


def errors(definition: Definition) -> list[str]:
    return [finding.text for finding in check_definition(definition).all if finding.severity == "error"]


@pytest.mark.parametrize("name", ["procedures", "unlawful"])
def test_drafts_of_the_demonstration_are_definitions_without_error(name: str) -> None:
    for row in rows(name):
        assert errors(read_definition(json.dumps(draft_service(row).definition))) == []


def test_the_answers_before_starting_decide_which_papers_are_needed() -> None:
    fair = next(row for row in rows() if row.code == "D-02")
    definition = read_definition(json.dumps(draft_service(fair).definition))
    answers = {"is_company": False, "has_food": True, "case_3": False, "case_4": False}

    mine = personal_list(definition, answers)

    assert [paper.requirement.id for paper in mine.needed] == ["r1", "r3", "r4", "r7"]
    assert (mine.certain, mine.fee.amount) == (True, "18.00")


@settings(max_examples=30)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=80), max_size=8))
def test_any_row_gives_a_definition(lines: list[str]) -> None:
    clean = tuple(line.encode("utf-8", "ignore").decode().replace("\0", "") for line in lines)
    draft = draft_service(Procedure(line=1, title="Permiso", requirements=tuple(filter(str.strip, clean))))

    assert errors(read_definition(json.dumps(draft.definition))) == []
