"""The map of people who lie on several machines: everything it needs is a sum over parts of the people.

``docs/operators/mapas-grandes.md`` says how to run it, decision 32 why with Dask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from minka.engine.opinions.components import DECIMALS, Float, Gather, Plane, Run, find_plane, place
from minka.engine.opinions.grouping import clearest, crowd_of, field_of, find_groups, gather_squares, nearest
from minka.engine.opinions.statements import Counts, tally
from minka.engine.opinions.votes import FEWEST_VOTES, Int, Votes

TOLERANCE = 1e-10


@dataclass(frozen=True, eq=False)
class Fit:
    """Axes, clearest groups, the largest first, and tallies of all parts together; not whether the groups are there."""

    plane: Plane
    people: int  # in the map
    centres: Float  # (k, 2); one at the centre where no groups could be told apart
    sizes: Int  # (k,)
    silhouette: float
    counts: Counts  # of the groups, (k, S)
    everybody: Counts  # (1, S)


def fit_partitions(parts: Sequence[Any], *, run: Run = map, gather: Gather = list, seed: int = 0) -> Fit:
    """Fit the map over parts of the people.

    Some thirty rounds go to all parts, each with two vectors of statements there and back; no vote leaves its part.
    Parts cut differently give the same axes to 1e-8 and, unless people lie on a border, the same groups.

    Args:
        parts: votes of different people on the same statements (``components.cut`` makes them), or handles of such
            votes, like a future of Dask.
        run: applies a function to each part, like ``map`` or ``Client.map``; may give handles.
        gather: fetches what ``run`` gives, like ``list`` or ``Client.gather``.
        seed: of everything that is drawn.
    """
    plane = find_plane(parts, run=run, gather=gather, tolerance=TOLERANCE)
    fewest = max(1, min(FEWEST_VOTES, len(plane.means)))
    places = list(run(partial(_place, plane=plane, fewest=fewest), parts))
    people, *squares = np.sum(gather(run(_spread, places)), axis=0)
    field = field_of(np.array(squares), int(people))
    crowd = crowd_of(np.sum(gather(run(partial(gather_squares, field=field), places)), axis=0))
    best = clearest(find_groups(crowd, np.random.Generator(np.random.PCG64([seed, 0]))))
    centres = np.round(best.centres, DECIMALS) if best else np.zeros((1, 2))
    count = partial(_count, plane=plane, fewest=fewest, centres=centres)
    sizes, votes = (np.sum(each, axis=0) for each in zip(*gather(run(count, parts)), strict=True))
    return Fit(
        plane=plane,
        people=int(people),
        centres=centres,
        sizes=sizes,
        silhouette=best.silhouette if best else 0.0,
        counts=Counts(*votes[:, :-1]),
        everybody=Counts(*votes.sum(axis=1, keepdims=True)),
    )


def _place(part: Votes, plane: Plane, fewest: int) -> Float:
    """Where the part's people of the map lie."""
    return place(part, plane.means, plane.axes)[part.per_person >= fewest]


def _spread(places: Float) -> Float:
    """How many people, and the sums of their squared coordinates."""
    return np.array([len(places), *(places**2).sum(axis=0)])


def _count(part: Votes, plane: Plane, fewest: int, centres: Float) -> tuple[Int, Int]:
    """Sizes of the groups in this part, and its agrees, disagrees and passes by group; the others are the last row."""
    groups = np.full(len(part.people), len(centres))
    is_in = part.per_person >= fewest
    groups[is_in] = nearest(place(part, plane.means, plane.axes)[is_in], centres)
    counts = tally(part, groups, len(centres) + 1)
    sizes = np.bincount(groups[is_in], minlength=len(centres))
    return sizes, np.array([counts.agrees, counts.disagrees, counts.passes])
