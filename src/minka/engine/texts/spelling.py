"""Which known word a misspelt one stands for: by how it sounds in Peru, then by slips of the finger.

See ``docs/engine/search.md``.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from minka.engine.texts.normalise import fold

SHORTEST = 4
LONG = 6
FEW, SOME = 1, 2
COMMONNESS = 0.3

# In this order: later rules read what earlier ones wrote. "c" is left only where it stands for "ch".
_SOUNDS = (
    (re.compile("ch"), "\0"),
    (re.compile("qu(?=[ei])|q"), "k"),
    (re.compile("g(?=[ei])"), "j"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("c(?=[eiy])|z|x"), "s"),
    (re.compile("c"), "k"),
    (re.compile("h"), ""),
    (re.compile("v"), "b"),
    (re.compile("w"), "u"),
    (re.compile("ll"), "y"),
    (re.compile("y(?![aeiou])"), "i"),
    (re.compile(r"([flmnprst])\1+"), r"\1"),
    (re.compile("\0"), "c"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A word that somebody wrote, with its accents, and in how many texts it occurs."""

    word: str
    texts: int


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Write a Spanish word as it sounds: no silent letters, one letter for each sound, accents left out.

    >>> [sound(word) for word in ("vaca", "baca", "hacer", "aser", "lluvia", "yuvia", "guiso", "gente", "huayco")]
    ['baka', 'baka', 'aser', 'aser', 'yubia', 'yubia', 'giso', 'jente', 'uaiko']
    """
    plain = fold(word)
    for pattern, written in _SOUNDS:
        plain = pattern.sub(written, plain)
    return plain


def closest(word: str, known: Iterable[Known], k: int = 3) -> list[str]:
    """Name the known words that a misspelt word may stand for, the likeliest first.

    Args:
        word: as it was typed.
        known: words to choose from, in any order; a few dozen.
        k: how many at most.

    Returns:
        Words that sound the same, or begin with the same sound and are one slip away (two from six sounds
        on): a letter left out, put in, exchanged or two turned round. First the least of slips in sounds + slips
        in letters - 0.3 · ln(texts): ten times as many texts make up for most of a slip. ``[]`` for words of
        less than four letters and those with digits.

    >>> closest("camnio", [Known("camino", 9), Known("camión", 2), Known("canino", 1)])
    ['camino', 'camión', 'canino']
    """
    heard = sound(word)
    if len(word) < SHORTEST or not word.isalpha():
        return []
    most = SOME if len(heard) >= LONG else FEW
    ranked = []
    for each in known:
        other = sound(each.word)
        slips = 0 if heard == other else _slips(heard, other, most)
        if other[:1] == heard[:1] and slips <= most:
            letters = _slips(fold(word), fold(each.word), len(word))
            ranked.append((round(slips + letters - COMMONNESS * math.log(each.texts), 9), each.word))
    return [name for _, name in sorted(ranked)[:k]]


def _slips(one: str, two: str, most: int) -> int:
    """Count the slips between two words (optimal string alignment); more than ``most`` is not counted further."""
    if abs(len(one) - len(two)) > most:
        return most + 1
    before, row = [0] * (len(two) + 1), list(range(len(two) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i] + [0] * len(two)
        for j, other in enumerate(two, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]
