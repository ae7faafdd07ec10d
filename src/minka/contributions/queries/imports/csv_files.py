"""Rows of a CSV, where one broken line costs no other line."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minka.contributions.queries.imports.decoding import DAMAGED, decode
from minka.contributions.queries.imports.rows import FileRefused, Row, Table

if TYPE_CHECKING:
    import _csv

SEPARATORS = {
    ",": gettext_lazy("coma"),
    ";": gettext_lazy("punto y coma"),
    "\t": gettext_lazy("tabulador"),
    "|": gettext_lazy("barra"),
}
LONGEST_RECORD = 300  # lines of text in one row; beyond it a quotation mark was never closed


def read_csv(data: bytes) -> Table:
    """The table of a CSV in any usual encoding and with any usual separator.

    Raises:
        FileRefused: empty, one column, or no text at all.
    """
    text, encoding = decode(data)
    lines = list(io.StringIO(text, newline=""))
    skipped = _lines_before_header(lines)
    if len(lines) <= skipped:
        raise FileRefused(_("El archivo está vacío. Elige otro."))
    separator = _separator(lines, skipped)
    records = _records(lines, separator, start=skipped)
    header = next(records)
    return Table(
        header=header.cells,
        rows=_judged(records, len(header.cells)),
        kind=_("CSV en %(encoding)s, separado por %(separator)s")
        % {"encoding": encoding, "separator": SEPARATORS[separator]},
    )


def _lines_before_header(lines: list[str]) -> int:
    """Blank lines, and the line ``sep=;`` that Excel writes."""
    skipped = 0
    while skipped < len(lines) and (not lines[skipped].strip() or lines[skipped].lower().startswith("sep=")):
        skipped += 1
    return skipped


def _separator(lines: list[str], start: int) -> str:
    """The sign that cuts the header into most cells; between equals, the first rows into as many."""

    def score(separator: str) -> tuple[int, int]:
        records = list(islice(_records(lines, separator, start=start), 10))
        width = len(records[0].cells)
        return width, sum(len(each.cells) == width for each in records[1:])

    best = max(SEPARATORS, key=score)
    header = next(_records(lines, best, start=start))
    if header.problem:
        raise FileRefused(
            _("No se puede leer el encabezado, en la línea %(line)d: %(problem)s")
            % {"line": header.line, "problem": header.problem}
        )
    if len(header.cells) > 1:
        return best
    shown = DAMAGED.sub("?", lines[start].strip())[:60]
    raise FileRefused(
        _("El archivo tiene una sola columna: «%s». Sepáralas con coma, punto y coma o tabulador.") % shown
    )


def _records(lines: list[str], separator: str, *, start: int) -> Iterator[Row]:
    """Rows from a line on. After a row that cannot be read, reading starts anew on the very next line."""
    width = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=separator, strict=True)
        for row in _until_broken(reader, first=start + 1, width=width):
            width = width or len(row.cells)
            if row.problem:
                start = row.line  # counted from 1, so this is the line after it
                yield row
                break
            yield row
        else:
            return


def _until_broken(reader: "_csv.Reader", *, first: int, width: int) -> Iterator[Row]:
    """Rows up to and with the first broken one. One that spans lines and has other columns swallowed its neighbours."""
    before = 0
    while True:
        line = first + before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(line, problem=_("Las comillas de esta línea no se cierran o están mal puestas."))
            return
        used, before = reader.line_num - before, reader.line_num
        if used > 1 and (used > LONGEST_RECORD or (width and len(cells) != width)):
            yield Row(line, problem=_("Las comillas de esta línea no se cierran."))
            return
        width = width or len(cells)
        if cells:
            yield Row(line, tuple(cells))


def _judged(records: Iterator[Row], width: int) -> Iterator[Row]:
    """The same rows, those of another shape or with damaged letters marked as broken."""
    for row in records:
        problem = row.problem or _fault(row.cells, width)
        if problem != _BLANK:
            yield Row(row.line, row.cells if not problem else (), problem)


_BLANK = "blank"


def _fault(cells: tuple[str, ...], width: int) -> str:
    if not any(cell.strip() for cell in cells):
        return _BLANK
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return _("Tiene %(found)d columnas y el encabezado tiene %(width)d.") % {"found": len(cells), "width": width}
    if len(cells) < width:
        return _("Le faltan columnas: tiene %(found)d de %(width)d.") % {"found": len(cells), "width": width}
    whole = "".join(cells)
    if "\x00" in whole:
        return _("Tiene un carácter nulo: la línea está dañada.")
    if DAMAGED.search(whole):
        return _("Tiene letras dañadas: no se pueden leer todas.")
    return ""
