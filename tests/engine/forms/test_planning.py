"""Without network the browser leads to the same next page as the server would, for whatever was answered."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from minka.engine.forms import Context, Definition, clean_page, journey, read_definition
from minka.engine.forms.made_up import make_up_answers
from minka.engine.forms.planning import HELD, plan_answers, to_plan
from minka.web.assets import FOLLOW, joined_bundle
from tests.engine.forms.samples import answer, ask, choose, licence, op, page, read
from tests.engine.forms.typed import TYPED, entries, made_up_page

NODE = shutil.which("node")
DEMONSTRATION = Path(__file__).parents[3] / "data" / "services_demonstration"
TODAY = date(2026, 11, 24)
NOW = Context(today=TODAY, holidays=frozenset({date(2026, 12, 8)}))
FOLLOWING = """({ source, cases }) => {
  const { journey, answered, after, dated } = new Function(`${source}; return { journey, answered, after, dated };`)();
  return cases.map(([raw, answers, form]) => {
    const plan = dated(raw, raw.today);
    const given = form ? answered(plan, answers, form) : answers;
    const now = journey(plan, given);
    const named = form && after(plan, given, form.page);
    const pages = now.pages.map(({ id }) => id);
    return { pages, done: [...now.done].sort(), next: now.next?.id ?? null, named: named ?? null };
  });
}"""


def source() -> str:
    return joined_bundle([*FOLLOW, "store"])


def in_node(cases: list[Any]) -> list[dict[str, Any]]:
    run = f'import fs from "node:fs"; console.log(JSON.stringify(({FOLLOWING})(JSON.parse(fs.readFileSync(0)))));'
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", run],
        input=json.dumps({"source": source(), "cases": cases}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-400:]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def in_chromium(browser: Browser, cases: list[Any]) -> list[dict[str, Any]]:
    tab = browser.new_page()
    try:
        found: list[dict[str, Any]] = tab.evaluate(FOLLOWING, {"source": source(), "cases": cases})
        return found
    finally:
        tab.close()


def told(service: Definition, answers: dict[str, Any]) -> dict[str, Any]:
    now = journey(service, answers, NOW)
    following = now.next_page.id if now.next_page else None
    return {"pages": [each.id for each in now.pages], "done": sorted(now.done), "next": following, "named": None}


def services() -> Iterator[Definition]:
    yield from (
        read_definition(path.read_text("utf-8"))
        for path in sorted(DEMONSTRATION.glob("*[a-z].json"))
        if ".cases" not in path.name
    )
    yield read_definition(licence())
    yield tables()


def tables() -> Definition:
    """Every hit policy, working days, and pages that hang on them."""
    inputs = [answer("area"), answer("color")]
    rows = [[{"op": "gt", "value": "100"}, None], [{"from": "50", "to": "100"}, "red"], [None, ["blue", "red"]]]
    hits = ("unique", "first", "priority", "collect")
    return read(
        page("a", ask("area", "number", limits={"decimals": 2}), choose("color", "red", "blue", required=False)),
        page("b", ask("day", "date")),
        *[page(f"p_{hit}", ask(f"q_{hit}"), when=op("ge", {"table": hit, "output": "n"}, 2)) for hit in hits],
        page("soon", ask("why"), when=op("gt", op("add_working_days", op("today"), 9), answer("day"))),
        tables=[
            {
                "id": hit,
                "hit": hit,
                "inputs": inputs,
                "outputs": [{"id": "n", "type": "number"}],
                "rules": [{"when": when, "then": [str(at + 1)], "priority": at} for at, when in enumerate(rows)],
            }
            for hit in hits
        ],
    )


def cases() -> tuple[list[Any], list[dict[str, Any]]]:
    """Ways that end, ways that stop half way, and answers of one way on the way of another."""
    chance = Random(45)  # noqa: S311 - made-up answers, no secrets
    given, expected = [], []
    for service in services():
        made = (make_up_answers(service, seed, NOW) for seed in range(14))
        whole = [each for each in made if each] or BY_HAND
        plan = to_plan(service, journey(service, {}, NOW).state)
        for answers in [*whole, *(mixed(chance, whole) for _ in range(60))]:
            now = journey(service, answers, NOW)
            given.append([plan, plan_answers(now), None])
            expected.append(told(service, dict(now.answered)))
    return given, expected


BY_HAND: list[Any] = [
    {"area": area, "color": color, "day": day, "q_first": "x"}
    for area in ("40", "50", "75.50", "100", "100.01")
    for color in ("red", "blue", None)
    for day in ("2026-12-07", "2026-12-09", "2026-01-01")
]


def mixed(chance: Random, whole: list[Any]) -> dict[str, Any]:
    one, other = chance.choice(whole), chance.choice(whole)
    found = {name: chance.choice([one, other]).get(name) for name in {**one, **other} if chance.random() < 0.85}
    return {name: kept for name, kept in found.items() if kept is not None or chance.random() < 0.5}


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
def test_the_browser_follows_the_way_of_the_server() -> None:
    given, expected = cases()

    assert len(given) > 300
    assert in_node(given) == expected


@pytest.mark.journey
def test_chromium_follows_the_way_of_the_server(started: Browser) -> None:
    given, expected = cases()

    assert in_chromium(started, given) == expected


def forms() -> tuple[list[Any], list[str | None]]:
    """Pages as they are typed, and where the server leads from each."""
    chance = Random(46)  # noqa: S311 - made-up answers, no secrets
    given: list[Any] = []
    expected: list[str | None] = []
    while len(given) < 300:
        pages, more = made_up_page(chance)
        service = read(*pages, page("end", ask("bye")), **more)
        plan = to_plan(service, journey(service, {}, NOW).state)
        for _ in range(3):
            typed = {each.id: chance.choice(TYPED[each.type]) for each in service.pages[1].questions}
            earlier = {"born": "2012-01-01", "area": "60.50"}
            sent = [list(pair) for each in service.pages[1].questions for pair in entries(each, typed[each.id])]
            now = journey(service, clean_page(service, "now", typed, earlier, NOW).answers, NOW)
            given.append([plan, earlier, {"page": "now", "path": "/x/servicios/y/paso/now/", "fields": sent}])
            expected.append("now" if "now" not in now.done else now.next_page.id if now.next_page else None)
    return given, expected


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
def test_a_form_that_waits_leads_where_the_server_would_lead() -> None:
    given, expected = forms()

    assert [each["named"] for each in in_node(given)] == expected


@pytest.mark.journey
def test_chromium_leads_on_from_a_form_as_the_server_would(started: Browser) -> None:
    given, expected = forms()

    assert [each["named"] for each in in_chromium(started, given)] == expected


def test_only_what_conditions_read_goes_to_the_phone() -> None:
    service = read(
        page("a", ask("secret"), ask("age", "number")),
        page("b", ask("g", "group", questions=[ask("name"), ask("works", "yes_no")])),
        page("c", ask("more"), when={"op": "any", "of": answer("g"), "where": {"row": "works"}}),
        page("d", ask("young"), when=op("lt", answer("age"), 18)),
    )
    answers = {"secret": "no lo digas", "age": "15", "g": [{"name": "Luz", "works": True}]}

    assert plan_answers(journey(service, answers, NOW)) == {
        "secret": HELD,
        "age": "15",
        "g": [{"name": HELD, "works": True}],
    }
