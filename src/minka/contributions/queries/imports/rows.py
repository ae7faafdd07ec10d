"""What every kind of file comes to: a header and numbered rows of text."""

from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200


class FileRefused(Exception):  # noqa: N818 - a state
    """Nothing of the file can be read; its words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the number a person sees beside it; with a problem, its cells cannot be trusted."""

    line: int
    cells: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """``kind`` says in words how the file was understood; ``rows`` can be walked once."""

    header: tuple[str, ...]
    rows: Iterator[Row]
    kind: str
