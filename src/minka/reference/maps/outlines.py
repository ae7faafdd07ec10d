"""Outlines of a department's districts as paths of an SVG, projected once and kept in memory."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from minka.reference.models import Boundary
from minka.reference.queries import Stamp, place_options, places_stamp

WIDTH = 600
HEIGHT = 1100
MARGIN = 4
CORNER_WIDE = 250
CORNER_TALL = 290

type Point = tuple[int, int]
type Ring = list[Point]


@dataclass(frozen=True)
class Spot:
    """One district: its names, and its path, empty when there is no outline."""

    code: str
    district: str
    province: str
    path: str


@dataclass(frozen=True)
class Name:
    """Where a province's name is written."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Area:
    """A department ready to be drawn.

    ``borders`` is one path of all lines between and around provinces; ``has_free_corner`` says that nothing is drawn
    in the CORNER_WIDE × CORNER_TALL at the top right, where a legend then fits.
    """

    width: int
    height: int
    districts: Sequence[Spot]
    borders: str
    names: Sequence[Name]
    has_free_corner: bool


def area_of(department: str) -> Area:
    return _area(department, places_stamp())


@lru_cache(maxsize=32)
def _area(department: str, _stamp: Stamp) -> Area:
    options = place_options(department)
    boundaries = Boundary.objects.filter(place__in=[option.pk for option in options]).select_related("place")
    outlines = {boundary.place.inei_code: boundary.rings for boundary in boundaries}
    rings, width, height = project(outlines)
    districts = [
        Spot(option.inei_code, option.district, option.province, path_of(rings.get(option.inei_code, ())))
        for option in options
    ]
    provinces = {option.inei_code[:4]: option.province for option in options}
    names = [Name(provinces[code], x, y) for code, (x, y) in middles(rings).items()]
    return Area(width, height, districts, path_of(borders(rings), close=False), names, is_corner_free(rings, width))


def project(outlines: dict[str, list[list[list[float]]]]) -> tuple[dict[str, list[Ring]], int, int]:
    """Degrees to whole units of the picture: equirectangular at the middle latitude, inside WIDTH × HEIGHT."""
    points = [point for rings in outlines.values() for ring in rings for point in ring]
    if not points:
        return {}, WIDTH, WIDTH
    xs, ys = zip(*points, strict=True)
    west, north = min(xs), max(ys)
    shrink = math.cos(math.radians((north + min(ys)) / 2))
    wide, tall = max((max(xs) - west) * shrink, 1e-9), max(north - min(ys), 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    projected = {
        code: [
            [(MARGIN + round((x - west) * shrink * scale), MARGIN + round((north - y) * scale)) for x, y in ring]
            for ring in rings
        ]
        for code, rings in outlines.items()
    }
    return projected, 2 * MARGIN + round(wide * scale), 2 * MARGIN + round(tall * scale)


def path_of(lines: Iterable[Ring], *, close: bool = True) -> str:
    """The shortest path that draws the lines: whole relative steps, no separators that can be left out."""
    return "".join(_steps(line) + ("z" if close else "") for line in lines)


def _steps(line: Ring) -> str:
    (x, y), *rest = line
    steps = []
    for to_x, to_y in rest:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x}{_apart(to_y - y)}")
        x, y = to_x, to_y
    return f"M{line[0][0]}{_apart(line[0][1])}l" + "".join(
        step if number == 0 or step.startswith("-") else f" {step}" for number, step in enumerate(steps)
    )


def _apart(number: int) -> str:
    return str(number) if number < 0 else f" {number}"


def borders(rings: dict[str, list[Ring]]) -> Iterator[Ring]:
    """Lines where two provinces meet or the department ends, from the edges that their districts share."""
    owners: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    shared: dict[tuple[Point, Point], int] = defaultdict(int)
    for code, own in rings.items():
        for ring in own:
            for start, end in pairwise(ring):
                edge = (min(start, end), max(start, end))
                owners[edge].add(code[:4])
                shared[edge] += 1
    meeting: dict[Point, set[Point]] = defaultdict(set)
    for (start, end), provinces in owners.items():
        if start != end and (len(provinces) > 1 or shared[start, end] == 1):
            meeting[start].add(end)
            meeting[end].add(start)
    yield from _walks(meeting)


def _walks(meeting: dict[Point, set[Point]]) -> Iterator[Ring]:
    """Cover every edge once, each walk as long as it goes; ends of odd number first, so that few walks do."""
    starts = sorted(meeting, key=lambda point: (len(meeting[point]) % 2 == 0, point))
    for start in starts:
        while meeting[start]:
            line = [start]
            while meeting[line[-1]]:
                following = min(meeting[line[-1]])
                meeting[line[-1]].discard(following)
                meeting[following].discard(line[-1])
                line.append(following)
            yield line


def is_corner_free(rings: dict[str, list[Ring]], width: int) -> bool:
    lines = (line for own in rings.values() for ring in own for line in pairwise(ring))
    left = width - CORNER_WIDE
    return not any(max(x, to_x) > left and min(y, to_y) < CORNER_TALL for (x, y), (to_x, to_y) in lines)


def middles(rings: dict[str, list[Ring]]) -> dict[str, Point]:
    """The middle of each province's area, where its name is written."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for code, own in rings.items():
        for ring in own:
            for (x, y), (to_x, to_y) in pairwise(ring):
                cross = x * to_y - to_x * y
                parts = sums[code[:4]]
                parts[0] += cross
                parts[1] += cross * (x + to_x)
                parts[2] += cross * (y + to_y)
    return {code: (round(x / (3 * a)), round(y / (3 * a))) for code, (a, x, y) in sums.items() if a}
