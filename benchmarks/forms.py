"""How fast services as data are: expressions, journeys, reading, checks; zen-engine beside it where it is installed.

Run from the repository: ``PYTHONPATH=src:. python benchmarks/forms.py``. Times are processor time on one core, the best
of several rounds.
"""

import json
import time
from collections.abc import Callable, Iterable
from datetime import date
from importlib.util import find_spec

from tests.engine.forms.samples import LICENCE, Json, answer, ask, choose, licence, op, page, service

from minka.engine.forms import (
    Context,
    ask_next,
    canonical_bytes,
    check_definition,
    explain,
    journey,
    paths,
    personal_list,
    read_definition,
)
from minka.engine.forms.expressions import Base, Kind, Names, compile_expression, read_expression
from minka.engine.forms.expressions.nodes import Values, walk

ROUNDS = 5
NAMES = Names({"age": Kind(Base.NUMBER), "food": Kind(Base.YES_NO), "area": Kind(Base.NUMBER), "who": Kind(Base.TEXT)})
WARM = op("or", op("eq", answer("food"), {"value": True}), op("gt", answer("area"), "50"))
TYPICAL = op("and", op("ge", answer("age"), 18), WARM)
ZEN = "age >= 18 and (food == true or area > 50)"
TODAY = Context(today=date(2026, 11, 24))


def best(work: Callable[[], object], times: int) -> float:
    """Seconds of processor time for one call."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(times):
            work()
        found.append((time.process_time() - start) / times)
    return min(found)


def expressions() -> None:
    expression = read_expression(TYPICAL, NAMES)
    run = compile_expression(expression)
    typed = read_definition(service(page("a", ask("age", "number"), ask("area", "number", limits={"decimals": 2}))))
    values: Values = journey(typed, {"age": "30", "area": "40.5"}).state.values | {"food": False}
    nodes = len(list(walk(expression)))
    print(f"\nOne expression of {nodes} parts, evaluations a second on one core (aim 20,000)")
    print(f"  minka, compiled           {1 / best(lambda: run(values, None), 20_000):>12,.0f}")
    reading = best(lambda: compile_expression(read_expression(TYPICAL, NAMES)), 500)
    print(f"  minka, read and compiled  {1 / reading:>12,.0f}")
    if find_spec("zen") is None:
        print("  zen-engine                 not installed")
        return
    import zen  # type: ignore[import-not-found]

    compiled = zen.compile_expression(ZEN)
    given = {"age": 30, "food": False, "area": 40.5}
    print(f"  zen-engine, compiled      {1 / best(lambda: compiled.evaluate(given), 20_000):>12,.0f}")


def large(questions: int) -> tuple[Json, dict[str, object]]:
    """A service of so many questions on pages of five; a third of the pages and a fifth of the questions depend."""
    pages, answers = [], {}
    for at in range(questions // 5):
        before = answer(f"c{at - 1}")
        more = {"when": op("eq", before, "x")} if at % 3 == 2 else {}
        asked = [
            choose(f"c{at}", "x", "y"),
            ask(f"n{at}", "number", limits={"min": 0, "max": 1000}),
            ask(f"m{at}", "money"),
            ask(f"d{at}", "date"),
            ask(f"t{at}", when=op("gt", answer(f"n{at}"), 10)),
        ]
        pages.append(page(f"p{at}", *asked, **more))
        answers |= {f"c{at}": "x", f"n{at}": "20", f"m{at}": "12.50", f"d{at}": "2020-02-29", f"t{at}": "Texto"}
    total = op("add", *[answer(f"m{at}") for at in range(min(questions // 5, 40))])
    return service(*pages, calculations=[{"id": "total", "type": "money", "expr": total}]), answers


def row(name: str, seconds: float, aim: str = "") -> None:
    print(f"  {name:<44} {seconds * 1000:>9.3f} ms  {aim}")


def journeys() -> None:
    print("\nServices, milliseconds of processor")
    small = read_definition(licence())
    row("journey of 17 questions with rows and a table", best(lambda: journey(small, LICENCE, TODAY), 500))
    row("its personal list with reasons", best(lambda: personal_list(small, LICENCE, TODAY), 100))
    row("one reason told", best(lambda: explain(small, small.procedure.fee, journey(small, LICENCE, TODAY).state), 200))
    for size in (50, 200, 1_000):
        document, answers = large(size)
        definition = read_definition(document)
        aim = "aim 3 ms" if size == 200 else ""
        row(f"journey of {size} questions", best(lambda d=definition, a=answers: journey(d, a, TODAY), 50), aim)  # type: ignore[misc]


def documents() -> None:
    print("\nDocuments, milliseconds of processor")
    data = json.dumps(large(200)[0])
    definition = read_definition(data)
    row(f"reading 200 questions ({len(data) // 1000} kB)", best(lambda: read_definition(data), 3))
    row("their canonical bytes", best(lambda: canonical_bytes(definition), 10))
    row("checking them", best(lambda: check_definition(definition), 1))
    row("all ways through them", best(lambda: paths(definition), 1))
    bomb = json.dumps(service(*[page(f"p{at}", ask(f"q{at}")) for at in range(10_000)]))
    row("refusing 10,000 pages", best(lambda: refused(bomb), 1))


def refused(data: str) -> bool:
    try:
        read_definition(data)
    except ValueError:
        return True
    return False


def entitlements() -> None:
    print("\nEntitlements, milliseconds of processor")
    services = [read_definition(benefit(at)) for at in range(40)]
    row("the question that settles most of 40 services", best(lambda: ask_next(services, {}), 1))


def benefit(at: int) -> Json:
    conditions: Iterable[object] = [
        op("ge", answer("age"), 18 + at),
        op("eq", answer("zone"), "rural") if at % 2 else op("lt", answer("income"), 1_000 + at),
        op("eq", answer("child"), {"value": True}) if at % 3 else op("gt", answer("members"), at % 5),
    ]
    numbers = [ask(name, "number") for name in ("age", "income", "members")]
    listed = [{"id": f"k{n}", "text": {"es": f"Condición {n}"}, "expr": each} for n, each in enumerate(conditions)]
    asked = page("a", *numbers, choose("zone", "urban", "rural"), ask("child", "yes_no"))
    return service(asked, eligibility={"conditions": listed})


if __name__ == "__main__":
    expressions()
    journeys()
    documents()
    entitlements()
