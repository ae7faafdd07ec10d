"""Expressions in Spanish words, with the labels of the questions in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from minka.engine.forms.expressions.nodes import (
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
)

PARTS = {
    "department": "el departamento de ",
    "province": "la provincia de ",
    "district": "el distrito de ",
    "kind": "el tipo de ",
    "number": "el número de ",
}
COMPARISONS = {
    "eq": "{} es {}",
    "ne": "{} no es {}",
    "lt": "{} es menos de {}",
    "le": "{} es {} o menos",
    "gt": "{} es más de {}",
    "ge": "{} es {} o más",
}
OF_DATES = {
    "lt": "{} es antes del {}",
    "le": "{} es el {} o antes",
    "gt": "{} es después del {}",
    "ge": "{} es el {} o después",
}
OTHERS = {
    "not": "no se cumple que {}",
    "sub": "{} menos {}",
    "div": "{} entre {}",
    "round": "{} redondeado",
    "if": "si {}, {}; si no, {}",
    "add_days": "{} más {} días",
    "add_working_days": "{} más {} días hábiles",
    "days_between": "los días de {} a {}",
    "year": "el año de {}",
    "length": "cuánto hay en {}",
    "known": "{} está respondida",
    "today": "hoy",
}
JOINED = {"and": " y ", "or": " o ", "add": " más ", "mul": " por "}
FIRST_OF = {"min": "lo menor de ", "max": "lo mayor de "}
EACH = {
    "any": "en al menos una fila de {}, {}",
    "all": "en todas las filas de {}, {}",
    "count": "cuántas filas de {}{}",
    "sum": "la suma de {}{}",
}
MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Words:
    """What names are called: ``labels`` of questions, ``options`` of each, and what is ``shown`` beside a name."""

    labels: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shown: Callable[[str], str] = lambda _name: ""

    def name(self, name: str) -> str:
        """A question by its label, anything else by its id."""
        return f"«{self.labels.get(name, name)}»{self.shown(name)}"


def tell(expression: Expression, words: Words) -> str:
    """Say an expression in Spanish.

    >>> tell(Operation("ge", (Answer("age"), Literal(Decimal(18)))), Words({"age": "¿Cuántos años tienes?"}))
    '«¿Cuántos años tienes?» es 18 o más'
    """
    match expression:
        case Operation():
            return _operation(expression, words)
        case Each():
            return _each(expression, words)
        case Literal(value):
            return tell_value(value)
        case Listed(values):
            return tell_value(values)
        case _:
            return _named(expression, words)


def tell_value(value: Value, options: Mapping[str, str] | None = None) -> str:
    """Say a value in Spanish: dates with the day first, options by their labels.

    >>> tell_value(date(2026, 3, 1)), tell_value(True), tell_value(None)
    ('01/03/2026', 'sí', 'todavía no se sabe')
    """
    if value is None:
        return "todavía no se sabe"
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _tell_words(value, options or {})


def _tell_words(value: Value, options: Mapping[str, str]) -> str:
    if isinstance(value, str):
        return f"«{options.get(value, value)}»"
    if isinstance(value, Mapping):
        return f"«{value.get('code') or value.get('number')}»"
    told = [tell_value(each, options) for each in list(value)[:MOST_LISTED] if not isinstance(each, Mapping)]
    more = len(value) - len(told)
    return ", ".join([*told, f"{more} más"] if more and told else told) or f"{len(value)}"


def _named(expression: Answer | OfRow | Calculated | Output, words: Words) -> str:
    match expression:
        case Answer(name, part) | OfRow(name, part):
            return PARTS.get(part or "", "") + words.name(name)
        case Calculated(name):
            return f"el resultado {words.name(name)}"
        case Output(table, name):
            return f"«{name}» según la tabla {words.name(table)}"


def _operation(expression: Operation, words: Words) -> str:
    name, args = expression.name, expression.args
    if name in COMPARISONS:
        return _comparison(name, args, words)
    if name == "in":
        return _among(args, words)
    told = [_wrapped(arg, tell(arg, words)) for arg in args]
    if name in JOINED:
        return JOINED[name].join(told)
    if name in FIRST_OF:
        return FIRST_OF[name] + ", ".join(told)
    if name == "age":
        return f"la edad según {told[0]}"
    return OTHERS[name].format(*told)


def _wrapped(arg: Expression, told: str) -> str:
    return f"({told})" if isinstance(arg, Operation) and arg.name in JOINED else told


def _comparison(name: str, args: tuple[Expression, ...], words: Words) -> str:
    left, right = args
    options = _options_of(left, words) or _options_of(right, words)
    first, second = (_literal_or(arg, options, words) for arg in args)
    if isinstance(left, Literal) and not isinstance(right, Literal):
        first, second = second, first
        name = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}.get(name, name)
    is_date = any(isinstance(arg, Literal) and isinstance(arg.value, date) for arg in args)
    return (OF_DATES if is_date and name in OF_DATES else COMPARISONS)[name].format(first, second)


def _literal_or(arg: Expression, options: Mapping[str, str], words: Words) -> str:
    return tell_value(arg.value, options) if isinstance(arg, Literal) else _wrapped(arg, tell(arg, words))


def _options_of(arg: Expression, words: Words) -> Mapping[str, str]:
    return words.options.get(arg.id, {}) if isinstance(arg, Answer | OfRow) and arg.part is None else {}


def _among(args: tuple[Expression, ...], words: Words) -> str:
    one, several = args
    if isinstance(several, Listed):
        return f"{tell(one, words)} es una de estas: {tell_value(several.values, _options_of(one, words))}"
    return f"{tell(several, words)} incluye {_literal_or(one, _options_of(several, words), words)}"


def _each(expression: Each, words: Words) -> str:
    group = words.name(expression.group)
    where = "" if expression.where is None else tell(expression.where, words)
    if expression.name in {"any", "all"}:
        return EACH[expression.name].format(group, where)
    if expression.value is not None:
        return EACH["sum"].format(tell(expression.value, words), f" en {group}{where and f', donde {where}'}")
    return EACH["count"].format(group, where and f", donde {where}")
