"""Votes as the engine holds them: sparse, in canonical order, the last word of each person on each statement.

Canonical order makes every result independent of the order in which people, statements and votes arrived.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
FEWEST_VOTES = 7  # who has fewer, of at least as many statements, is not placed on a map

type Int = NDArray[np.int64]
type Short = NDArray[np.int32]
type Tiny = NDArray[np.int8]


class VotesInvalid(ValueError):  # noqa: N818 - says what is wrong with the input
    """Arrays that are no votes: unequal lengths, or other values than 1, 0, -1. ``at`` is the first bad position."""

    def __init__(self, message: str, at: int | None = None) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, eq=False)
class Votes:
    """Compressed rows: person ``people[i]`` voted ``values[k]`` on ``statements[columns[k]]`` for each ``k`` from
    ``starts[i]`` to ``starts[i + 1]``. ``people`` and ``statements`` ascend, columns ascend in each row.

    ``statements`` may hold some that nobody voted on; every person has at least one vote.
    """

    people: Int  # (P,) numbers
    statements: Int  # (S,) numbers
    starts: Int  # (P + 1,)
    columns: Short  # (n,)
    values: Tiny  # (n,)
    replaced: int = 0  # votes that a later one of the same pair replaced

    def __len__(self) -> int:
        return len(self.values)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.people), len(self.statements)

    @property
    def per_person(self) -> Int:
        """How many votes each person cast, (P,)."""
        return np.diff(self.starts)

    @property
    def rows(self) -> Short:
        """The row of each vote, (n,)."""
        return np.repeat(np.arange(len(self.people), dtype=np.int32), self.per_person)


def make_votes(
    people: ArrayLike, statements: ArrayLike, values: ArrayLike, *, known_statements: Iterable[int] = ()
) -> Votes:
    """Votes from three equally long lists in the order in which they were cast: the last of each pair counts.

    Args:
        people: numbers of voters, (n,).
        statements: numbers of statements, (n,).
        values: 1 agree, 0 pass, -1 disagree, (n,).
        known_statements: numbers to keep as statements even when nobody voted on them.

    Raises:
        VotesInvalid: lengths differ, or a value is not one of the three.

    >>> votes = make_votes([7, 3, 7], [1, 1, 1], [1, -1, 0])
    >>> votes.people.tolist(), votes.values.tolist(), votes.replaced
    ([3, 7], [-1, 0], 1)
    """
    who, what, said = np.asarray(people, np.int64), np.asarray(statements, np.int64), np.asarray(values)
    _check(who, what, said)
    known = np.fromiter(known_statements, np.int64)
    numbers = np.unique(np.concatenate([what, known]))
    ranks, columns = np.unique(who), np.searchsorted(numbers, what).astype(np.int32)
    rows = np.searchsorted(ranks, who)
    pair = rows * max(1, len(numbers)) + columns
    order = np.argsort(pair, kind="stable")
    is_last = np.ones(len(order), bool)
    is_last[:-1] = np.diff(pair[order]) != 0
    kept = order[is_last]
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=len(ranks)))]).astype(np.int64)
    return Votes(ranks, numbers, starts, columns[kept], said[kept].astype(np.int8), len(order) - len(kept))


def choose(
    votes: Votes, *, people: NDArray[np.bool_] | None = None, statements: NDArray[np.bool_] | None = None
) -> Votes:
    """Only the votes of the marked people on the marked statements. People without any vote left are left out.

    Args:
        people: who stays, (P,) of booleans; everybody when absent.
        statements: what stays, (S,) of booleans; all when absent.
    """
    keep_row = np.ones(len(votes.people), bool) if people is None else people
    keep_column = np.ones(len(votes.statements), bool) if statements is None else statements
    kept = keep_column[votes.columns] & np.repeat(keep_row, votes.per_person)
    counts = np.bincount(votes.rows[kept], minlength=len(votes.people))
    left = counts > 0
    renumbered = (np.cumsum(keep_column) - 1).astype(np.int32)
    return Votes(
        people=votes.people[left],
        statements=votes.statements[keep_column],
        starts=np.concatenate([[0], np.cumsum(counts[left])]).astype(np.int64),
        columns=renumbered[votes.columns[kept]],
        values=votes.values[kept],
        replaced=votes.replaced,
    )


def without(votes: Votes, *, people: Iterable[int] = (), statements: Iterable[int] = ()) -> Votes:
    """The votes with some people and statements, named by number, gone from everything."""
    return choose(
        votes,
        people=~np.isin(votes.people, np.fromiter(people, np.int64)),
        statements=~np.isin(votes.statements, np.fromiter(statements, np.int64)),
    )


def digest(votes: Votes) -> str:
    """SHA-256 over the canonical rows, in hexadecimal: the same votes in any order give the same name."""
    hasher = hashlib.sha256(b"minka-votes/1\n")
    for part in (votes.people, votes.statements, votes.starts, votes.columns, votes.values):
        hasher.update(np.ascontiguousarray(part, part.dtype.newbyteorder("<")).tobytes())
    return hasher.hexdigest()


def _check(who: Int, what: Int, said: NDArray[np.generic]) -> None:
    if not len(who) == len(what) == len(said):
        message = f"{len(who)} people, {len(what)} statements and {len(said)} values do not make votes"
        raise VotesInvalid(message)
    bad = np.flatnonzero(~np.isin(said, [AGREE, PASS, DISAGREE]))
    if len(bad):
        message = f"a vote is 1, 0 or -1, not {said[bad[0]]}"
        raise VotesInvalid(message, int(bad[0]))
