"""Whole numbers as addresses and forms carry them: plain digits, no more than a key of the database has."""

import re
from typing import Final

DIGITS: Final = re.compile("[0-9]{1,18}")


def number_in(text: str) -> int | None:
    """The number that the text is. Signs, spaces, digits of other scripts and numbers beyond any key are nothing."""
    return int(text) if DIGITS.fullmatch(text) else None
