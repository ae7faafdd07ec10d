"""The plane of the map: the two directions in which votes differ most, and where each person lies in it.

Votes that were not cast count as the statement's mean, so after centring they are exactly 0 and only votes are
touched. Everything is a sum over parts of the people, which may lie on other machines. No product is left to a library
that splits its sums by the number of threads: the same votes give the same bits. See ``docs/engine/opinions.md``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from minka.engine.opinions.votes import Int, Votes

DECIMALS = 9  # of means and axes: what the document says is what positions are made of
BLOCK = 1 << 20  # votes that are worked on at once
LARGEST_BASIS = 48  # vectors kept; a small matrix of this size is solved the same way by any number of threads
KEPT = 8  # vectors that go on when the basis is full
MOST_PRODUCTS = 400
TOLERANCE = 1e-8
NOTHING = 1e-10  # of the variance: less is no direction

type Float = NDArray[np.float64]
type Run = Callable[..., Iterable[Any]]  # like ``map``, perhaps on other machines: gives results or handles of them
type Gather = Callable[[Any], list[Any]]  # fetches results by their handles
type Multiply = Callable[[Float], Float]


@dataclass(frozen=True, eq=False)
class Plane:
    """Means of the statements, and two axes of length 1 with their shares of the variance; zeros for none."""

    means: Float  # (S,)
    axes: Float  # (2, S)
    shares: Float  # (2,)


def cut(votes: Votes, most: int = BLOCK) -> list[Votes]:
    """Cut votes into parts of whole people with about ``most`` votes each, without copying them; at least one part."""
    rows = np.searchsorted(votes.starts, np.arange(0, len(votes) + most, most))
    rows = np.unique(np.append(rows.clip(max=len(votes.people)), [0, len(votes.people)]))
    return [_rows(votes, first, last) for first, last in pairwise(rows.tolist())] or [votes]


def _rows(votes: Votes, first: int, last: int) -> Votes:
    start, end = int(votes.starts[first]), int(votes.starts[last])
    starts = votes.starts[first : last + 1] - start
    people, columns, values = votes.people[first:last], votes.columns[start:end], votes.values[start:end]
    return Votes(people, votes.statements, starts, columns, values)


def find_plane(
    parts: Sequence[Any],
    *,
    run: Run = map,
    gather: Gather = list,
    start: Float | None = None,
    tolerance: float = TOLERANCE,
) -> Plane:
    """Find the plane in which the votes differ most.

    Args:
        parts: votes of different people on the same statements, or handles of them that ``run`` understands.
        run: applies a function to each part.
        gather: fetches the results of ``run``.
        start: two rows near the axes, to begin with; only how soon the end is reached depends on them.
        tolerance: the length of what is left over, as a share of the largest variance, at which the search ends.
    """
    sums, counts, squares = (sum(each) for each in zip(*gather(run(_moments, parts)), strict=True))
    means = np.round(sums / np.maximum(counts, 1), DECIMALS) + 0.0
    total = float((squares - 2 * means * sums + counts * means**2).sum())
    size = len(means)
    if size == 0 or total <= 0:
        return Plane(means, np.zeros((2, size)), np.zeros(2))
    matrices = list(run(partial(residuals, means=means), parts))

    def multiply(block: Float) -> Float:
        return np.asarray(sum(gather(run(partial(_product, block=block), matrices))))

    values, axes = leading(multiply, size, start=start, tolerance=tolerance)
    axes[values <= NOTHING * total] = 0.0
    values[values <= NOTHING * total] = 0.0
    return Plane(means, np.round([_turn(axis) for axis in axes], DECIMALS) + 0.0, values / total)


def _moments(part: Votes) -> tuple[Int, Int, Int]:
    """Sum, number and sum of squares of the votes on each statement: whole numbers, so exact in any order."""
    size = len(part.statements)
    cells = part.columns * np.int32(3) + part.values + np.int32(1)
    disagrees, passes, agrees = np.bincount(cells, minlength=3 * size).reshape(size, 3).T
    return agrees - disagrees, agrees + passes + disagrees, agrees + disagrees


def residuals(part: Votes, means: Float) -> sparse.csr_array:
    """Each vote less the mean of its statement, as sparse rows."""
    data = part.values - means[part.columns]
    return sparse.csr_array((data, part.columns, part.starts.astype(np.int32)), shape=part.shape)


def _product(matrix: sparse.csr_array, block: Float) -> Float:
    """What the covariance makes of each row of ``block``, apart from a factor."""
    return np.array([matrix.T @ (matrix @ row) for row in block])


def leading(
    multiply: Multiply, size: int, *, start: Float | None = None, tolerance: float = TOLERANCE
) -> tuple[Float, Float]:
    """The two largest eigenvalues of a symmetric matrix that is known only by its products, with their vectors.

    A block Krylov space grows by two vectors at a time, each made orthogonal to all others; when it is full it is
    begun again from its best vectors. Two vectors, so that equal eigenvalues are both found.
    """
    fixed = np.random.Generator(np.random.PCG64(size)).standard_normal((2, size))
    block = _orthogonal(fixed if start is None else start + fixed * 1e-6 / np.sqrt(size), np.empty((0, size)))
    basis, images = np.empty((0, size)), np.empty((0, size))
    for _ in range(MOST_PRODUCTS):
        basis, images = np.concatenate([basis, block]), np.concatenate([images, multiply(block)])
        small = np.einsum("is,js->ij", basis, images)
        values, turns = np.linalg.eigh((small + small.T) / 2)
        values, turns = values[::-1], turns[:, ::-1]
        best, moved = (np.einsum("im,is->ms", turns[:, :2], each) for each in (basis, images))
        left_over = np.sqrt(((moved - values[:2, None] * best) ** 2).sum(axis=1))
        block = _orthogonal(images[-len(block) :], basis)
        if not len(block) or (len(values) > 1 and (left_over <= tolerance * values[0]).all()):
            break
        if len(basis) + len(block) > LARGEST_BASIS:
            basis, images = (np.einsum("im,is->ms", turns[:, :KEPT], each) for each in (basis, images))
    missing = 2 - len(best)
    return np.append(values[:2], np.zeros(missing)), np.concatenate([best, np.zeros((missing, size))])


def _orthogonal(rows: Float, basis: Float) -> Float:
    """Make rows of length 1 that are orthogonal to the basis and to each other; drop what is no new direction."""
    found = basis
    for row in rows:
        length = np.sqrt((row**2).sum())
        new = row / length if length > 0 else row
        for _ in range(2):  # the second time takes away what rounding left
            new = new - np.einsum("is,i->s", found, np.einsum("is,s->i", found, new))
        length = np.sqrt((new**2).sum())
        if length > NOTHING:
            found = np.concatenate([found, new[None] / length])
    return found[len(basis) :]


def _turn(axis: Float) -> Float:
    """Of an axis and its mirror image, the one whose cubes have a positive sum; else whose first entry is positive."""
    cubes = (axis**3).sum()
    first = axis[np.flatnonzero(np.abs(axis) > NOTHING)[:1]].sum()
    return -axis if (cubes if abs(cubes) > NOTHING else first) < 0 else axis


def align(plane: Plane, statements: Int, former_axes: Float, former_statements: Int) -> Plane:
    """Mirror the axes so that they point as they did on an earlier map, judged by the statements of both."""
    _, here, there = np.intersect1d(statements, former_statements, assume_unique=True, return_indices=True)
    alike = (plane.axes[:, here] * former_axes[:, there]).sum(axis=1)
    return Plane(plane.means, plane.axes * np.where(alike < 0, -1.0, 1.0)[:, None] + 0.0, plane.shares)


def place(part: Votes, means: Float, axes: Float, extra: int = 0) -> Float:
    """Where people lie: sqrt(S / n) times the sum over their n votes of (vote less mean) times the axes, (P, 2).

    ``extra`` is added to S and n: statements that count as voted on by everybody, and move nobody (method ``polis``).
    """
    matrix = residuals(part, means)
    scale = np.sqrt((part.shape[1] + extra) / np.maximum(part.per_person + extra, 1))
    return np.column_stack([(matrix @ axis) * scale for axis in axes])


def place_all(votes: Votes, means: Float, axes: Float, extra: int = 0) -> Float:
    """Where all people lie, part by part to spare memory, (P, 2)."""
    parts = [part for part in cut(votes) if len(part.people)]
    return np.concatenate([np.empty((0, 2)), *(place(part, means, axes, extra) for part in parts)])
