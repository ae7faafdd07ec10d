"""The part of a definition that a browser may evaluate: which questions of one page to show while it is filled.

What does not depend on the page's own answers is put in as a value, so that no answer of another page leaves the server
unless a condition needs it. The browser only hides and shows; the server's journey decides.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from minka.engine.forms.answers.context import NOWHERE, Context
from minka.engine.forms.definition import Definition, Page, Question, QuestionType
from minka.engine.forms.evaluation import Answers, State, evaluate_all, rounded
from minka.engine.forms.expressions.compiling import compile_expression
from minka.engine.forms.expressions.nodes import (
    HOLIDAYS,
    TODAY,
    Answer,
    Calculated,
    Each,
    Expression,
    Listed,
    Literal,
    OfRow,
    Operation,
    Output,
    Value,
    names_in,
    walk,
)
from minka.engine.forms.ordering import cone_of

SCRIPT_FORMAT = "minka-script/1"
FARTHEST_HOLIDAYS = 400

type Json = object


def to_script(
    definition: Definition, page_id: str, answers: Answers | None = None, context: Context = NOWHERE
) -> dict[str, Json]:
    """The conditions of one page's questions as JSON for ``expressions.js``.

    Args:
        definition: the service.
        page_id: the page that is about to be shown.
        answers: those kept so far; of the other pages only what conditions need goes out.
        context: the day and the holidays.

    Returns:
        ``format``, ``questions`` (each with ``id``, ``base`` and ``when``) and ``holidays`` where working days are
        counted. A condition that only the server can evaluate (a table that depends on this page) is missing, and its
        question is listed in ``server``.

    Raises:
        KeyError: the definition has no such page.
    """
    page = definition.page(page_id)
    if page is None:
        raise KeyError(page_id)
    return Settling(definition, page, evaluate_all(definition, answers or {}, context)).script()


def plain_expression(expression: Expression) -> Json:
    """An expression as the evaluator of the browser reads it: every literal tagged with its type."""
    match expression:
        case Literal(value):
            return plain_value(value)
        case Listed(values):
            return {"list": [plain_value(each) for each in values]}
        case Operation(name, args):
            return {"op": name, "args": [plain_expression(each) for each in args]}
        case Each():
            return _plain_each(expression)
        case Answer(name, part) | OfRow(name, part):
            key = "answer" if isinstance(expression, Answer) else "row"
            return {key: name} | ({"part": part} if part else {})
        case Calculated() | Output():
            message = "calculations and tables are put in as values or expressions"
            raise TypeError(message)


def _plain_each(expression: Each) -> Json:
    told: dict[str, Json] = {"op": expression.name, "of": expression.group}
    if expression.where is not None:
        told["where"] = plain_expression(expression.where)
    if expression.value is not None:
        told["value"] = plain_expression(expression.value)
    return told


def plain_value(value: Value) -> Json:
    """A value with its type: ``{"number": "12.5"}``, ``{"date": "2026-03-01"}``; texts and truths as they are.

    >>> plain_value(Decimal("12.50")), plain_value(date(2026, 3, 1)), plain_value(None)
    ({'number': '12.50'}, {'date': '2026-03-01'}, {'unknown': True})
    """
    if value is None:
        return {"unknown": True}
    if isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return {"number": f"{value:f}"}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return _plain_compound(value)


def _plain_compound(value: Value) -> Json:
    if isinstance(value, Mapping):
        return {"object": {str(key): plain_value(each) for key, each in value.items() if type(each) is not int}}
    return {"list": [plain_value(each) for each in value]}


class Settling:
    """Puts in as values whatever the answers of one page cannot change.

    ``moving`` are the ids that they can change; the rows of a group count among them when ``rows_move``.
    """

    def __init__(self, definition: Definition, page: Page, state: State, *, rows_move: bool = True) -> None:
        self.page, self.state = page, state
        self.calculations = {each.id: rounded(each) for each in definition.calculations}
        own = {question.id for question in page.questions if rows_move or question.type != QuestionType.GROUP}
        names = {*self.calculations, *(table.id for table in definition.tables)}
        self.moving = own | {name for name in names if own & cone_of(definition, (name,))}

    def script(self) -> dict[str, Json]:
        """The conditions of all questions of the page, those of rows too."""
        questions: list[Json] = []
        server: list[str] = []
        settled: list[Expression] = []
        for question in self._all():
            told: dict[str, Json] = {"id": question.id, "base": str(question.kind.base)}
            if question.when is not None:
                when = self.settled(question.when)
                if when is None:
                    server.append(question.id)
                else:
                    told["when"] = plain_expression(when)
                    settled.append(when)
            questions.append(told)
        script: dict[str, Json] = {"format": SCRIPT_FORMAT, "questions": questions, "server": server}
        return script | self.holidays_for(settled)

    def holidays_for(self, expressions: Iterable[Expression]) -> dict[str, Json]:
        """The days off, where working days are counted and a calendar is known."""
        holidays = self.state.values.get(HOLIDAYS)
        if holidays is None or not any(map(_counts_working_days, expressions)):
            return {}
        return {"holidays": [day.isoformat() for day in sorted(holidays)][-FARTHEST_HOLIDAYS:]}

    def _all(self) -> list[Question]:
        return [each for question in self.page.questions for each in (question, *question.questions)]

    def moves(self, expression: Expression) -> bool:
        """Whether an answer of the page can change it."""
        return bool(set(names_in(expression)) & self.moving)

    def settled(self, expression: Expression) -> Expression | None:
        """The expression with everything put in that this page cannot change; None when only the server can tell."""
        match expression:
            case Operation("today", _):
                return self._value(self.state.values.get(TODAY))
            case Operation("age", (birth,)):
                return self.settled(Operation("age", (birth, Operation("today", ()))))
            case Operation(name, args):
                parts = [self.settled(each) for each in args]
                return None if None in parts else Operation(name, tuple(each for each in parts if each is not None))
            case Each(_, group):
                return self._of_rows(expression) if group in self.moving else self._constant(expression)
            case _:
                return self._name(expression)

    def _name(self, expression: Expression) -> Expression | None:
        if not self.moves(expression):
            return expression if isinstance(expression, Literal | Listed | OfRow) else self._constant(expression)
        if isinstance(expression, Calculated):
            return self.settled(self.calculations[expression.id])
        return None if isinstance(expression, Output) else expression

    def _of_rows(self, expression: Each) -> Expression | None:
        where = None if expression.where is None else self.settled(expression.where)
        value = None if expression.value is None else self.settled(expression.value)
        is_lost = (where is None) != (expression.where is None) or (value is None) != (expression.value is None)
        return None if is_lost else Each(expression.name, expression.group, where, value)

    def _constant(self, expression: Expression) -> Expression:
        return self._value(compile_expression(expression)(self.state.values, None))

    def _value(self, value: Value) -> Expression:
        return Literal(value)


def _counts_working_days(expression: Expression) -> bool:
    return any(isinstance(part, Operation) and part.name == "add_working_days" for part in walk(expression))
