"""Rows of an XLSX, read with care: it is a zip of somebody else's making."""

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice, zip_longest
from typing import Any

from django.utils.translation import gettext as _

from minka.contributions.queries.imports.rows import MOST_COLUMNS, FileRefused, Row, Table

MOST_UNPACKED = 100 * 1024 * 1024  # a file of 20 MB that is a table of words has less inside
AT_A_TIME = 1024 * 1024
MOST_PARTS = 2000
BLANK_ROWS_TO_END = 2000
FEWEST_COLUMNS = 2
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def read_xlsx(data: bytes) -> Table:
    """The table of the first sheet that holds anything.

    Raises:
        FileRefused: damaged, unreasonably large inside, empty, or its header cannot be told.
    """
    _check_package(data)
    sheets = _sheets(data)
    if not sheets:
        raise FileRefused(_("El Excel no tiene ninguna hoja con datos. Revisa el archivo y vuelve a subirlo."))
    name, part = sheets[0]
    inside = _part(data, part)
    merged = _merged_rows(inside)
    rows = _rows(data, name, with_formulas=FORMULA.search(inside) is not None)
    header = next(rows, Row(0))
    if header.line in merged:
        raise FileRefused(
            _("El encabezado de la hoja «%s» tiene celdas combinadas. Sepáralas en Excel y vuelve a subir el archivo.")
            % name
        )
    if sum(bool(cell) for cell in header.cells) < FEWEST_COLUMNS:
        raise FileRefused(
            _("La hoja «%s» tiene una sola columna o ninguna. Hacen falta dos, con su nombre arriba.") % name
        )
    width = max(number for number, cell in enumerate(header.cells, start=1) if cell)
    return Table(header=header.cells[:width], rows=_judged(rows, width, merged), kind=_("Excel, hoja «%s»") % name)


def _check_package(data: bytes) -> None:
    """Refuse what says it is large unopened, and what lies about that while its parts are unpacked piece by piece."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
        is_small = len(parts) <= MOST_PARTS and sum(part.file_size for part in parts) <= MOST_UNPACKED
        if not is_small or _unpacked(archive) > MOST_UNPACKED:
            raise FileRefused(
                _("El Excel es demasiado grande por dentro. Guárdalo como CSV, o repártelo en varios archivos.")
            )
    except DAMAGED as error:
        raise FileRefused(_("El Excel está dañado. Ábrelo, guárdalo otra vez como XLSX y vuelve a subirlo.")) from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise FileRefused(_("Este archivo no es un Excel. Guárdalo como CSV o XLSX y vuelve a subirlo."))


def _unpacked(archive: zipfile.ZipFile) -> int:
    """How large the parts really are, counted without keeping them; counting stops beyond the limit."""
    total = 0
    for part in archive.infolist():
        with archive.open(part) as content:
            while total <= MOST_UNPACKED and (piece := content.read(AT_A_TIME)):
                total += len(piece)
    return total


def _open(data: bytes, *, data_only: bool) -> Any:  # noqa: ANN401 - openpyxl says nothing of its types
    import openpyxl  # noqa: PLC0415 - heavy; only an import of an Excel pays for it

    try:
        return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:
        raise FileRefused(
            _("El Excel está dañado o tiene contraseña. Ábrelo, guárdalo otra vez como XLSX y vuelve a subirlo.")
        ) from error


def _sheets(data: bytes) -> list[tuple[str, str]]:
    """Name and part of each visible sheet with a first row, in order."""
    book = _open(data, data_only=True)
    return [
        (sheet.title, sheet._worksheet_path)  # openpyxl has no other name for it
        for sheet in book.worksheets
        if sheet.sheet_state == "visible" and any(any(row) for row in islice(_values(sheet), BLANK_ROWS_TO_END))
    ]


def _part(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(data)).read(name.lstrip("/"))


def _merged_rows(inside: bytes) -> set[int]:
    rows: set[int] = set()
    for first, last in MERGED.findall(inside):
        rows.update(range(int(first), min(int(last), int(first) + BLANK_ROWS_TO_END) + 1))
    return rows


def _rows(data: bytes, name: str, *, with_formulas: bool) -> Iterator[Row]:
    """The rows that are not blank; where a formula has no stored result, the row says so."""
    values = _values(_open(data, data_only=True)[name])
    formulas = _values(_open(data, data_only=False)[name]) if with_formulas else iter(())
    blank = 0
    for line, (cells, written) in enumerate(zip_longest(values, formulas, fillvalue=()), start=1):
        blank = 0 if any(cells) or any(written) else blank + 1
        if blank > BLANK_ROWS_TO_END:
            return
        if blank:
            continue
        lost = any(text.startswith("=") and not cell for text, cell in zip(written, cells, strict=False))
        yield Row(line, cells, _("Tiene una fórmula sin resultado: en Excel, pégala como valor.") if lost else "")


def _values(sheet: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - openpyxl says nothing of its types
    sheet.reset_dimensions()  # what the file claims of its size cannot be trusted
    try:
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield tuple(_text(value) for value in row)
    except (ValueError, KeyError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
        raise FileRefused(
            _("El Excel está dañado por dentro. Ábrelo, guárdalo otra vez como XLSX y vuelve a subirlo.")
        ) from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value)


def _judged(rows: Iterator[Row], width: int, merged: set[int]) -> Iterator[Row]:
    for row in rows:
        cells = (row.cells + ("",) * width)[:width]
        problem = row.problem
        if row.line in merged:
            problem = _("Tiene celdas combinadas: sepáralas en Excel.")
        elif any(row.cells[width:]):
            problem = _("Tiene datos en una columna sin nombre.")
        yield Row(row.line, () if problem else cells, problem)
