"""Everything the engine says to people is a sentence that can be said in another language."""

import ast
import copy
import json
import pickle
import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.clocks import (
    ARTICLES,
    Calendar,
    ClockCase,
    ClockInvalid,
    DayOff,
    Event,
    Regime,
    Side,
    Silence,
    Term,
    account,
    check_regime,
    compare,
    day_lines,
    run_clock,
)
from minka.engine.forms import differences, explain, journey, read_definition
from minka.engine.forms.checking.findings import TEXTS as FINDINGS
from minka.engine.forms.checking.findings import Finding
from minka.engine.forms.differences import TEXTS as DIFFERENCES
from minka.engine.forms.differences import Change
from minka.engine.forms.faults import TEXTS as FAULTS
from minka.engine.forms.faults import Fault
from minka.engine.forms.personal import personal_list
from minka.engine.ledger.seals import SEAL_TEXTS
from minka.engine.ledger.verification import TEXTS as PROBLEMS
from minka.engine.procedures import lint
from minka.engine.procedures.drafting import draft_service
from minka.engine.procedures.faults import SENTENCES
from minka.engine.procedures.faults import Fault as FileFault
from minka.engine.procedures.rules import RULES
from minka.engine.saying import Named, Said, joined, listed, named, phrase
from minka.engine.workflows import check_workflow, default_workflow
from minka.engine.workflows.checking import SENTENCES as WORKFLOW_SENTENCES
from minka.engine.workflows.guards import GUARDS
from minka.engine.workflows.steps import NEEDS_IN_WORDS
from tests.engine.clocks.calendar_2026 import CALENDAR
from tests.engine.forms.samples import licence, op
from tests.engine.procedures.demonstration import rows
from tests.house.sources import SOURCE

ENGINE = SOURCE / "engine"
PLACE = re.compile(r"\{(\w*)\}")
PROSE = re.compile(r"[áéíóúñ¿¡«»]|\b(?:el|la|los|las|de|que|un|una|es|se|en|por|para|con|del|lo)\b", re.IGNORECASE)
# What these write is no speech to a visitor: the Spanish text of a document that others then edit, the patterns that
# read such documents, the words of Spanish itself, and people who were made up.
NOT_SPEECH = {
    *(f"procedures/{name}.py" for name in ("applicants", "cells", "columns", "conditions", "demands", "detectors")),
    *(f"procedures/{name}.py" for name in ("drafting", "evidence", "guides", "keeping", "kinds", "letters", "linting")),
    "procedures/screening.py",
    "forms/checking/wording.py",
    "forms/messages.py",
    *(f"{name}/made_up.py" for name in ("forms", "forecasts")),
    *(f"texts/{path.name}" for path in (ENGINE / "texts").glob("*.py")),
}
MARKS = {"por confirmar"}  # what a document says by itself, and people take out
MODULES = [path.relative_to(ENGINE).as_posix() for path in sorted(ENGINE.rglob("*.py"))]


def in_spanish(said: Said) -> str:
    """The sentence of a catalogue that has nothing but Spanish."""
    return said.many if said.many and said.number != 1 else said.template


def check(text: str) -> None:
    """It is said, so that another language can say it; from its sentence and its values come its own words."""
    assert isinstance(text, Said), text
    assert PLACE.search(text) is None or text.values == {}, text
    assert text.in_words(in_spanish, str) == text


def check_all(texts: Iterable[str]) -> None:
    told = list(texts)
    assert told
    for text in told:
        check(text)


def test_a_sentence_is_its_spanish_for_every_program() -> None:
    said = phrase("{count} día", "{count} días").counting(3)

    assert (said, hash(said), json.dumps([said])) == ("3 días", hash("3 días"), '["3 d\\u00edas"]')
    assert type(str(said)) is str
    for again in (pickle.loads(pickle.dumps(said)), copy.deepcopy(said)):  # noqa: S301 - our own
        assert (again, again.template, again.many, again.number) == ("3 días", "{count} día", "{count} días", 3)


def test_a_name_is_copied_with_its_languages() -> None:
    name = named({"es": "Agua", "qvc": "Yaku"}, "qvc")

    for again in (pickle.loads(pickle.dumps(name)), copy.deepcopy(name)):  # noqa: S301 - our own
        assert (again, again.language, again.texts) == ("Yaku", "qvc", {"es": "Agua", "qvc": "Yaku"})


def test_what_somebody_wrote_in_braces_is_no_place_to_fill() -> None:
    said = phrase("El archivo «{name}» está vacío.").fill(name="{name} {0} {x.__class__}")

    assert said == "El archivo «{name} {0} {x.__class__}» está vacío."
    assert said.in_words(lambda each: each.template, str) == said


texts = st.text(max_size=20)


@given(st.lists(texts, max_size=5), texts.filter(lambda separator: "{" not in separator and "}" not in separator))
def test_words_in_a_row_are_those_words(parts: list[str], separator: str) -> None:
    row = listed(parts, separator)

    assert row == separator.join(parts)
    assert row.in_words(lambda each: each.template, str) == row


def test_words_inside_words_are_turned_with_them() -> None:
    english = {"{first} y {second}": "{first} and {second}", "sí": "yes", "falta {what}": "{what} is missing"}
    told = joined([phrase("sí"), named({"es": "Agua", "en": "Water"}), "Ana"], phrase("{first} y {second}"))
    sentence = phrase("falta {what}").fill(what=told).raised()

    def name(value: str) -> str:
        return value.texts["en"] if isinstance(value, Named) else value

    assert sentence == "Falta sí y Agua y Ana."
    assert sentence.in_words(lambda each: english.get(each.template, each.template), name) == (
        "Yes and Water and Ana is missing."
    )


@pytest.mark.parametrize("module", [each for each in MODULES if each not in NOT_SPEECH])
def test_no_module_says_a_sentence_that_the_catalogues_cannot_find(module: str) -> None:
    tree = ast.parse((ENGINE / module).read_text(encoding="utf-8"))
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in set(known(tree))
        if " " in node.value.strip() and PROSE.search(node.value) and node.value not in MARKS
    ]

    assert found == []


def known(tree: ast.Module) -> Iterable[int]:
    """Strings that are found: in ``phrase``, in texts that bring their own English; and docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
            yield from map(id, ast.walk(node))
        if isinstance(node, ast.Dict) and any(isinstance(key, ast.Constant) and key.value == "en" for key in node.keys):
            yield from map(id, ast.walk(node))
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and isinstance(node.body[0], ast.Expr):
            yield id(node.body[0].value)


@pytest.mark.parametrize("module", MODULES)
def test_a_phrase_is_written_out_where_it_is_made(module: str) -> None:
    tree = ast.parse((ENGINE / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
            assert all(isinstance(arg, ast.Constant) and arg.value for arg in node.args), ast.unparse(node)
            assert 1 <= len(node.args) <= 2
            forms = [set(PLACE.findall(str(arg.value))) for arg in node.args if isinstance(arg, ast.Constant)]
            assert all(forms[0] <= form and "" not in form for form in forms), ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said":
            assert module == "saying.py", ast.unparse(node)


def filled(template: str, count: int = 2) -> tuple[tuple[str, str | int], ...]:
    numbers = {"most", "least", "count", "found", "row"}
    return tuple((name, count if name in numbers else f"«{name}»") for name in PLACE.findall(template))


@pytest.mark.parametrize("count", [1, 2])
def test_every_fault_finding_and_difference_of_a_service_can_be_said(count: int) -> None:
    check_all(Fault("/x", code, filled(text, count)).text for code, text in FAULTS.items())
    check_all(Finding("/x", code, filled(text, count)).text for code, (_severity, text) in FINDINGS.items())
    check_all(Change(code, "x", filled(text, count)).text for code, text in DIFFERENCES.items())


def test_everything_told_of_a_service_can_be_said() -> None:
    old, new = licence(), licence()
    new["pages"][0]["questions"][0]["required"] = False
    new["pages"][1]["title"] = {"es": "Otra"}
    new["pages"][2]["when"] = op("eq", {"answer": "food"}, True)
    service = read_definition(old)
    own = personal_list(service, {"who": "company", "food": False, "area": "20"})
    rule = service.rules[0]

    check_all(change.text for change in differences(service, read_definition(new)).changes)
    check_all(text for paper in own.papers for text in paper.sentences)
    check_all(explain(service, rule.when, journey(service, {}).state).sentences)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("silence", [Silence.POSITIVE, Silence.NEGATIVE, Silence.AUTOMATIC])
def test_everything_the_clock_tells_can_be_said(side: Side, silence: Silence) -> None:
    regime = Regime(silence, None if silence is Silence.AUTOMATIC else Term(10))
    events = (
        *(Event("handed_in", date(2026, 3, 2), is_elsewhere=True), Event("received", date(2026, 3, 5))),
        *(Event("observation_notified", date(2026, 3, 20)), Event("correction_received", date(2026, 3, 30))),
        Event("decided", date(2026, 4, 20)),
    )
    for count in range(2, len(events) + 1):
        clock = run_clock(ClockCase(regime, events[:count]), CALENDAR, date(2026, 4, 22))
        check_all(line.text for line in day_lines(clock, side))
        check_all(text for text in account(clock, side) if text and not text.startswith("- "))
        for note in clock.notes:
            check(note.text)


def test_articles_refusals_and_moved_days_of_the_clock_can_be_said() -> None:
    case = ClockCase(Regime(Silence.POSITIVE, Term(10)), (Event("handed_in", date(2026, 3, 2)),))
    before, after = (run_clock(case, Calendar(days), date(2026, 3, 4)) for days in ([], [DayOff(date(2026, 3, 5))]))

    check_all(text for each in ARTICLES.values() for text in (each.words, each.short))
    check_all(change.text for change in compare(before, after).changes)
    check_all(fault.text for fault in check_regime(Regime(Silence.AUTOMATIC, Term(90))))
    check_all(fault.text for fault in check_regime(Regime(Silence.POSITIVE, Term(90))))


@pytest.mark.parametrize(
    "events",
    [
        [Event("nothing", date(2026, 3, 2))],
        [Event("handed_in", date(1900, 3, 2))],
        [Event("handed_in", date(2026, 3, 2)), Event("handed_in", date(2026, 3, 3))],
        [Event("handed_in", date(2026, 3, 2)), Event("decided", date(2026, 3, 1))],
        [Event("handed_in", date(2026, 3, 2)), Event("extended", date(2026, 3, 3))],
        [Event("handed_in", date(2026, 3, 2)), Event("correction_received", date(2026, 3, 3))],
        [Event("handed_in", date(2026, 3, 2), days=0)],
    ],
)
def test_what_the_clock_refuses_can_be_said(events: list[Event]) -> None:
    with pytest.raises(ClockInvalid) as refused:
        run_clock(ClockCase(Regime(Silence.POSITIVE, Term(10)), tuple(events)), Calendar(), date(2026, 4, 1))

    check(refused.value.text)


def test_guards_needs_and_findings_of_workflows_can_be_said() -> None:
    check_all(guard.refusal for guard in GUARDS.values())
    check_all(NEEDS_IN_WORDS.values())
    check_all(WORKFLOW_SENTENCES.values())
    check_all(finding.text for finding in check_workflow(default_workflow("automatic"), "negative"))


def test_findings_of_the_law_and_faults_of_files_can_be_said() -> None:
    procedures = rows()

    check_all(text for rule in RULES.values() for text in (rule.sentence, rule.advice))
    check_all(finding.sentence() for finding in lint(procedures))
    check_all(point for each in procedures[:20] for point in draft_service(each).open_points)
    check_all(FileFault(line, key, "x").sentence() for key in SENTENCES for line in (0, 3))


def test_problems_of_logs_and_seals_can_be_said() -> None:
    check_all([*PROBLEMS.values(), *SEAL_TEXTS.values()])


def test_the_allowed_modules_are_there() -> None:
    assert set(MODULES) >= NOT_SPEECH
