"""What a definition must be: every fault has its place; the published schema and the reader agree."""

import json
from pathlib import Path
from typing import Any

import pytest

from minka.engine.forms import DefinitionInvalid, QuestionType, Regime, read_definition, say
from minka.engine.workflows import default_document
from tests.engine.forms.samples import Json, answer, ask, choose, es, licence, op, page, read, service
from tests.engine.forms.schema import conforms

SCHEMA = json.loads((Path(__file__).parents[3] / "data/forms/minka-service-1.schema.json").read_text("utf-8"))
PLAIN = page("a", ask("q"))
AGE = ask("age", "number")


def faults(document: Json) -> list[tuple[str, str]]:
    try:
        read_definition(json.dumps(document))
    except DefinitionInvalid as refused:
        return [(each.path, each.code) for each in refused.faults]
    return []


def test_a_definition_says_everything_in_types() -> None:
    definition = read_definition(licence())

    assert say(definition.title) == "Servicio de prueba"
    assert definition.procedure.regime == Regime.POSITIVE
    assert definition.by_id["cooks"].type == QuestionType.YES_NO
    assert definition.page_of["cooks"].id == "staff"
    assert [page.screening for page in definition.pages[:3]] == [True, True, False]


def when(raw: object, *questions: Json) -> Json:
    return service(page("first", *(questions or [AGE])), page("second", ask("q"), when=raw))


REFUSED: dict[str, tuple[Json, str, str]] = {
    "no pages": (service(), "/pages", "too_few"),
    "a page without id": (service({"title": es("x")}), "/pages/0/id", "missing"),
    "an id with a capital": (service(page("A", ask("q"))), "/pages/0/id", "pattern"),
    "an id of 41 letters": (service(page("a" * 41, ask("q"))), "/pages/0/id", "pattern"),
    "two questions of one id": (service(page("a", ask("q"), ask("q"))), "/pages/0/questions/1/id", "duplicate_id"),
    "a question named as a page": (service(page("a", ask("a"))), "/pages/0/questions/0/id", "duplicate_id"),
    "an unknown type": (service(page("a", ask("q", "colour"))), "/pages/0/questions/0/type", "not_choice"),
    "a type that is a list": (service(page("a", ask("q", []))), "/pages/0/questions/0/type", "not_choice"),  # type: ignore[arg-type]
    "a choice without options": (service(page("a", ask("q", "one_of"))), "/pages/0/questions/0/options", "missing"),
    "options of a text": (
        service(page("a", {**choose("q", "x"), "type": "date"})),
        "/pages/0/questions/0/options",
        "options_unused",
    ),
    "two options of one id": (
        service(page("a", choose("q", "x", "x"))),
        "/pages/0/questions/0/options/1/id",
        "duplicate_id",
    ),
    "a group without questions": (service(page("a", ask("q", "group"))), "/pages/0/questions/0/questions", "missing"),
    "a group in a group": (
        service(page("a", ask("g", "group", questions=[ask("h", "group", questions=[ask("i")])]))),
        "/pages/0/questions/0/questions/0/type",
        "nested_group",
    ),
    "an exit that asks": (service(PLAIN, page("x", ask("y"), exit=True)), "/pages/1/questions", "exit_questions"),
    "limits that cross": (
        service(page("a", ask("q", "number", limits={"min": 3, "max": 2}))),
        "/pages/0/questions/0/limits",
        "limits_crossed",
    ),
    "a fraction as a limit": (
        service(page("a", ask("q", "number", limits={"min": "1e3"}))),
        "/pages/0/questions/0/limits/min",
        "not_decimal",
    ),
    "a day that is none": (
        service(page("a", ask("q", "date", limits={"not_before": "2026-02-30"}))),
        "/pages/0/questions/0/limits/not_before",
        "not_date",
    ),
    "an unknown key": (service(page("a", ask("q", colour=1))), "/pages/0/questions/0/colour", "unknown_key"),
    "a text that is no object": (
        service(page("a", {**ask("q"), "label": "x"})),
        "/pages/0/questions/0/label",
        "not_object",
    ),
    "a language that is not listed": (
        service(page("a", {**ask("q"), "label": {"es": "x", "qvc": "y"}})),
        "/pages/0/questions/0/label/qvc",
        "language",
    ),
    "a requirement that is not there": (
        service(page("a", ask("q", requirement="r"))),
        "/pages/0/questions/0/requirement",
        "unknown_id",
    ),
    "a rule at no question": (
        service(page("a", AGE), rules=[{"id": "r", "when": True, "message": es("x"), "question": "z"}]),
        "/rules/0/question",
        "unknown_id",
    ),
    "an operation unknown": (when(op("pow", answer("age"), 2)), "/pages/1/when/op", "operation"),
    "a pattern": (when(op("matches", answer("age"), "(a+)+$")), "/pages/1/when/op", "operation"),
    "an answer of nothing": (when(op("eq", answer("z"), 1)), "/pages/1/when/args/0/answer", "unknown_id"),
    "a number as a condition": (when(answer("age")), "/pages/1/when", "type"),
    "a number beside a text": (when(op("eq", answer("age"), "many")), "/pages/1/when/args/1", "not_decimal"),
    "an order of texts": (when(op("lt", answer("t"), "b"), ask("t")), "/pages/1/when/args", "type"),
    "an option not offered": (when(op("eq", answer("c"), "z"), choose("c", "x")), "/pages/1/when/args/1", "option"),
    "too few parts": (when(op("eq", answer("age"))), "/pages/1/when/args", "arguments"),
    "a row outside": (when(op("eq", {"row": "age"}, 1)), "/pages/1/when/args/0/row", "not_in_row"),
    "a question of a group outside": (
        when(op("eq", answer("i"), "x"), ask("g", "group", questions=[ask("i")])),
        "/pages/1/when/args/0/answer",
        "row_outside",
    ),
    "any of no group": (when({"op": "any", "of": answer("age"), "where": True}), "/pages/1/when/of", "not_group"),
    "a part of a number": (when(op("eq", {"answer": "age", "part": "kind"}, "x")), "/pages/1/when/args/0/part", "part"),
    "an expression of nothing": (when({}), "/pages/1/when", "expression"),
    "a fee of a text": (
        service(PLAIN, procedure={"regime": "positive", "fee": "free"}),
        "/procedure/fee",
        "not_decimal",
    ),
    "no fee": (service(PLAIN, procedure={"regime": "positive"}), "/procedure/fee", "missing"),
    "a term without unit": (
        service(PLAIN, procedure={"regime": "positive", "fee": "0", "term": {"count": 3}}),
        "/procedure/term/unit",
        "missing",
    ),
    "letters in no Spanish": (service(PLAIN, letters={"receipt": {}}), "/letters/receipt", "no_spanish"),
}
BEYOND_A_SCHEMA = {
    "two questions of one id", "a question named as a page", "two options of one id", "limits that cross",
    "a day that is none", "a language that is not listed", "a requirement that is not there", "a rule at no question",
    "an answer of nothing", "a number as a condition", "a number beside a text", "an order of texts",
    "an option not offered", "too few parts", "a row outside", "a question of a group outside", "any of no group",
    "a part of a number", "a fee of a text",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_told_with_its_place(name: str) -> None:
    document, path, code = REFUSED[name]

    assert (path, code) in faults(document)


@pytest.mark.parametrize("name", REFUSED)
def test_the_schema_refuses_what_the_reader_does_as_far_as_a_schema_can(name: str) -> None:
    assert conforms(REFUSED[name][0], SCHEMA) is (name in BEYOND_A_SCHEMA)


def accepted() -> list[Json]:
    table = {"id": "t", "hit": "unique", "inputs": [answer("age")], "outputs": [{"id": "o", "type": "text"}]}
    tests: list[Any] = [None, 1, "1.5", [1, 2], {"op": "ne", "value": 3}, {"from": 1}, {"from": 1, "to": "2.5"}]
    return [
        licence(),
        service(PLAIN),
        service(
            PLAIN,
            languages=["es", "qvc"],
            title={"es": "a", "qvc": "b"},
            letters={"receipt": es("x")},
            workflow=default_document("positive"),
        ),
        service(
            page("a", ask("q", "photo", limits={"kinds": ["jpg"], "max_files": 2, "max_megabytes": 4}, audio="q.opus"))
        ),
        service(page("a", AGE), tables=[{**table, "rules": [{"when": [each], "then": ["x"]} for each in tests]}]),
        when(op("eq", {"value": "2026-01-01", "type": "date"}, op("today"))),
        when(op("in", answer("age"), [1, "2"])),
    ]


@pytest.mark.parametrize("document", accepted())
def test_reader_and_schema_accept_the_same(document: Json) -> None:
    assert faults(document) == []
    assert conforms(document, SCHEMA)


def test_what_goes_round_is_refused() -> None:
    loop = service(
        page("a", AGE, when=op("eq", answer("t"), "x")),
        page("b", ask("t"), when=op("gt", {"calc": "c"}, 1)),
        calculations=[{"id": "c", "type": "number", "expr": op("add", answer("age"), 1)}],
    )

    assert [code for _, code in faults(loop)] == ["cycle"]
    assert faults(service(page("a", AGE), calculations=[{"id": "c", "type": "number", "expr": {"calc": "c"}}]))


@pytest.mark.parametrize(("deep", "is_fine"), [(9, True), (11, False), (14, False)])
def test_expressions_nest_so_far_and_no_further(deep: int, is_fine: bool) -> None:
    raw: object = op("gt", answer("age"), 1)
    for _ in range(deep):
        raw = op("not", raw)

    assert (faults(when(raw)) == []) is is_fine


def test_expressions_have_so_many_parts_and_no_more() -> None:
    small = op("or", *[op("gt", answer("age"), 1)] * 40)

    assert faults(when(small)) == []
    assert [code for _, code in faults(when(op("or", small, small)))] == ["expression_large"]


def test_the_reader_and_the_schema_know_the_same_question_types() -> None:
    assert SCHEMA["$defs"]["question"]["properties"]["type"]["enum"] == [str(each) for each in QuestionType] or set(
        SCHEMA["$defs"]["question"]["properties"]["type"]["enum"]
    ) == set(QuestionType)


def test_one_fault_does_not_hide_another() -> None:
    both = service(page("A", ask("q", "colour")))

    assert {code for _, code in faults(both)} == {"pattern", "not_choice"}


def test_a_definition_is_read_from_an_object_as_well() -> None:
    assert read(PLAIN).digest == read_definition(json.dumps(service(PLAIN))).digest
