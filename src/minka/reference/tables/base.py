"""What the loader needs to know of a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minka.reference.files import Record, read_csv
from minka.reference.models import Dated

type Values = dict[str, Any]


class BadRow(Exception):  # noqa: N818 - a state
    """A row that cannot be taken in; the message is for the person who wrote the file."""


@dataclass(frozen=True)
class Table:
    """One table: its files, how to read them, and what it owns in the database.

    ``prepare`` is called once per load and gives the function that turns a record's values into field values, so
    that lookups are made once. A table that ``keeps`` never deletes rows that left its files: other rows name them
    by key and version. ``sealed`` fields of a version cannot change once loaded.
    """

    name: str
    model: type[Dated]
    files: tuple[str, ...]
    read: Callable[[Path], Iterable[Record]]
    prepare: Callable[[], Callable[[Values], Values]] = field(default=lambda: dict)
    owns: Values = field(default_factory=dict)
    keeps: bool = False
    sealed: tuple[str, ...] = ()

    def own_files(self, folder: Path) -> list[Path]:
        return sorted(path for pattern in self.files for path in folder.glob(pattern))


def csv_of(*columns: str) -> Callable[[Path], Iterable[Record]]:
    """A reader of CSV files with these columns and the three of every dated row."""
    return lambda path: read_csv(path, (*columns, "valid_from", "valid_to", "source"))
