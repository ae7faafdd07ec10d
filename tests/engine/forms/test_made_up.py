"""Made-up answers: complete, the same for the same seed, and none where nobody can come to the end."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.forms import Context, Definition, journey, read_definition, run_case
from minka.engine.forms.made_up import make_up_answers
from tests.engine.forms.samples import Json, answer, ask, choose, es, op, page, read

TODAY = Context(today=dt.date(2026, 11, 24))
FOLDER = Path(__file__).parents[3] / "data" / "services_demonstration"
DEMONSTRATION = {
    name: read_definition((FOLDER / f"{name}.json").read_bytes()) for name in ("licencia", "feria", "duplicado")
}


def asking(question: Json, **more: object) -> Definition:
    return read(page("only", question), **more)


def leaving(when: Json) -> Json:
    return {"id": "out", "title": es("No es por aquí"), "exit": True, "when": when}


@pytest.mark.parametrize(
    "question",
    [
        ask("a", "short_text", limits={"min_length": 30, "max_length": 40}),
        ask("a", "long_text"),
        ask("a", "number", limits={"min": "3", "max": "3"}),
        ask("a", "number", limits={"max": "-5"}),
        ask("a", "money", limits={"min": "0.50", "max": "0.90"}),
        ask("a", "date", limits={"not_before": "today"}),
        ask("a", "date", limits={"not_before": "2026-01-01", "not_after": "2026-01-02"}),
        ask("a", "yes_no"),
        ask("a", "declaration"),
        choose("a", "x", "y"),
        ask("a", "place"),
        ask("a", "document"),
        ask("a", "document", limits={"kinds": ["ruc"]}),
        ask("a", "phone"),
        ask("a", "email"),
        ask("a", "file", limits={"kinds": ["png"]}),
        ask("a", "photo"),
        ask("a", "group", limits={"min": "3"}, questions=[ask("b", "short_text")]),
    ],
    ids=lambda question: f"{question['type']} {json.dumps(question.get('limits', {}))}",
)
def test_each_type_is_answered_within_its_limits(question: Json) -> None:
    definition = asking(question)

    for seed in range(8):
        answers = make_up_answers(definition, seed, TODAY)

        assert answers is not None
        assert run_case(definition, answers, TODAY)["faults"] == []


@given(seed=st.integers(0, 2**31 - 1), name=st.sampled_from(sorted(DEMONSTRATION)))
@settings(max_examples=60)
def test_the_same_seed_gives_the_same_complete_answers(seed: int, name: str) -> None:
    definition = DEMONSTRATION[name]

    answers = make_up_answers(definition, seed, TODAY)

    assert answers is not None
    assert answers == make_up_answers(definition, seed, TODAY)
    assert journey(definition, answers, TODAY).complete
    assert journey(definition, answers, TODAY).cleared == ()


def test_seeds_lead_along_different_ways() -> None:
    found = [make_up_answers(DEMONSTRATION["feria"], seed, TODAY) for seed in range(24)]

    assert len({tuple(answers) for answers in found if answers is not None}) > 4


def test_a_page_that_leads_to_an_exit_is_answered_anew() -> None:
    out = leaving(op("ne", answer("a"), "y"))
    definition = read(page("first", choose("a", "x", "y", "z")), out, page("last", ask("b")))

    assert {(make_up_answers(definition, seed) or {}).get("a") for seed in range(12)} == {"y"}


@pytest.mark.parametrize("seed", range(5))
def test_there_are_none_where_every_way_ends_at_an_exit(seed: int) -> None:
    out = leaving(op("known", answer("a")))
    definition = read(page("first", ask("a", "yes_no")), out, page("last", ask("b")))

    assert make_up_answers(definition, seed) is None


def test_there_are_none_where_a_rule_refuses_everything() -> None:
    definition = asking(ask("a", "number"), rules=[{"id": "never", "when": True, "message": es("No"), "question": "a"}])

    assert make_up_answers(definition, 1) is None


def test_what_is_made_up_says_so() -> None:
    answers = make_up_answers(DEMONSTRATION["licencia"], 7, TODAY) or {}

    assert "inventad" in str(answers["applicant_name"]).lower()
    assert str(answers["applicant_document"]["number"]).startswith("0000")
