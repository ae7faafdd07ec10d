"""Which statement somebody is shown next. Plain Python; chance comes in as a number, and failing is said aloud."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from minka.engine.opinions.document import MapDocument, StatementResult, Tally
from minka.engine.opinions.posterior import agree_probability, find_posterior, rows_of

FEW_VOTES = 5  # a statement with fewer is new: too little is known to weigh it against the others
NEW_SHARE = 0.2  # of the choices for the map go to new statements while there are some
EVEN_SHARE = 0.5  # of the choices for the balance are drawn evenly, the others are those for the map
BEST = 3  # the choice for the map is drawn among so many

type Choosing = Literal["map", "coverage", "balance"]
type Reason = Literal["informative", "even", "new", "weighed", "least_seen", "no_map", "nothing_left"]
type Alarm = Literal["", "map_broken", "not_a_number", "all_equal"]


@dataclass(frozen=True, slots=True)
class Routing:
    """Statements in the order in which to show them, and why the first is the first.

    ``alarm`` says that the choice could not be made as asked: the map's lists do not fit each other (``map_broken``), a
    weight is no number (``not_a_number``), or all are the same (``all_equal``). Then the least seen come first.
    """

    order: list[int]
    alarm: Alarm
    reason: Reason


def next_statements(
    document: MapDocument | None,
    answers: Mapping[int, int],
    candidates: Sequence[int],
    counts: Mapping[int, int],
    *,
    choosing: Choosing,
    draw: float,
) -> Routing:
    """Order the statements that somebody may be shown next.

    Args:
        document: the newest map; before there is one the least seen come first.
        answers: what the person answered so far, 1, 0 or -1 by number.
        candidates: numbers of the statements to order; what is answered already is left out.
        counts: votes on each statement until now; absent means none.
        choosing: ``map`` for what tells most about this person, ``coverage`` for what was least seen, ``balance`` for
            half the one and half an even draw, which replays found to cost no prediction. Where the map has no second
            layer, :func:`weights` stand for what tells most.
        draw: a number from 0 to 1, drawn for this choice. The same draw gives the same order.

    >>> next_statements(None, {3: 1}, [1, 2, 3], {1: 4}, choosing="balance", draw=0.5)
    Routing(order=[2, 1], alarm='', reason='no_map')
    """
    left = [number for number in dict.fromkeys(candidates) if number not in answers]
    if not left:
        return Routing([], "", "nothing_left")
    seen = _least_seen(left, counts, draw)
    if choosing == "coverage" or document is None or document["verdict"] == "too_few":
        return Routing(seen, "", "least_seen" if choosing == "coverage" else "no_map")
    if not _fits(document):
        return Routing(seen, "map_broken", "least_seen")
    if choosing == "balance" and draw < EVEN_SHARE:
        return _evenly(seen, draw / EVEN_SHARE)
    within = draw if choosing == "map" else (draw - EVEN_SHARE) / (1 - EVEN_SHARE)
    return _by_map(document, answers, seen, counts, within)


def information(document: MapDocument, answers: Mapping[int, int], numbers: Sequence[int]) -> dict[int, float]:
    """How much an answer to each statement of the map would tell about where this person stands.

    The variance of their place along the statement's loading, times p (1 - p) of the predicted answer, times the chance
    that they do not pass.
    """
    factors = document["factors"]
    posterior = find_posterior(factors, rows_of(document, answers))
    xx, xy, _, yy, _, _ = posterior.covariance
    found = {}
    for row, _ in rows_of(document, dict.fromkeys(numbers, 0)):
        first, second = factors["loadings"][row]
        variance = first * first * xx + 2 * first * second * xy + second * second * yy
        agrees = agree_probability(factors, posterior, row)
        statement = document["statements"][row]
        found[statement["number"]] = variance * agrees * (1 - agrees) * _sides(statement)
    return found


def weights(document: MapDocument, numbers: Sequence[int], counts: Mapping[int, int]) -> dict[int, float]:
    """What a vote on each statement is worth to everybody: the priority of Pol.is with one sign corrected.

    With agrees A, passes P and votes N: ((1 - (P + 1) / (N + 2)) (E + 1) (A + 1) / (N + 2) (1 + 8 / 2^(N / 5)))^2. The
    extremity E is where a single *disagree* would lie, so that a statement which most agree with and which divides is
    not passed over. A statement the map does not have yet gets the mean extremity.
    """
    axes, size = document["axes"], math.sqrt(len(document["statements"]))
    places = {document["statements"][row]["number"]: row for row, _ in rows_of(document, dict.fromkeys(numbers, 0))}
    extremes = {
        number: size * (1 + axes["means"][row]) * math.hypot(axes["first"][row], axes["second"][row])
        for number, row in places.items()
    }
    usual = sum(extremes.values()) / len(extremes) if extremes else 0.0
    found = {}
    for number in numbers:
        row = places.get(number)
        tally = None if row is None else document["statements"][row]["all"]
        agrees, passes, known = (0, 0, 0) if tally is None else (tally["agrees"], tally["passes"], _votes(tally))
        importance = (1 - (passes + 1) / (known + 2)) * (extremes.get(number, usual) + 1) * (agrees + 1) / (known + 2)
        found[number] = (importance * (1 + 8 * 2 ** (-max(known, counts.get(number, 0)) / 5))) ** 2
    return found


def _by_map(
    document: MapDocument, answers: Mapping[int, int], seen: list[int], counts: Mapping[int, int], draw: float
) -> Routing:
    if "factors" in document:
        return _by_information(document, answers, seen, counts, draw)
    return _by_weight(document, seen, counts, draw)


def _by_information(
    document: MapDocument, answers: Mapping[int, int], seen: list[int], counts: Mapping[int, int], draw: float
) -> Routing:
    told = information(document, answers, seen)
    new = [number for number in seen if number not in told or counts.get(number, 0) < FEW_VOTES]
    fresh = set(new)
    known = [number for number in seen if number not in fresh]
    if new and (draw < NEW_SHARE or not known):
        return Routing([*new, *_falling(known, told)], _alarm([told[number] for number in known]), "new")
    alarm = _alarm([told[number] for number in known])
    if alarm:
        return Routing(seen, alarm, "least_seen")
    drawn = (draw - NEW_SHARE) / (1 - NEW_SHARE) if new else draw
    order = _falling(known, told)
    first = order.pop(_part(drawn, min(BEST, len(order))))
    return Routing([first, *order, *new], "", "informative")


def _evenly(seen: list[int], draw: float) -> Routing:
    """Any of them first, each with the same chance, and said to be so: nothing is weighed that could be wrong."""
    first = sorted(seen)[_part(draw, len(seen))]
    return Routing([first, *(number for number in seen if number != first)], "", "even")


def _by_weight(document: MapDocument, seen: list[int], counts: Mapping[int, int], draw: float) -> Routing:
    """Draw the first in proportion to the weights; the others follow by weight."""
    worth = weights(document, seen, counts)
    alarm = _alarm(list(worth.values()))
    if alarm:
        return Routing(seen, alarm, "least_seen")
    order = _falling(seen, worth)
    target, sums = draw * sum(worth.values()), 0.0
    for place, number in enumerate(order):
        sums += worth[number]
        if sums > target:
            return Routing([number, *order[:place], *order[place + 1 :]], "", "weighed")
    return Routing(order, "", "weighed")


def _alarm(values: Sequence[float]) -> Alarm:
    """What is wrong with these weights: one is no number, or none differs from another."""
    if not all(math.isfinite(value) for value in values):
        return "not_a_number"
    return "all_equal" if len(values) > 1 and max(values) - min(values) <= 1e-12 * abs(max(values)) else ""


def _fits(document: MapDocument) -> bool:
    """Whether everything told by statement is told of every statement."""
    lists: list[Sequence[object]] = [*document["axes"].values()]  # type: ignore[list-item]  # each is a list of numbers
    if "factors" in document:
        factors = document["factors"]
        lists += [factors["intercepts"], factors["loadings"], factors["covariances"]]
    return all(len(each) == len(document["statements"]) for each in lists)


def _least_seen(numbers: Sequence[int], counts: Mapping[int, int], draw: float) -> list[int]:
    """The least seen first; those seen alike begin where the draw points, so that not everybody gets the same."""
    ascending = sorted(numbers)
    turned = _part(draw, len(ascending))
    return sorted(ascending[turned:] + ascending[:turned], key=lambda number: counts.get(number, 0))


def _falling(numbers: Sequence[int], worth: Mapping[int, float]) -> list[int]:
    return sorted(numbers, key=lambda number: -worth[number])


def _part(draw: float, parts: int) -> int:
    """Into which of so many equal parts of 0 to 1 the draw falls."""
    return min(max(0, int(draw * parts)), parts - 1)


def _sides(statement: StatementResult) -> float:
    """The share of votes on a statement that take a side, smoothed."""
    tally = statement["all"]
    return (tally["agrees"] + tally["disagrees"] + 1) / (_votes(tally) + 2)


def _votes(tally: Tally) -> int:
    return tally["agrees"] + tally["disagrees"] + tally["passes"]
