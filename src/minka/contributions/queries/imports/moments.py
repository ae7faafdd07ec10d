"""Dates as other platforms write them."""

import datetime as dt
import re

from django.utils import timezone
from django.utils.translation import gettext as _

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_ISO = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}")
NOON = 12


class MomentUnclear(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The text is no date, or one that cannot be."""


def read_moment(text: str, *, now: dt.datetime) -> dt.datetime:
    """The moment that a text names; the day comes first unless the year does. A day without an hour is its noon.

    Raises:
        MomentUnclear: with words for the person who reads the report.
    """
    try:
        moment = _read(text.strip())
    except (ValueError, OverflowError) as error:
        raise MomentUnclear(_("No entendemos la fecha «%s»: escríbela como 31/12/2025.") % text[:30]) from error
    if moment > now:
        raise MomentUnclear(_("La fecha «%s» todavía no llega.") % text[:30])
    return moment


def _read(text: str) -> dt.datetime:
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first:
        day, month, year, hour, minute, second = (int(part) if part else 0 for part in day_first.groups())
        found = dt.datetime(year, month, day, hour if day_first[4] else NOON, minute, second)  # noqa: DTZ001 - below
    elif _ISO.match(text):
        found = _read_iso(text)
    else:
        raise ValueError(text)
    return found if found.tzinfo else timezone.make_aware(found)


def _read_iso(text: str) -> dt.datetime:
    plain = text.replace("/", "-").removesuffix(" UTC")
    zone = re.search(r" ([+-]\d{4})$", plain)
    if zone:
        plain = plain[: zone.start()] + zone[1]
    found = dt.datetime.fromisoformat(plain + ("+00:00" if text.endswith(" UTC") else ""))
    return found.replace(hour=NOON) if len(plain) <= len("2025-12-31") else found
