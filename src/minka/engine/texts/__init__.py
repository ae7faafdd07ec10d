"""Spanish texts: what they share, which are nearly the same, how easy they are to read."""

from minka.engine.texts.duplicates import Group, Pair, group_duplicates
from minka.engine.texts.normalise import fold, stem, terms, words
from minka.engine.texts.readability import Grade, Readability, count_syllables, read_ease
from minka.engine.texts.similarity import Match, rank_similar, rarest_terms

__all__ = [
    "Grade",
    "Group",
    "Match",
    "Pair",
    "Readability",
    "count_syllables",
    "fold",
    "group_duplicates",
    "rank_similar",
    "rarest_terms",
    "read_ease",
    "stem",
    "terms",
    "words",
]
