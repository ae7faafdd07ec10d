"""Groups as Pol.is makes them: k-means that begins with whoever came first, first of people, then of what that gave.

The result depends on the order of the people. That is a fault (``docs/engine/opinions-compatible.md``), and kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.votes import Int

BASE_CLUSTERS = 100
BASE_STEPS = 100
GROUP_STEPS = 20  # a hundred were meant: the option has another name where it is read
STILL = 0.01  # centres that move less have come to rest
MOST_GROUPS = 5
BASES_PER_GROUP = 12
BLOCK = 1 << 12  # people compared with centres at once

type Float = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Clusters:
    """Centres (k, 2) in the order of the points that began them, and the cluster of each point, (n,)."""

    centres: Float
    labels: Int

    @property
    def sizes(self) -> Int:
        return np.bincount(self.labels, minlength=len(self.centres))


def cluster(points: Float, how_many: int, steps: int, weights: Float | None = None) -> Clusters:
    """k-means from the first distinct points on.

    A point that is as near to two centres belongs to the later. Clusters that lose all points are gone. It ends after
    so many steps, or when no centre, taken in sorted order, moves by 0.01.

    >>> found = cluster(np.array([[0.0, 0.0], [9.0, 0.0], [1.0, 0.0]]), 2, 20)
    >>> found.centres.tolist(), found.labels.tolist()
    ([[0.5, 0.0], [9.0, 0.0]], [0, 1, 0])
    """
    weight = np.ones(len(points)) if weights is None else weights
    _, firsts = np.unique(points, axis=0, return_index=True)
    centres = points[np.sort(firsts)[:how_many]]
    labels = np.zeros(len(points), np.int64)
    for _ in range(steps):
        before = centres
        labels = nearest_later(points, centres)
        total = np.bincount(labels, weight, len(centres))
        sums = np.stack([np.bincount(labels, weight * axis, len(centres)) for axis in points.T], axis=1)
        used = total > 0
        centres = sums[used] / total[used, None]
        labels = (np.cumsum(used) - 1)[labels]
        if is_still(before, centres):
            break
    return Clusters(centres, labels)


def nearest_later(points: Float, centres: Float) -> Int:
    """The nearest centre of each point, of equally near ones the last, (n,)."""
    found = np.zeros(len(points), np.int64)
    for start in range(0, len(points), BLOCK):
        across, up = (
            each[start : start + BLOCK, None] - own for each, own in zip(points.T, centres[::-1].T, strict=True)
        )
        found[start : start + BLOCK] = len(centres) - 1 - (across**2 + up**2).argmin(axis=1)
    return found


def is_still(before: Float, after: Float) -> bool:
    """Whether sorted centres lie where they lay; surplus ones are not looked at."""
    number = min(len(before), len(after))
    one, other = (each[np.lexsort(each.T[::-1])][:number] for each in (before, after))
    return bool((np.sqrt(((one - other) ** 2).sum(axis=1)) < STILL).all())


def base_clusters(positions: Float) -> Clusters:
    """At most a hundred clusters of people, who come in the order in which they first voted."""
    return cluster(positions, BASE_CLUSTERS, BASE_STEPS)


def silhouette(points: Float, labels: Int) -> float:
    """How much nearer points are to their own cluster than to the next; 0 for whoever is alone.

    >>> round(silhouette(np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 0.0]]), np.array([0, 0, 1])), 3)
    0.593
    """
    sizes = np.bincount(labels)
    if len(sizes) < 2:  # noqa: PLR2004
        return 0.0
    distances = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    sums = np.stack([distances[:, labels == each].sum(axis=1) for each in range(len(sizes))], axis=1)
    rows = np.arange(len(points))
    own_size = sizes[labels]
    own = sums[rows, labels] / np.maximum(own_size - 1, 1)
    others = sums / sizes
    others[rows, labels] = np.inf
    other = others.min(axis=1)
    larger = np.maximum(own, other)
    found = np.divide(other - own, larger, out=np.zeros(len(points)), where=(own_size > 1) & (larger > 0))
    return float(found.mean())


def group_choices(bases: Clusters) -> list[tuple[Clusters, float]]:
    """The base clusters in 2, 3, … groups, each with its silhouette, in which every base counts once."""
    number = len(bases.centres)
    most = min(MOST_GROUPS, 2 + number // BASES_PER_GROUP)
    weights = bases.sizes.astype(np.float64)
    tried = [cluster(bases.centres, groups, GROUP_STEPS, weights) for groups in range(2, min(most, number) + 1)]
    return [(each, silhouette(bases.centres, each.labels)) for each in tried if len(each.centres) > 1]


def best_choice(choices: list[tuple[Clusters, float]]) -> Clusters:
    """The clearest; of equally clear ones the one with more groups."""
    return max(choices, key=lambda choice: (choice[1], len(choice[0].centres)))[0]
