"""Whether there is a gap between groups, or a border drawn through people who lie from one end to the other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.opinions.components import Float
from minka.engine.opinions.gaps import dips, gap_p_value
from minka.engine.opinions.grouping import nearest

CLEAR = 0.05
TWO = [[-1.0, 0.0], [1.0, 0.0]]
THREE = [[-5.0, 0.0], [0.0, 0.0], [1.0, 0.0]]
COUNTS = st.lists(st.integers(0, 40), min_size=3, max_size=12).filter(any)


def spread(*heaps: tuple[float, float, int], seed: int = 0) -> Float:
    """Heaps along the first axis, each with its middle, its standard deviation and its people."""
    chance = np.random.Generator(np.random.PCG64(seed))
    along = np.concatenate([chance.normal(middle, wide, people) for middle, wide, people in heaps])
    return np.stack([along, chance.normal(0, 0.3, len(along))], axis=1)


def evenly(people: int, seed: int) -> Float:
    return np.random.Generator(np.random.PCG64(seed)).uniform(-2, 2, (people, 2))


def gap_of(places: Float, centres: list[list[float]]) -> float:
    return gap_p_value(places, nearest(places, np.array(centres)), np.array(centres), seed=1)


@pytest.mark.parametrize(
    ("counts", "dip"),
    [
        ([1, 2, 3, 2], 0),  # one heap
        ([2, 2, 2, 2], 0),  # everywhere alike
        ([7, 0, 0, 0], 0),  # all in one place
        (
            [4, 0, 0, 4],
            0.125,
        ),  # a half lies left of the second edge; the line from the first to the third says a quarter
        ([3, 1, 1, 3], 0.0625),
    ],
)
def test_the_dip_is_half_of_how_far_the_summed_shares_are_from_one_heap(counts: list[int], dip: float) -> None:
    assert dips(np.array([counts])) == pytest.approx([dip])


@given(COUNTS, COUNTS)
def test_rising_to_a_peak_and_falling_from_it_is_no_dip(one: list[int], other: list[int]) -> None:
    heap = [*sorted(one), *sorted(other, reverse=True)]

    assert dips(np.array([heap])) == pytest.approx([0], abs=1e-12)


@given(COUNTS)
def test_the_dip_is_the_same_from_both_ends_and_at_most_a_quarter(counts: list[int]) -> None:
    both = dips(np.array([counts, counts[::-1]]))

    assert both[0] == both[1]
    assert 0 <= both[0] <= 0.25


@pytest.mark.parametrize(
    ("places", "centres", "is_clear"),
    [
        (spread((-1, 0.25, 100), (1, 0.25, 100)), TWO, True),
        (spread((-1, 0.25, 160), (1, 0.25, 40)), TWO, True),
        (spread((-5, 0.25, 60), (0, 0.1, 60), (1, 0.1, 60)), THREE, True),
        (spread((0, 1, 200)), TWO, False),
        (evenly(200, 3), TWO, False),
        (spread((-5, 0.25, 60), (0.5, 0.8, 120)), THREE, False),  # apart from the others is not enough
        (np.zeros((20, 2)), TWO, False),
        (spread((-1, 0.5, 200), (1, 0.5, 50)), TWO, False),  # a limit: the small heap ends in the tail of the large one
    ],
    ids=["two", "unequal", "three", "one-heap", "even", "two-of-three", "one-point", "unequal-and-wide"],
)
def test_a_gap_is_told_only_when_each_group_is_apart_from_its_neighbour(
    places: Float, centres: list[list[float]], is_clear: bool
) -> None:
    assert (gap_of(places, centres) <= CLEAR) is is_clear


def test_of_forty_even_spreads_at_most_four_are_told_to_have_a_gap() -> None:
    told = [gap_of(evenly(150, seed), TWO) <= CLEAR for seed in range(40)]

    assert sum(told) <= 4


@given(st.integers(0, 1000), st.sampled_from([(-1, 1), (1, -1), (-1, -1)]))
def test_the_mirror_image_of_a_map_has_the_same_gap(seed: int, mirror: tuple[int, int]) -> None:
    places = evenly(30, seed)

    assert gap_of(places, TWO) == gap_of(places * mirror, (np.array(TWO) * mirror).tolist())
