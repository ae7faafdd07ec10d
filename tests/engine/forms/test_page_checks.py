"""What the browser says of a page before it is sent is what the server says after: the same questions, and words."""

import json
import shutil
import subprocess
from datetime import date
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from minka.engine.forms import Context, Definition, clean_page, journey
from minka.engine.forms.page_checks import follow_ups, is_useful, page_check, row_check
from minka.web.assets import BUNDLES, FOLDER, joined_bundle
from tests.engine.forms.samples import answer, ask, choose, es, op, page, read
from tests.engine.forms.typed import TYPED, entries, made_up_page

NODE = shutil.which("node")
NOW = Context(today=date(2026, 11, 24))
PAIRS = 400
JUDGE = """({ source, pairs }) => {
  const judge = new Function(`${source}; return judge;`)();
  return pairs.map(([check, entries]) => {
    const data = new FormData();
    for (const [name, value] of entries) data.append(name, value);
    const { seen, faults } = judge(check, data);
    const shown = Object.keys(seen).filter((id) => seen[id]);
    return { shown, faults: faults.map((each) => [each.question, each.words]) };
  });
}"""


def parts() -> str:
    return joined_bundle(name for name in BUNDLES[FOLDER / "check.js"] if name != "check")


def pair(service: Definition, typed: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """What the browser is given, and what the server says."""
    now = service.pages[1]
    earlier = {"born": "2012-01-01", "area": "60.50"}
    check = page_check(service, now, journey(service, earlier, NOW).state)
    sent = [each for question in now.questions for each in entries(question, typed.get(question.id))]
    found = clean_page(service, now.id, typed, earlier, NOW)
    state = journey(service, found.answers | {}, NOW)
    shown = [question.id for question in state.questions_of(now)]
    return [check, sent], {
        "shown": shown,
        "faults": [["" if each.path == now.id else each.path, each.text] for each in found.faults],
    }


def made_up() -> tuple[list[Any], list[dict[str, Any]]]:
    chance = Random(20261124)  # noqa: S311 - made-up pages, no secrets
    found: list[tuple[list[Any], dict[str, Any]]] = []
    while len(found) < PAIRS:
        pages, more = made_up_page(chance)
        service = read(*pages, **more)
        for _ in range(4):
            typed = {each.id: chance.choice(TYPED[each.type]) for each in service.pages[1].questions}
            found.append(pair(service, typed))
    given, expected = zip(*found, strict=True)
    return list(given), list(expected)


def compare(found: list[dict[str, Any]], given: list[Any], expected: list[dict[str, Any]]) -> None:
    for one, told, right in zip(found, given, expected, strict=True):
        assert one["faults"] == right["faults"], told[1]
        refused = {name for name, _ in right["faults"]}
        assert [name for name in one["shown"] if name not in refused] == [
            name for name in right["shown"] if name not in refused
        ], told[1]


@pytest.mark.journey
def test_chromium_says_of_made_up_pages_what_the_server_says(started: Browser) -> None:
    given, expected = made_up()
    tab = started.new_page()
    try:
        found = tab.evaluate(JUDGE, {"source": parts(), "pairs": given})
    finally:
        tab.close()

    compare(found, given, expected)
    assert len({words for each in expected for _, words in each["faults"]}) > 30


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
def test_node_says_of_made_up_pages_what_the_server_says() -> None:
    given, expected = made_up()
    run = f'import fs from "node:fs"; console.log(JSON.stringify(({JUDGE})(JSON.parse(fs.readFileSync(0)))));'
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", run],
        input=json.dumps({"source": parts(), "pairs": given}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-400:]
    compare(json.loads(done.stdout), given, expected)


def fair() -> Definition:
    return read(
        page("who", ask("kind", "yes_no")),
        page(
            "days",
            ask("first", "date"),
            ask("last", "date"),
            choose("power", "yes", "no"),
            ask("plan", when=op("eq", answer("power"), "yes")),
            ask("far", when=op("eq", answer("kind"), True)),
        ),
        page("other", ask("plain")),
        calculations=[
            {
                "id": "long",
                "type": "number",
                "expr": op("days_between", answer("first"), answer("last")),
                "label": es("Días"),
            },
            {"id": "kept", "type": "number", "expr": op("mul", {"calc": "long"}, 2)},
        ],
        rules=[
            {
                "id": "order",
                "when": op("lt", answer("last"), answer("first")),
                "message": es("Al revés"),
                "question": "last",
            },
            {"id": "old", "when": op("eq", answer("kind"), True), "message": es("No"), "question": "kind"},
        ],
    )


def test_a_page_takes_along_only_what_it_can_decide() -> None:
    service = fair()
    state = journey(service, {"kind": True}, NOW).state

    check = page_check(service, service.pages[1], state)

    assert [each["message"] for each in check["rules"]] == ["Al revés"]  # type: ignore[union-attr,index]
    assert [each["id"] for each in check["values"]] == ["long"]  # type: ignore[union-attr,index]
    assert '"kind"' not in json.dumps(check["questions"][4]["when"])  # type: ignore[index,call-overload]
    assert follow_ups(service, service.pages[1]) == {"plan"}
    assert is_useful(check)


def test_a_page_on_which_nothing_can_be_told_needs_no_script() -> None:
    service = fair()
    state = journey(service, {}, NOW).state

    assert [is_useful(page_check(service, each, state)) for each in service.pages] == [True, True, False]


def test_a_row_reads_what_is_written_in_it() -> None:
    service = read(
        page("a", ask("g", "group", questions=[ask("age", "number"), ask("work", when=op("gt", {"row": "age"}, 14))]))
    )

    check = row_check(service, service.pages[0].questions[0], journey(service, {}, NOW).state)

    assert check["questions"][1]["when"] == {"op": "gt", "args": [{"row": "age"}, {"number": "14"}]}  # type: ignore[index,call-overload]
