"""From Spanish text to terms that can be compared: no case, no accents, no stop words, short stems."""

import re
import unicodedata
from functools import lru_cache

STOP_WORDS = frozenset(
    """
    a al algo ante antes asi aun aunque cada como con contra cual cuales cualquier cuando cuanto de del desde donde
    dos durante e el ella ellas ello ellos en entre era eran eres es esa esas ese eso esos esta estaba estan estar
    estas este esto estos fue fueron ha haber habia hace hacen hacer hacia han hasta hay he la las le les lo los mas
    me mediante mi mis mismo mucha muchas mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros
    o os otra otras otro otros para pero poco por porque pues puede pueden que quien quienes se sea sean segun ser si
    sido siempre sin sino sobre solo son su sus tal tambien tampoco tan tanto te tener tengo ti tiene tienen toda
    todas todo todos tu tus u un una unas uno unos usted ustedes y ya yo
    """.split()  # noqa: SIM905 - a list of this length is read as prose
)
STEM_LENGTH = 6
SHORTEST_WORD = 2

_MARKS = re.compile("[\u0300-\u036f]+")
_WORDS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Write text without case, accents or compatibility forms; *ñ* becomes *n*.

    >>> fold("¿Qué AÑO, Núñez?")
    '¿que ano, nunez?'
    """
    small = unicodedata.normalize("NFKD", text).casefold()
    return _MARKS.sub("", unicodedata.normalize("NFKD", small))


def words(text: str) -> list[str]:
    """List the folded words of a text in order, numbers included.

    >>> words("La M-30, ¡otra vez!")
    ['la', 'm', '30', 'otra', 'vez']
    """
    return _WORDS.findall(fold(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut a folded Spanish word to what its forms share: no plural, no last vowel, at most six letters.

    >>> [stem(word) for word in ("caminos", "camino", "luces", "luz", "pavimentacion", "pavimentar", "30")]
    ['camin', 'camin', 'luz', 'luz', 'pavime', 'pavime', '30']
    """
    if len(word) < 4 or word.isdecimal():  # noqa: PLR2004 - shorter words have no ending to lose
        return word
    if word.endswith("ces"):
        word = word[:-3] + "z"
    elif word.endswith("es") and len(word) > STEM_LENGTH - 1:
        word = word[:-2]
    elif word.endswith("s"):
        word = word[:-1]
    if len(word) > 4 and word[-1] in "aeo":  # noqa: PLR2004
        word = word[:-1]
    return word[:STEM_LENGTH]


def terms(text: str) -> list[str]:
    """List the stems of a text in order, with repetitions, without stop words and single letters.

    A text of nothing but stop words keeps them, so that it can still equal another.

    >>> terms("Arreglen las luces de los caminos rurales")
    ['arregl', 'luz', 'camin', 'rural']
    >>> terms("¿Y si no?")
    ['y', 'si', 'no']
    """
    every = words(text)
    telling = [word for word in every if len(word) >= SHORTEST_WORD and word not in STOP_WORDS]
    return [stem(word) for word in telling or every]
