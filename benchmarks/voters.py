"""Made-up voters of any number, for measuring growth: no real votes have a million people.

Four opinion groups in four dimensions answer by a logistic rule; some statements are shown far more often than others;
votes per person are log-normal (median 30, mean 44, one in twenty under seven); a fifth of the votes are passes.
"""

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.votes import Votes

DIMENSIONS, GROUPS, PASSES = 4, 4, 0.2
MEDIAN, SPREAD = 30.0, 0.875  # of votes per person, and of their logarithm
BLOCK = 20_000  # people made at once


def make_voters(people: int, statements: int, seed: int = 1) -> tuple[Votes, NDArray[np.int8]]:
    """Votes, and the group of each person."""
    chance = np.random.Generator(np.random.PCG64(seed))
    loadings = chance.normal(0, 0.9, (statements, DIMENSIONS)).astype(np.float32)
    intercepts = chance.normal(0.4, 1.0, statements).astype(np.float32)
    shown = np.cumsum(chance.pareto(2.5, statements) + 0.1)
    shown /= shown[-1]
    centres = chance.normal(0, 1.0, (GROUPS, DIMENSIONS)).astype(np.float32)
    groups = chance.choice(GROUPS, people, p=[0.4, 0.3, 0.2, 0.1]).astype(np.int8)
    parts = []
    for first in range(0, people, BLOCK):
        places = centres[groups[first : first + BLOCK]]
        places = places + chance.normal(0, 0.5, places.shape).astype(np.float32)
        parts.append(_block(places, loadings, intercepts, shown, chance))
    counts, columns, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Votes(np.arange(people), np.arange(statements), starts, columns, values), groups


def _block(
    places: NDArray[np.float32],
    loadings: NDArray[np.float32],
    intercepts: NDArray[np.float32],
    shown: NDArray[np.float64],
    chance: np.random.Generator,
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]:
    """Votes of some people: how many each, on what, which."""
    wanted = np.exp(chance.normal(np.log(MEDIAN), SPREAD, len(places))).astype(np.int64) + 1
    who = np.repeat(np.arange(len(places)), wanted)
    what = np.searchsorted(shown, chance.random(len(who)))
    pairs = np.unique(who * len(shown) + what)  # whoever draws a statement twice votes on it once
    who, what = np.divmod(pairs, len(shown))
    leaning = (places[who] * loadings[what]).sum(axis=1) + intercepts[what]
    said = np.where(chance.random(len(who)) < 1 / (1 + np.exp(-leaning)), 1, -1)
    said[chance.random(len(who)) < PASSES] = 0
    return np.bincount(who, minlength=len(places)), what.astype(np.int32), said.astype(np.int8)
