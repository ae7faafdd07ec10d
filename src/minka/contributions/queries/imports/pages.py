"""What the pages of an import show."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from minka.contributions.models import Contribution, Import
from minka.contributions.queries.imports.rows import Row
from minka.contributions.queries.imports.tables import read_table, repeated_names
from minka.processes.models import Process

SAMPLE_ROWS = 3
LONGEST_SAMPLE = 140


@dataclass(frozen=True)
class Sample:
    """The beginning of a file: enough to tell which column is which."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    kind: str
    repeated: list[str]

    @property
    def columns(self) -> list[tuple[str, list[str]]]:
        """Each column with its first cells."""
        return [
            (name, [cells[number] for cells in self.rows if number < len(cells)])
            for number, name in enumerate(self.header)
        ]


def sample_of(path: Path) -> Sample:
    """The header and first sound rows of a file.

    Raises:
        FileRefused: no table can be read in it.
    """
    table = read_table(path)
    rows = [_short(row) for row in islice(table.rows, 10 * SAMPLE_ROWS) if not row.problem]
    return Sample(table.header, rows[:SAMPLE_ROWS], table.kind, repeated_names(table.header))


def imports_of(process: Process) -> list[Import]:
    """The files brought to a process, newest first."""
    tables = Import.objects.filter(activity__process=process, mapping__format__isnull=True)  # not a kind's own import
    return list(tables.select_related("activity", "by").order_by("-pk")[:50])


def licence_of(contribution: Contribution) -> str:
    """On what terms an imported contribution may be shown, as whoever imported it said."""
    if not contribution.source:
        return ""
    told = Import.objects.filter(activity=contribution.activity_id, source=contribution.source).exclude(licence="")
    return told.order_by("-pk").values_list("licence", flat=True).first() or ""


def _short(row: Row) -> tuple[str, ...]:
    return tuple(cell if len(cell) <= LONGEST_SAMPLE else f"{cell[:LONGEST_SAMPLE]}…" for cell in row.cells)
