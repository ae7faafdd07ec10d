"""Counts that may be published: small ones hidden safely, shares with their uncertainty, typical durations.

See ``docs/engine/counts.md``.
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

SMALL = 5
FEWEST = 5


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A table of counts with its totals; None where a number is hidden."""

    rows: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class SafeCounts:
    """A list of counts with its total; None where a number is hidden."""

    counts: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with the interval that holds the true one with the chosen confidence, each from 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Days:
    """How long things took: the count, and the days a quarter, half and three quarters of them stayed under."""

    count: int
    lower: float
    median: float
    upper: float


type _Place = tuple[int, int]


def hide_small_counts(counts: Sequence[int], threshold: int = SMALL) -> SafeCounts:
    """Hide the small counts of a list, and as many others as keep them from being worked out from the total.

    Args:
        counts: whole numbers of zero or more.
        threshold: counts from 1 to one below it are hidden; zeros are shown.

    Raises:
        ValueError: a count is negative or the threshold is under 2.

    >>> hide_small_counts([40, 3, 12])
    SafeCounts(counts=(40, None, None), total=55)
    >>> hide_small_counts([3, 0])
    SafeCounts(counts=(None, 0), total=None)
    """
    _check([counts], threshold)
    total = sum(counts)
    order = sorted((place for place in range(len(counts)) if counts[place]), key=lambda place: (counts[place], place))
    hidden = [place for place in order if counts[place] < threshold]
    is_total_small = 0 < total < threshold
    spare = order[len(hidden) :]
    while spare and hidden and not is_total_small and _is_list_open([counts[place] for place in hidden]):
        hidden.append(spare.pop(0))
    is_total_hidden = is_total_small or (bool(hidden) and _is_list_open([counts[place] for place in hidden]))
    shown = tuple(None if place in hidden else count for place, count in enumerate(counts))
    return SafeCounts(shown, None if is_total_hidden else total)


def hide_small_cells(rows: Sequence[Sequence[int]], threshold: int = SMALL) -> SafeTable:
    """Hide the small cells of a table with totals, and as many others as keep them from being worked out.

    Totals are cells like any other. A hidden cell is safe when the shown numbers, and the knowledge that
    what is hidden is at least 1, leave it at least two possible values.

    Args:
        rows: rows of equal length of whole numbers of zero or more.
        threshold: cells and totals from 1 to one below it are hidden; zeros are shown.

    Raises:
        ValueError: a count is negative, rows differ in length, or the threshold is under 2.

    >>> safe = hide_small_cells([[20, 3, 9], [14, 8, 11], [30, 25, 16]])
    >>> safe.rows
    ((20, None, None), (14, None, None), (30, 25, 16))
    >>> safe.row_totals, safe.total
    ((32, 33, 71), 136)
    """
    _check(rows, threshold)
    full = _with_totals(rows)
    hidden = {place for place, count in _cells(full) if 0 < count < threshold}
    for place in sorted(hidden):  # once is enough: hiding more never opens a cell that was safe
        while _is_open(place, hidden, full):
            hidden |= _next_to_hide(place, hidden, full)
    return _safe_table(full, hidden)


def rate(part: int, whole: int, *, confidence: float = 0.95, minimum: int = FEWEST) -> Rate | None:
    """Give a share and its Wilson score interval; None when ``whole`` is under ``minimum``.

    Raises:
        ValueError: ``part`` is not between 0 and ``whole``, or the confidence not between 0 and 1.

    >>> rate(8, 10)
    Rate(value=0.8, low=0.4902, high=0.9433)
    >>> rate(1, 2) is None
    True
    """
    if not 0 <= part <= whole or not 0 < confidence < 1:
        message = f"no share: {part} of {whole} at confidence {confidence}"
        raise ValueError(message)
    if whole < max(1, minimum):
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = part / whole, z * z / whole
    centre = (share + weight / 2) / (1 + weight)
    reach = z * math.sqrt(share * (1 - share) / whole + weight / (4 * whole)) / (1 + weight)
    low, high = max(0.0, min(share, centre - reach)), min(1.0, max(share, centre + reach))
    return Rate(round(share, 4), round(low, 4), round(high, 4))


def typical_days(days: Iterable[float], *, minimum: int = FEWEST) -> Days | None:
    """Give the median and the quartiles of durations; None for fewer than ``minimum`` of them.

    Quartiles are interpolated between neighbours (Hyndman and Fan's seventh definition).

    Raises:
        ValueError: a duration is not a finite number.

    >>> typical_days([2, 4, 4, 9, 30])
    Days(count=5, lower=4.0, median=4.0, upper=9.0)
    >>> typical_days([2, 4]) is None
    True
    """
    ordered = sorted(days)
    if not all(math.isfinite(length) for length in ordered):
        message = "durations are finite numbers"
        raise ValueError(message)
    if len(ordered) < max(1, minimum):
        return None
    lower, median, upper = (_quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    return Days(len(ordered), lower, median, upper)


def _check(rows: Sequence[Sequence[int]], threshold: int) -> None:
    if threshold < 2:  # noqa: PLR2004 - under 2 nothing would be small
        message = f"a threshold is at least 2, not {threshold}"
        raise ValueError(message)
    if any(count < 0 for row in rows for count in row) or len({len(row) for row in rows}) > 1:
        message = "counts are zero or more, in rows of equal length"
        raise ValueError(message)


def _is_list_open(hidden: Sequence[int]) -> bool:
    """Tell whether hidden counts follow from their known sum, each being at least 1."""
    return len(hidden) == 1 or sum(hidden) == len(hidden)


def _with_totals(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """Put the totals in a last column and a last row."""
    full = [[*row, sum(row)] for row in rows]
    width = len(rows[0]) if rows else 0
    return [*full, [sum(row[column] for row in full) for column in range(width + 1)]]


def _cells(full: Sequence[Sequence[int]]) -> Iterator[tuple[_Place, int]]:
    for row, counts in enumerate(full):
        for column, count in enumerate(counts):
            yield (row, column), count


def _is_open(place: _Place, hidden: set[_Place], full: Sequence[Sequence[int]]) -> bool:
    """Tell whether a hidden cell can have no other value than its own.

    A table with given totals changes along closed paths that turn at hidden cells, adding one and
    taking one in turn. So a cell can be one more or one less exactly when such a path leads from its
    column back to its row.
    """
    return not any(_has_path(place, hidden, full, is_raised=is_raised) for is_raised in (True, False))


def _has_path(place: _Place, hidden: set[_Place], full: Sequence[Sequence[int]], *, is_raised: bool) -> bool:
    """Look for a closed path through a cell that is raised or lowered by one (breadth first).

    The path leaves a column by a cell moved the other way, and a row by one moved the same way.
    """
    row, column = place
    if not _may_move(place, full, is_raised=is_raised):
        return False
    by_row, by_column = _lines(hidden - {place})
    seen_rows: set[int] = set()
    seen_columns, waiting = {column}, deque([column])
    while waiting and row not in seen_rows:
        for reached in by_column[waiting.popleft()]:
            if reached[0] in seen_rows or not _may_move(reached, full, is_raised=not is_raised):
                continue
            seen_rows.add(reached[0])
            onward = {cell[1] for cell in by_row[reached[0]] if _may_move(cell, full, is_raised=is_raised)}
            waiting.extend(sorted(onward - seen_columns))
            seen_columns |= onward
    return row in seen_rows


def _lines(places: Iterable[_Place]) -> tuple[defaultdict[int, list[_Place]], defaultdict[int, list[_Place]]]:
    """Sort cells by their row and by their column."""
    by_row: defaultdict[int, list[_Place]] = defaultdict(list)
    by_column: defaultdict[int, list[_Place]] = defaultdict(list)
    for place in places:
        by_row[place[0]].append(place)
        by_column[place[1]].append(place)
    return by_row, by_column


def _may_move(place: _Place, full: Sequence[Sequence[int]], *, is_raised: bool) -> bool:
    """Tell whether a step along a path leaves a hidden cell at 1 or more.

    A total stands on the other side of its equation, so raising along the path lowers it. The grand
    total stands on the other side twice.
    """
    row, column = place
    is_total = (row == len(full) - 1) != (column == len(full[0]) - 1)
    return is_raised != is_total or full[row][column] > 1


def _next_to_hide(open_cell: _Place, hidden: set[_Place], full: Sequence[Sequence[int]]) -> set[_Place]:
    """Choose what to hide next: the rectangle through the open cell that costs least and closes a path.

    Totals cost more than any inner cell, zeros are never hidden. If no rectangle will do, the cheapest
    cell is hidden; in the end all of them are, which is safe.
    """
    dear = full[-1][-1] + 1
    prices = {
        place: count + dear * ((place[0] == len(full) - 1) + (place[1] == len(full[0]) - 1))
        for place, count in _cells(full)
        if count and place not in hidden
    }
    row, column = open_cell
    rectangles = []
    for (other_row, other_column), _ in _cells(full):
        corners = {(row, other_column), (other_row, column), (other_row, other_column)}
        if other_row != row and other_column != column and corners <= hidden | prices.keys():
            fresh = corners - hidden
            rectangles.append((sum(prices[place] for place in fresh), sorted(fresh)))
    for _, fresh_places in sorted(rectangles):
        if fresh_places and not _is_open(open_cell, hidden | set(fresh_places), full):
            return set(fresh_places)
    return {min(prices, key=lambda place: (prices[place], place))}


def _safe_table(full: Sequence[Sequence[int]], hidden: set[_Place]) -> SafeTable:
    shown = [
        tuple(None if (row, column) in hidden else count for column, count in enumerate(counts))
        for row, counts in enumerate(full)
    ]
    inner = tuple(row[:-1] for row in shown[:-1])
    return SafeTable(inner, tuple(row[-1] for row in shown[:-1]), shown[-1][:-1], shown[-1][-1])


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return round(ordered[below] + (place - below) * (ordered[above] - ordered[below]), 4)
