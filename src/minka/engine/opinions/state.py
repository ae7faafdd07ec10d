"""The votes of a live conversation in memory, with its map: new votes are applied, the map is refreshed, all is kept.

Reading votes from a database costs ten times what the map of them costs, so whoever keeps a map fresh keeps its votes.
What is kept here can be written down as bytes and read again; the map made from it is the map of all its votes.
"""

import json
import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from minka.engine.opinions.document import MapDocument
from minka.engine.opinions.mapping import map_opinions, refresh_map
from minka.engine.opinions.votes import Int, Short, Votes, make_votes, without

HEADER = b"minka-live-map/1\n"
SIZE_BYTES = 8
KINDS = ("<i8", "<i8", "<i8", "<i4", "i1")  # of people, statements, starts, columns, values

type _Log = tuple[list[int], list[int], list[int]]


class SnapshotInvalid(ValueError):  # noqa: N818 - says what is wrong with the input
    """Bytes that are no snapshot of this form, or not all of one."""


class LiveMap:
    """Votes, and the newest map of them if there is one. Who and what is left out stays here and leaves the maps."""

    def __init__(self, votes: Votes, *, seed: int = 0, document: MapDocument | None = None) -> None:
        self._votes = votes
        self._log: _Log = ([], [], [])
        self._seed = seed
        self._people: set[int] = set()
        self._statements: set[int] = set()
        self._answers: dict[int, dict[int, int]] = {}  # of those whose votes wait in the log
        self._placing: dict[int, tuple[float, float, float]] = {}  # mean and axes of each statement
        self.document: MapDocument | None = None
        if document is not None:
            self._show(document)

    def apply(self, people: ArrayLike, statements: ArrayLike, values: ArrayLike) -> None:
        """Take in votes in the order in which they were cast: the last of each pair counts.

        Raises:
            VotesInvalid: they are no votes; nothing of them is kept.
        """
        make_votes(people, statements, values)
        fresh = [np.asarray(each, np.int64).tolist() for each in (people, statements, values)]
        for kept, new in zip(self._log, fresh, strict=True):
            kept.extend(new)
        for person, statement, value in zip(*fresh, strict=True):
            self._answers.setdefault(person, {})[statement] = value

    def leave_out(self, *, people: Iterable[int] = (), statements: Iterable[int] = ()) -> None:
        """Say anew which people and statements the maps are without."""
        self._people, self._statements = set(people), set(statements)

    @property
    def votes(self) -> Votes:
        """All votes, those that waited in the log included."""
        if self._log[0]:
            self._votes = merge(self._votes, make_votes(*self._log))
            self._log, self._answers = ([], [], []), {}
        return self._votes

    def refresh(self) -> MapDocument:
        """The map brought up to date, with the groups and the evidence of the last full one (``refresh_map``)."""
        if self.document is None:
            return self.renew()
        return self._show(refresh_map(self._counted(), self.document))

    def renew(self) -> MapDocument:
        """The map made in full: the same bytes as from all votes anew."""
        return self._show(map_opinions(self._counted(), seed=self._seed, previous=self.document))

    def place(self, person: int) -> tuple[float, float] | None:
        """Where one person lies on the newest map by all their votes so far, in microseconds; nothing without any."""
        counted = [
            (value, *self._placing[number])
            for number, value in self._answers_of(person).items()
            if number in self._placing
        ]
        if not counted:
            return None
        scale = math.sqrt(len(self._placing) / len(counted))
        x = sum((value - mean) * first for value, mean, first, _ in counted)
        y = sum((value - mean) * second for value, mean, _, second in counted)
        return x * scale, y * scale

    def snapshot(self) -> bytes:
        """Everything kept, as bytes."""
        votes = self.votes
        head = {
            "seed": self._seed,
            "replaced": votes.replaced,
            "people": sorted(self._people),
            "statements": sorted(self._statements),
            "document": self.document,
        }
        told = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
        arrays = zip((votes.people, votes.statements, votes.starts, votes.columns, votes.values), KINDS, strict=True)
        parts = [told, *(np.ascontiguousarray(each, kind).tobytes() for each, kind in arrays)]
        return HEADER + b"".join(len(part).to_bytes(SIZE_BYTES, "big") + part for part in parts)

    @classmethod
    def restore(cls, snapshot: bytes) -> "LiveMap":
        """What :meth:`snapshot` wrote.

        Raises:
            SnapshotInvalid: the bytes are cut, or are something else.
        """
        told, *arrays = _parts(snapshot)
        try:
            head = json.loads(bytes(told))
            people, statements, starts, columns, values = (
                np.frombuffer(part, kind) for part, kind in zip(arrays, KINDS, strict=True)
            )
            votes = Votes(people, statements, starts, columns, values, head["replaced"])
            kept = cls(votes, seed=head["seed"], document=head["document"])
            kept.leave_out(people=head["people"], statements=head["statements"])
        except (ValueError, KeyError) as error:
            raise SnapshotInvalid(str(error)) from error
        return kept

    def _counted(self) -> Votes:
        is_whole = not self._people and not self._statements
        return self.votes if is_whole else without(self.votes, people=self._people, statements=self._statements)

    def _show(self, document: MapDocument) -> MapDocument:
        axes, numbers = document["axes"], (each["number"] for each in document["statements"])
        rows = zip(axes["means"], axes["first"], axes["second"], strict=True)
        self._placing = dict(zip(numbers, rows, strict=True))
        self.document = document
        return document

    def _answers_of(self, person: int) -> dict[int, int]:
        """Votes by statement, those that wait in the log included."""
        votes, found = self._votes, dict[int, int]()
        row = int(np.searchsorted(votes.people, person))
        if row < len(votes.people) and votes.people[row] == person:
            part = slice(int(votes.starts[row]), int(votes.starts[row + 1]))
            numbers = votes.statements[votes.columns[part]].tolist()
            found = dict(zip(numbers, votes.values[part].tolist(), strict=True))
        return found | self._answers.get(person, {})


def merge(votes: Votes, fresh: Votes) -> Votes:
    """Votes with later ones put in, without sorting all of them anew."""
    numbers = np.union1d(votes.statements, fresh.statements)
    people = np.union1d(votes.people, fresh.people)
    columns = _renumber(votes, numbers)
    counts = np.zeros(len(people), np.int64)
    counts[np.searchsorted(people, votes.people)] = votes.per_person
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    rows = np.searchsorted(people, fresh.people)[fresh.rows]
    wanted = _renumber(fresh, numbers)
    at = _find(starts, columns, rows, wanted, len(numbers))
    inside = np.minimum(at, max(0, len(columns) - 1))
    is_known = (at < starts[rows + 1]) & (columns[inside] == wanted) if len(columns) else np.zeros(len(at), bool)
    values = votes.values.copy()
    values[at[is_known]] = fresh.values[is_known]
    new = ~is_known
    starts[1:] += np.cumsum(np.bincount(rows[new], minlength=len(people)))
    replaced = votes.replaced + fresh.replaced + int(is_known.sum())
    columns, values = np.insert(columns, at[new], wanted[new]), np.insert(values, at[new], fresh.values[new])
    return Votes(people, numbers, starts, columns, values, replaced)


def _renumber(votes: Votes, numbers: Int) -> Short:
    if np.array_equal(votes.statements, numbers):
        return votes.columns
    return np.searchsorted(numbers, votes.statements).astype(np.int32)[votes.columns]


def _find(starts: Int, columns: Short, rows: Int, wanted: Short, size: int) -> Int:
    """Where in its row each wanted column is or belongs."""
    concerned, place = np.unique(rows, return_inverse=True)
    counts = starts[concerned + 1] - starts[concerned]
    heads = np.cumsum(counts) - counts
    cells = np.repeat(starts[concerned] - heads, counts) + np.arange(counts.sum())
    keys = np.repeat(np.arange(len(concerned)) * size, counts) + columns[cells]
    return np.asarray(starts[rows] + np.searchsorted(keys, place * size + wanted) - heads[place])


def _parts(snapshot: bytes) -> list[memoryview]:
    """The parts of a snapshot, each behind its length."""
    view, at, found = memoryview(snapshot), len(HEADER), []
    if bytes(view[:at]) != HEADER:
        message = "no snapshot of a live map"
        raise SnapshotInvalid(message)
    while at < len(view):
        size = int.from_bytes(view[at : at + SIZE_BYTES], "big")
        part = view[at + SIZE_BYTES : at + SIZE_BYTES + size]
        if len(part) < size:
            message = "the snapshot is cut"
            raise SnapshotInvalid(message)
        found.append(part)
        at += SIZE_BYTES + size
    return found
