"""The browser's evaluator says what the server's says, digit by digit, for whatever expression it is given."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser

from minka.engine.forms import Context, journey, read_definition, to_script
from minka.engine.forms.expressions import compile_expression, read_expression
from minka.engine.forms.expressions.nodes import HOLIDAYS, Value
from minka.engine.forms.scripting import plain_expression, plain_value
from tests.engine.forms.samples import answer, ask, choose, licence, op, page, read
from tests.engine.forms.test_expressions import GROWN, HALF, HALVES, NAMES, RESULTS, ROWS, WORKS, conditions, each

NODE = shutil.which("node")
SCRIPT = Path(__file__).parents[3] / "src/minka/web/static/minka/js/alone/expressions.js"
HOLIDAY = date(2026, 11, 23)
CHECK = """async ({ source, cases, scripts }) => {
  const { evaluate, shown, toValue } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const holidays = new Set([toValue("2026-11-23", "date", {}).d]);
  const tag = (value) => ("n" in value ? `n${value.n}` : `d${value.d}`);
  const told = (value) => (value === null || typeof value !== "object" ? value : tag(value));
  const results = cases.map(({ expression, values }) => {
    const known = Object.fromEntries(Object.entries(values).map(([id, each]) => [id, evaluate(each, {}, null, null)]));
    for (const row of known.rows ?? []) for (const id of Object.keys(row)) row[id] = evaluate(row[id], {}, null, null);
    return told(evaluate(expression, known, null, holidays));
  });
  return { results, shown: scripts.map(([script, answers]) => shown(script, answers)) };
}"""
RUN = f"""
import {{ readFileSync }} from "node:fs";
console.log(JSON.stringify(await ({CHECK})(JSON.parse(readFileSync(0, "utf-8")))));
"""

needs_node = pytest.mark.skipif(NODE is None, reason="no node on this machine")


def in_node(cases: list[dict[str, Any]], scripts: list[Any] | None = None) -> dict[str, Any]:
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", RUN],
        input=json.dumps({"source": SCRIPT.read_text("utf-8"), "cases": cases, "scripts": scripts or []}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-400:]
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def told(value: Value) -> object:
    if isinstance(value, Decimal):
        return f"n{int(value.scaleb(12))}"
    return f"d{(value - date(1970, 1, 1)).days}" if isinstance(value, date) else value


def case(raw: object, values: Mapping[str, object]) -> tuple[dict[str, Any], object]:
    expression = read_expression(raw, NAMES)
    found = compile_expression(expression)({**values, HOLIDAYS: frozenset({HOLIDAY})}, None)
    plain = {name: plain_value(value) for name, value in values.items() if value is not None}
    return {"expression": plain_expression(expression), "values": plain}, told(found)


AGE = op("age", answer("day"), answer("end"))
FIXED = [
    *[(raw, {name: each for name, each in values.items() if name != "files"}) for raw, values, _ in RESULTS],
    *[(each("any", where), {"rows": rows}) for where in (WORKS, GROWN) for rows in (ROWS, HALF, ())],
    *[(each("all", where), {"rows": rows}) for where in (WORKS, GROWN) for rows in (ROWS, HALF, ())],
    *[(each("count", where), {"rows": rows}) for where in (None, WORKS, GROWN) for rows in (ROWS, HALF, None)],
    *[(each("sum", where, {"row": "age"}), {"rows": rows}) for where in (None, WORKS, GROWN) for rows in (ROWS, HALF)],
    *[(AGE, {"day": date(2008, 2, 29), "end": date(2026, 2, at)}) for at in (27, 28)],
    *[(AGE, {"day": date(2008, 2, 29), "end": date(2028, 2, at)}) for at in (28, 29)],
    *[(op("add_working_days", answer("day"), by), {"day": date(2026, 11, 20)}) for by in (-1, 0, 1, 300, 5001, "1.5")],
    (op("mul", answer("n"), "0.999999999999"), {"n": Decimal("999999999999999.999999999999")}),
    (op("div", answer("n"), "0.000000000001"), {"n": Decimal(1000)}),
    (op("length", answer("word")), {"word": "a\U0001f64f\U0001f64f"}),
]  # fmt: skip


@needs_node
def test_the_browser_agrees_on_every_case_of_the_table() -> None:
    cases, expected = zip(*(case(raw, values) for raw, values in FIXED), strict=True)

    assert in_node(list(cases))["results"] == list(expected)


@pytest.mark.journey
def test_chromium_agrees_on_every_case_of_the_table(started: Browser) -> None:
    cases, expected = zip(*(case(raw, values) for raw, values in FIXED), strict=True)
    given = {"source": SCRIPT.read_text("utf-8"), "cases": list(cases), "scripts": []}

    page = started.new_page()
    try:
        assert page.evaluate(CHECK, given)["results"] == list(expected)
    finally:
        page.close()


FINE = some.decimals(-(10**14), 10**14, places=12).map(lambda number: Decimal(f"{number:f}"))
VALUES = some.fixed_dictionaries(
    {},
    optional={
        "flag": some.booleans(),
        "other": some.booleans(),
        "n": FINE,
        "m": FINE | some.integers(-3, 3).map(Decimal),
        "one": some.sampled_from(["x", "y"]),
        "day": some.dates(),
        "end": some.dates(),
    },
)
TINY = {"value": "0.000000000001", "type": "number"}
NUMBER = some.sampled_from([answer("n"), answer("m"), TINY, 3, HALVES])
SUMS = some.recursive(
    NUMBER,
    lambda inner: (
        some.builds(op, some.sampled_from(["add", "sub", "mul", "div", "min", "max"]), inner, inner)
        | some.builds(lambda one, places: op("round", one, places), inner, some.integers(0, 6))
        | some.builds(
            lambda start, end: op("days_between", answer(start), answer(end)), some.just("day"), some.just("end")
        )
        | some.just(AGE)
        | some.builds(lambda count: op("year", op("add_days", answer("day"), count)), some.integers(-10_000, 10_000))
    ),
    max_leaves=6,
)


@needs_node
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(some.lists(some.tuples(SUMS | conditions(), VALUES), min_size=10, max_size=30))
def test_the_browser_agrees_on_whatever_is_made_up(made: list[tuple[object, dict[str, object]]]) -> None:
    cases, expected = zip(*(case(raw, values) for raw, values in made), strict=True)

    assert in_node(list(cases))["results"] == list(expected)


def form() -> Any:
    grown = op("ge", op("age", answer("born")), 18)
    work = ask("work", when=op("gt", {"row": "age"}, 14))
    return read(
        page("before", ask("born", "date"), ask("area", "number", limits={"decimals": 2})),
        page(
            "now",
            ask("sick", "yes_no"),
            choose("what", "flu", "other", when=op("eq", answer("sick"), True)),
            ask("which", when=op("eq", answer("what"), "other")),
            ask("school", when=op("not", grown)),
            ask("big", when=op("gt", {"calc": "twice"}, 100)),
            ask("rated", when=op("eq", {"table": "t", "output": "o"}, "high")),
            ask("g", "group", required=False, questions=[ask("age", "number"), work]),
            ask("many", when=op("gt", {"op": "count", "of": answer("g"), "where": op("gt", {"row": "age"}, 14)}, 1)),
        ),
        calculations=[{"id": "twice", "type": "number", "expr": op("mul", answer("area"), 2)}],
        tables=[
            {
                "id": "t",
                "hit": "first",
                "inputs": [answer("sick")],
                "outputs": [{"id": "o", "type": "text"}],
                "rules": [{"when": [True], "then": ["high"]}, {"when": [None], "then": ["low"]}],
            }
        ],
    )  # fmt: skip


EARLIER = {"born": "2012-01-01", "area": "60.50"}
NOW = Context(today=date(2026, 11, 24))


@needs_node
@pytest.mark.parametrize(
    "here",
    [
        {},
        {"sick": False, "what": "other", "which": "x"},
        {"sick": True},
        {"sick": True, "what": "other"},
        {"g": [{"age": "15"}, {"age": "16"}, {"age": "3"}]},
        {"g": [{"age": "15"}, {}]},
    ],
)
def test_the_browser_shows_the_questions_that_the_journey_shows(here: dict[str, Any]) -> None:
    service = form()
    script = to_script(service, "now", {**EARLIER, **here}, NOW)

    shown = in_node([], [[script, here]])["shown"][0]
    state = journey(service, {**EARLIER, **here}, NOW).state

    top = [question.id for question in service.pages[1].questions if question.id not in script["server"]]  # type: ignore[operator]
    assert {name: shown[name] is True for name in top} == {name: state.shown[name] is True for name in top}


def test_only_what_a_condition_needs_leaves_the_server() -> None:
    script = to_script(form(), "now", EARLIER, NOW)

    assert script["server"] == ["rated"]
    assert "60.5" not in json.dumps(script)
    assert '{"number": "121.00"}' in json.dumps(script)
    assert "holidays" not in script


def test_holidays_go_out_only_where_working_days_are_counted() -> None:
    soon = op("lt", answer("day"), op("add_working_days", op("today"), 5))
    service = read(page("a", ask("day", "date"), ask("why", when=soon)))

    script = to_script(service, "a", {}, Context(today=date(2026, 11, 20), holidays=frozenset({HOLIDAY})))

    assert script["holidays"] == ["2026-11-23"]


def test_a_page_that_is_not_there_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        to_script(read_definition(licence()), "nowhere")
