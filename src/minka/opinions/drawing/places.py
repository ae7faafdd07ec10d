"""Where everything of a map lies in its picture: the plane of the document turned into units of the drawing."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from minka.engine.opinions.document import Cell, MapDocument
from minka.opinions.drawing.face import WIDE, Here

MARGIN = 14.0
MOST_TALL = 320.0
LEAST_TALL = 150.0
LARGEST = 13.0  # radius of a mark
SMALLEST = 1.6  # the fewest people look alike
HOLDS = 0.8  # of a group's people, inside its outline
APART = 26.0  # between two letters

type Spot = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """The people of one square."""

    letter: str
    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Outline:
    """An ellipse that holds 8 of 10 people of a group."""

    letter: str
    x: float
    y: float
    wide: float
    tall: float
    turn: float  # degrees

    @property
    def top(self) -> Spot:
        """From the middle to the highest point: how far to the right, and how far up."""
        sine, cosine = math.sin(math.radians(self.turn)), math.cos(math.radians(self.turn))
        rise = math.hypot(self.wide * sine, self.tall * cosine) or 1.0
        return (self.tall**2 - self.wide**2) * sine * cosine / rise, rise


@dataclass(frozen=True)
class Places:
    """All that a map's picture shows, in its own units, whoever draws it."""

    tall: float
    middle: Spot
    marks: Sequence[Mark]
    outlines: Sequence[Outline]
    letters: dict[str, Spot]
    here: Mark | None  # its radius is the region's


def places_of(document: MapDocument, here: Here | None = None) -> Places:
    """Lay out the squares, the outlines and the letters of a document."""
    cells, side = document["picture"]["cells"], document["picture"]["side"]
    spots = [(cell["x"], cell["y"]) for cell in cells] + ([(here.x, here.y)] if here else [])
    place, scale, tall = _fitting(spots, side)
    most = max((cell["people"] for cell in cells), default=1)
    full = max(SMALLEST, min(side * scale / 2, LARGEST))
    marks = [
        Mark(cell["letter"], *place((cell["x"], cell["y"])), max(SMALLEST, full * math.sqrt(cell["people"] / most)))
        for cell in sorted(cells, key=lambda cell: (-cell["people"], cell["letter"], cell["x"], cell["y"]))
    ]
    outlines = []
    for group in document["groups"]:
        own = [cell for cell in cells if cell["letter"] == group["letter"]]
        if own:
            outlines.append(_outline(group["letter"], own, side, place, scale))
    letters = _apart({each.letter: _brow(each, tall) for each in outlines})
    marker = None
    if here is not None:
        marker = Mark("", *place((here.x, here.y)), scale * (here.radius or 0.0))
    return Places(tall, place((0.0, 0.0)), marks, outlines, letters, marker)


def _fitting(spots: Sequence[Spot], side: float) -> tuple[Callable[[Spot], Spot], float, float]:
    """The same scale for both directions, because distance is what the picture says."""
    xs, ys = [x for x, _ in spots] or [0.0], [y for _, y in spots] or [0.0]
    left, right, low, high = min(xs) - side, max(xs) + side, min(ys) - side, max(ys) + side
    wide, deep = max(right - left, 1e-9), max(high - low, 1e-9)
    scale = min((WIDE - 2 * MARGIN) / wide, (MOST_TALL - 2 * MARGIN) / deep)
    tall = max(LEAST_TALL, deep * scale + 2 * MARGIN)
    across, down = (WIDE - wide * scale) / 2, (tall - deep * scale) / 2

    def place(spot: Spot) -> Spot:
        return round(across + (spot[0] - left) * scale, 1), round(down + (high - spot[1]) * scale, 1)

    return place, scale, tall


def _outline(letter: str, own: Sequence[Cell], side: float, place: Callable[[Spot], Spot], scale: float) -> Outline:
    """From the mean and the covariance of where the group's people are."""
    people = sum(cell["people"] for cell in own)
    x = sum(cell["people"] * cell["x"] for cell in own) / people
    y = sum(cell["people"] * cell["y"] for cell in own) / people
    within = side * side / 12  # of people inside one square, so that a single square has an outline too
    xx = within + sum(cell["people"] * (cell["x"] - x) ** 2 for cell in own) / people
    yy = within + sum(cell["people"] * (cell["y"] - y) ** 2 for cell in own) / people
    xy = sum(cell["people"] * (cell["x"] - x) * (cell["y"] - y) for cell in own) / people
    middle, apart = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    turn = math.atan2(2 * xy, xx - yy) / 2
    reach = _reach(own, (x, y), (middle + apart, max(middle - apart, within / 4)), turn)
    centre_x, centre_y = place((x, y))
    wide, tall = (scale * reach * math.sqrt(each) for each in (middle + apart, max(middle - apart, within / 4)))
    return Outline(letter, centre_x, centre_y, wide, tall, -math.degrees(turn))


def _reach(own: Sequence[Cell], centre: Spot, variances: tuple[float, float], turn: float) -> float:
    """How many deviations out the outline goes so as to hold its share of the people."""
    far, cosine, sine = [], math.cos(turn), math.sin(turn)
    for cell in own:
        x, y = cell["x"] - centre[0], cell["y"] - centre[1]
        along, across = x * cosine + y * sine, y * cosine - x * sine
        far.append((math.sqrt(along**2 / variances[0] + across**2 / variances[1]), cell["people"]))
    wanted, held = HOLDS * sum(people for _, people in far), 0
    for distance, people in sorted(far):
        held += people
        if held >= wanted:
            return max(distance, 1.0)
    return 1.0


def _brow(outline: Outline, tall: float) -> Spot:
    """On the top of the outline, where the letter hides nobody; below it when there is no room."""
    aside, rise = outline.top
    if outline.y - rise > MARGIN:
        return outline.x + aside, outline.y - rise
    return outline.x - aside, min(tall - MARGIN, outline.y + rise)


def _apart(letters: dict[str, Spot]) -> dict[str, Spot]:
    """Move letters that would cover each other, the later one away from the earlier."""
    placed: dict[str, Spot] = {}
    for letter, spot in letters.items():
        near = next((other for other in placed.values() if math.dist(other, spot) < APART), None)
        placed[letter] = _moved(spot, near) if near else spot
    return placed


def _moved(spot: Spot, near: Spot) -> Spot:
    turn = math.atan2(spot[1] - near[1], spot[0] - near[0])
    return near[0] + APART * math.cos(turn), near[1] + APART * math.sin(turn)
