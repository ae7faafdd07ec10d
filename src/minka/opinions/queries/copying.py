"""Rows of numbers into and out of PostgreSQL in its own binary form: no text in between, no loop in Python.

Only the worker and the commands import this module: numpy has no place in a process that serves pages.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

HEAD: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TAIL: Final = b"\xff\xff"
EPOCH: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # from which PostgreSQL counts microseconds
MILLISECONDS_TO_EPOCH: Final = int(EPOCH.timestamp()) * 1000

type Rows = NDArray[np.void]


def row_of(**columns: str) -> np.dtype[np.void]:
    """One row as it is copied: how many fields, then each one's length and its bytes, highest first.

    ``columns`` say how many bytes each number has: ``i2`` smallint, ``i4`` integer, ``i8`` bigint or a moment.
    """
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name, size in columns.items():
        fields += [(f"{name}_length", ">i4"), (name, f">{size}")]
    return np.dtype(fields)


def copy_out(sql: str, values: Sequence[Any], row: np.dtype[np.void]) -> Rows:
    """What a ``copy … to stdout (format binary)`` gives. No column may be null."""
    with connection.cursor() as cursor, cursor.copy(sql, values) as copied:
        raw = b"".join(bytes(block) for block in copied)
    count = (len(raw) - len(HEAD) - len(TAIL)) // row.itemsize
    return np.frombuffer(raw, row, count=count, offset=len(HEAD))


def copy_in(sql: str, columns: Mapping[str, NDArray[np.integer]], row: np.dtype[np.void]) -> None:
    """Give equally long columns to a ``copy … from stdin (format binary)``."""
    rows = np.zeros(len(next(iter(columns.values()))), row)
    rows["fields"] = len(columns)
    for name, numbers in columns.items():
        rows[f"{name}_length"] = row[name].itemsize
        rows[name] = numbers
    with connection.cursor() as cursor, cursor.copy(sql) as copying:
        copying.write(HEAD + rows.tobytes() + TAIL)


def as_moments(milliseconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Milliseconds since 1970 as PostgreSQL counts."""
    return (milliseconds - MILLISECONDS_TO_EPOCH) * 1000
