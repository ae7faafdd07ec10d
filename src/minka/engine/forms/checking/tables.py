"""Whether a decision table answers everything once: holes, overlaps, rows that never decide."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import product
from math import prod

from minka.engine.forms.answers.keeping import decimals_of
from minka.engine.forms.checking.findings import Finding, finding
from minka.engine.forms.definition import Definition, Hit, Table
from minka.engine.forms.explaining import RESULT, words_of
from minka.engine.forms.expressions.nodes import Answer, Base, Expression, Value
from minka.engine.forms.expressions.telling import Words, tell, tell_value
from minka.engine.forms.tabulating import compile_test
from minka.engine.saying import listed

MOST_COMBINATIONS = 20_000
MOST_FOUND = 5
STEP, ONE_DAY = Decimal("0.01"), timedelta(days=1)
SOME_TEXT = "otro"


def check_tables(definition: Definition) -> Iterator[Finding]:
    """Try every combination of inputs that the cells can tell apart."""
    words = words_of(definition)
    for at, table in enumerate(definition.tables):
        yield from _check_table(definition, table, f"/tables/{at}", words)


@dataclass(slots=True)
class _Tried:
    """What came of trying every combination."""

    deciding: set[int] = field(default_factory=set)
    holes: list[tuple[Value, ...]] = field(default_factory=list)
    overlaps: dict[tuple[int, ...], tuple[Value, ...]] = field(default_factory=dict)


def _check_table(definition: Definition, table: Table, path: str, words: Words) -> Iterator[Finding]:
    columns = [_values_to_try(definition, table, at) for at in range(len(table.inputs))]
    if prod(map(len, columns)) > MOST_COMBINATIONS:
        yield finding(path, "not_decided", name=table.id)
        return
    tried = _try_all(table, columns)
    for values in tried.holes[:MOST_FOUND]:
        yield finding(path, "table_hole", name=table.id, told=_told(table, values, words))
    yield from _overlaps(table, path, tried.overlaps, words)
    for row in range(len(table.rows)):
        if row not in tried.deciding:
            yield finding(f"{path}/rules/{row}", "table_row_never", name=table.id, row=row + 1)


def _try_all(table: Table, columns: list[list[Value]]) -> _Tried:
    tried = _Tried()
    rows = [(at, [compile_test(cell) for cell in row.when]) for at, row in enumerate(table.rows)]
    if table.hit == Hit.PRIORITY:
        rows.sort(key=lambda row: -table.rows[row[0]].priority)
    for values in product(*columns):
        fitting = [at for at, cells in rows if all(cell(value) for cell, value in zip(cells, values, strict=True))]
        tried.deciding.update(fitting[:1] if table.hit in {Hit.FIRST, Hit.PRIORITY} else fitting)
        if not fitting and table.hit != Hit.COLLECT:
            tried.holes.append(values)
        if table.hit == Hit.UNIQUE and len({table.rows[at].then for at in fitting}) > 1:
            tried.overlaps.setdefault(tuple(fitting), values)
    return tried


def _overlaps(
    table: Table, path: str, overlaps: dict[tuple[int, ...], tuple[Value, ...]], words: Words
) -> Iterator[Finding]:
    for fitting, values in list(overlaps.items())[:MOST_FOUND]:
        rows = ", ".join(str(at + 1) for at in fitting)
        yield finding(path, "table_overlap", name=table.id, rows=rows, told=_told(table, values, words))


def _told(table: Table, values: tuple[Value, ...], words: Words) -> str:
    cells = zip(table.inputs, values, strict=True)
    said = [RESULT.fill(what=tell(expression, words), value=tell_value(value)) for expression, value in cells]
    return listed(said, "; ")


def _values_to_try(definition: Definition, table: Table, at: int) -> list[Value]:
    """The values that the cells of a column name, those beside them, and one that none names."""
    kind = table.kinds[at]
    named = {value for row in table.rows for value in row.when[at].values if value is not None}
    if kind.base == Base.YES_NO:
        return [True, False]
    if kind.base in {Base.NUMBER, Base.DATE}:
        step: Value = ONE_DAY if kind.base == Base.DATE else _step(definition, table.inputs[at])
        beside = {each for value in named for each in (value - step, value, value + step)}
        return sorted(beside) or [None]
    return sorted(kind.options or ()) or [*sorted(named), SOME_TEXT]


def _step(definition: Definition, given: Expression) -> Decimal:
    """The finest difference between two inputs: whole numbers have nothing between 9 and 10."""
    question = definition.by_id.get(given.id) if isinstance(given, Answer) else None
    return STEP if question is None else Decimal(1).scaleb(-decimals_of(question))
