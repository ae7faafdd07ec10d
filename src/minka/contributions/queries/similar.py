"""Contributions that say nearly the same as a text being written.

The database picks candidates by the text's rarest terms and counts which of them meet in one contribution; the engine
ranks the best of those. See ``docs/engine/search.md``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db import connection

from minka.contributions.models import Contribution
from minka.engine.texts import Match, rank_similar, rarest_terms, terms
from minka.engine.texts.similarity import term_weight
from minka.processes.models import Activity

LONGEST_TEXT = 600  # of what is being written
LONGEST_READ = 2_000  # of each candidate
LEAST_SCORE = 0.3  # a long text; a short one has to be met by more of what it says
SHORT_SCORE, LESS_PER_TERM = 0.5, 0.02
FEWEST_SHARED = 2  # words, unless the text has no more than two
CANDIDATES = 40
RARE_TOGETHER = 1_000  # texts in all that the terms looked for alone may occur in
MOST_ALONE = 24
MOST_IN_PAIRS = 4
MOST_EACH = 200

COUNTED = """
select term, sum(texts)::int, array_agg(distinct lexeme) from contributions_word
where term = any(%s) and lexeme <> '' group by term
"""
CANDIDATES_OF = """
with listed as not materialized (
    select id, title, text, search from contributions_contribution
    where activity_id = %(activity)s and visibility = 'visible' and parent_id is null and state <> 'merged'
), met as (
    select found.id, sum(wanted.weight) as weight
    from unnest(%(words)s::tsquery[], %(weights)s::float8[]) as wanted(words, weight)
    cross join lateral (select id from listed where search @@ wanted.words limit %(each)s) as found
    group by found.id order by weight desc, id desc limit %(most)s
), uncounted as (
    select id from listed where id > %(counted)s order by id desc limit %(most)s
)
select id, title, left(text, %(read)s) from listed where id in (select id from met union all select id from uncounted)
"""


@dataclass(frozen=True)
class Similar:
    """One contribution that resembles the text, how much (0–1), and the words they share."""

    contribution: Contribution
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True)
class _Terms:
    """The text's terms that occur: in how many texts, and the lexemes by which the database knows them."""

    texts: Mapping[str, int]
    lexemes: Mapping[str, Sequence[str]]
    total: int
    counted_up_to: int


def similar_contributions(*, activity: Activity, text: str, limit: int = 5) -> list[Similar]:
    """The listed contributions of the activity most like the text, best first; none when nothing is close."""
    wanted = text[:LONGEST_TEXT]
    known = _known(wanted)
    ranked = rank_similar(wanted, _candidates(activity, wanted, known), known.texts, known.total)
    said = len(set(terms(wanted)))
    least = max(LEAST_SCORE, SHORT_SCORE - LESS_PER_TERM * said)
    shared = FEWEST_SHARED if said > FEWEST_SHARED else 1
    close = [match for match in ranked if match.score >= least and len(match.shared) >= shared]
    return _rows(close[:limit])


def _known(text: str) -> _Terms:
    with connection.cursor() as cursor:
        cursor.execute("select texts, counted_up_to from contributions_wordcount")
        total, counted_up_to = cursor.fetchone() or (0, 0)
        cursor.execute(COUNTED, (sorted(set(terms(text))),))
        rows = cursor.fetchall()
    return _Terms(
        texts={term: texts for term, texts, _ in rows},
        lexemes={term: lexemes for term, _, lexemes in rows},
        total=total,
        counted_up_to=counted_up_to,
    )


def _candidates(activity: Activity, text: str, known: _Terms) -> list[tuple[int, str]]:
    """Those in which the most telling terms meet, and those that came since the words were counted."""
    wanted = list(_wanted(rarest_terms(text, known.texts, known.total, k=MOST_ALONE * 2, max_share=1), known))
    values: dict[str, int | list[str] | list[float]] = {
        "activity": activity.pk,
        "words": [" & ".join(_query(known.lexemes[term]) for term in each) for each in wanted],
        "weights": [sum(term_weight(known.texts[term], known.total) for term in each) for each in wanted],
        "counted": known.counted_up_to,
        "each": MOST_EACH,
        "most": CANDIDATES,
        "read": LONGEST_READ,
    }
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES_OF, values)
        return [(number, f"{title} {said}") for number, title, said in cursor.fetchall()]


def _wanted(rarest: Sequence[str], known: _Terms) -> Iterator[tuple[str, ...]]:
    """Rare terms alone, as long as they lead to few texts; the next rarest two by two."""
    spent, alone = 0, 0
    for term in rarest[:MOST_ALONE]:
        spent += known.texts[term]
        if spent > RARE_TOGETHER:
            break
        alone += 1
    in_pairs = rarest[alone : alone + MOST_IN_PAIRS]
    yield from ((term,) for term in rarest[:alone])
    yield from combinations(in_pairs, 2)
    if len(in_pairs) == 1 and not alone:
        yield (in_pairs[0],)


def _query(lexemes: Sequence[str]) -> str:
    """Any of the lexemes, which are letters and digits only."""
    return "(" + " | ".join(f"'{lexeme}'" for lexeme in lexemes) + ")"


def _rows(matches: Sequence[Match[int]]) -> list[Similar]:
    found = Contribution.objects.defer("search").in_bulk([match.key for match in matches]) if matches else {}
    return [Similar(found[match.key], match.score, match.shared) for match in matches if match.key in found]
