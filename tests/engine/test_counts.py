"""Hiding small counts, shares with intervals, typical durations."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minka.engine.equity import Days, hide_small_cells, hide_small_counts, rate, typical_days

COUNTS = st.lists(st.integers(0, 30), max_size=12)
SMALL_TABLES = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 9), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


def possible_values(shown: tuple[int | None, ...], total: int | None, known: int) -> set[int]:
    """Find the values a hidden count can have near its own, by trying all, as a curious reader would."""
    hidden = [number for number, count in enumerate(shown) if count is None]
    if total is None:
        return {known, known + 1}
    left = total - sum(count for count in shown if count is not None)
    others = len(hidden) - 1
    return {value for value in range(1, left + 1) if (left - value >= others if others else left == value)}


@given(COUNTS)
def test_no_small_count_of_a_list_is_shown_or_can_be_worked_out(counts: list[int]) -> None:
    safe = hide_small_counts(counts)

    for place, count in enumerate(counts):
        if 0 < count < 5:
            assert safe.counts[place] is None
            assert len(possible_values(safe.counts, safe.total, count)) > 1


@given(COUNTS)
def test_what_is_shown_is_true_and_zeros_stay(counts: list[int]) -> None:
    safe = hide_small_counts(counts)

    assert all(shown in {None, count} for shown, count in zip(safe.counts, counts, strict=True))
    assert all(shown == 0 for shown, count in zip(safe.counts, counts, strict=True) if count == 0)
    assert safe.total in {None, sum(counts)}


@given(COUNTS.filter(lambda counts: not any(0 < count < 5 for count in counts)))
def test_nothing_is_hidden_where_nothing_is_small(counts: list[int]) -> None:
    assert hide_small_counts(counts).counts == tuple(counts)


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([], (), 0),
        ([7], (7,), 7),
        ([3], (None,), None),
        ([0, 0], (0, 0), 0),
        ([3, 40], (None, None), 43),
        ([3, 4, 40], (None, None, 40), 47),
        ([1, 1, 40, 50], (None, None, None, 50), 92),
        ([1, 1, 1, 1, 1], (None,) * 5, None),
        ([5, 5, 5], (5, 5, 5), 15),
    ],
)
def test_lists_worked_by_hand(counts: list[int], shown: tuple[int | None, ...], total: int | None) -> None:
    safe = hide_small_counts(counts)

    assert (safe.counts, safe.total) == (shown, total)


def tables_like(rows: list[list[int]], threshold: int) -> list[list[list[int]]]:
    """List all tables near the true one that show the same numbers, each hidden number being at least 1."""
    safe = hide_small_cells(rows, threshold)
    spans = [
        range(max(1, count - 3), count + 4) if shown is None else [count]
        for row, shown_row in zip(rows, safe.rows, strict=True)
        for count, shown in zip(row, shown_row, strict=True)
    ]
    width = len(rows[0])
    found = []
    for flat in product(*spans):
        table = [list(flat[start : start + width]) for start in range(0, len(flat), width)]
        sums = [sum(row) for row in table]
        columns = [sum(column) for column in zip(*table, strict=True)]
        shown_totals = [*safe.row_totals, *safe.column_totals, safe.total]
        if all(
            shown is None or shown == value
            for shown, value in zip(shown_totals, [*sums, *columns, sum(sums)], strict=True)
        ):
            found.append(table)
    return found


@settings(max_examples=60)
@given(SMALL_TABLES.filter(lambda rows: sum(1 for row in rows for count in row if count) <= 6))
def test_no_small_cell_of_a_table_can_be_worked_out(rows: list[list[int]]) -> None:
    tables = tables_like(rows, 5)

    for row, counts in enumerate(rows):
        for column, count in enumerate(counts):
            if 0 < count < 5:
                assert len({table[row][column] for table in tables}) > 1


@given(SMALL_TABLES)
def test_no_small_number_of_a_table_is_shown(rows: list[list[int]]) -> None:
    safe = hide_small_cells(rows)

    shown = [*(count for row in safe.rows for count in row), *safe.row_totals, *safe.column_totals, safe.total]
    assert not any(count is not None and 0 < count < 5 for count in shown)
    for row, counts in zip(safe.rows, rows, strict=True):
        assert all(one in {None, two} for one, two in zip(row, counts, strict=True))


@given(SMALL_TABLES)
def test_same_table_gives_the_same_bytes(rows: list[list[int]]) -> None:
    assert repr(hide_small_cells(rows)) == repr(hide_small_cells([tuple(row) for row in rows]))


@pytest.mark.parametrize("rows", [[], [[]], [[0]], [[0, 0], [0, 0]]], ids=str)
def test_empty_tables_stay_empty(rows: list[list[int]]) -> None:
    safe = hide_small_cells(rows)

    assert safe.rows == tuple(tuple(row) for row in rows)
    assert safe.total == 0


def test_large_table_without_small_cells_is_shown_whole() -> None:
    rows = [[row * column + 5 for column in range(1, 14)] for row in range(1, 14)]

    assert hide_small_cells(rows).rows == tuple(tuple(row) for row in rows)


@pytest.mark.parametrize(("rows", "threshold"), [([[-1]], 5), ([[1, 2], [3]], 5), ([[1]], 1)])
def test_impossible_tables_are_refused(rows: list[list[int]], threshold: int) -> None:
    with pytest.raises(ValueError, match=r"threshold|counts"):
        hide_small_cells(rows, threshold)
    if len({len(row) for row in rows}) == 1:
        with pytest.raises(ValueError, match=r"threshold|counts"):
            hide_small_counts(rows[0], threshold)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_equals_published_values(part: int, whole: int, low: float, high: float) -> None:
    found = rate(part, whole)

    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(5, 10_000), st.data())
def test_share_lies_in_its_interval(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))

    found, wider = rate(part, whole), rate(part, whole, confidence=0.99)

    assert found is not None
    assert wider is not None
    assert 0 <= wider.low <= found.low <= found.value <= found.high <= wider.high <= 1


def test_share_of_too_few_is_not_given() -> None:
    assert rate(0, 0) is None
    assert rate(4, 4) is None
    assert rate(4, 4, minimum=0) is not None
    assert rate(0, 0, minimum=0) is None


@pytest.mark.parametrize(("part", "whole", "confidence"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0), (1, 2, 0.0)])
def test_impossible_shares_are_refused(part: int, whole: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        rate(part, whole, confidence=confidence)


@given(st.lists(st.floats(0, 1000), min_size=5, max_size=40))
def test_typical_days_equal_the_peer(days: list[float]) -> None:
    found = typical_days(days)

    assert found is not None
    peer = np.quantile(days, [0.25, 0.5, 0.75])
    assert [found.lower, found.median, found.upper] == pytest.approx(list(peer), abs=1e-3)


@given(st.lists(st.floats(0, 1000), min_size=5, max_size=20))
def test_order_of_days_makes_no_difference(days: list[float]) -> None:
    assert typical_days(sorted(days)) == typical_days(days) == typical_days(days[::-1])


def test_days_of_too_few_are_not_given() -> None:
    assert typical_days([]) is None
    assert typical_days([1, 2, 3, 4]) is None
    assert typical_days([1], minimum=1) == Days(1, 1, 1, 1)
    assert typical_days([7] * 5) == Days(5, 7, 7, 7)


@pytest.mark.parametrize("strange", [math.nan, math.inf])
def test_strange_durations_are_refused(strange: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        typical_days([1, 2, 3, 4, strange])
