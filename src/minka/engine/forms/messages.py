"""Short messages of one part: 160 characters of the alphabet that every phone has (3GPP TS 23.038)."""

import unicodedata
from collections.abc import Callable, Sequence

from minka.engine.saying import listed, phrase

LONGEST_MESSAGE = 160
BRING = phrase("Lleva: {papers}")
PAPERS = phrase("{count} papel", "{count} papeles")
MORE_PAPERS = phrase("{count} papel más", "{count} papeles más")
MAYBE = phrase("Quizá {count} más", "Quizá {count} más")
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€")
ALIKE = {"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "°": "o", "º": "o",
         "ª": "a", "²": "2", "³": "3", "•": "-", "\u00a0": " "}  # fmt: skip


def to_basic(text: str) -> str:
    """The text in the basic alphabet: letters it lacks lose their accent, signs become like ones, others go.

    >>> to_basic("Vigencia de poder — 30 días, «niñez»")
    'Vigencia de poder - 30 dias, "niñez"'
    """
    return "".join(_basic(mark) for mark in unicodedata.normalize("NFC", text))


def _basic(mark: str) -> str:
    if mark in BASIC or mark in DOUBLE:
        return mark
    if mark in ALIKE:
        return ALIKE[mark]
    plain = unicodedata.normalize("NFD", mark)[0]
    return plain if plain in BASIC else ""


def length_of(text: str) -> int:
    """How much of a message a text in the basic alphabet takes.

    >>> length_of("a"), length_of("€")
    (1, 2)
    """
    return sum(2 if mark in DOUBLE else 1 for mark in text)


def cut_to_message(
    title: str, parts: Sequence[str], end: Sequence[str], open_count: int = 0, *, say: Callable[[str], str] = str
) -> str:
    """One message: a title, as many of the parts as find room, how many do not, and an end.

    The end and the counts are never cut before the parts are; a part is left out whole, never halved.

    Args:
        title: what it is about.
        parts: what to bring, the most important first.
        end: cost, term, place; the last is left out first when even they find no room.
        open_count: how many more may be needed.
        say: turns what the engine says into the language of who reads it; Spanish without it.

    >>> cut_to_message("Licencia", ["DNI", "Croquis"], ["S/50.00"], 1)
    'Licencia. Lleva: DNI; Croquis. Quiza 1 mas. S/50.00'
    """
    title, end = to_basic(title), list(map(to_basic, end))
    parts = [to_basic(part).rstrip(".") for part in parts]
    for kept_end in range(len(end), -1, -1):
        for kept in range(len(parts), -1, -1):
            message = _message(title, _told(parts, kept, open_count, say), end[:kept_end])
            if length_of(message) <= LONGEST_MESSAGE and (kept or not parts or not kept_end):
                return message
    return _shortened(_message(title[:60], _told(parts, 0, open_count, say), []))


def _told(parts: Sequence[str], kept: int, open_count: int, say: Callable[[str], str]) -> list[str]:
    """What to bring, as much as is kept and how many more, and how many may be needed."""
    left = len(parts) - kept
    told: list[str] = list(parts[:kept])
    if left:
        told.append((MORE_PAPERS if kept else PAPERS).counting(left))
    sentences = [say(BRING.fill(papers=listed(told, "; ")))] if told else []
    return sentences + ([say(MAYBE.counting(open_count))] if open_count else [])


def _message(title: str, told: Sequence[str], end: Sequence[str]) -> str:
    return to_basic(". ".join([title, *told, *end]))


def _shortened(text: str) -> str:
    while length_of(text) > LONGEST_MESSAGE:
        text = text[:-1]
    return text
