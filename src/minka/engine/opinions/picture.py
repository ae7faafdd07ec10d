"""What is drawn of a map: squares with people of one group, never fewer than five."""

import numpy as np

from minka.engine.opinions.components import DECIMALS, Float
from minka.engine.opinions.document import Cell, Picture
from minka.engine.opinions.grouping import Labels

FEWEST_PEOPLE = 5  # in a square; fewer are drawn in the nearest square of their group
FEWEST_SQUARES, MOST_SQUARES = 6, 32  # along each side of the picture
PEOPLE_PER_SQUARE = 3.0
WITHIN = 0.99  # this share of the people is within the picture, the others are drawn at its edge

type _Place = tuple[int, int]


def draw_picture(places: Float, labels: Labels, letters: list[str]) -> Picture:
    """Count people by square and group.

    Args:
        places: of the people in the map, (n, 2).
        labels: of their groups, (n,); all 0 when there are none.
        letters: of the groups; empty when there are none.

    The finer the more people: from 6 squares along each side to 32. Whoever would be shown as one of fewer than five
    is moved to the nearest square of the same group; a group of fewer than five is not drawn.
    """
    if not len(places):
        return Picture(side=0.0, cells=[])
    extent = float(np.quantile(np.abs(places).max(axis=1), WITHIN)) or 1.0
    across = min(MOST_SQUARES, max(FEWEST_SQUARES, int(np.sqrt(len(places) / PEOPLE_PER_SQUARE))))
    side = round(2 * extent / across, DECIMALS)
    squares = np.floor(places / side + across / 2).astype(np.int64).clip(0, across - 1)
    flat = squares[:, 0] * across + squares[:, 1]
    cells = []
    for number in range(max(1, len(letters))):
        people = np.bincount(flat[labels == number], minlength=across * across)
        counts = {divmod(square, across): int(people[square]) for square in np.flatnonzero(people).tolist()}
        letter = letters[number] if letters else ""
        cells += [
            Cell(x=(x + 0.5 - across / 2) * side, y=(y + 0.5 - across / 2) * side, letter=letter, people=n)
            for (x, y), n in sorted(_gather(counts).items())
        ]
    return Picture(side=side, cells=cells)


def _gather(counts: dict[_Place, int]) -> dict[_Place, int]:
    """Move the people of squares with fewer than five to the nearest square, the emptiest square first."""
    left = dict(counts)
    while left:
        people, square = min((people, square) for square, people in left.items())
        if people >= FEWEST_PEOPLE:
            break
        del left[square]
        if left:
            left[min(left, key=lambda other: (_apart(square, other), other))] += people
    return left


def _apart(one: _Place, other: _Place) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
