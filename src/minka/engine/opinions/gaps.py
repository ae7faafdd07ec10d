"""Whether there is a gap between groups, or only a border drawn through people who lie from one end to the other.

Hartigan's dip: how far the people of two groups are, seen along the line through both centres, from lying in one heap.
It is judged beside people spread evenly, the heap that is hardest to tell from two. J. A. Hartigan and P. M. Hartigan,
*The dip test of unimodality*, Annals of Statistics 13 (1985). What it cannot see is told in
``docs/engine/opinions.md``.
"""

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.components import DECIMALS, Float
from minka.engine.opinions.grouping import Labels

BINS = 32  # along the line: a gap narrower than a thirtieth of the way from end to end is none
SPREADS = 499  # of as many people, drawn evenly

type Whole = NDArray[np.int64]


def gap_p_value(places: Float, labels: Labels, centres: Float, seed: int) -> float:
    """How often people spread evenly from end to end show as large a gap as the groups; of all neighbours, the worst.

    Neighbours are a group and the one whose centre is nearest to its own. Mirroring the map changes nothing.

    Args:
        places: of the people in the map, (n, 2).
        labels: the group of each, (n,).
        centres: of the groups, (k, 2), k at least 2.
        seed: of the spreads drawn.

    Returns:
        Between 1 / 500 and 1. Small: between every group and its neighbour there is a gap.
    """
    apart = ((centres[:, None] - centres) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    neighbours = {(min(one, other), max(one, other)) for one, other in enumerate(apart.argmin(axis=1).tolist())}
    return max(_between(places[np.isin(labels, pair)], centres[list(pair)], seed) for pair in sorted(neighbours))


def dips(counts: Whole) -> Float:
    """The dip of each row of counts in bins of one width, (r,): 0 for one heap, at most a quarter.

    In one heap the share of people up to a point bends upwards until the peak and downwards from there. The dip is half
    of how far it is from that, with the peak where this is least; rounded, so that like counts dip alike.

    >>> dips(np.array([[1, 2, 3, 2], [4, 0, 0, 4]])).tolist()
    [0.0, 0.125]
    """
    falling = _not_rising(counts[:, ::-1])[:, ::-1]
    return np.round(np.maximum(_not_rising(counts), falling).min(axis=1) / 2, DECIMALS)


def _between(places: Float, centres: Float, seed: int) -> float:
    one, other = centres
    along = ((places - one) * (other - one)).sum(axis=1)
    if not len(along) or np.ptp(along) == 0:
        return 1.0
    counts = np.histogram(along, BINS)[0]
    chance = np.random.Generator(np.random.PCG64([seed, 2]))
    even = chance.multinomial(len(along) - 2, np.full(BINS, 1 / BINS), SPREADS)
    even[:, [0, -1]] += 1  # the two outermost people are where the bins begin and end
    return float((1 + (dips(even) >= dips(counts[None])).sum()) / (1 + SPREADS))


def _not_rising(counts: Whole) -> Float:
    """How far the shares summed up to each edge are from bending upwards all the way there, (r, edges).

    They do where no edge lies above a line from an earlier to a later one.
    """
    summed = np.concatenate([np.zeros((len(counts), 1)), counts.cumsum(axis=1)], axis=1)
    heights = summed / summed[:, -1:]
    worst = np.zeros(heights.shape)
    for last in range(2, heights.shape[1]):
        worst[:, last] = np.maximum(worst[:, last - 1], _above_lines(heights[:, : last + 1]))
    return worst


def _above_lines(heights: Float) -> Float:
    """How far any edge lies above a line from an earlier one to the last, (r,).

    Of all such lines the steepest is the lowest wherever one looks.
    """
    back = np.arange(heights.shape[1] - 1, 0, -1)  # how far the last edge is from each other one
    falls = heights[:, -1:] - heights[:, :-1]
    steepest = np.maximum.accumulate(falls / back, axis=1)
    return np.asarray((steepest[:, :-1] * back[1:] - falls[:, 1:]).max(axis=1).clip(min=0))
