"""Small crowds of voters for the tests of maps."""

import numpy as np

from minka.engine.opinions.votes import Votes, make_votes


def make_camps(*sizes: int, statements: int = 12, seen: float = 0.9, doubt: float = 0.1, seed: int = 5) -> Votes:
    """Camps that each have an answer of their own to every statement, which some of their people do not share."""
    chance = np.random.Generator(np.random.PCG64(seed))
    answers = chance.choice([-1, 1], (len(sizes), statements))
    camp = np.repeat(np.arange(len(sizes)), sizes)
    said = np.where(chance.random((len(camp), statements)) < doubt, chance.integers(-1, 2), answers[camp])
    who, what = np.nonzero(chance.random(said.shape) < seen)
    return make_votes(who + 1, what + 1, said[who, what])
