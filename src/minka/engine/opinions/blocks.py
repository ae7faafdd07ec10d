"""Large delimited files as blocks of whole rows, so that no more than a few megabytes are held at once.

Parts of a file come in, lines or pieces cut anywhere; what comes out ends where a row ends. Rows of plain numbers are
read by columns of bytes; whoever reads falls back to the standard library's reader for a block that is not so plain.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.votes import Int

BLOCK = 1 << 22  # bytes
LONGEST_ROW = 1 << 26
DELIMITERS = ",;\t"
MOST_DIGITS = 18  # fit in 64 bits
QUOTE, END, MINUS, ZERO = 34, 10, 45, 48
KEYS = {
    "empty": "no header",
    "binary": "no text",
    "columns": "one is missing, named in what is found",
    "cells": "more or fewer than the header has",
    "vote": "not 1, 0 or -1",
    "voter": "not a whole number from 0 on",
    "statement": "not a whole number from 0 on",
    "moment": "not milliseconds since 1970",
    "moderated": "not 1, 0 or -1",
    "count": "not a whole number from 0 on",
    "text": "a statement without words",
    "twice": "a statement's number",
    "quote": "a quote or a row that does not end",
    "too_large": "for a file of statements",
}
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NUMBER = re.compile(r"\s*([0-9]{1,18})(?:\.0+)?\s*", re.ASCII)
VOTE = re.compile(r"\s*(-1|0|1)(?:\.0+)?\s*", re.ASCII)
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")

type Bytes = NDArray[np.uint8]


class Fault(NamedTuple):
    """What is wrong with a file: the line (from 1 on, as an editor counts), a key, and what stands there."""

    line: int
    key: str
    found: str = ""


class FileInvalid(ValueError):  # noqa: N818 - says what is wrong with the input
    """A file that cannot be read, and the line where that shows. ``key`` is one of ``KEYS``."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"line {fault.line}: {fault.key} {fault.found}".rstrip())
        self.fault = fault

    @property
    def line(self) -> int:
        return self.fault.line

    @property
    def key(self) -> str:
        return self.fault.key

    @property
    def found(self) -> str:
        return self.fault.found


@dataclass
class Faults:
    """What was wrong: raised at once, or counted with the first ``most`` kept."""

    most: int | None
    kept: list[Fault] = field(default_factory=list)
    found: int = 0

    def add(self, fault: Fault) -> None:
        if self.most is None:
            raise FileInvalid(fault)
        self.found += 1
        if len(self.kept) < self.most:
            self.kept.append(fault)


class Block(NamedTuple):
    """Whole rows, and the number of their first line."""

    data: bytes
    line: int


def read_blocks(parts: Iterable[str | bytes]) -> Iterator[Block]:
    """Whole rows in blocks of about four megabytes, in UTF-8, each line ended by a line feed.

    Raises:
        FileInvalid: a row does not end (``quote``).
    """
    held, line, tried = bytearray(), 1, 0
    for piece in with_line_feeds(pieces(parts)):
        held += piece
        if len(held) - tried < BLOCK:
            continue
        cut = _last_end(held)
        if not cut and len(held) > LONGEST_ROW:
            raise FileInvalid(Fault(line, "quote"))
        tried = 0 if cut else len(held)
        if cut:
            yield (block := Block(bytes(held[:cut]), line))
            line += block.data.count(b"\n")
            del held[:cut]
    if held:
        yield Block(bytes(held), line)


def pieces(parts: Iterable[str | bytes]) -> Iterator[bytes]:
    """Bytes in UTF-8 without mark. A string is a line, with or without its end."""
    start: bytes | None = b""
    decode = None
    for part in parts:
        piece = part if isinstance(part, bytes) else _line(part)
        if start is not None:
            start += piece
            if len(start) < len(codecs.BOM_UTF8):
                continue
            decode = codecs.getincrementaldecoder("utf-16")("replace").decode if start[:2] in UTF_16 else None
            piece, start = start.removeprefix(codecs.BOM_UTF8), None
        yield decode(piece).encode("utf-8", "replace") if decode else piece
    if start:
        yield start


def _line(text: str) -> bytes:
    return (text if text.endswith(("\n", "\r")) else f"{text}\n").encode("utf-8", "replace")


def with_line_feeds(given: Iterable[bytes]) -> Iterator[bytes]:
    held = b""
    for piece in given:
        whole = held + piece
        held = b"\r" if whole.endswith(b"\r") else b""
        whole = whole.removesuffix(held)
        yield whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in whole else whole
    if held:
        yield b"\n"


def _last_end(held: bytearray) -> int:
    """Where the last whole row ends: after a line feed that is not between quotes."""
    if QUOTE not in held:
        return held.rfind(b"\n") + 1
    data = np.frombuffer(bytes(held), np.uint8)
    is_outside = np.cumsum(data == QUOTE) % 2 == 0
    ends = np.flatnonzero((data == END) & is_outside)
    return int(ends[-1]) + 1 if len(ends) else 0


class Header(NamedTuple):
    """The names of the columns, folded, the sign between them, and the line after."""

    names: tuple[str, ...]
    delimiter: str
    next_line: int

    def place(self, *names: str) -> int | None:
        """Where the column of one of the names is."""
        return next((self.names.index(name) for name in names if name in self.names), None)


def read_header(block: Block) -> tuple[Header, Block]:
    """Take the header off the first block: names in lower case, words joined by a hyphen.

    Raises:
        FileInvalid: there is none (``empty``), or this is no text (``binary``).
    """
    text = block.data.lstrip(b"\n")
    line = block.line + len(block.data) - len(text)
    first, _, rest = text.partition(b"\n")
    names = first.decode("utf-8", "replace").strip()
    if NO_TEXT.search(names):
        raise FileInvalid(Fault(line, "binary"))
    if not names:
        raise FileInvalid(Fault(1, "empty"))
    delimiter = max(DELIMITERS, key=names.count)
    cells = next(csv.reader([names], delimiter=delimiter), [])
    folded = tuple("-".join(cell.lower().replace("_", " ").replace("-", " ").split()) for cell in cells)
    return Header(folded, delimiter, line + 1), Block(rest, line + 1)


def cells_of(block: Block, delimiter: str, tell: Callable[[Fault], None]) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank with the line where it begins, by the standard library; ``tell`` of those it refuses.

    Raises:
        FileInvalid: a quote does not end, so that nothing after it can be trusted (``quote``).
    """
    rows = csv.reader(io.StringIO(block.data.decode("utf-8", "replace"), newline=""), delimiter=delimiter, strict=True)
    line = block.line
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            fault = Fault(line, "quote", str(error))
            if "end of data" in fault.found:
                raise FileInvalid(fault) from error
            tell(fault)
            cells = []
        if cells is None:
            return
        if any(cells):
            yield line, cells
        line = block.line + rows.line_num


class Grid(NamedTuple):
    """Where the cells of plain rows begin and end, each (rows, columns)."""

    data: Bytes
    starts: Int
    ends: Int


def needed(header: Header, *names: str) -> int:
    """Where a column is that must be there.

    Raises:
        FileInvalid: it is not (``columns``, with its usual name).
    """
    place = header.place(*names)
    if place is None:
        raise FileInvalid(Fault(header.next_line - 1, "columns", names[0]))
    return place


def check_length(line: int, cells: list[str], header: Header) -> None:
    if len(cells) != len(header.names):
        raise FileInvalid(Fault(line, "cells", f"{len(cells)}/{len(header.names)}"))


def number_in(line: int, key: str, cell: str, pattern: re.Pattern[str] = NUMBER) -> int:
    """The whole number of a cell; the pattern says which are allowed."""
    found = pattern.fullmatch(cell)
    if found is None:
        raise FileInvalid(Fault(line, key, cell[:40]))
    return int(found[1])


def grid_of(block: Block, columns: int, delimiter: str) -> Grid | None:
    """The cells of a block whose rows all have the same number of them and no quotes; nothing otherwise."""
    if b'"' in block.data or not block.data:
        return None
    whole = block.data if block.data.endswith(b"\n") else block.data + b"\n"
    data = np.frombuffer(whole, np.uint8)
    is_end = data == END
    ends = np.flatnonzero(is_end | (data == ord(delimiter)))
    rows, beyond = divmod(len(ends), columns)
    if beyond or int(is_end.sum()) != rows or not is_end[ends[columns - 1 :: columns]].all():
        return None
    starts = np.concatenate([[0], ends[:-1] + 1])
    return Grid(data, starts.reshape(rows, columns), ends.reshape(rows, columns))


def whole_numbers(grid: Grid, column: int) -> Int | None:
    """The numbers of a column that holds nothing but digits; nothing otherwise."""
    starts, ends = grid.starts[:, column], grid.ends[:, column]
    width = ends - starts
    if width.min() < 1 or width.max() > MOST_DIGITS:
        return None
    numbers = np.zeros(len(width), np.int64)
    for back in range(1, int(width.max()) + 1):
        digit = np.where(width >= back, grid.data[np.maximum(ends - back, 0)] - np.uint8(ZERO), 0)
        if digit.max() > 9:  # noqa: PLR2004
            return None
        numbers += digit * np.int64(10 ** (back - 1))
    return numbers


def votes_in(data: Bytes, starts: Int, ends: Int) -> NDArray[np.int8] | None:
    """1, 0 and -1 where every cell is one of them; nothing otherwise."""
    width = ends - starts
    last = data[np.maximum(ends - 1, 0)]
    is_plain = (width == 1) & ((last == ZERO) | (last == ZERO + 1))
    is_minus = (width == 2) & (last == ZERO + 1) & (data[starts] == MINUS)  # noqa: PLR2004
    if not (is_plain | is_minus).all():
        return None
    return np.where(is_minus, -1, last.astype(np.int16) - ZERO).astype(np.int8)
