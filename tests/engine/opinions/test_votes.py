"""Votes in canonical order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.opinions.votes import Votes, VotesInvalid, choose, digest, make_votes, without

VOTE = st.tuples(st.integers(0, 9), st.integers(0, 7), st.sampled_from([-1, 0, 1]))


def rows(votes: Votes) -> dict[tuple[int, int], int]:
    return {
        (int(votes.people[row]), int(votes.statements[column])): int(value)
        for row, column, value in zip(votes.rows, votes.columns, votes.values, strict=True)
    }


@given(st.lists(VOTE, max_size=60))
def test_the_last_vote_of_each_pair_counts(cast: list[tuple[int, int, int]]) -> None:
    expected = {(who, what): value for who, what, value in cast}

    votes = make_votes(*zip(*cast, strict=True)) if cast else make_votes([], [], [])

    assert rows(votes) == expected
    assert votes.replaced == len(cast) - len(expected)


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 7)), st.sampled_from([-1, 0, 1])), st.randoms())
def test_any_order_of_arrival_gives_the_same_digest(cast: dict[tuple[int, int], int], chance: object) -> None:
    pairs = list(cast.items())
    shuffled = sorted(pairs, key=lambda _: chance.random())  # type: ignore[attr-defined]

    one, other = (
        make_votes([who for (who, _), _ in each], [what for (_, what), _ in each], [value for _, value in each])
        for each in (pairs, shuffled)
    )

    assert digest(one) == digest(other)


def test_a_statement_nobody_voted_on_stays_a_statement() -> None:
    votes = make_votes([1], [5], [1], known_statements=[4, 5, 6])

    assert votes.statements.tolist() == [4, 5, 6]
    assert votes.shape == (1, 3)


def test_people_and_statements_taken_out_are_gone_from_everything() -> None:
    votes = make_votes([1, 1, 2, 3], [10, 11, 10, 11], [1, -1, 0, 1])

    left = without(votes, people=[2], statements=[11])

    assert rows(left) == {(1, 10): 1}
    assert left.statements.tolist() == [10]
    assert digest(left) == digest(choose(make_votes([1], [10], [1])))


@pytest.mark.parametrize(
    ("people", "statements", "values", "at"),
    [([1, 2], [1], [1], None), ([1, 2], [1, 1], [1, 2], 1), ([1], [1], [np.nan], 0), ([1], [1], ["1"], 0)],
)
def test_what_are_no_votes_is_refused_with_its_position(
    people: list[int], statements: list[int], values: list[object], at: int | None
) -> None:
    with pytest.raises(VotesInvalid) as refused:
        make_votes(people, statements, values)

    assert refused.value.at == at
