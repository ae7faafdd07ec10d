"""The whole map of some votes: the map and, where there are votes enough, its second layer."""

from dataclasses import replace
from typing import cast

from minka.engine.opinions.document import MapDocument
from minka.engine.opinions.factors import fit_factors
from minka.engine.opinions.mapping import map_opinions
from minka.engine.opinions.telling import rounded
from minka.engine.opinions.votes import Votes


def map_whole(votes: Votes, *, seed: int = 0, previous: MapDocument | None = None) -> MapDocument:
    """Make the map that is stored, shown and counted again.

    It knows neither moments nor votes that were replaced, for a public file of votes has none: from that file anybody
    makes the same bytes.

    Args:
        votes: the last vote of each person on each statement, without those who are left out.
        seed: of everything that is drawn.
        previous: an earlier map of the same conversation, whose letters and directions are kept.

    >>> from minka.engine.opinions.votes import make_votes
    >>> map_whole(make_votes([1, 1, 1], [1, 2, 1], [1, -1, 0]))["diagnostics"]["replaced"]
    0
    """
    plain = replace(votes, replaced=0)
    document = map_opinions(plain, seed=seed, previous=previous)
    factors = fit_factors(plain, document, seed=seed) if document["verdict"] != "too_few" else None
    return document if factors is None else cast("MapDocument", rounded({**document, "factors": factors}))
