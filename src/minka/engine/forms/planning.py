"""A whole service as a browser can follow it without network: the journey's steps, and of the answers what it needs.

``js/alone/journey.js`` runs the plan; it must say the same next page as :func:`minka.engine.forms.journey.journey`.
What no condition reads is told as ``HELD``: answered, and its words stay on the server.
"""

from collections.abc import Iterator, Mapping

from minka.engine.forms.definition import SPANISH, Definition, Page, Question, Table, say
from minka.engine.forms.evaluation import State, rounded
from minka.engine.forms.expressions.nodes import (
    HOLIDAYS,
    TODAY,
    Answer,
    Calculated,
    Each,
    Expression,
    OfRow,
    Operation,
    Output,
    names_in,
    walk,
)
from minka.engine.forms.journey import Journey, page_of_reading, page_of_rule
from minka.engine.forms.ordering import evaluation_order
from minka.engine.forms.page_checks import question_facts
from minka.engine.forms.scripting import FARTHEST_HOLIDAYS, Json, plain_expression, plain_value

PLAN_FORMAT = "minka-plan/1"
HELD: Mapping[str, Json] = {"held": True}


def to_plan(definition: Definition, state: State) -> dict[str, Json]:
    """The steps of a journey as JSON: pages, questions, calculations and tables in the order of evaluation.

    Args:
        definition: the service, in the version of the application.
        state: of the journey now; only its day and its holidays are used.

    Returns:
        ``steps``, ``pages`` in their order, ``rules``, ``today``, and ``holidays`` where working days are counted.
    """
    steps = {step["id"]: step for step in _steps(definition)}
    plan: dict[str, Json] = {
        "format": PLAN_FORMAT,
        "steps": [steps[name] for name in evaluation_order(definition)],
        "pages": [
            {
                "id": page.id,
                "questions": [question.id for question in page.questions],
                "exit": page.exit,
                "screening": page.screening,
            }
            for page in definition.pages
        ],
        "rules": [{"page": page_of_rule(definition, rule), "when": _plain(rule.when)} for rule in definition.rules],
        "today": None if state.context.today is None else state.context.today.isoformat(),
    }
    holidays = state.values.get(HOLIDAYS)
    if holidays is not None and any(_counts(each) for each in _expressions(definition)):
        plan["holidays"] = [day.isoformat() for day in sorted(holidays)][-FARTHEST_HOLIDAYS:]
    return plan


def plan_answers(now: Journey) -> dict[str, Json]:
    """What a plan needs of the answers that count: values where a condition reads them, else only that there is one."""
    read = {name for each in _expressions(now.definition) for name in names_in(each)}
    in_rows = {part.id for each in _expressions(now.definition) for part in walk(each) if isinstance(part, OfRow)}
    told: dict[str, Json] = {}
    for name, kept in now.answered.items():
        if name in now.state.faults:
            continue
        if isinstance(kept, list) and now.definition.by_id[name].questions:
            told[name] = [{key: _told(each, key in in_rows) for key, each in row.items()} for row in kept]
        else:
            told[name] = _told(kept, name in read)
    return told


def page_plan(definition: Definition, page: Page, *, language: str = SPANISH) -> dict[str, Json]:
    """What checks one page beside a plan: nothing of it is settled, as earlier answers may still wait."""
    asked = [each for each in page.questions if not each.questions]
    values = [each for each in definition.calculations if each.label and page_of_reading(definition, each.expr) == page]
    return {
        "page": page.id,
        "questions": [_question(each) for each in asked],
        "rules": [
            {"question": rule.question, "message": say(rule.message, language), "when": _plain(rule.when)}
            for rule in definition.rules
            if page_of_rule(definition, rule) == page.id
        ],
        "values": [
            {"id": each.id, "type": each.type, "label": say(each.label, language), "expr": _plain(rounded(each))}
            for each in values
        ],
    }


def row_plan(definition: Definition, group: Question) -> dict[str, Json]:
    """The same for one row of a group."""
    told: dict[str, Json] = {"page": definition.page_of[group.id].id, "group": group.id}
    return told | {"questions": [_question(each) for each in group.questions], "rules": [], "values": []}


def _told(kept: object, is_read: bool) -> Json:  # noqa: FBT001 - of this module only
    return kept if kept is None or is_read else HELD


def _steps(definition: Definition) -> Iterator[dict[str, Json]]:
    exits: list[str] = []
    for page in definition.pages:
        yield _with_when({"id": page.id, "kind": "page", "exits": [*exits]}, page)
        if page.exit:
            exits.append(page.id)
        for question in page.questions:
            yield _question(question) | {"kind": "question", "page": page.id}
    for each in definition.calculations:
        yield {"id": each.id, "kind": "value", "expr": _plain(rounded(each))}
    yield from map(_table, definition.tables)


def _question(question: Question) -> dict[str, Json]:
    facts = _with_when(question_facts(question, "today"), question)
    rows = {"questions": [_question(each) for each in question.questions]}
    return facts | (rows if question.questions else {})


def _with_when(told: dict[str, Json], of: Page | Question) -> dict[str, Json]:
    return told if of.when is None else told | {"when": _plain(of.when)}


def _table(table: Table) -> dict[str, Json]:
    return {
        "id": table.id,
        "kind": "table",
        "hit": str(table.hit),
        "inputs": [_plain(each) for each in table.inputs],
        "outputs": [{"id": each.id, "collect": each.collect} for each in table.outputs],
        "rows": [
            {
                "when": [[test.op, *[plain_value(value) for value in test.values]] for test in row.when],
                "then": [_plain(each) for each in row.then],
                "priority": row.priority,
            }
            for row in table.rows
        ],
    }


def _plain(expression: Expression) -> Json:
    return plain_expression(_by_name(expression))


def _by_name(expression: Expression) -> Expression:
    """Everything that is worked out lies among the values under its name; so does the day it is."""
    match expression:
        case Operation(name, args):
            return _operation(name, tuple(map(_by_name, args)))
        case Each(name, group, where, value):
            return Each(name, group, where and _by_name(where), value and _by_name(value))
        case Calculated(name):
            return Answer(name)
        case Output():
            return Answer(expression.key)
        case _:
            return expression


def _operation(name: str, args: tuple[Expression, ...]) -> Expression:
    if name == "today":
        return Answer(TODAY)
    return Operation(name, (*args, Answer(TODAY)) if name == "age" and len(args) == 1 else args)


def _expressions(definition: Definition) -> Iterator[Expression]:
    conditions = [page.when for page in definition.pages] + [each.when for each in definition.by_id.values()]
    yield from (each for each in conditions if each is not None)
    yield from (each.expr for each in definition.calculations)
    yield from (each.when for each in definition.rules)
    for table in definition.tables:
        yield from table.inputs
        yield from (each for row in table.rows for each in row.then)


def _counts(expression: Expression) -> bool:
    return any(isinstance(part, Operation) and part.name == "add_working_days" for part in walk(expression))
