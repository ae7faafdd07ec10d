"""The default map of opinions, method ``minka``: from votes to the one document. See ``docs/engine/opinions.md``."""

import hashlib

import numpy as np
import orjson

from minka.engine.opinions.brigades import find_brigades, people_in
from minka.engine.opinions.components import DECIMALS, Float, Plane, align, cut, find_plane, place_all
from minka.engine.opinions.document import Axis, Evidence, MapDocument
from minka.engine.opinions.evidence import Steadiness, choose_groups, take, weigh
from minka.engine.opinions.gaps import gap_p_value
from minka.engine.opinions.grouping import SMALLEST_GROUP, find_groups, nearest, see_crowd, settle
from minka.engine.opinions.lettering import draw_witnesses, give_letters, place_people
from minka.engine.opinions.telling import Finding, rounded, tell
from minka.engine.opinions.votes import FEWEST_VOTES, Int, Votes, without

__all__ = ["digest_of", "map_opinions", "place_people", "refresh_map", "rounded", "to_bytes"]

FEWEST_PEOPLE = 15  # fewer make no map
TOLERANCE = 1e-10  # of the axes: below what the document rounds away
FRESH_TOLERANCE = 1e-5  # of those of a refreshed map: a hundredth of a dot


def map_opinions(
    votes: Votes,
    *,
    seed: int = 0,
    previous: MapDocument | None = None,
    moments: Int | None = None,
) -> MapDocument:
    """Make the map of what unites and divides the voters.

    Args:
        votes: the last vote of each person on each statement, without those who are left out (``votes.without``).
        seed: of everything that is drawn. The same votes and seed give the same bytes, in whatever order they came.
        previous: an earlier map of the same conversation. Axes point as they did there and groups keep their letters;
            nothing else depends on it. Counting a map again with itself as ``previous`` gives the same bytes.
        moments: milliseconds of each vote, in the order of the votes; only brigades are judged by them. A map that
            others are to count again from votes without moments is made without them.

    >>> from minka.engine.opinions.votes import make_votes
    >>> document = map_opinions(make_votes([1, 1, 2, 2], [1, 2, 1, 2], [1, -1, 1, 1]))
    >>> document["verdict"], document["statements"][0]["all"]["agrees"]
    ('too_few', 2)
    """
    document = _map(votes, seed, previous)
    brigades = find_brigades(votes, moments)
    if brigades:
        members = np.concatenate([people_in(votes, brigade, moments) for brigade in brigades])
        document["diagnostics"]["brigades"] = brigades
        document["diagnostics"]["without_brigades"] = _map(without(votes, people=members.tolist()), seed, document)
    return document


def refresh_map(votes: Votes, previous: MapDocument) -> MapDocument:
    """Bring a map up to date quickly: everybody's place, the groups' sizes, all counts.

    The number of groups, their letters and the evidence for them stay as they were weighed in ``previous``, but for the
    gap between them; axes and centres are sought from where they were there, and brigades are not looked for. For the
    hours between two full maps. Where there was no map yet, or a group has all but gone, the map is made in full.
    """
    seed = previous["method"]["seed"]
    numbers = _numbers(previous)
    _, here, there = np.intersect1d(votes.statements, numbers, assume_unique=True, return_indices=True)
    start = np.zeros((2, len(votes.statements)))
    start[:, here] = _axes(previous)[:, there]
    plane = find_plane(cut(votes), start=start, tolerance=FRESH_TOLERANCE)
    plane = align(plane, votes.statements, _axes(previous), numbers)
    fewest, rows = _people_of_map(votes)
    places = place_all(votes, plane.means, plane.axes)[rows]
    found = _keep_groups(previous, rows, places)
    return tell(votes, plane, found, seed=seed, fewest=fewest) if found else _map(votes, seed, previous)


def to_bytes(document: MapDocument) -> bytes:
    """The document as canonical JSON: sorted keys, no blanks, numbers rounded to 9 decimals.

    >>> to_bytes({"b": -0.0, "a": 1 / 3})
    b'{"a":0.333333333,"b":0.0}'
    """
    return orjson.dumps(rounded(document), option=orjson.OPT_SORT_KEYS)


def digest_of(document: MapDocument) -> str:
    """SHA-256 of the document's bytes, in hexadecimal."""
    return hashlib.sha256(to_bytes(document)).hexdigest()


def _map(votes: Votes, seed: int, previous: MapDocument | None) -> MapDocument:
    """The map without its diagnostics."""
    plane = find_plane(cut(votes), tolerance=TOLERANCE)
    if previous is not None:
        plane = align(plane, votes.statements, _axes(previous), _numbers(previous))
    fewest, rows = _people_of_map(votes)
    places = place_all(votes, plane.means, plane.axes)[rows]
    found = _find_groups(votes, plane, rows, places, seed, previous)
    return tell(votes, plane, found, seed=seed, fewest=fewest)


def _people_of_map(votes: Votes) -> tuple[int, Int]:
    """How many votes it takes to be in the map, and the rows of those who are."""
    fewest = min(FEWEST_VOTES, len(votes.statements))
    return fewest, np.flatnonzero(votes.per_person >= max(1, fewest))


def _axes(document: MapDocument) -> Float:
    return np.array([document["axes"]["first"], document["axes"]["second"]])


def _numbers(document: MapDocument) -> Int:
    return np.array([each["number"] for each in document["statements"]], np.int64)


def _find_groups(
    votes: Votes, plane: Plane, rows: Int, places: Float, seed: int, previous: MapDocument | None
) -> Finding:
    """Find groups, weigh whether they are there, and give them their letters."""
    nobody = (np.empty((0, 2)), np.zeros(len(rows), np.int64), None)
    if len(rows) < FEWEST_PEOPLE:
        return Finding("too_few", rows, places, _nothing(plane), [], *nobody)
    groupings = find_groups(see_crowd(places), np.random.Generator(np.random.PCG64([seed, 0])))
    evidence, steadiness = weigh(votes, rows, plane, groupings, seed)
    best = choose_groups(evidence, groupings)
    if best is None:
        return Finding("one_crowd", rows, places, evidence, [], *nobody)
    centres = np.round(best.centres, DECIMALS)
    labels = nearest(places, centres)
    witnesses = draw_witnesses(len(rows))
    letters = give_letters(take(votes, rows[witnesses]), labels[witnesses], len(centres), previous)
    order = np.argsort(letters)
    evidence["gap_p_value"] = gap_p_value(places, labels, centres, seed)
    labels, steady = nearest(places, centres[order]), steadiness[groupings.index(best)].ordered(order)
    return Finding("groups", rows, places, evidence, sorted(letters), centres[order], labels, steady)


def _keep_groups(previous: MapDocument, rows: Int, places: Float) -> Finding | None:
    """The groups of an earlier map where they are now; nothing when that cannot be said."""
    groups, evidence = previous["groups"], previous["evidence"]
    if previous["verdict"] == "too_few" or len(rows) < FEWEST_PEOPLE:
        return None
    if not groups:
        return Finding("one_crowd", rows, places, evidence, [], np.empty((0, 2)), np.zeros(len(rows), np.int64), None)
    former = np.array([group["centre"] for group in groups])
    centres = np.round(settle(see_crowd(places), former), DECIMALS)
    labels = nearest(places, centres)
    if np.bincount(labels, minlength=len(groups)).min() < SMALLEST_GROUP:
        return None
    steady = Steadiness(
        support=np.array([group["support"] for group in groups]),
        low=np.array([group["low"] for group in groups]),
        high=np.array([group["high"] for group in groups]),
    )
    evidence = evidence.copy()
    evidence["gap_p_value"] = gap_p_value(places, labels, centres, previous["method"]["seed"])
    return Finding("groups", rows, places, evidence, [group["letter"] for group in groups], centres, labels, steady)


def _nothing(plane: Plane) -> Evidence:
    """No evidence: too few people for groups, and for saying that there are none."""
    axes = [Axis(share=float(share), shuffled_share=0.0, is_real=False) for share in plane.shares]
    return Evidence(axes=axes, choices=[], shuffles=0, shuffles_as_clear=0, p_value=1.0)
