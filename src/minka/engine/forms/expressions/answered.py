"""A condition on one answer, told to whoever gave it: "En «¿Cuántos años tienes?» respondiste 20, que es 18 o más"."""

from datetime import date

from minka.engine.forms.expressions.nodes import Answer, Expression, Listed, Literal, Operation, Value
from minka.engine.forms.expressions.telling import COMPARISONS, OPPOSITE, TURNED, Words, tell_one_of, tell_value
from minka.engine.saying import Said, phrase

SAID_YES, SAID_NO = phrase("en {name} respondiste que sí"), phrase("en {name} respondiste que no")
SAID, SAID_NOT = phrase("en {name} respondiste {given}"), phrase("en {name} respondiste {given}, no {wanted}")
MARKED, NOT_MARKED = phrase("en {name} marcaste {option}"), phrase("en {name} no marcaste {option}")
ANSWERED, NOT_ANSWERED = phrase("respondiste {name}"), phrase("no respondiste {name}")
NUMBERS = {
    "lt": phrase("en {name} respondiste {given}, que es menos de {wanted}"),
    "le": phrase("en {name} respondiste {given}, que es {wanted} o menos"),
    "gt": phrase("en {name} respondiste {given}, que es más de {wanted}"),
    "ge": phrase("en {name} respondiste {given}, que es {wanted} o más"),
}
DATES = {
    "lt": phrase("en {name} respondiste {given}, que es antes del {wanted}"),
    "le": phrase("en {name} respondiste {given}, que es el {wanted} o antes"),
    "gt": phrase("en {name} respondiste {given}, que es después del {wanted}"),
    "ge": phrase("en {name} respondiste {given}, que es el {wanted} o después"),
}


def tell_answered(expression: Expression, given: Value, words: Words, *, holds: bool) -> Said | None:
    """Say a condition with the answer that decided it; None for one that reads more than one plain answer.

    Args:
        expression: the condition.
        given: the answer to the question that it reads.
        words: what names are called.
        holds: whether it is so.
    """
    found: Said | None = None
    match expression:
        case Answer(name, None) if isinstance(given, bool):
            found = (SAID_YES if given else SAID_NO).fill(name=words.name(name))
        case Operation("known", (Answer(name, None),)):
            found = (ANSWERED if holds else NOT_ANSWERED).fill(name=words.name(name))
        case Operation("not", (inner,)):
            found = tell_answered(inner, given, words, holds=not holds)
        case Operation("in", (Literal(value), Answer(name, None))):
            option = tell_value(value, words.options.get(name))
            found = (MARKED if holds else NOT_MARKED).fill(name=words.name(name), option=option)
        case Operation("in", (Answer(name, None), Listed(values))):
            found = _same(name, given, tell_one_of(values, words.options.get(name)), words, is_same=holds)
        case Operation(op, (Answer(name, None), Literal(value))) if op in COMPARISONS:
            found = _compared(op, name, given, value, words, holds=holds)
        case Operation(op, (Literal(value), Answer(name, None))) if op in COMPARISONS:
            found = _compared(TURNED.get(op, op), name, given, value, words, holds=holds)
    return found


def question_of(expression: Expression) -> str:
    """The question of the one plain answer that a condition reads; empty when it reads others."""
    match expression:
        case Answer(name, None):
            return name
        case Operation("known" | "not", (inner,)):
            return question_of(inner)
        case Operation(op, (one, other)) if op in COMPARISONS or op == "in":
            answers = [each for each in (one, other) if isinstance(each, Answer)]
            return question_of(answers[0]) if len(answers) == 1 else ""
    return ""


def _compared(op: str, name: str, given: Value, value: Value, words: Words, *, holds: bool) -> Said | None:
    so = op if holds else OPPOSITE[op]
    if so in {"eq", "ne"}:
        if isinstance(given, bool):
            return (SAID_YES if given else SAID_NO).fill(name=words.name(name))
        return _same(name, given, tell_value(value, words.options.get(name)), words, is_same=so == "eq")
    sentences = DATES if isinstance(value, date) else NUMBERS
    return sentences[so].fill(name=words.name(name), given=tell_value(given), wanted=tell_value(value))


def _same(name: str, given: Value, wanted: str, words: Words, *, is_same: bool) -> Said | None:
    if given is None:
        return None
    told = tell_value(given, words.options.get(name))
    if is_same:
        return SAID.fill(name=words.name(name), given=told)
    return SAID_NOT.fill(name=words.name(name), given=told, wanted=wanted)
