"""Putting what was found into the map document: tallies, statements, groups, picture."""

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from minka.engine.opinions import results, statements
from minka.engine.opinions.components import DECIMALS, Float, Plane
from minka.engine.opinions.document import (
    FORMAT,
    VERSION,
    Axes,
    Diagnostics,
    Evidence,
    Group,
    MapDocument,
    Method,
    Picture,
    StatementResult,
)
from minka.engine.opinions.evidence import Steadiness
from minka.engine.opinions.grouping import Labels
from minka.engine.opinions.picture import draw_picture
from minka.engine.opinions.statements import Counts
from minka.engine.opinions.votes import Int, Votes


@dataclass(frozen=True, eq=False)
class Finding:
    """The people of the map, where they lie, and the groups they fall into, by letter; none when they are one crowd."""

    verdict: Literal["groups", "one_crowd", "too_few"]
    rows: Int  # of the people in the map
    places: Float  # (n, 2)
    evidence: Evidence
    letters: list[str]
    centres: Float  # (k, 2)
    labels: Labels  # (n,); all 0 when there are no groups
    steadiness: Steadiness | None


def tell(votes: Votes, plane: Plane, found: Finding, *, seed: int, fewest: int) -> MapDocument:
    """The document of a map, rounded."""
    everybody, groups = _tally(votes, found)
    told = _tell_statements(votes, plane, everybody, groups, found.letters)
    is_drawn = found.verdict != "too_few"
    document = MapDocument(
        format=FORMAT,
        method=Method(name="minka", version=VERSION, seed=seed),
        votes=results.vote_counts(votes, everybody),
        people=results.people_in_map(votes.per_person[found.rows], fewest),
        verdict=found.verdict,
        evidence=found.evidence,
        groups=_groups(votes, found, groups),
        statements=told,
        unites=results.uniting(told),
        divides=results.dividing(told),
        picture=draw_picture(found.places, found.labels, found.letters) if is_drawn else Picture(side=0.0, cells=[]),
        axes=Axes(means=plane.means.tolist(), first=plane.axes[0].tolist(), second=plane.axes[1].tolist()),
        diagnostics=Diagnostics(replaced=votes.replaced, left_out_people=0, left_out_statements=0, brigades=[]),
    )
    return cast("MapDocument", rounded(document))


def rounded(value: object) -> object:
    """The same with every fraction rounded as the document asks, and no negative zero."""
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list) else value


def _tally(votes: Votes, found: Finding) -> tuple[Counts, Counts]:
    """Counts of everybody as one group, and of the groups."""
    number = len(found.letters)
    groups = np.full(len(votes.people), number)  # the last are those in no group
    groups[found.rows] = found.labels if number else 0
    counts = statements.tally(votes, groups, number + 1)
    each = (counts.agrees, counts.disagrees, counts.passes)
    return Counts(*(count.sum(axis=0, keepdims=True) for count in each)), Counts(*(count[:number] for count in each))


def _tell_statements(
    votes: Votes, plane: Plane, everybody: Counts, groups: Counts, letters: list[str]
) -> list[StatementResult]:
    """What is said of each statement. It lies where one agree, instead of a pass, moves a person with one vote."""
    size = len(votes.statements)
    positions = np.sqrt(size) * plane.axes.T
    extremity = (1 + plane.means) * np.sqrt((positions**2).sum(axis=1))  # of a disagree: tells most of what most share
    priority = statements.priorities(groups if letters else everybody, extremity)
    return results.statement_results(votes.statements, everybody, groups, letters, positions, priority)


def _groups(votes: Votes, found: Finding, counts: Counts) -> list[Group]:
    steady = found.steadiness
    if steady is None:
        return []
    comparison = statements.compare(counts)
    groups = []
    for number, letter in enumerate(found.letters):
        own, centre = found.places[found.labels == number], found.centres[number]
        share = len(own) / len(found.places)
        groups.append(
            Group(
                letter=letter,
                size=len(own),
                share=share,
                low=min(share, float(steady.low[number])),
                high=max(share, float(steady.high[number])),
                support=float(steady.support[number]),
                centre=centre.tolist(),
                spread=float(np.sqrt(((own - centre) ** 2).sum(axis=1).mean())),
                typical=results.typical(statements.representative(comparison, number), votes.statements),
            )
        )
    return groups
