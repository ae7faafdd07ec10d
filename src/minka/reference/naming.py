"""Understanding the names that people give to districts: without accents, without the province, not quite right."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from minka.reference.models import Coding
from minka.reference.queries import PlaceOption, find_place, place_options

MOST_GUESSES = 4
_CODE = re.compile(r"(?:(inei|reniec)\W{0,3})?([0-9]{6})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Understood:
    """What a text may mean: exactly one option, several to choose from, a province, or near misses."""

    options: Sequence[PlaceOption] = ()
    province: str = ""
    guesses: Sequence[str] = ()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text as it is compared: lower case, without accents, commas or doubled spaces.

    >>> fold(" CELENDÍN,  Celendín ")
    'celendin celendin'
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().replace(",", " ").split())


def understand(text: str, department: str = "") -> Understood:
    """The districts that a text names: first in the department, then, with its province said, in the country.

    Six digits are a code in INEI coding unless the text says ``RENIEC`` before them.
    """
    code = _CODE.fullmatch(text.strip())
    if code:
        return _of_code(Coding((code[1] or "inei").lower()), code[2])
    wanted, near = fold(text), place_options(department)
    found = [option for option in near if wanted in _names(option)]
    if not found and department:
        found = [option for option in place_options() if wanted in _names(option)[1:]]
    if found:
        return Understood(options=found)
    of_province = [option for option in near if fold(option.province) == wanted]
    if of_province:
        return Understood(province=of_province[0].province, guesses=[o.label for o in of_province[:MOST_GUESSES]])
    return Understood(guesses=_near_misses(wanted, near))


def _of_code(coding: Coding, code: str) -> Understood:
    place = find_place(code=code, coding=coding)
    return Understood(options=[option for option in place_options() if place is not None and option.pk == place.pk])


def _names(option: PlaceOption) -> tuple[str, str, str]:
    """A district's names from short to full, as they are compared."""
    short = fold(option.district)
    long = f"{short} {fold(option.province)}"
    return short, long, f"{long} {fold(option.department)}"


def _near_misses(wanted: str, options: Sequence[PlaceOption]) -> list[str]:
    by_name: dict[str, list[str]] = {}
    for option in options:
        for name in _names(option)[:2]:
            by_name.setdefault(name, []).append(option.label)
    close = difflib.get_close_matches(wanted, by_name, n=MOST_GUESSES, cutoff=0.75)
    return list(dict.fromkeys(label for name in close for label in by_name[name]))[:MOST_GUESSES]
