"""The Merkle tree of RFC 6962: append, root, inclusion and consistency proofs.

A complete node is named by its level and index: node (level, index) covers the leaves from
``index * 2**level`` up to, not including, ``(index + 1) * 2**level``; level 0 holds the leaf hashes.
Complete nodes never change once written, so a database may store them as rows, and every proof is
computed from the few rows that its *path* function names. Positions count from zero. Hashes are 32
raw bytes. Source: RFC 6962 section 2.1, RFC 9162 sections 2.1.3 and 2.1.4.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
BATCH = 4096


class Coordinate(NamedTuple):
    """Where a complete node is: its level above the leaves and its index within the level."""

    level: int
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here


class Node(NamedTuple):
    """A complete node to store."""

    level: int
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here
    hash: bytes


type Lookup = Mapping[Coordinate, bytes] | Callable[[Coordinate], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Hash a leaf: SHA-256 of a zero byte and the data."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash an interior node: SHA-256 of a one byte and the two hashes below it."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_leaves(leaf_hashes: Iterable[bytes]) -> bytes:
    """Compute the root over leaf hashes, reading them once and keeping few in memory.

    >>> root_from_leaves([]).hex()[:8]
    'e3b0c442'
    >>> root_from_leaves([leaf_hash(b"uno")]) == leaf_hash(b"uno")
    True
    """
    return Frontier().extend(leaf_hashes).root()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed to go on appending: the size and the roots of the complete subtrees.

    ``peaks`` run from the largest subtree (left) to the smallest (right), one for each bit that is
    set in ``size``. Every method gives a new frontier and leaves this one as it was.

    >>> one = Frontier().append(leaf_hash(b"uno"))
    >>> two = one.append(leaf_hash(b"dos"))
    >>> one.size, two.size, two.root() == node_hash(leaf_hash(b"uno"), leaf_hash(b"dos"))
    (1, 2, True)
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            message = f"{len(self.peaks)} peaks cannot make a tree of {self.size} leaves"
            raise ValueError(message)

    @classmethod
    def at(cls, size: int, lookup: Lookup) -> "Frontier":
        """Take the frontier of a tree of ``size`` leaves up again from stored nodes.

        ``lookup`` must know the coordinates named by :func:`frontier_path`.
        """
        fetch = _fetcher(lookup)
        return cls(size, tuple(fetch(place) for place in frontier_path(size)))

    def append(self, leaf: bytes) -> "Frontier":
        """Add one leaf hash."""
        return self.extend((leaf,))

    def extend(self, leaf_hashes: Iterable[bytes]) -> "Frontier":
        """Add many leaf hashes; one million take a few seconds and a few hundred kilobytes."""
        stacks = self._stacks()
        size = self.size
        for batch in _batches(leaf_hashes):
            size += len(batch)
            _raise_levels(stacks, 0, batch)
        return Frontier(size, tuple(stack[0] for stack in reversed(stacks) if stack))

    def root(self) -> bytes:
        """Give the root of the tree; of the empty tree, the hash of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def _stacks(self) -> list[list[bytes]]:
        """Spread the peaks over levels: stacks[level] holds the peak of that level, if any."""
        left = list(self.peaks)
        return [[left.pop()] if self.size >> level & 1 else [] for level in range(self.size.bit_length())]


def new_nodes(old_size: int, leaf_hashes: Iterable[bytes], frontier: Frontier) -> list[Node]:
    """Name the interior nodes that become complete when leaves are appended.

    Args:
        old_size: number of leaves before; must be the frontier's.
        leaf_hashes: the leaves appended, in order.
        frontier: the tree before.

    Returns:
        Nodes of level 1 and above, level by level, index by index. Leaf hashes themselves (level 0)
        are not repeated. ``frontier.extend(leaf_hashes)`` gives the tree after.

    Raises:
        ValueError: the frontier is not of ``old_size`` leaves.

    >>> [node[:2] for node in new_nodes(0, [bytes(32)] * 4, Frontier())]
    [(1, 0), (1, 1), (2, 0)]
    """
    if old_size != frontier.size:
        message = f"the frontier has {frontier.size} leaves, not {old_size}"
        raise ValueError(message)
    stacks = frontier._stacks()
    written: list[Node] = []
    level, row = 0, list(leaf_hashes)
    while row:
        first = old_size >> level + 1
        row = _pair_up(stacks, level, row)
        level += 1
        written += (Node(level, first + offset, value) for offset, value in enumerate(row))
    return written


def frontier_path(size: int) -> list[Coordinate]:
    """Name the complete nodes whose hashes are the peaks of a tree, left to right.

    >>> frontier_path(6)
    [Coordinate(level=2, index=0), Coordinate(level=1, index=2)]
    """
    return _range_path(0, size)


def inclusion_path(index: int, size: int) -> list[Coordinate]:
    """Name the complete nodes that :func:`inclusion_proof` will ask for.

    Raises:
        ValueError: there is no such leaf in a tree of that size.

    >>> inclusion_path(2, 5)
    [Coordinate(level=0, index=3), Coordinate(level=1, index=0), Coordinate(level=0, index=4)]
    """
    return [place for start, end in _inclusion_ranges(index, size) for place in _range_path(start, end)]


def inclusion_proof(index: int, size: int, lookup: Lookup) -> list[bytes]:
    """Prove that a leaf is in the tree: the audit path of RFC 6962, from the leaf upwards.

    Args:
        index: position of the leaf, from zero.
        size: number of leaves of the tree the proof is for.
        lookup: mapping or function from coordinate to hash, knowing all of :func:`inclusion_path`.

    Raises:
        ValueError: there is no such leaf in a tree of that size.
        KeyError: the lookup does not know a node.
    """
    fetch = _fetcher(lookup)
    return [_range_root(start, end, fetch) for start, end in _inclusion_ranges(index, size)]


def consistency_path(old_size: int, size: int) -> list[Coordinate]:
    """Name the complete nodes that :func:`consistency_proof` will ask for.

    Raises:
        ValueError: the old tree is larger than the new one, or a size is negative.
    """
    return [place for start, end in _consistency_ranges(old_size, size) for place in _range_path(start, end)]


def consistency_proof(old_size: int, size: int, lookup: Lookup) -> list[bytes]:
    """Prove that the tree only grew: that its first leaves are those of the old tree.

    The proof is empty when a size is zero or both are equal.

    Raises:
        ValueError: the old tree is larger than the new one, or a size is negative.
        KeyError: the lookup does not know a node.
    """
    fetch = _fetcher(lookup)
    return [_range_root(start, end, fetch) for start, end in _consistency_ranges(old_size, size)]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof (RFC 9162 section 2.1.3.2). A malformed proof is simply not valid."""
    if not 0 <= index < size or not _are_hashes(proof):
        return False
    here, last, value = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            value = node_hash(step, value)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            value = node_hash(value, step)
        here, last = here >> 1, last >> 1
    return last == 0 and value == root


def verify_consistency(old_size: int, size: int, proof: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Check a consistency proof (RFC 9162 section 2.1.4.2). A malformed proof is simply not valid."""
    if old_size == size:
        return size >= 0 and not proof and old_root == root
    if old_size == 0:
        return size > 0 and not proof and old_root == EMPTY_ROOT
    if not 0 < old_size < size or not proof or not _are_hashes(proof):
        return False
    steps = list(proof)
    here, last = old_size - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    start = old_root if here == 0 and _is_power_of_two(old_size) else steps.pop(0)
    return _climb(steps, here, last, start) == (old_root, root)


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return all(len(step) == HASH_BYTES for step in proof)


def _climb(steps: Sequence[bytes], here: int, last: int, start: bytes) -> tuple[bytes, bytes] | None:
    """Rebuild the old and the new root from a consistency proof, or None when it does not fit."""
    old_value = new_value = start
    for step in steps:
        if last == 0:
            return None
        if here & 1 or here == last:
            old_value, new_value = node_hash(step, old_value), node_hash(step, new_value)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new_value = node_hash(new_value, step)
        here, last = here >> 1, last >> 1
    return (old_value, new_value) if last == 0 else None


def _batches(leaf_hashes: Iterable[bytes]) -> Iterator[list[bytes]]:
    stream = iter(leaf_hashes)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _raise_levels(stacks: list[list[bytes]], level: int, row: list[bytes]) -> None:
    while row:
        row = _pair_up(stacks, level, row)
        level += 1


def _pair_up(stacks: list[list[bytes]], level: int, row: list[bytes]) -> list[bytes]:
    """Join the waiting node of a level and a row of new ones in pairs; keep the odd one waiting."""
    if level == len(stacks):
        stacks.append([])
    waiting = stacks[level] + row
    stacks[level] = [waiting.pop()] if len(waiting) & 1 else []
    sha256 = hashlib.sha256
    pairs = zip(waiting[::2], waiting[1::2], strict=True)
    return [sha256(b"\x01" + left + right).digest() for left, right in pairs]


def _fetcher(lookup: Lookup) -> Callable[[Coordinate], bytes]:
    return lookup.__getitem__ if isinstance(lookup, Mapping) else lookup


def _split_point(width: int) -> int:
    """Give the largest power of two below a width of at least two."""
    return 1 << (width - 1).bit_length() - 1


def _is_power_of_two(number: int) -> bool:
    return number & (number - 1) == 0


def _inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Give the ranges of leaves whose roots prove a leaf, from the leaf upwards."""
    if not 0 <= index < size:
        message = f"no leaf {index} in a tree of {size}"
        raise ValueError(message)
    start, end, ranges = 0, size, []
    while end - start > 1:
        middle = start + _split_point(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def _consistency_ranges(old_size: int, size: int) -> list[tuple[int, int]]:
    """Give the ranges of leaves whose roots prove growth, as SUBPROOF of RFC 6962 lists them."""
    if not 0 <= old_size <= size:
        message = f"a tree of {old_size} cannot grow into one of {size}"
        raise ValueError(message)
    if old_size in {0, size}:
        return []
    start, end, ranges = 0, size, []
    while old_size != end:
        middle = start + _split_point(end - start)
        if old_size <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:
        ranges.append((start, end))
    return ranges[::-1]


def _range_path(start: int, end: int) -> list[Coordinate]:
    """Cut a range that begins at a subtree's edge into complete nodes, left to right."""
    places = []
    while start < end:
        level = (end - start).bit_length() - 1
        places.append(Coordinate(level, start >> level))
        start += 1 << level
    return places


def _range_root(start: int, end: int, fetch: Callable[[Coordinate], bytes]) -> bytes:
    return Frontier(end - start, tuple(fetch(place) for place in _range_path(start, end))).root()
