"""Decision tables: which row wins, also while an input is not known."""

from typing import Any

import pytest

from minka.engine.forms import check_definition, journey
from tests.engine.forms.samples import Json, answer, ask, choose, page, read

LOW = {"when": [{"to": 9}, None], "then": ["low"]}
HIGH = {"when": [{"from": 10}, None], "then": ["high"]}


def table(hit: str, *rows: Json, kind: str = "text", **output: object) -> Json:
    return {
        "id": "t",
        "hit": hit,
        "inputs": [answer("n"), answer("c")],
        "outputs": [{"id": "o", "type": kind, **output}],
        "rules": list(rows),
    }


def row(n: object, c: object, result: object, **more: object) -> Json:
    return {"when": [n, c], "then": [result], **more}


def service(given: Json) -> Any:
    return read(page("a", ask("n", "number"), choose("c", "x", "y")), tables=[given])


def outcome(given: Json, **answers: object) -> Any:
    return journey(service(given), answers).state.values["t.o"]


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        (None, "5 9 10 11"),
        (10, "10"),
        ([5, 10], "5 10"),
        ({"op": "ne", "value": 10}, "5 9 11"),
        ({"op": "lt", "value": 10}, "5 9"),
        ({"op": "le", "value": 10}, "5 9 10"),
        ({"op": "gt", "value": 10}, "11"),
        ({"op": "ge", "value": 10}, "10 11"),
        ({"from": 9, "to": 10}, "9 10"),
        ({"to": 9}, "5 9"),
    ],
)
def test_cells(cell: object, fits: str) -> None:
    given = table("first", row(cell, None, "yes"), row(None, None, "no"))

    assert [n for n in ("5", "9", "10", "11") if outcome(given, n=n, c="x") == "yes"] == fits.split()


def test_the_first_row_that_fits_wins_and_nothing_is_told_too_early() -> None:
    given = table("first", row(None, "x", "special"), row({"from": 10}, None, "high"), row(None, None, "low"))

    assert outcome(given, n="20", c="x") == "special"
    assert outcome(given, n="20", c="y") == "high"
    assert outcome(given, c="x") == "special"
    assert outcome(given, n="20") is None
    assert outcome(given, c="y") is None


def test_a_result_is_told_early_when_every_row_that_may_win_agrees() -> None:
    given = table("first", row({"from": 10}, "x", "same"), row(None, None, "same"))

    assert outcome(given) == "same"


def test_the_highest_priority_wins() -> None:
    given = table("priority", row(None, None, "low"), row({"from": 10}, None, "high", priority=5))

    assert outcome(given, n="20", c="x") == "high"
    assert outcome(given, n="2", c="x") == "low"
    assert outcome(given, c="x") is None


@pytest.mark.parametrize(
    ("collect", "result"), [({}, 6), ({"collect": "min"}, 1), ({"collect": "max"}, 5), ({"collect": "count"}, 2)]
)
def test_all_that_fit_are_collected(collect: Json, result: int) -> None:
    given = table("collect", row(None, "x", 1), row({"from": 10}, None, 5), row(None, "y", 9), kind="number", **collect)

    assert outcome(given, n="20", c="x") == result
    assert outcome(given, c="x") is None


def test_texts_are_collected_into_a_list() -> None:
    assert outcome(table("collect", row(None, "x", "a"), row(None, None, "b")), n="1", c="x") == ("a", "b")


def test_a_unique_table_that_overlaps_knows_nothing_where_it_does() -> None:
    given = table("unique", row({"from": 10}, None, "high"), row(None, "x", "special"))

    assert outcome(given, n="20", c="y") == "high"
    assert outcome(given, n="20", c="x") is None
    assert outcome(given, n="1", c="y") is None


def found(given: Json) -> list[str]:
    return [each.text for each in check_definition(service(given)).all if each.code.startswith("table")]


def test_overlaps_holes_and_rows_that_never_win_are_found_with_an_example() -> None:
    overlap = found(table("unique", row({"from": 10}, None, "high"), row({"to": 10}, None, "low")))
    hole = found(table("first", row({"from": 10}, None, "high"), row({"to": 9}, "x", "low")))
    never = found(table("first", row(None, None, "all"), row({"from": 10}, None, "high")))

    assert overlap == ["En la tabla «t» las filas 1, 2 dan resultados distintos para lo mismo: «¿n?»: 10; «¿c?»: «x»."]
    assert hole[0].startswith("La tabla «t» no da resultado para: «¿n?»: 8; «¿c?»: «y».")
    assert never == ["La fila 2 de la tabla «t» no decide nunca nada."]
    assert found(table("unique", LOW, HIGH)) == []
