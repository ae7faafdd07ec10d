"""Groups in the plane: k-means from many beginnings, and how clearly apart the groups are.

Many people are gathered in squares first, so that the work no longer grows with them; a square counts as many as are in
it, at their mean place. See ``docs/engine/opinions.md``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.components import DECIMALS, Float

MOST_POINTS = 600  # more people are gathered in squares
SQUARES = 32  # along each side of the field
COARSE_POINTS, COARSE_SQUARES = 250, 16  # where the many beginnings are tried; the best goes on among all
REACH = 3.0  # the field goes so many root mean squares from the centre; who is further out counts at its edge
RESTARTS = 20
MOST_STEPS = 60
TRIED_STEPS = 4
MOST_GROUPS = 5
SMALLEST_GROUP = 5

type Labels = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Crowd:
    """Places in the plane and how many people are at each."""

    places: Float  # (n, 2)
    weights: Float  # (n,)


@dataclass(frozen=True, eq=False)
class Grouping:
    """A crowd in so many groups, the largest first."""

    centres: Float  # (k, 2)
    silhouette: float
    sizes: Float  # (k,)

    @property
    def is_fair(self) -> bool:
        """Tell whether no group is so small that it would show single people."""
        return bool(self.sizes.min() >= SMALLEST_GROUP)


def field_of(squares: Float, people: int) -> Float:
    """Half the width and half the height of the field, from the sums of squared coordinates, (2,)."""
    return np.asarray(REACH * np.sqrt(squares / max(1, people)))


def gather_squares(places: Float, field: Float, weights: Float | None = None, across: int = SQUARES) -> Float:
    """Count the people in each square of the field and add up their coordinates, (3, squares)."""
    width = np.where(field > 0, field, 1.0)
    cells = ((places / width + 1) * (across / 2)).astype(np.int64).clip(0, across - 1)
    number, each = cells[:, 0] * across + cells[:, 1], np.ones(len(places)) if weights is None else weights
    return np.array([np.bincount(number, each * part, across * across) for part in (1.0, *places.T)])


def crowd_of(squares: Float) -> Crowd:
    """The crowd that squares hold, each at the mean place of its people."""
    weights, *sums = squares[:, squares[0] > 0]
    return Crowd((np.array(sums) / weights).T, weights)


def see_crowd(places: Float) -> Crowd:
    """People as a crowd: each for themselves when few, in squares when many."""
    if len(places) <= MOST_POINTS:
        return Crowd(places, np.ones(len(places)))
    return crowd_of(gather_squares(places, field_of((places**2).sum(axis=0), len(places))))


def find_groups(crowd: Crowd, chance: np.random.Generator, restarts: int = RESTARTS) -> list[Grouping]:
    """The best grouping into 2, 3, 4 and 5, as far as there are that many places."""
    distances = _squared(crowd.places, crowd.places)
    np.sqrt(distances, out=distances)
    distances *= crowd.weights[:, None]
    coarse, found = _coarsen(crowd), []
    for number in range(2, min(MOST_GROUPS, len(coarse.weights) - 1) + 1):
        centres = settle(crowd, _best_centres(coarse, number, chance, restarts))
        labels = nearest(crowd.places, centres)
        sizes = np.bincount(labels, crowd.weights, number)
        order = np.lexsort((centres[:, 1], centres[:, 0], -sizes))
        found.append(Grouping(centres[order], _silhouette(distances, crowd.weights, labels, number), sizes[order]))
    return found


def clearest(groupings: list[Grouping]) -> Grouping | None:
    """The grouping whose groups are most clearly apart, the one with fewer groups when two are equal."""
    fair = [each for each in groupings if each.is_fair]
    return max(fair, key=lambda each: (round(each.silhouette, DECIMALS), -len(each.sizes)), default=None)


def nearest(places: Float, centres: Float) -> Labels:
    """The number of the nearest centre of each place, the first of equally near ones."""
    return np.asarray(_squared(centres, places).argmin(axis=0))


def settle(crowd: Crowd, centres: Float) -> Float:
    """k-means from known centres, (k, 2)."""
    for _ in range(MOST_STEPS):
        labels, _ = _closest(_to_centres(crowd, centres[None]), crowd.weights)
        moved = _means(crowd, labels, centres[None])[0]
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres


def _squared(ones: Float, others: Float) -> Float:
    """Squared distances, (n, m)."""
    across = np.subtract.outer(ones[:, 0], others[:, 0])
    upward = np.subtract.outer(ones[:, 1], others[:, 1])
    across *= across
    upward *= upward
    across += upward
    return np.asarray(across)


def _coarsen(crowd: Crowd) -> Crowd:
    """A crowd of many places in larger squares."""
    if len(crowd.weights) <= COARSE_POINTS:
        return crowd
    squares = (crowd.places**2 * crowd.weights[:, None]).sum(axis=0)
    field = field_of(squares, int(crowd.weights.sum()))
    return crowd_of(gather_squares(crowd.places, field, crowd.weights, COARSE_SQUARES))


def _best_centres(crowd: Crowd, number: int, chance: np.random.Generator, restarts: int) -> Float:
    """k-means from several beginnings at once; the end with the smallest sum of squared distances, (k, 2).

    After a few steps only the better quarter goes on: the others would rarely win and cost most of the time.
    """
    centres = _begin(crowd, number, chance, restarts)
    labels = np.full((restarts, len(crowd.weights)), -1)
    for step in range(MOST_STEPS):
        distances = _to_centres(crowd, centres)
        closest, costs = _closest(distances, crowd.weights)
        if np.array_equal(closest, labels):
            break
        if step == TRIED_STEPS:
            better = np.sort(np.argsort(np.round(costs, DECIMALS), kind="stable")[: -(-restarts // 4)])
            centres, closest = centres[better], closest[better]
        labels = closest
        centres = _means(crowd, labels, centres)
    return np.asarray(centres[np.round(costs, DECIMALS).argmin()])


def _closest(distances: Float, weights: Float) -> tuple[Labels, Float]:
    """The number of the nearest centre of each place, and the sum of squares of each restart."""
    smallest, labels = distances[:, 0].copy(), np.zeros(distances[:, 0].shape, np.int64)
    for number in range(1, distances.shape[1]):
        is_nearer = distances[:, number] < smallest
        labels[is_nearer] = number
        np.minimum(smallest, distances[:, number], out=smallest)
    return labels, (smallest * weights).sum(axis=1)


def _begin(crowd: Crowd, number: int, chance: np.random.Generator, restarts: int) -> Float:
    """k-means++: each further centre is drawn with a chance that grows with the square of its distance, (r, k, 2)."""
    mass = np.broadcast_to(crowd.weights, (restarts, len(crowd.weights)))
    chosen: list[Float] = []
    for _ in range(number):
        heights = mass.cumsum(axis=1)
        drawn = (heights <= chance.random((restarts, 1)) * heights[:, -1:]).sum(axis=1)
        chosen.append(crowd.places[drawn.clip(max=len(crowd.weights) - 1)])
        mass = crowd.weights * _to_centres(crowd, np.stack(chosen, axis=1)).min(axis=1)
    return np.stack(chosen, axis=1)


def _to_centres(crowd: Crowd, centres: Float) -> Float:
    """Squared distances, (restarts, centres, places)."""
    across = centres[:, :, :1] - crowd.places[:, 0]
    upward = centres[:, :, 1:] - crowd.places[:, 1]
    across *= across
    upward *= upward
    across += upward
    return np.asarray(across)


def _means(crowd: Crowd, labels: Labels, centres: Float) -> Float:
    """The mean place of each group, (r, k, 2); an empty group stays where it was."""
    restarts, number = centres.shape[:2]
    flat = (labels + np.arange(restarts)[:, None] * number).ravel()
    total = restarts * number
    weights = np.bincount(flat, np.tile(crowd.weights, restarts), total)
    sums = [np.bincount(flat, np.tile(crowd.weights * each, restarts), total) for each in crowd.places.T]
    means = np.column_stack(sums) / np.maximum(weights, 1)[:, None]
    return np.where(weights[:, None] > 0, means, centres.reshape(-1, 2)).reshape(centres.shape)


def _silhouette(distances: Float, weights: Float, labels: Labels, number: int) -> float:
    """The mean over people of (b - a) / max(a, b): a is the mean distance to the own group, b to the nearest other.

    Who is alone in a group counts 0. People in one square count as being at the same place. Rows of ``distances`` are
    weighted already.
    """
    sizes = np.bincount(labels, weights, number)
    if (sizes == 0).any():
        return 0.0
    sums = np.array([distances[labels == group].sum(axis=0) for group in range(number)])
    rows = np.arange(len(labels))
    own = sums[labels, rows] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes[:, None]
    means[labels, rows] = np.inf
    other = means.min(axis=0)
    larger = np.maximum(own, other)
    value = np.divide(other - own, larger, out=np.zeros_like(own), where=(larger > 0) & (sizes[labels] > 1))
    return float((value * weights).sum() / weights.sum())
