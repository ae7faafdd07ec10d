"""One door to every kind of file."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from minka.contributions.queries.imports.csv_files import read_csv
from minka.contributions.queries.imports.rows import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, FileRefused, Row, Table
from minka.contributions.queries.imports.xlsx_files import read_xlsx

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(path: Path) -> Table:
    """The table in a file, which its first bytes tell apart, not its name.

    Raises:
        FileRefused: with words for the person who chose the file.
    """
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(_("El archivo pesa más de 20 MB. Repártelo en varios y súbelos uno por uno."))
    data = path.read_bytes()
    if data.startswith(OLE):
        raise FileRefused(
            _("Es un Excel antiguo (.xls) o tiene contraseña. Guárdalo como XLSX sin contraseña y súbelo otra vez.")
        )
    table = read_xlsx(data) if data.startswith(ZIP) else read_csv(data)
    if len(table.header) > MOST_COLUMNS:
        raise FileRefused(_("El archivo tiene más de %d columnas. Quita las que no se usan.") % MOST_COLUMNS)
    return Table(header=_named(table.header), rows=_bounded(table.rows), kind=table.kind)


def repeated_names(header: tuple[str, ...]) -> list[str]:
    """Names that stand over more than one column."""
    return sorted({name for name in header if name and header.count(name) > 1})


def _named(header: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.replace("\x00", "").strip().lstrip("\ufeff")[:120] for name in header)


def _bounded(rows: Iterator[Row]) -> Iterator[Row]:
    yield from islice(rows, MOST_ROWS)
    if next(rows, None) is not None:
        raise FileRefused(_("El archivo tiene más de %d filas. Repártelo en varios y súbelos uno por uno.") % MOST_ROWS)
