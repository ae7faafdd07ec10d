"""How sure to be of somebody's group after a few votes: learnt from people whose many votes are known.

Their votes are cut down to a few drawn ones, and what is then said of their group is compared with the group that their
full record puts them in. The normal distribution of the second layer turns out too modest, so its probabilities are
raised to a power and made whole again: to the power under which the groups of the full records are most likely.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.document import Certainty, MapDocument
from minka.engine.opinions.standing import FEWEST_TOLD, SURE, stand
from minka.engine.opinions.votes import Int, Votes

CUTS = (7, 15, 30)  # votes that are left
MANY = 36  # votes that make a full record, or four in five of a map with few statements
MOST_PEOPLE = 300  # compared for each cut
FEWEST_PEOPLE = 20
POWERS = np.arange(50, 201) / 100  # never more than doubled, however sure a few people would make us

type Real = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Told:
    """What was said of people cut down to so many votes."""

    votes: int
    shares: Real  # (n, groups)
    group: Int  # of the full record, (n,)

    def half(self, which: int) -> "_Told":
        return _Told(self.votes, self.shares[which::2], self.group[which::2])


def learn_certainty(votes: Votes, document: MapDocument, chance: np.random.Generator) -> tuple[float, list[Certainty]]:
    """The power for probabilities of groups, and how often somebody said to be surely in a group was in it.

    The document has a second layer whose power is 1. Each half of the people is judged by the power that the other half
    taught. With fewer than twenty people of many votes, or without groups, nothing is learnt: (1, []).
    """
    told = list(_cut_down(votes, document, chance)) if document["groups"] else []
    powers = [_best_power([each.half(1 - half) for each in told]) for half in (0, 1)]
    return _best_power(told), [_judged(each, powers) for each in told]


def raised(shares: Real, power: float) -> Real:
    """Probabilities raised to a power and made whole again, by rows.

    >>> raised(np.array([[0.8, 0.2]]), 2.0).round(3).tolist()
    [[0.941, 0.059]]
    """
    higher = np.maximum(shares, 1e-12) ** power
    return np.asarray(higher / higher.sum(1, keepdims=True), np.float64)


def _cut_down(votes: Votes, document: MapDocument, chance: np.random.Generator) -> Iterator[_Told]:
    """Let people with a full record stand by a few of their votes."""
    fewest, letters = document["people"]["fewest_votes"], [group["letter"] for group in document["groups"]]
    full = np.flatnonzero(votes.per_person >= min(MANY, 0.8 * len(votes.statements)))
    plain: MapDocument = {**document}
    del plain["factors"]
    for cut in CUTS:
        rows = full[votes.per_person[full] >= cut + 1]
        if cut < fewest or len(rows) < FEWEST_PEOPLE:
            continue
        rows = rows if len(rows) <= MOST_PEOPLE else np.sort(chance.choice(rows, MOST_PEOPLE, replace=False))
        shares, groups = [], []
        for row in rows.tolist():
            answers = _answers(votes, np.arange(votes.starts[row], votes.starts[row + 1]))
            few = _answers(votes, votes.starts[row] + chance.choice(len(answers), cut, replace=False))
            cut_down, whole = stand(document, few), stand(plain, answers)
            if cut_down is not None and whole is not None:
                shares.append([cut_down.probabilities[letter] for letter in letters])
                groups.append(letters.index(whole.letter))
        if shares:
            yield _Told(cut, np.array(shares), np.array(groups))


def _answers(votes: Votes, places: Int) -> dict[int, int]:
    numbers, values = votes.statements[votes.columns[places]], votes.values[places]
    return dict(zip(numbers.tolist(), values.tolist(), strict=True))


def _judged(told: _Told, powers: list[float]) -> Certainty:
    """Each half of the people by its own power."""
    halves = [(raised(told.half(which).shares, power), told.half(which).group) for which, power in enumerate(powers)]
    sure = np.concatenate([shares.max(1) > SURE for shares, _ in halves])
    right = np.concatenate([shares.argmax(1) == group for shares, group in halves])
    return {
        "votes": told.votes,
        "people": len(sure),
        "right": round(float(right.mean()), 6),
        "sure": round(float(sure.mean()), 6),
        "right_when_sure": round(float(right[sure].mean()), 6) if sure.sum() >= FEWEST_TOLD else None,
    }


def _best_power(told: list[_Told]) -> float:
    if not told:
        return 1.0
    likely = [
        sum(np.log(raised(each.shares, power)[np.arange(len(each.group)), each.group]).sum() for each in told)
        for power in POWERS.tolist()
    ]
    return float(POWERS[int(np.argmax(likely))])
