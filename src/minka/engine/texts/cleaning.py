"""Typed text as it is kept: one form of each letter, nothing that cannot be seen, nothing that breaks a page."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # needed inside some scripts and emoji; everything else unseen goes
MARKS_IN_A_ROW = 3  # Vietnamese and Hebrew need two or three; more is a tower that covers the lines around it

# Western letters and signs, none of them unseen or combining: nearly every text, and nothing to look for in it.
_USUAL = re.compile(r"[\n\t -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e]*")
_BLANKS_IN_LINE = re.compile(r"[ \t\u00a0]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    """Give the text in NFC without control, zero-width and direction-changing characters; line breaks stay.

    Args:
        text: anything typed, pasted or read from a file.

    Returns:
        At most one blank line between paragraphs, no blanks at line ends nor around the whole.

    >>> clean_text("  Agua\\x00 limpia\\u200b \\r\\n\\r\\n\\r\\n\\r\\npara todos ")
    'Agua limpia\\n\\npara todos'
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = plain if _USUAL.fullmatch(plain) else _without_towers("".join(mark for mark in plain if _is_seen(mark)))
    lines = (_BLANKS_IN_LINE.sub(" ", line).strip() for line in kept.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """Give the text as one line.

    >>> clean_line("Agua\\nlimpia")
    'Agua limpia'
    """
    return " ".join(clean_text(text).split())


def letters_in(text: str) -> int:
    """Count the letters and digits: what is left of a text when signs, emoji and blanks do not count.

    >>> letters_in("¡Agua! 🙏🙏")
    4
    """
    return sum(mark.isalnum() for mark in text)


def _is_seen(mark: str) -> bool:
    if mark in "\n\t" or mark in JOINERS:
        return True
    return unicodedata.category(mark) not in {"Cc", "Cf", "Cs", "Co"}


def _without_towers(text: str) -> str:
    kept: list[str] = []
    in_a_row = 0
    for mark in text:
        in_a_row = in_a_row + 1 if unicodedata.combining(mark) else 0
        if in_a_row <= MARKS_IN_A_ROW:
            kept.append(mark)
    return "".join(kept)
