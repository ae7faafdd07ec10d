"""Choosing the next statement: recorded people answer again, in the order that each way of choosing asks for.

Run from the repository::

    PYTHONPATH=src:. OPENBLAS_NUM_THREADS=1 python benchmarks/routing.py

People with 35 votes and more are asked only what they really answered. They come in twenty batches; the map and its
second layer are made anew after each. A fifth of the votes is never asked for and is predicted at the end. ``map R2``
is how much of the places on the map of all votes the collected votes explain, ``layer R2`` that of the second layer.
"""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tests.make.conversations import CONVERSATIONS, conversation
from tests.make.maps import map_from_votes, places_of

from benchmarks.tables import print_machine, print_table
from minka.engine.opinions.document import MapDocument
from minka.engine.opinions.factors import fit_factors
from minka.engine.opinions.posterior import agree_probability, find_posterior, rows_of
from minka.engine.opinions.routing import next_statements, weights
from minka.engine.opinions.standing import on_map
from minka.engine.opinions.votes import Votes, make_votes

MANY, BATCHES, HIDDEN, SEEDS = 35, 20, 0.2, 2
ASKED = (6, 8, 10, 14, 20)
AT = 10  # votes each, where ways of choosing are compared

type Real = NDArray[np.float64]
type Choose = Callable[[MapDocument | None, Mapping[int, int], Sequence[int], Mapping[int, int], float], int]


@dataclass
class Asked:
    """Votes collected so far."""

    people: list[int] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)

    def add(self, person: int, statement: int, value: int) -> None:
        self.people.append(person)
        self.statements.append(statement)
        self.values.append(value)
        self.counts[statement] = self.counts.get(statement, 0) + 1

    def map(self, statements: Sequence[int]) -> MapDocument:
        votes = make_votes(self.people, self.statements, self.values, known_statements=statements)
        document = map_from_votes(votes)
        factors = fit_factors(votes, document)
        if factors is not None:
            document["factors"] = factors
        return document


@dataclass(frozen=True)
class Result:
    by_map: float
    by_factors: float
    log_loss: float
    seen: float  # share of statements with at least five votes


class Replay:
    def __init__(self, name: str, seed: int) -> None:
        votes = conversation(name)
        self.statements = votes.statements.tolist()
        places = places_of(votes, map_from_votes(votes)["axes"])
        chance = np.random.default_rng(seed)
        order = chance.permutation(np.flatnonzero(votes.per_person >= MANY))
        self.people: dict[int, dict[int, int]] = {}
        self.hidden: dict[int, dict[int, int]] = {}
        for row in order.tolist():
            answers = answers_of(votes, row)
            kept = chance.random(len(answers)) >= HIDDEN
            self.people[row] = {s: v for (s, v), is_kept in zip(answers.items(), kept, strict=True) if is_kept}
            self.hidden[row] = {s: v for s, v in answers.items() if s not in self.people[row]}
        self.truth = np.array([places[row] for row in self.people])
        self.draws = chance.random((len(self.people), max(ASKED)))

    def run(self, choose: Choose, each: int) -> Result:
        asked, document = Asked(), None
        edges = np.linspace(0, len(self.people), BATCHES + 1).astype(int)
        people = list(self.people.items())
        for first, last in pairwise(edges.tolist()):
            for number in range(first, last):
                person, willing = people[number]
                told: dict[int, int] = {}
                for draw in self.draws[number, : min(each, len(willing))]:
                    left = [statement for statement in willing if statement not in told]
                    statement = choose(document, told, left, asked.counts, float(draw))
                    told[statement] = willing[statement]
                    asked.add(person, statement, willing[statement])
            document = asked.map(self.statements)
        return self.judge(asked)

    def judge(self, asked: Asked) -> Result:
        document = asked.map(self.statements)
        votes = make_votes(asked.people, asked.statements, asked.values, known_statements=self.statements)
        by_map = places_of(votes, document["axes"])[np.searchsorted(votes.people, list(self.people))]
        seen = sum(count >= 5 for count in asked.counts.values()) / len(self.statements)
        if "factors" not in document:
            return Result(self.explained(by_map), math.nan, math.nan, seen)
        by_factors, losses, factors = [], [], document["factors"]
        for person, hidden in self.hidden.items():
            told = rows_of(document, answers_of(votes, int(np.searchsorted(votes.people, person))))
            posterior = find_posterior(factors, told)
            by_factors.append(on_map(factors["scale"], posterior)[0])
            for row, value in rows_of(document, hidden):
                if value:
                    agrees = agree_probability(factors, posterior, row)
                    losses.append(-math.log(agrees if value > 0 else 1 - agrees))
        return Result(self.explained(by_map), self.explained(np.array(by_factors)), float(np.mean(losses)), seen)

    def explained(self, places: Real) -> float:
        """R2 of the true places by the given ones, under the best affine map."""
        terms = np.column_stack([places, np.ones(len(places))])
        fitted = terms @ np.linalg.lstsq(terms, self.truth, rcond=None)[0]
        return float(1 - ((self.truth - fitted) ** 2).sum() / ((self.truth - self.truth.mean(0)) ** 2).sum())


def answers_of(votes: Votes, row: int) -> dict[int, int]:
    part = slice(votes.starts[row], votes.starts[row + 1])
    return dict(zip(votes.statements[votes.columns[part]].tolist(), votes.values[part].tolist(), strict=True))


def by_engine(choosing: str) -> Choose:
    def choose(
        document: MapDocument | None,
        told: Mapping[int, int],
        left: Sequence[int],
        counts: Mapping[int, int],
        draw: float,
    ) -> int:
        return next_statements(document, told, left, counts, choosing=choosing, draw=draw).order[0]  # type: ignore[arg-type]

    return choose


def at_random(
    _: MapDocument | None, __: Mapping[int, int], left: Sequence[int], ___: Mapping[int, int], draw: float
) -> int:
    return left[int(draw * len(left))]


def as_published(
    document: MapDocument | None,
    _: Mapping[int, int],
    left: Sequence[int],
    counts: Mapping[int, int],
    draw: float,
) -> int:
    """The priority of Pol.is as it is published: extremity where a single agree would lie."""
    if document is None:
        return left[int(draw * len(left))]
    mirrored: MapDocument = {**document, "axes": {**document["axes"], "means": [-m for m in document["axes"]["means"]]}}
    worth = weights(mirrored, left, counts)
    sums = np.cumsum([worth[number] for number in left])
    return left[int(np.searchsorted(sums, draw * sums[-1], side="right"))]


POLICIES: dict[str, Choose] = {
    "at random": at_random,
    "Pol.is, as published": as_published,
    "balance": by_engine("balance"),
    "map": by_engine("map"),
    "coverage": by_engine("coverage"),
}


def mean(results: Sequence[Result]) -> Result:
    columns = zip(*((r.by_map, r.by_factors, r.log_loss, r.seen) for r in results), strict=True)
    return Result(*(float(np.mean(each)) for each in columns))


def main(asked: Sequence[int]) -> None:
    print_machine()
    for name in CONVERSATIONS:
        replays = [Replay(name, seed) for seed in range(SEEDS)]
        found = {(p, n): mean([r.run(choose, n) for r in replays]) for n in asked for p, choose in POLICIES.items()}
        rows = [
            [policy, n, *(f"{value:.3f}" for value in (r.by_map, r.by_factors, r.log_loss)), f"{r.seen:.0%}"]
            for (policy, n), r in found.items()
        ]
        title = f"{name}, {len(replays[0].people)} people, {SEEDS} orders"
        print_table(title, ["", "votes each", "map R2", "layer R2", "log-loss", "seen 5 times"], rows)
        if AT in asked:
            print_saving(found, asked)


def print_saving(found: Mapping[tuple[str, int], Result], asked: Sequence[int]) -> None:
    """How many votes each the other ways need for the map that comes of ten votes chosen at random."""
    goal = found["at random", AT].by_map
    rows = []
    for policy in POLICIES:
        reached = [found[policy, n].by_map for n in asked]
        needed = np.interp(goal, np.maximum.accumulate(reached), asked)
        rows.append([policy, f"{needed:.1f}", f"{1 - needed / AT:.0%}"])
    print_table(f"For the map of {AT} votes each at random (R2 {goal:.2f})", ["", "votes each", "fewer"], rows)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or ASKED)
