"""How easy a Spanish text is to read: Fernández Huerta and INFLESZ. See ``docs/engine/readability.md``."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

FEWEST_WORDS = 20
LONG_SENTENCE, LONG_WORD, MANY_LONG_WORDS = 25, 5, 3  # words; syllables; words of so many syllables in a sentence

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$|[\"»”)\]])|\n\s*\n|\n(?=\s*(?:[-•*]|\d+[.)]))")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eéií])")
# Strong vowels and stressed weak ones each make a syllable; an unstressed weak one leans on its neighbour.
_NUCLEUS = re.compile(r"[iuüy]*[aeoáéó][iuüy]*(?![aeoáéóíú])|[iuüy]*[aeoáéó]|[iuüy]*[íú]|[iuüy]+")


class Grade(StrEnum):
    """The five grades of the INFLESZ scale, hardest first."""

    VERY_HARD = "very_hard"
    RATHER_HARD = "rather_hard"
    NORMAL = "normal"
    RATHER_EASY = "rather_easy"
    VERY_EASY = "very_easy"


_GRADES = ((80, Grade.VERY_EASY), (65, Grade.RATHER_EASY), (55, Grade.NORMAL), (40, Grade.RATHER_HARD))


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted and the two scores, which run from about 0 (hard) to 100 (easy).

    Scores may leave that range for extreme texts. They are None, and so is the grade, for fewer than
    twenty words: of so little text they say nothing.
    """

    syllables: int
    words: int
    sentences: int
    fernandez_huerta: float | None
    inflesz: float | None
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence that is hard to read, with what makes it so.

    ``words`` is how many it has; ``is_long`` says that they are too many; ``long_words`` are its words of five
    syllables and more, the longest first, and empty where there are fewer than three of them.
    """

    text: str
    words: int
    is_long: bool
    long_words: tuple[str, ...]


def count_syllables(word: str) -> int:
    """Count the syllables of a Spanish word; at least one.

    >>> [count_syllables(word) for word in ("agua", "país", "ciudad", "quería", "guerra", "pingüino", "rey")]
    [2, 2, 2, 3, 2, 3, 1]
    """
    plain = unicodedata.normalize("NFC", word.casefold())
    return max(1, len(_NUCLEUS.findall(_SILENT_U.sub("", plain))))


def read_ease(text: str) -> Readability:
    """Measure how easy a text is to read.

    Args:
        text: Spanish prose. Blank lines and list items end a sentence too; numbers are not words.

    >>> measured = read_ease("Pide tu cita. Lleva tu DNI. Llega antes de las ocho. " * 3)
    >>> measured.words, measured.sentences, measured.grade.value
    (33, 9, 'very_easy')
    """
    found = _WORD.findall(text)
    syllables = sum(count_syllables(part) for word in found for part in re.split(r"[-'’]", word))
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    if len(found) < FEWEST_WORDS:
        return Readability(syllables, len(found), sentences, None, None, None)
    per_word, per_sentence = syllables / len(found), len(found) / sentences
    huerta = round(206.84 - 60 * per_word - 1.02 * per_sentence, 1)
    inflesz = round(206.835 - 62.3 * per_word - per_sentence, 1)
    grade = next((grade for least, grade in _GRADES if inflesz >= least), Grade.VERY_HARD)
    return Readability(syllables, len(found), sentences, huerta, inflesz, grade)


def hard_sentences(text: str) -> tuple[HardSentence, ...]:
    """Find the sentences that make a Spanish text hard, in their order.

    A sentence is hard with more than 25 words, or with three words of five syllables and more.

    >>> [found] = hard_sentences("Ven. La presentación extemporánea de documentación es inadmisible en ventanilla.")
    >>> found.words, found.is_long, found.long_words
    (9, False, ('extemporánea', 'documentación', 'inadmisible'))
    """
    parts = (" ".join(part.split()) for part in _SENTENCE_END.split(text))
    judged = (_judged(part) for part in parts if _WORD.search(part))
    return tuple(each for each in judged if each.is_long or each.long_words)


def _judged(sentence: str) -> HardSentence:
    found = _WORD.findall(sentence)
    long = sorted({each.casefold() for each in found if count_syllables(each) >= LONG_WORD})
    long.sort(key=lambda word: -count_syllables(word))
    return HardSentence(
        sentence, len(found), len(found) > LONG_SENTENCE, tuple(long) if len(long) >= MANY_LONG_WORDS else ()
    )
