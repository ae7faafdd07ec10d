"""Dates as people type them: three fields, ``27/3/1985``, ``27 de marzo de 1985``."""

import calendar
import re
from collections.abc import Mapping
from datetime import date

from minka.engine.forms.answers.keeping import Unfit
from minka.engine.saying import joined, phrase

MONTHS = (
    *(phrase("enero"), phrase("febrero"), phrase("marzo"), phrase("abril"), phrase("mayo"), phrase("junio")),
    *(phrase("julio"), phrase("agosto"), phrase("septiembre"), phrase("octubre"), phrase("noviembre")),
    phrase("diciembre"),
)
BOTH = phrase("{first} y {second}")
PARTS = {"day": phrase("el día"), "month": phrase("el mes"), "year": phrase("el año")}
LAST_MONTH = 12
DIGITS_OF_A_YEAR = 4

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_PARTED = re.compile(
    r"([0-9]{1,2})(?:\s*[/.\-]\s*|\s+(?:de\s+)?)([0-9]{1,2}|[a-zé]{3,10})(?:\s*[/.\-]\s*|\s+(?:del?\s+)?)([0-9]{1,4})"
)


def date_typed(typed: object) -> str:
    """The date in the form it is kept, ``YYYY-MM-DD``.

    Args:
        typed: one text, or a mapping with ``day``, ``month`` and ``year``.

    Raises:
        Unfit: a part is missing, or there is no such day.

    >>> date_typed("27 de marzo de 1985"), date_typed({"day": "1", "month": "ago", "year": "2026"})
    ('1985-03-27', '2026-08-01')
    """
    day, month, year = _fields(typed) if isinstance(typed, Mapping) else _text(typed)
    number = _month(month)
    if not day.isascii() or not day.isdigit() or len(day) > 2:  # noqa: PLR2004 - a day has two digits
        raise Unfit("date")
    if not year.isascii() or not year.isdigit() or len(year) != DIGITS_OF_A_YEAR or int(year) == 0:
        raise Unfit("date_year")
    if not 1 <= int(day) <= calendar.monthrange(int(year), number)[1]:
        raise Unfit("date_unreal", day=int(day), month=MONTHS[number - 1], year=int(year))
    return date(int(year), number, int(day)).isoformat()


def _fields(typed: Mapping[str, object]) -> tuple[str, str, str]:
    day, month, year = (str(typed.get(part) or "").strip() for part in PARTS)
    missing = [words for words, part in zip(PARTS.values(), (day, month, year), strict=True) if not part]
    if missing:
        raise Unfit("date_part", parts=joined(missing, BOTH))
    return day, month, year


def _text(typed: object) -> tuple[str, str, str]:
    text = typed.strip().casefold() if isinstance(typed, str) else ""
    if len(text) <= 40:  # noqa: PLR2004 - longer is no date, and patterns stay cheap
        if found := _ISO.fullmatch(text):
            return found[3], found[2], found[1]
        if found := _PARTED.fullmatch(text):
            return found[1], found[2], found[3]
    raise Unfit("date")


def _month(text: str) -> int:
    word = text.casefold().replace("setiembre", "septiembre").replace("set", "sep") if text.isalpha() else ""
    for number, name in enumerate(MONTHS, 1):
        if word in {name, name[:3], name[:4]}:
            return number
    if text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= LAST_MONTH:  # noqa: PLR2004
        return int(text)
    raise Unfit("date_month")
