"""Full-text search that forgives accents and typing errors."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import CharField, F, Q, QuerySet, Value

from minka.contributions.models import Contribution
from minka.engine.texts.spelling import Known, closest, sound
from minka.web.memory import memory

LONGEST_QUERY = 200
MOST_CORRECTED = 4
NEAREST = 30
SECONDS = 60
MOST_RANKED = 200  # of words that many use, the newest; nobody reads further, another word is the way

UNKNOWN = """
select typed.word, near.word, near.texts
from unnest(%s::text[], %s::text[]) as typed(word, sound)
cross join lateral (select (tsvector_to_array(es_tsv(typed.word)))[1] as lexeme) as read
left join lateral (
    select word, texts from contributions_word where lexeme <> '' order by sound <-> typed.sound limit %s
) as near on true
where read.lexeme is not null
    and not exists (select from contributions_word where lexeme = read.lexeme)
    and not exists (select from contributions_word where word = typed.word)
"""
WORD = re.compile(r"[^\W\d_]{4,40}")


class SpanishQuery(SearchQuery):
    """Words looked for in any inflection and with or without accents; ``es_tsq`` of the first migration reads them."""

    SEARCH_TYPES = {"plain": "es_tsq"}


@dataclass(frozen=True)
class Found:
    """The matching contributions, and the query as it was understood."""

    contributions: QuerySet[Contribution]
    understood: str


def saying(text: str) -> Q:
    """A filter: title or text holds the words."""
    return Q(search=SpanishQuery(_cut(text)))


def search_contributions(contributions: QuerySet[Contribution], text: str) -> Found:
    """Contributions whose title or text holds the words, in any inflection and with or without accents.

    A word that nobody used is read as the nearest one that was used among these contributions.
    """
    understood = understand(contributions, text)
    rank = SearchRank(F("search"), SpanishQuery(_cut(understood)))
    newest = contributions.filter(saying(understood)).order_by("-pk").values("pk")[:MOST_RANKED]
    return Found(contributions.filter(pk__in=newest).order_by(rank.desc(), "-id"), understood)


def understand(contributions: QuerySet[Contribution], text: str) -> str:
    """The query with each misspelt word exchanged for the nearest that some of the contributions hold.

    A word is misspelt when no public text holds it in any inflection, here or anywhere.
    """
    said = _cut(text)
    choices = _choices({word.lower() for word in WORD.findall(said)})
    if not choices:
        return text
    held = _held(contributions, {*choices, *(word for words in choices.values() for word in words)})
    meant = {
        word: next((each for each in words if each in held), word)
        for word, words in choices.items()
        if word not in held
    }
    return WORD.sub(lambda found: meant.get(found.group().lower(), found.group()), said)


def _choices(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """What each word that is not known may stand for; asked once a minute for the same words, on page after page."""
    typed = sorted(words)
    if not typed:
        return {}
    key = f"contributions.words.{hashlib.sha256(' '.join(typed).encode()).hexdigest()}"
    known: dict[str, Sequence[str]] | None = memory.get(key)
    if known is None:
        known = _read_choices(typed)
        memory.set(key, known, SECONDS)
    return known


def _read_choices(typed: list[str]) -> dict[str, Sequence[str]]:
    near = defaultdict[str, list[Known]](list)
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN, (typed, [sound(word) for word in typed], NEAREST))
        for word, other, texts in cursor.fetchall():
            near[word] += [Known(other, texts)] if other else []
    found = {word: closest(word, known) for word, known in near.items()}
    return {word: found[word] for word in [word for word in typed if found.get(word)][:MOST_CORRECTED]}


def _held(contributions: QuerySet[Contribution], words: Iterable[str]) -> set[str]:
    """Which of the words occur in the contributions, in any inflection."""
    first, *rest = [
        contributions.filter(saying(word)).order_by().values_list(Value(word, output_field=CharField()))[:1]
        for word in sorted(words)
    ]
    return {word for (word,) in first.union(*rest, all=True)}


def _cut(text: str) -> str:
    return text.replace("\0", " ")[:LONGEST_QUERY]
