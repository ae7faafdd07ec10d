"""Ranking texts by how much of what a query says they say too.

Meant for two stages: a database picks at most a few hundred candidates by the query's rarest terms
(:func:`rarest_terms`), this module ranks them in a few milliseconds. See ``docs/engine/similarity.md``.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from minka.engine.texts.normalise import STOP_WORDS, stem, terms, words

WORD_SHARE = 0.6
SATURATION = 0.8
LENGTH_SHARE = 0.5
GRAM = 4
MOST_QUERY_WORDS = 40
LONGEST_CANDIDATE = 2_000


@dataclass(frozen=True, slots=True)
class Match[K: Hashable]:
    """A candidate that shares something with the query.

    ``score`` is between 0 and 1: the share of the query's information found in the candidate.
    ``shared`` are the query's words, folded, in the query's order, that the candidate also has.
    """

    key: K
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Query:
    """What is looked for: the weight of each term and gram, and the word that showed each term."""

    term_weights: dict[str, float]
    shown_as: dict[str, str]
    grams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A text made ready to be compared: how often it has each term, how many it has, its folded words."""

    counts: Counter[str]
    length: int
    plain: str


def rarest_terms(
    query: str, document_frequencies: Mapping[str, int], total: int, k: int = 8, max_share: float = 0.1
) -> list[str]:
    """Choose the terms by which a database should look for candidates.

    Args:
        query: the text being written.
        document_frequencies: in how many texts each term occurs; absent means none.
        total: number of texts.
        k: how many terms at most.
        max_share: leave out terms that more than this share of the texts have, unless no other is left.

    Returns:
        Terms that occur somewhere, rarest first, ties in alphabetical order; ``[]`` when none occurs.

    >>> rarest_terms("Agua potable para Chota", {"agua": 60, "potabl": 9, "chot": 2}, total=100)
    ['chot', 'potabl']
    """
    known = [term for term in set(terms(query)) if document_frequencies.get(term, 0) > 0]
    known.sort(key=lambda term: (document_frequencies[term], term))
    rare = [term for term in known if document_frequencies[term] <= max_share * total]
    return (rare or known[:1])[:k]


def rank_similar[K: Hashable](
    query: str,
    candidates: Iterable[tuple[K, str]],
    document_frequencies: Mapping[str, int],
    total: int,
) -> list[Match[K]]:
    """Rank candidates by how much of what the query says they say too, best first.

    The score is 0.6 times the share of the query's terms found (weighted by rarity, dampened for
    repetition and length as in BM25) plus 0.4 times the share of its four-letter pieces found, which
    forgives misspellings.

    Args:
        query: a title or a few sentences; of a long text the forty rarest terms count.
        candidates: pairs of key and text; the first 2,000 characters count.
        document_frequencies: in how many texts of the whole collection each term occurs.
        total: number of texts in the collection.

    Returns:
        Only candidates that share something. Equal scores are ordered by the text and the key's
        spelling, so the order of the candidates never matters.

    >>> found = rank_similar("Arreglo del camino", [(1, "Arreglen los caminos"), (2, "Una posta")], {}, 2)
    >>> [(match.key, round(match.score, 2), match.shared) for match in found]
    [(1, 0.75, ('arreglo', 'camino'))]
    """
    wanted = _read_query(query, document_frequencies, total)
    keyed = [(key, _read_candidate(text[:LONGEST_CANDIDATE])) for key, text in candidates]
    if not keyed or not wanted.term_weights:
        return []
    mean_length = sum(candidate.length for _, candidate in keyed) / len(keyed) or 1.0
    by_grams = _gram_shares(wanted.grams, [candidate.plain for _, candidate in keyed])
    matches = []
    for (key, candidate), gram_share in zip(keyed, by_grams, strict=True):
        damping = 1 - LENGTH_SHARE + LENGTH_SHARE * candidate.length / mean_length
        score = WORD_SHARE * _term_share(wanted, candidate.counts, damping)
        score += (1 - WORD_SHARE) * gram_share / math.sqrt(max(1.0, damping))
        if score > 0:
            shared = tuple(word for term, word in wanted.shown_as.items() if term in candidate.counts)
            matches.append((-round(score, 9), candidate.plain, str(key), key, shared))
    matches.sort(key=lambda match: match[:3])
    return [Match(key, -score, shared) for score, _, _, key, shared in matches]


def term_weight(frequency: int, total: int) -> float:
    """Weigh a term by its rarity: log(1 + (total - f + 0.5) / (f + 0.5)), never below zero.

    >>> term_weight(1, 100) > term_weight(50, 100) > term_weight(100, 100) > 0
    True
    """
    frequency = min(frequency, total)
    return math.log1p((total - frequency + 0.5) / (frequency + 0.5))


def _read_query(query: str, document_frequencies: Mapping[str, int], total: int) -> _Query:
    shown_as: dict[str, str] = {}
    telling = [word for word in words(query) if word not in STOP_WORDS] or words(query)
    for word in telling:
        shown_as.setdefault(stem(word), word)
    weights = {term: term_weight(document_frequencies.get(term, 0), total) for term in shown_as}
    rarest = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_QUERY_WORDS]
    kept = {term: shown_as[term] for term in shown_as if term in set(rarest)}
    grams = sorted({gram for word in kept.values() for gram in _grams(word)})
    return _Query({term: weights[term] for term in kept}, kept, tuple(grams))


@lru_cache(maxsize=2_048)
def _read_candidate(text: str) -> _Candidate:
    """Read a text once: while somebody types, nearly the same candidates come again with each letter."""
    plain = words(text)
    telling = [stem(word) for word in plain if word not in STOP_WORDS] or [stem(word) for word in plain]
    return _Candidate(Counter(telling), len(telling), f" {' '.join(plain)} ")


def _grams(word: str) -> list[str]:
    """Cut a word with a blank on either side into pieces of four letters; a short one stays whole."""
    framed = f" {word} "
    return [framed[start : start + GRAM] for start in range(max(1, len(framed) - GRAM + 1))]


def _term_share(wanted: _Query, counts: Counter[str], damping: float) -> float:
    gained = 0.0
    for term, weight in wanted.term_weights.items():
        times = counts.get(term, 0)
        if times:
            gained += weight * min(1.0, times * (SATURATION + 1) / (times + SATURATION * damping))
    return gained / sum(wanted.term_weights.values())


def _gram_shares(grams: Sequence[str], texts: Sequence[str]) -> list[float]:
    """Give each text the share of the grams it has, weighted by their rarity among the texts."""
    gained, most = [0.0] * len(texts), 0.0
    for gram in grams:
        having = [place for place, text in enumerate(texts) if gram in text]
        weight = math.log((len(texts) + 1) / (len(having) + 0.5))
        most += weight
        for place in having:
            gained[place] += weight
    return [value / most for value in gained]
