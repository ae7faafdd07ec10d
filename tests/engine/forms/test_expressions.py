"""Expressions: three values, exact numbers, real days, rows; never an exception."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minka.engine.forms.expressions import Base, Kind, Names, compile_expression, read_expression
from minka.engine.forms.expressions.nodes import HOLIDAYS, TODAY
from minka.engine.forms.expressions.telling import Words, tell
from tests.engine.forms.samples import answer, op

TRUE, FALSE, UNKNOWN = True, False, None
KINDS = {
    "flag": Kind(Base.YES_NO),
    "other": Kind(Base.YES_NO),
    "n": Kind(Base.NUMBER),
    "m": Kind(Base.NUMBER),
    "day": Kind(Base.DATE),
    "end": Kind(Base.DATE),
    "word": Kind(Base.TEXT),
    "one": Kind(Base.TEXT, frozenset({"x", "y"})),
    "many": Kind(Base.MANY, frozenset({"x", "y"})),
    "place": Kind(Base.PLACE),
    "paper": Kind(Base.DOCUMENT),
    "files": Kind(Base.FILES),
    "rows": Kind(Base.ROWS),
}
NAMES = Names(KINDS, {"rows": {"age": Kind(Base.NUMBER), "works": Kind(Base.YES_NO)}})


def run(raw: object, **values: object) -> Any:
    return compile_expression(read_expression(raw, NAMES))({**values}, None)


AND = [
    (TRUE, TRUE, TRUE), (TRUE, FALSE, FALSE), (TRUE, UNKNOWN, UNKNOWN),
    (FALSE, TRUE, FALSE), (FALSE, FALSE, FALSE), (FALSE, UNKNOWN, FALSE),
    (UNKNOWN, TRUE, UNKNOWN), (UNKNOWN, FALSE, FALSE), (UNKNOWN, UNKNOWN, UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "both"), AND)
def test_and_is_kleenes_and_or_is_its_mirror(one: bool | None, other: bool | None, both: bool | None) -> None:
    def turned(value: bool | None) -> bool | None:
        return None if value is None else not value

    known = {"flag": one, "other": other}
    mirrored = {"flag": turned(one), "other": turned(other)}

    assert run(op("and", answer("flag"), answer("other")), **known) is both
    assert run(op("or", answer("flag"), answer("other")), **mirrored) is turned(both)
    assert run(op("not", answer("flag")), **known) is turned(one)


D = Decimal
RESULTS: list[tuple[object, dict[str, object], object]] = [
    (op("add", answer("n"), "0.2"), {"n": D("0.1")}, D("0.3")),
    (op("sub", answer("n"), 1), {"n": D("0.1")}, D("-0.9")),
    (op("mul", answer("n"), "0.1"), {"n": D("0.000000000001")}, D(0)),
    (op("mul", answer("n"), "0.5"), {"n": D("0.000000000001")}, D("0.000000000001")),
    (op("mul", answer("n"), "-0.5"), {"n": D("0.000000000001")}, D("-0.000000000001")),
    (op("div", 2, 3), {}, D("0.666666666667")),
    (op("div", -2, 3), {}, D("-0.666666666667")),
    (op("div", answer("n"), 0), {"n": D(1)}, None),
    (op("mul", answer("n"), answer("n")), {"n": D(10) ** 8}, None),
    (op("add", answer("n"), answer("n")), {"n": D("999999999999999")}, None),
    (op("min", answer("n"), 3, 2), {"n": D(5)}, D(2)),
    (op("max", answer("n"), 3, answer("m")), {"n": D(5)}, None),
    (op("round", answer("n"), 1), {"n": D("0.25")}, D("0.3")),
    (op("round", answer("n")), {"n": D("-0.5")}, D(-1)),
    (op("if", answer("flag"), 1, 2), {"flag": True}, D(1)),
    (op("if", answer("flag"), answer("n"), 2), {"flag": False}, D(2)),
    (op("if", answer("flag"), 1, 2), {}, None),
    (op("if", answer("flag"), 2, 2), {}, D(2)),
    (op("eq", answer("one"), "x"), {"one": "x"}, True),
    (op("ne", answer("one"), "x"), {"one": "x"}, False),
    (op("eq", answer("word"), "x"), {}, None),
    (op("in", answer("one"), ["x", "y"]), {"one": "y"}, True),
    (op("in", answer("n"), [1, "2.50"]), {"n": D("2.5")}, True),
    (op("in", "x", answer("many")), {"many": ("y",)}, False),
    (op("length", answer("word")), {"word": "ñandú"}, D(5)),
    (op("length", answer("many")), {"many": ("x", "y")}, D(2)),
    (op("known", answer("n")), {}, False),
    (op("known", op("div", 1, 0)), {}, False),
    (op("eq", {"answer": "place", "part": "department"}, "06"), {"place": {"code": "060101", "coding": "inei"}}, True),
    (op("eq", {"answer": "place", "part": "province"}, "0601"), {"place": {"code": "060101", "coding": "inei"}}, True),
    (op("eq", {"answer": "paper", "part": "kind"}, "dni"), {"paper": {"kind": "ce", "number": "1"}}, False),
    (op("eq", {"answer": "paper", "part": "kind"}, "dni"), {}, None),
    (op("year", answer("day")), {"day": date(2026, 2, 3)}, D(2026)),
    (op("days_between", answer("day"), answer("end")), {"day": date(2024, 2, 28), "end": date(2024, 3, 1)}, D(2)),
    (op("add_days", answer("day"), 1), {"day": date(2028, 2, 28)}, date(2028, 2, 29)),
    (op("add_days", answer("day"), "1.5"), {"day": date(2028, 2, 28)}, None),
    (op("add_days", answer("day"), 1), {"day": date.max}, None),
    (op("add_days", answer("day"), -200_001), {"day": date.max}, None),
    (op("age", answer("day")), {"day": date(2000, 1, 1)}, None),
    (op("lt", answer("day"), "2026-01-01"), {"day": date(2025, 12, 31)}, True),
    (op("today"), {}, None),
]


@pytest.mark.parametrize(("raw", "values", "result"), RESULTS)
def test_operations(raw: object, values: dict[str, object], result: object) -> None:
    found = run(raw, **values)

    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("2008-11-24", "2026-11-23", 17),
        ("2008-11-24", "2026-11-24", 18),
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-03-01", "2026-02-28", 17),
        ("2026-11-25", "2026-11-24", None),
    ],
)
def test_ages_turn_on_the_birthday_and_on_the_28th_for_a_leap_day(born: str, day: str, years: int | None) -> None:
    values = {"day": date.fromisoformat(born), TODAY: date.fromisoformat(day)}

    assert run(op("age", answer("day")), **values) == years


def test_working_days_pass_over_weekends_and_the_holidays_given() -> None:
    raw = op("add_working_days", answer("day"), 2)
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)

    assert run(raw, day=friday, **{HOLIDAYS: frozenset()}) == date(2026, 11, 24)
    assert run(raw, day=friday, **{HOLIDAYS: frozenset({monday})}) == date(2026, 11, 25)
    assert run(raw, day=friday) is None
    assert run(op("add_working_days", answer("day"), -1), day=friday, **{HOLIDAYS: frozenset()}) is None


def each(name: str, where: object = None, value: object = None) -> dict[str, object]:
    parts = {"op": name, "of": answer("rows"), "where": where, "value": value}
    return {key: part for key, part in parts.items() if part is not None}


WORKS, GROWN = op("eq", {"row": "works"}, True), op("ge", {"row": "age"}, 18)
ROWS = ({"age": D(30), "works": True}, {"age": D(10), "works": False})
HALF = (*ROWS, {"age": D(20)})


@pytest.mark.parametrize(
    ("raw", "rows", "result"),
    [
        (each("any", WORKS), ROWS, True),
        (each("any", WORKS), (), False),
        (each("any", WORKS), None, None),
        (each("any", op("not", WORKS)), HALF, True),
        (each("any", op("lt", {"row": "age"}, 5)), HALF, False),
        (each("all", GROWN), ROWS, False),
        (each("all", GROWN), (), True),
        (each("all", op("or", WORKS, op("lt", {"row": "age"}, 18))), HALF, None),
        (each("count"), HALF, D(3)),
        (each("count", WORKS), HALF, None),
        (each("count", GROWN), HALF, D(2)),
        (each("sum", None, {"row": "age"}), HALF, D(60)),
        (each("sum", GROWN, {"row": "age"}), ROWS, D(30)),
        (each("sum", WORKS, {"row": "age"}), HALF, None),
        (each("sum", None, {"row": "age"}), (), D(0)),
    ],
)
def test_groups_are_looked_at_row_by_row(raw: object, rows: object, result: object) -> None:
    assert run(raw, rows=rows) == result


NUMBERS = some.decimals(-(10**6), 10**6, places=4).map(lambda number: D(f"{number:f}"))


@given(some.lists(NUMBERS, min_size=2, max_size=8))
def test_sums_are_exact_in_any_order(numbers: list[Decimal]) -> None:
    forwards, backwards = op("add", *[f"{each:f}" for each in numbers]), op("add", *[f"{x:f}" for x in numbers[::-1]])

    assert run(forwards) == sum(numbers) == run(backwards)


@given(some.dates(date(1900, 1, 1), date(2100, 1, 1)), some.integers(-40_000, 40_000))
def test_days_added_are_the_days_between(day: date, count: int) -> None:
    later = run(op("add_days", answer("day"), count), day=day)

    assert later == day + timedelta(days=count)
    assert run(op("days_between", answer("day"), answer("end")), day=day, end=later) == count


SMALL = {
    "flag": some.booleans(),
    "other": some.booleans(),
    "n": NUMBERS,
    "m": NUMBERS,
    "one": some.sampled_from(["x", "y"]),
    "day": some.dates(),
    "end": some.dates(),
}


HALVES = {"value": "2.5", "type": "number"}


def conditions() -> some.SearchStrategy[object]:
    number = some.sampled_from([answer("n"), answer("m"), 0, 1, HALVES, op("add", answer("n"), answer("m"))])
    number |= some.builds(op, some.sampled_from(["sub", "mul", "div", "min"]), number, number)
    days = some.sampled_from([answer("day"), answer("end"), "2026-01-01"])
    simple = some.sampled_from([answer("flag"), answer("other"), True, False])
    simple |= some.builds(lambda name, one, other: op(name, one, op("add", other, 0)), COMPARING, number, number)
    simple |= some.builds(lambda name, one: op(name, answer("day"), one), COMPARING, days)
    simple |= some.builds(lambda one: op("eq", answer("one"), one), some.sampled_from(["x", "y"]))
    return some.recursive(
        simple,
        lambda inner: (
            some.builds(op, some.sampled_from(["and", "or"]), inner, inner)
            | some.builds(lambda one: op("not", one), inner)
            | some.builds(lambda a, b, c: op("if", a, b, c), inner, inner, inner)
        ),
        max_leaves=8,
    )


COMPARING = some.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"])


@given(conditions(), some.fixed_dictionaries({}, optional=SMALL), some.data())
def test_what_is_known_stays_so_whatever_is_answered_later(
    raw: object, values: Mapping[str, object], data: some.DataObject
) -> None:
    early = run(raw, **values)
    later = run(raw, **{**{name: data.draw(of) for name, of in SMALL.items()}, **values})

    assert early in (True, False, None)
    assert early is None or later is early


@given(conditions())
def test_every_condition_can_be_told_in_words(raw: object) -> None:
    told = tell(read_expression(raw, NAMES), Words({"n": "¿Cuántos?"}))

    assert told
    assert "{" not in told


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (op("ge", answer("n"), 18), "«¿Cuántos?» es 18 o más"),
        (op("lt", 18, answer("n")), "«¿Cuántos?» es más de 18"),
        (op("lt", answer("day"), "2026-03-01"), "«day» es antes del 01/03/2026"),
        (op("in", "x", answer("many")), "en «many» se marca «Equis»"),
        (op("in", answer("one"), ["x", "y"]), "«one» es «x» o «y»"),
        (op("or", op("and", answer("flag"), answer("other")), op("not", answer("flag"))),
         "(«flag» es sí y «other» es sí) o «flag» es no"),
        (each("any", WORKS), "en al menos una fila de «rows», «works» es sí"),
        (each("count"), "cuántas filas de «rows»"),
        (each("sum", GROWN, {"row": "age"}), "la suma de «age» en «rows», donde «age» es 18 o más"),
        (op("eq", {"answer": "place", "part": "department"}, "06"), "el departamento de «place» es «06»"),
    ],
)  # fmt: skip
def test_words_for_conditions(raw: object, words: str) -> None:
    assert tell(read_expression(raw, NAMES), Words({"n": "¿Cuántos?"}, {"many": {"x": "Equis"}})) == words
