"""Which statement comes next, and that a choice which cannot be made says so."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.opinions.document import MapDocument
from minka.engine.opinions.routing import FEW_VOTES, NEW_SHARE, Choosing, information, next_statements, weights
from tests.engine.opinions.test_standing import known_map
from tests.make.maps import map_by_hand

NUMBERS = [10 * n for n in range(1, 9)]
MANY = dict.fromkeys(NUMBERS, 100)
CHOOSING: list[Choosing] = ["map", "coverage", "balance"]
LATER = 0.7  # a draw that falls neither on the new ones nor on the even half


def a_map(*, with_factors: bool = True) -> MapDocument:
    document = known_map(with_factors=with_factors)
    for statement in document["statements"]:
        statement["all"] |= {"agrees": 50, "disagrees": 40, "passes": 10}
    return document


@given(
    choosing=st.sampled_from(CHOOSING),
    draw=st.floats(0, 1),
    answers=st.dictionaries(st.sampled_from(NUMBERS), st.sampled_from([-1, 0, 1])),
    candidates=st.lists(st.sampled_from([*NUMBERS, 81, 82, 83]), max_size=20),
    counts=st.dictionaries(st.sampled_from([*NUMBERS, 81]), st.integers(0, 200)),
    kind=st.sampled_from(["none", "plain", "factors"]),
)
def test_every_open_candidate_comes_once_and_nothing_else(
    choosing: Choosing,
    draw: float,
    answers: dict[int, int],
    candidates: list[int],
    counts: dict[int, int],
    kind: str,
) -> None:
    document = None if kind == "none" else a_map(with_factors=kind == "factors")

    found = next_statements(document, answers, candidates, counts, choosing=choosing, draw=draw)

    assert sorted(found.order) == sorted(set(candidates) - set(answers))
    assert found == next_statements(document, answers, candidates[::-1], counts, choosing=choosing, draw=draw)
    assert (found.reason == "nothing_left") == (not found.order)


def test_before_there_is_a_map_the_least_seen_come_first_and_not_the_same_for_everybody() -> None:
    counts = {10: 5, 20: 1, 30: 1, 40: 1, 50: 9}
    firsts = set()
    for choosing in CHOOSING:
        for draw in (0.0, 0.3, 0.5, 0.7, 0.99):
            found = next_statements(None, {}, list(counts), counts, choosing=choosing, draw=draw)
            firsts.add(found.order[0])
            assert sorted(found.order[:3]) == [20, 30, 40]
            assert found.order[3:] == [10, 50]
            assert not found.alarm

    assert firsts == {20, 30, 40}


def test_for_the_map_the_first_is_among_the_three_that_tell_most() -> None:
    told = information(a_map(), {10: 1}, NUMBERS[1:])
    best = sorted(told, key=lambda number: -told[number])

    drawn = [
        next_statements(a_map(), {10: 1}, NUMBERS, MANY, choosing="map", draw=draw) for draw in (0.0, 0.34, 0.67, 1.0)
    ]

    assert [found.order[0] for found in drawn] == [best[0], best[1], best[2], best[2]]
    assert {found.reason for found in drawn} == {"informative"}


def test_an_answer_makes_statements_that_ask_the_same_tell_less() -> None:
    before, after = information(a_map(), {}, [70]), information(a_map(), {10: 1, 20: -1, 60: 1}, [70])

    assert after[70] < 0.7 * before[70]


def test_statements_often_passed_over_tell_less() -> None:
    document = a_map()
    before = information(document, {}, [10])[10]
    document["statements"][0]["all"] |= {"agrees": 5, "disagrees": 4, "passes": 91}

    assert information(document, {}, [10])[10] < 0.2 * before
    assert weights(document, [10], MANY)[10] < 0.1 * weights(document, [20], MANY)[20]


@pytest.mark.parametrize("few", [0, FEW_VOTES - 1])
def test_new_statements_get_a_share_of_the_choices(few: int) -> None:
    counts = MANY | {80: few}
    first = [
        next_statements(a_map(), {}, [*NUMBERS, 99], counts, choosing="map", draw=draw / 100).order[0]
        for draw in range(100)
    ]

    assert Counter(number in {80, 99} for number in first)[True] == round(100 * NEW_SHARE)


def test_the_balance_is_half_an_even_draw_and_half_what_tells_most() -> None:
    drawn = [
        next_statements(a_map(), {10: 1}, NUMBERS, MANY, choosing="balance", draw=(draw + 0.5) / 1400)
        for draw in range(1400)
    ]
    told = information(a_map(), {10: 1}, NUMBERS[1:])

    even = Counter(found.order[0] for found in drawn if found.reason == "even")
    informative = {found.order[0] for found in drawn if found.reason == "informative"}

    assert even == dict.fromkeys(NUMBERS[1:], 100)
    assert informative == set(sorted(told, key=lambda number: -told[number])[:3])


def test_without_a_second_layer_the_draw_is_in_proportion_to_what_a_vote_is_worth() -> None:
    document = a_map(with_factors=False)
    worth = weights(document, NUMBERS, MANY)
    first = Counter(
        next_statements(document, {}, NUMBERS, MANY, choosing="map", draw=(draw + 0.5) / 1000).order[0]
        for draw in range(1000)
    )

    whole = sum(worth.values())
    assert {number: first[number] / 1000 for number in NUMBERS} == pytest.approx(
        {number: each / whole for number, each in worth.items()}, abs=0.002
    )


def test_weights_do_not_pass_over_what_most_agree_with_and_divides() -> None:
    axes = {"means": [0.6, -0.6], "first": [0.5, 0.5], "second": [0.1, 0.1]}
    agreed = {"": (80, 20, 0)}
    document = map_by_hand(axes=axes, centres=[[-1, 0], [1, 0]], tallies=[agreed, {"": (20, 80, 0)}])  # type: ignore[arg-type]

    worth = weights(document, [10, 20], {})

    # E = sqrt(2) * 1.6 * sqrt(0.26) = 1.1538; ((1 - 1/102) * 2.1538 * 81/102 * (1 + 8 / 2^20))^2
    assert worth[10] == pytest.approx(2.8687, abs=2e-3)
    assert worth[10] > worth[20]


def test_without_a_second_layer_the_map_is_served_by_the_weights() -> None:
    found = next_statements(a_map(with_factors=False), {}, NUMBERS, MANY, choosing="map", draw=0.5)

    assert (found.reason, found.alarm) == ("weighed", "")


@pytest.mark.parametrize("choosing", ["map", "balance"])
@pytest.mark.parametrize("alarm", ["map_broken", "not_a_number", "all_equal"])
def test_a_choice_that_degenerates_raises_the_alarm_and_shows_the_least_seen(choosing: Choosing, alarm: str) -> None:
    document = a_map()
    if alarm == "map_broken":
        document["axes"]["means"].pop()
    elif alarm == "not_a_number":
        document["axes"]["first"][2] = math.nan
        document["factors"]["loadings"] = [[math.nan, 0.0], *document["factors"]["loadings"][1:]]
    else:
        document["axes"] = {"means": [0.0] * 8, "first": [0.3] * 8, "second": [0.3] * 8}
        document["factors"]["loadings"] = [[0.0, 0.0]] * 8

    found = next_statements(document, {}, NUMBERS, MANY | {40: 20}, choosing=choosing, draw=LATER)

    assert found.alarm == alarm
    assert (found.order[0], found.reason) == (40, "least_seen")


def test_a_single_statement_left_is_no_alarm() -> None:
    for choosing in CHOOSING:
        found = next_statements(a_map(), {}, [30], MANY, choosing=choosing, draw=0.4)

        assert (found.order, found.alarm) == ([30], "")
