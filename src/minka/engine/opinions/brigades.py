"""Brigades: many people with the very same votes in a short time, beyond what chance explains.

Found by hashing rows, so that five thousand among a million are found in well under a second. Nobody is accused: people
who were asked to vote alike and people who agree look the same, and the map is shown with them and without.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from minka.engine.opinions.document import Brigade
from minka.engine.opinions.votes import FEWEST_VOTES, Int, Votes

FEWEST_PEOPLE, LEAST_SHARE, FEWEST_TOLD = 20, 0.02, 5
LONGEST_WINDOW = 3_600_000  # milliseconds
BEYOND_CHANCE = 25.0  # natural logarithm of the odds against chance
LONG_ROW = 10  # from so many votes on, one vote that differs or is missing is nearly the same
MOST_TRIED = 200
SAMPLE = 20_000
BLOCK = 2_000_000  # votes hashed at once

type Wide = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class _Pattern:
    """What the members of a brigade voted: columns ascending, and the value on each."""

    columns: NDArray[np.int32]
    values: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.columns)


def find_brigades(votes: Votes, moments: Int | None = None) -> list[Brigade]:
    """Brigades, the largest first.

    At least 20 people, or 2 % of a conversation of fewer than a thousand but never fewer than five, with at least
    ``min(7, S)`` votes each, all the same. From ten votes on, whoever differs by one vote belongs to them. It is no
    brigade when that many could answer alike by chance, given how the people most like them answer each statement.

    Args:
        votes: votes in canonical order.
        moments: milliseconds of each vote, (n,), as from :func:`last_moments`. With them only people whose last votes
            fall together within an hour are a brigade.
    """
    fewest, found = fewest_people(len(votes.people)), []
    ends = None if moments is None or not len(votes) else np.maximum.reduceat(moments, votes.starts[:-1])
    taken = np.zeros(len(votes.people), bool)
    for alike in _alike(votes, fewest):
        rows = alike[~taken[alike]]
        if len(rows) < fewest:
            continue
        pattern = _pattern_of(votes, int(rows[0]))
        if not _is_beyond_chance(votes, pattern, rows):
            continue
        members = _members(votes, pattern, ends, fewest)
        members = members[~taken[members]]
        if len(members) >= fewest:
            taken[members] = True
            found.append(_told(votes, pattern, members, ends))
    return sorted(found, key=lambda brigade: (-brigade["people"], brigade["statements"]))


def people_in(votes: Votes, brigade: Brigade, moments: Int | None = None) -> Int:
    """Numbers of the people in a brigade, ascending; with the moments, only those of its bursts."""
    places = {number: place for place, number in enumerate(votes.statements.tolist())}
    known = [(places[s], a) for s, a in zip(brigade["statements"], brigade["answers"], strict=True) if s in places]
    columns, values = zip(*sorted(known), strict=True) if known else ((), ())
    pattern = _Pattern(np.array(columns, np.int32), np.array(values, np.int8))
    ends = None if moments is None or not len(votes) else np.maximum.reduceat(moments, votes.starts[:-1])
    return votes.people[_members(votes, pattern, ends, fewest_people(len(votes.people)))]


def last_moments(votes: Votes, people: ArrayLike, statements: ArrayLike, moments: ArrayLike) -> Int:
    """The moment of each vote that counts, (n,), from the lists in the order in which they were cast.

    >>> from minka.engine.opinions.votes import make_votes
    >>> last_moments(make_votes([7, 3, 7], [1, 1, 1], [1, 1, 0]), [7, 3, 7], [1, 1, 1], [10, 20, 30]).tolist()
    [20, 30]
    """
    who, what, when = (np.asarray(each, np.int64) for each in (people, statements, moments))
    width, found = max(1, len(votes.statements)), np.zeros(len(votes), np.int64)
    kept = np.isin(who, votes.people) & np.isin(what, votes.statements)
    who, what, when = who[kept], what[kept], when[kept]
    pairs = np.searchsorted(votes.people, who) * width + np.searchsorted(votes.statements, what)
    known = votes.rows.astype(np.int64) * width + votes.columns
    places = np.minimum(np.searchsorted(known, pairs), max(0, len(known) - 1))
    kept = known[places] == pairs if len(known) else np.zeros(len(pairs), bool)
    found[places[kept]] = when[kept]  # of a place named twice the last moment stays
    return found


def fewest_people(people: int) -> int:
    """How many make a brigade among so many.

    >>> [fewest_people(people) for people in (100, 500, 1_000_000)]
    [5, 10, 20]
    """
    return max(FEWEST_TOLD, min(FEWEST_PEOPLE, math.ceil(LEAST_SHARE * people)))


def _alike(votes: Votes, fewest: int) -> Iterator[Int]:
    """Rows that are the same, the most first; at most 200 sets of them."""
    enough = np.flatnonzero(votes.per_person >= min(FEWEST_VOTES, len(votes.statements)))
    if len(enough) < fewest:
        return
    hashes = _hashes(votes)[enough]
    order = np.argsort(hashes, kind="stable")
    first = np.flatnonzero(np.concatenate([[True], np.diff(hashes[order]) != 0]))
    counts = np.diff(np.append(first, len(order)))
    many = np.flatnonzero(counts >= fewest)
    for each in many[np.lexsort((enough[order[first[many]]], -counts[many]))][:MOST_TRIED]:
        rows = enough[order[first[each] : first[each] + counts[each]]]
        yield rows[_is_pattern(votes, _pattern_of(votes, int(rows[0])), rows)]


def _hashes(votes: Votes) -> Wide:
    """One number for each row, the same for the same votes: a sum of fixed scattered numbers, in blocks of votes."""
    seeds = np.arange(1, 3 * len(votes.statements) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    seeds = (seeds ^ (seeds >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    seeds = (seeds ^ (seeds >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    seeds ^= seeds >> np.uint64(31)
    found = np.zeros(len(votes.people), np.uint64)
    row = 0
    while row < len(found):
        following = max(row + 1, int(np.searchsorted(votes.starts, votes.starts[row] + BLOCK)))
        following = min(following, len(found))
        part = slice(int(votes.starts[row]), int(votes.starts[following]))
        cells = votes.columns[part] * 3 + (votes.values[part] + np.int32(1))
        found[row:following] = np.add.reduceat(seeds[cells], votes.starts[row:following] - votes.starts[row])
        row = following
    return found


def _pattern_of(votes: Votes, row: int) -> _Pattern:
    part = slice(int(votes.starts[row]), int(votes.starts[row + 1]))
    return _Pattern(votes.columns[part], votes.values[part])


def _is_pattern(votes: Votes, pattern: _Pattern, rows: Int) -> NDArray[np.bool_]:
    """Which of these rows, all as long as the pattern, are the pattern."""
    cells = _cells(votes, rows, len(pattern))
    same = (votes.columns[cells] == pattern.columns) & (votes.values[cells] == pattern.values)
    return np.asarray(same.all(1))


def _members(votes: Votes, pattern: _Pattern, ends: Int | None, fewest: int) -> Int:
    """Rows with the pattern, or with one vote less, more or other when it is long; those of the bursts, with times."""
    target = np.full(len(votes.statements), 2, np.int8)
    target[pattern.columns] = pattern.values
    slack = 1 if len(pattern) >= LONG_ROW else 0
    found = [np.zeros(0, np.int64)]
    for length in range(max(1, len(pattern) - slack), len(pattern) + slack + 1):
        rows = np.flatnonzero(votes.per_person == length)
        cells = _cells(votes, rows, length)
        same = (target[votes.columns[cells]] == votes.values[cells]).sum(1)
        found.append(rows[same >= max(length, len(pattern)) - slack])
    rows = np.sort(np.concatenate(found))
    return rows if ends is None else rows[_in_bursts(ends[rows], fewest)]


def _in_bursts(moments: Int, fewest: int) -> NDArray[np.bool_]:
    """Which moments lie in an hour that holds at least so many."""
    order = np.argsort(moments, kind="stable")
    ascending = moments[order]
    within = np.searchsorted(ascending, ascending + LONGEST_WINDOW, side="right")
    edges = np.zeros(len(moments) + 1, np.int64)
    crowded = np.flatnonzero(within - np.arange(len(moments)) >= fewest)
    np.add.at(edges, crowded, 1)
    np.add.at(edges, within[crowded], -1)
    marked = np.zeros(len(moments), bool)
    marked[order] = np.cumsum(edges[:-1]) > 0
    return marked


def _is_beyond_chance(votes: Votes, pattern: _Pattern, rows: Int) -> bool:
    """Whether so many of those who voted on just these statements can answer just so, by Chernoff's bound."""
    alike = np.flatnonzero(votes.per_person == len(pattern))
    asked = int((votes.columns[_cells(votes, alike, len(pattern))] == pattern.columns).all(1).sum())
    share = len(rows) / asked
    chance = math.exp(float(np.log(_rates(votes, pattern, rows)).sum()))
    if share <= chance:
        return False
    surprise = share * math.log(share / chance)
    surprise += (1 - share) * math.log((1 - share) / (1 - chance)) if share < 1 else 0.0
    return asked * surprise > BEYOND_CHANCE


def _rates(votes: Votes, pattern: _Pattern, rows: Int) -> NDArray[np.float64]:
    """How often others give the pattern's answer to each of its statements: the quarter of them who agree most with it.

    People who agree with it by conviction are the fair comparison; taking the most alike errs on the side of chance.
    Where votes are so sparse that fewer than twenty others share five statements, everybody is compared; where fewer
    than twenty share any, unanimity is taken for conviction.
    """
    others = np.arange(0, len(votes.people), max(1, len(votes.people) // SAMPLE))
    others = others[~np.isin(others, rows)]
    lengths = votes.per_person[others]
    cells = np.repeat(votes.starts[others] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    places = np.full(len(votes.statements), -1, np.int64)
    places[pattern.columns] = np.arange(len(pattern))
    who, where, said = np.repeat(np.arange(len(others)), lengths), places[votes.columns[cells]], votes.values[cells]
    asked = where >= 0
    who, where = who[asked], where[asked]
    same = said[asked] == pattern.values[where]
    common = np.bincount(who, minlength=len(others))
    shares = np.bincount(who, same, minlength=len(others)) / np.maximum(1, common)
    if (common > 0).sum() < FEWEST_PEOPLE:
        return np.ones(len(pattern))
    comparable = common >= min(FEWEST_TOLD, len(pattern))
    if comparable.sum() >= FEWEST_PEOPLE:
        comparable &= shares >= np.quantile(shares[comparable], 0.75)
    else:
        comparable = common > 0
    kept = comparable[who]
    told = np.bincount(where[kept], same[kept], minlength=len(pattern))
    return np.asarray((told + 1) / (np.bincount(where[kept], minlength=len(pattern)) + 2), np.float64)


def _told(votes: Votes, pattern: _Pattern, members: Int, ends: Int | None) -> Brigade:
    return {
        "people": len(members),
        "votes_each": len(pattern),
        "seconds": None if ends is None else float(np.ptp(ends[members])) / 1000,
        "statements": votes.statements[pattern.columns].tolist(),
        "answers": pattern.values.tolist(),
    }


def _cells(votes: Votes, rows: Int, length: int) -> Int:
    """The places of the votes of rows that have this length, (rows, length)."""
    return votes.starts[rows][:, None] + np.arange(length)
