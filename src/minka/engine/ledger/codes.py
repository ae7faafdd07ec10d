"""Receipt codes that can be said aloud: ``lamo-sipe-tuku-471``.

Three words of two syllables, two digits and a check digit. The syllables are those a Spanish ear
cannot take for one another however they are spelt: no *v* beside *b*, no *c* or *q* beside *k*, no
*z* beside *s*, no *ll* beside *y*, no *g* where it sounds like *j*. See ``docs/engine/codes.md``.
"""

import hashlib
import re
import unicodedata
from itertools import pairwise
from typing import Literal

VOWELS = "aeiou"

# Consonants that share a class go unnoticed when one replaces the other, so only consonants that
# are unlike in sound, in handwriting and on the keyboard share one: r-m, s-l, t-n, y-k.
CONSONANT_CLASSES = {
    "b": 0,
    "d": 1,
    "f": 2,
    "g": 3,
    "j": 4,
    "k": 5,
    "l": 6,
    "m": 7,
    "n": 8,
    "p": 9,
    "r": 7,
    "s": 6,
    "t": 8,
    "y": 5,
}

SYLLABLES = tuple(
    consonant + vowel for consonant in CONSONANT_CLASSES for vowel in VOWELS if consonant + vowel not in {"ge", "gi"}
)

# Neighbouring syllables that read as an insult or an indecency, also across two words.
DENIED = frozenset(
    [
        "boba", "bobo", "joda", "jode", "jodo", "joja", "joto", "kago", "kaga", "kaka", "kako", "koja",
        "koje", "kojo", "kona", "koni", "kono", "kuka", "kuko", "kula", "kulo", "lela", "lelo", "loka",
        "loko", "meka", "meko", "memo", "mema", "moko", "nasi", "paja", "peda", "pedo", "pene", "pija",
        "pipi", "pito", "piti", "popo", "poto", "poya", "poyo", "pupu", "puta", "puti", "puto", "sida",
        "sora", "teta", "teto", "tula",
    ]
)  # fmt: skip

WORDS = 3
WORD_LETTERS = 4
DIGITS = 3

MINIMUM_RANDOM_BYTES = 16

# Damm's totally anti-symmetric quasigroup of order 10 (Damm, 2004): one changed symbol and one
# swap of neighbours always change the result.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

_SPELLINGS = (
    (re.compile(r"qu(?=[ei])|q"), "k"),
    (re.compile(r"c(?=[ei])"), "s"),
    (re.compile(r"[cq]k?"), "k"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"rr"), "r"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "b"),
)
_GROUPS = re.compile(r"[a-z]+|[0-9]+")
_FOREIGN = re.compile(r"[^a-z0-9\s\-_.,:;/·]")

MAXIMUM_TYPED = 100

type Reason = Literal["empty", "length", "word", "digits", "check"]


class CodeInvalid(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """What was typed is no receipt code.

    ``reason`` says why: ``empty``, ``length`` (words or digits missing or too many), ``word`` (a
    syllable that no code has), ``digits`` or ``check`` (every part is possible, but together they
    are not a code: something was misheard). ``part`` is 1, 2 or 3 for a word, 4 for the digits,
    or None when the wrong part cannot be told.
    """

    def __init__(self, reason: Reason, part: int | None = None) -> None:
        super().__init__(f"{reason} (part {part})" if part else reason)
        self.reason: Reason = reason
        self.part = part


def make_code(random_bytes: bytes) -> str:
    """Turn random bytes into a code; the same bytes always give the same code.

    Args:
        random_bytes: at least 16 bytes from a cryptographic source. A code carries 43.1 bits.

    Returns:
        The canonical form: lower case, three words and three digits joined by hyphens.

    Raises:
        ValueError: fewer than 16 bytes.

    >>> make_code(bytes(16))
    'kudu-yeme-sifi-311'
    """
    if len(random_bytes) < MINIMUM_RANDOM_BYTES:
        message = f"a code needs {MINIMUM_RANDOM_BYTES} random bytes, not {len(random_bytes)}"
        raise ValueError(message)
    seed = random_bytes
    while True:
        seed = hashlib.sha256(seed).digest()
        syllables, digits = _spread(int.from_bytes(seed))
        if not _is_denied(syllables):
            return _join(syllables, digits)


def parse_code(text: str) -> str:
    """Read a code as people type or say it and give back its canonical form.

    Capitals, accents, spaces, missing hyphens and other spellings of the same sound (*v*, *c*,
    *qu*, *z*, *ll*, *rr*, *ge*) are understood.

    Raises:
        CodeInvalid: with the reason and, when it can be told, the part that seems wrong.

    >>> parse_code("  Qudu yéme ZIFI 311 ")
    'kudu-yeme-sifi-311'
    >>> parse_code("kudu yeme sife 311")
    Traceback (most recent call last):
        ...
    minka.engine.ledger.codes.CodeInvalid: check
    """
    words, digits = _split(text)
    syllables = _read_words(words)
    if len(digits) != DIGITS:
        raise CodeInvalid("digits", 4)
    code = _join(syllables, digits[:2])
    if code[-1] != digits[2]:
        raise CodeInvalid("check")
    return code


def _spread(number: int) -> tuple[tuple[str, ...], str]:
    """Write a large number as six syllables and two digits; the bias is below 2**-200."""
    number, tail = divmod(number, 100)
    syllables = []
    for _ in range(6):
        number, position = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[position])
    return tuple(syllables), f"{tail:02d}"


def _is_denied(syllables: tuple[str, ...]) -> bool:
    return any(first + second in DENIED for first, second in pairwise(syllables))


def _join(syllables: tuple[str, ...], digits: str) -> str:
    words = ("".join(syllables[start : start + 2]) for start in (0, 2, 4))
    return f"{'-'.join(words)}-{digits}{_check_digit(syllables, digits)}"


def _check_digit(syllables: tuple[str, ...], digits: str) -> int:
    symbols = [_syllable_class(syllable) for syllable in syllables]
    check = 0
    for symbol in [*symbols, *map(int, digits)]:
        check = _DAMM[check][symbol]
    return check


def _syllable_class(syllable: str) -> int:
    """Number a syllable 0 to 9 so that another vowel always gives another number."""
    return (CONSONANT_CLASSES[syllable[0]] + 2 * VOWELS.index(syllable[1])) % 10


def _split(text: str) -> tuple[list[str], str]:
    """Separate the groups of letters, respelt by sound, from the digits."""
    decomposed = unicodedata.normalize("NFKD", text[: MAXIMUM_TYPED + 1].casefold())
    marks = (" " if unicodedata.category(mark) == "Pd" else mark for mark in decomposed)
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark))
    if not plain.strip():
        raise CodeInvalid("empty")
    if len(text) > MAXIMUM_TYPED or _FOREIGN.search(plain):
        raise CodeInvalid("length")
    groups = _GROUPS.findall(plain)
    words = [_respell(group) for group in groups if group.isalpha()]
    return words, "".join(group for group in groups if group.isdigit())


def _respell(word: str) -> str:
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    return word


def _read_words(words: list[str]) -> tuple[str, ...]:
    letters = "".join(words)
    if len(words) == WORDS:
        parts = words
    elif len(letters) == WORDS * WORD_LETTERS:
        parts = [letters[start : start + 4] for start in range(0, len(letters), WORD_LETTERS)]
    else:
        raise CodeInvalid("length")
    for part, word in enumerate(parts, start=1):
        if len(word) != WORD_LETTERS or word[:2] not in SYLLABLES or word[2:] not in SYLLABLES:
            raise CodeInvalid("word", part)
    return tuple(letters[start : start + 2] for start in range(0, len(letters), 2))
