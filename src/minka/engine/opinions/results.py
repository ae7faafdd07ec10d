"""Statements in the words of the map document."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from minka.engine.opinions.document import People, StatementResult, Tally, Typical, VoteCounts
from minka.engine.opinions.statements import (
    Counts,
    Float,
    Representative,
    divides,
    group_aware,
    interval,
    majority,
    smoothed,
)
from minka.engine.opinions.votes import Int, Votes, digest

SURE = 0.9


def vote_counts(votes: Votes, everybody: Counts) -> VoteCounts:
    """What went into a map: the votes that count, and how everybody as one group (one row of counts) answered."""
    people, size = votes.shape
    return VoteCounts(
        digest=digest(votes),
        votes=len(votes),
        people=people,
        statements=size,
        agrees=int(everybody.agrees.sum()),
        disagrees=int(everybody.disagrees.sum()),
        passes=int(everybody.passes.sum()),
    )


def people_in_map(per_person: Int, fewest: int) -> People:
    """Who is in a map: the number of votes of each, (n,), and how many it takes."""
    median = float(np.median(per_person)) if len(per_person) else 0.0
    return People(in_map=len(per_person), fewest_votes=fewest, median_votes=median)


def statement_results(
    numbers: Int, everybody: Counts, groups: Counts, letters: Sequence[str], positions: Float, priority: Float
) -> list[StatementResult]:
    """What the document says of each statement.

    Args:
        numbers: of the statements, ascending, (S,).
        everybody: counts of all people as one group.
        groups: counts by group, no rows when there are no groups.
        letters: of the groups.
        positions: of the statements in the plane, (S, 2).
        priority: of the statements, (S,).
    """
    whole = _tallies(everybody)[0]
    parts = _tallies(groups)
    judges = groups if len(letters) else everybody
    columns = {
        "unites": majority(judges.agrees, judges.votes).prod(axis=0),
        "unites_against": majority(judges.disagrees, judges.votes).prod(axis=0),
        "divides": divides(groups),
        "group_aware": group_aware(judges),
        "priority": priority,
    }
    single = {name: values.tolist() for name, values in columns.items()}
    return [
        StatementResult(
            number=number,
            all=whole[at],
            groups={letter: part[at] for letter, part in zip(letters, parts, strict=True)},
            position=position,
            unites=single["unites"][at],
            unites_against=single["unites_against"][at],
            divides=single["divides"][at],
            group_aware=single["group_aware"][at],
            priority=single["priority"][at],
        )
        for at, (number, position) in enumerate(zip(numbers.tolist(), positions.tolist(), strict=True))
    ]


def _tallies(counts: Counts) -> list[list[Tally]]:
    low, high = interval(counts.agrees, counts.votes)
    columns: tuple[NDArray[Any], ...] = (  # integers and floats
        counts.agrees,
        counts.disagrees,
        counts.passes,
        smoothed(counts.agrees, counts.votes),
        smoothed(counts.disagrees, counts.votes),
        low,
        high,
    )
    return [
        [
            Tally(agrees=a, disagrees=d, passes=p, agree=agree, disagree=disagree, low=least, high=most)
            for a, d, p, agree, disagree, least, most in zip(*row, strict=True)
        ]
        for row in zip(*(each.tolist() for each in columns), strict=True)
    ]


def typical(chosen: Sequence[Representative], numbers: Int) -> list[Typical]:
    """Representative statements in the words of the document."""
    low, high = interval(np.array([each.successes for each in chosen]), np.array([each.votes for each in chosen]))
    return [
        Typical(
            statement=int(numbers[each.column]),
            side=each.side,
            share=each.share,
            low=least,
            high=most,
            elsewhere=each.share / each.ratio,
            test=each.test,
            difference_test=each.difference_test,
        )
        for each, least, most in zip(chosen, low.tolist(), high.tolist(), strict=True)
    ]


def uniting(results: Sequence[StatementResult]) -> list[int]:
    """Numbers of what a majority in every group surely (0.9) agrees or disagrees with, most certain first."""

    def certainty(each: StatementResult) -> float:
        return max(each["unites"], each["unites_against"])

    sure = [each for each in results if certainty(each) > SURE]
    return [each["number"] for each in sorted(sure, key=lambda each: (-certainty(each), each["number"]))]


def dividing(results: Sequence[StatementResult]) -> list[int]:
    """Numbers of what tells groups apart beyond its error, most first."""
    apart = [each for each in results if each["divides"] > 0]
    return [each["number"] for each in sorted(apart, key=lambda each: (-each["divides"], each["number"]))]
