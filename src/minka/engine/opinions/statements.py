"""What the votes say of each statement: counts by group, tests, what is typical of a group, what unites and divides.

Arrays of statements are (S,), of groups and statements (G, S). Formulas: ``docs/engine/opinions-compatible.md``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincinv

from minka.engine.opinions.document import Side
from minka.engine.opinions.votes import Int, Votes

SIGNIFICANT = 1.2816  # 90 % of a normal distribution lies below, as Pol.is rounds it
WITHIN_90 = 1.6449  # 90 % of a normal distribution lies between this and its negative
MOST_TYPICAL = 5
META_PRIORITY = 49.0
BLOCK = 1 << 22  # votes counted at once: bounds the memory, changes no result

type Float = NDArray[np.float64]
type Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Counts:
    """Votes of each group on each statement, (G, S) of integers."""

    agrees: Int
    disagrees: Int
    passes: Int

    @property
    def votes(self) -> Int:
        return self.agrees + self.disagrees + self.passes

    @property
    def elsewhere(self) -> "Counts":
        """For each group, the votes of all the other groups together."""
        return Counts(*(each.sum(axis=0) - each for each in (self.agrees, self.disagrees, self.passes)))


@dataclass(frozen=True, eq=False)
class Leaning:
    """How one answer (agree or disagree) does in each group, (G, S)."""

    successes: Int
    share: Float  # (successes + 1) / (votes + 2)
    test: Float  # z of the share against one half
    ratio: Float  # of the share to the share elsewhere
    difference_test: Float  # z of the share against elsewhere

    @property
    def is_sufficient(self) -> Mask:
        return (self.test > SIGNIFICANT) & (self.difference_test > SIGNIFICANT)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Each group against everybody else who is in a group."""

    votes: Int
    agree: Leaning
    disagree: Leaning

    @property
    def leans_agree(self) -> Mask:
        return self.agree.difference_test > self.disagree.difference_test


@dataclass(frozen=True)
class Representative:
    """A statement that tells a group from the others; ``column`` is its place among the statements."""

    column: int
    side: Side
    successes: int
    votes: int
    share: float
    test: float
    ratio: float
    difference_test: float
    is_best_agree: bool = False


def tally(votes: Votes, groups: ArrayLike, how_many: int | None = None) -> Counts:
    """Count the votes of each group on each statement.

    Args:
        votes: the votes.
        groups: the group of each person from 0 on, (P,); negative for those in none.
        how_many: number of groups; by default one more than the highest.

    >>> from minka.engine.opinions.votes import make_votes
    >>> counts = tally(make_votes([1, 2, 3], [7, 7, 7], [1, -1, 0]), [0, 1, 0])
    >>> counts.agrees.tolist(), counts.disagrees.tolist(), counts.passes.tolist()
    ([[1], [0]], [[0], [1]], [[1], [0]])
    """
    group = np.asarray(groups, np.int64)
    number = int(group.max(initial=-1)) + 1 if how_many is None else how_many
    width = len(votes.statements) * 3
    found = np.zeros((number + 1) * width, np.int64)  # the last row is for those in no group
    group = np.where(group < 0, number, group) * width
    for first, last in _blocks(votes):
        start, end = votes.starts[first], votes.starts[last]
        cell = np.repeat(group[first:last], votes.per_person[first:last])
        cell += votes.columns[start:end] * np.int64(3)
        cell += votes.values[start:end] + 1
        found += np.bincount(cell, minlength=len(found))
    disagrees, passes, agrees = np.moveaxis(found[: number * width].reshape(number, len(votes.statements), 3), 2, 0)
    return Counts(agrees, disagrees, passes)


def _blocks(votes: Votes) -> list[tuple[int, int]]:
    """Rows from and to, so that each block has about ``BLOCK`` votes."""
    cuts = np.searchsorted(votes.starts, np.arange(0, len(votes) + BLOCK, BLOCK))
    cuts = np.unique(np.append(cuts.clip(max=len(votes.people)), len(votes.people)))
    return list(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True))


def tally_all(votes: Votes) -> Counts:
    """Count the votes of everybody as one group."""
    return tally(votes, np.zeros(len(votes.people), np.int64), 1)


def smoothed(successes: Int, votes: Int) -> Float:
    """Shares as if two more had voted, one of them so."""
    return np.asarray((successes + 1) / (votes + 2), np.float64)


def half_test(successes: Int, votes: Int) -> Float:
    """z of the share against one half, one success added."""
    return np.asarray(2 * np.sqrt(votes + 1) * ((successes + 1) / (votes + 1) - 0.5), np.float64)


def difference_test(successes: Int, votes: Int, other_successes: Int, other_votes: Int) -> Float:
    """z of the difference of two shares, one success added to each."""
    one, size, other, other_size = successes + 1, votes + 1, other_successes + 1, other_votes + 1
    pooled = (one + other) / (size + other_size)
    error = np.sqrt(pooled * (1 - pooled) * (1 / size + 1 / other_size))
    difference = one / size - other / other_size
    return np.asarray(np.divide(difference, error, out=np.zeros(error.shape), where=pooled < 1), np.float64)


def compare(counts: Counts) -> Comparison:
    """Test each group's answers against one half and against the other groups' answers."""
    others = counts.elsewhere

    def leaning(own: Int, their: Int) -> Leaning:
        share = smoothed(own, counts.votes)
        return Leaning(
            successes=own,
            share=share,
            test=half_test(own, counts.votes),
            ratio=share / smoothed(their, others.votes),
            difference_test=difference_test(own, counts.votes, their, others.votes),
        )

    return Comparison(counts.votes, leaning(counts.agrees, others.agrees), leaning(counts.disagrees, others.disagrees))


def representative(comparison: Comparison, group: int, order: ArrayLike | None = None) -> list[Representative]:
    """Choose the statements that tell one group from the others, as Pol.is does.

    First the statement its people agree with most tellingly, then the others that differ significantly by falling
    score, five in all, agreed ones before disagreed ones. Where none differs enough, the one that comes closest.

    Args:
        comparison: of all groups.
        group: row of the group.
        order: columns in the order in which they are walked (by default ascending): the rule for the best agreed one
            depends on it, and equal scores keep it.
    """
    columns = np.arange(comparison.votes.shape[1]) if order is None else np.asarray(order, np.int64)
    if not len(columns):
        return []
    best = _best_agree(comparison, group, columns)
    enough = (comparison.agree.is_sufficient | comparison.disagree.is_sufficient)[group, columns]
    others = [_chosen(comparison, group, int(column)) for column in columns[enough] if column != best]
    others.sort(key=lambda each: -(each.ratio * each.difference_test * each.share * each.test))
    if best is not None:
        others.insert(0, _chosen(comparison, group, best, is_best_agree=True))
    if not others:
        nearest = np.maximum(comparison.agree.difference_test, comparison.disagree.difference_test)[group, columns]
        others = [_chosen(comparison, group, int(columns[nearest.argmax()]))]
    return sorted(others[:MOST_TYPICAL], key=lambda each: each.side != "agree")


def _best_agree(comparison: Comparison, group: int, columns: Int) -> int | None:
    """Walk the statements and keep the best so far. What "better" means depends on the one kept."""
    agree = comparison.agree
    ratio, share, test = (each[group].tolist() for each in (agree.ratio, agree.share, agree.test))
    alone = (agree.share * agree.test)[group].tolist()
    against = (agree.ratio * agree.difference_test * agree.share * agree.test)[group].tolist()
    seen = (agree.successes + comparison.disagree.successes)[group] > 0
    best: int | None = None
    for column in columns[seen[columns]].tolist():
        if best is None:
            is_better = test[column] > SIGNIFICANT or (ratio[column] > 1 and share[column] > 0.5)  # noqa: PLR2004
        else:
            score = against if ratio[best] > 1 else alone
            is_better = score[column] > score[best]
        best = column if is_better else best
    return best


def _chosen(comparison: Comparison, group: int, column: int, *, is_best_agree: bool = False) -> Representative:
    agrees = is_best_agree or bool(comparison.leans_agree[group, column])
    leaning = comparison.agree if agrees else comparison.disagree
    return Representative(
        column=column,
        side="agree" if agrees else "disagree",
        successes=int(leaning.successes[group, column]),
        votes=int(comparison.votes[group, column]),
        share=float(leaning.share[group, column]),
        test=float(leaning.test[group, column]),
        ratio=float(leaning.ratio[group, column]),
        difference_test=float(leaning.difference_test[group, column]),
        is_best_agree=is_best_agree,
    )


def consensus(everybody: Counts, order: ArrayLike | None = None) -> tuple[list[int], list[int]]:
    """Columns most agreed and most disagreed with by all as one, at most five each: Pol.is' consensus lists."""
    columns = np.arange(everybody.votes.shape[1]) if order is None else np.asarray(order, np.int64)

    def first_five(successes: Int) -> list[int]:
        share, test = smoothed(successes, everybody.votes)[0], half_test(successes, everybody.votes)[0]
        fit = columns[(share[columns] > 0.5) & (test[columns] > SIGNIFICANT)]  # noqa: PLR2004
        return [int(column) for column in fit[np.argsort(-(share * test)[fit], kind="stable")][:MOST_TYPICAL]]

    return first_five(everybody.agrees), first_five(everybody.disagrees)


def group_aware(counts: Counts) -> Float:
    """The product over the groups of the smoothed agree shares, (S,)."""
    return np.asarray(smoothed(counts.agrees, counts.votes).prod(axis=0), np.float64)


def priorities(counts: Counts, extremity: Float, meta: Mask | None = None) -> Float:
    """How much a vote on each statement tells, by Pol.is' formula; those about the conversation itself always 49.

    Args:
        counts: of the groups.
        extremity: how far each statement lies from the centre of the map, (S,).
        meta: which statements are about the conversation itself, (S,).
    """
    agrees, passes, votes = (each.sum(axis=0) for each in (counts.agrees, counts.passes, counts.votes))
    importance = (1 - smoothed(passes, votes)) * (extremity + 1) * smoothed(agrees, votes)
    found = (importance * (1 + 8 * 2.0 ** (-votes / 5))) ** 2
    return found if meta is None else np.where(meta, META_PRIORITY, found)


def interval(successes: Int, votes: Int) -> tuple[Float, Float]:
    """The 90 % interval of each share: 5 % of the Beta(1 + a, 1 + n − a) distribution lie below, 5 % above.

    >>> low, high = interval(np.array([0, 8]), np.array([0, 10]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.05, 0.53], [0.95, 0.921])
    """
    first, second = successes + 1.0, votes - successes + 1.0
    return np.asarray(betaincinv(first, second, 0.05)), np.asarray(betaincinv(first, second, 0.95))


def majority(successes: Int, votes: Int) -> Float:
    """Probability that more than half of all would answer so, from the Beta(1 + a, 1 + n − a) distribution."""
    return np.asarray(betainc(votes - successes + 1.0, successes + 1.0, 0.5), np.float64)


def divides(counts: Counts) -> Float:
    """The largest difference of agree shares between two groups, less 1.645 of its standard errors; never below 0."""
    share = smoothed(counts.agrees, counts.votes)
    variance = share * (1 - share) / (counts.votes + 3)
    largest: Float = np.zeros(share.shape[1])
    for group in range(1, len(share)):
        error = np.sqrt(variance[group] + variance[:group])
        apart = np.abs(share[group] - share[:group]) - WITHIN_90 * error
        largest = np.maximum(largest, apart.max(axis=0))
    return largest
