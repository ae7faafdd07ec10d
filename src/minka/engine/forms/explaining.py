"""Why a value is what it is: a tree of reasons, in sentences that name the questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from minka.engine.forms.definition import SPANISH, Calculation, Definition, Table, say
from minka.engine.forms.evaluation import State
from minka.engine.forms.expressions.answered import SAID, question_of, tell_answered
from minka.engine.forms.expressions.compiling import compile_expression
from minka.engine.forms.expressions.nodes import (
    HOLIDAYS,
    Answer,
    Calculated,
    Each,
    Expression,
    OfRow,
    Operation,
    Output,
    Value,
)
from minka.engine.forms.expressions.telling import Words, tell, tell_condition, tell_value
from minka.engine.forms.ordering import KEPT
from minka.engine.saying import Said, listed, phrase

CAUSES = {
    "unanswered": phrase("falta responder {name}"),
    "undecided": phrase("todavía no se sabe si corresponde preguntar {name}"),
    "hidden": phrase("{name} no se pregunta en este caso"),
    "blank": phrase("{name} quedó en blanco"),
    "wrong": phrase("la respuesta a {name} no se puede leer"),
    "division": phrase("no se puede dividir entre cero"),
    "too_large": phrase("el número es demasiado grande"),
    "no_today": phrase("no se sabe qué día es hoy"),
    "no_holidays": phrase("no se sabe qué días son feriados"),
    "no_such_day": phrase("no hay tal día"),
    "no_row": phrase("ninguna fila de la tabla da el resultado"),
    "parts": phrase("depende de algo que todavía no se sabe"),
}
RESULT = phrase("{what}: {value}")
OPEN = {"unanswered", "undecided", "wrong"}
OF_DATES = {"age", "add_days", "add_working_days"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One step. Of a value that is not known, ``cause`` is a code of ``CAUSES`` and ``name`` what it is about."""

    text: str
    value: Value
    cause: str
    name: str
    children: tuple["Reason", ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The questions whose answers would settle it, in the order they are met."""
        return tuple(dict.fromkeys(each.name for each in _leaves(self) if each.cause in OPEN))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What decided, one sentence for each part that did, without repeating any."""
        return tuple(dict.fromkeys(each.text for each in _leaves(self)))

    def to_json(self) -> dict[str, object]:
        """Give the plain value that commands print."""
        return {
            "text": self.text,
            "value": None if self.value is None else tell_value(self.value),
            "cause": self.cause,
            "children": [each.to_json() for each in self.children],
        }


def explain(definition: Definition, expression: Expression, state: State, *, language: str = SPANISH) -> Reason:
    """Tell why an expression has its value.

    Args:
        definition: the service that the expression belongs to.
        expression: any of its expressions.
        state: one pass over the definition (``journey(…).state``).
        language: of the labels; the sentences around them are Spanish, for ``say`` to turn.
    """
    return _Explaining(definition, state, _words(definition, language)).reason(expression)


def words_of(definition: Definition, language: str = SPANISH) -> Words:
    """The labels and options of a definition, for telling its expressions."""
    return _words(definition, language)


@lru_cache(maxsize=KEPT)
def _words(definition: Definition, language: str) -> Words:
    questions = definition.by_id.values()
    return Words(
        {each.id: say(each.label, language) for each in questions},
        {each.id: {option.id: say(option.label, language) for option in each.options} for each in questions},
    )


class _Explaining:
    def __init__(self, definition: Definition, state: State, words: Words) -> None:
        self.state = state
        self.plain = words
        self.calculations: dict[str, Calculation] = {each.id: each for each in definition.calculations}
        self.tables: dict[str, Table] = {each.id: each for each in definition.tables}

    def reason(self, expression: Expression) -> Reason:
        value = compile_expression(expression)(self.state.values, None)
        children = tuple(self.reason(each) for each in self._parts(expression))
        cause, name = ("", "") if value is not None else self._cause(expression, children)
        return Reason(self._text(expression, value, cause, name), value, cause, name, children)

    def _parts(self, expression: Expression) -> tuple[Expression, ...]:
        match expression:
            case Operation(_, args):
                return tuple(arg for arg in args if isinstance(arg, Operation | Each | Answer | Calculated | Output))
            case Calculated(name):
                return (self.calculations[name].expr,)
            case Output(table, _):
                return self.tables[table].inputs
            case Each(_, group):
                return (Answer(group),)
            case _:
                return ()

    def _cause(self, expression: Expression, children: tuple[Reason, ...]) -> tuple[str, str]:
        match expression:
            case Answer(name):
                return self._missing(name), name
            case OfRow(name):
                return "unanswered", name
            case Operation(name, _):
                is_of_parts = any(each.value is None for each in children)
                return ("parts" if is_of_parts else self._failure(name)), ""
            case Output(table, _):
                return ("parts" if any(each.value is None for each in children) else "no_row"), table
            case _:
                return "parts", ""

    def _missing(self, name: str) -> str:
        shown = self.state.shown.get(name)
        if shown is not True:
            return "hidden" if shown is False else "undecided"
        if name in self.state.blank:
            return "blank"
        return "wrong" if name in self.state.faults else "unanswered"

    def _failure(self, operation: str) -> str:
        if operation == "today" or (operation == "age" and self.state.context.today is None):
            return "no_today"
        if operation == "add_working_days" and self.state.values.get(HOLIDAYS) is None:
            return "no_holidays"
        if operation in OF_DATES:
            return "no_such_day"
        return "division" if operation == "div" else "too_large"

    def _text(self, expression: Expression, value: Value, cause: str, name: str) -> str:
        if cause and cause != "parts":
            return _sentence(CAUSES[cause].fill(name=self.plain.name(name)))
        if isinstance(value, bool):
            given = self.state.values.get(question_of(expression))
            answered = tell_answered(expression, given, self.plain, holds=value)
            return _sentence(answered or tell_condition(expression, self.plain, holds=value))
        told = tell(expression, self.plain)
        if value is None:
            return _sentence(RESULT.fill(what=told, value=tell_value(value)))
        if isinstance(expression, Answer) and expression.part is None:
            return _sentence(SAID.fill(name=told, given=tell_value(value, self.plain.options.get(expression.id))))
        return _sentence(RESULT.fill(what=told, value=tell_value(value)))


def _sentence(text: str) -> Said:
    return (text if isinstance(text, Said) else listed([text])).raised()


def _leaves(reason: Reason) -> Iterator[Reason]:
    """The parts that decided: of an *and* that is false only what is false, of an unknown only what is not known."""
    if reason.value is None:
        deciding = [each for each in reason.children if each.value is None]
    elif isinstance(reason.value, bool):
        deciding = [each for each in reason.children if isinstance(each.value, bool) and each.children]
    else:
        deciding = []
    same = [each for each in deciding if each.value is reason.value]
    chosen = same if same and len(same) < len(deciding) else deciding
    if not chosen:
        yield reason
    for each in chosen:
        yield from _leaves(each)
