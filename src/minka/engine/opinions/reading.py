"""Files of votes as Pol.is and Minka write them: one row for each vote, or one for each person.

Columns in any order, others kept away; comma, semicolon or tab; UTF-8 or UTF-16. In files a vote is 1 agree, 0 pass,
-1 disagree. Nothing is dropped in silence: what is wrong stops the reading, or is counted and listed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.blocks import (
    NUMBER,
    VOTE,
    Block,
    Fault,
    Faults,
    FileInvalid,
    Grid,
    Header,
    cells_of,
    check_length,
    grid_of,
    needed,
    number_in,
    read_blocks,
    read_header,
    votes_in,
    whole_numbers,
)
from minka.engine.opinions.comments import Comment, ReadComments, read_comments
from minka.engine.opinions.votes import Int, Tiny, Votes, make_votes

__all__ = ["Comment", "Fault", "FileInvalid", "ReadComments", "ReadVotes", "read_comments", "read_votes"]

LAST_MOMENT = 253_402_300_799_999  # the end of the year 9999, in milliseconds
LARGEST_SHORT = np.iinfo(np.int32).max
STATEMENT = ("comment-id", "statement", "tid")
VOTER = ("voter-id", "voter", "pid")
MATRIX_VOTER = ("participant",)

type Whole = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class ReadVotes:
    """Every row of a file in its order, also votes that a later row replaces."""

    people: Whole  # (n,)
    statements: Whole  # (n,)
    values: Tiny  # (n,)
    moments: Int | None = None  # (n,) milliseconds since 1970; nothing when the file has none
    known_statements: tuple[int, ...] = ()  # named by the file's header, perhaps without any vote
    faults: tuple[Fault, ...] = ()  # the first of those found
    faults_found: int = 0

    def __len__(self) -> int:
        return len(self.values)

    @property
    def duplicates(self) -> NDArray[np.bool_]:
        """Which rows a later row of the same pair replaces, (n,)."""
        order = np.lexsort((self.statements, self.people))  # stable: file order within a pair
        who, what = self.people[order], self.statements[order]
        is_replaced = np.zeros(len(order), bool)
        is_replaced[order[:-1]] = (who[1:] == who[:-1]) & (what[1:] == what[:-1])
        return is_replaced

    def votes(self, known_statements: Iterable[int] = ()) -> Votes:
        """The last vote of each pair, in canonical order."""
        known = chain(self.known_statements, known_statements)
        return make_votes(self.people, self.statements, self.values, known_statements=known)


class _Rows(NamedTuple):
    people: Whole
    statements: Whole
    values: Tiny
    moments: Int | None


def read_votes(parts: Iterable[str | bytes], *, report: int | None = None) -> ReadVotes:
    """Read a file of votes, or a matrix of people and statements (known by its header).

    Memory holds the numbers of what was read and a few megabytes more, however large the file.

    Args:
        parts: lines, or pieces of bytes cut anywhere.
        report: go on past rows that are wrong, and list the first so many of them; without it the first one raises.

    Raises:
        FileInvalid: the header is not one of votes, a row does not end, or (without ``report``) any row is wrong.

    >>> read = read_votes(["comment-id,voter-id,vote", "7,1,1", "7,2,-1", "7,1,0"])
    >>> read.people.tolist(), read.values.tolist(), read.duplicates.tolist()
    ([1, 2, 1], [1, -1, 0], [True, False, False])
    >>> read_votes(["comment-id,voter-id,vote", "7,1,5"])
    Traceback (most recent call last):
    minka.engine.opinions.blocks.FileInvalid: line 2: vote 5
    """
    blocks = read_blocks(parts)
    first = next(blocks, None)
    if first is None:
        raise FileInvalid(Fault(1, "empty"))
    header, rest = read_header(first)
    faults = Faults(report)
    read, known, has_moments = _reader(header, faults)
    rows = _gather(map(read, chain([rest], blocks)), has_moments=has_moments)
    return ReadVotes(*rows, known, tuple(faults.kept), faults.found)


def _reader(header: Header, faults: Faults) -> tuple[Callable[[Block], _Rows], tuple[int, ...], bool]:
    """How to read a block, which statements the header names, and whether there are moments."""
    if header.place(*MATRIX_VOTER) is not None and header.place(*STATEMENT) is None:
        matrix = _Matrix(header, faults)
        return matrix.read, tuple(matrix.statements), False
    listed = _Listed(header, faults)
    return listed.read, (), listed.moment is not None


def _gather(read: Iterator[_Rows], *, has_moments: bool) -> _Rows:
    people, statements, values, moments = _Column(np.int32), _Column(np.int32), _Column(np.int8), _Column(np.int64)
    for rows in read:
        people.add(rows.people)
        statements.add(rows.statements)
        values.add(rows.values)
        if rows.moments is not None:
            moments.add(rows.moments)
    return _Rows(people.whole(), statements.whole(), values.whole(), moments.whole() if has_moments else None)


class _Column:
    """Numbers that grow in place: of many blocks put together at the end, both would be held at once."""

    def __init__(self, kind: type[np.signedinteger]) -> None:
        self.data: NDArray[Any] = np.empty(0, kind)  # 32 bits until a number does not fit
        self.size = 0

    def add(self, numbers: Whole) -> None:
        if self.data.dtype == np.int32 and numbers.max(initial=0) > LARGEST_SHORT:
            self.data = self.data.astype(np.int64)
        end = self.size + len(numbers)
        if end > len(self.data):
            self.data.resize(max(end, len(self.data) * 5 // 4), refcheck=False)
        self.data[self.size : end] = numbers
        self.size = end

    def whole(self) -> NDArray[Any]:
        self.data.resize(self.size, refcheck=False)
        return self.data


class _Listed:
    """A row for each vote."""

    def __init__(self, header: Header, faults: Faults) -> None:
        self.header, self.faults = header, faults
        self.voter = needed(header, *VOTER)
        self.statement = needed(header, *STATEMENT)
        self.vote = needed(header, "vote")
        self.moment = header.place("timestamp")

    def read(self, block: Block) -> _Rows:
        return self._plain(block) or self._any(block)

    def _plain(self, block: Block) -> _Rows | None:
        grid = grid_of(block, len(self.header.names), self.header.delimiter)
        if grid is None:
            return None
        people, statements = whole_numbers(grid, self.voter), whole_numbers(grid, self.statement)
        values = votes_in(grid.data, grid.starts[:, self.vote], grid.ends[:, self.vote])
        moments = None if self.moment is None else whole_numbers(grid, self.moment)
        if people is None or statements is None or values is None:
            return None
        if self.moment is not None and (moments is None or moments.max() > LAST_MOMENT):
            return None
        return _Rows(people, statements, values, moments)

    def _any(self, block: Block) -> _Rows:
        kept: list[tuple[int, int, int, int]] = []
        for line, cells in cells_of(block, self.header.delimiter, self.faults.add):
            try:
                kept.append(self._row(line, cells))
            except FileInvalid as wrong:
                self.faults.add(wrong.fault)
        people, statements, values, moments = np.array(kept, np.int64).reshape(-1, 4).T
        return _Rows(people, statements, values.astype(np.int8), None if self.moment is None else moments)

    def _row(self, line: int, cells: list[str]) -> tuple[int, int, int, int]:
        check_length(line, cells, self.header)
        moment = 0 if self.moment is None else number_in(line, "moment", cells[self.moment])
        if moment > LAST_MOMENT:
            raise FileInvalid(Fault(line, "moment", cells[self.moment or 0]))
        who, what = number_in(line, "voter", cells[self.voter]), number_in(line, "statement", cells[self.statement])
        return who, what, number_in(line, "vote", cells[self.vote], VOTE), moment


class _Matrix:
    """A row for each person with a cell for each statement, empty where there is no vote."""

    def __init__(self, header: Header, faults: Faults) -> None:
        self.header, self.faults = header, faults
        self.voter = needed(header, *MATRIX_VOTER)
        self.places = [at for at, name in enumerate(header.names) if NUMBER.fullmatch(name)]
        self.statements = np.array([int(header.names[at]) for at in self.places], np.int64)
        if not self.places:
            raise FileInvalid(Fault(header.next_line - 1, "columns", "comment-id"))

    def read(self, block: Block) -> _Rows:
        return self._plain(block) or self._any(block)

    def _plain(self, block: Block) -> _Rows | None:
        grid = grid_of(block, len(self.header.names), self.header.delimiter)
        people = None if grid is None else whole_numbers(grid, self.voter)
        if grid is None or people is None:
            return None
        return self._filled(grid, people)

    def _filled(self, grid: Grid, people: Int) -> _Rows | None:
        starts, ends = grid.starts[:, self.places], grid.ends[:, self.places]
        row, column = np.nonzero(ends > starts)
        values = votes_in(grid.data, starts[row, column], ends[row, column])
        return None if values is None else _Rows(people[row], self.statements[column], values, None)

    def _any(self, block: Block) -> _Rows:
        kept = [
            row
            for line, cells in cells_of(block, self.header.delimiter, self.faults.add)
            for row in self._row(line, cells)
        ]
        people, statements, values = np.array(kept, np.int64).reshape(-1, 3).T
        return _Rows(people, statements, values.astype(np.int8), None)

    def _row(self, line: int, cells: list[str]) -> Iterator[tuple[int, int, int]]:
        """The votes of a person. A cell that is wrong takes no other with it."""
        try:
            check_length(line, cells, self.header)
            who = number_in(line, "voter", cells[self.voter])
        except FileInvalid as wrong:
            self.faults.add(wrong.fault)
            return
        for at, number in zip(self.places, self.statements.tolist(), strict=True):
            try:
                if cells[at]:
                    yield who, number, number_in(line, "vote", cells[at], VOTE)
            except FileInvalid as wrong:
                self.faults.add(wrong.fault)
