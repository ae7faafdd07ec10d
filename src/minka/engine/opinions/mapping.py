"""The default map of opinions, method ``minka``: from votes to the one document. See ``docs/engine/opinions.md``."""

import hashlib
from dataclasses import dataclass
from typing import cast

import numpy as np
import orjson

from minka.engine.opinions import results, statements
from minka.engine.opinions.components import DECIMALS, Float, Plane, align, cut, find_plane, place_all
from minka.engine.opinions.document import (
    FORMAT,
    Axes,
    Axis,
    Diagnostics,
    Evidence,
    Group,
    MapDocument,
    Method,
    People,
    Picture,
    StatementResult,
    VoteCounts,
)
from minka.engine.opinions.evidence import Steadiness, choose_groups, take, weigh
from minka.engine.opinions.grouping import Labels, find_groups, nearest, see_crowd
from minka.engine.opinions.lettering import draw_witnesses, give_letters, place_people
from minka.engine.opinions.picture import draw_picture
from minka.engine.opinions.statements import Counts
from minka.engine.opinions.votes import FEWEST_VOTES, Int, Votes, digest

__all__ = ["digest_of", "map_opinions", "place_people", "to_bytes"]

VERSION = 1
FEWEST_PEOPLE = 15  # fewer make no map
TOLERANCE = 1e-10  # of the axes: below what the document rounds away


@dataclass(frozen=True, eq=False)
class _Parting:
    """The groups into which the people of the map fall, by letter; none when they are one crowd."""

    evidence: Evidence
    letters: list[str]
    centres: Float
    labels: Labels
    steadiness: Steadiness | None


def map_opinions(
    votes: Votes,
    *,
    seed: int = 0,
    previous: MapDocument | None = None,
    moments: Int | None = None,  # noqa: ARG001
) -> MapDocument:
    """Make the map of what unites and divides the voters.

    Args:
        votes: the last vote of each person on each statement, without those who are left out (``votes.without``).
        seed: of everything that is drawn. The same votes and seed give the same bytes, in whatever order they came.
        previous: an earlier map of the same conversation. Axes point as they did there and groups keep their letters;
            nothing else depends on it. Counting a map again with itself as ``previous`` gives the same bytes.
        moments: when each vote was cast, in seconds, in the order of the votes; only for the diagnostics.

    >>> from minka.engine.opinions.votes import make_votes
    >>> document = map_opinions(make_votes([1, 1, 2, 2], [1, 2, 1, 2], [1, -1, 1, 1]))
    >>> document["verdict"], document["statements"][0]["all"]["agrees"]
    ('too_few', 2)
    """
    plane = _find_plane(votes, previous)
    fewest = min(FEWEST_VOTES, len(votes.statements))
    rows = np.flatnonzero(votes.per_person >= max(1, fewest))
    places = place_all(votes, plane.means, plane.axes)[rows]
    is_enough = len(rows) >= FEWEST_PEOPLE
    parting = _part(votes, plane, rows, places, seed, previous) if is_enough else _undivided(plane, rows)
    everybody, groups = _tally(votes, rows, parting)
    told = _tell(votes, plane, everybody, groups, parting.letters)
    document = MapDocument(
        format=FORMAT,
        method=Method(name="minka", version=VERSION, seed=seed),
        votes=_count(votes, everybody),
        people=_people(votes.per_person[rows], fewest),
        verdict="too_few" if not is_enough else "groups" if parting.letters else "one_crowd",
        evidence=parting.evidence,
        groups=_groups(votes, places, parting, groups),
        statements=told,
        unites=results.uniting(told),
        divides=results.dividing(told),
        picture=draw_picture(places, parting.labels, parting.letters) if is_enough else Picture(side=0.0, cells=[]),
        axes=Axes(means=plane.means.tolist(), first=plane.axes[0].tolist(), second=plane.axes[1].tolist()),
        diagnostics=Diagnostics(replaced=votes.replaced, left_out_people=0, left_out_statements=0, brigades=[]),
    )
    return cast("MapDocument", rounded(document))


def to_bytes(document: MapDocument) -> bytes:
    """The document as canonical JSON: sorted keys, no blanks, numbers rounded to 9 decimals.

    >>> to_bytes({"b": -0.0, "a": 1 / 3})
    b'{"a":0.333333333,"b":0.0}'
    """
    return orjson.dumps(rounded(document), option=orjson.OPT_SORT_KEYS)


def digest_of(document: MapDocument) -> str:
    """SHA-256 of the document's bytes, in hexadecimal."""
    return hashlib.sha256(to_bytes(document)).hexdigest()


def rounded(value: object) -> object:
    """The same with every fraction rounded as the document asks, and no negative zero."""
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list) else value


def _find_plane(votes: Votes, previous: MapDocument | None) -> Plane:
    plane = find_plane(cut(votes), tolerance=TOLERANCE)
    if previous is None:
        return plane
    numbers = np.array([each["number"] for each in previous["statements"]], np.int64)
    return align(plane, votes.statements, np.array([previous["axes"]["first"], previous["axes"]["second"]]), numbers)


def _part(votes: Votes, plane: Plane, rows: Int, places: Float, seed: int, previous: MapDocument | None) -> _Parting:
    """Find groups, weigh whether they are there, and give them their letters."""
    chance = np.random.Generator(np.random.PCG64([seed, 0]))
    groupings = find_groups(see_crowd(places), chance)
    evidence, steadiness = weigh(votes, rows, plane, groupings, seed)
    best = choose_groups(evidence, groupings)
    if best is None:
        return _Parting(evidence, [], np.empty((0, 2)), np.zeros(len(rows), np.int64), None)
    centres = np.round(best.centres, DECIMALS)
    labels = nearest(places, centres)
    witnesses = draw_witnesses(len(rows))
    letters = give_letters(take(votes, rows[witnesses]), labels[witnesses], len(centres), previous)
    order = np.argsort(letters)
    steady = steadiness[groupings.index(best)]
    return _Parting(evidence, sorted(letters), centres[order], nearest(places, centres[order]), steady.ordered(order))


def _undivided(plane: Plane, rows: Int) -> _Parting:
    """Too few people for groups, or for saying that there are none."""
    axes = [Axis(share=float(share), shuffled_share=0.0, is_real=False) for share in plane.shares]
    evidence = Evidence(axes=axes, choices=[], shuffles=0, shuffles_as_clear=0, p_value=1.0)
    return _Parting(evidence, [], np.empty((0, 2)), np.zeros(len(rows), np.int64), None)


def _tally(votes: Votes, rows: Int, parting: _Parting) -> tuple[Counts, Counts]:
    """Counts of everybody as one group, and of the groups."""
    number = len(parting.letters)
    groups = np.full(len(votes.people), number)  # the last are those in no group
    groups[rows] = parting.labels if number else 0
    counts = statements.tally(votes, groups, number + 1)
    each = (counts.agrees, counts.disagrees, counts.passes)
    return Counts(*(count.sum(axis=0, keepdims=True) for count in each)), Counts(*(count[:number] for count in each))


def _tell(votes: Votes, plane: Plane, everybody: Counts, groups: Counts, letters: list[str]) -> list[StatementResult]:
    """What is said of each statement. It lies where one agree, instead of a pass, moves a person with one vote."""
    size = len(votes.statements)
    positions = np.sqrt(size) * plane.axes.T
    extremity = (1 + plane.means) * np.sqrt((positions**2).sum(axis=1))  # of a disagree: tells most of what most share
    priority = statements.priorities(groups if letters else everybody, extremity)
    return results.statement_results(votes.statements, everybody, groups, letters, positions, priority)


def _groups(votes: Votes, places: Float, parting: _Parting, counts: Counts) -> list[Group]:
    steady = parting.steadiness
    if steady is None:
        return []
    comparison = statements.compare(counts)
    found = []
    for number, letter in enumerate(parting.letters):
        own, centre = places[parting.labels == number], parting.centres[number]
        chosen = statements.representative(comparison, number)
        share = len(own) / len(places)
        found.append(
            Group(
                letter=letter,
                size=len(own),
                share=share,
                low=min(share, float(steady.low[number])),
                high=max(share, float(steady.high[number])),
                support=float(steady.support[number]),
                centre=centre.tolist(),
                spread=float(np.sqrt(((own - centre) ** 2).sum(axis=1).mean())),
                typical=results.typical(chosen, votes.statements),
            )
        )
    return found


def _count(votes: Votes, everybody: Counts) -> VoteCounts:
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


def _people(per_person: Int, fewest: int) -> People:
    median = float(np.median(per_person)) if len(per_person) else 0.0
    return People(in_map=len(per_person), fewest_votes=fewest, median_votes=median)
