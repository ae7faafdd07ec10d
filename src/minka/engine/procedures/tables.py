"""The rows of a CSV: comma, semicolon or tab, with titles above the header and merged cells below it."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from minka.engine.procedures.columns import field_of
from minka.engine.procedures.faults import Fault, Faults, ProceduresInvalid
from minka.engine.procedures.records import Record

DELIMITERS: Final = (",", ";", "\t")
LINES_ABOVE: Final = 30  # of titles and notes before the header
MOST_LINES: Final = 100_000  # under merged cells each requirement has a line of its own

_CROSS = re.compile(r"\s*(?:x|✓|✔|si|sí|1|true)\s*", re.IGNORECASE)


class _Header(NamedTuple):
    fields: tuple[str | None, ...]
    delimiter: str
    line: int


def read_table(text: str, faults: Faults) -> Iterator[Record]:
    """The rows under the header; a row without name and code adds its cells to the row above, as merged cells do.

    Raises:
        ProceduresInvalid: there is no header (``columns``), or a quote does not end (``quote``).
    """
    header = _header(text)
    record: Record | None = None
    for line, cells in _rows(text, header.delimiter):
        if line <= header.line or not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header.fields) :]):
            faults.add(line, "cells")
        found = _record(line, header, cells, faults)
        if record is not None and not found.fields.keys() & {"code", "title"}:
            record.add(found, faults)
            continue
        if record is not None:
            yield record
        record = found
    if record is not None:
        yield record


def _header(text: str) -> _Header:
    """The first line that names a procedure's title and something else, by the delimiter that shows most columns."""
    tried = [found for delimiter in DELIMITERS if (found := _header_by(text, delimiter)) is not None]
    if not tried:
        raise ProceduresInvalid(Fault(1, "columns", "denominación"))
    return max(tried, key=lambda header: len(set(header.fields)))


def _header_by(text: str, delimiter: str) -> _Header | None:
    try:
        for line, cells in _rows(text, delimiter):
            if line > LINES_ABOVE:
                return None
            fields = tuple(field_of(cell) for cell in cells)
            if "title" in fields and len({*fields} - {None}) > 1:
                return _Header(fields, delimiter, line)
    except ProceduresInvalid:
        return None
    return None


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in rows:
            if rows.line_num > MOST_LINES:
                raise ProceduresInvalid(Fault(line, "too_long"))
            yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise ProceduresInvalid(Fault(line, "quote")) from error


def _record(line: int, header: _Header, cells: list[str], faults: Faults) -> Record:
    record = Record(line)
    for name, cell in zip(header.fields, cells, strict=False):
        if name is not None and (not name.startswith("regime:") or _CROSS.fullmatch(cell)):
            record.put(name, iter([cell]), faults)
    return record
