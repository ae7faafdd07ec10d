"""Expressions as closures: built once, run a hundred thousand times. None is "not known yet" everywhere.

Numbers have fifteen digits before the point and twelve after it; what is larger is not known. Products and quotients
are rounded to twelve places, half away from zero, so that every evaluator can give the very same digits.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from minka.engine.clocks.days import LONGEST_TERM, add_business_days
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
    Row,
    Runner,
    Value,
    Values,
)

EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[])
TOO_LARGE = Decimal(10) ** 15
PLACES = 12
FINEST = Decimal(1).scaleb(-PLACES)
FARTHEST_DAYS = 200_000
PLACE_DIGITS = {"department": 2, "province": 4, "district": 6}


def compile_expression(expression: Expression) -> Runner:
    """Turn an expression into a function of the current values and the row at hand; it never raises.

    >>> runner = compile_expression(Operation("add", (Answer("a"), Literal(Decimal("0.2")))))
    >>> runner({"a": Decimal("0.1")}, None), runner({}, None)
    (Decimal('0.3'), None)
    """
    match expression:
        case Operation(name, args):
            return _MAKERS[name](*map(compile_expression, args))
        case Each():
            return _each(expression)
        case Literal(value):
            return _constant(value)
        case Listed(values):
            return _constant(frozenset(values))
        case _:
            return _named(expression)


def _named(expression: Answer | OfRow | Calculated | Output) -> Runner:
    match expression:
        case Answer(name, part):
            return _part(_reading(name), part)
        case OfRow(name, part):
            return _part(_row_reading(name), part)
        case Calculated(name):
            return _reading(name)
        case Output():
            return _reading(expression.key)


def _constant(value: Value) -> Runner:
    return lambda _values, _row: value


def _reading(name: str) -> Runner:
    return lambda values, _row: values.get(name)


def _row_reading(name: str) -> Runner:
    return lambda _values, row: None if row is None else row.get(name)


def _part(whole: Runner, part: str | None) -> Runner:
    if part is None:
        return whole
    digits = PLACE_DIGITS.get(part)

    def run(values: Values, row: Row) -> Value:
        found = whole(values, row)
        if found is None:
            return None
        return found["code"][:digits] if digits else found[part]

    return run


def _and(*parts: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        result: bool | None = True
        for part in parts:
            found = part(values, row)
            if found is False:
                return False
            if found is None:
                result = None
        return result

    return run


def _or(*parts: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        result: bool | None = False
        for part in parts:
            found = part(values, row)
            if found is True:
                return True
            if found is None:
                result = None
        return result

    return run


def _not(part: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        found = part(values, row)
        return None if found is None else not found

    return run


def _strict(work: Callable[..., Value]) -> Callable[..., Runner]:
    """An operation that is not known as soon as one of its parts is not."""

    def make(*parts: Runner) -> Runner:
        if len(parts) == 2:  # noqa: PLR2004 - nearly all of them, without a list
            return _strict_pair(work, *parts)

        def run(values: Values, row: Row) -> Value:
            found = [part(values, row) for part in parts]
            return None if None in found else work(*found)

        return run

    return make


def _strict_pair(work: Callable[..., Value], left: Runner, right: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        one = left(values, row)
        if one is None:
            return None
        other = right(values, row)
        return None if other is None else work(one, other)

    return run


def _if(condition: Runner, yes: Runner, no: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        found = condition(values, row)
        if found is None:
            either = yes(values, row)  # known all the same when both ways lead to one value
            return either if either is not None and either == no(values, row) else None
        return yes(values, row) if found else no(values, row)

    return run


def _known(part: Runner) -> Runner:
    return lambda values, row: part(values, row) is not None


def _today() -> Runner:
    return lambda values, _row: values.get(TODAY)


def _age(birth: Runner, day: Runner | None = None) -> Runner:
    return _strict_pair(age_on, birth, day or _today())


def _add_working_days(start: Runner, count: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        day, days = start(values, row), count(values, row)
        holidays = values.get(HOLIDAYS)
        if day is None or days is None or holidays is None or days != int(days) or not 0 <= days <= LONGEST_TERM:
            return None
        try:
            return add_business_days(day, int(days), holidays)
        except OverflowError:
            return None

    return run


def _each(expression: Each) -> Runner:
    rows = _reading(expression.group)
    where = compile_expression(expression.where) if expression.where is not None else _constant(True)  # noqa: FBT003
    value = compile_expression(expression.value) if expression.value is not None else None
    if expression.name == "sum" and value is not None:
        return _sum(rows, where, value)
    return {"any": _any, "all": _all, "count": _count}[expression.name](rows, where)


def _any(rows: Runner, where: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        found = rows(values, row)
        if found is None:
            return None
        answers = {where(values, each) for each in found}
        return True if True in answers else None if None in answers else False

    return run


def _all(rows: Runner, where: Runner) -> Runner:
    return _not(_any(rows, _not(where)))


def _count(rows: Runner, where: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        found = rows(values, row)
        if found is None:
            return None
        answers = [where(values, each) for each in found]
        return None if None in answers else Decimal(sum(answers))

    return run


def _sum(rows: Runner, where: Runner, value: Runner) -> Runner:
    def run(values: Values, row: Row) -> Value:
        found = rows(values, row)
        if found is None:
            return None
        total = Decimal(0)
        for each in found:
            counts = where(values, each)
            if counts is False:
                continue
            amount = value(values, each) if counts else None
            if amount is None:
                return None
            total = EXACT.add(total, amount)
        return bounded(total)

    return run


def bounded(number: Decimal) -> Decimal | None:
    """The number at twelve places, or None when it is too large."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -PLACES:
        number = number.quantize(FINEST, context=EXACT)
    return None if abs(number) >= TOO_LARGE else number


def age_on(birth: date, day: date) -> Decimal | None:
    """Whole years on a day; not known before the birth.

    Who was born on a 29 February turns older on the 28th in a common year (Código Civil, art. 183).

    >>> age_on(date(2008, 2, 29), date(2026, 2, 28))
    Decimal('18')
    """
    if day < birth:
        return None
    is_leap_day = (birth.month, birth.day) == (2, 29)
    turned = (birth.month, 28 if is_leap_day and not _is_leap(day.year) else birth.day)
    return Decimal(day.year - birth.year - ((day.month, day.day) < turned))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _add(*numbers: Decimal) -> Decimal | None:
    total = numbers[0]
    for number in numbers[1:]:
        total = EXACT.add(total, number)
    return bounded(total)


def _multiply(*numbers: Decimal) -> Decimal | None:
    total: Decimal | None = numbers[0]
    for number in numbers[1:]:
        total = None if total is None else bounded(EXACT.multiply(total, number))
    return total


def _divide(left: Decimal, right: Decimal) -> Decimal | None:
    return None if right == 0 else bounded(EXACT.divide(left, right))


def _round(number: Decimal, places: Decimal = Decimal(0)) -> Decimal | None:
    return bounded(number.quantize(Decimal(1).scaleb(-int(places)), context=EXACT))


def _add_days(day: date, count: Decimal) -> date | None:
    if count != int(count) or abs(count) > FARTHEST_DAYS:
        return None
    try:
        return day + timedelta(days=int(count))
    except OverflowError:
        return None


def _length(value: Sequence[object]) -> Decimal:
    return Decimal(len(value))


_MAKERS: dict[str, Callable[..., Runner]] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "eq": _strict(lambda one, other: one == other),
    "ne": _strict(lambda one, other: one != other),
    "lt": _strict(lambda one, other: one < other),
    "le": _strict(lambda one, other: one <= other),
    "gt": _strict(lambda one, other: one > other),
    "ge": _strict(lambda one, other: one >= other),
    "in": _strict(lambda one, several: one in several),
    "add": _strict(_add),
    "sub": _strict(lambda one, other: bounded(EXACT.subtract(one, other))),
    "mul": _strict(_multiply),
    "div": _strict(_divide),
    "min": _strict(min),
    "max": _strict(max),
    "round": _strict(_round),
    "if": _if,
    "add_days": _strict(_add_days),
    "add_working_days": _add_working_days,
    "days_between": _strict(lambda start, end: Decimal((end - start).days)),
    "age": _age,
    "year": _strict(lambda day: Decimal(day.year)),
    "length": _strict(_length),
    "known": _known,
    "today": _today,
}
