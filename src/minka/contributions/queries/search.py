"""Full-text search that forgives accents and typing errors."""

from dataclasses import dataclass

from django.db.models import F, Func, Q, QuerySet, Value
from django.contrib.postgres.search import SearchQueryField, SearchRank

from minka.contributions.models import Contribution


@dataclass(frozen=True)
class Found:
    """The matching contributions, best first, and the query as it was understood."""

    contributions: QuerySet[Contribution]
    understood: str


def search_contributions(contributions: QuerySet[Contribution], text: str) -> Found:
    """Contributions whose title or text holds the words, in any inflection and with or without accents."""
    query = Func(Value(text[:200]), function="es_tsq", output_field=SearchQueryField())
    matching = contributions.annotate(query=query).filter(Q(search=F("query")))
    return Found(matching.order_by(SearchRank(F("search"), query).desc(), "-id"), text)
