"""Running decision tables on values of which some may not be known yet."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from minka.engine.forms.definition import Hit, Table, TableRow, Test
from minka.engine.forms.expressions.compiling import EXACT, bounded, compile_expression
from minka.engine.forms.expressions.nodes import Runner, Value, Values

type Results = tuple[Value, ...]
type Tabulator = Callable[[Values], Results]
type Cell = Callable[[Value], bool]


def compile_table(table: Table) -> Tabulator:
    """Turn a table into a function of the current values that gives one value for each output, None when not known.

    A row fits, does not fit, or may fit. What may still change with another answer is not known: a result once given
    stays whatever is answered later.
    """
    inputs = [compile_expression(each) for each in table.inputs]
    rows = [[compile_test(test) for test in row.when] for row in table.rows]
    results = [[compile_expression(each) for each in row.then] for row in table.rows]
    choose = {Hit.UNIQUE: _unique, Hit.FIRST: _first, Hit.PRIORITY: _priority, Hit.COLLECT: _all_that_fit}[table.hit]
    order = _by_priority(table.rows) if table.hit == Hit.PRIORITY else range(len(rows))

    def run(values: Values) -> Results:
        given = [each(values, None) for each in inputs]
        fits = [(at, _fits(rows[at], given)) for at in order]
        chosen = choose([(at, fit) for at, fit in fits if fit is not False])
        if table.hit == Hit.COLLECT:
            return _collected(table, None if chosen is None else [results[at] for at in chosen], values)
        return _agreed([results[at] for at in chosen or ()], len(table.outputs), values)

    return run


def compile_test(test: Test) -> Cell:
    """Turn a cell into a predicate of a known value.

    >>> compile_test(Test("between", (Decimal(1), None)))(Decimal(3))
    True
    """
    values = test.values
    cells: dict[str, Cell] = {
        "any": _anything,
        "eq": lambda value: bool(value == values[0]),
        "ne": lambda value: bool(value != values[0]),
        "lt": lambda value: bool(value < values[0]),
        "le": lambda value: bool(value <= values[0]),
        "gt": lambda value: bool(value > values[0]),
        "ge": lambda value: bool(value >= values[0]),
        "in": lambda value: value in values,
        "between": lambda value: _is_between(value, *values),
    }
    return cells[test.op]


def _anything(_value: Value) -> bool:
    return True


def _is_between(value: Value, start: Value = None, end: Value = None) -> bool:
    return (start is None or value >= start) and (end is None or value <= end)


def _fits(cells: Sequence[Cell], given: Sequence[Value]) -> bool | None:
    fit: bool | None = True
    for cell, value in zip(cells, given, strict=True):
        if value is None:
            fit = fit if cell is _anything else None
        elif not cell(value):
            return False
    return fit


def _by_priority(rows: Sequence[TableRow]) -> list[int]:
    return sorted(range(len(rows)), key=lambda at: -rows[at].priority)


type Fitting = list[tuple[int, bool | None]]


def _unique(fitting: Fitting) -> list[int] | None:
    return [at for at, _ in fitting] if any(fit for _, fit in fitting) else None


def _first(fitting: Fitting) -> list[int] | None:
    """The first that surely fits, with all that may fit before it; nothing while none surely fits."""
    chosen: list[int] = []
    for at, fit in fitting:
        chosen.append(at)
        if fit is True:
            return chosen
    return None


_priority = _first


def _all_that_fit(fitting: Fitting) -> list[int] | None:
    return None if any(fit is None for _, fit in fitting) else [at for at, _ in fitting]


def _agreed(results: Sequence[Sequence[Runner]], width: int, values: Values) -> Results:
    """The outputs on which all the rows in question agree."""
    rows = [[each(values, None) for each in row] for row in results]
    if not rows:
        return (None,) * width
    return tuple(rows[0][at] if all(row[at] == rows[0][at] for row in rows) else None for at in range(width))


def _collected(table: Table, results: Sequence[Sequence[Runner]] | None, values: Values) -> Results:
    if results is None:
        return (None,) * len(table.outputs)
    columns = [[row[at](values, None) for row in results] for at in range(len(table.outputs))]
    return tuple(
        None if None in column else _COLLECT[output.collect](column)
        for output, column in zip(table.outputs, columns, strict=True)
    )


def _sum(numbers: list[Decimal]) -> Decimal | None:
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return bounded(total)


_COLLECT: dict[str, Callable[[list[Value]], Value]] = {
    "sum": _sum,
    "min": lambda numbers: min(numbers, default=None),
    "max": lambda numbers: max(numbers, default=None),
    "count": lambda numbers: Decimal(len(numbers)),
    "list": lambda texts: tuple(dict.fromkeys(texts)),
}
