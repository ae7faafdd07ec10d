"""Where everything of a workflow's picture lies: boxes below each other, rails beside them.

What leads to the next box is an arrow between the two. Everything else runs on rails: to the right one for each box
that is reached from further above, to the left one for each that is reached from below or from itself. Who goes to the
same box shares its rail, so a workflow with an exit everywhere stays narrow. Short rails are nearest to the boxes.
"""

import textwrap
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from minka.engine.workflows.layers import from_start_to_end
from minka.engine.workflows.table import State, Workflow, say

BOX_WIDTH, LINE, PADDING, GAP = 170, 16, 9, 30
PORT, STUB, RAIL, EDGE = 15, 34, 9, 6
LETTERS_IN_LINE = 22

type Side = Literal["left", "right"]
type Pair = tuple[int, int]  # places of two boxes


@dataclass(frozen=True, slots=True)
class Rail:
    """The shared way to one box: from which boxes, and in which track, counted from the boxes outwards."""

    side: Side
    target: int
    sources: tuple[int, ...]
    track: int = 0

    @property
    def span(self) -> Pair:
        """The highest and the lowest box it passes."""
        ends = (self.target, *self.sources)
        return min(ends), max(ends)


@dataclass(frozen=True, slots=True)
class Box:
    """One state: its lines of text, its top and its height."""

    state: State
    lines: tuple[str, ...]
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is drawn, in units of the picture.

    Attributes:
        boxes: from top to bottom.
        numbers: the actions that lead from one box to another, by their numbers in the table.
        rails: of both sides.
        ports: the height at which a rail leaves a box or arrives at it, by side, box and target.
        left: where the boxes begin.
        width, height: of the whole.
    """

    boxes: tuple[Box, ...]
    numbers: dict[Pair, tuple[int, ...]]
    rails: tuple[Rail, ...]
    ports: dict[tuple[Side, int, int], int]
    left: int
    width: int
    height: int

    def edge(self, side: Side) -> int:
        """Where the boxes end on a side."""
        return self.left if side == "left" else self.left + BOX_WIDTH

    def across(self, rail: Rail) -> int:
        """Where a rail runs."""
        way = STUB + rail.track * RAIL
        return self.edge(rail.side) + (way if rail.side == "right" else -way)


def plan(workflow: Workflow, language: str = "es") -> Plan:
    """Lay a workflow out. The same workflow gives the same plan."""
    states = from_start_to_end(workflow)
    numbers = _numbers(workflow, {state.id: place for place, state in enumerate(states)})
    rails = _rails(numbers)
    touching = {(side, place): _touching(rails, side, place) for side in SIDES for place in range(len(states))}
    boxes: list[Box] = []
    for place, state in enumerate(states):
        touched = max(len(touching[side, place]) for side in SIDES)
        top = boxes[-1].top + boxes[-1].height + GAP if boxes else EDGE
        boxes.append(_box(state, language, top, touched))
    ports = {
        (side, place, target): boxes[place].top + (order + 1) * boxes[place].height // (len(targets) + 1)
        for (side, place), targets in touching.items()
        for order, target in enumerate(targets)
    }
    left, right = (_room(rails, side) for side in SIDES)
    height = boxes[-1].top + boxes[-1].height + EDGE
    return Plan(tuple(boxes), numbers, rails, ports, left, left + BOX_WIDTH + right, height)


SIDES: tuple[Side, Side] = ("left", "right")


def _numbers(workflow: Workflow, place: dict[str, int]) -> dict[Pair, tuple[int, ...]]:
    found: defaultdict[Pair, list[int]] = defaultdict(list)
    for number, action in enumerate(workflow.actions, 1):
        for source in action.sources:
            found[place[source], place[action.target]].append(number)
    return {pair: tuple(found[pair]) for pair in sorted(found)}


def _rails(numbers: dict[Pair, tuple[int, ...]]) -> tuple[Rail, ...]:
    sources: defaultdict[tuple[Side, int], list[int]] = defaultdict(list)
    for source, target in numbers:
        if target != source + 1:
            sources["right" if target > source else "left", target].append(source)
    rails = [Rail(side, target, tuple(given)) for (side, target), given in sorted(sources.items())]
    rails.sort(key=lambda rail: (rail.span[1] - rail.span[0], rail.side, rail.target))
    placed: list[Rail] = []
    for rail in rails:
        busy = {other.track for other in placed if other.side == rail.side and _meet(rail.span, other.span)}
        track = next(number for number in range(len(rails)) if number not in busy)
        placed.append(Rail(rail.side, rail.target, rail.sources, track))
    return tuple(placed)


def _meet(one: Pair, other: Pair) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _touching(rails: tuple[Rail, ...], side: Side, place: int) -> list[int]:
    """The targets of the rails that touch a box, from its top down, so that they do not cross beside it.

    To the right what arrives comes from above and what leaves goes down, the outermost first; to the left it is turned
    around. A rail from a box to itself touches it twice.
    """
    here = [rail for rail in rails if rail.side == side]
    leaving = sorted((rail for rail in here if place in rail.sources), key=lambda rail: -rail.track)
    targets = [rail.target for rail in leaving]
    arriving = [-1 for rail in here if rail.target == place]
    return arriving + targets if side == "right" else targets[::-1] + arriving


def _box(state: State, language: str, top: int, ports: int) -> Box:
    lines = textwrap.wrap(say(state.label, language), LETTERS_IN_LINE, break_long_words=True)
    height = max(2 * PADDING + LINE * (len(lines) + 1), PORT * (ports + 1))
    return Box(state, tuple(lines), top, height)


def _room(rails: tuple[Rail, ...], side: Side) -> int:
    tracks = [rail.track for rail in rails if rail.side == side]
    return EDGE + (STUB + max(tracks) * RAIL if tracks else 0)
