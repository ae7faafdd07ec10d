"""Map documents of the engine's tests: one by hand, and one by the plainest means from votes."""

from collections.abc import Sequence

import numpy as np

from minka.engine.opinions.document import (
    FORMAT,
    LETTERS,
    Axes,
    Factors,
    Group,
    MapDocument,
    Point,
    StatementResult,
    Tally,
)
from minka.engine.opinions.votes import Votes, digest


def map_by_hand(
    *,
    axes: Axes,
    centres: Sequence[Point] = (),
    tallies: Sequence[dict[str, tuple[int, int, int]]] = (),
    factors: Factors | None = None,
    fewest_votes: int = 2,
) -> MapDocument:
    """A map of statements 10, 20, 30 ...; ``tallies`` are (agrees, disagrees, passes) by letter, "" for all."""
    size = len(axes["means"])
    statements = [_statement(10 * (row + 1), tallies[row] if tallies else {}) for row in range(size)]
    document: MapDocument = {
        "format": FORMAT,
        "method": {"name": "minka", "version": 1, "seed": 0},
        "votes": dict.fromkeys(("votes", "people", "statements", "agrees", "disagrees", "passes"), 0) | {"digest": ""},  # type: ignore[typeddict-item]
        "people": {"in_map": 100, "fewest_votes": fewest_votes, "median_votes": 10.0},
        "verdict": "groups" if centres else "one_crowd",
        "evidence": {"axes": [], "choices": [], "shuffles": 0, "shuffles_as_clear": 0, "p_value": 0.0},
        "groups": [_group(letter, centre) for letter, centre in zip(LETTERS, centres, strict=False)],
        "statements": statements,
        "unites": [],
        "divides": [],
        "picture": {"side": 1.0, "cells": []},
        "axes": axes,
        "diagnostics": {"replaced": 0, "left_out_people": 0, "left_out_statements": 0, "brigades": []},
    }
    if factors is not None:
        document["factors"] = factors
    return document


def map_from_votes(votes: Votes, *, groups: int = 2, fewest_votes: int = 7) -> MapDocument:
    """Principal components of the filled table by a full decomposition, and k-means from the outermost people."""
    filled, means = _filled(votes)
    _, _, directions = np.linalg.svd(filled - means, full_matrices=False)
    first, second = (np.resize(each, len(means)) for each in (directions[0], directions[min(1, len(directions) - 1)]))
    axes: Axes = {"means": means.tolist(), "first": first.tolist(), "second": second.tolist()}
    places = places_of(votes, axes)
    fewest = min(fewest_votes, len(means))
    placed = votes.per_person >= fewest
    centres = _centres(places[placed] if placed.any() else places, groups)
    document = map_by_hand(axes=axes, centres=centres, fewest_votes=fewest)
    letters = _nearest(places, np.array(centres))
    for row, number in enumerate(votes.statements.tolist()):
        told = {"": _tally(votes, row, np.ones(len(places), bool))}
        told |= {LETTERS[each]: _tally(votes, row, letters == each) for each in range(groups)}
        document["statements"][row] = _statement(number, told)
    document["votes"]["digest"] = digest(votes)
    return document


def places_of(votes: Votes, axes: Axes) -> np.ndarray:
    filled, means = _filled(votes)
    plane = np.column_stack([axes["first"], axes["second"]])
    stretch = np.sqrt(len(means) / votes.per_person)
    return stretch[:, None] * ((filled - np.array(axes["means"])) @ plane)


def _filled(votes: Votes) -> tuple[np.ndarray, np.ndarray]:
    people, statements = votes.shape
    sums = np.bincount(votes.columns, votes.values, minlength=statements)
    means = sums / np.maximum(1, np.bincount(votes.columns, minlength=statements))
    filled = np.tile(means, (people, 1))
    filled[votes.rows, votes.columns] = votes.values
    return filled, means


def _centres(places: np.ndarray, groups: int) -> list[Point]:
    order = np.argsort(places[:, 0], kind="stable")
    centres = places[order[np.linspace(0, len(order) - 1, groups).astype(int)]]
    for _ in range(100):
        near = _nearest(places, centres)
        centres = np.array(
            [places[near == each].mean(0) if (near == each).any() else centres[each] for each in range(groups)]
        )
    return [[float(x), float(y)] for x, y in centres]


def _nearest(places: np.ndarray, centres: np.ndarray) -> np.ndarray:
    distances = ((places[:, None] - centres) ** 2).sum(2)
    return np.asarray(distances.argmin(1))


def _tally(votes: Votes, row: int, among: np.ndarray) -> tuple[int, int, int]:
    said = votes.values[(votes.columns == row) & among[votes.rows]]
    return int((said == 1).sum()), int((said == -1).sum()), int((said == 0).sum())


def _group(letter: str, centre: Point) -> Group:
    return {
        "letter": letter,
        "size": 50,
        "share": 0.5,
        "low": 0.4,
        "high": 0.6,
        "support": 1.0,
        "centre": list(centre),
        "spread": 1.0,
        "typical": [],
    }


def _statement(number: int, tallies: dict[str, tuple[int, int, int]]) -> StatementResult:
    told = {letter: _share(*counts) for letter, counts in tallies.items()}
    return {
        "number": number,
        "all": told.pop("", _share(0, 0, 0)),
        "groups": told,
        "position": [0.0, 0.0],
        "unites": 0.5,
        "unites_against": 0.5,
        "divides": 0.0,
        "group_aware": 0.25,
        "priority": 1.0,
    }


def _share(agrees: int, disagrees: int, passes: int) -> Tally:
    votes = agrees + disagrees + passes
    agree, disagree = (agrees + 1) / (votes + 2), (disagrees + 1) / (votes + 2)
    return {
        "agrees": agrees,
        "disagrees": disagrees,
        "passes": passes,
        "agree": agree,
        "disagree": disagree,
        "low": 0.0,
        "high": 1.0,
    }
