"""Brigades among people who only agree."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.opinions.brigades import fewest_people, find_brigades, last_moments, people_in
from minka.engine.opinions.votes import Int, Votes, make_votes
from tests.make.conversations import CONVERSATIONS, cast_in

HOUR = 3_600_000


def crowd(people: int, statements: int, each: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """People of two camps who answer some statements drawn for each."""
    chance = np.random.default_rng(seed)
    who = np.repeat(np.arange(people), each)
    what = chance.random((people, statements)).argsort(1)[:, :each].ravel()
    leans = chance.choice([-1, 1], statements)
    odds = 1.5 * leans[what] * np.repeat(chance.choice([-1, 1], people), each)
    said = np.where(
        chance.random(len(who)) < 0.15, 0, np.where(chance.random(len(who)) < 1 / (1 + np.exp(-odds)), 1, -1)
    )
    return who, what, said


def with_brigade(
    people: int = 2_000, brigade: int = 50, votes_each: int = 12, others: int = 0
) -> tuple[Votes, Int, set[int]]:
    """A crowd over a month and a brigade within a minute; ``others`` of its members change one vote each."""
    who, what, said = crowd(people, 60, 20)
    chance = np.random.default_rng(2)
    pattern = chance.choice([-1, 1], votes_each)
    extra = np.repeat(np.arange(10**6, 10**6 + brigade), votes_each)
    where, answers = np.tile(np.arange(votes_each) * 3, brigade), np.tile(pattern, brigade)
    answers[np.arange(others) * votes_each + np.arange(others) % votes_each] *= -1
    moments = np.concatenate(
        [chance.integers(0, 720 * HOUR, len(who)), 300 * HOUR + chance.integers(0, 60_000, len(extra))]
    )
    lists = np.concatenate([who, extra]), np.concatenate([what, where]), np.concatenate([said, answers])
    votes = make_votes(*lists)
    return votes, last_moments(votes, lists[0], lists[1], moments), set(range(10**6, 10**6 + brigade))


@pytest.mark.parametrize("with_moments", [True, False])
def test_a_brigade_is_found_with_its_people_answers_and_time(with_moments: bool) -> None:
    votes, moments, members = with_brigade()

    (found,) = find_brigades(votes, moments if with_moments else None)

    assert (found["people"], found["votes_each"]) == (50, 12)
    assert found["statements"] == [3 * n for n in range(12)]
    assert set(people_in(votes, found, moments if with_moments else None).tolist()) == members
    assert found["seconds"] is None if not with_moments else 0 < (found["seconds"] or 0) <= 60


def test_who_differs_by_one_vote_of_a_long_row_belongs_to_the_brigade() -> None:
    votes, moments, members = with_brigade(others=20)

    (found,) = find_brigades(votes, moments)

    assert found["people"] == 50
    assert set(people_in(votes, found, moments).tolist()) == members


def test_the_same_votes_over_a_month_are_no_brigade() -> None:
    votes, moments, _ = with_brigade()
    spread = np.arange(len(moments)) * (HOUR // 12)

    assert find_brigades(votes, spread.astype(np.int64)) == []


def test_people_who_agree_by_conviction_are_no_brigade() -> None:
    chance = np.random.default_rng(3)
    said = np.where(chance.random((400, 8)) < 0.93, 1, -1) * chance.choice([-1, 1], 400)[:, None]
    votes = make_votes(np.repeat(np.arange(400), 8), np.tile(np.arange(8), 400), said.ravel())

    assert len(np.unique(said, axis=0)) < 100
    assert find_brigades(votes) == []


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_real_deliberations_show_no_brigade(name: str) -> None:
    who, what, said, when = cast_in(name)
    votes = make_votes(who, what, said)

    assert find_brigades(votes) == []
    assert find_brigades(votes, last_moments(votes, who, what, when)) == []


def test_a_brigade_put_among_a_real_deliberation_is_found() -> None:
    who, what, said, _ = cast_in("scoop-hivemind.biodiversity")
    pattern = np.random.default_rng(5).choice([-1, 1], 10).tolist()
    who += [9_000 + n for n in range(15) for _ in range(10)]

    (found,) = find_brigades(make_votes(who, what + list(range(10)) * 15, said + pattern * 15))

    assert (found["people"], found["answers"]) == (15, pattern)


@pytest.mark.parametrize(
    ("people", "statements", "values"),
    [
        ([], [], []),
        ([1], [1], [1]),
        ([1, 2, 3], [1, 1, 1], [1, 1, 1]),
        (list(range(300)), [1] * 300, [1] * 300),
        (list(range(300)), list(range(300)), [1] * 300),
        (list(range(300)) * 2, [1] * 300 + [2] * 300, [0] * 600),
    ],
)
def test_degenerate_votes_give_an_answer(people: list[int], statements: list[int], values: list[int]) -> None:
    votes = make_votes(people, statements, values)

    for moments in (None, np.zeros(len(votes), np.int64)):
        assert find_brigades(votes, moments) == []


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.sampled_from([-1, 0, 1])), max_size=150), st.randoms()
)
@settings(max_examples=40)
def test_the_order_of_arrival_never_matters(cast: list[tuple[int, int, int]], chance: object) -> None:
    unique = list({(who, what): (who, what, said) for who, what, said in cast}.values())
    other = list(unique)
    chance.shuffle(other)  # type: ignore[attr-defined]

    one, two = (
        make_votes(*(list(each) for each in zip(*some, strict=True))) if some else make_votes([], [], [])
        for some in (unique, other)
    )

    assert find_brigades(one) == find_brigades(two)


def test_nobody_belongs_to_a_brigade_of_other_statements() -> None:
    votes, _, _ = with_brigade()
    (found,) = find_brigades(votes)

    assert people_in(make_votes([1], [999], [1]), found).tolist() == []
    assert fewest_people(0) == 5
