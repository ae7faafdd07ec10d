"""What is likely to be observed: drawn towards what is usual, told only where enough stands behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.forecasts import Count, likely_observations

COUNTS = st.integers(0, 200).flatmap(
    lambda filed: st.builds(Count, st.just("plan"), st.integers(0, filed), st.just(filed))
)


def test_under_twenty_cases_nothing_is_told() -> None:
    counts = [Count("plan", 19, 19), Count("proof", 2, 20)]

    assert [each.requirement for each in likely_observations(counts, counts)] == ["proof"]


def test_the_likeliest_comes_first_with_its_counts() -> None:
    counts = [Count("plan", 10, 100), Count("proof", 60, 100), Count("fee", 0, 100)]

    found = likely_observations(counts, counts)

    assert [(each.requirement, each.observed, each.filed, each.of_ten) for each in found] == [
        ("proof", 60, 100, 6),
        ("plan", 10, 100, 1),
        ("fee", 0, 100, 0),
    ]


def test_few_cases_are_drawn_further_towards_the_entity_than_many() -> None:
    entity = [Count("plan", 10, 100)] * 5

    few, many = (likely_observations([Count("plan", filed, filed)], entity)[0].rate for filed in (20, 400))

    assert 0.1 < few < many < 1


def test_services_that_differ_keep_their_own_rates() -> None:
    own = Count("plan", 12, 20)

    alike, different = (
        likely_observations([own], [own, *peers])[0].rate
        for peers in (
            [Count("plan", 60, 100)] * 3,
            [Count("plan", 5, 100), Count("plan", 95, 100), Count("plan", 50, 100)],
        )
    )

    assert abs(different - 0.6) < 0.05
    assert alike == pytest.approx(0.6, abs=0.01)


@given(COUNTS, st.lists(COUNTS, max_size=8))
def test_a_rate_lies_between_the_own_share_and_the_usual_one(own: Count, others: list[Count]) -> None:
    entity = [own, *others]
    observed, filed = sum(each.observed for each in entity), sum(each.filed for each in entity)
    usual = (observed + 0.5) / (filed + 1)

    for likely in likely_observations([own], entity):
        low, high = sorted([likely.observed / likely.filed, usual])
        assert low - 1e-9 <= likely.rate <= high + 1e-9
        assert 0 < likely.rate < 1


@given(st.lists(COUNTS, max_size=8))
def test_the_order_of_the_services_changes_nothing(entity: list[Count]) -> None:
    own = [Count("plan", 5, 30)]

    first, second = (likely_observations(own, each)[0].rate for each in (entity, entity[::-1]))

    assert first == pytest.approx(second)


@pytest.mark.parametrize("count", [Count("plan", 3, 2), Count("plan", -1, 2)])
def test_counts_that_cannot_be_are_refused(count: Count) -> None:
    with pytest.raises(ValueError, match="observed of"):
        likely_observations([count], [])
