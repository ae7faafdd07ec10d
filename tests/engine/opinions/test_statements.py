"""What the votes say of each statement: beside what Pol.is published, beside plain loops, at the edges."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.opinions import statements
from minka.engine.opinions.results import dividing, statement_results, typical, uniting
from minka.engine.opinions.statements import (
    Counts,
    compare,
    consensus,
    difference_test,
    divides,
    group_aware,
    half_test,
    interval,
    majority,
    priorities,
    representative,
    tally,
    tally_all,
)
from minka.engine.opinions.votes import Votes, make_votes, without
from tests.engine.opinions.published import BIODIVERSITY, groups_of, result, votes_of

CAST = st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 5)), st.sampled_from([-1, 0, 1]), min_size=1)


def counts(*rows: list[tuple[int, int, int]]) -> Counts:
    """Groups of (agrees, disagrees, passes) for each statement."""
    return Counts(*np.moveaxis(np.array(rows), 2, 0))


def all_votes() -> Votes:
    return votes_of(BIODIVERSITY)


def accepted_votes() -> Votes:
    return without(votes_of(BIODIVERSITY), statements=result()["mod_out"])


@pytest.mark.parametrize("group", [0, 1])
def test_representative_statements_are_those_published(group: int) -> None:
    votes = accepted_votes()

    found = representative(compare(tally(votes, groups_of(votes))), group)

    published = result()["repness"][str(group)]
    assert [int(votes.statements[each.column]) for each in found] == [each["tid"] for each in published]
    for mine, theirs in zip(found, published, strict=True):
        assert (mine.side, mine.successes, mine.votes) == (
            theirs["repful-for"],
            theirs["n-success"],
            theirs["n-trials"],
        )
        assert mine.is_best_agree == theirs.get("best-agree", False)
        assert [mine.share, mine.test, mine.ratio] == pytest.approx(
            [theirs["p-success"], theirs["p-test"], theirs["repness"]], rel=1e-9
        )
        assert mine.difference_test == pytest.approx(theirs["repness-test"], abs=1e-6)  # published in single precision


def test_consensus_is_the_one_published() -> None:
    votes = accepted_votes()

    agreed, disagreed = consensus(tally_all(votes))

    published = result()["consensus"]
    assert votes.statements[agreed].tolist() == [each["tid"] for each in published["agree"]]
    assert votes.statements[disagreed].tolist() == [each["tid"] for each in published["disagree"]]


def test_group_aware_consensus_and_priorities_are_those_published() -> None:
    votes, published = all_votes(), result()
    by_group = tally(votes, groups_of(votes))
    extremity = np.array(published["pca"]["comment_extremity"])

    shared = group_aware(by_group)
    priority = priorities(by_group, extremity, np.isin(votes.statements, published["meta_tids"]))

    numbers = [str(number) for number in votes.statements]
    assert shared.tolist() == pytest.approx([published["group_aware_consensus"][each] for each in numbers], rel=1e-9)
    assert priority.tolist() == pytest.approx([published["comment_priorities"][each] for each in numbers], rel=1e-9)


@given(CAST, st.lists(st.integers(-1, 2), min_size=9, max_size=9), st.integers(1, 5))
def test_counting_in_blocks_of_any_size_is_counting(
    cast: dict[tuple[int, int], int], groups: list[int], block: int
) -> None:
    votes = make_votes([who for who, _ in cast], [what for _, what in cast], list(cast.values()))
    placed = [groups[int(who)] for who in votes.people]
    usual, statements.BLOCK = statements.BLOCK, block
    try:
        found = tally(votes, placed, 3)
    finally:
        statements.BLOCK = usual

    for value, table in ((1, found.agrees), (-1, found.disagrees), (0, found.passes)):
        for (group, column), number in np.ndenumerate(table):
            said = [cast[who, what] for who, what in cast if groups[who] == group and what == votes.statements[column]]
            assert number == said.count(value)
    assert np.array_equal(found.elsewhere.votes + found.votes, np.tile(found.votes.sum(axis=0), (3, 1)))


def test_votes_of_nobody_count_as_nothing() -> None:
    empty = make_votes([], [], [], known_statements=[3, 4])

    assert tally_all(empty).votes.tolist() == [[0, 0]]
    assert tally(empty, []).votes.shape == (0, 2)
    assert representative(compare(tally(make_votes([], [], []), [], 2)), 0) == []


@pytest.mark.parametrize(
    ("successes", "votes", "z"), [(0, 0, 1.0), (1, 1, math.sqrt(2)), (0, 3, -1.0), (7, 8, 7 / 3), (4, 8, 1 / 3)]
)
def test_share_against_one_half(successes: int, votes: int, z: float) -> None:
    assert half_test(np.array([successes]), np.array([votes]))[0] == pytest.approx(z)


@given(*[st.integers(0, 50)] * 4)
def test_share_against_elsewhere(own: int, rest: int, other: int, other_rest: int) -> None:
    arrays = (np.array([each]) for each in (own, own + rest, other, other + other_rest))

    found = difference_test(*arrays)[0]

    first, second = (own + 1) / (own + rest + 1), (other + 1) / (other + other_rest + 1)
    pooled = (own + other + 2) / (own + rest + other + other_rest + 2)
    error = math.sqrt(pooled * (1 - pooled) * (1 / (own + rest + 1) + 1 / (other + other_rest + 1)))
    assert found == pytest.approx((first - second) / error if pooled < 1 else 0)


BEST_AGREED = [
    # (agrees, disagrees, passes) by our group and by the others, for each statement; which one is the best agreed.
    ("nothing answered", [(0, 0, 9), (0, 0, 0)], [(9, 0, 0), (0, 0, 0)], None),
    ("agreed by few of us", [(1, 8, 0), (0, 9, 0)], [(8, 1, 0), (9, 0, 0)], None),
    ("agreed more than elsewhere", [(6, 5, 0), (1, 8, 0)], [(1, 9, 0), (1, 8, 0)], 0),
    ("less than elsewhere, then more alone", [(8, 1, 0), (9, 1, 0)], [(9, 0, 0), (9, 0, 0)], 1),
    ("more than elsewhere stays against more alone", [(8, 2, 0), (9, 0, 0)], [(2, 8, 0), (9, 0, 0)], 0),
]


@pytest.mark.parametrize(("case", "ours", "others", "best"), BEST_AGREED, ids=[each[0] for each in BEST_AGREED])
def test_the_best_agreed_statement(
    case: str, ours: list[tuple[int, int, int]], others: list[tuple[int, int, int]], best: int | None
) -> None:
    found = representative(compare(counts(ours, others)), 0)

    assert [each.column for each in found if each.is_best_agree] == ([] if best is None else [best]), case
    assert len(found) == len({each.column for each in found}) >= 1


def test_the_walk_follows_the_order_it_is_given() -> None:
    ours, others = [(9, 0, 0), (10, 1, 0)], [(10, 0, 0), (9, 0, 0)]
    compared = compare(counts(ours, others))

    alone = [[each.column for each in representative(compared, 0, order)] for order in ([0], [1], [0, 1], [1, 0])]

    assert alone[:2] == [[0], [1]]
    assert alone[2] == alone[3]
    assert representative(compared, 0, []) == []


@given(st.lists(st.tuples(*[st.integers(0, 30)] * 6), min_size=1, max_size=9))
def test_representative_statements_are_few_agreed_first_and_in_any_case_one(rows: list[tuple[int, ...]]) -> None:
    compared = compare(counts([row[:3] for row in rows], [row[3:] for row in rows]))  # type: ignore[misc]

    for group in (0, 1):
        found = representative(compared, group)
        sides = [each.side for each in found]
        assert 1 <= len(found) <= 5
        assert sides == sorted(sides)
        enough = (compared.agree.is_sufficient | compared.disagree.is_sufficient)[group]
        assert len(found) == 1 or all(each.is_best_agree or enough[each.column] for each in found)


def test_consensus_lists_hold_at_most_five_and_only_what_a_significant_majority_says() -> None:
    rows = [(20 + each, 2, 0) for each in range(7)] + [(1, 1, 0), (0, 9, 0)]

    agreed, disagreed = consensus(counts(rows))

    assert agreed == [6, 5, 4, 3, 2]
    assert disagreed == [8]
    assert consensus(counts(rows), [0, 1])[0] == [1, 0]


@given(st.integers(0, 400), st.integers(0, 400))
def test_intervals_hold_the_share_and_a_majority_is_as_probable_as_its_counterpart_is_not(own: int, rest: int) -> None:
    successes, votes = np.array([own]), np.array([own + rest])

    low, high = interval(successes, votes)

    assert 0 <= low[0] < (own + 1) / (own + rest + 2) < high[0] <= 1
    assert majority(successes, votes)[0] + majority(votes - successes, votes)[0] == pytest.approx(1)


def test_what_divides_is_a_difference_beyond_its_error() -> None:
    same, few, many = [(5, 5, 0)] * 2, [(2, 0, 0), (0, 2, 0)], [(500, 0, 0), (0, 500, 0)]

    found = [divides(counts([ours], [theirs]))[0] for ours, theirs in (same, few, many)]

    assert found[0] == 0
    assert 0 <= found[1] < 0.3
    assert 0.98 < found[2] <= 1
    assert divides(counts([(5, 0, 0)])).tolist() == [0]


def test_the_document_tells_each_statement_by_group_and_in_all() -> None:
    by_group = counts([(40, 1, 0), (40, 1, 0), (0, 40, 2)], [(30, 2, 1), (1, 40, 0), (1, 30, 0)])
    everybody = Counts(
        *(each.sum(axis=0, keepdims=True) for each in (by_group.agrees, by_group.disagrees, by_group.passes))
    )
    numbers = np.array([4, 7, 9])

    found = statement_results(numbers, everybody, by_group, "AB", np.zeros((3, 2)), np.ones(3))
    told = typical(representative(compare(by_group), 0), numbers)

    assert [each["number"] for each in found] == [4, 7, 9]
    assert (found[0]["groups"]["A"]["agrees"], found[0]["all"]["agrees"], found[2]["all"]["passes"]) == (40, 70, 2)
    assert uniting(found) == [9, 4] or uniting(found) == [4, 9]
    assert dividing(found)[0] == 7
    assert [(each["statement"], each["side"]) for each in told] == [(7, "agree")]
    assert told[0]["elsewhere"] == pytest.approx(2 / 43)


def test_without_groups_all_people_together_judge() -> None:
    everybody = counts([(40, 1, 0), (1, 40, 0), (20, 20, 0)])
    nobody = tally(make_votes([], [], [], known_statements=[1, 2, 3]), [])

    found = statement_results(np.array([1, 2, 3]), everybody, nobody, "", np.zeros((3, 2)), np.ones(3))

    assert [each["groups"] for each in found] == [{}, {}, {}]
    assert sorted(uniting(found)) == [1, 2]
    assert dividing(found) == []
