"""One pass over a definition: which pages and questions are shown, what everything is worth, what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from minka.engine.forms.answers.context import Context
from minka.engine.forms.answers.keeping import MONEY_DECIMALS, Unfit, value_of
from minka.engine.forms.definition import Calculation, Definition, Page, Question, QuestionType, Table
from minka.engine.forms.expressions.compiling import compile_expression
from minka.engine.forms.expressions.nodes import Expression, Literal, Operation, Runner, Values
from minka.engine.forms.faults import Fault
from minka.engine.forms.ordering import KEPT, evaluation_order
from minka.engine.forms.tabulating import compile_table

type Answers = Mapping[str, object]
type Step = Callable[["State"], None]


@dataclass(slots=True, eq=False)
class State:
    """What one pass found out.

    ``values`` holds what is known, by id; ``shown`` says of each page and question whether it is shown (True), is not
    (False), or depends on what is not answered yet (None); ``kept`` are the current answers; ``blank`` the questions
    passed on purpose; ``faults`` what is wrong, by question; ``dropped`` what rows held and should not.
    """

    answers: Answers
    context: Context
    values: Values
    shown: dict[str, bool | None] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Program:
    """A definition made ready to run."""

    steps: tuple[tuple[str, Step], ...]
    rules: tuple[tuple[str, Runner], ...]


@lru_cache(maxsize=KEPT)
def program_of(definition: Definition) -> Program:
    """Make a definition ready, once."""
    steps: dict[str, Step] = {}
    exits: list[str] = []
    for page in definition.pages:
        steps[page.id] = _page_step(page, tuple(exits))
        if page.exit:
            exits.append(page.id)
        steps |= {question.id: _question_step(question, page.id) for question in page.questions}
    steps |= {each.id: _calculation_step(each) for each in definition.calculations}
    steps |= {each.id: _table_step(each) for each in definition.tables}
    rules = tuple((rule.id, compile_expression(rule.when)) for rule in definition.rules)
    return Program(tuple((name, steps[name]) for name in evaluation_order(definition)), rules)


def evaluate_all(definition: Definition, answers: Answers, context: Context) -> State:
    """Run a definition on answers; what is hidden counts as not answered."""
    state = State(answers, context, context.values())
    for _, step in program_of(definition).steps:
        step(state)
    return state


def _page_step(page: Page, exits: tuple[str, ...]) -> Step:
    when = None if page.when is None else compile_expression(page.when)

    def run(state: State) -> None:
        if any(state.shown[each] for each in exits):
            state.shown[page.id] = False
        else:
            state.shown[page.id] = True if when is None else when(state.values, None)

    return run


def _question_step(question: Question, page: str) -> Step:
    name = question.id
    when = None if question.when is None else compile_expression(question.when)
    read = _row_reader(question) if question.type == QuestionType.GROUP else _read_answer

    def run(state: State) -> None:
        shown = state.shown[page]
        if shown and when is not None:
            shown = when(state.values, None)
        state.shown[name] = shown
        if shown and name in state.answers:
            read(question, state)

    return run


def _read_answer(question: Question, state: State) -> None:
    name = question.id
    answer = state.answers[name]
    if answer is None:
        state.blank.add(name)
        state.kept[name] = None
        return
    try:
        state.values[name] = value_of(question, answer, state.context)
        state.kept[name] = answer
    except Unfit as wrong:
        state.faults[name] = [wrong.at(name)]


type RowReader = Callable[[Question, State], None]


def _row_reader(group: Question) -> RowReader:
    children = [(child, None if child.when is None else compile_expression(child.when)) for child in group.questions]

    def read(question: Question, state: State) -> None:
        if state.answers[question.id] is None:
            _read_answer(question, state)
            return
        try:
            rows = value_of(question, state.answers[question.id], state.context)
        except Unfit as wrong:
            state.faults[question.id] = [wrong.at(question.id)]
            return
        read_rows = [_read_row(children, row, f"{question.id}/{at}", state) for at, row in enumerate(rows)]
        state.values[question.id] = tuple(values for values, _ in read_rows)
        state.kept[question.id] = [kept for _, kept in read_rows]

    return read


def _read_row(
    children: list[tuple[Question, Runner | None]], row: Mapping[str, object], path: str, state: State
) -> tuple[Values, dict[str, object]]:
    values: Values = {}
    kept: dict[str, object] = {}
    for child, when in children:
        if when is not None and when(state.values, values) is not True:
            continue
        answer = row.get(child.id)
        kept[child.id] = answer
        try:
            if answer is not None:
                values[child.id] = value_of(child, answer, state.context)
            elif child.required:
                raise Unfit(required_code(child))
        except Unfit as wrong:
            state.faults.setdefault(path.partition("/")[0], []).append(wrong.at(f"{path}/{child.id}"))
    state.dropped.update(f"{path}/{name}" for name in row.keys() - kept.keys())
    return values, kept


def required_code(question: Question) -> str:
    """Which sentence asks for an answer that is missing."""
    return {
        QuestionType.YES_NO: "required_choice",
        QuestionType.ONE_OF: "required_choice",
        QuestionType.MANY_OF: "required_many",
        QuestionType.FILE: "required_file",
        QuestionType.PHOTO: "required_file",
        QuestionType.DECLARATION: "required_declaration",
    }.get(question.type, "required")


def rounded(calculation: Calculation) -> Expression:
    """What a calculation comes to: money in whole céntimos."""
    if calculation.type != "money":
        return calculation.expr
    return Operation("round", (calculation.expr, Literal(Decimal(MONEY_DECIMALS))))


def _calculation_step(calculation: Calculation) -> Step:
    runner = compile_expression(rounded(calculation))

    def run(state: State) -> None:
        state.values[calculation.id] = runner(state.values, None)

    return run


def _table_step(table: Table) -> Step:
    run_table = compile_table(table)
    keys = [f"{table.id}.{output.id}" for output in table.outputs]

    def run(state: State) -> None:
        state.values.update(zip(keys, run_table(state.values), strict=True))

    return run
