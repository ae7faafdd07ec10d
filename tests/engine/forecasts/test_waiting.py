"""A forecast is told only where enough tell it, and never hides that it is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.forecasts import Curve, DayCount, Kind, Model, Span, learn, waiting
from minka.engine.forecasts.levels import HIGHEST, LOWEST, adapt

DAYS, TODAY = DayCount(), date(2026, 6, 30)
LECHE = Kind("leche", "chota", "permits")
AGUA = Kind("agua", "chota", "water")
QUESO = Kind("leche_cajabamba", "cajabamba", "permits")


def answered(kind: Kind, many: int, wait: int = 5) -> list[Span]:
    ended = [DAYS.after(TODAY, -(number % 20)) for number in range(many)]
    return [Span(kind, DAYS.after(end, -wait), end) for end in ended]


def model(*steps: tuple[int, float], level: float = 0.8) -> Model:
    return Model(Curve(tuple(day for day, _ in steps), tuple(share for _, share in steps), 60), "service", 0.8, level)


def test_under_forty_answers_of_a_service_its_entity_and_then_its_family_tell() -> None:
    own, entity, family = answered(LECHE, 39), answered(AGUA, 39, wait=8), answered(QUESO, 39, wait=3)

    few = learn(own, LECHE, as_of=TODAY, days=DAYS)
    of_entity = learn([*own, *entity, *family], LECHE, as_of=TODAY, days=DAYS)
    of_family = learn([*own, *family], LECHE, as_of=TODAY, days=DAYS)
    of_service = learn(answered(LECHE, 40), LECHE, as_of=TODAY, days=DAYS)

    assert few is None
    assert [each and (each.source, each.curve.finished) for each in (of_entity, of_family, of_service)] == [
        ("entity", 78),
        ("family", 78),
        ("service", 40),
    ]


def test_a_name_that_is_not_given_joins_nobody() -> None:
    assert learn(answered(Kind("a"), 30) + answered(Kind("b"), 30), Kind("a"), as_of=TODAY, days=DAYS) is None


def test_answers_older_than_ninety_days_do_not_count() -> None:
    assert learn(answered(LECHE, 40), LECHE, as_of=TODAY + timedelta(days=120), days=DAYS) is None


def test_who_has_waited_is_told_of_those_who_waited_as_long() -> None:
    spans = answered(LECHE, 60, wait=0) + answered(LECHE, 40, wait=10)

    new = waiting(spans, LECHE, as_of=TODAY, days=DAYS)
    old = waiting(spans, LECHE, as_of=TODAY, days=DAYS, waited=3)

    assert new is not None
    assert old is not None
    assert (new.low, new.at_most) == (0, 10)
    assert (old.low, old.at_most) == (10, 10)


def test_a_bound_after_the_legal_date_says_so() -> None:
    learnt = model((5, 0.6), (12, 0.1))

    in_time, late = learnt.forecast(None, due_in=12), learnt.forecast(None, due_in=11)

    assert in_time is not None
    assert late is not None
    assert (in_time.is_past_due, in_time.chance_late) == (False, 0.1)
    assert (late.is_past_due, late.chance_late) == (True, 0.6)


def test_where_nobody_ever_waited_so_long_nothing_is_told() -> None:
    assert model((5, 0.6)).forecast(None) is None
    assert model((5, 0.6), (12, 0.0)).forecast(12) is None


def test_a_higher_level_tells_a_later_day() -> None:
    days = [model((5, 0.5), (8, 0.2), (12, 0.05), level=level).forecast(None) for level in (0.5, 0.8, 0.95)]

    assert [each and each.at_most for each in days] == [5, 8, 12]


@pytest.mark.parametrize("coverage", [0.5, 1.0, -1.0])
def test_a_coverage_that_is_no_upper_bound_is_refused(coverage: float) -> None:
    with pytest.raises(ValueError, match="a coverage is above"):
        learn([], LECHE, as_of=TODAY, days=DAYS, coverage=coverage)


@given(st.lists(st.booleans(), max_size=400), st.floats(LOWEST, HIGHEST))
def test_the_level_stays_a_level_and_moves_against_what_happened(held: list[bool], level: float) -> None:
    after = adapt(level, held, 0.8)

    assert LOWEST <= after <= HIGHEST
    assert adapt(level, [*held, False], 0.8) >= adapt(level, [*held, True], 0.8)


def test_a_level_at_rest_misses_as_often_as_is_meant() -> None:
    assert adapt(0.85, [True, True, True, True, False] * 40, 0.8) == pytest.approx(0.85)
