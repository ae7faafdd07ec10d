"""The map by the rules of Pol.is, its faults included where they decide numbers: method ``polis``.

For those who come from there and want the numbers they know. ``docs/engine/opinions-compatible.md`` gives the rules,
what is kept of their faults, and what was compared with a published result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from minka.engine.opinions import statements
from minka.engine.opinions.compatible_groups import (
    Clusters,
    Float,
    base_clusters,
    best_choice,
    group_choices,
)
from minka.engine.opinions.components import Plane, cut, find_plane, place_all
from minka.engine.opinions.document import (
    FORMAT,
    LETTERS,
    Axes,
    Axis,
    Choice,
    Diagnostics,
    Evidence,
    Group,
    MapDocument,
    Method,
)
from minka.engine.opinions.mapping import rounded
from minka.engine.opinions.picture import draw_picture
from minka.engine.opinions.results import dividing, people_in_map, statement_results, typical, uniting, vote_counts
from minka.engine.opinions.statements import Counts, tally, tally_all
from minka.engine.opinions.votes import FEWEST_VOTES, Int, Votes, choose, without

VERSION = 1
FEWEST_PEOPLE = 15
MOST_PEOPLE, MOST_STATEMENTS = 100_000, 10_000
TOLERANCE = 1e-10


@dataclass(frozen=True, eq=False)
class _Placed:
    """People who take part in the groups, in the order in which they first voted."""

    rows: Int  # among the votes' people
    positions: Float  # (n, 2)
    choices: list[tuple[Clusters, float]]  # of groups, with their silhouettes; none for a single position
    labels: Int  # the group of each, (n,)


def map_like_polis(
    votes: Votes,
    *,
    moderated_out: Iterable[int] = (),
    meta: Iterable[int] = (),
    people_order: ArrayLike | None = None,
    statement_order: ArrayLike | None = None,
    seed: int = 0,
) -> MapDocument:
    """Make the map that Pol.is would make of these votes when it sees them for the first time.

    Args:
        votes: the last vote of each person on each statement, moderated statements included.
        moderated_out: numbers of rejected statements: not mapped, yet counted as voted on by everybody.
        meta: numbers of statements about the conversation itself; their priority is fixed. Name them in
            ``moderated_out`` too, as Pol.is does.
        people_order: numbers of people in the order of their first vote, on which the groups depend; by default
            ascending.
        statement_order: the same for statements; decides between representative statements that are equally so.
        seed: only noted: nothing is drawn.

    >>> from minka.engine.opinions.votes import make_votes
    >>> document = map_like_polis(make_votes([1, 1, 2, 2], [1, 2, 1, 2], [1, -1, 1, 1]))
    >>> document["verdict"], [group["size"] for group in document["groups"]]
    ('groups', [1, 1])
    """
    votes = _first(votes, people_order, statement_order)
    order = places_of(votes.people, people_order)
    kept = without(votes, statements=moderated_out)
    extra = len(votes.statements) - len(kept.statements)
    plane = find_plane(cut(kept) or [kept], tolerance=TOLERANCE)
    placed = _place(votes, kept, plane, order, extra)
    letters = list(LETTERS[: int(placed.labels.max(initial=-1)) + 1]) if placed.choices else []
    groups = _by_group(votes, kept, placed, len(letters))
    everybody = tally_all(kept)
    columns = places_of(kept.statements, statement_order)
    results = statement_results(
        kept.statements,
        everybody,
        groups,
        letters,
        statement_positions(plane, extra),
        _priorities(kept, groups if letters else everybody, plane, extra, meta),
    )
    document = MapDocument(
        format=FORMAT,
        method=Method(name="polis", version=VERSION, seed=seed),
        votes=vote_counts(kept, everybody),
        people=people_in_map(votes.per_person[placed.rows], min(FEWEST_VOTES, len(votes.statements))),
        verdict="groups" if letters else "one_crowd" if len(placed.rows) else "too_few",
        evidence=_evidence(plane, placed),
        groups=_groups(kept, placed, groups, columns, letters),
        statements=results,
        unites=uniting(results),
        divides=dividing(results),
        picture=draw_picture(placed.positions, placed.labels, letters),
        axes=Axes(means=plane.means.tolist(), first=plane.axes[0].tolist(), second=plane.axes[1].tolist(), extra=extra),
        diagnostics=Diagnostics(replaced=votes.replaced, left_out_people=0, left_out_statements=extra, brigades=[]),
    )
    return cast("MapDocument", rounded(document))


def first_seen(numbers: ArrayLike, moments: ArrayLike | None = None) -> Int:
    """Numbers in the order in which they first appear, by moment or else by place in the file.

    >>> first_seen([4, 2, 4, 1], [30, 20, 5, 40]).tolist()
    [4, 2, 1]
    """
    given = np.asarray(numbers, np.int64)
    order = np.arange(len(given)) if moments is None else np.argsort(np.asarray(moments), kind="stable")
    found, places = np.unique(given[order], return_index=True)
    return np.asarray(found[np.argsort(places)])


def places_of(numbers: Int, order: ArrayLike | None) -> Int:
    """Where the ordered ones are among ascending numbers; those the order does not name come last."""
    if order is None:
        return np.arange(len(numbers))
    named = np.asarray(order, np.int64)
    named = named[np.isin(named, numbers)]
    return np.searchsorted(numbers, first_seen(np.concatenate([named, numbers])))


def _first(votes: Votes, people_order: ArrayLike | None, statement_order: ArrayLike | None) -> Votes:
    """Only who and what came first: Pol.is takes in no more."""
    people, columns = votes.shape
    if people <= MOST_PEOPLE and columns <= MOST_STATEMENTS:
        return votes
    stays, remains = np.zeros(people, bool), np.zeros(columns, bool)
    stays[places_of(votes.people, people_order)[:MOST_PEOPLE]] = True
    remains[places_of(votes.statements, statement_order)[:MOST_STATEMENTS]] = True
    return choose(votes, people=stays, statements=remains)


def taking_part(per_person: Int, statement_count: int, order: Int) -> Int:
    """Rows of those with at least 7 votes (or all statements), rejected statements included; at least 15 people.

    Where fewer have as many, the most active of the others join.
    """
    fewest = min(FEWEST_VOTES, statement_count)
    counts = per_person[order]
    enough = counts >= fewest
    missing = FEWEST_PEOPLE - int(enough.sum())
    if missing > 0:
        others = np.flatnonzero(~enough)
        enough[others[np.argsort(-counts[others], kind="stable")[:missing]]] = True
    return np.asarray(order[enough])


def positions(votes: Votes, kept: Votes, plane: Plane, extra: int) -> Float:
    """Where everybody lies, (P, 2).

    Each rejected statement counts as one more vote of everybody in the scale: a fault that decides every position.

    Args:
        votes: of everybody, also on rejected statements.
        kept: without the rejected statements.
        plane: of what is kept.
        extra: number of rejected statements.
    """
    found = np.zeros((len(votes.people), 2))
    found[np.isin(votes.people, kept.people)] = place_all(kept, plane.means, plane.axes, extra)
    return found


def statement_positions(plane: Plane, extra: int) -> Float:
    """Where somebody would lie who only agreed with the one statement, (S, 2)."""
    scale = np.sqrt(len(plane.means) + extra) * (1 - plane.means)
    return np.asarray(scale[:, None] * plane.axes.T, np.float64)


def _place(votes: Votes, kept: Votes, plane: Plane, order: Int, extra: int) -> _Placed:
    rows = taking_part(votes.per_person, len(votes.statements), order)
    found = positions(votes, kept, plane, extra)[rows]
    bases = base_clusters(found)
    choices = group_choices(bases)
    labels = best_choice(choices).labels[bases.labels] if choices else np.zeros(len(rows), np.int64)
    return _Placed(rows, found, choices, labels)


def _by_group(votes: Votes, kept: Votes, placed: _Placed, how_many: int) -> Counts:
    groups = np.full(len(votes.people), -1)
    groups[placed.rows] = placed.labels if how_many else -1
    return tally(kept, groups[np.isin(votes.people, kept.people)], how_many)


def _priorities(kept: Votes, judges: Counts, plane: Plane, extra: int, meta: Iterable[int]) -> Float:
    extremity = np.sqrt((statement_positions(plane, extra) ** 2).sum(axis=1))
    return statements.priorities(judges, extremity, np.isin(kept.statements, np.fromiter(meta, np.int64)))


def _evidence(plane: Plane, placed: _Placed) -> Evidence:
    """The silhouettes. Pol.is shuffles and redraws nothing: there is no evidence that axes or groups are real."""
    return Evidence(
        axes=[Axis(share=float(share), shuffled_share=0.0, is_real=False) for share in plane.shares],
        choices=[Choice(groups=len(each.centres), silhouette=clear, support=0.0) for each, clear in placed.choices],
        shuffles=0,
        shuffles_as_clear=0,
        p_value=1.0,
    )


def _groups(kept: Votes, placed: _Placed, counts: Counts, columns: Int, letters: list[str]) -> list[Group]:
    compared = statements.compare(counts)
    found = []
    for number, letter in enumerate(letters):
        own = placed.positions[placed.labels == number]
        centre, share = own.mean(axis=0), len(own) / len(placed.rows)
        found.append(
            Group(
                letter=letter,
                size=len(own),
                share=share,
                low=share,
                high=share,
                support=0.0,
                centre=centre.tolist(),
                spread=float(np.sqrt(((own - centre) ** 2).sum(axis=1).mean())),
                typical=typical(statements.representative(compared, number, columns), kept.statements),
            )
        )
    return found
