"""Full-text search that forgives accents and typing errors."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from minka.contributions.models import Contribution

LONGEST_QUERY = 200


class SpanishQuery(SearchQuery):
    """Words looked for in any inflection and with or without accents; ``es_tsq`` of the first migration reads them."""

    SEARCH_TYPES = {"plain": "es_tsq"}


@dataclass(frozen=True)
class Found:
    """The matching contributions, best first, and the query as it was understood."""

    contributions: QuerySet[Contribution]
    understood: str


def saying(text: str) -> Q:
    """A filter: title or text holds the words."""
    return Q(search=SpanishQuery(text[:LONGEST_QUERY]))


def search_contributions(contributions: QuerySet[Contribution], text: str) -> Found:
    """Contributions whose title or text holds the words, in any inflection and with or without accents."""
    rank = SearchRank(F("search"), SpanishQuery(text[:LONGEST_QUERY]))
    return Found(contributions.filter(saying(text)).order_by(rank.desc(), "-id"), text)
