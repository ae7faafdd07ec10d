"""Expressions in words, with the labels of the questions in them."""

from collections.abc import Mapping, Sequence
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
from minka.engine.saying import joined, listed, phrase

QUOTED = phrase("«{name}»")
PARTS = {
    "department": phrase("el departamento de {name}"),
    "province": phrase("la provincia de {name}"),
    "district": phrase("el distrito de {name}"),
    "kind": phrase("el tipo de {name}"),
    "number": phrase("el número de {name}"),
}
COMPARISONS = {
    "eq": phrase("{first} es {second}"),
    "ne": phrase("{first} no es {second}"),
    "lt": phrase("{first} es menos de {second}"),
    "le": phrase("{first} es {second} o menos"),
    "gt": phrase("{first} es más de {second}"),
    "ge": phrase("{first} es {second} o más"),
}
OF_DATES = {
    "lt": phrase("{first} es antes del {second}"),
    "le": phrase("{first} es el {second} o antes"),
    "gt": phrase("{first} es después del {second}"),
    "ge": phrase("{first} es el {second} o después"),
}
OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}
TURNED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}
NOT_SO = phrase("no se cumple que {what}")
MARKED, NOT_MARKED = phrase("en {name} se marca {option}"), phrase("en {name} no se marca {option}")
KNOWN, NOT_KNOWN = phrase("{name} está respondida"), phrase("{name} no está respondida")
OTHERS = {
    "sub": phrase("{first} menos {second}"),
    "div": phrase("{first} entre {second}"),
    "round": phrase("{first} redondeado"),
    "if": phrase("si {first}, {second}; si no, {third}"),
    "add_days": phrase("{first} más {second} días"),
    "add_working_days": phrase("{first} más {second} días hábiles"),
    "days_between": phrase("los días de {first} a {second}"),
    "year": phrase("el año de {first}"),
    "length": phrase("cuánto hay en {first}"),
    "age": phrase("la edad según {first}"),
    "today": phrase("hoy"),
    "min": phrase("lo menor de {first}"),
    "max": phrase("lo mayor de {first}"),
}
OR = phrase("{first} o {second}")
JOINED = {
    "and": phrase("{first} y {second}"),
    "or": OR,
    "add": phrase("{first} más {second}"),
    "mul": phrase("{first} por {second}"),
}
PLACES = ("first", "second", "third")
ANY, ALL = phrase("en al menos una fila de {group}, {where}"), phrase("en todas las filas de {group}, {where}")
COUNT, COUNT_WHERE = phrase("cuántas filas de {group}"), phrase("cuántas filas de {group}, donde {where}")
SUM, SUM_WHERE = phrase("la suma de {what} en {group}"), phrase("la suma de {what} en {group}, donde {where}")
MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Words:
    """What names are called: ``labels`` of questions and ``options`` of each."""

    labels: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name(self, name: str) -> str:
        """A question by its label, anything else by its id."""
        return QUOTED.fill(name=self.labels.get(name, name))


def tell(expression: Expression, words: Words) -> str:
    """Say an expression in words.

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


def tell_condition(expression: Expression, words: Words, *, holds: bool = True) -> str:
    """Say a condition as what is so, or, where ``holds`` is False, as its contrary.

    >>> tell_condition(Answer("food"), Words({"food": "¿Vendes comida?"}), holds=False)
    '«¿Vendes comida?» es no'
    """
    match expression:
        case Answer() | OfRow() | Calculated() | Output():
            return COMPARISONS["eq"].fill(first=_named(expression, words), second=tell_value(holds))
        case Operation("not", (inner,)):
            return tell_condition(inner, words, holds=not holds)
        case Operation(name, args) if name in COMPARISONS:
            return _comparison(name if holds else OPPOSITE[name], args, words)
        case Operation("in", args):
            return _among(args, words, holds=holds)
        case Operation("known", (inner,)):
            return (KNOWN if holds else NOT_KNOWN).fill(name=tell(inner, words))
    return tell(expression, words) if holds else NOT_SO.fill(what=tell(expression, words))


def tell_value(value: Value, options: Mapping[str, str] | None = None) -> str:
    """Say a value in words: dates with the day first, options by their labels.

    >>> tell_value(date(2026, 3, 1)), tell_value(True), tell_value(None)
    ('01/03/2026', 'sí', 'todavía no se sabe')
    """
    if value is None:
        return phrase("todavía no se sabe")
    if isinstance(value, bool):
        return phrase("sí") if value else phrase("no")
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _tell_words(value, options or {})


def _tell_words(value: Value, options: Mapping[str, str]) -> str:
    if isinstance(value, str):
        return QUOTED.fill(name=options.get(value, value))
    if isinstance(value, Mapping):
        return QUOTED.fill(name=str(value.get("code") or value.get("number")))
    told = [tell_value(each, options) for each in list(value)[:MOST_LISTED] if not isinstance(each, Mapping)]
    more = len(value) - len(told)
    if more and told:
        told.append(phrase("{more} más").fill(more=more))
    return listed(told) if told else f"{len(value)}"


def tell_one_of(values: Sequence[Value], options: Mapping[str, str] | None = None) -> str:
    """Say of what one is enough.

    >>> tell_one_of(("a", "b", "c"), {"a": "Bodega"})
    '«Bodega», «b» o «c»'
    """
    told = [tell_value(each, options) for each in values[:MOST_LISTED]]
    if len(values) > len(told):
        told.append(phrase("{more} más").fill(more=len(values) - len(told)))
    *first, last = told
    return OR.fill(first=listed(first), second=last) if first else last


def _named(expression: Answer | OfRow | Calculated | Output, words: Words) -> str:
    match expression:
        case Answer(name, part) | OfRow(name, part):
            return PARTS[part].fill(name=words.name(name)) if part else words.name(name)
        case Calculated(name):
            return phrase("el resultado {name}").fill(name=words.name(name))
        case Output(table, name):
            output = QUOTED.fill(name=name)
            return phrase("{output} según la tabla {table}").fill(output=output, table=words.name(table))


def _operation(expression: Operation, words: Words) -> str:
    name, args = expression.name, expression.args
    if name in COMPARISONS or name in {"in", "not", "known"}:
        return tell_condition(expression, words)
    if name in {"and", "or"}:
        return joined([_wrapped(arg, tell_condition(arg, words)) for arg in args], JOINED[name])
    told = [_wrapped(arg, tell(arg, words)) for arg in args]
    if name in JOINED:
        return joined(told, JOINED[name])
    if name in {"min", "max"}:
        return OTHERS[name].fill(first=listed(told))
    if name == "if":
        told[0] = tell_condition(args[0], words)
    return OTHERS[name].fill(**dict(zip(PLACES, told, strict=False)))


def _wrapped(arg: Expression, told: str) -> str:
    return phrase("({what})").fill(what=told) if isinstance(arg, Operation) and arg.name in JOINED else told


def _comparison(name: str, args: tuple[Expression, ...], words: Words) -> str:
    left, right = args
    options = _options_of(left, words) or _options_of(right, words)
    first, second = (_literal_or(arg, options, words) for arg in args)
    if isinstance(left, Literal) and not isinstance(right, Literal):
        first, second = second, first
        name = TURNED.get(name, name)
    is_date = any(isinstance(arg, Literal) and isinstance(arg.value, date) for arg in args)
    return (OF_DATES if is_date and name in OF_DATES else COMPARISONS)[name].fill(first=first, second=second)


def _literal_or(arg: Expression, options: Mapping[str, str], words: Words) -> str:
    return tell_value(arg.value, options) if isinstance(arg, Literal) else tell(arg, words)


def _options_of(arg: Expression, words: Words) -> Mapping[str, str]:
    return words.options.get(arg.id, {}) if isinstance(arg, Answer | OfRow) and arg.part is None else {}


def _among(args: tuple[Expression, ...], words: Words, *, holds: bool) -> str:
    one, several = args
    if isinstance(several, Listed):
        wanted = tell_one_of(several.values, _options_of(one, words))
        return COMPARISONS["eq" if holds else "ne"].fill(first=tell(one, words), second=wanted)
    option = _literal_or(one, _options_of(several, words), words)
    return (MARKED if holds else NOT_MARKED).fill(name=tell(several, words), option=option)


def _each(expression: Each, words: Words) -> str:
    group = words.name(expression.group)
    where = None if expression.where is None else tell_condition(expression.where, words)
    if expression.name in {"any", "all"}:
        return (ANY if expression.name == "any" else ALL).fill(group=group, where=where or "")
    if expression.value is not None:
        what = tell(expression.value, words)
        return SUM_WHERE.fill(what=what, group=group, where=where) if where else SUM.fill(what=what, group=group)
    return COUNT_WHERE.fill(group=group, where=where) if where else COUNT.fill(group=group)
