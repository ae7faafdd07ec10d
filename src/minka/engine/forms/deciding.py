"""The decision tables of a document."""

from collections.abc import Mapping

from minka.engine.forms.definition import Hit, Table, TableOutput, TableRow, Test
from minka.engine.forms.expressions.nodes import TEXT, Base, Expression, Kind, Literal
from minka.engine.forms.expressions.reading import (
    IN_WORDS,
    SCALARS,
    ExpressionInvalid,
    Names,
    kind_of_expression,
    read_expression,
    read_literal,
)
from minka.engine.forms.naming import VALUE_TYPES
from minka.engine.forms.objects import Object

MOST_TABLES, MOST_INPUTS, MOST_OUTPUTS, MOST_ROWS, MOST_IN_CELL = 50, 12, 12, 500, 100
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
ORDERED = {Base.NUMBER, Base.DATE}
COLLECTS = {"number": ("sum", "min", "max", "count"), "money": ("sum", "min", "max", "count"), "text": ("list",)}
ANYTHING = Test("any")


def read_tables(top: Object, names: Names) -> tuple[Table, ...]:
    """Read ``tables``."""
    return tuple(_table(each, names) for each in top.objects("tables", MOST_TABLES))


def _table(given: Object, names: Names) -> Table:
    hit = Hit(given.choice("hit", tuple(Hit)))
    inputs = [_input(given, at, raw, names) for at, raw in enumerate(given.items("inputs", MOST_INPUTS, least=1))]
    kinds = tuple(kind for _, kind in inputs)
    outputs = tuple(_output(each, hit) for each in given.objects("outputs", MOST_OUTPUTS, least=1))
    table = Table(
        id=given.name(),
        hit=hit,
        inputs=tuple(expression for expression, _ in inputs),
        kinds=kinds,
        outputs=outputs,
        rows=tuple(_row(each, kinds, outputs, names) for each in given.objects("rules", MOST_ROWS, least=1)),
    )
    given.close()
    return table


def _input(given: Object, at: int, raw: object, names: Names) -> tuple[Expression, Kind]:
    path = f"{given.at('inputs')}/{at}"
    try:
        expression, kind = kind_of_expression(raw, names, path=path)
        if kind.base in SCALARS:
            return expression, kind
        given.faults.note(path, "type", expected=IN_WORDS[Base.TEXT], found=IN_WORDS[kind.base])
    except ExpressionInvalid as wrong:
        given.faults.add(wrong.fault)
    return Literal(""), TEXT


def _output(given: Object, hit: Hit) -> TableOutput:
    kind = given.choice("type", tuple(VALUE_TYPES))
    ways = COLLECTS.get(kind, ())
    collect = ""
    if hit == Hit.COLLECT:
        if not ways:
            given.faults.note(given.at("type"), "not_choice", found=kind, choices=", ".join(COLLECTS))
        collect = given.choice("collect", ways or ("list",), (ways or ("list",))[0])
    output = TableOutput(given.name(), kind, collect)
    given.close()
    return output


def _row(given: Object, kinds: tuple[Kind, ...], outputs: tuple[TableOutput, ...], names: Names) -> TableRow:
    tests = given.items("when", MOST_INPUTS)
    results = given.items("then", MOST_OUTPUTS)
    for key, found, expected in (("when", tests, kinds), ("then", results, outputs)):
        if len(found) != len(expected):
            given.faults.note(given.at(key), "table_width", found=len(found), expected=len(expected))
    when, then = given.at("when"), given.at("then")
    row = TableRow(
        when=tuple(
            _test(raw, kind, f"{when}/{at}", given) for at, (raw, kind) in enumerate(zip(tests, kinds, strict=False))
        ),
        then=tuple(
            _result(raw, output, f"{then}/{at}", given, names)
            for at, (raw, output) in enumerate(zip(results, outputs, strict=False))
        ),
        priority=given.whole("priority", -1_000_000, 1_000_000) or 0,
    )
    given.close()
    return row


def _result(raw: object, output: TableOutput, path: str, given: Object, names: Names) -> Expression:
    try:
        return read_expression(raw, names, VALUE_TYPES[output.type], path=path)
    except ExpressionInvalid as wrong:
        given.faults.add(wrong.fault)
        return Literal("")


def _test(raw: object, kind: Kind, path: str, given: Object) -> Test:
    try:
        return _read_test(raw, kind, path, given)
    except ExpressionInvalid as wrong:
        given.faults.add(wrong.fault)
        return ANYTHING


def _read_test(raw: object, kind: Kind, path: str, given: Object) -> Test:
    """None is anything; a value is that value; a list is any of it; an object compares or gives a range."""
    if raw is None:
        return ANYTHING
    if isinstance(raw, list):
        return Test("in", tuple(read_literal(each, kind, f"{path}/{at}") for at, each in enumerate(raw[:MOST_IN_CELL])))
    if not isinstance(raw, Mapping):
        return Test("eq", (read_literal(raw, kind, path),))
    cell = Object(raw, path, given.faults)
    test = _compared(cell, kind) if "op" in raw else _between(cell, kind)
    cell.close()
    return test


def _compared(cell: Object, kind: Kind) -> Test:
    op = cell.choice("op", COMPARISONS)
    if op not in {"eq", "ne"} and kind.base not in ORDERED:
        cell.faults.note(cell.at("op"), "not_choice", found=op, choices="eq, ne")
    return Test(op, (read_literal(cell.need("value"), kind, cell.at("value")),))


def _between(cell: Object, kind: Kind) -> Test:
    start, end = (
        None if not cell.has(key) else read_literal(cell.take(key), kind, cell.at(key)) for key in ("from", "to")
    )
    if (start is None and end is None) or kind.base not in ORDERED:
        cell.faults.note(cell.path, "range")
    return Test("between", (start, end))
