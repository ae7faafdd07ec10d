"""Whether the groups are there: the same map from people drawn anew, and from votes without any shared opinion.

Both are repeated on at most ``MOST_PEOPLE`` people of the map, so that a million cost no more than a thousand. See
``docs/engine/opinions.md``.
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.components import DECIMALS, Float, Plane, cut, find_plane, place_all
from minka.engine.opinions.document import Axis, Choice, Evidence
from minka.engine.opinions.grouping import MOST_GROUPS, Grouping, Labels, clearest, find_groups, nearest, see_crowd
from minka.engine.opinions.votes import Int, Votes

MOST_PEOPLE = 1_000
SHUFFLES, SAMPLES = 59, 40
RESTARTS = 4
TOLERANCE = 1e-3  # of the axes of one repetition: far less than they move from one to the next
LEVEL = 0.05
LEAST_SUPPORT = 0.5

type Chance = np.random.Generator


@dataclass(frozen=True, eq=False)
class Steadiness:
    """How one grouping came out when people were drawn anew, (k,) each."""

    support: Float  # how often two of a group stay together
    low: Float  # of the group's share of the people
    high: Float

    def ordered(self, order: Int) -> "Steadiness":
        """The same with the groups in another order."""
        return Steadiness(self.support[order], self.low[order], self.high[order])


@dataclass(frozen=True, eq=False)
class _Drawing:
    """One repetition: its axes, its shares of variance, its groupings."""

    means: Float
    axes: Float
    shares: Float
    groupings: list[Grouping]

    @property
    def clearness(self) -> float:
        best = clearest(self.groupings)
        return best.silhouette if best else 0.0


def weigh(
    votes: Votes, rows: Int, plane: Plane, groupings: list[Grouping], seed: int
) -> tuple[Evidence, list[Steadiness]]:
    """Weigh the groupings of a map.

    Args:
        votes: all votes.
        rows: of the people in the map.
        plane: of the map.
        groupings: of the map, into 2, 3 and so on.
        seed: of everything drawn.

    Returns:
        The evidence, and for each grouping how steady it is.
    """
    chance = np.random.Generator(np.random.PCG64([seed, 1]))
    some = draw_people(votes, rows, chance)
    real = _draw(some, chance)
    shuffled = [_draw(shuffle(some, chance), chance) for _ in range(SHUFFLES)]
    as_clear = sum(each.clearness >= real.clearness for each in shuffled)
    clear_enough = float(np.quantile([each.clearness for each in shuffled], 1 - LEVEL))
    samples = [_draw(_draw_anew(some, chance), chance, real.axes) for _ in range(SAMPLES)]
    largest = np.max([each.shares for each in shuffled], axis=0)
    evidence = Evidence(
        axes=[
            Axis(share=float(share), shuffled_share=float(chance_share), is_real=bool(own > chance_share))
            for share, own, chance_share in zip(plane.shares, real.shares, largest, strict=True)
        ],
        choices=_choices(groupings, samples, clear_enough),
        shuffles=SHUFFLES,
        shuffles_as_clear=as_clear,
        p_value=(1 + as_clear) / (1 + SHUFFLES),
    )
    return evidence, [_steadiness(some, plane, each, samples) for each in groupings]


def draw_people(votes: Votes, rows: Int, chance: Chance) -> Votes:
    """The votes of some rows; of many, those drawn without putting back."""
    if len(rows) > MOST_PEOPLE:
        rows = np.sort(chance.choice(rows, MOST_PEOPLE, replace=False))
    return take(votes, rows)


def _draw_anew(votes: Votes, chance: Chance) -> Votes:
    """As many people, drawn with putting back: the bootstrap."""
    number = len(votes.people)
    return take(votes, np.sort(chance.integers(0, number, number)))


def take(votes: Votes, rows: Int) -> Votes:
    """The votes of some rows, of which some may come several times."""
    counts = votes.per_person[rows]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    at = np.repeat(votes.starts[rows] - starts[:-1], counts) + np.arange(starts[-1])
    return Votes(votes.people[rows], votes.statements, starts, votes.columns[at], votes.values[at])


def shuffle(votes: Votes, chance: Chance) -> Votes:
    """The same votes dealt out anew within each statement: who voted on what, and each statement's totals, stay."""
    by_statement = np.argsort(votes.columns, kind="stable")
    dealt = np.argsort(votes.columns[by_statement] + chance.random(len(votes)))
    values = np.empty_like(votes.values)
    values[by_statement] = votes.values[by_statement[dealt]]
    return Votes(votes.people, votes.statements, votes.starts, votes.columns, values)


def choose_groups(evidence: Evidence, groupings: list[Grouping]) -> Grouping | None:
    """The grouping that was the best most often; none when chance does as well or most samples are one crowd."""
    support = {each["groups"]: each["support"] for each in evidence["choices"]}
    fair = [each for each in groupings if each.is_fair]
    if evidence["p_value"] > LEVEL or support[1] >= LEAST_SUPPORT or not fair:
        return None
    return max(fair, key=lambda each: (support[len(each.sizes)], round(each.silhouette, DECIMALS), -len(each.sizes)))


def _draw(votes: Votes, chance: Chance, start: Float | None = None) -> _Drawing:
    plane = find_plane(cut(votes), start=start, tolerance=TOLERANCE)
    places = place_all(votes, plane.means, plane.axes)
    return _Drawing(plane.means, plane.axes, plane.shares, find_groups(see_crowd(places), chance, RESTARTS))


def _choices(groupings: list[Grouping], samples: list[_Drawing], clear_enough: float) -> list[Choice]:
    """How often each number of groups was the best; one, where a sample was no clearer than shuffled votes."""
    best = [clearest(each.groupings) for each in samples]
    numbers = [len(each.sizes) if each and each.silhouette > clear_enough else 1 for each in best]
    silhouettes = {1: 0.0} | {len(each.sizes): each.silhouette for each in groupings}
    return [
        Choice(groups=number, silhouette=silhouettes.get(number, 0.0), support=numbers.count(number) / len(samples))
        for number in range(1, MOST_GROUPS + 1)
    ]


def _steadiness(votes: Votes, plane: Plane, grouping: Grouping, samples: list[_Drawing]) -> Steadiness:
    """Group the same people as each sample would, and compare with how the map groups them."""
    number = len(grouping.sizes)
    own = nearest(place_all(votes, plane.means, plane.axes), grouping.centres)
    together, shares = [], []
    for sample in samples:
        same = next((each for each in sample.groupings if len(each.sizes) == number), None)
        if same:
            theirs = nearest(place_all(votes, sample.means, sample.axes), same.centres)
            both = count_both(own, theirs, number)
            sizes = both.sum(axis=1)
            together.append((both * (both - 1)).sum(axis=1) / np.maximum(sizes * (sizes - 1), 1))
            shares.append(same.sizes[list(match(both))] / same.sizes.sum())
    if not together:
        return Steadiness(np.zeros(number), np.zeros(number), np.ones(number))
    share = grouping.sizes / grouping.sizes.sum()
    low, high = np.quantile(shares, [LEVEL, 1 - LEVEL], axis=0)
    return Steadiness(np.mean(together, axis=0), np.minimum(low, share), np.maximum(high, share))


def count_both(ones: Labels, others: Labels, number: int) -> NDArray[np.int64]:
    """How many people are in each pair of groups of two groupings, (k, k)."""
    return np.bincount(ones * number + others, minlength=number * number).reshape(number, number)


def match(both: NDArray[np.int64]) -> tuple[int, ...]:
    """For each row its own column, so that most people are in matching groups; the first such order."""
    orders = permutations(range(both.shape[1]), both.shape[0])
    return max(orders, key=lambda order: int(both[range(len(order)), order].sum()))
